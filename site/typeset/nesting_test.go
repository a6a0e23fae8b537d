package typeset

import (
	"strings"
	"testing"

	"opas/site/pdf"
	"opas/site/pdf/pdfua"
)

// mostChecked is how many blocks may be within each other where pdfcpu looks at the
// file: it follows the structure tree a hundred elements deep, and an item is three
// of them.
const mostChecked = 30

// What is nested deeper than the page is wide ends in a column that words still
// have room in.
func TestNested(t *testing.T) {
	for _, kinds := range []string{"l", "t", "q", "k", "d", "n", "lqkdnt"} {
		for _, depth := range []int{5, mostChecked, 100} {
			d := &Document{Title: "Sisäkkäin", Lang: "fi"}
			for i, inner := range []string{"pKansaneläkelaitos kertoo", "fNimi", "wYksi|Kaksi", "ckoodia"} {
				d.Blocks = append(d.Blocks, fuzzed(strings.Repeat(kinds, depth)[:depth]+inner, i)...)
			}
			data := set(t, d, Options{})
			if depth > mostChecked {
				continue
			}
			for _, problem := range pdfua.Check(data) {
				t.Errorf("%d of %s: %.200s", depth, kinds, problem)
			}
		}
	}
}

// Boxes never get narrower than a word, nor leave the page.
func TestBox(t *testing.T) {
	in := box{x: usual.side, width: 400 * pdf.Point}
	for range 100 {
		in = in.narrow(indent, nil)
		if in.width < narrowest || in.x < usual.side || in.x+in.width != usual.side+400*pdf.Point {
			t.Fatalf("got %v from %v", in.width, in.x)
		}
	}
	if wide := in.wide(indent + narrowest); wide.narrow(indent, nil) != in {
		t.Errorf("got %v, want %v", wide.narrow(indent, nil), in)
	}
}

// A part is cut as often as it has characters at most, whatever the width.
func TestFitEnds(t *testing.T) {
	set := newSetter(&Document{Lang: "fi"}, Options{})
	for _, s := range []string{"x", "sana", "aBcDeF", strings.Repeat("i", 50), "#TagiJokaOnPitkä", "`koodi`a*b*", "a\u00ADb", "a\n\nb", "\u0301\u0301"} {
		for _, width := range []pdf.Length{-1000 * pdf.Point, -1, 0, 1, 3 * pdf.Point} {
			whole := parts(set.spans(text(s), usual.body, "fi"), nil)
			most := len([]rune(s)) + len(whole)
			if got := fit(whole, width); len(got) > most {
				t.Errorf("%q, width %v: %d parts", s, width, len(got))
			}
			if empty(fit(whole, width)) != empty(whole) {
				t.Errorf("%q, width %v: an empty part", s, width)
			}
		}
	}
}

// empty counts the parts without a character, such as empty lines.
func empty(list []part) (n int) {
	for _, p := range list {
		if p.characters() == 0 {
			n++
		}
	}
	return n
}
