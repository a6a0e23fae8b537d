package render

import (
	"html/template"

	"opas/site/content"
)

// The views: one typed struct for each template. Every address in them is
// relative to the page and ready for use; every text is plain unless its type
// is template.HTML. What comes many times on a page embeds nothing: templates
// find a promoted field ten times as slowly.

// Page is what every page of the guide shows; the views below add to it.
type Page struct {
	UI       *content.UI
	Lang     string // language of the interface, for <html lang>
	TextLang string // language of the page's own text where it is another, else ""
	Site     string // title of the site in the interface's language
	Kind     string // template name, for a class on <body>

	Title     string
	HeadTitle string // for <title>
	Summary   string

	NoIndex    bool        // not for search engines
	Canonical  string      // absolute; "" where no base URL is known
	OGLocale   string      // locale in Open Graph's form, fi_FI
	Alternates []Alternate // for <link rel="alternate">

	CSS, JS, Icon string // addresses of the assets

	HomeURL   string
	Languages []Language
	Nav       template.HTML // partial nav.html, the page marked
	Search    template.HTML // partial search.html; the page of results has it in its own place
	Crumbs    []Crumb       // from the front page to the parent; empty on the front page
	TOC       []TOCItem
	Article   template.HTML
	Tags      []Link // hashtags of the page, leading to their entries
	Prev      *Link
	Next      *Link
	Updated   *Date
	PDF       *File // the page as a PDF file; nil where it is none
	// Checklists are those that have a task from this page.
	Checklists []Link

	Untranslated bool // the text is the source language's, with a notice
	Draft        bool
	Footer       Footer
}

// Link is a page as others link to it.
type Link struct {
	Title   string
	URL     string
	Lang    string // language of the title where it is not the page's, else ""
	Current bool
}

// File is a file that a page offers.
type File struct {
	URL  string
	Text string // what it is, with its size
}

// Crumb is a step on the way from the front page; Position counts from 1.
type Crumb struct {
	Title    string
	URL      string
	Lang     string // of the title where it is not the page's, else ""
	Position int
}

// Alternate is a page in another language, for <link rel="alternate">.
type Alternate struct {
	Lang string // or "x-default"
	URL  string
}

// Language is a link to the same page in a language.
type Language struct {
	Code    string
	Name    string // in that language
	URL     string
	Current bool
}

// TOCItem is an entry of a page's table of contents: a level-2 heading and the
// level-3 headings under it.
type TOCItem struct {
	ID    string
	Text  string
	Items []TOCItem
}

// Date is a day for <time>.
type Date struct {
	ISO  string // 2006-01-02
	Text string // as the language writes it, with its label: "Päivitetty 24.11.2026"
}

// Footer is what stands below every page of a language.
type Footer struct {
	Publisher string
	Contact   string // e-mail address
	Links     []Link // the register, the whole guide to print, and pages of kind statement
}

// NavItem is an entry of partial nav.html. The current page is marked by the
// renderer, after the template: it adds aria-current="page" behind the first
// href of the page's address.
type NavItem struct {
	Title string
	URL   string
	Lang  string // of the title where it is not the interface's, else ""
	Open  bool   // on the way to the current page
	Items []NavItem
}

// Home is the view of home.html: the front page.
type Home struct {
	Page
	Steps []Card
}

// Section is the view of section.html: the index page of a folder.
type Section struct {
	Page
	Cards []Card
	Store *Store // of the checklists among the cards; nil where there are none
}

// Checklist is the view of checklist.html.
type Checklist struct {
	Page
	Store Store
	Key   string // of the list, the same in all languages
	File  string // name for a file that a copy is saved to, without extension
	Total int    // of the tasks
	Done  string // "0/12 tehty"
}

// Store is what scripts need to find the ticks of checklists. Guides may share
// the storage of a browser, so theirs are kept apart by the address of the root
// and by the title.
type Store struct {
	Scripts []string // addresses of the scripts, in the order in which they run
	Root    string   // address of the site's root
}

// Step is the view of step.html.
type Step struct {
	Page
	Number, Total int
	Of            string // "Askel 3/7"
	Steps         []Card // all of them, this one marked
}

// Rules is the view of rules.html: a part of numbered rules.
type Rules struct {
	Page
	Number int
	Part   string // "Osa 2"
}

// Statement is the view of statement.html: the accessibility statement.
type Statement struct {
	Page
	AuthorityName string
	AuthorityURL  string
}

