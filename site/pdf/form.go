package pdf

import (
	"cmp"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// form is the document's form (12.7).
type form struct {
	fields []ref
	names  map[string]int // how often each was given
	boxes  map[boxSize]boxLook
	face   *Face // of what is typed; nil where there is nothing to type in
	font   ref
}

// CheckBox is a box to tick (12.7.4.2.3).
type CheckBox struct {
	Name    string // unique in the document
	Tip     string // what a screen reader says; the name if there is none
	Checked bool
	Rect    Rect
}

// TextField is room to type in (12.7.4.3).
type TextField struct {
	Name      string // unique in the document
	Tip       string
	Multiline bool
	Size      Length // of the type
	Rect      Rect
}

type boxSize struct{ width, height Length }

type boxLook struct{ on, off ref } // appearances

// How boxes look.
var (
	boxInk   = Color{64, 64, 64}
	tickInk  = Color{13, 74, 65}
	fieldInk = Color{26, 26, 26}
	paper    = Color{255, 255, 255}
)

// escapeName encodes a dot, which parts the names of a tree of fields (12.7.3.2), as
// addresses do.
var escapeName = strings.NewReplacer("%", "%25", ".", "%2E")

// name returns the name of a field in the file. It depends on no other's name; only
// one that is not unique, or empty, gets a number, behind a sign that no name has.
func (f *form) name(s string) string {
	if f.names == nil {
		f.names = map[string]int{}
	}
	f.names[s]++
	escaped := escapeName.Replace(s)
	if n := f.names[s]; n > 1 || s == "" {
		return fmt.Sprintf("%s%%-%d", escaped, n)
	}
	return escaped
}

// CheckBox draws a box, which is there on paper too, and makes it a field of the
// element, which must be a Form.
func (p *Page) CheckBox(e *Element, c CheckBox) {
	p.BeginArtifact(Decoration)
	p.Frame(boxInk, Point, c.Rect)
	p.End()
	f := &p.doc.form
	look := f.boxLook(p.doc, boxSize{c.Rect.X1 - c.Rect.X0, c.Rect.Y1 - c.Rect.Y0})
	state := "Off"
	if c.Checked {
		state = "Yes"
	}
	p.field(e, c.Rect, c.Name, c.Tip, fmt.Sprintf("/FT/Btn/V/%s/AS/%[1]s/MK<</CA(4)/BC[%v]/BG[%v]>>/BS<</W 1/S/S>>/H/N/AP<</N<</Yes %v/Off %v>>>>",
		state, boxInk, paper, look.on, look.off))
}

// TextField makes a rectangle a text field of the element, which must be a
// Form. What is typed is set in face. Nothing is drawn for paper: that is the
// caller's; it is covered as soon as something has been typed.
func (p *Page) TextField(e *Element, face *Face, t TextField) {
	f := &p.doc.form
	if f.face == nil {
		f.face, f.font = face, p.doc.file.alloc()
	}
	flags := 0
	if t.Multiline {
		flags = 1 << 12
	}
	empty := p.doc.file.addStream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %v %v]/Resources<</Font<</%s %v>>>>", t.Rect.X1-t.Rect.X0, t.Rect.Y1-t.Rect.Y0, typed, f.font), []byte("/Tx BMC EMC\n"), false)
	p.field(e, t.Rect, t.Name, t.Tip, fmt.Sprintf("/FT/Tx/Ff %d/DA(%v)/MK<</BG[%v]>>/AP<</N %v>>",
		flags, appearance(t.Size), paper, empty))
}

// typed is the name of the font of what is typed.
const typed = "Typed"

// appearance returns the default appearance of text (12.7.3.3).
func appearance(size Length) string {
	return fmt.Sprintf("/%s %v Tf %v rg", typed, size, fieldInk)
}

