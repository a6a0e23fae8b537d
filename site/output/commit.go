package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Stats tells what Commit did.
type Stats struct {
	Files     int   // in the site
	Written   int   // new or different from before
	Unchanged int   // left alone, with their time of modification
	Removed   int   // of an earlier output, no longer in the site
	Bytes     int64 // size of the whole site
}

// Commit publishes the staged files: it renames them into place, removes what
// an earlier output had and the site has no longer, with the folders left
// empty, and writes the manifest. A folder that is new comes whole, by one
// rename.
//
// If it is interrupted, each file is whole, either old or new, and the manifest
// lists all that is ours, so that the next run can finish the work. Files are
// not synced to the disk one by one: a loss of power may still cost some, and
// the next build writes them again.
func (st *Staged) Commit() (Stats, error) {
	if st.ended {
		return Stats{}, errors.New("commit: the staged site has been committed or discarded")
	}
	st.ended = true
	inTheWay, gone := st.stale()
	var err error
	for _, step := range st.steps(inTheWay, gone) {
		if err = step(); err != nil {
			break
		}
	}
	if err := errors.Join(err, st.sweep()); err != nil {
		return Stats{}, err
	}
	stats := Stats{Files: len(st.paths), Removed: len(inTheWay) + len(gone), Bytes: st.bytes}
	for _, changed := range st.changed {
		if changed {
			stats.Written++
		}
	}
	stats.Unchanged = stats.Files - stats.Written
	return stats, nil
}

// stale returns the files of an earlier output that the site has no longer:
// those that stand where one of the site goes, and the others.
func (st *Staged) stale() (inTheWay, gone []string) {
	for p := range st.before.files {
		switch {
		case st.set.Has(p):
		case st.set.obstructs(p):
			inTheWay = append(inTheWay, p)
		default:
			gone = append(gone, p)
		}
	}
	return inTheWay, gone
}

// steps returns the work of Commit. After each step, and at any point within
// one, the manifest lists all files of ours in the folder.
func (st *Staged) steps(inTheWay, gone []string) []func() error {
	union := slices.Concat(st.before.listed, st.paths)
	slices.Sort(union)
	return []func() error{
		func() error { return st.writeManifest(slices.Compact(union)) },
		func() error { return st.remove(inTheWay) },
		st.removeFolders,
		st.rename,
		func() error { return st.remove(gone) },
		func() error { return st.writeManifest(st.paths) },
	}
}

// writeManifest replaces the manifest if it would change.
func (st *Staged) writeManifest(paths []string) error {
	text := formatManifest(paths)
	if text == st.before.manifest {
		return nil
	}
	if err := st.prepare(); err != nil {
		return err
	}
	tmp := st.staged("manifest")
	if err := os.WriteFile(tmp, []byte(text), 0o666); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	if err := os.Rename(tmp, st.at(manifestName)); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	st.before.manifest = text
	return nil
}

// rename moves what is staged into place.
func (st *Staged) rename() error {
	done := "/" // begins the paths within the entry moved last; so far none
	for i, p := range st.paths {
		if !st.changed[i] || strings.HasPrefix(p, done) {
			continue
		}
		name, target := st.entry(i)
		err := st.move(name, target)
		if err == nil {
			done = target + "/"
			continue
		}
		if target != p {
			// Someone has made the folder since Stage looked, or, where that is
			// in the way of a rename, reads a file in it: the files go alone.
			err = st.move(name+p[len(target):], p)
		}
		if err != nil {
			return fmt.Errorf("publish %s: %w", p, err)
		}
	}
	return nil
}

// move renames one file or folder of the staging folder into place.
func (st *Staged) move(name, target string) error {
	err := os.Rename(st.staged(name), st.at(target))
	if errors.Is(err, fs.ErrNotExist) {
		// The folder above went with the files that were in the way, or a
		// file that goes alone is the first in its folder.
		if err = os.MkdirAll(filepath.Dir(st.at(target)), 0o777); err == nil {
			err = os.Rename(st.staged(name), st.at(target))
		}
	}
	return err
}

// remove deletes files of an earlier output, and the folders this leaves empty.
func (st *Staged) remove(paths []string) error {
	folders := map[string]bool{}
	for _, p := range paths {
		if err := os.Remove(st.at(p)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", p, err)
		}
		for dir := path.Dir(p); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	// In reverse order a folder comes after all that is within it.
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		left, err := os.ReadDir(st.at(dir))
		if err == nil && len(left) == 0 {
			err = os.Remove(st.at(dir))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove the empty folder %s: %w", dir, err)
		}
	}
	return nil
}

// removeFolders deletes the folders that stand where the site has a file. They
// are empty by now: what was ours in them is gone, and what is not ours has
// been refused.
func (st *Staged) removeFolders() error {
	for _, dir := range slices.Backward(st.before.folders) {
		if !st.set.underFile(dir) {
			continue
		}
		if err := os.Remove(st.at(dir)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("make room: %w", err)
		}
	}
	return nil
}
