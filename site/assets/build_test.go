package assets

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden builds the files of each archive. Its wanted parts are
// "want.diag", the diagnostics, and "want/…", what is published; neither is
// there if there is none of it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			arc, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{Comment: arc.Comment}
			in := fstest.MapFS{}
			for _, f := range arc.Files {
				if !strings.HasPrefix(f.Name, "want") {
					got.Files = append(got.Files, f)
					in[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			got.Files = append(got.Files, publishedIn(t, in)...)
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if g, w := txtar.Format(got), txtar.Format(arc); !bytes.Equal(g, w) {
				t.Errorf("got\n%s\nwant\n%s", g, w)
			}
		})
	}
}

// publishedIn returns the wanted parts of an archive. Where there are errors
// nothing is published.
func publishedIn(t *testing.T, in fs.FS) []txtar.File {
	t.Helper()
	m, diags := Build(in, "assets")
	if len(diags) > 0 {
		var b bytes.Buffer
		if err := diags.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		return []txtar.File{{Name: "want.diag", Data: b.Bytes()}}
	}
	var files []txtar.File
	for _, f := range m.Files() {
		if p, ok := m.Path(f.Name); !ok || p != f.Path {
			t.Errorf("Path(%q) = %q, %v, want %q", f.Name, p, ok, f.Path)
		}
		data := f.Data
		if !bytes.HasSuffix(data, []byte("\n")) {
			data = append(bytes.Clone(data), '\n') // an archive has whole lines only
		}
		files = append(files, txtar.File{Name: "want/" + f.Path, Data: data})
	}
	return files
}

// theme returns a file system of name, content pairs.
func theme(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

// pathOf builds a theme without mistakes and returns the path of one file.
func pathOf(t *testing.T, in fs.FS, name string) string {
	t.Helper()
	m, diags := Build(in, "assets")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	p, ok := m.Path(name)
	if !ok {
		t.Fatalf("no path for %s", name)
	}
	return p
}

func TestFingerprint(t *testing.T) {
	tests := map[string]string{
		"photo.png":        "photo.ba7816bf.png",
		"images/a.b/photo": "images/a.b/photo.ba7816bf",
		"x.tar.gz":         "x.tar.ba7816bf.gz",
	}
	for name, want := range tests {
		if got := Fingerprint(name, []byte("abc")); got != want {
			t.Errorf("Fingerprint(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestBuildIsDeterministic(t *testing.T) {
	in := theme()
	for i := range 50 {
		in[fmt.Sprintf("images/%d.png", i)] = &fstest.MapFile{Data: []byte{byte(i)}}
		in[fmt.Sprintf("css/%d.css", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "a{b:url(../images/%d.png);c:url(x%d)}", i, i)}
	}
	m, diags := Build(in, "assets")
	if len(diags) != 50 || len(m.Files()) != 100 {
		t.Fatalf("%d diagnostics and %d files", len(diags), len(m.Files()))
	}
	for range 5 {
		m2, diags2 := Build(in, "assets")
		if !reflect.DeepEqual(m, m2) || !reflect.DeepEqual(diags, diags2) {
			t.Fatal("a second build differs")
		}
	}
}

func TestNamesFollowTheBytes(t *testing.T) {
	build := func(image, part, comment string) string {
		return pathOf(t, theme(
			"css/main.css", `@import "part.css";`+comment,
			"css/part.css", part,
			"images/a.png", image,
		), "css/main.css")
	}
	const part = "a{b:url(../images/a.png)}"
	before := build("1", part, "")
	if build("2", part, "") == before {
		t.Error("the image changed, the sheet that uses it has the same name")
	}
	if build("1", part+"c{d:e}", "") == before {
		t.Error("the imported sheet changed, the bundle has the same name")
	}
	if build("1", "a { b: url( '../images/a.png' ) ; }", "/* */") != before {
		t.Error("nothing but layout changed, the bundle has another name")
	}
}

func TestManifestKnowsEveryAssetInSpiteOfMistakes(t *testing.T) {
	m, diags := Build(theme(
		"css/main.css", "a{b:url(nowhere.png)}",
		"css/loop.css", `@import "pool.css";`, "css/pool.css", `@import "loop.css";`,
		"js/main.js", "var = 1",
		"images/a.svg", "<svg>",
	), "assets")
	if len(diags) != 4 {
		t.Fatal(diags)
	}
	for _, name := range []string{"css/main.css", "css/loop.css", "js/main.js", "images/a.svg"} {
		if _, ok := m.Path(name); !ok {
			t.Errorf("no path for %s", name)
		}
	}
}

func TestUnusableFiles(t *testing.T) {
	in := theme(
		"css/latin.css", "a{b:\"\xe4\"}",
		`images/back\slash.png`, "",
		"images/a.png", "", "images/.hidden", "", "css/.cache/x.css", "}", "js/main.js~", "}", "embed.go", "package assets",
	)
	in["images/link.png"] = &fstest.MapFile{Data: []byte("a.png"), Mode: fs.ModeSymlink}
	m, diags := Build(in, "assets")
	var b strings.Builder
	if err := diags.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	want := `assets/css/latin.css:1:6: not UTF-8
    hint: save the file as UTF-8; an old editor may have written Latin-1
assets/images/back\slash.png: unusable file name "images/back\\slash.png"
    hint: rename the file
assets/images/link.png: not a regular file
    hint: put the file itself here
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if n := len(m.Files()); n != 2 {
		t.Errorf("%d files published, want 2: %v", n, m.Files())
	}
}

// TestUnreadableFile: what can't be read is told, and those that refer to it are
// not blamed.
func TestUnreadableFile(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{fs.ErrNotExist, "vanished"},
		{fs.ErrPermission, "no permission"},
		{errors.New("input/output error"), "can't be read: input/output error"},
	} {
		in := refusing{theme("css/main.css", "a{b:url(../images/a.svg)}", "images/a.svg", "<svg/>"), tt.err}
		m, diags := Build(in, "assets")
		if len(diags) != 1 || diags[0].File != "assets/images/a.svg" || !strings.Contains(diags[0].Message, tt.want) || diags[0].Hint == "" {
			t.Errorf("%v: diagnostics %q", tt.err, diags)
		}
		if _, ok := m.Path("images/a.svg"); !ok {
			t.Errorf("%v: the file is not known", tt.err)
		}
	}
}

// TestUnreadableFolder: the rest is known all the same.
func TestUnreadableFolder(t *testing.T) {
	m, diags := Build(closed{theme("css/main.css", "a{}", "images/a.png", "")}, "assets")
	if len(diags) != 1 || diags[0].File != "assets/images" {
		t.Errorf("diagnostics %q", diags)
	}
	if _, ok := m.Path("css/main.css"); !ok {
		t.Error("the style sheet is not known")
	}
}

// refusing has images that it lists but does not let be read.
type refusing struct {
	fstest.MapFS
	err error
}

func (r refusing) ReadFile(name string) ([]byte, error) {
	if strings.HasPrefix(name, "images/") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: r.err}
	}
	return r.MapFS.ReadFile(name)
}

// closed has a folder of images that can't be listed.
type closed struct{ fstest.MapFS }

func (c closed) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "images" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return c.MapFS.ReadDir(name)
}
