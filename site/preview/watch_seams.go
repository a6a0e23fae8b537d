package preview

import (
	"time"

	"github.com/fsnotify/fsnotify"
)

// seams are what tests put in place of the real thing. Zero values are the real
// thing.
type seams struct {
	quiet, longest time.Duration // of a burst
	open           func() (*fsnotify.Watcher, error)
	add            func(w *fsnotify.Watcher, name string) error
	heard          func(name string) // told of each event that counts
}

func (s *seams) fill() {
	if s.quiet == 0 {
		s.quiet, s.longest = quietTime, longestTime
	}
	if s.open == nil {
		s.open = fsnotify.NewWatcher
	}
	if s.add == nil {
		s.add = (*fsnotify.Watcher).Add
	}
	if s.heard == nil {
		s.heard = func(string) {}
	}
}
