package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"sync"
	"sync/atomic"
)

// Staged is a site that has been made and waits to be published. It must be
// ended by Commit or Discard; Discard after Commit does nothing, so it can be
// deferred.
type Staged struct {
	dir     string
	set     *Set
	paths   []string
	changed []bool // by place in paths: a new version waits in the staging folder
	bytes   int64
	before  *inventory
	created []string        // folders that prepare made, parents first
	prepare func() error    // makes the output folder and the staging folder, once
	folders map[string]bool // those of before, once prepare has run
	made    sync.Map        // the folders within the staging folder
	ended   bool
}

// Stage makes every file of the set, compares it with what dir holds, and
// writes those that differ into a staging folder within dir. Nothing that is
// published in dir changes, and if no file differs nothing is written at all.
// inspect, unless nil, sees each file as it passes, from several goroutines at
// once; b is valid only during the call.
//
// dir need not exist. If it holds files that we did not write, the error is a
// *ForeignError. After any error dir is as it was.
func Stage(ctx context.Context, dir string, s *Set, inspect func(path string, b []byte)) (*Staged, error) {
	before, err := takeInventory(dir)
	if err != nil {
		return nil, err
	}
	st := &Staged{dir: dir, set: s, paths: s.Paths(), before: before}
	st.changed = make([]bool, len(st.paths))
	st.prepare = sync.OnceValue(st.makeFolders)
	if before.leftover {
		if err := os.RemoveAll(st.staging()); err != nil {
			return nil, fmt.Errorf("remove what an interrupted run left: %w", err)
		}
	}

	var total atomic.Int64
	err = s.each(ctx, st.paths, func() visit {
		onDisk := make([]byte, 64<<10)
		return func(i int, p string, b []byte) error {
			if inspect != nil {
				inspect(p, b)
			}
			total.Add(int64(len(b)))
			if st.before.files[p] && holds(st.at(p), b, onDisk) {
				return nil
			}
			st.changed[i] = true
			return st.stage(i, p, b)
		}
	})
	if err != nil {
		return nil, errors.Join(err, st.Discard())
	}
	st.bytes = total.Load()
	return st, nil
}

// Discard gives the staged site up and leaves the output folder byte for byte
// as it was; a folder that Stage made is removed again.
func (st *Staged) Discard() error {
	if st.ended {
		return nil
	}
	st.ended = true
	if err := st.sweep(); err != nil {
		return err
	}
	for _, dir := range slices.Backward(st.created) {
		if err := os.Remove(dir); err != nil {
			return fmt.Errorf("remove the new output folder: %w", err)
		}
	}
	return nil
}

// stage writes a file to the staging folder.
func (st *Staged) stage(i int, p string, b []byte) error {
	if err := st.prepare(); err != nil {
		return err
	}
	name, target := st.entry(i)
	name += p[len(target):]
	if err := st.makeFolder(path.Dir(name)); err != nil {
		return fmt.Errorf("write %s: %w", p, err)
	}
	if err := writeNew(st.staged(name), b); err != nil {
		return fmt.Errorf("write %s: %w", p, err)
	}
	return nil
}

// writeNew writes a file that is not there yet.
func writeNew(file string, b []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Close())
}

// holds reports whether the file has exactly the bytes want. A file that cannot
// be read does not: it will be replaced.
func holds(file string, want, buf []byte) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != int64(len(want)) {
		return false
	}
	for len(want) > 0 {
		part := buf[:min(len(buf), len(want))]
		if _, err := io.ReadFull(f, part); err != nil || !bytes.Equal(part, want[:len(part)]) {
			return false
		}
		want = want[len(part):]
	}
	return true
}
