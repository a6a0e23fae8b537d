package check

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"opas/site/diag"
)

// ident is an id, or the name of an anchor, to which fragments may lead as well.
type ident struct {
	val  []byte
	off  int
	name bool
}

// want is a reference to an id of the same page: by the attribute attr, or by
// the fragment of a link if that is nil.
type want struct {
	val  []byte
	off  int
	attr []byte
}

// checkIDs reports ids that occur twice and references to ids that do not occur.
// It leaves the ids sorted.
func (p *page) checkIDs() {
	p.sortIDs()
	for i, id := range p.ids {
		if !id.name && i > 0 && !p.ids[i-1].name && bytes.Equal(id.val, p.ids[i-1].val) {
			p.errorf(id.off, "give each element an id of its own", "id %s occurs twice", quoted(id.val))
		}
	}
	for _, w := range p.wants {
		id, ok := p.find(w.val)
		switch {
		case ok && (len(w.attr) == 0 || !id.name):
		case len(w.attr) == 0:
			p.errorf(w.off, p.hint(w), "the page has no id %s", quoted(w.val))
		default:
			p.errorf(w.off, p.hint(w), "%s refers to the id %s, which the page does not have", w.attr, quoted(w.val))
		}
	}
}

// sortIDs sorts by value, ids before names, the first in the text first.
func (p *page) sortIDs() {
	slices.SortFunc(p.ids, func(a, b ident) int {
		if c := bytes.Compare(a.val, b.val); c != 0 {
			return c
		}
		if a.name != b.name {
			if b.name {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.off, b.off)
	})
}

func (p *page) find(val []byte) (ident, bool) {
	i, ok := slices.BinarySearchFunc(p.ids, val, func(id ident, v []byte) int { return bytes.Compare(id.val, v) })
	if !ok {
		return ident{}, false
	}
	return p.ids[i], true
}

func (p *page) hint(w want) string {
	var known []string
	for _, id := range p.ids {
		if len(w.attr) == 0 || !id.name {
			known = append(known, string(id.val))
		}
	}
	return idHint(string(w.val), known)
}

// idList returns the ids for file.ids.
func (p *page) idList() string {
	n := 1
	for _, id := range p.ids {
		n += len(id.val) + 1
	}
	var b strings.Builder
	b.Grow(n)
	b.WriteByte(0)
	for _, id := range p.ids {
		b.Write(id.val)
		b.WriteByte(0)
	}
	return b.String()
}

// idHint tells how to mend a reference to an id that does not occur.
func idHint(id string, known []string) string {
	if near := diag.Nearest(id, known); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	return "give the element that is meant this id, or name one that the page has"
}
