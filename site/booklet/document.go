package booklet

import (
	"strconv"
	"strings"
	"time"

	"opas/site/block"
	"opas/site/content"
	"opas/site/markdown"
	"opas/site/model"
	"opas/site/typeset"
)

// document returns what a page is as a PDF.
func (b *Booklet) document(p *model.Page) *typeset.Document {
	if p == p.Lang.Print {
		return b.guide(p)
	}
	return b.sheet(p)
}

// sheet returns a page by itself. One that stands in for a translation is its
// original but for a notice.
func (b *Booklet) sheet(p *model.Page) *typeset.Document {
	l := p.Original().Lang
	d := b.frame(l, p, p.Source.Front.Updated)
	d.Title, d.Summary, d.Compact = p.Title, p.Source.Front.Summary, p.ShowsHashtags()
	d.Blocks = append(b.notices(p), b.text(p, markdown.Frame{})...)
	return d
}

// guide returns all pages of a language in reading order.
func (b *Booklet) guide(p *model.Page) *typeset.Document {
	l := p.Lang
	var latest time.Time
	for _, q := range l.Pages {
		if t := q.Source.Front.Updated; t.After(latest) {
			latest = t
		}
	}
	d := b.frame(l, l.Home, latest)
	d.Title, d.Summary = l.Title, l.Home.Source.Front.Summary
	d.TitlePage, d.Contents = true, true
	if v := b.version(l); v != "" { // the title page has no footer to say it
		d.Meta = append([]string{v}, d.Meta...)
	}
	d.Blocks = append(d.Blocks, b.part(l.Home, 1))
	for _, q := range l.Home.Children {
		d.Blocks = append(d.Blocks, b.parts(q, 1))
	}
	return d
}

// frame returns a document of a language with all that does not depend on its
// text. at is the page that its address is of.
func (b *Booklet) frame(l *model.Language, at *model.Page, updated time.Time) *typeset.Document {
	c, ui := b.site.Config, l.UI
	d := &typeset.Document{
		Lang: l.Code, Publisher: c.Publisher[l.Code], Date: updated,
		Words: typeset.Words{Contents: ui.PrintContents, Note: ui.Footnote},
	}
	if b.base != "" {
		d.Source = b.base + at.URL
	}
	var edition []string
	if v := b.version(l); v != "" {
		edition = append(edition, v)
	}
	if !updated.IsZero() {
		d.Meta = append(d.Meta, content.Fill(ui.Updated, "date", ui.FormatDate(updated)))
		edition = append(edition, ui.FormatDate(updated))
	}
	d.Edition = strings.Join(edition, " · ")
	return d
}

// version returns what a language calls the guide's version, "" if it has none.
func (b *Booklet) version(l *model.Language) string {
	if b.site.Config.Version == "" {
		return ""
	}
	return content.Fill(l.UI.Version, "version", b.site.Config.Version)
}

// parts returns a page with those below it, at a level of headings.
func (b *Booklet) parts(p *model.Page, level int) *block.Section {
	s := b.part(p, level)
	for _, c := range p.Children {
		s.Blocks = append(s.Blocks, b.parts(c, level+1))
	}
	return s
}

// part returns a page as a part of the guide.
func (b *Booklet) part(p *model.Page, level int) *block.Section {
	s := &block.Section{}
	if p.TextLang() != p.Lang.Code {
		s.Lang = p.TextLang()
	}
	h := &block.Heading{Level: min(level, 6), ID: p.PartID(), Text: front(p, "title", p.Title)}
	if p.Number > 0 {
		h.Number = strconv.Itoa(p.Number)
	}
	s.Blocks = append(s.Blocks, h)
	s.Blocks = append(s.Blocks, b.notices(p)...)
	if summary := p.Source.Front.Summary; summary != "" && p != p.Lang.Home {
		s.Blocks = append(s.Blocks, &block.Paragraph{Text: front(p, "summary", summary)})
	}
	s.Blocks = append(s.Blocks, b.text(p, markdown.Frame{Prefix: p.PartPrefix(), Level: level - 1})...)
	return s
}

// front returns a text of a page's front matter.
func front(p *model.Page, key, text string) []block.Run {
	return []block.Run{{Text: text, Pos: p.Source.Front.Pos(key), File: p.Source.File}}
}

// notices returns what readers should know of the state of a page.
func (b *Booklet) notices(p *model.Page) []block.Block {
	var out []block.Block
	lang := ""
	if p.Fallback {
		lang = p.Lang.Code
		out = append(out, &block.Callout{
			Kind: "note", Title: []block.Run{{Text: p.Lang.UI.Untranslated, Lang: lang}},
			Blocks: []block.Block{&block.Paragraph{Lang: lang, Text: []block.Run{{Text: p.Lang.UI.UntranslatedText}}}},
		})
	}
	if p.Source.Front.Draft {
		out = append(out, &block.Paragraph{Lang: lang, Text: []block.Run{{Text: p.Lang.UI.Draft, Style: block.Strong}}})
	}
	return out
}

// text returns the text of a page, with the sections that its source does not
// have.
func (b *Booklet) text(p *model.Page, f markdown.Frame) []block.Block {
	out := markdown.Blocks(p.Source.Text, p.Source.Options(), f, resolver{b, p, f.Prefix != ""})
	switch {
	case p.ShowsHashtags():
		out = append(out, b.library(p, f)...)
	case p.Kind == "statement" && len(p.Extra()) > 0:
		out = append(out, b.authority(p, f)...)
	}
	return out
}

// authority returns what a statement says of the authority that supervises
// accessibility.
func (b *Booklet) authority(p *model.Page, f markdown.Frame) []block.Block {
	a, ui, code := b.site.Config.Authority, p.Lang.UI, p.Lang.Code
	lang := ""
	if p.TextLang() != code {
		lang = code
	}
	return []block.Block{
		&block.Heading{Level: 2 + f.Level, ID: f.Prefix + model.AuthorityID, Text: []block.Run{{Text: ui.Authority, Lang: lang}}},
		&block.Paragraph{Lang: lang, Text: []block.Run{{Text: ui.AuthorityBy}}},
		&block.Paragraph{Lang: lang, Text: []block.Run{{Text: a.Name[code], Link: a.URL[code]}}},
	}
}

// resolver tells a page's text of its surroundings.
type resolver struct {
	*Booklet
	page  *model.Page
	whole bool // the page is a part of the guide
}

// Link returns where a link leads: to a place in the document, or to the published
// site where its address is known.
func (r resolver) Link(i int) string { return r.address(r.page.Target(i)) }

func (r resolver) Tag(i int) string { return r.address(r.page.Hashtag(i)) }

func (r resolver) address(t model.Target) string {
	switch {
	case t.Page != nil && r.whole && t.Page.Lang == r.page.Lang:
		if t.Anchor == "" {
			return "#" + t.Page.PartID()
		}
		return "#" + t.Page.PartPrefix() + t.Anchor
	case t.Page == r.page && t.Anchor != "":
		return "#" + t.Anchor
	case r.base == "" || t.Page == nil && t.Media == nil:
		return ""
	case t.Media != nil:
		return r.base + t.Media.Path
	case t.Anchor != "":
		return r.base + t.Page.URL + "#" + t.Anchor
	}
	return r.base + t.Page.URL
}

func (r resolver) Source(i int) markdown.Source { return r.page.TaskSource(i) }

func (r resolver) Picture(i int) []byte {
	if m := r.page.Picture(i); m != nil {
		return r.memory.picture(m)
	}
	return nil
}

func (r resolver) Word(w markdown.Word) string { return r.page.Original().Lang.UI.Word(w) }
