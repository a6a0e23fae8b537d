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
	lang := sp.lang
	if sp.link != nil {
		if sp.link.element == nil {
			if sp.link.note {
				e = e.Add("Reference")
			}
			sp.link.element = e.Add("Link")
			sp.link.element.Lang = sp.link.lang // what it is called is read in it, too
		}
		sp.mark = sp.link.element
		if lang == sp.link.lang {
			lang = ""
		}
	}
	if lang != "" || sp.run.Style&block.Struck != 0 {
		sp.mark = sp.mark.Add("Span")
		sp.mark.Lang = lang
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
