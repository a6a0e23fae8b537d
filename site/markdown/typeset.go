package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// typesetter is the state of running text from one node of it to the next:
// what a quotation mark becomes depends on what stands before and after it.
//
// The marks are replaced as the text is written, not in the syntax tree: so one
// converter serves every language, and the tree stays small.
type typesetter struct {
	quotes Quotes
	prev   class
	double int // double quotation marks open in this block
	single int
	words  int
}

// class is what the typesetter knows of the last character.
type class uint8

const (
	blank  class = iota // white space, or the start of a block
	opener              // opening bracket or quotation mark
	letter
	digit
	mark      // any other character
	special   // to be looked at by page.special
	multibyte // the start of a longer character
)

// classes are those of the bytes.
var classes = func() (t [256]class) {
	for i := range t {
		switch c := rune(i); {
		case c >= utf8.RuneSelf:
			t[i] = multibyte
		case unicode.IsLetter(c):
			t[i] = letter
		case unicode.IsDigit(c):
			t[i] = digit
		case unicode.IsSpace(c):
			t[i] = blank
		default:
			t[i] = mark
		}
	}
	t['('], t['{'] = opener, opener
	for _, c := range `&<>"'\-.[` {
		t[c] = special
	}
	return t
}()

// classOf returns the class of a character beyond ASCII.
func classOf(r rune) class {
	switch {
	case unicode.IsLetter(r), unicode.Is(unicode.M, r):
		return letter
	case unicode.IsSpace(r):
		return blank
	case unicode.IsDigit(r):
		return digit
	case unicode.In(r, unicode.Ps, unicode.Pi):
		return opener
	}
	return mark
}

// Typeset returns a plain text that is no Markdown, such as a title, with the
// marks of its language: quotation marks, dashes, ellipses.
func Typeset(s, lang string) string {
	if !strings.ContainsAny(s, `"'-.`) {
		return s
	}
	p := &page{set: typesetter{quotes: QuotesFor(lang)}}
	t := text{src: []byte(s), to: len(s), plain: true}
	var out []byte
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == '"' || c == '\'' || (c == '-' || c == '.') && i+1 < len(s) && s[i+1] == s[i]:
			out, i = p.special(out, &t, i)
			continue
		case c < utf8.RuneSelf:
			p.set.see(min(classes[c], mark))
		default:
			p.set.see(classOf(c))
		}
		out = append(out, s[i:i+n]...)
		i += n
	}
	return string(out)
}

// begin starts a block of running text.
func (s *typesetter) begin() { s.prev, s.double, s.single = blank, 0, 0 }

// see takes note of a character, and counts the word that it begins.
func (s *typesetter) see(c class) {
	if (c == letter || c == digit) && s.prev != letter && s.prev != digit {
		s.words++
	}
	s.prev = c
}

// text is running text: a part of a source. Offsets in src are offsets in the
// page if at is negative; else the text stands somewhere behind at.
type text struct {
	src      []byte
	from, to int
	at       int
	plain    bool // not for HTML
}

// offset returns where the i'th byte of the source is in the page.
func (t *text) offset(i int) int {
	if t.at >= 0 {
		return t.at
	}
	return i
}

// typeset appends running text: with the marks of the language, its escapes
// and character references resolved, escaped for HTML.
func (p *page) typeset(dst []byte, t text) []byte {
	start := t.from
	for i := t.from; i < t.to; {
		c := t.src[i]
		switch k := classes[c]; {
		case k == multibyte:
			r, n := utf8.DecodeRune(t.src[i:t.to])
			p.set.see(classOf(r))
			i += n
		case k != special:
			p.set.see(k)
			i++
		case (c == '.' || c == '-') && (i+1 >= t.to || t.src[i+1] != c):
			p.set.see(mark)
			i++
		default:
			dst = append(dst, t.src[start:i]...)
			dst, i = p.special(dst, &t, i)
			start = i
		}
	}
	return append(dst, t.src[start:t.to]...)
}

// special appends what the special character at i becomes and returns the
// offset after it.
func (p *page) special(dst []byte, t *text, i int) ([]byte, int) {
	switch c := t.src[i]; c {
	case '"', '\'':
		after := p.next(t, i+1)
		if c == '"' {
			return t.append(dst, p.set.doubleMark(after)), i + 1
		}
		return t.append(dst, p.set.singleMark(t, i, after)), i + 1
	case '-', '.':
		n := i
		for n < t.to && t.src[n] == c {
			n++
		}
		p.set.see(mark)
		return append(dst, ligature(t.src[i:n])...), n
	case '\\':
		if i+1 < t.to && util.IsPunct(t.src[i+1]) {
			p.set.see(mark)
			return t.append(dst, string(t.src[i+1])), i + 2
		}
	case '&':
		if e, n := p.entity(t.src[i:t.to], t.offset(i)); n > 0 {
			r, _ := utf8.DecodeRune(e)
			p.set.see(classOf(r))
			return t.append(dst, string(e)), i + n
		}
	case '[':
		if t.at < 0 {
			p.checkBracket(i)
		}
		p.set.see(opener)
		return append(dst, '['), i + 1
	}
	p.set.see(mark)
	return t.append(dst, string(t.src[i])), i + 1
}

// append appends characters as they are, escaped if need be.
func (t *text) append(dst []byte, s string) []byte {
	if t.plain {
		return append(dst, s...)
	}
	return appendEscaped(dst, s)
}

// next returns the class of the character after a quotation mark, emphasis
// looked through.
func (p *page) next(t *text, i int) class {
	for i < len(t.src) && (t.src[i] == '*' || t.src[i] == '_' || t.src[i] == '~') {
		i++
	}
	if i >= len(t.src) {
		return blank
	}
	if c := classes[t.src[i]]; c < special {
		return c
	}
	r, _ := utf8.DecodeRune(t.src[i:])
	return classOf(r)
}
