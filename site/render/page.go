package render

import (
	"cmp"
	"context"
	"html/template"
	"slices"
	"strings"
	"sync"

	"opas/site/content"
	"opas/site/markdown"
	"opas/site/model"
)

// page appends a page of the guide to dst.
func (r *Renderer) page(ctx context.Context, dst []byte, p *model.Page) ([]byte, error) {
	v, err := r.view(ctx, p)
	if err != nil {
		return dst, err
	}
	return r.document(ctx, dst, p.Kind, v)
}

// view returns the view for a page's template.
func (r *Renderer) view(ctx context.Context, p *model.Page) (any, error) {
	v, err := r.pageView(p)
	if err != nil {
		return nil, err
	}
	if p.PDF() != "" {
		data, err := r.pdf(ctx, p)
		if err != nil {
			return nil, err
		}
		words := p.Lang.UI.PDF
		switch {
		case p == p.Lang.Print:
			words = p.Lang.UI.PrintPDF
		case p.ShowsHashtags():
			words = p.Lang.UI.TagsPDF
		}
		v.PDF = &File{URL: relative(p.URL, p.PDF()), Text: content.Fill(words, "n", kilobytes(data))}
	}
	return r.kindView(p, v)
}

// kilobytes returns the size of a file.
func kilobytes(data []byte) string { return itoa(max(1, (len(data)+500)/1000)) }

// kindView returns the view of a page's kind.
func (r *Renderer) kindView(p *model.Page, v Page) (any, error) {
	l := p.Lang
	switch p.Kind {
	case "home":
		return &Home{Page: v, Steps: r.cards(p, l.Steps)}, nil
	case "section":
		return &Section{Page: v, Cards: r.cards(p, p.Children), Store: r.overviewStore(p)}, nil
	case "checklist":
		return &Checklist{Page: v, Store: r.store(p, r.lists.page), Key: p.Key, File: p.Slug, Total: len(p.Source.Doc.Tasks), Done: done(p)}, nil
	case "step":
		return &Step{
			Page: v, Number: p.Number, Total: len(l.Steps), Steps: r.cards(p, l.Steps),
			Of: r.kicker(p),
		}, nil
	case "rules":
		return &Rules{Page: v, Number: p.Number, Part: r.kicker(p)}, nil
	case "hashtags":
		return r.hashtags(p, v), nil
	case "search":
		v.NoIndex, v.Search = true, ""
		box, err := r.largeBox(p)
		return &Search{Page: v, Box: box, Register: r.link(p, l.Register)}, err
	case "register":
		return &Register{Page: v, Letters: r.register(p)}, nil
	case "print":
		v.NoIndex = true
		return r.printed(p, v), nil
	case "statement":
		a := r.site.Config.Authority
		return &Statement{Page: v, AuthorityName: a.Name[l.Code], AuthorityURL: a.URL[l.Code]}, nil
	}
	return &v, nil
}

func (r *Renderer) pageView(p *model.Page) (Page, error) {
	l := p.Lang
	nav, err := r.nav(p)
	box, boxErr := r.searchBox(p)
	if err := cmp.Or(err, boxErr); err != nil {
		return Page{}, err
	}
	v := Page{
		UI: l.UI, Lang: l.Code, Site: l.Title, Kind: p.Kind,
		Title: p.Title, HeadTitle: p.Title + " – " + l.Title, Summary: p.Source.Front.Summary,
		OGLocale:   strings.ReplaceAll(l.Locale, "-", "_"),
		Alternates: r.alternates(p), Languages: r.languages(p),
		CSS: relative(p.URL, r.css), JS: relative(p.URL, r.js), Icon: relative(p.URL, r.icon),
		HomeURL: relative(p.URL, l.Home.File()),
		Nav:     nav, Search: box, Crumbs: r.crumbs(p), TOC: toc(p.Source.Doc.Headings),
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
		v.Canonical = r.base + p.Original().URL
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
	return v, nil
}

// articles keeps buffers for rendering an article into.
var articles = sync.Pool{New: func() any { return new([]byte) }}

func (r *Renderer) article(p *model.Page) template.HTML {
	b := articles.Get().(*[]byte)
	defer articles.Put(b)
	*b = p.Source.Doc.Render((*b)[:0], filler{r, p, p.Original().Lang.UI})
	return template.HTML(*b)
}

func ptr[T any](v T) *T { return &v }

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
	f := Footer{Publisher: c.Publisher[p.Lang.Code], Contact: c.Contact, Links: make([]Link, 0, 2+len(p.Lang.Statements))}
	f.Links = append(f.Links, r.link(p, p.Lang.Register))
	if p.Lang.Print != nil {
		f.Links = append(f.Links, r.link(p, p.Lang.Print))
	}
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

func (f filler) Source(i int) markdown.Source { return f.page.TaskSource(i) }

func (f filler) Picture(i int) markdown.Picture { return picture(f.page, f.page.Picture(i)) }

// picture shows a file on a page.
func picture(p *model.Page, m *content.Media) markdown.Picture {
	if m == nil {
		return markdown.Picture{}
	}
	return markdown.Picture{URL: relative(p.URL, m.Path), Width: m.Width, Height: m.Height}
}

func (f filler) Tag(i int) string { return f.address(f.page, f.page.Hashtag(i)) }

func (f filler) Icon(kind string) string { return f.templates.icon(kind) }

func (f filler) Word(w markdown.Word) string { return f.words.Word(w) }
