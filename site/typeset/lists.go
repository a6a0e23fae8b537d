package typeset

import (
	"slices"
	"strconv"
	"strings"

	"opas/site/block"
	"opas/site/pdf"
)

// list sets a list: labels in a column of their own, items beside them. Where no
// item has a label there is no such column.
func (s *setter) list(b *block.List, in box) []row {
	e := in.parent.Add("L")
	e.Attribute("List", "ListNumbering", numbering(b))
	in.apart = withinItem
	column := s.labelColumn(b, in.look)
	in = in.wide(column.width + narrowest)
	var rows []row
	above := s.betweenItems + 2*pdf.Point
	for i := range b.Items {
		item := s.item(&b.Items[i], in, column, e)
		if len(item) == 0 {
			continue
		}
		item[0].above = above
		above = s.betweenItems
		if n := len(b.Items[i].Blocks); n > 0 {
			above = max(above, s.roomBelow(b.Items[i].Blocks[n-1]))
		}
		rows = append(rows, item...)
	}
	return rows
}

func numbering(b *block.List) string {
	switch {
	case b.Ordered:
		return "Decimal"
	case len(b.Items) > 0 && b.Items[0].Label == "•":
		return "Disc"
	}
	return "None"
}

// labelColumn is the column of the labels of a list.
type labelColumn struct {
	width pdf.Length
	text  pdf.Length // where texts begin within it
}

// labelColumn returns the column of labels. If a number stands beside a box, all
// numbers stand in its place, those of items without a box as well.
func (s *setter) labelColumn(b *block.List, l look) labelColumn {
	if !slices.ContainsFunc(b.Items, func(it block.Item) bool { return it.Task != nil || it.Label != "" }) {
		return labelColumn{}
	}
	c := labelColumn{width: indent - 6*pdf.Point}
	if slices.ContainsFunc(b.Items, func(it block.Item) bool { return it.Task != nil && it.Label != "" }) {
		c.text = boxSide + boxGap
	}
	for _, it := range b.Items {
		if it.Task != nil {
			c.width = max(c.width, boxSide+2*pdf.Point)
		}
		if it.Label != "" {
			c.width = max(c.width, c.text+s.labelFont(it.Label).Width(clean(it.Label), l.size))
		}
	}
	c.width += 6 * pdf.Point
	return c
}

// labelFont returns the font of a label: numbers of rules are referred to, so
// they stand out.
func (s *setter) labelFont(label string) *pdf.Font {
	if strings.Contains(strings.TrimSuffix(label, "."), ".") {
		return s.strong
	}
	return s.regular
}

func (s *setter) item(it *block.Item, in box, column labelColumn, list *pdf.Element) []row {
	li := list.Add("LI")
	if it.Task != nil {
		outer := s.task
		s.task = s.taskTip(it)
		defer func() { s.task = outer }()
	}
	var label *pdf.Element
	if it.Task != nil || it.Label != "" {
		label = li.Add("Lbl")
	}
	rows := s.blocks(it.Blocks, in.narrow(column.width, li.Add("LBody")))
	s.stick, s.after = false, 0
	if len(rows) == 0 {
		rows = []row{{height: in.look.leading}}
	}
	l := in.look
	if it.Task != nil {
		form := label.Add("Form")
		s.markLang(form, s.task.lang)
		task := pdf.CheckBox{Name: it.Task.Name, Tip: s.task.text, Checked: it.Task.Checked}
		rows[0].draw = before(rows[0].draw, func(p *page, top pdf.Length) {
			y := top + (l.leading-boxSide)/2
			c := task
			c.Rect = p.rect(in.x, y, in.x+boxSide, y+boxSide)
			p.CheckBox(form, c)
		})
	}
	if it.Label != "" {
		font, text := s.labelFont(it.Label), clean(it.Label)
		rows[0].draw = before(rows[0].draw, func(p *page, top pdf.Length) {
			p.Begin(label)
			drawText(p, font, l, in.x+column.text, top+l.baseline(), text+" ")
		})
	}
	if it.ID != "" {
		rows[0].marks = append(rows[0].marks, s.marks[it.ID])
	}
	s.keep(rows, itemHold(it))
	return rows
}

// itemHold returns how an item holds together: one with a list within it may be
// divided between that list's items.
func itemHold(it *block.Item) int {
	for _, b := range it.Blocks {
		if _, ok := b.(*block.List); ok {
			return holdLoosely
		}
	}
	return holdItem
}

// keep holds rows together: as dear as the cost says if they have room on a
// page, else loosely.
func (s *setter) keep(rows []row, cost int) {
	if extent(rows) > s.height {
		cost = holdLoosely
	}
	hold(rows, cost)
}

