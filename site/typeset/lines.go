package typeset

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"opas/site/block"
	"opas/site/pdf"
)

// line is a line of text.
type line struct {
	pieces []piece
	width  pdf.Length
}

// Costs of what is not beautiful about a line, in squares of hundredths of its
// width that are left empty.
const (
	hyphenCost  = 700
	openCost    = 60  // after a stroke or hyphen
	runtCost    = 150 // a last line of hardly a word
	raggedLimit = 900 // a line that is emptier is worth looking for hyphens
)

// lines breaks runs into lines of a width. The edge is ragged, and the breaks
// are those that leave it the most even over the whole paragraph: the least sum
// of squares of what is left empty (after Knuth and Plass, Breaking Paragraphs
// into Lines, 1981). Words are divided only where lines would be too uneven
// without.
func (s *setter) lines(spans []*span, width pdf.Length, balanced bool) []line {
	whole := parts(spans, nil)
	ends, worst := breaks(whole, width, balanced)
	if tooWide(whole, width) || worst > raggedLimit && !balanced {
		whole = fit(parts(spans, s.hyphenate), width)
		ends, _ = breaks(whole, width, balanced)
	}
	out := make([]line, 0, len(ends))
	start := 0
	for _, end := range ends {
		out = append(out, compose(whole[start:end]))
		start = end
	}
	return out
}

// tooWide tells whether a part is wider than a line.
func tooWide(list []part, width pdf.Length) bool {
	return slices.ContainsFunc(list, func(p part) bool { return p.ended() > width })
}

// ended returns the width of a part at the end of a line.
func (p part) ended() pdf.Length {
	if p.after == endHyphen {
		return p.width + p.extra
	}
	return p.width
}

// fit cuts parts that are wider than a line, such as long addresses, and words that
// nobody knows how to divide. There are fewer cuts than characters, whatever the
// width.
func fit(list []part, width pdf.Length) []part {
	var out []part
	for _, p := range list {
		end := p.cutEnd()
		if p.ended() > width {
			p.pieces = slices.Clone(p.pieces) // cut uses them up
		}
		for cuts := p.characters() - 1; cuts > 0 && p.ended() > width; cuts-- {
			head, rest, ok := p.cut(width-(p.ended()-p.width), end) // its last piece needs room for its hyphen
			if !ok {
				break
			}
			out = append(out, head)
			p = rest
		}
		out = append(out, p)
	}
	return out
}

// characters returns how many characters a part has.
func (p part) characters() (n int) {
	for _, pc := range p.pieces {
		n += utf8.RuneCountInString(pc.text)
	}
	return n
}

// cutEnd returns what the first of two ends in where a part is cut: no hyphen, which
// would say that a word may be divided there; but a tag has one, so that it isn't
// taken for two.
func (p part) cutEnd() part {
	if len(p.pieces) == 0 {
		return part{}
	}
	if first := p.pieces[0]; first.text[0] == '#' && first.span.run.Style&block.Mono == 0 {
		return part{after: endHyphen, extra: first.span.font.Width(string(softHyphen), first.span.size)}
	}
	return part{after: endOpen}
}

// cut splits a part so that the first is at most width wide, or else one character:
// before a capital within a word, as tags have them, or where it must be. Each of
// the two has a character at least; ok is false where nothing need or can be cut
// off. What the first ends in is given by end. It takes time by the length of the
// first alone, whose pieces are no more p's.
func (p part) cut(width pdf.Length, end part) (head, rest part, ok bool) {
	var here, capital incision
	var past [leastRest]incision // the latest first; none is before the first character
	before := rune(0)
	for i, pc := range p.pieces {
		for at, w := range pc.span.font.Widths(pc.text, pc.span.size) {
			r, _ := utf8.DecodeRuneInString(pc.text[at:])
			here.piece, here.at = i, at
			if before != 0 {
				past = [...]incision{here, past[0], past[1]}
				if unicode.IsLower(before) && unicode.IsUpper(r) && here.width() > width/3 {
					capital = here
				}
			}
			if before != 0 && here.used+w+end.extra > width {
				if n := countTo(leastRest, pc.text[at:]); i == len(p.pieces)-1 && n < leastRest && past[leastRest-n].width() > max(width/2, 0) {
					here = past[leastRest-n]
				}
				if capital.width() > 0 {
					here = capital
				}
				head, rest = p.divide(here, end)
				return head, rest, true
			}
			before, here.taken = r, w
		}
		here.used, here.taken = here.used+pc.width, 0
	}
	return p, part{}, false
}

