package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
)

// stageName is the folder, within the output folder, for what is not
// published yet: on the same file system, so that a rename is enough.
const stageName = reserved + "-stage"

// entry returns the name of that entry of the staging folder with which the
// file i waits, and the slash path at which the entry will be published. What
// one rename can publish is one entry: a file, if its folder is published
// already, or else the topmost folder that is not, with the tree of all that
// goes into it. So a new output takes a few renames, and one in which every
// page differs takes no folders that serve the staging alone.
//
// The name is the place, among the paths, of the entry's first file. Only after
// prepare can entry be asked.
func (st *Staged) entry(i int) (name, target string) {
	p := st.paths[i]
	for k := range len(p) {
		if p[k] == '/' && !st.folders[p[:k]] {
			first, _ := slices.BinarySearch(st.paths, p[:k+1])
			return strconv.Itoa(first), p[:k]
		}
	}
	return strconv.Itoa(i), p
}

// makeFolder makes a folder of the staging folder, and those that it is in.
// Workers who need one at the same moment may all try; one of them succeeds.
func (st *Staged) makeFolder(dir string) error {
	if _, ok := st.made.Load(dir); ok || dir == "." {
		return nil
	}
	if err := st.makeFolder(path.Dir(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(st.staged(dir), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	st.made.Store(dir, true)
	return nil
}

// makeFolders makes the output folder and the staging folder, and readies entry.
func (st *Staged) makeFolders() error {
	var missing []string
	for dir := filepath.Clean(st.dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			break
		}
		missing = append(missing, dir)
	}
	for _, dir := range slices.Backward(missing) {
		if err := os.Mkdir(dir, 0o777); err != nil {
			return fmt.Errorf("make the output folder: %w", err)
		}
		st.created = append(st.created, dir)
	}
	if err := os.Mkdir(st.staging(), 0o777); err != nil {
		return fmt.Errorf("make the staging folder: %w", err)
	}
	st.folders = make(map[string]bool, len(st.before.folders))
	for _, dir := range st.before.folders {
		st.folders[dir] = true
	}
	return nil
}

// sweep removes the staging folder.
func (st *Staged) sweep() error {
	if err := os.RemoveAll(st.staging()); err != nil {
		return fmt.Errorf("remove the staging folder: %w", err)
	}
	return nil
}

// at returns the place of a published file.
func (st *Staged) at(p string) string { return filepath.Join(st.dir, filepath.FromSlash(p)) }

func (st *Staged) staging() string { return filepath.Join(st.dir, stageName) }

// staged returns the place of what has this slash path in the staging folder.
func (st *Staged) staged(name string) string {
	return filepath.Join(st.dir, stageName, filepath.FromSlash(name))
}
