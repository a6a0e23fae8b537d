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

// library returns the library as a page shows it: a table for each theme, with the
// tags in the page's language first, and what each means.
func (b *Booklet) library(p *model.Page, f markdown.Frame) []block.Block {
	w := librarian{b.site.Hashtags, p, f}
	ui, order := p.Lang.UI, w.Order(p.Lang)
	var out []block.Block
	if day := w.Reviewed(); !day.IsZero() {
		out = append(out, &block.Paragraph{Text: w.cell(p.Lang, content.Fill(ui.TagsReviewed, "date", ui.FormatDate(day)))})
	}
	var columns []block.Column
	for _, l := range order {
		columns = append(columns, block.Column{Head: w.cell(l, l.Name)})
	}
	columns = append(columns, block.Column{Head: w.cell(p.Lang, ui.TagsMeaning)})
	for _, theme := range w.Themes {
		if len(theme.Tags) > 0 {
			heading := &block.Heading{Level: min(2+f.Level, 6), ID: f.Prefix + theme.Anchor(p.Lang), Text: w.cell(order[0], theme.Title(p.Lang))}
			out = append(out, heading, &block.Table{Columns: columns, Rows: w.rows(theme, order)})
		}
	}
	if len(w.Retired) > 0 {
		out = append(out, &block.Heading{Level: min(2+f.Level, 6), Text: w.cell(p.Lang, ui.TagsRetired)}, w.retired(order[0]))
	}
	return out
}

func (w *librarian) rows(theme *model.HashtagTheme, order []*model.Language) [][]block.Cell {
	var out [][]block.Cell
	for _, t := range theme.Tags {
		var row []block.Cell
		for _, l := range order {
			row = append(row, w.cell(l, t.In(l)))
		}
		row[0][0].ID, row[0][0].Style = w.frame.Prefix+t.ID, block.Strong
		out = append(out, append(row, w.cell(order[0], t.About(w.page.Lang))))
	}
	return out
}

// retired returns the tags that are not to be used any more, each with the one to
// use instead.
func (w *librarian) retired(l *model.Language) *block.List {
	out := &block.List{}
	for _, t := range w.Retired {
		old, now := w.cell(l, t.In(l)), w.cell(l, t.Successor.In(l))
		old[0].ID, now[0].Link = w.frame.Prefix+t.ID, "#"+w.frame.Prefix+t.Successor.ID
		text := append(append(old, w.cell(w.page.Lang, ". "+w.page.Lang.UI.TagsSuccessor+" ")...), now...)
		out.Items = append(out.Items, block.Item{Label: "•", Blocks: []block.Block{&block.Paragraph{Text: text}}})
	}
	return out
}

// cell returns a text in a language.
func (w *librarian) cell(l *model.Language, text string) block.Cell {
	r := block.Run{Text: text, File: w.Source.File}
	if l.Code != w.page.TextLang() {
		r.Lang = l.Code
	}
	return block.Cell{r}
}
