package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"opas/site/block"
	"opas/site/pdf"
)

// span is a run as it is set.
type span struct {
	run   *block.Run
	font  *pdf.Font
	size  pdf.Length
	color pdf.Color
	rise  pdf.Length
	lang  string
	link  *link
	mark  *pdf.Element // what owns it, once something of it was drawn
}

// link is what runs that follow each other with one target share.
type link struct {
	target   pdf.Target
	contents string
	lang     string // of contents; "" where that is the one around, or runs differ
	note     bool   // to a footnote
	element  *pdf.Element
}

// mostSaid is how many characters are told of what is said beside the text itself:
// where a link leads, at each of its lines, and of which task a field is. All of it
// at each would be as much as the square of its length.
const mostSaid = 200

// briefly returns a text of mostSaid characters at most.
func briefly(text string) string {
	if countTo(mostSaid+1, text) <= mostSaid {
		return text
	}
	return string([]rune(text[:min(len(text), mostSaid*utf8.UTFMax)])[:mostSaid-1]) + "…"
}

// piece is text of one span within a line.
type piece struct {
	span  *span
	text  string
	width pdf.Length
}

// ending says what may happen after a part.
type ending uint8

const (
	endOpen   ending = iota // a line may end here; nothing is there else
	endSpace                // a space, or the end of the line
	endHyphen               // nothing, or a hyphen at the end of the line
	endForced               // the line ends
)

// part is text between two places where a line may end.
type part struct {
	pieces []piece
	width  pdf.Length
	after  ending
	extra  pdf.Length // the width of the space, or of the hyphen
}

// spans prepares runs for setting.
func (s *setter) spans(runs []block.Run, l look, lang string) []*span {
	var out []*span
	var before *link
	for i := range runs {
		r := &runs[i]
		styled, rise := l.with(r.Style)
		sp := &span{run: r, size: styled.size, rise: rise, color: styled.color, font: s.font(styled.strong, r.Style)}
		if r.Lang != "" && r.Lang != lang {
			sp.lang = r.Lang
		}
		same := i > 0 && before != nil && runs[i-1].Link == r.Link && runs[i-1].Note == r.Note
		if same {
			before.add(r, sp.lang)
		} else if before = s.link(r); before != nil && !before.note {
			before.lang = sp.lang
		}
		if sp.link = before; before != nil {
			sp.color = linked
		}
		out = append(out, sp)
	}
	return out
}

// add makes a run a part of a link. lang is "" where it is in the language around.
func (l *link) add(r *block.Run, lang string) {
	if r.Note == "" {
		l.contents = briefly(l.contents + r.Text)
	}
	if lang != l.lang {
		l.lang = ""
	}
}

// link returns where a run leads, nil for nowhere.
func (s *setter) link(r *block.Run) *link {
	if r.Note != "" {
		if m := s.marks[noteKey(r.Note)]; m != nil {
			return &link{target: pdf.Target{Place: &m.place}, contents: strings.TrimSpace(s.doc.Words.Note + " " + r.Text), note: true}
		}
		return nil
	}
	if id, ok := strings.CutPrefix(r.Link, "#"); ok {
		if m := s.marks[id]; m != nil {
			return &link{target: pdf.Target{Place: &m.place}, contents: briefly(r.Text)}
		}
		return nil
	}
	if r.Link == "" {
		return nil
	}
	return &link{target: pdf.Target{URI: r.Link}, contents: briefly(r.Text)}
}

// font returns the font of a style; there is no semibold italic.
func (s *setter) font(strong bool, style block.Style) *pdf.Font {
	switch {
	case strong:
		return s.strong
	case style&block.Emphasis != 0:
		return s.italic
	}
	return s.regular
}

// clean returns text with the characters that are set: composed, and without
// those that have no shape of their own.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == softHyphen || r == zeroWidthSpace:
			return r
		case r == '\t':
			return ' '
		case shapeless(r):
			return -1
		}
		return r
	}, norm.NFC.String(text))
}

// flat returns text as it stands in one line.
func flat(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(clean(text), string(softHyphen), "")), " ")
}

// shapeless tells whether a character only says how others are shown.
func shapeless(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector)
}

const (
	softHyphen     = '\u00AD'
	zeroWidthSpace = '\u200B'
)

// parts cuts spans where a line may end. hyphenate finds where a word may be
// divided, nil for nowhere.
func parts(spans []*span, hyphenate func(lang, word string) []int) []part {
	var out []part
	var open part
	end := func(after ending, extra pdf.Length) {
		open.after, open.extra = after, extra
		out = append(out, open)
		open = part{}
	}
	add := func(sp *span, text string) {
		if text != "" {
			w := sp.font.Width(text, sp.size)
			open.pieces = append(open.pieces, piece{sp, text, w})
			open.width += w
		}
	}
	for _, sp := range spans {
		text := clean(sp.run.Text)
		for text != "" {
			i, size, after := nextEnd(text)
			word := text[:i]
			at := 0
			if hyphenate != nil && sp.run.Style&block.Mono == 0 {
				for _, cut := range hyphenate(sp.lang, word) {
					add(sp, word[at:cut])
					end(endHyphen, sp.font.Width(string(softHyphen), sp.size))
					at = cut
				}
			}
			add(sp, word[at:])
			if i == len(text) {
				break // the run ends within a word
			}
			text = text[i+size:]
			switch {
			case after == endHyphen:
				end(endHyphen, sp.font.Width(string(softHyphen), sp.size))
			case after != endSpace:
				end(after, 0)
			case len(open.pieces) > 0:
				end(endSpace, sp.font.Width(" ", sp.size))
			}
		}
	}
	if len(open.pieces) > 0 {
		end(endForced, 0)
	} else if len(out) > 0 {
		out[len(out)-1].after, out[len(out)-1].extra = endForced, 0
	}
	return out
}

// nextEnd finds where a line may end in text: after text[:i], where size bytes
// are passed over.
func nextEnd(text string) (i, size int, after ending) {
	var before, prior rune
	for i, r := range text {
		switch r {
		case ' ':
			return i, len(text[i:]) - len(strings.TrimLeft(text[i:], " ")), endSpace
		case '\n':
			return i, 1, endForced
		case softHyphen:
			return i, len("\u00AD"), endHyphen
		case zeroWidthSpace:
			return i, len("\u200B"), endOpen
		}
		if opens(prior, before, r) && !(before == '_' && text[0] == '#') { // a tag is one word
			return i, 0, endOpen
		}
		prior, before = before, r
	}
	return len(text), 0, endOpen
}

// opens tells whether a line may end before r without a space: after a hyphen,
// dash or stroke between letters or digits, as in compounds and addresses.
func opens(prior, before, r rune) bool {
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) || prior == 0 || unicode.IsPunct(prior) && before != '/' {
		return false
	}
	return strings.ContainsRune("-\u2010–—/?&=_", before)
}
