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
// the fragment of a link if that is "".
type want struct {
	val  []byte
	off  int
	attr string
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
		case ok && (w.attr == "" || !id.name):
		case w.attr == "":
			p.errorf(w.off, p.hint(w.val), "the page has no id %s", quoted(w.val))
		default:
			p.errorf(w.off, p.hint(w.val), "%s refers to the id %s, which the page does not have", w.attr, quoted(w.val))
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

func (p *page) hint(val []byte) string { return idHint(string(val), p.idList(), true) }

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

// idHint tells how to mend a reference to an id that is not among file.ids.
func idHint(id, ids string, guess bool) string {
	if guess {
		if near := diag.Nearest(id, strings.Split(strings.Trim(ids, "\x00"), "\x00")); near != "" {
			return "did you mean \"" + near + "\"?"
		}
	}
	return "give the element that is meant this id, or name one that the page has"
}
