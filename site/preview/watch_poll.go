package preview

import (
	"hash/maphash"
	"io/fs"
	"path/filepath"
	"time"

	"opas/site/content"
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
// alone: its time changes with those of files that no build reads; one that may
// not be read is seen by the files that are missing.
type sight struct {
	name              string
	size              int64 // of a folder -1
	modified, changed int64 // of a folder 0
	mode              fs.FileMode
}

func sightOf(name string, info fs.FileInfo) sight {
	if info.IsDir() {
		return sight{name: name, size: -1}
	}
	return sight{name, info.Size(), info.ModTime().UnixNano(), content.Changed(info).UnixNano(), info.Mode()}
}

// look returns a sum of the names, sizes, times and permissions of all sources, and
// of what links lead to. Files can be taken in any order.
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
			info, err := d.Info()
			if err != nil {
				return nil // vanished
			}
			sum += maphash.Comparable(seed, sightOf(name, info))
			if d.Type()&fs.ModeSymlink == 0 {
				return nil
			}
			if target, err := filepath.EvalSymlinks(name); err == nil {
				if info := lookAt(target); info != nil {
					sum += maphash.Comparable(seed, sightOf(target, info))
				}
			}
			return nil
		})
	}
	return sum
}
