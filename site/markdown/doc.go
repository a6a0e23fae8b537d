// Package markdown turns the body of one page into a Doc: minimal HTML with
// holes where other pages, images and interface words go, and the facts that
// the rest of the generator asks about (headings, links, images, mistakes). The
// same text becomes blocks for paper.
//
// What enters is one text and its Options; what leaves is immutable and depends
// on nothing else, so that it can be kept as long as the text stays the same.
// The syntax tree is not kept. The package must not know of other pages, of
// addresses, or of the words of the interface: those fill the holes, through a
// Resolver, when a page is put together.
package markdown

import (
	"opas/site/diag"
)

// Options are everything beside the text that shapes a Doc.
type Options struct {
	File string // slash path from the project's root, for diagnostics
	Line int    // line of File on which the text begins, from 1
	Lang string // language of the text, a BCP 47 tag
	// Quotes are the four typographic quotation marks of the language: double
	// open and close, single open and close.
	Quotes Quotes
	// Part is the number of a page of rules: the items of its outermost
	// ordered lists are numbered Part.1, Part.2 … with ids of the same form.
	// 0 leaves lists as they are.
	Part int
	// Checklist tells that what readers tick and write is kept, by the ids of
	// tasks and fields: those made of texts must be of different ones.
	Checklist bool
}

// Doc is a parsed and rendered page body. It is immutable.
type Doc struct {
	Headings []Heading
	IDs      []string // every id in the HTML, in order: headings, rules, footnotes, tasks, fields
	Tasks    []Task
	Links    []Link // links to files, in order: the resolver is asked for them by index
	External []Link // links that leave the site: http, https, mailto, tel
	Images   []Image
	Tags     []Tag // hashtags in running text, in order
	Words    int   // of running text
	Diags    diag.List

	html  []byte // minified
	holes []hole // in order of at
}

// Heading is a section heading. Text is plain.
type Heading struct {
	Level int // 2 … 6
	ID    string
	Text  string
	Pos   diag.Pos
}

// Link is a link to another file, or to a place of this page ("#id").
type Link struct {
	Dest string // as written, percent-decoded
	Task string // id of the task whose source it is; "" for a link in the text
	Pos  diag.Pos
}

// Task is a box to tick.
type Task struct {
	ID      string
	Checked bool // as the author wrote it
}

// Image is a picture. Alt is plain.
type Image struct {
	Src string // as written, percent-decoded
	Alt string
	Pos diag.Pos
}

// Picture is what a Resolver knows of an image.
type Picture struct {
	URL           string
	Width, Height int // CSS pixels; 0 where the file does not tell
}

// Source is what a Resolver knows of a task's source.
type Source struct {
	Page  string // what the page or the numbered rule is called
	Place string // the heading on it; "" where the whole page is meant
	Lang  string // of both where it differs from the text's, a BCP 47 tag
}

// Resolver fills the holes of a Doc.
type Resolver interface {
	// Link returns the address for Doc.Links[i], relative to the page.
	Link(i int) string
	// Source returns what Doc.Links[i], the link of a task to its source, is
	// called.
	Source(i int) Source
	// Picture returns what is needed to show Doc.Images[i].
	Picture(i int) Picture
	// Tag returns the address of the entry of Doc.Tags[i], relative to the
	// page; "" leaves it plain text.
	Tag(i int) string
	// Word returns the interface's word for a name; the names are listed at
	// the Word constants.
	Word(name Word) string
	// Icon returns the HTML of the icon for a callout kind.
	Icon(kind string) string
}

// Word names a word or phrase of the interface that stands within an article.
type Word string

// The interface words that articles use. A callout's title is
// WordCallout + its kind.
const (
	WordCallout   Word = "callout-"      // + note, tip, warning, important
	WordTable     Word = "table"         // accessible name of a table that scrolls
	WordPermalink Word = "permalink"     // accessible name of a heading's anchor; followed by the heading
	WordFootnotes Word = "footnotes"     // heading of the notes
	WordBack      Word = "footnote-back" // accessible name of the way back
	WordRule      Word = "rule"          // accessible name of a rule's number; followed by the number
	WordSource    Word = "source"        // accessible name of a task's source; followed by its page and place
)
