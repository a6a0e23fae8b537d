package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// ligature returns the dash or the ellipsis that a run of hyphens or full stops
// stands for.
func ligature(run []byte) string {
	switch string(run) {
	case "--":
		return "–"
	case "---":
		return "—"
	case "...":
		return "…"
	}
	return string(run)
}

// doubleMark returns what a straight double mark becomes before a character of
// class after.
func (s *typesetter) doubleMark(after class) string {
	word := after == letter || after == digit
	switch {
	case after != blank && (s.prev == blank || s.prev == opener),
		word && s.prev == mark && s.double == 0:
		s.double++
		s.see(opener)
		return s.quotes.Open
	case s.double == 0 && (s.prev == digit || s.prev == blank):
		s.see(mark) // inches, or a mark by itself
		return `"`
	}
	s.double = max(0, s.double-1)
	s.see(mark)
	return s.quotes.Close
}

// singleMark returns what the straight single mark at i becomes: one of a pair,
// or an apostrophe.
func (s *typesetter) singleMark(t *text, i int, after class) string {
	inWord := s.prev == letter || s.prev == digit
	switch {
	case after != blank && !inWord && closes(t, i+1):
		s.single++
		s.see(opener)
		return s.quotes.SingleOpen
	case s.single > 0 && after != letter && after != digit:
		s.single--
		s.see(mark)
		return s.quotes.SingleClose
	}
	s.see(mark)
	return "’"
}

// closes reports whether a single mark after i can close a pair: it is in the
// same block, no space stands before it and no letter after it.
func closes(t *text, i int) bool {
	const limit = 1000 // bytes: what is longer is hardly a quotation within one
	src := t.src[:min(len(t.src), i+limit)]
	if n := bytes.Index(src[i:], []byte("\n\n")); n >= 0 {
		src = src[:i+n]
	}
	for j := i + 1; j < len(src); j++ {
		if src[j] != '\'' || classes[src[j-1]] == blank {
			continue
		}
		r, _ := utf8.DecodeRune(src[j+1:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
