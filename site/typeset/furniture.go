package typeset

import (
	"sort"
	"strings"

	"opas/site/pdf"
)

// furniture is what stands on each page around its text: the running header says who
// publishes the document and what it is, the footer where it is published and in
// which edition. Texts that are too long are cut once for all pages.
type furniture struct {
	publisher, title, edition, address string
}

// addressGap is the room between the address and the page's number.
const addressGap = 12 * pdf.Point

// furniture returns the furniture of a document of so many pages.
func (s *setter) furniture(pages int) furniture {
	width := s.textWidth()
	half := width * 45 / 100
	f := furniture{
		publisher: s.shortened(s.doc.Publisher, half),
		edition:   s.shortened(s.doc.Edition, width/2),
	}
	if pages > 1 { // the first has no title, and what is measured gets into the file
		f.title = s.shortened(s.doc.Title, width-half)
	}
	address := strings.TrimPrefix(strings.TrimPrefix(s.doc.Source, "https://"), "http://")
	f.address = s.shortenedInside(address, width-s.afterEdition(f)-s.strong.Width(pageNumber(pages, pages), running.size)-addressGap)
	return f
}

// afterEdition returns the width of the edition and the room after it.
func (s *setter) afterEdition(f furniture) pdf.Length {
	if f.edition == "" {
		return 0
	}
	return s.regular.Width(f.edition+"   ", running.size)
}

// header draws the running header.
func (s *setter) header(p *page, f furniture) {
	if s.doc.TitlePage && p.number == 1 {
		return
	}
	p.BeginArtifact(pdf.Header)
	drawText(p, s.regular, running, s.side, headerLine, f.publisher)
	if p.number > 1 {
		drawText(p, s.regular, running, p.Width-s.side-s.regular.Width(f.title, running.size), headerLine, f.title)
	}
	p.End()
}

// footer draws the running footer, the page's number at its end.
func (s *setter) footer(p *page, f furniture, pages int) {
	if s.doc.TitlePage && p.number == 1 {
		return
	}
	left, right := s.side, p.Width-s.side
	y := p.Height - footerLine
	p.BeginArtifact(pdf.Footer)
	p.Fill(hair, p.rect(left, y-pt(150), right, y-pt(150)+hairline))
	n := pageNumber(p.number, pages)
	drawText(p, s.strong, running, right-s.strong.Width(n, running.size), y, n)
	drawText(p, s.regular, running, left, y, f.edition)
	drawText(p, s.regular, running, left+s.afterEdition(f), y, f.address)
	p.End()
}

// shortened returns text that fits the width, cut off at the end where it must.
func (s *setter) shortened(text string, width pdf.Length) string {
	runes := []rune(flat(text))
	return s.longest(len(runes), width, func(n int) string {
		if n == len(runes) {
			return string(runes)
		}
		return strings.TrimRight(string(runes[:n]), " ,.–-") + "…"
	})
}

// shortenedInside returns an address that fits the width. What is cut out is in
// the middle, for its host and its end tell the most.
func (s *setter) shortenedInside(address string, width pdf.Length) string {
	runes := []rune(flat(address))
	return s.longest(len(runes), width, func(n int) string {
		if n == len(runes) {
			return string(runes)
		}
		return string(runes[:(n+1)/2]) + "…" + string(runes[len(runes)-n/2:])
	})
}

// longest returns the longest of the forms of a text that fits the width, "" if none
// does. form returns the one that keeps n of its characters. It is found by halving,
// for to measure each takes a time by its length.
func (s *setter) longest(characters int, width pdf.Length, form func(n int) string) string {
	fits := func(n int) bool { return s.regular.Width(form(n), running.size) <= width }
	if characters == 0 || fits(characters) {
		return form(characters)
	}
	kept := sort.Search(characters-1, func(i int) bool { return !fits(i + 1) })
	if kept == 0 {
		return ""
	}
	return form(kept)
}
