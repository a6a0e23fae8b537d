package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// appendEscaped appends s as HTML text or as part of a quoted attribute.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	start := 0
	for i := range len(s) {
		e := escapeOf(s[i])
		if e == "" {
			continue
		}
		dst = append(dst, s[start:i]...)
		dst = append(dst, e...)
		start = i + 1
	}
	return append(dst, s[start:]...)
}

// escapeOf returns the character reference that c needs in HTML, or "".
func escapeOf(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&#34;"
	case '\'':
		return "&#39;"
	}
	return ""
}

// decodeEntity returns what the character reference at the start of s stands
// for, and its length; 0 if there is none (CommonMark 0.31, section 2.5).
func decodeEntity(s []byte) (text []byte, n int) {
	end := bytes.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return nil, 0
	}
	if s[1] != '#' {
		e, ok := util.LookUpHTML5EntityByName(string(s[1:end]))
		if !ok {
			return nil, 0
		}
		return e.Characters, end + 1
	}
	digits, base, limit := string(s[2:end]), 10, 7
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, limit = digits[1:], 16, 6
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > limit {
		return nil, 0
	}
	if v == 0 || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
		v = utf8.RuneError
	}
	return utf8.AppendRune(nil, rune(v)), end + 1
}

// entity decodes the character reference at the start of s, which stands at
// offset at. A control character is a mistake and becomes U+FFFD.
func (p *page) entity(s []byte, at int) (text []byte, n int) {
	text, n = decodeEntity(s)
	if n == 0 {
		return nil, 0
	}
	if r, _ := utf8.DecodeRune(text); isControl(r) {
		p.errorf(at, hintControl, "control character %q", s[:n])
		return []byte("\uFFFD"), n
	}
	return text, n
}

// unescape resolves the backslash escapes and the character references of an
// address or an info string, which stands at offset at.
func (p *page) unescape(s []byte, at int) string {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return string(s)
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]) {
			out = append(out, s[i+1])
			i += 2
			continue
		}
		if s[i] == '&' {
			if text, n := p.entity(s[i:], at); n > 0 {
				out = append(out, text...)
				i += n
				continue
			}
		}
		out = append(out, s[i])
		i++
	}
	return string(out)
}
