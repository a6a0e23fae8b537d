package markdown

import (
	"unicode/utf8"
)

const hintControl = "delete the character"

// isControl reports whether r is a control character that has no place in
// text: any of C0 but tab, line feed and carriage return, delete, and C1. HTML
// allows none of them.
func isControl(r rune) bool {
	switch r {
	case '\t', '\n', '\r':
		return false
	}
	return r < ' ' || 0x7F <= r && r < 0xA0
}

// clean returns the text with U+FFFD in place of control characters and of
// bytes that are not UTF-8, each of them a mistake; the text itself if it has
// none. So no text can hold what stands for a hole.
func (p *page) clean(text []byte) []byte {
	var out []byte
	last := 0
	for i := 0; i < len(text); {
		if c := text[i]; ' ' <= c && c < 0x7F || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		invalid := r == utf8.RuneError && n == 1
		if !invalid && !isControl(r) {
			i += n
			continue
		}
		if invalid {
			p.errorf(i, "save the file as UTF-8", "byte 0x%02X is not UTF-8", text[i])
		} else {
			p.errorf(i, hintControl, "control character U+%04X", r)
		}
		out = append(out, text[last:i]...)
		out = append(out, "\uFFFD"...)
		i += n
		last = i
	}
	if out == nil {
		return text
	}
	return append(out, text[last:]...)
}
