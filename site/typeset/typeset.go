// Package typeset sets documents on pages: blocks of text enter, a tagged PDF
// leaves that is accessible by PDF/UA-1. It knows how text looks on paper, and
// nothing of guides, Markdown or addresses; the words that it needs come with
// the document.
package typeset

import (
	"context"
	"time"

	"opas/site/block"
	"opas/site/diag"
	"opas/site/pdf"
)

// Document is what is set. Of its fields only Title, Lang and Blocks are
// necessary.
type Document struct {
	File      string // the source of Title and Summary, a slash path from the project's root
	Title     string
	Lang      string    // BCP 47
	Publisher string    // who answers for it: running header, metadata
	Summary   string    // below the title
	Meta      []string  // lines below the summary: "Päivitetty 24.11.2026"
	Source    string    // the address that it is published at: title block and running footer
	Edition   string    // version and date, in the running footer: "Versio 2 · 24.11.2026"
	Date      time.Time // when it was last changed; zero for unknown
	Words     Words
	TitlePage bool // a page of its own for the title, as a book has
	Contents  bool // a table of contents with page numbers
	Compact   bool // small and close, for what is looked things up in
	Blocks    []block.Block
}

// Words are words of the document's language.
type Words struct {
	Contents string // heading of the table of contents
	Note     string // what a reference to a footnote is called: "Alaviite"
}

// Paper is a size of paper.
type Paper uint8

// The sizes.
const (
	A4 Paper = iota
	Letter
)

// Options are how a document is set.
type Options struct {
	Paper Paper
	// Archive claims PDF/A-2a beside PDF/UA-1. Some readers open such a file
	// for reading only, so that its boxes can't be ticked.
	Archive bool
}

// Set sets a document and returns the bytes of a PDF: the same for the same
// document. The diagnostics are those of Check; where there are any, a sign
// stands in the place of each character that can't be shown. A link to an ID
// that no block has is set as text. An error is ctx's or a bug.
func Set(ctx context.Context, d *Document, o Options) ([]byte, diag.List, error) {
	s := newSetter(d, o)
	s.done = ctx.Done()
	rows := s.document()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	firsts := paginate(rows, s.height)
	number(rows, firsts)
	s.draw(rows, firsts)
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	s.bookmarks()
	out, err := s.pdf.Bytes()
	return out, s.faces.check(d), err
}

// document sets the whole document as rows: at least one.
func (s *setter) document() []row {
	d := s.doc
	s.collect(d.Blocks)
	in := box{s.side, s.textWidth(), s.pdf.Root(), s.body, s.betweenBlocks}
	rows := s.opening(in)
	// The table of contents is made of what is set after it, but the structure
	// tree has it before that.
	contents := in
	if d.Contents {
		contents.parent = in.parent.Add("Sect")
	}
	text := s.blocks(d.Blocks, in)
	if d.Contents && len(s.titles) > 0 {
		rows = append(rows, begin(s.contents(s.titles, contents), d.TitlePage)...)
	}
	return append(rows, begin(text, d.TitlePage || d.Contents)...)
}

// textWidth returns the width of the sheet between its margins.
func (s *setter) textWidth() pdf.Length {
	width, _ := s.paper.size()
	return width - 2*s.side
}

// begin makes rows begin a page.
func begin(rows []row, fresh bool) []row {
	if len(rows) > 0 {
		rows[0].fresh = rows[0].fresh || fresh
	}
	return rows
}

func newSetter(d *Document, o Options) *setter {
	f := typeface()
	out := pdf.New(pdf.Info{Title: flat(d.Title), Lang: d.Lang, Author: flat(d.Publisher), Subject: flat(d.Summary), Creator: "opas", Date: d.Date, Archive: o.Archive})
	_, height := o.Paper.size()
	set := &usual
	if d.Compact {
		set = &compact
	}
	return &setter{
		form: set, doc: d, paper: o.Paper, pdf: out, faces: f, lang: d.Lang, marks: map[string]*mark{},
		regular: out.Font(f.regular), strong: out.Font(f.semibold), italic: out.Font(f.italic),
		height: height - set.top - set.bottom,
	}
}
