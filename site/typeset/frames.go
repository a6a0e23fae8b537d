package typeset

import (
	"cmp"
	"strings"

	"opas/site/block"
	"opas/site/pdf"
)

const (
	barWidth  = 3 * pdf.Point
	barIndent = 14 * pdf.Point
	padding   = 9 * pdf.Point
)

// stripe draws something under all rows, through the room between them.
func stripe(rows []row, draw func(p *page, top, bottom pdf.Length)) {
	for i := range rows {
		rows[i].under = append([]under{{between: i > 0, draw: draw}}, rows[i].under...)
	}
}

// framed puts a tint and a bar under rows, with room above the first and below
// the last.
func framed(rows []row, in box, t tone) []row {
	if len(rows) == 0 {
		return nil
	}
	rows[0].above = 0
	rows = append([]row{{above: aroundFrames, height: padding * 3 / 4}}, rows...)
	rows = append(rows, row{height: padding * 3 / 4})
	rows[1].hold, rows[len(rows)-1].hold = holdFast, holdFast
	stripe(rows, func(p *page, top, bottom pdf.Length) {
		p.BeginArtifact(pdf.Decoration)
		p.Fill(t.tint, p.rect(in.x, top, in.x+in.width, bottom))
		p.Fill(t.bar, p.rect(in.x, top, in.x+barWidth, bottom))
		p.End()
	})
	return rows
}

// quote sets a quotation beside a bar.
func (s *setter) quote(b *block.Quote, in box) []row {
	in = in.wide(barIndent + narrowest)
	e := in.parent.Add("BlockQuote")
	rows := s.within(b.Lang, e, func() []row { return s.blocks(b.Blocks, in.narrow(barIndent, e)) })
	if len(rows) > 0 {
		rows[0].above = aroundFrames
	}
	s.keep(rows, holdLoosely)
	stripe(rows, func(p *page, top, bottom pdf.Length) {
		p.BeginArtifact(pdf.Decoration)
		p.Fill(hair, p.rect(in.x, top, in.x+barWidth, bottom))
		p.End()
	})
	return rows
}

// callout sets what stands out: below its title, on a tint, beside a bar.
func (s *setter) callout(b *block.Callout, in box) []row {
	in = in.wide(barIndent + narrowest + padding)
	e := in.parent.Add("Div")
	t, ok := tones[b.Kind]
	if !ok {
		t = tones["note"]
	}
	inner := in.narrow(barIndent, e)
	inner.width -= padding
	l := in.look
	l.strong, l.color = true, t.bar
	title := s.text(b.Title, l, inner, block.Start, e.Add("P"))
	s.stick = true
	rows := s.blocks(b.Blocks, inner)
	s.stick, s.after = false, 0
	if len(rows) > 0 {
		rows[0].above = 2 * pdf.Point
	}
	rows = append(title, rows...)
	s.keep(rows, holdItem)
	return framed(rows, in, t)
}

// code sets text as it was written, on a tint. A line that is too long goes on
// in the next.
func (s *setter) code(b *block.Code, in box) []row {
	in = in.wide(padding + narrowest + padding)
	e := in.parent.Add("P").Add("Code")
	inner := in.narrow(padding, e)
	inner.width -= padding
	lines := strings.Split(strings.TrimRight(b.Text, "\n"), "\n")
	for i, ln := range lines {
		lines[i] = keepSpaces(ln)
	}
	rows := s.text([]block.Run{{Text: strings.Join(lines, "\n")}}, codeLook, inner, block.Start, e)
	s.keep(rows, holdLoosely)
	return framed(rows, in, tone{surface, surface})
}

// keepSpaces makes the spaces at the start of a line of code, and those that are
// several, ones that stay.
func keepSpaces(line string) string {
	line = strings.ReplaceAll(strings.ReplaceAll(line, "\t", "    "), "  ", "\u00A0\u00A0")
	if rest, ok := strings.CutPrefix(line, " "); ok {
		line = "\u00A0" + rest
	}
	return line
}

// image sets a picture, at most as wide as the column and not too high. Where it
// can't be shown, its alternate text stands in its place.
func (s *setter) image(b *block.Image, in box) []row {
	m, err := s.picture(b.Data)
	if m == nil || err != nil {
		rows := s.text([]block.Run{{Text: b.Alt, Style: block.Emphasis, Lang: b.Lang, Link: b.Link}}, in.look, in, block.Start, in.parent.Add("P"))
		if len(rows) > 0 {
			rows[0].above = s.betweenBlocks
		}
		return rows
	}
	// A pixel of a page on the screen is three quarters of a point.
	width, height := pdf.Length(m.Width)*pdf.Point*3/4, pdf.Length(m.Height)*pdf.Point*3/4
	if width > in.width {
		width, height = in.width, height*in.width/width
	}
	if most := s.height * 3 / 5; height > most {
		width, height = width*most/height, most
	}
	to := s.link(&block.Run{Text: b.Alt, Link: b.Link})
	parent, lang := in.parent, cmp.Or(b.Lang, s.lang)
	if to != nil {
		to.element = parent.Add("P").Add("Link")
		s.markLang(to.element, lang)
		parent, lang = to.element, s.lang
	}
	e := parent.Add("Figure")
	e.Alt = b.Alt
	s.markLang(e, lang)
	return []row{{above: aroundFrames, height: height, draw: func(p *page, top pdf.Length) {
		area := p.rect(in.x, top, in.x+width, top+height)
		p.Figure(e, m, area)
		if to != nil {
			p.Link(to.element, area, to.contents, to.target)
		}
	}}}
}

// picture reads an image, nil if there is none.
func (s *setter) picture(data []byte) (*pdf.Image, error) {
	if data == nil {
		return nil, nil
	}
	return s.pdf.Image(data)
}