// field writes the annotation of a field that is one with it (12.5.6.19). One
// without a tip is called by its name.
func (p *Page) field(e *Element, r Rect, name, tip, entries string) {
	f := &p.doc.file
	unique := p.doc.form.name(name)
	annotation := f.alloc()
	key := e.addObject(p, annotation)
	f.set(annotation, "<</Type/Annot/Subtype/Widget/Rect%v/F 4/P %v/StructParent %d/T%s/TU%s%s>>", r, p.ref, key, textString(unique), textString(cmp.Or(tip, name, unique)), entries)
	p.annotations = append(p.annotations, annotation.String())
	p.doc.form.fields = append(p.doc.form.fields, annotation)
}

// boxLook returns the appearances of boxes of a size, which they share.
func (f *form) boxLook(d *Document, size boxSize) boxLook {
	if look, ok := f.boxes[size]; ok {
		return look
	}
	w, h := size.width, size.height
	box := fmt.Sprintf("%v rg %v RG 1 w 0.5 0.5 %v %v re B\n", paper, boxInk, w-Point, h-Point)
	tick := fmt.Sprintf("%v RG %v w 1 J 1 j %v %v m %v %v l %v %v l S\n", tickInk, h*15/100, w*22/100, h*51/100, w*43/100, h*27/100, w*80/100, h*76/100)
	dict := fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %v %v]/Resources<<>>", w, h)
	look := boxLook{on: d.file.addStream(dict, []byte(box+tick), false), off: d.file.addStream(dict, []byte(box), false)}
	if f.boxes == nil {
		f.boxes = map[boxSize]boxLook{}
	}
	f.boxes[size] = look
	return look
}

// write returns the catalogue's entry of the form, "" if there are no fields.
func (f *form) write(out *file) string {
	if len(f.fields) == 0 {
		return ""
	}
	fields := make([]string, len(f.fields))
	for i, r := range f.fields {
		fields[i] = r.String()
	}
	entries := ""
	if f.face != nil {
		f.writeFont(out)
		entries = fmt.Sprintf("/DR<</Font<</%s %v>>>>/DA(%v)", typed, f.font, appearance(11*Point))
	}
	return fmt.Sprintf("/AcroForm<</Fields[%s]%s>>", strings.Join(fields, " "), entries)
}

// typedFirst and typedLast are the codes of the characters that may be typed,
// in Windows-1252.
const typedFirst, typedLast = ' ', 255

// writeFont writes the font of what is typed. Readers know how to type in a
// simple font only, so it has the characters of Windows-1252, all of them:
// nobody knows what will be typed.
func (f *form) writeFont(out *file) {
	program := f.face.typedProgram()
	widths := make([]string, 0, typedLast-typedFirst+1)
	for code := typedFirst; code <= typedLast; code++ {
		width := "0"
		if g := f.face.glyph(charmap.Windows1252.DecodeByte(byte(code))); g != 0 {
			width = f.face.widthOf(g)
		}
		widths = append(widths, width)
	}
	base := f.face.subsetName(typed)
	descriptor := f.face.descriptor(out, base, program)
	out.set(f.font, "<</Type/Font/Subtype/TrueType/BaseFont%s/Encoding/WinAnsiEncoding/FirstChar %d/LastChar %d/Widths[%s]/FontDescriptor %v>>",
		name(base), typedFirst, typedLast, strings.Join(widths, " "), descriptor)
}

// typedProgram returns the font program of what is typed. It is the same for all
// documents, so it is made once.
func (f *Face) typedProgram() program {
	f.typedOnce.Do(func() {
		glyphs := []int{0}
		characters := map[rune]int{}
		for code := typedFirst; code <= typedLast; code++ {
			r := charmap.Windows1252.DecodeByte(byte(code))
			if g := f.glyph(r); g != 0 {
				characters[r] = len(glyphs)
				glyphs = append(glyphs, g)
			}
		}
		f.typed = compressed(f.subset(glyphs, characters))
	})
	return f.typed
}
