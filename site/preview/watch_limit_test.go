package preview

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
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
