package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// wantTree checks that dir holds the files of the set and a manifest of them,
// no other file and, beside those given, no empty folder.
func wantTree(t *testing.T, dir string, s *Set, emptyFolders ...string) {
	t.Helper()
	want := map[string]string{manifestName: formatManifest(s.Paths())}
	for _, p := range s.Paths() {
		b, err := s.Bytes(p)
		if err != nil {
			t.Fatal(err)
		}
		want[p] = string(b)
	}
	got := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			inside, err := os.ReadDir(filepath.Join(dir, p))
			if err == nil && len(inside) == 0 && !slices.Contains(emptyFolders, p) {
				t.Errorf("empty folder %s left", p)
			}
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, p))
		got[p] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(got, want) {
		t.Errorf("the folder holds %q\nwant %q", got, want)
	}
}

// TestCommitAfterAnyOutput goes from each output to each other one.
func TestCommitAfterAnyOutput(t *testing.T) {
	outputs := [][]string{
		{},
		{"a", "1"},
		{"a", "2", "b", "1"},
		{"a/b", "1", "a/c", "1"},
		{"a/b/c", "1", "d/e/f/g", "1"},
		{"d", "1", "a", "1"},
		{"d/e", "1", "x/index.html", "1"},
		{"A", "1", "X/index.html", "1"},
		{"A/B", "1", "D/e/f/h", "1"},
	}
	for i, from := range outputs {
		for j, to := range outputs {
			t.Run(fmt.Sprintf("%d-%d", i, j), func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				publish(t, dir, setOf(t, from...))
				new := setOf(t, to...)
				stats := publish(t, dir, new)
				wantTree(t, dir, new)
				if stats.Files != new.Len() || stats.Written+stats.Unchanged != stats.Files {
					t.Errorf("stats %+v do not add up", stats)
				}
			})
		}
	}
}

func TestCommitStats(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, setOf(t, "a", "1", "b", "1", "c/d", "1", "e", "1"))
	got := publish(t, dir, setOf(t, "a", "1", "b", "22", "new", "333"))
	if want := (Stats{Files: 3, Written: 2, Unchanged: 1, Removed: 2, Bytes: 6}); got != want {
		t.Errorf("stats %+v, want %+v", got, want)
	}
}

func TestCommitReplacesWhatWasChangedByHand(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	s := setOf(t, "a", "1", "b", "1", "c", "1", "d", "1")
	publish(t, dir, s)
	write(t, dir, "a", "by hand")
	write(t, elsewhere, "precious", "1")
	if err := os.Remove(filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "c")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(elsewhere, "precious"), filepath.Join(dir, "c")); err != nil {
		t.Skip("no symbolic links here")
	}
	before := snapshot(t, elsewhere)
	if stats := publish(t, dir, s); stats.Written != 3 {
		t.Errorf("stats %+v, want three written", stats)
	}
	wantTree(t, dir, s)
	wantSnapshot(t, elsewhere, before)
}

func TestCommitKeepsFoldersThatAreNotInTheWay(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "mine/empty/", "", "a/b/c/", "", "A/", "")
	s := setOf(t, "a", "1", "mine/x", "1")
	publish(t, dir, s)
	wantTree(t, dir, s, "mine/empty")
}

func TestCommitThroughALink(t *testing.T) {
	root := t.TempDir()
	dir, link := filepath.Join(root, "real"), filepath.Join(root, "public")
	write(t, dir, "./", "")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip("no symbolic links here")
	}
	for _, s := range []*Set{setOf(t, "a/b", "1", "c", "1"), setOf(t, "a", "2")} {
		publish(t, link, s)
		wantTree(t, dir, s)
	}
}

// TestInterruptedCommit continues from the states that a commit goes through.
func TestInterruptedCommit(t *testing.T) {
	old := setOf(t, "same", "1", "changed", "1", "gone/x", "1", "was-file", "1", "was-folder/y", "1")
	new := setOf(t, "same", "1", "changed", "2", "was-file/z", "2", "was-folder", "2", "added/w", "2")
	for steps := range 7 {
		for _, renamed := range []int{0, 1, 3} { // files of the next step, if that is rename
			dir := t.TempDir()
			publish(t, dir, old)
			st, err := Stage(t.Context(), dir, new, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, step := range st.steps(st.stale())[:steps] {
				if err := step(); err != nil {
					t.Fatal(err)
				}
			}
			if steps == 3 {
				st.changed = append(slices.Clone(st.changed[:renamed]), make([]bool, len(st.paths)-renamed)...)
				if err := st.rename(); err != nil {
					t.Fatal(err)
				}
			}
			// No sweep: the run ends here.
			for _, next := range []*Set{new, old} {
				publish(t, dir, next)
				wantTree(t, dir, next)
			}
		}
	}
}

// TestFailedCommit meets a stranger's folder, made after Stage, where a file
// goes. The manifest knows all that is ours, and the next run can go on.
func TestFailedCommit(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, setOf(t, "a", "1", "old", "1"))
	new := setOf(t, "a", "2", "b", "2")
	st, err := Stage(t.Context(), dir, new, nil)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "b/stranger", "x")
	if _, err := st.Commit(); err == nil {
		t.Fatal("no error")
	}
	if _, err := os.Lstat(filepath.Join(dir, stageName)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the staging folder is left")
	}
	_, err = Stage(t.Context(), dir, new, nil)
	var foreign *ForeignError
	if !errors.As(err, &foreign) || !slices.Equal(foreign.Files, []string{"b/stranger"}) {
		t.Fatalf("error %v, want a *ForeignError for the stranger alone", err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, new)
	wantTree(t, dir, new)
}

// BenchmarkStage stages and commits 2,000 pages of 10 kB, into a folder that
// holds none and into one that holds all of them.
func BenchmarkStage(b *testing.B) {
	page := []byte(strings.Repeat("0123456789", 1000))
	s := &Set{}
	for i := range 2000 {
		if err := s.AddBytes(fmt.Sprintf("fi/section-%d/page-%d/index.html", i%40, i), page); err != nil {
			b.Fatal(err)
		}
	}
	run := func(dir string) {
		st, err := Stage(b.Context(), dir, s, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := st.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("new", func(b *testing.B) {
		root := b.TempDir()
		for i := 0; b.Loop(); i++ {
			run(filepath.Join(root, fmt.Sprint(i)))
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		run(dir)
		for b.Loop() {
			run(dir)
		}
	})
}
