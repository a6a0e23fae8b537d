package typeset

import (
	"opas/site/block"
	"opas/site/pdf"
)

const (
	cellGap = 12 * pdf.Point // between columns
	cellPad = 4 * pdf.Point  // above and below the text of a cell
)

// table sets a table. A row of it is as many rows of the page as its longest
// cell has lines, so that one longer than a page can be divided.
func (s *setter) table(b *block.Table, in box) []row {
	if len(b.Columns) == 0 {
		return nil
	}
	e := in.parent.Add("Table")
	head := make([]block.Cell, len(b.Columns))
	for i, c := range b.Columns {
		head[i] = c.Head
	}
	columns := s.columns(b, head, in.width)
	t := &tableSetter{s, b, in.x, columns, 0}
	for _, w := range columns {
		t.width += w + cellGap
	}
	t.width -= cellGap
	thead, tbody := e.Add("THead"), e.Add("TBody")
	heading := t.row(head, headCell, "TH", thead.Add("TR"))
	for i := range heading {
		heading[i].under = append(heading[i].under, t.rule(brand, i == len(heading)-1))
	}
	// On the pages after the first the headings are shown again, for the eyes
	// alone: the structure tree has them once. High ones are not.
	again := t.row(head, headCell, "TH", nil)
	for i := range again {
		again[i].under = append(again[i].under, t.rule(brand, i == len(again)-1))
	}
	hold(heading, holdFast)
	if extent(again) >= s.height/3 {
		again = nil
	}
	rows := heading
	for i, cells := range b.Rows {
		if s.ended() {
			break
		}
		set := t.row(cells, cell, "TD", tbody.Add("TR"))
		for j := range set {
			set[j].under = append(set[j].under, t.rule(hair, j == len(set)-1))
			set[j].head = again
		}
		s.keep(set, holdFast)
		if i == 0 {
			set[0].hold = holdFast
		}
		rows = append(rows, set...)
	}
	rows[0].above = aroundFrames
	return rows
}

// tableSetter sets the rows of one table.
type tableSetter struct {
	*setter
	table   *block.Table
	x       pdf.Length
	columns []pdf.Length // widths
	width   pdf.Length
}

// rule draws a rule below a row.
func (t *tableSetter) rule(c pdf.Color, last bool) under {
	return under{draw: func(p *page, _, bottom pdf.Length) {
		if !last {
			return
		}
		width := hairline
		if c == brand {
			width *= 2
		}
		p.BeginArtifact(pdf.Decoration)
		p.Fill(c, p.rect(t.x, bottom-width, t.x+t.width, bottom))
		p.End()
	}}
}

// row sets the cells of a row, each an element of the role below tr; without tr
// it is an artifact.
func (t *tableSetter) row(cells []block.Cell, l look, role string, tr *pdf.Element) []row {
	cells = cells[:min(len(cells), len(t.columns))]
	lines := make([][]row, len(t.columns))
	n := 1
	x := t.x
	for i, w := range t.columns {
		var e *pdf.Element
		if tr != nil {
			e = tr.Add(role)
			if role == "TH" {
				e.Attribute("Table", "Scope", "Column")
			}
		}
		if i < len(cells) {
			lines[i] = t.cell(cells[i], l, x, w, t.table.Columns[i].Align, e)
			n = max(n, len(lines[i]))
		}
		x += w + cellGap
	}
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{height: l.leading, draw: func(p *page, top pdf.Length) {
			if i == 0 {
				top += cellPad
			}
			for _, column := range lines {
				if i < len(column) {
					column[i].draw(p, top)
				}
			}
		}}
		for _, column := range lines {
			if i < len(column) {
				rows[i].marks = append(rows[i].marks, column[i].marks...)
			}
		}
	}
	rows[0].height += cellPad
	rows[n-1].height += cellPad
	return rows
}

// cell sets a cell in its column.
func (t *tableSetter) cell(c block.Cell, l look, x, width pdf.Length, align block.Align, e *pdf.Element) []row {
	lines := t.lines(t.spans(c, l, t.lang), width, l.balanced)
	if e != nil {
		return t.textRows(lines, l, x, width, align, e)
	}
	rows := t.textRows(lines, l, x, width, align, nil)
	for i := range rows {
		ln := lines[i]
		left := aligned(ln, x, width, align)
		rows[i].marks = nil // the headings are a place once
		rows[i].draw = func(p *page, top pdf.Length) { drawArtifact(p, ln, left, top+l.baseline()) }
	}
	return rows
}

// columns returns the widths of a table's columns: as wide as their text, if there
// is room; else each has its longest word, and where there is no room for those, its
// longest part of a word. What is left is shared by what they would like to have.
func (s *setter) columns(b *block.Table, head []block.Cell, width pdf.Length) []pdf.Length {
	width -= pdf.Length(len(head)-1) * cellGap
	// measure returns for each column what its longest part needs, and all of its
	// text in one line.
	measure := func(hyphenate func(lang, word string) []int) (needs, natural []pdf.Length) {
		needs, natural = make([]pdf.Length, len(head)), make([]pdf.Length, len(head))
		row := func(cells []block.Cell, l look) {
			for i, c := range cells[:min(len(cells), len(head))] {
				longest, all := measured(parts(s.spans(c, l, s.lang), hyphenate))
				needs[i], natural[i] = max(needs[i], longest), max(natural[i], all)
			}
		}
		row(head, headCell)
		for _, r := range b.Rows {
			row(r, cell)
		}
		return needs, natural
	}
	words, natural := measure(nil)
	switch {
	case total(natural) <= width:
		return natural
	case total(words) <= width:
		return between(words, natural, width)
	}
	least, _ := measure(s.hyphenate)
	if total(least) > width { // what is long, such as an address, is cut
		for i := range least {
			least[i] = min(least[i], max(width/pdf.Length(len(head)), width/4))
		}
	}
	return between(least, words, width)
}

func total(list []pdf.Length) (sum pdf.Length) {
	for _, w := range list {
		sum += w
	}
	return sum
}

// between returns widths that fill a room, from what columns need to what they
// would like. Where there is no room for what they need, all are as much narrower.
func between(needs, wishes []pdf.Length, room pdf.Length) []pdf.Length {
	need := total(needs)
	wish := max(total(wishes)-need, 1)
	out := make([]pdf.Length, len(needs))
	for i, w := range needs {
		if need > room {
			out[i] = max(w*room/need, pdf.Point)
		} else {
			out[i] = w + (wishes[i]-w)*(room-need)/wish
		}
	}
	return out
}

// measured returns the width of the widest part, and of the longest line if no
// line were broken.
func measured(list []part) (longest, all pdf.Length) {
	line := pdf.Length(0)
	for _, p := range list {
		longest = max(longest, p.ended())
		line += p.width
		all = max(all, line)
		switch p.after {
		case endForced:
			line = 0
		case endSpace:
			line += p.extra
		}
	}
	// Kerning between the parts may make a line a little longer than their sum.
	return longest + pdf.Point/2, all + pdf.Point
}
