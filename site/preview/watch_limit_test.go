package preview

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// TestLimits runs out of watches: at the start, later, or of watchers.
func TestLimits(t *testing.T) {
	full := func(*fsnotify.Watcher, string) error { return syscall.ENOSPC }
	noMore := func(err error) func() (*fsnotify.Watcher, error) {
		return func() (*fsnotify.Watcher, error) { return nil, fmt.Errorf("start: %w", err) }
	}
	tests := []struct {
		name  string
		seams seams
		hint  string
	}{
		{"watches", seams{add: full}, "fs.inotify.max_user_watches"},
		{"watches, later", seams{add: func(w *fsnotify.Watcher, name string) error {
			if filepath.Base(name) == "new" {
				return syscall.ENOSPC
			}
			return w.Add(name)
		}}, "fs.inotify.max_user_watches"},
		{"watchers", seams{open: noMore(syscall.EMFILE)}, "fs.inotify.max_user_instances"},
		{"files", seams{open: noMore(syscall.ENFILE)}, "limit of open files"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := project(t)
			warned := make(chan string, 10)
			b.watch(watchOptions{seams: tt.seams, Warn: func(message, hint string) { warned <- message + "\n" + hint }})
			b.edit("content/new/x.md")
			b.edit("content/new/x.md")
			got := <-warned
			if !strings.Contains(got, "every second") || !strings.Contains(got, tt.hint) || !strings.Contains(got, "--poll") {
				t.Errorf("warned of %q, want %q", got, tt.hint)
			}
			if len(warned) > 0 {
				t.Errorf("warned again of %q", <-warned)
			}
		})
	}
}

func TestNoWatcher(t *testing.T) {
	t.Parallel()
	_, err := newWatcher(watchOptions{seams: seams{open: func() (*fsnotify.Watcher, error) { return nil, syscall.ENOSYS }}})
	if !errors.Is(err, syscall.ENOSYS) {
		t.Errorf("error %v, want %v", err, syscall.ENOSYS)
	}
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
	held, release := make(chan struct{}), make(chan struct{})
	hold := sync.OnceFunc(func() { close(held); <-release })
	b.watch(watchOptions{seams: seams{heard: func(string) { hold() }}})
	b.write("content/x.md", "new")
	<-held
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
	close(release)
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

// TestErrorUnderLock moves folders and deletes them before the library has read
// that they moved. It then reports an error while it holds its lock.
func TestErrorUnderLock(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.watch(watchOptions{})
	for i := range 100 {
		name := fmt.Sprintf("content/part/%d", i)
		for j := range 5 {
			b.write(fmt.Sprintf("%s/%d/x.md", name, j), "")
		}
		b.await()
		for j := range 5 {
			from, to := fmt.Sprintf("%s/%d", name, j), fmt.Sprintf("content/%d-%d", i, j)
			b.rename(from, to)
			b.ok(os.RemoveAll(b.path(to)))
		}
	}
	b.await()
	b.edit("content/part/0/0/x.md")
}
