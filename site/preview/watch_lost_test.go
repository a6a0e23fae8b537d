package preview

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// stopped watches the project with a watcher that stops at the first event,
// which this makes, until it is released.
func (b *bell) stopped(s seams) (release func()) {
	b.t.Helper()
	held, freed := make(chan struct{}), make(chan struct{})
	release = sync.OnceFunc(func() { close(freed) })
	b.t.Cleanup(release)
	hold := sync.OnceFunc(func() { close(held); <-freed })
	s.heard = func(string) { hold() }
	b.watch(watchOptions{seams: s})
	b.write("content/x.md", "new")
	<-held
	return release
}

// TestOverflow loses the event of a new folder: it must be watched all the same.
func TestOverflow(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	limit, _ := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil || limit > 100_000 {
		t.Skip("no queue to fill")
	}
	b := project(t)
	release := b.stopped(seams{})
	var files [2]*os.File // by turns: equal events after one another are one
	for i, name := range []string{"content/x.md", "content/part/y.md"} {
		if files[i], err = os.OpenFile(b.path(name), os.O_WRONLY, 0); err != nil {
			t.Fatal(err)
		}
		defer files[i].Close()
	}
	for i := range limit + 10_000 {
		if _, err := files[i%2].Write([]byte(".")); err != nil {
			t.Fatal(err)
		}
	}
	b.write("content/lost/x.md", "new")
	release()
	b.await()
	b.edit("content/lost/x.md")
}

// TestOverflowReported needs no system whose queue can be filled.
func TestOverflowReported(t *testing.T) {
	t.Parallel()
	b := project(t)
	var fsw *fsnotify.Watcher
	b.watch(watchOptions{seams: seams{open: func() (w *fsnotify.Watcher, err error) {
		fsw, err = fsnotify.NewWatcher()
		return fsw, err
	}}})
	fsw.Errors <- fsnotify.ErrEventOverflow
	b.await()
}

// TestErrorUnderLock moves a folder and deletes it before the library has read
// that it moved. It then reports an error while it holds the lock that watching
// needs, so the error must be taken though no one is there for events.
func TestErrorUnderLock(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("a matter of inotify")
	}
	b := project(t)
	o := watchOptions{Folders: b.roots}
	o.seams.fill()
	l, err := newListener(o)
	b.ok(err)
	b.rename("content/part", "content/moved")
	b.ok(os.RemoveAll(b.path("content/moved")))
	for e := range l.fs.Events { // none has been read further than this
		if e.Name == b.path("content/moved") {
			break
		}
	}
	select {
	case <-l.lost:
	case <-time.After(patience):
		t.Fatal("the error is not taken: the library is stuck")
	}
	b.ok(l.rewatch())
	l.close()
}

// TestMadeMeanwhile makes folders while their parents are about to be watched.
func TestMadeMeanwhile(t *testing.T) {
	t.Parallel()
	b := project(t)
	made := map[string]bool{}
	b.watch(watchOptions{seams: seams{add: func(w *fsnotify.Watcher, name string) error {
		if !made[name] && strings.Count(name, "new") < 5 {
			made[name] = true
			below := filepath.Join(name, "new")
			if name == b.dir {
				below = b.path("templates")
			}
			if err := os.Mkdir(below, 0o755); err != nil {
				t.Error(err)
			}
		}
		return w.Add(name)
	}}})
	b.edit("templates/new/x.html")
	b.edit("content/part/new/new/new/new/x.md")
}
