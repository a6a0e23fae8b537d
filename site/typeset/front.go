package typeset

import (
	"strconv"

	"opas/site/block"
	"opas/site/pdf"
)

// opening sets what stands before the blocks: the title, on a page of its own or
// above the text, what is said of the document, and the table of contents.
func (s *setter) opening(in box) []row {
	if s.doc.TitlePage {
		return s.titlePage(in)
	}
	rows := s.plainText(s.doc.Title, s.title, in, "H1", 0)
	rows = append(rows, s.plainText(s.doc.Summary, s.summary, in, "P", 5*pdf.Point)...)
	rows = append(rows, s.meta(in)...)
	hold(rows, holdFast)
	rule := row{above: 10 * pdf.Point, height: 6 * pdf.Point, hold: holdFast, draw: func(p *page, top pdf.Length) {
		p.BeginArtifact(pdf.Decoration)
		p.Fill(brand, p.rect(in.x, top, in.x+in.width, top+pdf.Point))
		p.End()
	}}
	return append(rows, rule)
}

// titlePage sets a page with the title in its upper half and the rest at its
// foot.
func (s *setter) titlePage(in box) []row {
	rows := s.plainText(s.doc.Publisher, overline, in, "P", 0)
	if len(rows) > 0 {
		rows[0].above = 0
	}
	title := s.plainText(s.doc.Title, bookTitle, in, "H1", s.height/4)
	rows = append(rows, title...)
	rows = append(rows, row{above: 12 * pdf.Point, height: 3 * pdf.Point, draw: func(p *page, top pdf.Length) {
		p.BeginArtifact(pdf.Decoration)
		p.Fill(brand, p.rect(in.x, top, in.x+pt(480), top+3*pdf.Point))
		p.End()
	}})
	below := in
	below.width = in.width * 4 / 5
	rows = append(rows, s.plainText(s.doc.Summary, s.summary, below, "P", 16*pdf.Point)...)
	if meta := s.meta(in); len(meta) > 0 {
		meta[0].above = max(meta[0].above, s.height-extent(rows)-extent(meta))
		rows = append(rows, meta...)
	}
	return rows
}

// plainText sets a text without runs.
func (s *setter) plainText(text string, l look, in box, role string, above pdf.Length) []row {
	if text == "" {
		return nil
	}
	rows := s.text([]block.Run{{Text: text}}, l, in, block.Start, in.parent.Add(role))
	if len(rows) > 0 {
		rows[0].above = above
	}
	return rows
}

// meta sets the lines about the document and its address.
func (s *setter) meta(in box) []row {
	var rows []row
	for _, text := range s.doc.Meta {
		rows = append(rows, s.plainText(text, s.small, in, "P", 0)...)
	}
	if s.doc.Source != "" {
		runs := []block.Run{{Text: s.doc.Source, Link: s.doc.Source}}
		rows = append(rows, s.text(runs, s.small, in, block.Start, in.parent.Add("P"))...)
	}
	if len(rows) > 0 {
		rows[0].above = 8 * pdf.Point
	}
	return rows
}

// deepest is the deepest level of headings that the table of contents has.
const deepest = 3

// contents sets the table of contents. Its rows are as many as there are titles,
// so the pages' numbers may be found after it is set.
func (s *setter) contents(titles []title, in box) []row {
	mark := &mark{}
	s.titles = append([]title{{2, s.doc.Words.Contents, s.lang, mark}}, s.titles...)
	rows := s.plainText(s.doc.Words.Contents, s.headings[0].look, in, "H2", 0)
	if len(rows) > 0 {
		rows[0].marks = append(rows[0].marks, mark)
	}
	lists := []*pdf.Element{in.parent.Add("TOC")}
	first := len(rows)
	for _, t := range titles {
		depth := t.level - 1
		if t.level > deepest || t.text == "" {
			continue
		}
		for len(lists) < depth {
			lists = append(lists, lists[len(lists)-1].Add("TOC"))
		}
		lists = lists[:depth]
		rows = append(rows, s.contentsRows(t, in, lists[depth-1], depth-1)...)
	}
	if len(rows) > first {
		rows[first].hold = holdFast
		rows[first].above = max(rows[first].above, 14*pdf.Point)
	}
	return rows
}

// contentsRows sets an entry of the table of contents: the title, dots, the
// page's number.
func (s *setter) contentsRows(t title, in box, list *pdf.Element, depth int) []row {
	l := s.body
	above := pdf.Length(0)
	if depth == 0 {
		l.strong, above = true, 5*pdf.Point
	}
	const numberWidth = 26 * pdf.Point
	column := in.narrow(pdf.Length(depth)*indent, in.parent)
	column.width -= numberWidth
	e := list.Add("TOCI")
	run := &block.Run{Text: t.text}
	sp := &span{run: run, font: s.regular, size: l.size, color: l.color}
	if l.strong {
		sp.font = s.strong
	}
	link := e.Add("Reference").Add("Link")
	if t.lang != s.lang {
		link.Lang = t.lang
	}
	lines := s.lines([]*span{sp}, column.width, false)
	rows := s.textRows(lines, l, column.x, column.width, block.Start, link)
	hold(rows, holdFast)
	for i, ln := range lines {
		last := i == len(lines)-1
		text := rows[i].draw
		rows[i].draw = func(p *page, top pdf.Length) {
			text(p, top)
			y, right := top+l.baseline(), in.x+in.width
			if last {
				s.leader(p, link, l, sp.font, strconv.Itoa(t.mark.page), column.x+ln.width, right, y)
			}
			p.Link(link, p.rect(column.x, top, right, top+l.leading), briefly(t.text), pdf.Target{Place: &t.mark.place})
		}
	}
	if len(rows) > 0 {
		rows[0].above = above
	}
	return rows
}

// leader draws the dots and the number of an entry of the table of contents.
func (s *setter) leader(p *page, e *pdf.Element, l look, f *pdf.Font, number string, left, right, y pdf.Length) {
	w := f.Width(number, l.size)
	p.BeginArtifact(pdf.Decoration)
	// Dots stand at multiples of their distance, so that those of all lines are
	// below each other.
	const gap = 5 * pdf.Point
	from, to := (left+6*pdf.Point+gap-1)/gap*gap, right-w-6*pdf.Point
	if from < to {
		p.Dots(soft, pdf.Point, gap, from, to, p.Height-y)
	}
	p.Begin(e)
	p.Text(f, l.size, l.color, right-w-f.Width(" ", l.size), p.Height-y, " "+number)
}

// bookmarks makes the document's outline of the titles.
func (s *setter) bookmarks() {
	var around []*pdf.Bookmark // by level, from 2
	for _, t := range s.titles {
		depth := min(t.level-2, len(around))
		around = around[:depth]
		if t.text == "" {
			continue
		}
		if depth == 0 {
			around = append(around, s.pdf.Bookmark(t.text, &t.mark.place))
		} else {
			around = append(around, around[depth-1].Add(t.text, &t.mark.place))
		}
	}
}

func pageNumber(n, of int) string { return strconv.Itoa(n) + "/" + strconv.Itoa(of) }
