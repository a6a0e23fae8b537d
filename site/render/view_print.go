package render

import "html/template"

// Print is the view of print.html: all pages of the guide, to print.
type Print struct {
	Page
	Meta     []string // version, day of the last change, publisher
	Address  string   // that the guide is published at; "" where not known
	Contents []PrintEntry
	Parts    []PrintPart
}

// PrintEntry is an entry of the table of contents of the whole guide.
type PrintEntry struct {
	URL   string
	Title string
	Lang  string // of the title where it is not the page's, else ""
	Items []PrintEntry
}

// PrintPart is a page as a part of the whole guide. Its headings are lower by its
// level, which counts from 2.
type PrintPart struct {
	ID           string
	Level        int
	Title        string
	Lang         string // of the text where it is not the page's, else ""
	Kicker       string // "Askel 3/7"; "" for none
	Summary      string
	Kind         string
	Article      template.HTML
	Untranslated bool
	Draft        bool
	Library      *PrintLibrary // of hashtags, on the page that shows it
	Authority    *PrintAuthority
}

// PrintLibrary is the library of hashtags as tables.
type PrintLibrary struct {
	Reviewed  Text   // without Text where a tag has no day
	Languages []Text // their names, the reader's first
	Meaning   Text   // heading of what tags mean
	Themes    []PrintTheme
	// The tags that are not to be used any more, under a heading of their own;
	// Successor stands before the one to use.
	Heading   PrintHeading
	Successor Text
	Retired   []PrintRetired
}

// PrintTheme is a group of hashtags.
type PrintTheme struct {
	PrintHeading
	Tags []PrintTag
}

// PrintHeading is a heading of level 3 … 6. ID may be "".
type PrintHeading struct {
	ID    string
	Level int
	Text  Text
}

// PrintTag is a hashtag in the languages of the library.
type PrintTag struct {
	ID      string
	Forms   []Text
	Meaning Text
}

// PrintRetired is a hashtag that is not to be used any more, and the new one.
type PrintRetired struct {
	ID       string
	Tag, New Text
	URL      string
}

// Text is a text in a language; Lang is "" where it is that of what is around.
type Text struct{ Text, Lang string }

// PrintAuthority is what a statement says of the authority that supervises
// accessibility.
type PrintAuthority struct{ ID, Name, URL string }
