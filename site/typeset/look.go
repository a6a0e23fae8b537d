package typeset

import (
	"opas/site/block"
	"opas/site/pdf"
)

// The colours, as on the site's pages in the light.
var (
	ink     = pdf.Color{R: 0x1C, G: 0x24, B: 0x23}
	soft    = pdf.Color{R: 0x53, G: 0x60, B: 0x5C}
	brand   = pdf.Color{R: 0x0D, G: 0x4A, B: 0x41}
	linked  = pdf.Color{R: 0x0B, G: 0x5C, B: 0x50}
	hair    = pdf.Color{R: 0xC9, G: 0xC3, B: 0xB6} // rules
	edge    = pdf.Color{R: 0x82, G: 0x7C, B: 0x70} // of what is written in
	surface = pdf.Color{R: 0xF4, G: 0xF1, B: 0xEA} // behind code
	marker  = pdf.Color{R: 0xFB, G: 0xE0, B: 0x8A} // behind marked text
)

// tone is the colours of a kind of callout.
type tone struct{ bar, tint pdf.Color }

var tones = map[string]tone{
	"note":      {pdf.Color{R: 0x2A, G: 0x57, B: 0x73}, pdf.Color{R: 0xE8, G: 0xF0, B: 0xF4}},
	"tip":       {pdf.Color{R: 0x0D, G: 0x5B, B: 0x46}, pdf.Color{R: 0xE4, G: 0xF0, B: 0xE8}},
	"warning":   {pdf.Color{R: 0x7D, G: 0x4E, B: 0x00}, pdf.Color{R: 0xFA, G: 0xF0, B: 0xDA}},
	"important": {pdf.Color{R: 0xA0, G: 0x2A, B: 0x2F}, pdf.Color{R: 0xFA, G: 0xEA, B: 0xE7}},
}

// look is how a text is set, before its runs' styles.
type look struct {
	strong  bool
	size    pdf.Length
	leading pdf.Length // from baseline to baseline
	color   pdf.Color
	// balanced says that its lines are of about one length, as those of titles.
	balanced bool
}

// pt turns tenths of a point into a length.
func pt(tenths int) pdf.Length { return pdf.Length(tenths) * pdf.Point / 10 }

var (
	bookTitle = look{true, pt(340), pt(400), brand, true}
	overline  = look{true, pt(95), pt(130), soft, false}
	running   = look{false, pt(80), pt(100), soft, false}
	headCell  = look{true, pt(100), pt(140), ink, false}
	cell      = look{false, pt(100), pt(140), ink, false}
	codeLook  = look{false, pt(100), pt(140), ink, false}
	noteText  = look{false, pt(95), pt(135), ink, false}
)

// form is how a document as a whole is set.
type form struct {
	body, title, summary, small look
	headings                    [6]headingLook // by level
	side, top, bottom           pdf.Length     // margins
	betweenBlocks, betweenItems pdf.Length
	belowHeading                pdf.Length
}

// headingLook is the look of a heading, and the room above it.
type headingLook struct {
	look
	above pdf.Length
}

// usual is for documents that are read.
var usual = form{
	body:    look{false, pt(110), pt(158), ink, false},
	title:   look{true, pt(240), pt(290), brand, true},
	summary: look{false, pt(125), pt(180), ink, false},
	small:   look{false, pt(90), pt(130), soft, false},
	headings: [6]headingLook{
		{look{true, pt(240), pt(290), brand, true}, pt(300)},
		{look{true, pt(155), pt(200), brand, true}, pt(200)},
		{look{true, pt(125), pt(165), ink, true}, pt(150)},
		{look{true, pt(110), pt(158), ink, true}, pt(130)},
		{look{true, pt(110), pt(158), ink, true}, pt(110)},
		{look{true, pt(110), pt(158), soft, true}, pt(110)},
	},
	side: 25 * pdf.Millimetre, top: 25 * pdf.Millimetre, bottom: 24 * pdf.Millimetre,
	betweenBlocks: 7 * pdf.Point, betweenItems: 4 * pdf.Point, belowHeading: 4 * pdf.Point,
}

// compact is for documents in which something is looked up: as much on a sheet as
// can be read.
var compact = form{
	body:    look{false, pt(90), pt(108), ink, false},
	title:   look{true, pt(180), pt(210), brand, true},
	summary: look{false, pt(95), pt(118), ink, false},
	small:   look{false, pt(90), pt(108), soft, false},
	headings: [6]headingLook{
		{look{true, pt(180), pt(210), brand, true}, pt(120)},
		{look{true, pt(105), pt(120), brand, true}, pt(50)},
		{look{true, pt(95), pt(110), ink, true}, pt(45)},
		{look{true, pt(90), pt(108), ink, true}, pt(45)},
		{look{true, pt(90), pt(108), ink, true}, pt(40)},
		{look{true, pt(90), pt(108), soft, true}, pt(40)},
	},
	side: 18 * pdf.Millimetre, top: 19 * pdf.Millimetre, bottom: 21 * pdf.Millimetre,
	betweenBlocks: 4 * pdf.Point, betweenItems: pdf.Point, belowHeading: pdf.Point,
}

// Distances on the sheet.
const (
	headerLine = 14 * pdf.Millimetre // from the top edge to the baseline
	footerLine = 13 * pdf.Millimetre // from the bottom edge to the baseline

	withinItem   = 2 * pdf.Point  // between an item's paragraphs
	aroundFrames = 11 * pdf.Point // above and below tables, callouts, pictures
	indent       = 18 * pdf.Point // of items, at least
	boxSide      = 11 * pdf.Point // of a box to tick
	boxGap       = 6 * pdf.Point  // between it and a number
	writingLine  = 22 * pdf.Point // room for a line of handwriting
	hairline     = pdf.Point / 2
)

// size returns the width and height of the paper.
func (p Paper) size() (width, height pdf.Length) {
	if p == Letter {
		return 612 * pdf.Point, 792 * pdf.Point
	}
	return 595276, 841890
}

// with returns the look of a run within text of look l, and how far its baseline
// is raised. Text in a monospaced style keeps the typeface, for the documents
// carry no other; it stands on a tint instead.
func (l look) with(s block.Style) (styled look, rise pdf.Length) {
	if s&block.Strong != 0 {
		l.strong = true
	}
	if s&block.Small != 0 {
		l.size, l.color = l.size*85/100, soft
	}
	switch {
	case s&block.Superscript != 0:
		rise = l.size * 35 / 100
		l.size = l.size * 68 / 100
	case s&block.Subscript != 0:
		rise = -l.size * 14 / 100
		l.size = l.size * 68 / 100
	}
	return l, rise
}

// baseline returns the distance from a line's top to its baseline: capital
// letters, two thirds of the size, stand in the middle of the line.
func (l look) baseline() pdf.Length { return (l.leading + l.size*66/100) / 2 }
