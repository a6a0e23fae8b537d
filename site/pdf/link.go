package pdf

import "fmt"

// Link makes a rectangle a link of the element, which must be a Link. Contents
// says where it leads; to is an address or a *Place.
func (p *Page) Link(e *Element, r Rect, contents string, to Target) {
	annotation := p.doc.file.alloc()
	key := e.addObject(p, annotation)
	p.annotations = append(p.annotations, annotation.String())
	p.doc.links = append(p.doc.links, link{annotation, p, r, key, contents, to})
}

// Target is where a link leads: an address, or a place in the document.
type Target struct {
	URI   string
	Place *Place
}

type link struct {
	ref      ref
	page     *Page
	rect     Rect
	key      int
	contents string
	to       Target
}

// action returns the action that leads to an address (12.6.4.7). All links to it
// share one, as an address may be long, and a link at each of many lines.
func (d *Document) action(uri string) ref {
	r, ok := d.actions[uri]
	if !ok {
		r = d.file.add("<</S/URI/URI%s>>", uriString(uri))
		d.actions[uri] = r
	}
	return r
}

// write writes the annotation of a link (12.5.6.5).
func (l link) write(d *Document) {
	var to string
	if l.to.Place != nil {
		to = "/Dest" + l.to.Place.destination()
	} else {
		to = fmt.Sprintf("/A %v", d.action(l.to.URI))
	}
	d.file.set(l.ref, "<</Type/Annot/Subtype/Link/Rect%v/Border[0 0 0]/F 4/P %v/StructParent %d/Contents%s%s>>",
		l.rect, l.page.ref, l.key, textString(l.contents), to)
}
