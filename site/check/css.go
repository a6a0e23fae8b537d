package check

import (
	"bytes"
	"strconv"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// scanCSS reads a style sheet for the files that it fetches.
func (s *source) scanCSS() {
	lexer := css.NewLexer(parse.NewInputBytes(s.buf))
	rule := "" // the at-rule in whose prelude we are
	off := 0
	for {
		tt, data := lexer.Next()
		switch tt {
		case css.ErrorToken:
			return
		case css.AtKeywordToken:
			rule = string(bytes.ToLower(data))
		case css.SemicolonToken, css.LeftBraceToken:
			rule = ""
		case css.StringToken:
			if rule == "@import" {
				s.refer([]byte(rule), cssText(data), off, useResource)
				rule = ""
			}
		case css.URLToken:
			if rule != "@namespace" { // a name, never fetched
				_, v, _ := bytes.Cut(data, []byte("("))
				v = bytes.TrimSpace(bytes.TrimSuffix(v, []byte(")")))
				s.refer([]byte("url"), cssText(v), off, useResource)
			}
			rule = ""
		case css.BadURLToken:
			s.errorf(off, "put the address into quotes", "%s cannot be read", quoted(data))
		}
		off += len(data)
	}
}

// cssText returns the text of a string or an address: without quotes, escapes
// replaced (CSS Syntax 3, 4.3.7).
func cssText(v []byte) []byte {
	if len(v) > 0 && (v[0] == '"' || v[0] == '\'') {
		v = bytes.TrimSuffix(v[1:], v[:1])
	}
	if bytes.IndexByte(v, '\\') < 0 {
		return v
	}
	var out []byte
	for len(v) > 0 {
		if v[0] != '\\' || len(v) == 1 {
			out = append(out, v[0])
			v = v[1:]
			continue
		}
		v = v[1:]
		n := 0
		for n < min(6, len(v)) && isHex(v[n]) {
			n++
		}
		if n == 0 {
			out = append(out, v[0])
			v = v[1:]
			continue
		}
		r, _ := strconv.ParseUint(string(v[:n]), 16, 32)
		out = append(out, string(rune(r))...)
		v = v[n:]
		if len(v) > 0 && v[0] <= ' ' {
			v = v[1:]
		}
	}
	return out
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
