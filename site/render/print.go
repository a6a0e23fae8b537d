package render

import (
	"html/template"
	"time"

	"opas/site/content"
	"opas/site/markdown"
	"opas/site/model"
)

// printed returns the view of the whole guide as one page: all pages of the
// language in reading order, each with ids of its own.
func (r *Renderer) printed(p *model.Page, v Page) *Print {
	l := p.Lang
	out := &Print{Page: v, Contents: contents(p, l.Home.Children), Parts: make([]PrintPart, 0, len(l.Pages))}
	out.Contents = append([]PrintEntry{entry(p, l.Home)}, out.Contents...)
	var latest time.Time
	for _, q := range l.Pages {
		out.Parts = append(out.Parts, r.part(p, q))
		if t := q.Source.Front.Updated; t.After(latest) {
			latest = t
		}
	}
	if version := r.site.Config.Version; version != "" {
		out.Meta = append(out.Meta, content.Fill(l.UI.Version, "version", version))
	}
	if !latest.IsZero() {
		out.Meta = append(out.Meta, content.Fill(l.UI.Updated, "date", l.UI.FormatDate(latest)))
	}
	if publisher := r.site.Config.Publisher[l.Code]; publisher != "" {
		out.Meta = append(out.Meta, l.UI.Publisher+" "+publisher)
	}
	if r.base != "" {
		out.Address = r.base + l.Home.URL
	}
	return out
}

// contents returns the entries of pages and of those below them.
func contents(p *model.Page, pages []*model.Page) []PrintEntry {
	var out []PrintEntry
	for _, q := range pages {
		e := entry(p, q)
		e.Items = contents(p, q.Children)
		out = append(out, e)
	}
	return out
}

func entry(p, q *model.Page) PrintEntry {
	e := PrintEntry{URL: "#" + q.PartID(), Title: q.Title}
	if q.TextLang() != p.Lang.Code {
		e.Lang = q.TextLang()
	}
	return e
}

// part returns a page as a part of the page p.
func (r *Renderer) part(p, q *model.Page) PrintPart {
	e, level := entry(p, q), partLevel(q)
	frame := markdown.Frame{Prefix: q.PartPrefix(), Level: level - 1}
	out := PrintPart{
		ID: q.PartID(), Level: level, Title: e.Title, Lang: e.Lang, Kicker: r.kicker(q), Kind: q.Kind, Summary: q.Source.Front.Summary,
		Article:      template.HTML(q.Source.Doc.RenderFramed(nil, partFiller{filler{r, q, q.Original().Lang.UI}, p}, frame)),
		Untranslated: q.Fallback, Draft: q.Source.Front.Draft,
	}
	if q.ShowsHashtags() {
		out.Library = r.printLibrary(q, frame, min(level+1, 6))
	}
	if q.Kind == "statement" && len(q.Extra()) > 0 {
		a := r.site.Config.Authority
		out.Authority = &PrintAuthority{ID: frame.Prefix + model.AuthorityID, Name: a.Name[p.Lang.Code], URL: a.URL[p.Lang.Code]}
	}
	return out
}

// printLibrary returns the library of hashtags as a page shows it.
func (r *Renderer) printLibrary(p *model.Page, f markdown.Frame, level int) *PrintLibrary {
	h, ui := r.site.Hashtags, p.Lang.UI
	order := h.Order(p.Lang)
	word := func(l *model.Language, text string) Text {
		if l.Code == p.TextLang() {
			return Text{Text: text}
		}
		return Text{text, l.Code}
	}
	out := &PrintLibrary{
		Meaning: word(p.Lang, ui.TagsMeaning), Successor: word(p.Lang, ui.TagsSuccessor),
		Heading: PrintHeading{Level: level, Text: word(p.Lang, ui.TagsRetired)},
	}
	if day := h.Reviewed(); !day.IsZero() {
		out.Reviewed = word(p.Lang, content.Fill(ui.TagsReviewed, "date", ui.FormatDate(day)))
	}
	for _, l := range order {
		out.Languages = append(out.Languages, word(l, l.Name))
	}
	for _, theme := range h.Themes {
		if len(theme.Tags) == 0 {
			continue
		}
		t := PrintTheme{PrintHeading: PrintHeading{f.Prefix + theme.Anchor(), level, word(order[0], theme.Title(p.Lang))}}
		for _, tag := range theme.Tags {
			row := PrintTag{ID: f.Prefix + tag.ID, Meaning: word(order[0], tag.About(p.Lang))}
			for _, l := range order {
				row.Forms = append(row.Forms, word(l, tag.In(l)))
			}
			t.Tags = append(t.Tags, row)
		}
		out.Themes = append(out.Themes, t)
	}
	for _, t := range h.Retired {
		out.Retired = append(out.Retired, PrintRetired{
			ID: f.Prefix + t.ID, Tag: word(order[0], t.In(p.Lang)), URL: "#" + f.Prefix + t.Successor.ID, New: word(order[0], t.Successor.In(p.Lang)),
		})
	}
	return out
}

// partLevel returns the level of the heading of a page in the whole guide: 2 for
// the front page and those below it, and one more for each step down.
func partLevel(p *model.Page) int {
	level := 2
	for p.Parent != nil && p.Parent.Parent != nil && level < 6 {
		level++
		p = p.Parent
	}
	return level
}

// kicker returns what stands above the title of a page, "" for most.
func (r *Renderer) kicker(p *model.Page) string {
	l := p.Lang
	switch p.Kind {
	case "step":
		return content.Fill(l.UI.StepOf, "n", itoa(p.Number), "total", itoa(len(l.Steps)))
	case "rules":
		return content.Fill(l.UI.RulesPart, "n", itoa(p.Number))
	case content.Checklist:
		return l.UI.Checklist
	}
	return ""
}

// partFiller fills the holes of an article that is a part of another page.
type partFiller struct {
	filler
	on *model.Page
}

// Link leads to the part that a page is, where it is one.
func (f partFiller) Link(i int) string { return f.part(f.page.Target(i)) }

// Tag leads to the library's part likewise.
func (f partFiller) Tag(i int) string { return f.part(f.page.Hashtag(i)) }

func (f partFiller) part(t model.Target) string {
	switch {
	case t.Page == nil || t.Page.Lang != f.page.Lang:
		return f.address(f.on, t)
	case t.Anchor == "":
		return "#" + t.Page.PartID()
	}
	return "#" + t.Page.PartPrefix() + t.Anchor
}

func (f partFiller) Picture(i int) markdown.Picture { return picture(f.on, f.page.Picture(i)) }
