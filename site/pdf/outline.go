package pdf

import "fmt"

// Place is a place that links and bookmarks lead to. It may be filled in after
// they were made, before the document is finished.
type Place struct {
	Page *Page
	Top  Length
}

// destination returns an explicit destination (12.3.2.2).
func (p *Place) destination() string {
	return fmt.Sprintf("[%v/XYZ 0 %v null]", p.Page.ref, p.Top)
}

// Bookmark is an entry of the document's outline (12.3.3).
type Bookmark struct {
	title    string
	place    *Place
	children []*Bookmark
	ref      ref
}

// Bookmark adds a bookmark at the outer level.
func (d *Document) Bookmark(title string, to *Place) *Bookmark {
	return d.outline.Add(title, to)
}

// Add adds a bookmark below b.
func (b *Bookmark) Add(title string, to *Place) *Bookmark {
	c := &Bookmark{title: title, place: to}
	b.children = append(b.children, c)
	return c
}

// writeOutline returns the catalogue's entry of the bookmarks, "" if there are
// none.
func (d *Document) writeOutline() string {
	if len(d.outline.children) == 0 {
		return ""
	}
	d.outline.ref = d.file.alloc()
	d.outline.writeChildren(&d.file)
	n := len(d.outline.children)
	d.file.set(d.outline.ref, "<</Type/Outlines/First %v/Last %v/Count %d>>", d.outline.children[0].ref, d.outline.children[n-1].ref, n)
	return fmt.Sprintf("/Outlines %v", d.outline.ref)
}

// writeChildren writes the bookmarks below b; all of them are closed.
func (b *Bookmark) writeChildren(f *file) {
	for _, c := range b.children {
		c.ref = f.alloc()
	}
	for i, c := range b.children {
		s := fmt.Sprintf("<</Title%s/Parent %v/Dest%s", textString(c.title), b.ref, c.place.destination())
		if i > 0 {
			s += fmt.Sprintf("/Prev %v", b.children[i-1].ref)
		}
		if i+1 < len(b.children) {
			s += fmt.Sprintf("/Next %v", b.children[i+1].ref)
		}
		if n := len(c.children); n > 0 {
			c.writeChildren(f)
			s += fmt.Sprintf("/First %v/Last %v/Count %d", c.children[0].ref, c.children[n-1].ref, -n)
		}
		f.set(c.ref, "%s>>", s)
	}
}
