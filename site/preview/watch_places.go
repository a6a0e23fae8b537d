package preview

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// places are where the watched folders are, at a moment. All names are absolute
// and without symbolic links but for the last element, so that a folder has one
// name only.
type places struct {
	trees []string // the folders that exist
	// roots are the names by which they are reached, with the first that is
	// missing on the way to one that doesn't exist.
	roots   map[string]bool
	parents map[string]bool // of the roots: there a root comes and goes
}

// findPlaces finds folders. A link leads to its target: both are roots.
func findPlaces(folders []string) places {
	p := places{roots: map[string]bool{}, parents: map[string]bool{}}
	for _, folder := range folders {
		name, err := filepath.Abs(folder)
		if err != nil {
			name = filepath.Clean(folder) // the working directory is gone
		}
		if parent, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
			p.add(filepath.Join(parent, filepath.Base(name)))
		}
		target, err := filepath.EvalSymlinks(name)
		if err != nil {
			p.add(missing(name, err))
			continue
		}
		p.add(target)
		if !slices.Contains(p.trees, target) {
			p.trees = append(p.trees, target)
		}
	}
	return p
}

func (p places) add(root string) {
	p.roots[root] = true
	p.parents[filepath.Dir(root)] = true
}

func (p places) equal(q places) bool {
	return slices.Equal(p.trees, q.trees) && maps.Equal(p.roots, q.roots)
}

// missing returns the name at which following a path failed.
func missing(name string, err error) string {
	if at, ok := errors.AsType[*fs.PathError](err); ok && filepath.IsAbs(at.Path) {
		return filepath.Clean(at.Path)
	}
	return name
}

// isSource reports whether a name is below a tree and one that a build reads.
func isSource(tree, name string, folder bool) bool {
	const separator = string(filepath.Separator)
	rel, below := strings.CutPrefix(name, strings.TrimSuffix(tree, separator)+separator)
	if !below {
		return false
	}
	for {
		element, rest, more := strings.Cut(rel, separator)
		if isPassedOver(element, more || folder) {
			return false
		}
		if !more {
			return true
		}
		rel = rest
	}
}

// isPassedOver reports whether a build reads nothing by this name: a hidden
// file, or one that an editor makes for a moment. Vim tries a folder with
// "4913"; JetBrains' editors write beside a file and then rename.
func isPassedOver(base string, folder bool) bool {
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "#") || strings.HasSuffix(base, "~") {
		return true
	}
	return !folder && (base == "4913" || strings.HasSuffix(base, "___jb_tmp___") || strings.HasSuffix(base, "___jb_old___"))
}

// walkSources visits a folder and what a build reads below it. What vanishes
// meanwhile is passed over.
func walkSources(tree string, visit func(name string, d fs.DirEntry) error) error {
	return filepath.WalkDir(tree, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case name == tree || !isPassedOver(d.Name(), d.IsDir()):
			return visit(name, d)
		case d.IsDir():
			return fs.SkipDir
		}
		return nil
	})
}
