package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"opas/site/content"
)

// splitter knows where the reviewed compounds of a language are joined.
type splitter struct {
	byHead map[string][]content.Compound // by the folded first letters
}

// headLetters are enough to find a compound by its beginning.
const headLetters = 4

// tailLetters of a compound's last part must be there, or all but two where that
// is less: its end may be inflected, as in "viestintäryhmille".
const tailLetters = 4

func newSplitter(list content.Compounds) *splitter {
	s := &splitter{byHead: map[string][]content.Compound{}}
	for _, c := range list {
		head := firstLetters(Fold(c.Word()))
		s.byHead[head] = append(s.byHead[head], c)
	}
	return s
}

func firstLetters(s string) string {
	n := 0
	for i := range s {
		if n == headLetters {
			return s[:i]
		}
		n++
	}
	return s
}

// split returns a form with bars at its joints: those of the reviewed compound
// that it has most letters in common with. reviewed is false where there is none.
func (s *splitter) split(form string) (word string, reviewed bool) {
	var best content.Compound
	most := 0
	for _, c := range s.byHead[firstLetters(Fold(form))] {
		n := commonPrefix(form, c.Word())
		// The more letters in common the better; of two compounds that fit alike
		// the shorter, whose end is nearer to the form's.
		if n >= needed(c) && (n > most || n == most && len(c.Word()) < len(best.Word())) {
			best, most = c, n
		}
	}
	if most == 0 {
		return form, false
	}
	var b strings.Builder
	at := 0
	for _, p := range best.Parts[:len(best.Parts)-1] {
		b.WriteString(form[at : at+len(p)])
		b.WriteByte('|')
		at += len(p)
	}
	return b.String() + form[at:], true
}

// needed returns how many bytes of a reviewed word a form of it begins with: all
// but its last part, and enough of that. Of a word in one piece more is needed.
func needed(c content.Compound) int {
	word, tail := c.Word(), c.Parts[len(c.Parts)-1]
	letters := utf8.RuneCountInString(tail)
	enough := min(tailLetters, max(2, letters-2))
	if len(c.Parts) == 1 {
		enough = max(tailLetters, letters-3)
	}
	return len(word) - len(tail) + prefixBytes(tail, enough)
}

// commonPrefix returns how many bytes two words have in common at the beginning,
// whole letters.
func commonPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return n
}

// prefixBytes returns the length of the first n letters.
func prefixBytes(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// parts returns the places at which a word's parts begin, the first left out:
// behind bars and hyphens.
func parts(word string) []string {
	var out []string
	for i, r := range word {
		if isJoined(r) {
			out = append(out, strings.ReplaceAll(word[i+1:], "|", ""))
		}
	}
	return slices.Clip(out)
}

// isJoined reports whether parts of a word meet at a character.
func isJoined(r rune) bool { return r == '|' || r == '-' }