// before returns a drawing that is preceded by another.
func before(draw, first func(p *page, top pdf.Length)) func(p *page, top pdf.Length) {
	return func(p *page, top pdf.Length) {
		first(p, top)
		if draw != nil {
			draw(p, top)
		}
	}
}

// field sets room to write in, below its label. The lines are for paper; on the
// screen what is typed covers them.
func (s *setter) field(b *block.Field, in box) []row {
	group := in.parent.Add("Div")
	var rows []row
	if plain(b.Label) != "" {
		rows = s.text(b.Label, in.look, in, block.Start, group.Add("P"))
	}
	form, said := group.Add("Form"), s.fieldTip(b)
	s.markLang(form, said.lang)
	lines := pdf.Length(max(b.Lines, 1))
	lines = min(lines, (s.height-extent(rows))/writingLine-1)
	height := lines * writingLine
	rows = append(rows, row{above: 3 * pdf.Point, height: height, draw: func(p *page, top pdf.Length) {
		p.BeginArtifact(pdf.Decoration)
		for y := top + writingLine; y < top+height; y += writingLine {
			p.Fill(hair, p.rect(in.x+4*pdf.Point, y, in.x+in.width-4*pdf.Point, y+hairline))
		}
		area := p.rect(in.x, top, in.x+in.width, top+height)
		p.Frame(edge, hairline+hairline/2, area)
		p.End()
		inner := pdf.Rect{X0: area.X0 + pdf.Point, Y0: area.Y0 + pdf.Point, X1: area.X1 - pdf.Point, Y1: area.Y1 - pdf.Point}
		p.TextField(form, s.faces.regular, pdf.TextField{Name: b.Name, Tip: said.text, Multiline: lines > 1, Size: 11 * pdf.Point, Rect: inner})
	}})
	rows[0].above = s.betweenBlocks + 2*pdf.Point
	hold(rows, holdFast)
	return rows
}

// definitions sets terms, each with its meaning indented below.
func (s *setter) definitions(b *block.Definitions, in box) []row {
	list := in.parent.Add("L")
	list.Attribute("List", "ListNumbering", "None")
	in = in.wide(indent + narrowest)
	var rows []row
	for _, d := range b.Items {
		li := list.Add("LI")
		l := in.look
		l.strong = true
		item := s.text(d.Term, l, in, block.Start, li.Add("Lbl"))
		s.stick = len(item) > 0
		meaning := s.blocks(d.Blocks, in.narrow(indent, li.Add("LBody")))
		s.stick, s.after = false, 0
		if len(meaning) > 0 {
			meaning[0].above = pdf.Point
		}
		item = append(item, meaning...)
		s.keep(item, holdItem)
		if len(item) > 0 {
			item[0].above = s.betweenBlocks
		}
		rows = append(rows, item...)
	}
	return rows
}

// notes sets footnotes below their heading.
func (s *setter) notes(b *block.Notes, in box) []row {
	var rows []row
	if b.Title != "" {
		h := &block.Heading{Text: []block.Run{{Text: b.Title}}}
		rows = s.headingAt(h, 3, s.level(2), in)
		s.titles = s.titles[:len(s.titles)-1]
		s.stick = true
	}
	in = in.wide(indent + narrowest)
	in.look, in.apart = noteText, withinItem
	for _, n := range b.Items {
		e := in.parent.Add("Note")
		s.noted++
		e.ID = "note-" + strconv.Itoa(s.noted)
		it := &block.Item{Label: n.Label, Blocks: n.Blocks}
		set := s.noteItem(it, in, e)
		set[0].above = s.betweenItems
		if s.marks[noteKey(n.ID)] != nil {
			set[0].marks = append(set[0].marks, s.marks[noteKey(n.ID)])
		}
		rows = append(rows, set...)
	}
	return rows
}

// noteItem sets a footnote, its label before it.
func (s *setter) noteItem(it *block.Item, in box, e *pdf.Element) []row {
	label := e.Add("Lbl")
	rows := s.blocks(it.Blocks, in.narrow(indent, e))
	s.stick, s.after = false, 0
	if len(rows) == 0 {
		rows = []row{{height: in.look.leading}}
	}
	text := clean(it.Label)
	rows[0].draw = before(rows[0].draw, func(p *page, top pdf.Length) {
		p.Begin(label)
		drawText(p, s.regular, in.look, in.x, top+in.look.baseline(), text+" ")
	})
	s.keep(rows, holdItem)
	return rows
}