// leastRest is how many characters at least are left for the next line.
const leastRest = 3

// countTo counts the characters of a text, up to most.
func countTo(most int, text string) (n int) {
	for range text {
		if n == most {
			break
		}
		n++
	}
	return n
}

// incision is a place within a part: an offset in the text of a piece.
type incision struct {
	piece, at   int
	used, taken pdf.Length // by the pieces before it, and by the text before it in its own
}

func (c incision) width() pdf.Length { return c.used + c.taken }

// divide splits a part at a place; what the first ends in is given by end. The rest
// keeps the pieces where they are.
func (p part) divide(c incision, end part) (head, rest part) {
	pc := &p.pieces[c.piece]
	head = part{slices.Clone(p.pieces[:c.piece]), c.width(), end.after, end.extra}
	if c.at > 0 {
		head.pieces = append(head.pieces, piece{pc.span, pc.text[:c.at], c.taken})
	}
	*pc = piece{pc.span, pc.text[c.at:], pc.width - c.taken}
	return head, part{p.pieces[c.piece:], p.width - head.width, p.after, p.extra}
}

// mostParts is how many parts a line may have. One of parts that can be seen has
// fewer; those that have no width would be tried with all that are before them.
const mostParts = 500

// breaks returns the index after the last part of each line, and the cost of
// the worst line.
func breaks(list []part, width pdf.Length, balanced bool) (ends []int, worst int) {
	type best struct{ cost, line, from int } // of the lines up to here; of the last of them; where it starts
	at := make([]best, len(list)+1)
	for end := 1; end <= len(list); end++ {
		at[end] = best{cost: -1}
		used := pdf.Length(0)
		last := list[end-1]
		for start := end - 1; start >= max(0, end-mostParts); start-- {
			p := list[start]
			used += p.width
			if start < end-1 {
				if p.after == endForced {
					break
				}
				if p.after == endSpace {
					used += p.extra
				}
			}
			total := used
			if last.after == endHyphen {
				total += last.extra
			}
			if total > width && start < end-1 {
				break
			}
			c := lineCost(last.after, width-total, width, balanced)
			if sum := at[start].cost + c; at[end].cost < 0 || sum < at[end].cost {
				at[end] = best{sum, c, start}
			}
		}
	}
	for end := len(list); end > 0; end = at[end].from {
		ends = append(ends, end)
		worst = max(worst, at[end].line)
	}
	for i, j := 0, len(ends)-1; i < j; i, j = i+1, j-1 {
		ends[i], ends[j] = ends[j], ends[i]
	}
	return ends, worst
}

// lineCost returns the cost of a line that leaves some of the width empty. The
// last line may be short; where lines are balanced, as in titles, it counts too.
func lineCost(after ending, left, width pdf.Length, balanced bool) int {
	percent := int(max(left, 0) * 100 / max(width, 1))
	if after == endForced && !balanced {
		if percent > 90 {
			return runtCost
		}
		return 0
	}
	cost := percent*percent + 1 // as few lines as possible among equals
	switch after {
	case endHyphen:
		cost += hyphenCost
	case endOpen:
		cost += openCost
	}
	return cost
}

// compose puts the parts of a line together. Its last space stays, so that the
// words of two lines don't run into one when the text is taken out again.
func compose(list []part) line {
	var l line
	add := func(sp *span, text string) {
		if n := len(l.pieces); n > 0 && l.pieces[n-1].span == sp {
			l.pieces[n-1].text += text
		} else {
			l.pieces = append(l.pieces, piece{span: sp, text: text})
		}
	}
	for i, p := range list {
		for _, pc := range p.pieces {
			add(pc.span, pc.text)
		}
		if len(p.pieces) == 0 {
			continue
		}
		last := p.pieces[len(p.pieces)-1].span
		switch {
		case p.after == endSpace:
			add(last, " ")
		case p.after == endHyphen && i == len(list)-1:
			add(last, string(softHyphen))
		}
	}
	for i := range l.pieces {
		pc := &l.pieces[i]
		pc.width = pc.span.font.Width(pc.text, pc.span.size)
		l.width += pc.width
	}
	if n := len(list); n > 0 && list[n-1].after == endSpace {
		l.width -= list[n-1].extra
	}
	return l
}
