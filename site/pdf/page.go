package pdf

import (
	"fmt"
	"strings"
)

// Page is a page in the making. What is drawn belongs to the element or the
// artifact that is open; drawing while neither is open is a bug of the caller.
type Page struct {
	Width, Height Length

	doc         *Document
	ref         ref
	content     []byte
	annotations []string
	owners      []*Element // of marked content, by MCID
	open        *Element
	artifact    bool
	images      []*Image
	// The graphics state (8.4): what is the same as before is not said again.
	font   *Font
	size   Length
	fill   Color
	filled bool
}

// Page adds a page.
func (d *Document) Page(width, height Length) *Page {
	p := &Page{Width: width, Height: height, doc: d, ref: d.file.alloc()}
	d.pages = append(d.pages, p)
	return p
}

// Begin makes e the owner of what is drawn next.
func (p *Page) Begin(e *Element) {
	if p.open == e {
		return
	}
	p.End()
	id := len(p.owners)
	p.owners = append(p.owners, e)
	e.on(p)
	e.children = append(e.children, child{page: p, content: id})
	p.content = fmt.Appendf(p.content, "%s<</MCID %d>>BDC\n", name(e.Role), id)
	p.open = e
}

// Artifact is a kind of content that is no part of the text (14.8.2.2).
type Artifact string

// The kinds of artifacts.
const (
	Decoration Artifact = "" // rules, boxes, backgrounds
	Header     Artifact = "/Type/Pagination/Subtype/Header/Attached[/Top]"
	Footer     Artifact = "/Type/Pagination/Subtype/Footer/Attached[/Bottom]"
)

// BeginArtifact makes what is drawn next an artifact.
func (p *Page) BeginArtifact(kind Artifact) {
	p.End()
	if kind == Decoration {
		p.content = append(p.content, "/Artifact BMC\n"...)
	} else {
		p.content = fmt.Appendf(p.content, "/Artifact<<%s>>BDC\n", kind)
	}
	p.artifact = true
}

// End closes what is open.
func (p *Page) End() {
	if p.open != nil || p.artifact {
		p.content = append(p.content, "EMC\n"...)
		p.open, p.artifact = nil, false
	}
}

// setFill sets the colour of text and areas.
func (p *Page) setFill(c Color) {
	if !p.filled || p.fill != c {
		p.content = fmt.Appendf(p.content, "%v rg\n", c)
		p.fill, p.filled = c, true
	}
}

// Text draws text from x on, its baseline at y.
func (p *Page) Text(f *Font, size Length, c Color, x, y Length, text string) {
	if text == "" {
		return
	}
	p.setFill(c)
	b := append(p.content, "BT "...)
	if p.font != f || p.size != size {
		b = append(b, '/')
		b = append(b, f.name...)
		b = append(b, ' ')
		b = append(size.append(b), " Tf "...)
		p.font, p.size = f, size
	}
	b = append(x.append(b), ' ')
	b = append(y.append(b), " Td "...)
	b = f.appendShow(b, text)
	p.content = append(b, " ET\n"...)
}

// Fill fills a rectangle.
func (p *Page) Fill(c Color, r Rect) {
	p.setFill(c)
	p.content = fmt.Appendf(p.content, "%v %v %v %v re f\n", r.X0, r.Y0, r.X1-r.X0, r.Y1-r.Y0)
}

// Frame draws the outline of a rectangle, within it.
func (p *Page) Frame(c Color, width Length, r Rect) {
	half := width / 2
	p.content = fmt.Appendf(p.content, "q %v RG %v w %v %v %v %v re S Q\n", c, width, r.X0+half, r.Y0+half, r.X1-r.X0-width, r.Y1-r.Y0-width)
}

// Dots draws a row of dots from x0 to x1, gap apart, size wide.
func (p *Page) Dots(c Color, size, gap, x0, x1, y Length) {
	p.content = fmt.Appendf(p.content, "q %v RG 1 J %v w [0 %v] 0 d %v %v m %v %v l S Q\n", c, size, gap, x0, y, x1, y)
}

// write writes the page, its key in the parent tree given.
func (p *Page) write(key int) {
	p.End()
	f := &p.doc.file
	content := f.addStream("", p.content, true)
	b := fmt.Appendf(nil, "<</Type/Page/Parent %v/MediaBox%v/Contents %v/StructParents %d/Tabs/S/Resources<<", p.doc.pageTree, Rect{0, 0, p.Width, p.Height}, content, key)
	b = append(b, "/Font<<"...)
	for _, font := range p.doc.fonts {
		if font.used() {
			b = fmt.Appendf(b, "/%s %v", font.name, font.ref)
		}
	}
	b = append(b, ">>"...)
	if len(p.images) > 0 {
		b = append(b, "/XObject<<"...)
		for i, m := range p.images {
			b = fmt.Appendf(b, "/I%d %v", i, m.ref)
		}
		b = append(b, ">>"...)
	}
	b = append(b, ">>"...)
	if len(p.annotations) > 0 {
		b = fmt.Appendf(b, "/Annots[%s]", strings.Join(p.annotations, " "))
	}
	f.objects[p.ref-1].body = append(b, ">>"...)
}
