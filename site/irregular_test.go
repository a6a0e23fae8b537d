//go:build unix

package site_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"opas/assets"
	"opas/site"
	"opas/templates"
)

// onDisk is a guide whose three folders lie in a folder; what they lack of the theme
// is that which opas carries.
func onDisk(t *testing.T) (dir string, o site.Options) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../cmd/opas/testdata/guide")); err != nil {
		t.Fatal(err)
	}
	of := func(name string) fs.FS { return os.DirFS(filepath.Join(dir, name)) }
	return dir, site.Options{
		Content:   site.Folder{FS: of("content"), Name: "content"},
		Templates: site.Folder{FS: site.Overlay(of("templates"), templates.FS), Name: "templates"},
		Assets:    site.Folder{FS: site.Overlay(of("assets"), assets.FS), Name: "assets"},
	}
}

// TestPipes: a pipe that nobody writes to is told, wherever it stands, and the build
// comes to its end. So does a link to one.
func TestPipes(t *testing.T) {
	for _, name := range []string{
		"content/site.yaml", "content/fi/index.md", "content/fi/x.png", "content/hashtags.yaml",
		"templates/base.html", "templates/step.html", "templates/partials/x.html", "assets/images/x.svg", "assets/css/main.css",
	} {
		for _, link := range []bool{false, true} {
			dir, o := onDisk(t)
			file := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			pipe := file
			if link {
				pipe = filepath.Join(filepath.Dir(file), "pipe~")
				if err := os.Symlink("pipe~", file); err != nil {
					t.Fatal(err)
				}
			}
			if err := syscall.Mkfifo(pipe, 0o644); err != nil {
				t.Fatal(err)
			}
			r, err := site.NewBuilder(o).Build(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var told []string
			for _, d := range r.Diags.Errors() {
				if d.File == name {
					told = append(told, d.Message+": "+d.Hint)
				}
			}
			if got := strings.Join(told, "\n"); got != "not a regular file: put the file itself here" {
				t.Errorf("%s, link %v: got\n%s", name, link, r.Diags)
			}
		}
	}
}

// stuck is a file system in which a file can't be read to its end before the test
// lets it.
type stuck struct {
	fs.FS
	name         string
	reading, let chan struct{}
}

func (s stuck) ReadFile(name string) ([]byte, error) {
	if name == s.name {
		close(s.reading)
		<-s.let
	}
	return fs.ReadFile(s.FS, name)
}

// TestStuck: a build that waits for a disk is ended by its context.
func TestStuck(t *testing.T) {
	_, o := onDisk(t)
	s := stuck{o.Content.FS, "fi/index.md", make(chan struct{}), make(chan struct{})}
	o.Content.FS = s
	defer close(s.let)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-s.reading
		cancel()
	}()
	if _, err := site.NewBuilder(o).Build(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("the build ends with %v", err)
	}
}
