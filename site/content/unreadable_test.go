package content

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
)

// shut is a file system with a name that can be seen, but not read while err is
// not nil: nothing else about it changes then.
type shut struct {
	fs.FS
	name string
	err  error
}

func (s *shut) ReadFile(name string) ([]byte, error) {
	if s.err != nil && name == s.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: s.err}
	}
	return fs.ReadFile(s.FS, name)
}

func (s *shut) ReadDir(name string) ([]fs.DirEntry, error) {
	if s.err != nil && name == s.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: s.err}
	}
	return fs.ReadDir(s.FS, name)
}

// TestUnreadable: what can't be read is told by its name, and nothing that only
// follows from it.
func TestUnreadable(t *testing.T) {
	for name, want := range map[string]string{
		"fi/index.md": "content/fi/index.md",
		"fi/ui.yaml":  "content/fi/ui.yaml",
		"site.yaml":   "content/site.yaml",
		"sv":          "content/sv",
		".":           "content",
	} {
		for err, message := range map[error]string{
			fs.ErrPermission:                 "no permission to read it\n    hint: allow it",
			errors.New("input/output error"): "can't be read: input/output error\n    hint: try again",
		} {
			c, got := read(t, &shut{files(t, nil), name, err})
			if c != nil || !strings.HasPrefix(got, want+": "+message) || strings.Count(got, "hint: ") != 1 {
				t.Errorf("%s: got\n%s\nwant %s: %s", name, got, want, message)
			}
		}
	}
}

// TestReadableAgain: an error is gone with what caused it.
func TestReadableAgain(t *testing.T) {
	dir := guideOnDisk(t)
	for _, name := range []string{"fi/index.md", "fi", "."} {
		synctest.Test(t, func(t *testing.T) {
			settled(t, dir)
			fsys := &shut{FS: os.DirFS(dir), name: name}
			r := NewReader(fsys, "content")
			for _, fsys.err = range []error{fs.ErrPermission, nil} {
				c, diags, err := r.Read(context.Background())
				if bad := fsys.err != nil; err != nil || (c == nil) != bad || (len(diags) > 0) != bad {
					t.Errorf("%s: %v: %v, %v", name, fsys.err, diags, err)
				}
			}
		})
	}
}

// TestNoFolder: the content folder is gone, or is a file.
func TestNoFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "")
	for name, want := range map[string]string{
		"gone": "content: missing folder\n    hint: put it back",
		"file": "content: not a folder\n    hint: move the file",
	} {
		if _, got := read(t, os.DirFS(filepath.Join(dir, name))); !strings.HasPrefix(got, want) || strings.Count(got, "hint") != 1 {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}
