package pdf

import (
	"fmt"
	"strings"
	"time"
)

// Info is what a file says of itself.
type Info struct {
	Title   string
	Lang    string // BCP 47
	Author  string
	Subject string
	Creator string    // the program that made it
	Date    time.Time // zero for unknown; its day counts
	Archive bool      // claim PDF/A-2a too
}

// Document is a PDF in the making. One goroutine at a time may use it.
type Document struct {
	info     Info
	file     file
	tree     *Element // the root of the structure tree, which is no element
	root     *Element
	elements []*Element
	owners   []*Element // of annotations, by their key in the parent tree
	pages    []*Page
	pageTree ref
	links    []link
	actions  map[string]ref // by address
	fonts    []*Font
	images   map[[32]byte]*Image
	outline  Bookmark
	form     form
}

// New begins a document.
func New(info Info) *Document {
	d := &Document{info: info, images: map[[32]byte]*Image{}, actions: map[string]ref{}}
	d.pageTree = d.file.alloc()
	d.tree = &Element{ref: d.file.alloc(), doc: d}
	d.root = d.tree.Add("Document")
	return d
}

// Root returns the element that all others are in.
func (d *Document) Root() *Element { return d.root }

// Bytes finishes the document, which must have a page, and returns the file. Every
// place that a link leads to must have got its page.
func (d *Document) Bytes() ([]byte, error) {
	if len(d.pages) == 0 {
		return nil, fmt.Errorf("pdf: a document without pages")
	}
	f := &d.file
	for _, font := range d.fonts {
		if font.used() {
			font.write(f)
		}
	}
	for _, l := range d.links {
		if l.to.Place != nil && l.to.Place.Page == nil {
			return nil, fmt.Errorf("pdf: the link %q leads to a place on no page", l.contents)
		}
		l.write(d)
	}
	kids := make([]string, len(d.pages))
	for i, p := range d.pages {
		kids[i] = p.ref.String()
		p.write(len(d.owners) + i)
	}
	f.set(d.pageTree, "<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(d.pages))
	d.writeStructure()
	date := d.info.dates()
	catalog := fmt.Sprintf("<</Type/Catalog/Pages %v/Lang%s/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>/StructTreeRoot %v",
		d.pageTree, textString(d.info.Lang), d.tree.ref)
	catalog += fmt.Sprintf("/Metadata %v", f.addStream("/Type/Metadata/Subtype/XML", d.info.metadata(), false))
	catalog += d.writeOutline() + d.form.write(f)
	if d.info.Archive {
		profile := f.addStream("/N 3", sRGB(), true)
		catalog += fmt.Sprintf("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile %v>>]", profile)
	}
	info := "<</Title" + textString(d.info.Title)
	for _, e := range []struct{ key, value string }{{"Author", d.info.Author}, {"Subject", d.info.Subject}, {"Creator", d.info.Creator}, {"Producer", d.info.Creator}} {
		if e.value != "" {
			info += "/" + e.key + textString(e.value)
		}
	}
	if date != "" {
		info += "/CreationDate" + date + "/ModDate" + date
	}
	return f.bytes(f.add("%s>>", catalog), f.add("%s>>", info)), nil
}

// dates returns the day as a date string (7.9.4), "" if it is unknown. The
// offset is written in full, for "Z" is not the same to all who compare it with
// the metadata.
func (i Info) dates() string {
	if i.Date.IsZero() {
		return ""
	}
	return "(D:" + i.Date.Format("20060102") + "000000+00'00')"
}
