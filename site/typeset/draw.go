package typeset

import (
	"strings"

	"opas/site/block"
	"opas/site/pdf"
)

// textRows makes rows of lines of text. They belong to the element; lines stand
// in a column from x to x + width. The line on which a run begins is the place of
// its ID.
func (s *setter) textRows(lines []line, l look, x, width pdf.Length, align block.Align, e *pdf.Element) []row {
	rows := make([]row, len(lines))
	var last *span
	for i, ln := range lines {
		left := aligned(ln, x, width, align)
		rows[i] = row{height: l.leading, draw: func(p *page, top pdf.Length) {
			drawLine(p, ln, left, top+l.baseline(), e)
		}}
		for _, pc := range ln.pieces {
			if id := pc.span.run.ID; id != "" && pc.span != last {
				rows[i].marks = append(rows[i].marks, s.mark(id))
			}
			last = pc.span
		}
	}
	if n := len(rows); n > 1 {
		rows[1].hold, rows[n-1].hold = holdFast, holdFast
	}
	return rows
}

// aligned returns where a line begins in a column.
func aligned(l line, x, width pdf.Length, align block.Align) pdf.Length {
	switch align {
	case block.Center:
		return x + (width-l.width)/2
	case block.End:
		return x + width - l.width
	}
	return x
}

// drawArtifact draws a line of text that is shown again, as an artifact.
func drawArtifact(p *page, l line, x, y pdf.Length) {
	p.BeginArtifact(pdf.Decoration)
	for _, pc := range l.pieces {
		p.Text(pc.span.font, pc.span.size, pc.span.color, x, p.Height-y+pc.span.rise, pc.text)
		x += pc.width
	}
	p.End()
}

// drawLine draws a line of text from x on, its baseline at y.
func drawLine(p *page, l line, x, y pdf.Length, e *pdf.Element) {
	decorate(p, l, x, y)
	for _, pc := range l.pieces {
		sp := pc.span
		p.Begin(sp.owner(e))
		p.Text(sp.font, sp.size, sp.color, x, p.Height-y+sp.rise, pc.text)
		if sp.link != nil {
			w := pc.ink()
			p.Link(sp.link.element, p.rect(x, y-sp.size*9/10-sp.rise, x+w, y+sp.size*3/10-sp.rise), sp.link.contents, sp.link.target)
		}
		x += pc.width
	}
}

// ink returns the width without the space at the end.
func (p piece) ink() pdf.Length {
	if trimmed := strings.TrimRight(p.text, " "); trimmed != p.text {
		return p.span.font.Width(trimmed, p.span.size)
	}
	return p.width
}

// decorate draws what stands behind and below the text of a line.
func decorate(p *page, l line, x, y pdf.Length) {
	for _, pc := range l.pieces {
		sp, w := pc.span, pc.ink()
		fill := func(c pdf.Color, top, bottom pdf.Length) {
			p.BeginArtifact(pdf.Decoration)
			p.Fill(c, p.rect(x, top, x+w, bottom))
			p.End()
		}
		style := sp.run.Style
		switch {
		case style&block.Marked != 0:
			fill(marker, y-sp.size*85/100, y+sp.size*27/100)
		case style&block.Mono != 0:
			fill(surface, y-sp.size*85/100, y+sp.size*27/100)
		}
		if style&block.Struck != 0 {
			fill(sp.color, y-sp.size*25/100-hairline, y-sp.size*25/100)
		}
		if sp.link != nil && !sp.link.note {
			fill(sp.color, y+sp.size*14/100, y+sp.size*14/100+hairline)
		}
		x += pc.width
	}
}

// owner returns the element that owns the text of a span within e: e itself, or
// what says that it is a link, in another language, or struck out.
func (sp *span) owner(e *pdf.Element) *pdf.Element {
	if sp.mark != nil {
		return sp.mark
	}
	sp.mark = e
	if sp.link != nil {
		if sp.link.element == nil {
			if sp.link.note {
				e = e.Add("Reference")
			}
			sp.link.element = e.Add("Link")
		}
		sp.mark = sp.link.element
	}
	if sp.lang != "" || sp.run.Style&block.Struck != 0 {
		sp.mark = sp.mark.Add("Span")
		sp.mark.Lang = sp.lang
		if sp.run.Style&block.Struck != 0 {
			sp.mark.Attribute("Layout", "TextDecorationType", "LineThrough")
		}
	}
	return sp.mark
}

// drawText draws a text of one look that is no run: a label, a number.
func drawText(p *page, f *pdf.Font, l look, x, y pdf.Length, text string) {
	p.Text(f, l.size, l.color, x, p.Height-y, text)
}

// header draws the running header: who publishes the document, and what it is.
func (s *setter) header(p *page) {
	if s.doc.TitlePage && p.number == 1 {
		return
	}
	left, right := s.side, p.Width-s.side
	p.BeginArtifact(pdf.Header)
	half := (right - left) * 45 / 100
	publisher := s.shortened(s.doc.Publisher, half)
	drawText(p, s.regular, running, left, headerLine, publisher)
	if p.number > 1 {
		title := s.shortened(s.doc.Title, right-left-half)
		drawText(p, s.regular, running, right-s.regular.Width(title, running.size), headerLine, title)
	}
	p.End()
}

// footer draws the running footer: the address, the edition, the page's number.
func (s *setter) footer(p *page, pages int) {
	if s.doc.TitlePage && p.number == 1 {
		return
	}
	left, right := s.side, p.Width-s.side
	y := p.Height - footerLine
	p.BeginArtifact(pdf.Footer)
	p.Fill(hair, p.rect(left, y-pt(150), right, y-pt(150)+hairline))
	n := pageNumber(p.number, pages)
	w := s.strong.Width(n, running.size)
	drawText(p, s.strong, running, right-w, y, n)
	edition := s.shortened(s.doc.Edition, (right-left)/2)
	drawText(p, s.regular, running, left, y, edition)
	address := strings.TrimPrefix(strings.TrimPrefix(s.doc.Source, "https://"), "http://")
	if address != "" {
		at := left
		if edition != "" {
			at += s.regular.Width(edition+"   ", running.size)
		}
		drawText(p, s.regular, running, at, y, s.shortenedInside(address, right-w-pt(120)-at))
	}
	p.End()
}

// shortened returns text that fits the width, cut off at the end where it must.
func (s *setter) shortened(text string, width pdf.Length) string {
	text = flat(text)
	if s.regular.Width(text, running.size) <= width {
		return text
	}
	runes := []rune(text)
	for n := len(runes) - 1; n > 0; n-- {
		if cut := strings.TrimRight(string(runes[:n]), " ,.–-") + "…"; s.regular.Width(cut, running.size) <= width {
			return cut
		}
	}
	return ""
}

// shortenedInside returns an address that fits the width. What is cut out is in
// the middle, for its host and its end tell the most.
func (s *setter) shortenedInside(address string, width pdf.Length) string {
	address = flat(address)
	if s.regular.Width(address, running.size) <= width {
		return address
	}
	runes := []rune(address)
	for n := len(runes) - 1; n > 1; n-- {
		if cut := string(runes[:(n+1)/2]) + "…" + string(runes[len(runes)-n/2:]); s.regular.Width(cut, running.size) <= width {
			return cut
		}
	}
	return ""
}

// flat returns text as it stands in one line.
func flat(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(clean(text), string(softHyphen), "")), " ")
}
