package pdf

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Element is an element of the structure tree (14.7.2). Its children stand in
// the order in which they are added and in which its content is drawn.
type Element struct {
	Role string // a standard role (14.8.4): "P", "L", "Link"
	Lang string // BCP 47, where it differs from the parent's
	Alt  string // what a figure shows
	ID   string // unique in the document; notes need one

	ref        ref
	parent     *Element
	page       *Page // that its first content is on
	children   []child
	attributes []attribute
	doc        *Document
}

// child is an element, a stretch of marked content, or an annotation.
type child struct {
	element *Element
	page    *Page
	content int // MCID on page
	object  ref // an annotation on page, 0 for none
}

type attribute struct{ owner, key, value string }

// Add adds a child and returns it.
func (e *Element) Add(role string) *Element {
	c := &Element{Role: role, ref: e.doc.file.alloc(), parent: e, doc: e.doc}
	e.doc.elements = append(e.doc.elements, c)
	e.children = append(e.children, child{element: c})
	return c
}

// Attribute sets an attribute (14.8.5) to a name: "Table", "Scope", "Column".
func (e *Element) Attribute(owner, key, value string) {
	e.attributes = append(e.attributes, attribute{owner, key, name(value)})
}

// on makes page the one that children without a page of their own are on.
func (e *Element) on(p *Page) {
	if e.page == nil {
		e.page = p
	}
}

// addObject makes an annotation a child, and returns its key in the parent tree.
func (e *Element) addObject(p *Page, object ref) int {
	e.on(p)
	e.children = append(e.children, child{page: p, object: object})
	e.doc.owners = append(e.doc.owners, e)
	return len(e.doc.owners) - 1
}

func (e *Element) write(f *file) {
	b := fmt.Appendf(nil, "<</S%s/P %v", name(e.Role), e.parent.ref)
	if e.page != nil {
		b = fmt.Appendf(b, "/Pg %v", e.page.ref)
	}
	if e.Lang != "" {
		b = append(b, "/Lang"+textString(e.Lang)...)
	}
	if e.Alt != "" {
		b = append(b, "/Alt"+textString(e.Alt)...)
	}
	if e.ID != "" {
		b = append(b, "/ID"+textString(e.ID)...)
	}
	b = append(b, e.attributeObjects()...)
	if len(e.children) > 0 {
		b = append(b, "/K["...)
		for i, c := range e.children {
			if i > 0 {
				b = append(b, ' ')
			}
			switch {
			case c.element != nil:
				b = fmt.Appendf(b, "%v", c.element.ref)
			case c.object != 0:
				b = fmt.Appendf(b, "<</Type/OBJR/Obj %v/Pg %v>>", c.object, c.page.ref)
			case c.page == e.page:
				b = fmt.Appendf(b, "%d", c.content)
			default:
				b = fmt.Appendf(b, "<</Type/MCR/Pg %v/MCID %d>>", c.page.ref, c.content)
			}
		}
		b = append(b, ']')
	}
	f.objects[e.ref-1].body = append(b, ">>"...)
}

// attributeObjects returns the entry of the attributes, one object for each
// owner.
func (e *Element) attributeObjects() string {
	if len(e.attributes) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("/A[")
	for i, a := range e.attributes {
		if i == 0 || e.attributes[i-1].owner != a.owner {
			if i > 0 {
				b.WriteString(">>")
			}
			b.WriteString("<</O" + name(a.owner))
		}
		b.WriteString(name(a.key) + a.value)
	}
	return b.String() + ">>]"
}

// writeStructure writes the structure tree and returns its root. The keys of
// the parent tree are those of the annotations, then those of the pages.
func (d *Document) writeStructure() {
	var b []byte
	for i, e := range d.owners {
		b = fmt.Appendf(b, "%d %v ", i, e.ref)
	}
	for i, p := range d.pages {
		b = fmt.Appendf(b, "%d[", len(d.owners)+i)
		for j, e := range p.owners {
			if j > 0 {
				b = append(b, ' ')
			}
			b = fmt.Appendf(b, "%v", e.ref)
		}
		b = append(b, "] "...)
	}
	parents := d.file.add("<</Nums[%s]>>", strings.TrimSpace(string(b)))
	var named []*Element
	for _, e := range d.elements {
		e.write(&d.file)
		if e.ID != "" {
			named = append(named, e)
		}
	}
	ids := ""
	if len(named) > 0 {
		slices.SortFunc(named, func(a, b *Element) int { return cmp.Compare(textString(a.ID), textString(b.ID)) })
		var list strings.Builder
		for _, e := range named {
			list.WriteString(textString(e.ID) + e.ref.String() + " ")
		}
		ids = "/IDTree<</Names[" + strings.TrimSpace(list.String()) + "]>>"
	}
	d.file.set(d.tree.ref, "<</Type/StructTreeRoot/K %v/ParentTree %v/ParentTreeNextKey %d%s>>", d.root.ref, parents, len(d.owners)+len(d.pages), ids)
}
