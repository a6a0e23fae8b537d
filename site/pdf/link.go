package pdf

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

// write writes the annotation of a link (12.5.6.5).
func (l link) write(f *file) {
	to := "/A<</S/URI/URI" + uriString(l.to.URI) + ">>"
	if l.to.Place != nil {
		to = "/Dest" + l.to.Place.destination()
	}
	f.set(l.ref, "<</Type/Annot/Subtype/Link/Rect%v/Border[0 0 0]/F 4/P %v/StructParent %d/Contents%s%s>>",
		l.rect, l.page.ref, l.key, textString(l.contents), to)
}