// Hashtags is the view of hashtags.html: the library of hashtags. All but Page
// is empty in a guide that has none.
type Hashtags struct {
	Page
	Root     string            // address of the site's root
	Script   string            // address of the script of the page
	Scripts  string            // addresses of the scripts that find tags, in the order in which they run
	Limits   string            // JSON: [[service, characters, hashtags], …], 0 for no limit
	TagsLang string            // language of the tags where it is not the page's, else ""
	Written  []HashtagLanguage // languages that tags can be shown in
	Choice   bool              // they are several
	Count    string            // how many tags are in use
	Themes   []HashtagTheme
	Retired  []RetiredHashtag
	Letters  []HashtagLetter
	Reviewed string // "" where a tag has no day
}

// HashtagLanguage is a language that tags are written in.
type HashtagLanguage struct {
	Code    string
	Name    string
	Current bool // the page's
}

// HashtagTheme is a group of hashtags.
type HashtagTheme struct {
	ID   string
	Name string
	Tags []Hashtag
}

// Hashtag is an entry of the library.
type Hashtag struct {
	ID      string
	Forms   []HashtagForm // the page's language first
	Meaning string
	Pages   []Link // that use it, and that it names as related
}

// HashtagForm is a tag in a language, with the words that stand for it.
type HashtagForm struct {
	Lang     string
	Tag      string // with its #
	Synonyms string // a semicolon between them
	Same     bool   // as one before it
}

// RetiredHashtag is a tag that is not to be used any more.
type RetiredHashtag struct {
	ID        string
	Forms     []HashtagForm // the page's language first
	Meaning   string
	Successor string // id of the one to use instead
	New       Link   // to that one
}

// HashtagLetter is what stands under a letter in the list from A to Z.
type HashtagLetter struct {
	Name string
	Tags []Link
}

// Search is the view of search.html: the page of results, which a script fills.
type Search struct {
	Page
	Box      template.HTML // partial search.html
	Register Link
}

// Register is the view of register.html: all headings, keywords and hashtags.
type Register struct {
	Page
	Letters []RegisterLetter
}

// RegisterLetter is what stands under a letter.
type RegisterLetter struct {
	Name    string // "A"; "0–9" for digits, "#" for signs
	ID      string
	Entries []RegisterEntry
}

// RegisterEntry is a text and the place where it stands; or its places, where
// there are several.
type RegisterEntry struct {
	Text     string
	Lang     string // of the text where it is not the page's, else ""
	URL      string // of the only place
	Page     string // title of the page of that place; "" where the text is the title
	PageLang string // of that title where it is not the page's, else ""
	Places   []Link // named by their pages
}

// SearchBox is the view of the partial search.html. Without scripts the box
// leads to the register.
type SearchBox struct {
	UI        *content.UI
	Large     bool             // on the page of results
	Root      string           // address of the site's root
	Register  string           // address of the register
	Results   string           // address of the page of results
	Scripts   string           // addresses of the scripts of the box, in the order in which they run
	Marks     string           // address of the script that marks words on a page
	Languages []SearchLanguage // all of the guide
}

// SearchLanguage is what the search needs to know of a language of the guide.
type SearchLanguage struct {
	Code  string
	Rules string // address of the script with the rules of its words; "" where there is none
	Via   string // tells the word through which a page was found: {word}
}

// Card is a page in a list with its summary. Number is 0 where the list is not
// numbered.
type Card struct {
	Title   string
	URL     string
	Lang    string // of the title where it is not the page's, else ""
	Current bool
	Number  int
	Summary string
	Kind    string
	Key     string // of a checklist with tasks; else ""
	Tasks   string // ids of its tasks, with spaces between; those ticked from the first have a plus sign
	Done    string // "0/12 tehty"
}

// NotFound is the view of notfound.html. Its addresses begin with the path of
// the base URL, since the page is shown at any address.
type NotFound struct {
	UI            *content.UI
	Lang          string
	Site          string
	CSS, JS, Icon string
	HomeURL       string
	Search        template.HTML // the search box
	Register      Link
	Languages     []Language
}

// Redirect is the view of redirect.html: an old address of a page.
type Redirect struct {
	UI        *content.UI
	Lang      string
	Title     string // of the page
	URL       string
	Canonical string
	CSS       string
}

// Root is the view of root.html, the page at "/": it leads to the source
// language and lists all.
type Root struct {
	UI        *content.UI
	Lang      string
	Site      string
	URL       string // front page of the source language
	CSS, Icon string
	Languages []RootLanguage
}

// RootLanguage is a language in the list at "/".
type RootLanguage struct {
	Language
	Site string // title of the site in that language
}
