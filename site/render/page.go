package render

import (
	"bytes"
	"html/template"
	"slices"
	"strings"
	"sync"

	"opas/site/content"
	"opas/site/markdown"
	"opas/site/model"
)

// page appends a page of the guide to dst.
func (r *Renderer) page(dst []byte, p *model.Page) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	err := r.templates.pages[p.Kind].ExecuteTemplate(b, "base", r.view(p))
	return b.Bytes(), err
}

// view returns the view for a page's template.
func (r *Renderer) view(p *model.Page) any {
	v := r.pageView(p)
	l := p.Lang
	switch p.Kind {
	case "home":
		return &Home{Page: v, Steps: r.cards(p, l.Steps)}
	case "section":
		return &Section{Page: v, Cards: r.cards(p, p.Children), Store: r.overviewStore(p)}
	case "checklist":
		return &Checklist{Page: v, Store: r.store(p, r.lists.page), Key: p.Key, File: p.Slug, Total: len(p.Source.Doc.Tasks), Done: done(p)}
	case "step":
		return &Step{
			Page: v, Number: p.Number, Total: len(l.Steps), Steps: r.cards(p, l.Steps),
			Of: content.Fill(l.UI.StepOf, "n", itoa(p.Number), "total", itoa(len(l.Steps))),
		}
	case "rules":
		return &Rules{Page: v, Number: p.Number, Part: content.Fill(l.UI.RulesPart, "n", itoa(p.Number))}
	case "hashtags":
		return r.hashtags(p, v)
	case "search":
		v.NoIndex, v.Search = true, ""
		return &Search{Page: v, Box: r.largeBox(p), Register: r.link(p, l.Register)}
	case "register":
		return &Register{Page: v, Letters: r.register(p)}
	case "statement":
		a := r.site.Config.Authority
		return &Statement{Page: v, AuthorityName: a.Name[l.Code], AuthorityURL: a.URL[l.Code]}
	}
	return &v
}

func (r *Renderer) pageView(p *model.Page) Page {
	l := p.Lang
	v := Page{
		UI: l.UI, Lang: l.Code, Site: l.Title, Kind: p.Kind,
		Title: p.Title, HeadTitle: p.Title + " – " + l.Title, Summary: p.Source.Front.Summary,
		OGLocale:   strings.ReplaceAll(l.Locale, "-", "_"),
		Alternates: r.alternates(p), Languages: r.languages(p),
		CSS: relative(p.URL, r.css), JS: relative(p.URL, r.js), Icon: relative(p.URL, r.icon),
		HomeURL: relative(p.URL, l.Home.File()),
		Nav:     r.nav(p), Search: r.searchBox(p), Crumbs: r.crumbs(p), TOC: toc(p.Source.Doc.Headings),
		Article: r.article(p), Tags: r.tags(p),
		Untranslated: p.Fallback, Draft: p.Source.Front.Draft,
		Footer: r.footer(p),
	}
	if p.Kind == "home" {
		v.HeadTitle = l.Title
	}
	if p.TextLang() != l.Code {
		v.TextLang = p.TextLang()
	}
	if r.base != "" {
		v.Canonical = r.base + original(p).URL
	}
	if p.Prev != nil {
		v.Prev = ptr(r.link(p, p.Prev))
	}
	if p.Next != nil {
		v.Next = ptr(r.link(p, p.Next))
	}
	for _, q := range p.Checklists {
		v.Checklists = append(v.Checklists, r.link(p, q))
	}
	if t := p.Source.Front.Updated; !t.IsZero() {
		v.Updated = &Date{ISO: t.Format("2006-01-02"), Text: content.Fill(l.UI.Updated, "date", l.UI.FormatDate(t))}
	}
	return v
}

// articles keeps buffers for rendering an article into.
var articles = sync.Pool{New: func() any { return new([]byte) }}

func (r *Renderer) article(p *model.Page) template.HTML {
	b := articles.Get().(*[]byte)
	defer articles.Put(b)
	*b = p.Source.Doc.Render((*b)[:0], filler{r, p, original(p).Lang.UI})
	return template.HTML(*b)
}

func ptr[T any](v T) *T { return &v }

// original returns the page whose text a page shows: itself, or the page of the
// source language that it stands in for.
func original(p *model.Page) *model.Page {
	for _, o := range p.Others {
		if o.Source == p.Source {
			return o
		}
	}
	return p
}

// link shows a page to another one.
func (r *Renderer) link(from, to *model.Page) Link {
	l := Link{Title: to.Title, URL: relative(from.URL, to.File()), Current: to == from}
	if to.TextLang() != from.Lang.Code {
		l.Lang = to.TextLang()
	}
	return l
}

func (r *Renderer) cards(p *model.Page, pages []*model.Page) []Card {
	out := make([]Card, len(pages))
	for i, q := range pages {
		l := r.link(p, q)
		out[i] = Card{Title: l.Title, URL: l.URL, Lang: l.Lang, Current: l.Current, Number: q.Number, Summary: q.Source.Front.Summary, Kind: q.Kind}
		if q.Kind == "checklist" && len(q.Source.Doc.Tasks) > 0 {
			out[i].Key, out[i].Tasks, out[i].Done = q.Key, tasks(q), done(q)
		}
	}
	return out
}

