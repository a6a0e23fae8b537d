package preview

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// TestClose is not parallel: it counts what the watcher leaves behind.
func TestClose(t *testing.T) {
	b := project(t)
	full := seams{add: func(*fsnotify.Watcher, string) error { return syscall.ENOSPC }}
	for _, o := range []watchOptions{{}, {Poll: time.Millisecond}, {seams: full}} {
		o.Folders = b.roots
		for range 20 {
			w, err := newWatcher(o)
			if err != nil {
				t.Fatal(err)
			}
			b.write("content/new/x.md", "")
			b.ok(os.RemoveAll(b.path("content/new"))) // events that no one takes
			w.close()
			w.close()
		}
	}
	// A goroutine that has done its last work may still be there for a moment.
	for deadline := time.Now().Add(patience); ; runtime.Gosched() {
		left := remains(t)
		if left == "" {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("left behind:\n%s", left)
		}
	}
}

// remains lists the goroutines and descriptors of watchers.
func remains(t *testing.T) string {
	buf := make([]byte, 1<<20)
	var left []string
	for g := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if strings.Contains(g, "fsnotify") && !strings.Contains(g, "TestClose") || strings.Contains(g, "(*watcher)") {
			left = append(left, g)
		}
	}
	descriptors, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range descriptors {
		if target, err := os.Readlink(name); err == nil && strings.Contains(target, "inotify") {
			left = append(left, name)
		}
	}
	return strings.Join(left, "\n\n")
}
