// Package block is the text of a document as a tree of blocks and runs: what it
// says, and nothing of how it looks. Markdown is turned into it, and what sets
// pages reads it; neither knows of the other.
package block

import "opas/site/diag"

// Block is one of the types of this package that implement it.
type Block interface{ isBlock() }

// Heading is a heading of level 1 … 6. Number is set before its text, "" for
// none.
type Heading struct {
	Level  int
	ID     string // that links lead to; "" for none
	Number string
	Text   []Run
}

// Paragraph is running text. Lang is a BCP 47 tag where it differs from what is
// around.
type Paragraph struct {
	Lang string
	Text []Run
}

// List is a list of items, each with its own label.
type List struct {
	Ordered bool
	Items   []Item
}

// Item is an item of a list. Its first block stands beside its label.
type Item struct {
	ID     string // that links lead to; "" for none
	Label  string // "•", "1.", "2.3"; beside its box, for a task; or ""
	Task   *Task
	Blocks []Block
}

// Task is a box to tick. Name is unique in the document.
type Task struct {
	Name    string
	Checked bool
}

// Field is room to write in. Name is unique in the document.
type Field struct {
	Name  string
	Label []Run
	Lines int // height, in lines of text; at least 1
}

// Table is a table with one row of headings.
type Table struct {
	Columns []Column
	Rows    [][]Cell // each as long as Columns
}

// Column is a column of a table.
type Column struct {
	Align Align
	Head  Cell
}

// Cell is a cell of a table.
type Cell []Run

// Align says where the text of a column stands.
type Align uint8

// The alignments; Start is the left side in languages that are written from
// there.
const (
	Start Align = iota
	Center
	End
)

// Definitions is a list of terms, each with what it means.
type Definitions struct {
	Items []Definition
}

// Definition is a term and its meaning.
type Definition struct {
	Term   []Run
	Blocks []Block
}

// Quote is a quotation.
type Quote struct {
	Lang   string
	Blocks []Block
}

// Callout is a part that stands out: a note, tip, warning or something
// important. Title is what it is called.
type Callout struct {
	Kind   string // note, tip, warning, important
	Title  []Run
	Blocks []Block
}

// Code is text that stands as it was written, line ends included.
type Code struct {
	Text string
	Pos  diag.Pos // of Text's first character in its source
	File string   // the source, a slash path from the project's root
}

// Divider parts what is before it from what follows.
type Divider struct{}

// Image is a picture. Data are the bytes of its file, nil where it can't be
// shown: then Alt stands in its place.
type Image struct {
	Alt  string
	Lang string // of Alt, a BCP 47 tag where it differs from what is around
	Link string // where it leads, as a run's
	Data []byte
	Pos  diag.Pos
	File string // the source, a slash path from the project's root
}

// Notes are the footnotes of the blocks before it.
type Notes struct {
	Title string
	Items []Note
}

// Note is a footnote. Runs refer to it by its ID.
type Note struct {
	ID     string
	Label  string
	Blocks []Block
}

// Section is a part of a document that begins with a heading of its own. A
// section of level 1 begins on a new page.
type Section struct {
	Lang   string // where it differs from what is around
	Blocks []Block
}

func (*Heading) isBlock()     {}
func (*Paragraph) isBlock()   {}
func (*List) isBlock()        {}
func (*Field) isBlock()       {}
func (*Table) isBlock()       {}
func (*Definitions) isBlock() {}
func (*Quote) isBlock()       {}
func (*Callout) isBlock()     {}
func (*Code) isBlock()        {}
func (*Divider) isBlock()     {}
func (*Image) isBlock()       {}
func (*Notes) isBlock()       {}
func (*Section) isBlock()     {}

// Run is a stretch of text of one look. Style is a set of bits.
type Run struct {
	Text  string // "\n" is a forced line break
	Style Style
	Lang  string // a BCP 47 tag where it differs from what is around
	// Link is where the run leads: an address with a scheme, or "#" and the ID of
	// a block of this document; "" for nowhere. Runs that follow each other with
	// the same Link are one link.
	Link string
	// Note is the ID of the footnote that the run refers to; its Text is the
	// note's label.
	Note string
	// Aside says that the run stands beside the text that it is in, and is no part
	// of what that is called: the source of a task.
	Aside bool
	ID    string   // that links lead to, at Text's first character; "" for none
	Pos   diag.Pos // of Text's first character in its source
	File  string   // the source, a slash path from the project's root
}

// Style is how a run stands out.
type Style uint8

// The styles of a run.
const (
	Strong Style = 1 << iota
	Emphasis
	Mono
	Struck
	Superscript
	Subscript
	Marked
	Small
)
