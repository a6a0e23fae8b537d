package content

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestReaderSeesNames: what comes, goes and moves is seen in folders that have
// been read before and are old.
func TestReaderSeesNames(t *testing.T) {
	steps := []struct {
		name string
		act  func(t *testing.T, fi string)
	}{
		{"a page comes", func(t *testing.T, fi string) { write(t, filepath.Join(fi, "a.md"), textA) }},
		{"it is renamed", func(t *testing.T, fi string) { rename(t, filepath.Join(fi, "a.md"), filepath.Join(fi, "b.md")) }},
		{"a folder comes", func(t *testing.T, fi string) { write(t, filepath.Join(fi, "part", "index.md"), textA) }},
		{"a page within it comes, the folder's age is set back", func(t *testing.T, fi string) {
			write(t, filepath.Join(fi, "part", "c.md"), textB)
			age(t, filepath.Join(fi, "part"))
		}},
		{"a page moves into it", func(t *testing.T, fi string) {
			rename(t, filepath.Join(fi, "b.md"), filepath.Join(fi, "part", "b.md"))
		}},
		{"the folder is renamed", func(t *testing.T, fi string) { rename(t, filepath.Join(fi, "part"), filepath.Join(fi, "other")) }},
		{"another one takes its place", func(t *testing.T, fi string) {
			write(t, filepath.Join(fi, "new", "d.md"), textA)
			if err := os.RemoveAll(filepath.Join(fi, "other")); err != nil {
				t.Fatal(err)
			}
			rename(t, filepath.Join(fi, "new"), filepath.Join(fi, "other"))
		}},
		{"a file becomes a folder", func(t *testing.T, fi string) {
			if err := os.Remove(filepath.Join(fi, "other", "d.md")); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(fi, "other", "d.md", "e.md"), textA)
		}},
		{"the folder goes", func(t *testing.T, fi string) {
			if err := os.RemoveAll(filepath.Join(fi, "other")); err != nil {
				t.Fatal(err)
			}
		}},
	}
	dir := guideOnDisk(t)
	synctest.Test(t, func(t *testing.T) {
		settled(t, dir)
		warm := NewReader(os.DirFS(dir), "content")
		for _, step := range steps {
			tick(t, dir)
			if got, want := names(t, warm), names(t, NewReader(os.DirFS(dir), "content")); !slices.Equal(got, want) {
				t.Fatalf("before %s: %q, want %q", step.name, got, want)
			}
			step.act(t, filepath.Join(dir, "fi"))
			if got, want := names(t, warm), names(t, NewReader(os.DirFS(dir), "content")); !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", step.name, got, want)
			}
		}
	})
}

// names reads the guide and returns the pages of its first language.
func names(t *testing.T, r *Reader) (out []string) {
	t.Helper()
	c, _, err := r.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range c.Languages[0].Sources {
		out = append(out, s.Rel)
	}
	return out
}

// countingFolders counts the folders that are read.
type countingFolders struct {
	fs.FS
	read *atomic.Int64
}

func (c countingFolders) ReadDir(name string) ([]fs.DirEntry, error) {
	c.read.Add(1)
	return fs.ReadDir(c.FS, name)
}

// TestReaderListsOnce: a folder that has settled is not listed again.
func TestReaderListsOnce(t *testing.T) {
	dir := guideOnDisk(t)
	if !hasInodes(t, dir) {
		t.Skip("the platform does not tell when a folder changed")
	}
	synctest.Test(t, func(t *testing.T) {
		settled(t, dir)
		var read atomic.Int64
		r := NewReader(countingFolders{os.DirFS(dir), &read}, "content")
		names(t, r)
		if read.Swap(0) == 0 {
			t.Fatal("no folder was read")
		}
		time.Sleep(time.Hour)
		names(t, r)
		if n := read.Load(); n != 0 {
			t.Errorf("%d folders were listed again", n)
		}
	})
}
