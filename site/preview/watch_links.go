package preview

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// maxLinks is how many symbolic links may stand on a way, as on Linux.
const maxLinks = 40

// follow returns the names on the way from a symbolic link to what it leads to:
// the link itself, each folder and link that is passed, and the target. A build
// reads another file when one of them changes. The link's folder, and so that of
// each name, is absolute and without links.
func follow(link string, readLink func(name string) (string, error)) (names []string) {
	const separator = string(filepath.Separator)
	dir, rest := filepath.Split(link)
	for links := 0; rest != ""; {
		element, more, _ := strings.Cut(rest, separator)
		rest = more
		switch element {
		case "", ".":
			continue
		case "..":
			dir = filepath.Dir(filepath.Clean(dir))
			continue
		}
		name := filepath.Join(dir, element)
		names = append(names, name)
		target, err := readLink(name)
		if err != nil { // no link; or missing, and then so is what follows
			dir = name
			continue
		}
		if links++; links > maxLinks {
			return names
		}
		target = filepath.FromSlash(target)
		if filepath.IsAbs(target) {
			volume := filepath.VolumeName(target)
			dir, target = volume+separator, target[len(volume):]
		}
		rest = target + separator + rest
	}
	return names
}

// addWay watches the way from a link to what it leads to.
func (l *listener) addWay(link string) error {
	var last []string
	for range 10 {
		way := follow(link, l.readLink)
		if slices.Equal(way, last) { // as it was before it was watched
			break
		}
		for _, name := range way {
			l.ways[name] = true
			if err := l.seams.add(l.fs, filepath.Dir(name)); isLimit(err) {
				return err
			}
		}
		last = way
	}
	return nil
}

// lookAt returns what there is to be seen of a name: of a link itself. It is nil
// where there is nothing.
func lookAt(name string) (info fs.FileInfo) {
	_ = filepath.WalkDir(name, func(_ string, d fs.DirEntry, _ error) error {
		if d != nil {
			info, _ = d.Info()
		}
		return fs.SkipAll
	})
	return info
}
