package typeset

import (
	"opas/site/pdf"
)

// row is what stands on one page undivided: a line of text, a row of boxes, a
// picture. Lengths count downwards from its top.
type row struct {
	above  pdf.Length // the room above it, if it is not the first of its page
	height pdf.Length
	hold   int     // the cost of a page's end before it
	fresh  bool    // begins a page
	head   []row   // shown above it where it is the first of its page
	marks  []*mark // places that it is
	under  []under
	draw   func(p *page, top pdf.Length)
}

// under is drawn under a row: from its top, or from the bottom of the row before
// it on the page.
type under struct {
	between bool
	draw    func(p *page, top, bottom pdf.Length)
}

// Costs of a page's end, in hundredths of a page left empty.
const (
	holdLoosely = 25    // parts of one thing that may well be divided
	holdItem    = 95    // an item: unless nearly a page would be empty
	holdFast    = 10000 // a heading and what follows it, the first two and the last two lines
	scanty      = 90    // besides, where less than a few lines come before a page begins anyway
)

// few is the part of a page that is no more than a few lines.
const few = 6

// mark is a place that links lead to.
type mark struct {
	place pdf.Place
	page  int // its number
}

// page is a page as it is drawn on.
type page struct {
	*pdf.Page
	number int
}

// rect returns a rectangle whose top and bottom count downwards.
func (p *page) rect(left, top, right, bottom pdf.Length) pdf.Rect {
	return pdf.Rect{X0: left, Y0: p.Height - bottom, X1: right, Y1: p.Height - top}
}

// hold makes rows stay together as far as the cost allows.
func hold(rows []row, cost int) {
	for i := 1; i < len(rows); i++ {
		rows[i].hold = max(rows[i].hold, cost)
	}
}

// extent returns the height of rows that follow each other on one page.
func extent(rows []row) pdf.Length {
	total := pdf.Length(0)
	for i, r := range rows {
		if i > 0 {
			total += r.above
		}
		total += r.height
	}
	return total
}

// paginate returns the index of the first row of each page. Each page is filled,
// and ends where it costs the least: what it leaves empty against what it tears
// apart.
func paginate(rows []row, height pdf.Length) []int {
	var firsts []int
	for start := 0; start < len(rows); {
		firsts = append(firsts, start)
		used := extent(rows[start].head) + rows[start].height
		next, least := start+1, -1
		i := start + 1
		for ; i < len(rows) && !rows[i].fresh; i++ {
			used += rows[i].above + rows[i].height
			if used > height {
				break
			}
		}
		if i == len(rows) || rows[i].fresh {
			start = i
			continue
		}
		// Row i is too much; the page ends before it or before an earlier one.
		used -= rows[i].above + rows[i].height
		rest := following(rows[i:], height/few)
		for b := i; b > start; b-- {
			empty := int((height - used) * 100 / height)
			cost := rows[b].hold + empty
			if rest < height/few {
				cost += scanty
			}
			if least < 0 || cost < least {
				next, least = b, cost
			}
			if b > start+1 {
				used -= rows[b-1].above + rows[b-1].height
				rest += rows[b-1].above + rows[b-1].height
			}
		}
		start = next
	}
	return firsts
}

// following returns the height of rows until one begins a page, or to the end; where
// they are higher than most, a height above it.
func following(rows []row, most pdf.Length) pdf.Length {
	total := pdf.Length(0)
	for i, r := range rows {
		if i > 0 && r.fresh || total > most {
			break
		}
		total += r.above + r.height
	}
	return total
}

// number tells the marks which pages they are on.
func number(rows []row, firsts []int) {
	for n, first := range firsts {
		last := len(rows)
		if n+1 < len(firsts) {
			last = firsts[n+1]
		}
		for _, r := range rows[first:last] {
			for _, m := range r.marks {
				m.page = n + 1
			}
		}
	}
}

// draw draws the rows on pages, until it is called off.
func (s *setter) draw(rows []row, firsts []int) {
	width, height := s.paper.size()
	around := s.furniture(len(firsts))
	for n, first := range firsts {
		if s.ended() {
			return
		}
		last := len(rows)
		if n+1 < len(firsts) {
			last = firsts[n+1]
		}
		p := &page{Page: s.pdf.Page(width, height), number: n + 1}
		s.header(p, around)
		y := s.top
		for i, r := range append(append([]row(nil), rows[first].head...), rows[first:last]...) {
			top := y
			if i > 0 {
				y += r.above
			}
			for _, u := range r.under {
				from := top
				if !u.between {
					from = y
				}
				u.draw(p, from, y+r.height)
			}
			for _, m := range r.marks {
				m.place = pdf.Place{Page: p.Page, Top: height - max(y-6*pdf.Point, 0)}
			}
			if r.draw != nil {
				r.draw(p, y)
			}
			y += r.height
		}
		s.footer(p, around, len(firsts))
		p.End()
	}
}
