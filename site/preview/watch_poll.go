package preview

import (
	"hash/maphash"
	"io/fs"
	"path/filepath"
	"time"
)

// polling looks at the trees, and returns what looks at them again and again
// and rings when they differ.
func (w *watcher) polling(every time.Duration) (run func()) {
	seed := maphash.MakeSeed()
	last := w.look(seed)
	return func() {
		// A timer, not a ticker: where a look takes long, there is still
		// time between two.
		timer := time.NewTimer(every)
		defer timer.Stop()
		for {
			select {
			case <-w.done:
				return
			case <-timer.C:
			}
			if now := w.look(seed); now != last {
				last = now
				w.ring()
			}
			timer.Reset(every)
		}
	}
}

// sight is what a look sees of a file or a folder. Of a folder it is the name
// alone: its time changes with those of files that no build reads.
type sight struct {
	name           string
	size, modified int64 // of a folder -1 and 0
}

// look returns a sum of the names, sizes and times of all sources. Files can be
// taken in any order.
func (w *watcher) look(seed maphash.Seed) (sum uint64) {
	for _, folder := range w.o.Folders {
		tree, err := filepath.EvalSymlinks(folder)
		if err != nil {
			continue
		}
		_ = walkSources(tree, func(name string, d fs.DirEntry) error {
			select {
			case <-w.done:
				return fs.SkipAll // a share may take long
			default:
			}
			s := sight{name: name, size: -1}
			if !d.IsDir() {
				info, err := d.Info()
				if err != nil {
					return nil // vanished
				}
				s.size, s.modified = info.Size(), info.ModTime().UnixNano()
			}
			sum += maphash.Comparable(seed, s)
			return nil
		})
	}
	return sum
}
