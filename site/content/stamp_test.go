package content

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"
)

// info is a file's info as a file system without inodes gives it.
type info struct {
	fs.FileInfo
	modified time.Time
}

func (info) Size() int64          { return 1 }
func (i info) ModTime() time.Time { return i.modified }
func (info) Sys() any             { return nil }

func TestStampIsTrusted(t *testing.T) {
	now := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name     string
		modified time.Time
		want     bool
	}{
		{"no time", time.Time{}, false},
		{"now", now, false},
		{"as old as the rule", now.Add(-settle), false},
		{"older", now.Add(-settle - 1), true},
		{"years ago", now.AddDate(-300, 0, 0), true},
		{"in the future", now.Add(time.Hour), false},
	}
	for _, tt := range tests {
		if got := stampOf(info{modified: tt.modified}, now).trusted; got != tt.want {
			t.Errorf("%s: trusted is %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestStampOfChange: an old time of modification does not hide that the file
// has changed just now.
func TestStampOfChange(t *testing.T) {
	dir := guideOnDisk(t)
	name := filepath.Join(dir, "fi", "index.md")
	age(t, name)
	before := stampOf(stat(t, name), time.Now())
	if hasInodes(t, name) == before.trusted {
		t.Errorf("a file that has changed just now: trusted is %v", before.trusted)
	}
	later := time.Now().Add(time.Hour)
	if !stampOf(stat(t, name), later).trusted {
		t.Error("a file that changed an hour ago is not trusted")
	}
	if stampOf(stat(t, name), later) != stampOf(stat(t, name), later.Add(time.Hour)) {
		t.Error("the stamp of a file that did not change is another")
	}
	other := inodeOf(stat(t, filepath.Join(dir, "fi", "other.txt")))
	if hasInodes(t, name) && (other.number == before.inode.number || other.device != before.inode.device) {
		t.Errorf("two files of a folder have the inodes %v and %v", before.inode, other)
	}
}

// Two texts of the same size.
const (
	textA = "---\ntitle: Alfa\n---\n"
	textB = "---\ntitle: Beta\n---\n"
)

// TestReaderIsNotFooled: fi/index.md is replaced by a text of the same size
// under the same time of modification, long ago, as some tools do.
func TestReaderIsNotFooled(t *testing.T) {
	tests := []struct {
		name    string
		replace func(t *testing.T, page, other string)
	}{
		{"rsync --inplace -t", func(t *testing.T, page, _ string) {
			write(t, page, textB)
			age(t, page)
		}},
		{"cp -p and mv", func(t *testing.T, page, other string) {
			age(t, other)
			rename(t, other, page)
		}},
		{"remove and restore", func(t *testing.T, page, _ string) {
			if err := os.Remove(page); err != nil {
				t.Fatal(err)
			}
			write(t, page, textB)
			age(t, page)
		}},
		{"swap", func(t *testing.T, page, other string) {
			rename(t, page, page+".tmp~")
			rename(t, other, page)
			rename(t, page+".tmp~", other)
		}},
		{"hard link", func(t *testing.T, page, other string) {
			if err := os.Remove(page); err != nil {
				t.Fatal(err)
			}
			if err := os.Link(other, page); err != nil {
				t.Skip(err)
			}
		}},
		{"folder moved here", func(t *testing.T, page, _ string) {
			dir := filepath.Dir(page)
			write(t, dir+"2/ui.yaml", testUI(t))
			write(t, dir+"2/index.md", textB)
			age(t, dir+"2/index.md")
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			rename(t, dir+"2", dir)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := guideOnDisk(t)
			page, other := filepath.Join(dir, "fi", "index.md"), filepath.Join(dir, "fi", "other.txt")
			if !hasInodes(t, page) {
				t.Skip("the platform tells size and time only")
			}
			synctest.Test(t, func(t *testing.T) {
				settled(t, dir)
				r := NewReader(os.DirFS(dir), "content")
				if got := title(t, r); got != "Alfa" {
					t.Fatalf("title %q before", got)
				}
				before := stat(t, page)
				tt.replace(t, page, other)
				if now := stat(t, page); now.Size() != before.Size() || !now.ModTime().Equal(before.ModTime()) {
					t.Fatal("size and time were to stay the same")
				}
				if got := title(t, r); got != "Beta" {
					t.Errorf("title %q, want %q", got, "Beta")
				}
			})
		})
	}
}

// TestReaderFollowsLinks: a link that leads elsewhere gives the other file, even
// if both are of one size and age.
func TestReaderFollowsLinks(t *testing.T) {
	dir := guideOnDisk(t)
	page := filepath.Join(dir, "fi", "index.md")
	if !hasInodes(t, page) {
		t.Skip("the platform tells size and time only")
	}
	rename(t, page, filepath.Join(dir, "fi", "alfa.txt"))
	link := func(t *testing.T, to string) {
		t.Helper()
		os.Remove(page)
		if err := os.Symlink(to, page); err != nil {
			t.Skip(err)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		settled(t, dir)
		r := NewReader(os.DirFS(dir), "content")
		for _, tt := range []struct{ file, want string }{{"alfa.txt", "Alfa"}, {"other.txt", "Beta"}, {"alfa.txt", "Alfa"}} {
			link(t, tt.file)
			if got := title(t, r); got != tt.want {
				t.Errorf("link to %s: title %q, want %q", tt.file, got, tt.want)
			}
		}
	})
}

// TestReaderReadsOnce: a file that has settled is not read again, one that has
// not is, and so is one of a file system without times.
func TestReaderReadsOnce(t *testing.T) {
	dir := guideOnDisk(t)
	onDisk := os.DirFS(dir)
	synctest.Test(t, func(t *testing.T) {
		timed, timeless := files(t, nil), files(t, nil)
		for _, f := range timed {
			f.ModTime = time.Now().Add(-time.Hour)
		}
		tests := []struct {
			name  string
			fsys  fs.FS
			again bool
		}{
			{"times but no inodes", timed, false},
			{"no times", timeless, true},
			{"just written", onDisk, true}, // the bubble's clock is behind
		}
		for _, tt := range tests {
			if got := readAgain(t, tt.fsys); got != tt.again {
				t.Errorf("%s: read again is %v, want %v", tt.name, got, tt.again)
			}
		}
		settled(t, dir)
		if readAgain(t, onDisk) {
			t.Error("settled: read again")
		}
	})
}

// TestReaderReadsTheUnsettledAgain: what was read before it had settled is read
// once more, since it may have changed in the same tick of the clock.
func TestReaderReadsTheUnsettledAgain(t *testing.T) {
	fsys := files(t, nil)
	synctest.Test(t, func(t *testing.T) {
		modified := time.Now()
		put := func(text string) { fsys["fi/index.md"] = &fstest.MapFile{Data: []byte(text), ModTime: modified} }
		put(textA)
		r := NewReader(fsys, "content")
		time.Sleep(settle)
		title(t, r)
		put(textB)
		time.Sleep(time.Hour)
		if got := title(t, r); got != "Beta" {
			t.Errorf("title %q, want %q", got, "Beta")
		}
	})
}

// guideOnDisk writes a small guide in which fi/index.md is textA and
// fi/other.txt is textB, of the same age, and returns its folder.
func guideOnDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, f := range files(t, map[string]string{"fi/index.md": textA, "fi/other.txt": textB}) {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), string(f.Data))
	}
	age(t, filepath.Join(dir, "fi", "index.md"))
	age(t, filepath.Join(dir, "fi", "other.txt"))
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// age sets a file's time of modification, always to the same.
func age(t *testing.T, name string) {
	t.Helper()
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(name, old, old); err != nil {
		t.Fatal(err)
	}
}

func stat(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func hasInodes(t *testing.T, name string) bool {
	t.Helper()
	return inodeOf(stat(t, name)) != inode{}
}

// settled lets the clock of a synctest bubble go on until all files of a guide,
// whose times are those of the system, are old. What changes then has a time of
// its own.
func settled(t *testing.T, dir string) {
	t.Helper()
	tick(t, dir)
	time.Sleep(100 * 365 * 24 * time.Hour) // from the year 2000
}

// tick waits until the system gives files another time than it has given.
func tick(t *testing.T, dir string) {
	t.Helper()
	probe := filepath.Join(dir, "probe~")
	write(t, probe, "")
	for last := stat(t, probe).ModTime(); stat(t, probe).ModTime().Equal(last); {
		write(t, probe, "")
	}
}

// title reads the guide and returns the title of fi/index.md.
func title(t *testing.T, r *Reader) string {
	t.Helper()
	c, _, err := r.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	sources := c.Languages[0].Sources
	i := slices.IndexFunc(sources, func(s *Source) bool { return s.Rel == "index.md" })
	return sources[i].Front.Title
}

// counting counts the files that are read.
type counting struct {
	fs.FS
	read *atomic.Int64
}

func (c counting) ReadFile(name string) ([]byte, error) {
	c.read.Add(1)
	return fs.ReadFile(c.FS, name)
}

// readAgain reports whether a Reader reads files again that are as they were:
// all of them, or none.
func readAgain(t *testing.T, fsys fs.FS) bool {
	t.Helper()
	var read atomic.Int64
	r := NewReader(counting{fsys, &read}, "content")
	title(t, r)
	all := read.Swap(0)
	title(t, r)
	if n := read.Load(); n != 0 && n != all {
		t.Errorf("%d of %d files were read again", n, all)
	}
	return read.Load() > 0
}
