package content

import (
	"context"
	"io/fs"
	"testing"
	"testing/fstest"
	"time"
)

func TestReaderSeesEveryChange(t *testing.T) {
	fsys := files(t, nil)
	r := NewReader(fsys, "content")
	title := func() string {
		t.Helper()
		c, _, err := r.Read(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return c.Languages[0].Sources[0].Front.Title
	}
	first := title()
	// The same size and time, as a fast editor on a coarse clock leaves them.
	now := time.Now()
	fsys["fi/index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Etusivä\n---\n"), ModTime: now}
	second := title()
	fsys["fi/index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Etusivö\n---\n"), ModTime: now}
	third := title()
	if first != "Etusivu" || second != "Etusivä" || third != "Etusivö" {
		t.Errorf("titles %q, %q, %q", first, second, third)
	}
}

func TestReaderKeepsWhatIsTheSame(t *testing.T) {
	fsys := files(t, nil)
	r := NewReader(fsys, "content")
	a, _, err := r.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	fsys["fi/index.md"].ModTime = time.Now() // touched
	b, _, err := r.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if a.Languages[0].Sources[0] != b.Languages[0].Sources[0] {
		t.Error("a file with the same bytes was parsed again")
	}
	delete(fsys, "fi/index.md")
	c, _, err := r.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.Languages[0].Sources); n != 0 {
		t.Errorf("%d sources after the file was removed", n)
	}
}

// TestReadText: a file is found by its composed name, and is the text that
// diagnostics are about.
func TestReadText(t *testing.T) {
	fsys := fstest.MapFS{
		"fi/a\u0308/o\u0308.md": {Data: []byte("\uFEFFu\u0308\r\na\rb\xff")},
		"fi/b.md":               {Data: []byte("\uFEFFu\u0308\r\na\rb")},
	}
	for name, want := range map[string][2]string{
		"fi/\u00e4/\u00f6.md": {"fi/a\u0308/o\u0308.md", "\uFEFFu\u0308\r\na\rb\uFFFD"}, // bytes that are not UTF-8 come first
		"fi/b.md":             {"fi/b.md", "\u00fc\na\nb"},
	} {
		text, err := ReadText(fsys, name)
		if err != nil || string(text) != want[1] {
			t.Errorf("%s: %q, %v", name, text, err)
		}
		if got := Spelling(fsys, name); got != want[0] {
			t.Errorf("%s is spelled %q, want %q", name, got, want[0])
		}
	}
	if got := Spelling(fsys, "fi/\u00e4/x.md"); got != "fi/\u00e4/x.md" {
		t.Errorf("a file that is not there is spelled %q", got)
	}
}

// vanishing is a file system whose file is listed but gone when opened.
type vanishing struct {
	fstest.MapFS
	name string
}

func (v vanishing) Open(name string) (fs.File, error) {
	if name == v.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return v.MapFS.Open(name)
}

func (v vanishing) ReadFile(name string) ([]byte, error) {
	if name == v.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return v.MapFS.ReadFile(name)
}

// A text is kept where it is set on paper, also by a Reader that has read it
// before that was asked for.
func TestReaderKeepsTexts(t *testing.T) {
	fsys := files(t, map[string]string{"fi/list.md": "---\ntitle: A\nkind: checklist\n---\n- [ ] B\n"})
	r := NewReader(fsys, "content")
	texts := func() map[string]string {
		c, _, err := r.Read(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, s := range c.Languages[0].Sources {
			if s.Text != nil {
				out[s.Rel] = string(s.Text)
			}
		}
		return out
	}
	if got := texts(); len(got) != 1 || got["list.md"] != "- [ ] B\n" {
		t.Errorf("kept %q, want that of the checklist", got)
	}
	fsys["site.yaml"] = &fstest.MapFile{Data: []byte(siteYAML + "print: {guide: true}\n")}
	if got := texts(); len(got) != 2 || got["index.md"] != "\nTeksti.\n" {
		t.Errorf("kept %q, want that of every page", got)
	}
}

func TestFileVanishes(t *testing.T) {
	_, got := read(t, vanishing{files(t, nil), "sv/index.md"})
	want := "content/sv/index.md: the file vanished while being read\n    hint: it was there a moment ago; build again\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
