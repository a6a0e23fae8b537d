package preview

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// TestLinkedFiles changes what links in the folders lead to, by events and by
// polling.
func TestLinkedFiles(t *testing.T) {
	tests := []struct {
		name string
		make func(b *bell) // before it is watched
		acts []func(b *bell)
	}{
		{"hidden target", func(b *bell) {
			b.write("content/.hid/p.md", "old")
			b.link(".hid/p.md", "content/l.md")
		}, []func(b *bell){
			func(b *bell) { b.write("content/.hid/p.md", "in place") },
			func(b *bell) {
				b.write("content/.hid/new", "by rename")
				b.rename("content/.hid/new", "content/.hid/p.md")
			},
			func(b *bell) { b.write("content/.hid/p.md", "and in place again") },
		}},
		{"backup as target", func(b *bell) {
			b.write("content/p.md~", "old")
			b.link("p.md~", "content/l.md")
		}, []func(b *bell){
			func(b *bell) { b.write("content/p.md~", "in place") },
		}},
		{"target out of the folder", func(b *bell) {
			b.write("elsewhere/footer.html", "old")
			b.write("templates/partials/x.html", "")
			b.link("../../elsewhere/footer.html", "templates/partials/footer.html")
			b.link(b.path("elsewhere/footer.html"), "templates/absolute.html")
		}, []func(b *bell){
			func(b *bell) { b.write("elsewhere/footer.html", "new") },
			func(b *bell) { b.remove("elsewhere/footer.html") },
			func(b *bell) { b.write("elsewhere/footer.html", "back") },
			func(b *bell) { b.rename("elsewhere", "away") },
			func(b *bell) { b.write("elsewhere/footer.html", "another") },
			func(b *bell) { b.write("elsewhere/footer.html", "another, and edited") },
		}},
		{"target comes later", func(b *bell) {
			b.link(".hid/deep/p.md", "content/l.md")
		}, []func(b *bell){
			func(b *bell) { b.write("content/.hid/deep/p.md", "new") },
			func(b *bell) { b.write("content/.hid/deep/p.md", "newer") },
		}},
		{"link comes later", func(b *bell) {
			b.write("content/.hid/p.md", "old")
		}, []func(b *bell){
			func(b *bell) { b.link(".hid/p.md", "content/l.md") },
			func(b *bell) { b.write("content/.hid/p.md", "new") },
		}},
		{"chain", func(b *bell) {
			b.write("v1/p.md", "one")
			b.write("v2/p.md", "two")
			b.link("v1", "current")
			b.link("../current/p.md", "content/.p")
			b.link(".p", "content/l.md")
		}, []func(b *bell){
			func(b *bell) { b.write("v1/p.md", "one, edited") },
			func(b *bell) { // as "ln -sfn" does it
				b.link("v2", "current.tmp")
				b.rename("current.tmp", "current")
			},
			func(b *bell) { b.write("v2/p.md", "two, edited") },
			func(b *bell) {
				b.link("../v1/p.md", "content/.tmp")
				b.rename("content/.tmp", "content/.p")
			},
			func(b *bell) { b.write("v1/p.md", "one, edited again") },
		}},
		{"loop that is broken", func(b *bell) {
			b.link(".two", "content/one.md")
			b.link("one.md", "content/.two")
		}, []func(b *bell){
			func(b *bell) {
				b.remove("content/.two")
				b.write("content/.two", "a file")
			},
			func(b *bell) { b.write("content/.two", "edited") },
		}},
	}
	for _, o := range []watchOptions{{}, {Poll: time.Millisecond}} {
		for _, tt := range tests {
			t.Run(tt.name+" "+o.Poll.String(), func(t *testing.T) {
				t.Parallel()
				b := project(t)
				tt.make(b)
				b.watch(o)
				for i, act := range tt.acts {
					before := b.look()
					act(b)
					if b.look() == before {
						t.Fatalf("act %d changes nothing that is read", i)
					}
					b.await()
				}
			})
		}
	}
}

// TestLinkGone: what a link led to is no longer watched when the link is gone, or
// leads elsewhere.
func TestLinkGone(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.write("v1/p.md", "one")
	b.write("v2/p.md", "two")
	b.write("templates/x.html", "")
	b.link("../v1/p.md", "templates/l.html")
	var fsw *fsnotify.Watcher
	b.watch(watchOptions{seams: seams{open: func() (w *fsnotify.Watcher, err error) {
		fsw, err = fsnotify.NewWatcher()
		return fsw, err
	}}})
	watched := func(want ...string) {
		t.Helper()
		b.sentinel()
		var got []string
		for _, name := range fsw.WatchList() {
			if rel, err := filepath.Rel(b.dir, name); err == nil && strings.HasPrefix(rel, "v") {
				got = append(got, rel)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q are watched, want %q", got, want)
		}
	}
	watched("v1")
	b.remove("templates/l.html")
	b.await()
	watched()
	b.link("../v2/p.md", "templates/l.html")
	b.await()
	watched("v2")
	b.link("../v1/p.md", "templates/.tmp")
	b.rename("templates/.tmp", "templates/l.html")
	b.await()
	watched("v1")
	b.ok(os.RemoveAll(b.path("templates")))
	b.await()
	watched()
}

// TestPermissions: a file or folder that can perhaps be read now rings, one that no
// build reads does not.
func TestPermissions(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.write("content/.hid/p.md", "")
	b.link(".hid/p.md", "content/l.md")
	b.write("content/.hid/q.md", "")
	b.write("content/backup.md~", "")
	b.watch(watchOptions{})
	for _, name := range []string{"content/x.md", "content/part", "content/.hid/p.md", "content/.hid", "content"} {
		b.ok(os.Chmod(b.path(name), 0o700))
		heard := slices.Compact(b.sentinel())
		if !slices.Equal(heard, []string{name}) {
			t.Errorf("%s: rings for %q", name, heard)
		}
	}
	b.ok(os.Chmod(b.path("content/.hid/q.md"), 0o600))
	b.ok(os.Chmod(b.path("content/backup.md~"), 0o600))
	b.silent()
}

// TestPolledPermissions: a look sees that a file can be read.
func TestPolledPermissions(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.write("content/.p.md", "")
	b.link(".p.md", "content/l.md")
	w, err := newWatcher(watchOptions{Folders: b.roots, Poll: time.Millisecond})
	b.ok(err)
	defer w.close()
	for _, name := range []string{"content/x.md", "content/.p.md"} {
		b.ok(os.Chmod(b.path(name), 0o600))
		select {
		case <-w.rings:
		case <-time.After(patience):
			t.Errorf("%s: no ring", name)
		}
	}
}