func (r *Renderer) crumbs(p *model.Page) []Crumb {
	var out []Crumb
	for q := p.Parent; q != nil; q = q.Parent {
		l := r.link(p, q)
		if q.Parent == nil {
			l.Title, l.Lang = p.Lang.UI.Home, ""
		}
		out = append(out, Crumb{Title: l.Title, URL: l.URL, Lang: l.Lang})
	}
	slices.Reverse(out)
	for i := range out {
		out[i].Position = i + 1
	}
	return out
}

// languages returns the links to the same page in each language.
func (r *Renderer) languages(p *model.Page) []Language {
	out := make([]Language, 0, len(r.site.Languages))
	for _, l := range r.site.Languages {
		to := l.Page(p.Key)
		if to == nil {
			to = l.Home // a page that only some languages have
		}
		out = append(out, Language{Code: l.Code, Name: l.Name, URL: relative(p.URL, to.File()), Current: l == p.Lang})
	}
	return out
}

// alternates returns the translations of a page: absolute where the base URL is
// known, as search engines ask.
func (r *Renderer) alternates(p *model.Page) []Alternate {
	var out []Alternate
	add := func(lang string, q *model.Page) {
		u := relative(p.URL, q.File())
		if r.base != "" {
			u = r.base + q.URL
		}
		out = append(out, Alternate{Lang: lang, URL: u})
	}
	all := versions(r.site, p)
	for _, q := range all {
		add(q.Lang.Code, q)
	}
	for _, q := range all {
		if q.Lang == r.site.Source {
			add("x-default", q)
		}
	}
	return out
}

// versions returns a page in all languages that have a text of their own, in
// the languages' order.
func versions(s *model.Site, p *model.Page) []*model.Page {
	var out []*model.Page
	for _, l := range s.Languages {
		if q := l.Page(p.Key); q != nil && !q.Fallback {
			out = append(out, q)
		}
	}
	return out
}

func (r *Renderer) footer(p *model.Page) Footer {
	c := r.site.Config
	f := Footer{Publisher: c.Publisher[p.Lang.Code], Contact: c.Contact, Links: make([]Link, 0, 1+len(p.Lang.Statements))}
	f.Links = append(f.Links, r.link(p, p.Lang.Register))
	for _, q := range p.Lang.Statements {
		f.Links = append(f.Links, r.link(p, q))
	}
	return f
}

// toc nests level-3 headings under those of level 2.
func toc(headings []markdown.Heading) []TOCItem {
	var out []TOCItem
	for _, h := range headings {
		item := TOCItem{ID: h.ID, Text: h.Text}
		switch {
		case h.Level == 2:
			out = append(out, item)
		case h.Level == 3 && len(out) > 0:
			last := &out[len(out)-1]
			last.Items = append(last.Items, item)
		}
	}
	return out
}

// filler fills the holes of a page's article. Its words are those of the
// article's language, which is not the interface's on a page that stands in for
// a translation.
type filler struct {
	*Renderer
	page  *model.Page
	words *content.UI
}

func (f filler) Link(i int) string { return f.address(f.page, f.page.Target(i)) }

func (f filler) Source(i int) markdown.Source {
	t := f.page.Target(i)
	if t.Page == nil {
		return markdown.Source{} // a mistake, told elsewhere
	}
	ui := original(t.Page).Lang.UI
	s := markdown.Source{Page: t.Page.Title, Place: t.Page.Heading(t.Anchor)}
	switch {
	case t.Page.Kind == "step":
		s.Page = content.Fill(ui.Step, "n", itoa(t.Page.Number))
	case t.Page.Kind == "rules" && s.Place == "" && t.Anchor != "":
		s.Page = ui.Rule + " " + t.Anchor
	}
	if t.Page.TextLang() != f.page.TextLang() {
		s.Lang = t.Page.TextLang()
	}
	return s
}

func (f filler) Picture(i int) markdown.Picture {
	m := f.page.Picture(i)
	if m == nil {
		return markdown.Picture{}
	}
	return markdown.Picture{URL: relative(f.page.URL, f.media[m]), Width: m.Width, Height: m.Height}
}

func (f filler) Tag(i int) string { return f.address(f.page, f.page.Hashtag(i)) }

func (f filler) Icon(kind string) string { return f.templates.icon(kind) }

func (f filler) Word(w markdown.Word) string {
	ui := f.words
	switch w {
	case markdown.WordCallout + "note":
		return ui.CalloutNote
	case markdown.WordCallout + "tip":
		return ui.CalloutTip
	case markdown.WordCallout + "warning":
		return ui.CalloutWarning
	case markdown.WordCallout + "important":
		return ui.CalloutImportant
	case markdown.WordTable:
		return ui.Table
	case markdown.WordPermalink:
		return ui.Permalink
	case markdown.WordFootnotes:
		return ui.Footnotes
	case markdown.WordBack:
		return ui.FootnoteBack
	case markdown.WordRule:
		return ui.Rule
	case markdown.WordSource:
		return ui.Source
	}
	panic("render: no interface word for " + string(w))
}
