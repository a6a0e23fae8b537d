package output

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// snapshot describes all that a folder holds: files with their content and time
// of modification, folders, links. It is nil for a folder that does not exist.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	shot := map[string]string{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, file)
		what := info.Mode().String()
		switch {
		case info.Mode().IsRegular():
			b, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			what += info.ModTime().String() + string(b)
		case info.Mode().Type() == fs.ModeSymlink:
			to, _ := os.Readlink(file)
			what += to
		}
		shot[filepath.ToSlash(name)] = what
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return shot
}

// wantSnapshot compares dir with what it was.
func wantSnapshot(t *testing.T, dir string, before map[string]string) {
	t.Helper()
	if after := snapshot(t, dir); !maps.Equal(before, after) {
		t.Errorf("%s changed:\n%v\nbefore:\n%v", dir, after, before)
	}
}

// write puts files into dir, given as path, content pairs. A path that ends in
// a slash is a folder.
func write(t *testing.T, dir string, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		file := filepath.Join(dir, filepath.FromSlash(pairs[i]))
		if strings.HasSuffix(pairs[i], "/") {
			file = filepath.Join(file, "x")
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(pairs[i], "/") {
			continue
		}
		if err := os.WriteFile(file, []byte(pairs[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// publish stages and commits a set.
func publish(t *testing.T, dir string, s *Set) Stats {
	t.Helper()
	st, err := Stage(t.Context(), dir, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	stats, err := st.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

func TestDiscardLeavesTheFolder(t *testing.T) {
	new := setOf(t, "a", "new", "b/c", "new", "same", "same")
	tests := map[string]func(t *testing.T, dir string){
		"absent":  func(t *testing.T, dir string) {},
		"empty":   func(t *testing.T, dir string) { write(t, dir, "./", "") },
		"another": func(t *testing.T, dir string) { publish(t, dir, setOf(t, "a", "old", "same", "same", "gone", "x")) },
		"equal":   func(t *testing.T, dir string) { publish(t, dir, new) },
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			dir := filepath.Join(root, "deep", "public")
			prepare(t, dir)
			before := snapshot(t, root)
			st, err := Stage(t.Context(), dir, new, nil)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // the second does nothing
				if err := st.Discard(); err != nil {
					t.Fatal(err)
				}
			}
			wantSnapshot(t, root, before)
			if _, err := st.Commit(); err == nil {
				t.Error("Commit after Discard: no error")
			}
			wantSnapshot(t, root, before)
		})
	}
}

func TestStageFailureLeavesTheFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, setOf(t, "a", "old", "b", "old"))
	before := snapshot(t, dir)
	broken := errors.New("broken")

	t.Run("make", func(t *testing.T) {
		s := setOf(t, "a", "new", "b", "new")
		if err := s.Add("c", func(context.Context, []byte) ([]byte, error) { return nil, broken }); err != nil {
			t.Fatal(err)
		}
		if _, err := Stage(t.Context(), dir, s, nil); !errors.Is(err, broken) {
			t.Errorf("error %v, want that of the Make", err)
		}
		wantSnapshot(t, dir, before)
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := setOf(t, "a", "new", "b", "new", "c", "new", "d", "new")
		if _, err := Stage(ctx, dir, s, func(string, []byte) { cancel() }); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want context.Canceled", err)
		}
		wantSnapshot(t, dir, before)
	})
	// A full disk, as far as one can have it everywhere: the place of the staging
	// folder is taken while the files are made, or that of a file in it.
	t.Run("no staging folder", func(t *testing.T) {
		block := func(string, []byte) { write(t, dir, stageName, "") }
		if _, err := Stage(t.Context(), dir, setOf(t, "a", "new"), block); err == nil {
			t.Error("no error")
		}
		wantSnapshot(t, dir, before)
	})
	t.Run("no staged file", func(t *testing.T) {
		st, err := Stage(t.Context(), dir, setOf(t, "a", "old"), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := st.prepare(); err != nil {
			t.Fatal(err)
		}
		write(t, dir, stageName+"/0/", "")
		if err := st.stage(0, "a", []byte("new")); err == nil {
			t.Error("no error")
		}
		if err := st.Discard(); err != nil {
			t.Error(err)
		}
		wantSnapshot(t, dir, before)
	})
	t.Run("read-only", func(t *testing.T) {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(dir, 0o777)
		if os.WriteFile(filepath.Join(dir, "probe"), nil, 0o666) == nil {
			if err := os.Remove(filepath.Join(dir, "probe")); err != nil {
				t.Fatal(err)
			}
			t.Skip("permissions do not bind this user")
		}
		before := snapshot(t, dir)
		if _, err := Stage(t.Context(), dir, setOf(t, "a", "new"), nil); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("error %v, want fs.ErrPermission", err)
		}
		wantSnapshot(t, dir, before)
	})
}

func TestStageRemovesALeftover(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, setOf(t, "a", "1"))
	before := snapshot(t, dir)
	write(t, dir, stageName+"/0", "half a fi", stageName+"/1/b/c", "x", stageName+"/manifest", "")
	st, err := Stage(t.Context(), dir, setOf(t, "a", "1"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Discard(); err != nil {
		t.Fatal(err)
	}
	wantSnapshot(t, dir, before)
}

func TestStageShowsEachFile(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, setOf(t, "same", "s"))
	var mu sync.Mutex
	got := map[string]string{}
	st, err := Stage(t.Context(), dir, setOf(t, "same", "s", "new", "n"), func(p string, b []byte) {
		mu.Lock()
		defer mu.Unlock()
		got[p] = string(b)
	})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Discard()
	if want := map[string]string{"same": "s", "new": "n"}; !maps.Equal(got, want) {
		t.Errorf("inspected %v, want %v", got, want)
	}
}

func TestUnchangedFilesAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("0123456789", 20_000) // longer than a buffer
	s := setOf(t, "a", "1", "long", long, "empty", "")
	publish(t, dir, s)
	old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for _, name := range []string{"a", "long", "empty", manifestName} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	before := snapshot(t, dir)
	want := Stats{Files: 3, Unchanged: 3, Bytes: int64(len(long)) + 1}
	if stats := publish(t, dir, s); stats != want {
		t.Errorf("stats %+v, want %+v", stats, want)
	}
	wantSnapshot(t, dir, before)

	// The same size, but another end.
	changed := setOf(t, "a", "1", "long", long[1:]+"x", "empty", "")
	if stats := publish(t, dir, changed); stats.Written != 1 {
		t.Errorf("stats %+v, want one written", stats)
	}
}
