package booklet

import (
	"opas/site/block"
	"opas/site/content"
	"opas/site/markdown"
	"opas/site/model"
)

// librarian writes the library of hashtags among the text of a page.
type librarian struct {
	*model.Hashtags
	page  *model.Page
	frame markdown.Frame
}

// library returns the library as a page shows it: a list for each theme, each tag
// in the page's language first, then in the others, and what it means. A line above
// them tells so. No tag is in a column, where a long one would have to be broken.
func (b *Booklet) library(p *model.Page, f markdown.Frame) []block.Block {
	w := librarian{b.site.Hashtags, p, f}
	ui, order := p.Lang.UI, w.Order(p.Lang)
	var out []block.Block
	if day := w.Reviewed(); !day.IsZero() {
		out = append(out, &block.Paragraph{Text: w.text(p.Lang, content.Fill(ui.TagsReviewed, "date", ui.FormatDate(day)))})
	}
	legend := w.entry(order, func(l *model.Language) string { return l.Name }, w.text(p.Lang, ui.TagsMeaning))
	out = append(out, &block.Paragraph{Text: legend})
	for _, theme := range w.Themes {
		if len(theme.Tags) > 0 {
			heading := &block.Heading{Level: min(2+f.Level, 6), ID: f.Prefix + theme.Anchor(), Text: w.text(order[0], theme.Title(p.Lang))}
			out = append(out, heading, w.list(theme, order))
		}
	}
	if len(w.Retired) > 0 {
		out = append(out, &block.Heading{Level: min(2+f.Level, 6), Text: w.text(p.Lang, ui.TagsRetired)}, w.retired(order[0]))
	}
	return out
}

// list returns the tags of a theme.
func (w *librarian) list(theme *model.HashtagTheme, order []*model.Language) *block.List {
	out := &block.List{}
	for _, t := range theme.Tags {
		text := w.entry(order, t.In, w.text(order[0], t.About(w.page.Lang)))
		text[0].ID = w.frame.Prefix + t.ID
		out.Items = append(out.Items, block.Item{Blocks: []block.Block{&block.Paragraph{Text: text}}})
	}
	return out
}

// entry returns what is said of each language, the first one strong, and what all of
// it means.
func (w *librarian) entry(order []*model.Language, in func(*model.Language) string, meaning []block.Run) []block.Run {
	var out []block.Run
	for i, l := range order {
		if i > 0 {
			out = append(out, w.text(w.page.Lang, " · ")...)
		}
		out = append(out, w.text(l, in(l))...)
	}
	out[0].Style = block.Strong
	return append(append(out, w.text(w.page.Lang, " – ")...), meaning...)
}

// retired returns the tags that are not to be used any more, each with the one to
// use instead.
func (w *librarian) retired(l *model.Language) *block.List {
	out := &block.List{}
	for _, t := range w.Retired {
		old, now := w.text(l, t.In(l)), w.text(l, t.Successor.In(l))
		old[0].ID, now[0].Link = w.frame.Prefix+t.ID, "#"+w.frame.Prefix+t.Successor.ID
		text := append(append(old, w.text(w.page.Lang, ". "+w.page.Lang.UI.TagsSuccessor+" ")...), now...)
		out.Items = append(out.Items, block.Item{Label: "•", Blocks: []block.Block{&block.Paragraph{Text: text}}})
	}
	return out
}

// text returns a text in a language.
func (w *librarian) text(l *model.Language, text string) []block.Run {
	r := block.Run{Text: text, File: w.Source.File}
	if l.Code != w.page.TextLang() {
		r.Lang = l.Code
	}
	return []block.Run{r}
}
