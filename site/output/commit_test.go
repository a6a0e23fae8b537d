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
	"time"
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
		{"d/E/x", "1", "d/E/y", "1"},
		{"d/e/x", "1", "d/e/y/z", "1", "d/e-f", "1", "d/e0/x", "1"},
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
	new := setOf(t, "same", "1", "changed", "2", "was-file/z", "2", "was-folder", "2",
		"added/v/w", "2", "added/x", "2", "gone/added/y", "2")
	for steps := range 7 {
		for n := range 2 * (new.Len() + 1) {
			// If the next step is rename: how many paths it looks at, and whether
			// the files of a new folder have to go alone.
			renamed, alone := n/2, n%2 == 1
			if steps != 3 && n > 0 {
				break
			}
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
				if alone {
					write(t, dir, "added/", "")
				}
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

// TestCommitMovesFoldersWhole looks for the very folders that Stage made.
func TestCommitMovesFoldersWhole(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, setOf(t, "fi/a", "1", "fi/deep/b", "1"))
	// "fi/new-x" sorts between "fi/new" and what is within it.
	new := setOf(t, "fi/a", "2", "fi/deep/b", "2", "fi/new-x", "2", "fi/new/c/d", "2", "fi/new/e", "2", "sv/f", "2", "sv/g/h", "2")
	st, err := Stage(t.Context(), dir, new, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantEntries := map[string]string{"0": "fi/a", "1": "fi/deep/b", "2": "fi/new-x", "3": "fi/new", "5": "sv"}
	staged := map[string]fs.FileInfo{}
	entries, err := os.ReadDir(filepath.Join(dir, stageName))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if staged[e.Name()], err = e.Info(); err != nil {
			t.Fatal(err)
		}
	}
	if len(staged) != len(wantEntries) {
		t.Errorf("the staging folder has %q, want %q", slices.Sorted(maps.Keys(staged)), slices.Sorted(maps.Keys(wantEntries)))
	}
	if _, err := st.Commit(); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, new)
	for name, p := range wantEntries {
		info, err := os.Lstat(filepath.Join(dir, p))
		if err != nil || staged[name] == nil || !os.SameFile(info, staged[name]) {
			t.Errorf("%s is not the staged %s (%v)", p, name, err)
		}
	}
}

// TestCommitOfManyInNewFolders has workers make the same folders.
func TestCommitOfManyInNewFolders(t *testing.T) {
	s := &Set{}
	for i := range 600 {
		p := fmt.Sprintf("fi/%d/%d/%d", i%2, i%30, i)
		if err := s.AddBytes(p, []byte(p)); err != nil {
			t.Fatal(err)
		}
	}
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, s)
	wantTree(t, dir, s)
}

// TestCommitIntoAFolderMadeSince has a folder that could not come whole: it was
// made after Stage had looked, with a file of its own or without.
func TestCommitIntoAFolderMadeSince(t *testing.T) {
	for _, stranger := range []string{"", "fi/stranger", "fi/deep/stranger"} {
		dir := t.TempDir()
		s := setOf(t, "a", "1", "fi/b", "1", "fi/deep/c", "1", "fi/other/d", "1")
		st, err := Stage(t.Context(), dir, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, "fi/", "")
		if stranger != "" {
			write(t, dir, stranger, "x")
		}
		if _, err := st.Commit(); err != nil {
			t.Fatal(err)
		}
		if stranger != "" {
			if b, err := os.ReadFile(filepath.Join(dir, stranger)); string(b) != "x" || err != nil {
				t.Errorf("%s: %q, %v", stranger, b, err)
			}
			if err := os.Remove(filepath.Join(dir, stranger)); err != nil {
				t.Fatal(err)
			}
		}
		wantTree(t, dir, s)
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

// BenchmarkStage stages and commits 10,000 pages of 15 kB: into a folder that
// does not exist, into one where each page is another, and into one that holds
// them all. It reports the two steps apart. Where the file system is not to be
// measured with them, TMPDIR can name one in memory.
func BenchmarkStage(b *testing.B) {
	const pages, size = 10_000, 15_000
	site := func(letter string) *Set {
		page := []byte(strings.Repeat(letter, size))
		s := &Set{}
		for i := range pages {
			if err := s.AddBytes(fmt.Sprintf("fi/section-%d/page-%d/index.html", i%40, i), page); err != nil {
				b.Fatal(err)
			}
		}
		return s
	}
	one, other := site("1"), site("2")
	var staging, committing time.Duration
	run := func(dir string, s *Set) {
		start := time.Now()
		st, err := Stage(b.Context(), dir, s, nil)
		if err != nil {
			b.Fatal(err)
		}
		staged := time.Now()
		if _, err := st.Commit(); err != nil {
			b.Fatal(err)
		}
		staging += staged.Sub(start)
		committing += time.Since(staged)
	}
	report := func(b *testing.B) {
		b.ReportMetric(float64(staging.Milliseconds())/float64(b.N), "stage-ms/op")
		b.ReportMetric(float64(committing.Milliseconds())/float64(b.N), "commit-ms/op")
		staging, committing = 0, 0
	}
	b.Run("new", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		for b.Loop() {
			run(dir, one)
			b.StopTimer()
			if err := os.RemoveAll(dir); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		report(b)
	})
	b.Run("changed", func(b *testing.B) {
		dir := b.TempDir()
		run(dir, other)
		staging, committing = 0, 0
		for b.Loop() {
			run(dir, one)
			one, other = other, one
		}
		report(b)
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		run(dir, one)
		staging, committing = 0, 0
		for b.Loop() {
			run(dir, one)
		}
		report(b)
	})
}
