package check

import (
	"bytes"
	"html"
	"iter"
	"strings"
)

// decode returns the value of an attribute as it stands in the text: without
// quotes, character references replaced.
func decode(raw []byte) []byte {
	if len(raw) > 0 && (raw[0] == '"' || raw[0] == '\'') {
		raw = bytes.TrimSuffix(raw[1:], raw[:1])
	}
	if bytes.IndexByte(raw, '&') < 0 {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(out, raw...)
		}
		n := referenceLen(raw[i:])
		out = append(out, raw[:i]...)
		out = append(out, html.UnescapeString(string(raw[i:i+n]))...)
		raw = raw[i+n:]
	}
}

// referenceLen returns the length of the character reference that v begins
// with, 1 if the "&" stands for itself. One without a semicolon is left alone:
// in an attribute, "?a=1&copy=2" has none.
func referenceLen(v []byte) int {
	const longest = 33 // &CounterClockwiseContourIntegral;
	for n, c := range v[1:min(len(v), longest)] {
		if c == ';' {
			return n + 2
		}
		if !isLetter(c) && !isDigit(c) && c != '#' {
			break
		}
	}
	return 1
}

// decodeText returns the text of an element, white space collapsed.
func decodeText(raw []byte) string {
	return strings.Join(strings.Fields(html.UnescapeString(string(raw))), " ")
}

// candidates returns the addresses of a srcset (HTML Standard, 4.8.4.2.2).
func candidates(v []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for {
			v = bytes.TrimLeft(v, ", \t\n\f\r")
			if len(v) == 0 {
				return
			}
			end := bytes.IndexAny(v, " \t\n\f\r")
			if end < 0 {
				end = len(v)
			}
			address := v[:end]
			v = v[end:]
			if trimmed := bytes.TrimRight(address, ","); len(trimmed) < len(address) {
				address = trimmed
			} else {
				_, v, _ = bytes.Cut(v, []byte(","))
			}
			if !yield(address) {
				return
			}
		}
	}
}

// refreshTarget returns the address in the content of a refresh, as in
// "0; url=next.html" (HTML Standard, 4.2.5.3).
func refreshTarget(content []byte) ([]byte, bool) {
	i := bytes.IndexAny(content, ";, ")
	if i < 0 {
		return nil, false
	}
	v := bytes.TrimLeft(content[i:], ";, \t\n\f\r")
	if len(v) >= 3 && bytes.EqualFold(v[:3], []byte("url")) {
		if rest, ok := bytes.CutPrefix(bytes.TrimSpace(v[3:]), []byte("=")); ok {
			v = bytes.TrimSpace(rest)
		}
	}
	if len(v) > 0 && (v[0] == '"' || v[0] == '\'') {
		v, _, _ = bytes.Cut(v[1:], v[:1])
	}
	return v, len(v) > 0
}
