package model

import (
	"slices"
	"strings"
	"sync"

	"opas/site/content"
	"opas/site/diag"
	"opas/site/markdown"
)

// Site is the whole guide.
type Site struct {
	Config    *content.Config
	Languages []*Language // in the order of site.yaml
	Source    *Language   // the language that the others are translated from
	Redirects []Redirect  // sorted by From
	Media     []*content.Media
	IDs       int       // how many the pages have
	Hashtags  *Hashtags // nil where the guide has no library
	used      map[*content.Media]bool
}

// Language is the guide in one language.
type Language struct {
	*content.Language
	Home  *Page
	Pages []*Page // in reading order: a section before its pages
	Steps []*Page // pages of kind step, in reading order
	// Statements are the pages of kind statement, for the footer.
	Statements []*Page
	// Hashtags is the page that shows the library, the first of kind hashtags;
	// nil where there is none.
	Hashtags *Page
	// Search, Register and Print are pages that have no source: see made.go. They
	// are not among Pages. Print is nil where the guide is not printed as a whole.
	Search, Register, Print *Page

	site  *Site
	index int // among the languages
	// all are the pages of byKey, by their places. The map is shared by the sites
	// whose pages have the same keys.
	all   []Page
	byKey map[string]int
}

// Page is one page of one language.
type Page struct {
	Lang   *Language
	Source *content.Source // of the source language where Fallback
	Key    string
	ID     int // from 0, the same in every language; -1 for a page without a source
	Kind   string
	Title  string
	// Fallback marks a page that has no translation: it stands among the
	// language's pages with the text of the source language.
	Fallback bool

	Slug     string // last part of the address; "" on the front page
	URL      string // from the output's root, ending in a slash: fi/askeleet/kanavat/
	file     string
	Parent   *Page // nil on the front page
	Children []*Page
	Prev     *Page // before it in reading order, statements left out
	Next     *Page
	Number   int // of a step or a part of the rules, from 1; else 0
	// Others are the same page in the other languages, in their order, those
	// without a translation left out.
	Others []*Page
	// Checklists are those that have a task from this page, in reading order.
	Checklists []*Page

	place  int // in Lang.all
	source int // Source's place among its language's sources; -1 where it has no file
}

// Target is where a link leads: to a page or to a file.
type Target struct {
	Page   *Page
	Media  *content.Media
	Anchor string // without #
}

// Redirect is an old address of a page.
type Redirect struct {
	From string // without slashes at its ends: fi/vanha
	To   *Page
}

// File returns the path in the output of the page that leads on.
func (r Redirect) File() string {
	if strings.HasSuffix(r.From, ".html") {
		return r.From
	}
	return r.From + "/index.html"
}

// File returns the path of the page in the output.
func (p *Page) File() string { return p.file }

// TextLang returns the language of the page's own text.
func (p *Page) TextLang() string { return p.Source.Lang }

// AuthorityID is the anchor of what a statement says of the authority that
// supervises accessibility. Its text is in ui.yaml and site.yaml.
const AuthorityID = "ui_authority"

// Extra returns the sections of the page that its source does not have.
func (p *Page) Extra() []markdown.Section {
	if p.ShowsHashtags() {
		return p.Lang.site.Hashtags.sections(p.Lang)
	}
	a, code := p.Lang.site.Config.Authority, p.Lang.Code
	if p.Kind != "statement" || a.URL[code] == "" {
		return nil
	}
	return []markdown.Section{{ID: AuthorityID, Heading: p.Lang.UI.Authority, Text: p.Lang.UI.AuthorityBy + "\n" + a.Name[code]}}
}

// Page returns a language's page by key, nil where there is none.
func (l *Language) Page(key string) *Page {
	if place, ok := l.byKey[key]; ok {
		return &l.all[place]
	}
	return nil
}

// add gives the language a page. It has room for all pages it may get, for they
// point to each other.
func (l *Language) add(p Page) *Page {
	p.Lang, p.place = l, len(l.all)
	l.byKey[p.Key] = p.place
	l.all = append(l.all, p)
	return &l.all[p.place]
}

// Used reports whether a page shows or links to a file.
func (s *Site) Used(m *content.Media) bool { return s.used[m] }

// Options are choices of the one who builds.
type Options struct {
	Drafts bool // build pages that are drafts, too
}

// New arranges a site. Where there are errors among the diagnostics the site
// must not be published; it is complete enough to be looked at. m, which may be
// nil, makes it quicker and changes nothing else.
func New(c *content.Content, o Options, m *Memory) (*Site, diag.List) {
	if m == nil {
		m = &Memory{}
	}
	b := &builder{name: c.Name, options: o}
	last := m.recall(c, o)
	b.site = last.again(c)
	if b.site == nil {
		b.build(c)
		m.site, m.structure = b.site, b.diags
	} else {
		b.diags = slices.Clone(m.structure)
		b.addHashtags(c)
		m.site = b.site
	}
	b.hashtags()
	b.together((*builder).titles, (*builder).checklists, (*builder).uses, func(b *builder) { m.known = b.resolve(last) })
	m.content, m.drafts = c, o.Drafts
	return b.site, b.diags
}

// build arranges a site from nothing: which pages there are, where they stand,
// and what they are called.
func (b *builder) build(c *content.Content) {
	b.site = &Site{Config: c.Config, Media: c.Media}
	for i, l := range c.Languages {
		lang := &Language{Language: l, site: b.site, index: i}
		b.site.Languages = append(b.site.Languages, lang)
		if l.Code == c.Config.Source {
			b.site.Source = lang
		}
	}
	b.addHashtags(c)
	for _, lang := range b.site.Languages {
		b.addSources(lang)
	}
	for _, lang := range b.site.Languages {
		b.addFallbacks(lang)
	}
	var each []func(*builder)
	for _, lang := range b.site.Languages {
		each = append(each, func(b *builder) { b.arrange(lang) })
	}
	b.together(each...)
	b.together((*builder).pair, (*builder).number, (*builder).address, (*builder).files)
}

// builder holds a site while it is being arranged.
type builder struct {
	name    string // of the content folder
	options Options
	site    *Site
	diags   diag.List
}

// together takes steps at the same time: none may write what another one reads.
func (b *builder) together(steps ...func(*builder)) {
	workers := make([]builder, len(steps))
	var wg sync.WaitGroup
	for i, step := range steps {
		workers[i] = builder{name: b.name, options: b.options, site: b.site}
		wg.Go(func() { step(&workers[i]) })
	}
	wg.Wait()
	for _, w := range workers {
		b.diags = append(b.diags, w.diags...)
	}
}

// hidden reports whether a source is a draft that is left out.
func (b *builder) hidden(s *content.Source) bool { return s.Front.Draft && !b.options.Drafts }

// kindOf returns the kind of a page that does not name one.
func kindOf(s *content.Source) string {
	switch {
	case s.Front.Kind != "":
		return s.Front.Kind
	case s.Key == homeKey:
		return "home"
	case s.Index:
		return "section"
	}
	return "page"
}

// slugOf returns a page's slug: its own, or its name.
func slugOf(s *content.Source) string {
	if s.Key == homeKey {
		return ""
	}
	if s.Front.Slug != "" {
		return s.Front.Slug
	}
	return markdown.Fold(lastPart(s.Key))
}
