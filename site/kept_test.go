package site_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opas/site"
)

// smallGuide is a content folder without faults.
const smallGuide = "../cmd/opas/testdata/guide/content"

// TestSameResult: where no source has changed, neither has the result.
func TestSameResult(t *testing.T) {
	content := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(smallGuide), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(smallGuide, name))
		content[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	own := fstest.MapFS{}
	o := guide(content)
	o.Templates.FS = site.Overlay(own, o.Templates.FS)
	b := site.NewBuilder(o)
	build := func() *site.Result {
		t.Helper()
		r, err := b.Build(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	last := build()
	if !last.OK() {
		t.Fatalf("errors:\n%s", textOf(last.Diags))
	}
	page := content["fi/1-osa/a.md"].Data
	for _, step := range []struct {
		name string
		act  func()
		same bool
	}{
		{"nothing", func() {}, true},
		{"the same bytes", func() { content["fi/1-osa/a.md"] = &fstest.MapFile{Data: page} }, true},
		{"a file more", func() { content["fi/notes.txt"] = &fstest.MapFile{Data: []byte("x")} }, false},
		{"a page", func() { content["fi/1-osa/a.md"] = &fstest.MapFile{Data: append(page, "\nUutta.\n"...)} }, false},
		{"a template", func() { own["partials/x.html"] = &fstest.MapFile{Data: []byte("{{define \"x\"}}{{end}}")} }, false},
		{"a mistake", func() { own["page.html"] = &fstest.MapFile{Data: []byte("{{")} }, false},
		{"its mending", func() { delete(own, "page.html") }, false},
		{"nothing again", func() {}, true},
	} {
		step.act()
		now := build()
		if same := now == last; same != step.same {
			t.Errorf("%s: the same result: %v, want %v", step.name, same, step.same)
		}
		last = now
	}
}

// flaky is a file system in which a file is gone when it is read for the second
// time, as while an editor puts another in its place.
type flaky struct {
	fs.FS
	name string
	read int
}

func (f *flaky) ReadFile(name string) ([]byte, error) {
	if name == f.name {
		if f.read++; f.read == 2 {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
	}
	return fs.ReadFile(f.FS, name)
}

// TestGoneForAMoment: what was missing while the theme was read is not missed when
// it is there again, with the very bytes that it had.
func TestGoneForAMoment(t *testing.T) {
	tests := map[string]func(o *site.Options, f *flaky){
		"base.html":          func(o *site.Options, f *flaky) { f.FS, o.Templates.FS = o.Templates.FS, f },
		"images/favicon.svg": func(o *site.Options, f *flaky) { f.FS, o.Assets.FS = o.Assets.FS, f },
	}
	for name, wrap := range tests {
		o := guide(os.DirFS(smallGuide))
		wrap(&o, &flaky{name: name})
		b := site.NewBuilder(o)
		for i, ok := range []bool{false, true} {
			r, err := b.Build(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if r.OK() != ok {
				t.Errorf("%s: build %d is good: %v, want %v\n%s", name, i+1, r.OK(), ok, textOf(r.Diags.Errors()))
			}
		}
	}
}

// shut is a file system with names that can be seen but not read.
type shut struct {
	fs.FS
	names []string
}

func (s shut) refuse(name string) error {
	if slices.Contains(s.names, name) {
		return &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return nil
}

func (s shut) ReadFile(name string) ([]byte, error) {
	if err := s.refuse(name); err != nil {
		return nil, err
	}
	return fs.ReadFile(s.FS, name)
}

func (s shut) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := s.refuse(name); err != nil {
		return nil, err
	}
	return fs.ReadDir(s.FS, name)
}

// TestUnreadableTheme: each file and folder of the theme that can't be read is
// told, and nothing that only follows from it.
func TestUnreadableTheme(t *testing.T) {
	for _, names := range [][]string{
		{"templates"}, {"templates/partials"}, {"templates/page.html", "templates/partials/footer.html"},
		{"assets"}, {"assets/js", "assets/images/favicon.svg"}, {"assets/css/main.css"},
	} {
		o := guide(os.DirFS(smallGuide))
		for _, f := range []*site.Folder{&o.Templates, &o.Assets} {
			closed := shut{FS: f.FS}
			for _, name := range names {
				if name == f.Name {
					closed.names = append(closed.names, ".")
				} else if rel, ok := strings.CutPrefix(name, f.Name+"/"); ok {
					closed.names = append(closed.names, rel)
				}
			}
			f.FS = closed
		}
		r, err := site.NewBuilder(o).Build(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, d := range r.Diags.Errors() {
			told = append(told, d.File)
			if d.Message != "no permission to read it" || d.Hint == "" {
				t.Errorf("%q: %s", names, d)
			}
		}
		if slices.Sort(names); !slices.Equal(told, names) {
			t.Errorf("%q can't be read, told are %q", names, told)
		}
	}
}
