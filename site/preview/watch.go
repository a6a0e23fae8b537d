package preview

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long no event may come before a build begins: a save is often
// several events.
const quiet = 10 * time.Millisecond

// watcher rings when something below its folders has changed.
type watcher struct {
	rings chan struct{} // holds one ring at most
	fs    *fsnotify.Watcher
	ended chan struct{}
}

func newWatcher(folders []string) (*watcher, error) {
	fsw, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	w := &watcher{rings: make(chan struct{}, 1), fs: fsw, ended: make(chan struct{})}
	for _, f := range folders {
		if err := w.add(f); err != nil {
			fsw.Close()
			return nil, fmt.Errorf("watch %s: %w", f, err)
		}
	}
	go w.run()
	return w, nil
}

func (w *watcher) close() {
	w.fs.Close()
	<-w.ended
}

// add watches a folder and those below it. What vanishes meanwhile is passed
// over: its folder's own event has rung.
func (w *watcher) add(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		return w.fs.Add(name)
	})
}

func (w *watcher) run() {
	defer close(w.ended)
	still := time.NewTimer(0)
	<-still.C
	for {
		select {
		case e, ok := <-w.fs.Events:
			if !ok {
				return
			}
			if e.Op == fsnotify.Chmod {
				continue
			}
			if e.Has(fsnotify.Create) {
				// A new folder; an error means that it is a file or has gone.
				_ = w.add(e.Name)
			}
			still.Reset(quiet)
		case _, ok := <-w.fs.Errors:
			if !ok {
				return
			}
			still.Reset(quiet) // events may be lost: look again
		case <-still.C:
			select {
			case w.rings <- struct{}{}:
			default: // one is waiting already
			}
		}
	}
}
