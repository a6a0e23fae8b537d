package assets

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const cssSpace = " \t\r\n\f"

// unescape resolves the escapes of an identifier, a string's content or an
// address (CSS Syntax Level 3, section 4.3.7).
func unescape(text []byte) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '\\' {
			out.WriteByte(text[i])
			i++
			continue
		}
		r, n := escaped(text[i+1:])
		if n > 0 && r >= 0 {
			out.WriteRune(r)
		}
		i += 1 + n
	}
	return out.String()
}

// escaped returns what stands after a backslash and how many bytes it takes. The
// rune is negative where the backslash only joins two lines.
func escaped(text []byte) (r rune, n int) {
	for n < len(text) && n < 6 && strings.IndexByte("0123456789abcdefABCDEF", text[n]) >= 0 {
		n++
	}
	if n == 0 {
		if k := newline(text); k > 0 {
			return -1, k
		}
		return utf8.DecodeRune(text)
	}
	v, _ := strconv.ParseInt(string(text[:n]), 16, 32) // at most six digits
	r = rune(v)
	if r == 0 || !utf8.ValidRune(r) {
		r = unicode.ReplacementChar
	}
	if k := newline(text[n:]); k > 0 {
		n += k
	} else if n < len(text) && strings.IndexByte(cssSpace, text[n]) >= 0 {
		n++
	}
	return r, n
}

// newline returns the length of the line end that text begins with, or 0.
func newline(text []byte) int {
	switch {
	case bytes.HasPrefix(text, []byte("\r\n")):
		return 2
	case len(text) > 0 && strings.IndexByte("\n\r\f", text[0]) >= 0:
		return 1
	}
	return 0
}

// stringContent returns the content of the quoted string that text begins with
// and the bytes it takes, quotes included; ok is false if it has no end.
func stringContent(text []byte) (content string, n int, ok bool) {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[0]:
			return unescape(text[1:i]), i + 1, true
		}
	}
	return "", 0, false
}

// urlContent returns the address in a url() token; ok is false if it has no end.
func urlContent(text []byte) (address string, ok bool) {
	_, text, _ = bytes.Cut(text, []byte("("))
	text = bytes.TrimLeft(text, cssSpace)
	n := 0
	if len(text) > 0 && (text[0] == '"' || text[0] == '\'') {
		if address, n, ok = stringContent(text); !ok {
			return "", false
		}
	} else {
		for n < len(text) && text[n] != ')' && strings.IndexByte(cssSpace, text[n]) < 0 {
			if text[n] == '\\' {
				_, k := escaped(text[n+1:])
				n += k
			}
			n++
		}
		n = min(n, len(text))
		address = unescape(text[:n])
	}
	return address, string(bytes.TrimLeft(text[n:], cssSpace)) == ")"
}

// quote writes a string as CSS.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\%x `, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
