package preview

import (
	"fmt"
	"hash/maphash"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func TestPoll(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.watch(watchOptions{Poll: time.Millisecond})
	b.edit("content/x.md")
	b.edit("content/new/deep/x.md")
	for _, tt := range saves {
		tt.save(b)
		b.await()
		b.ok(os.RemoveAll(b.path("content/x.md~")))
	}
	b.ok(os.RemoveAll(b.path("content")))
	b.await()
	b.write("content/x.md", "back")
	b.write("templates/base.html", "new")
	b.await()
}

// TestLook compares the sums of looks at a tree before and after a change.
func TestLook(t *testing.T) {
	t.Parallel()
	stamp := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	tests := []struct {
		name   string
		change func(b *bell)
		same   bool
	}{
		{name: "nothing", change: func(b *bell) {}, same: true},
		{name: "permissions", change: func(b *bell) { b.ok(os.Chmod(b.path("content/x.md"), 0o600)) }},
		{name: "hidden file", change: func(b *bell) { b.write("content/.x.md.swp", "") }, same: true},
		{name: "hidden folder", change: func(b *bell) { b.write("content/.git/index", "") }, same: true},
		{name: "sibling", change: func(b *bell) { b.write("public/x.html", "") }, same: true},
		{name: "time", change: func(b *bell) { b.ok(os.Chtimes(b.path("content/x.md"), stamp, stamp.Add(1))) }},
		{name: "size", change: func(b *bell) {
			b.write("content/x.md", "older\n")
			b.ok(os.Chtimes(b.path("content/x.md"), stamp, stamp))
		}},
		{name: "name", change: func(b *bell) { b.rename("content/x.md", "content/z.md") }},
		{name: "empty folder", change: func(b *bell) { b.ok(os.Mkdir(b.path("content/new"), 0o755)) }},
		{name: "empty root", change: func(b *bell) { b.ok(os.Mkdir(b.path("assets"), 0o755)) }},
		{name: "deleted", change: func(b *bell) { b.remove("content/x.md") }},
		{name: "target of a root", change: func(b *bell) {
			b.rename("content", "v1")
			b.link("v1", "content")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := project(t)
			b.ok(os.Chtimes(b.path("content/x.md"), stamp, stamp))
			w := &watcher{o: watchOptions{Folders: b.roots}}
			seed := maphash.MakeSeed()
			before := w.look(seed)
			tt.change(b)
			if after := w.look(seed); (after == before) != tt.same {
				t.Errorf("same: %v, want %v", after == before, tt.same)
			}
		})
	}
}

// BenchmarkWatch measures a look at 10,000 files in 500 folders, and watching
// them anew after one of the folders has moved.
func BenchmarkWatch(b *testing.B) {
	dir := b.TempDir()
	for i := range 10_000 {
		name := filepath.Join(dir, fmt.Sprint(i%20), fmt.Sprint(i%500), fmt.Sprintf("page-%d.md", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("text"), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	o := watchOptions{Folders: []string{dir}}
	o.seams.fill()
	b.Run("look", func(b *testing.B) {
		w := &watcher{o: o}
		seed := maphash.MakeSeed()
		for b.Loop() {
			w.look(seed)
		}
	})
	b.Run("rewatch", func(b *testing.B) {
		o.seams.open = func() (*fsnotify.Watcher, error) { return fsnotify.NewBufferedWatcher(1 << 20) }
		l, err := newListener(o)
		if err != nil {
			b.Fatal(err)
		}
		defer l.close()
		for b.Loop() {
			if err := l.rewatch(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
