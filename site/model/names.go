package model

import (
	"path"
	"slices"
	"strings"
	"sync"

	"opas/site/diag"
)

// names are the files of a folder and the folders above them, by their spelling
// in small letters: so that a file is nowhere a folder, and nothing differs from
// another name by capital letters alone, which some file systems do not tell
// apart. Folders end in a slash.
type names map[string]string

// claim takes a file's path. Where it can't stand beside another name, it
// returns that one, and takes nothing.
func (n names) claim(file string) (clash string) {
	if other, ok := n[strings.ToLower(file)]; ok {
		return other
	}
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if other, ok := n[strings.ToLower(dir)]; ok && other != dir+"/" {
			return other
		}
	}
	n[strings.ToLower(file)] = file
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		n[strings.ToLower(dir)] = dir + "/"
	}
	return ""
}

// names returns the names that pages have, gathered when they are asked for:
// most guides have no old addresses.
func (b *builder) names() func() names {
	return sync.OnceValue(func() names {
		n := names{}
		for _, l := range b.site.Languages {
			for _, p := range slices.Concat(l.Pages, l.Made()) {
				n.claim(p.File())
				if file := p.PDF(); file != "" {
					n.claim(file)
				}
			}
		}
		return n
	})
}

// files checks that images and other files can stand beside each other.
func (b *builder) files() {
	n := names{}
	for _, m := range b.site.Media {
		if other := n.claim(m.Rel); other != "" {
			b.diags.Errorf(m.File, diag.Pos{}, "rename one of them", "the name differs from %q by capital letters alone", path.Join(b.name, other))
		}
	}
}
