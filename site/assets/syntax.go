package assets

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/tdewolff/parse/v2/css"
	"opas/site/diag"
)

// Browsers pass over broken CSS, and a sheet that is taken into another could
// break that one as well. So an author is told here.

// checkTokens reports strings, comments, addresses and brackets without an end,
// and the like, and returns whether there are none.
func (s *scanner) checkTokens() bool {
	known := len(s.diags)
	var open []token
	for _, t := range s.toks {
		switch t.TokenType {
		case css.BadStringToken, css.StringToken:
			if _, _, ok := stringContent(t.text); !ok || t.TokenType == css.BadStringToken {
				s.errorAt(s.name, t.at, "close it with "+string(t.text[:1])+" on the same line", "string without an end")
			}
		case css.CommentToken:
			if len(t.text) < 4 || !bytes.HasSuffix(t.text, []byte("*/")) {
				s.errorAt(s.name, t.at, "close it with */", "comment without an end")
			}
		case css.BadURLToken, css.URLToken:
			if _, ok := urlContent(t.text); !ok || t.TokenType == css.BadURLToken {
				s.errorAt(s.name, t.at, `write url("file")`, "malformed url()")
			}
		case css.DelimToken:
			if string(t.text) == `\` {
				s.errorAt(s.name, t.at, "", "backslash at the end of a line")
			}
		case css.LeftBraceToken, css.LeftParenthesisToken, css.LeftBracketToken, css.FunctionToken:
			open = append(open, t)
		case css.RightBraceToken, css.RightParenthesisToken, css.RightBracketToken:
			if len(open) == 0 {
				s.errorAt(s.name, t.at, "", "unexpected %q", t.text)
				return false
			}
			last := open[len(open)-1]
			if closer(last) != t.text[0] {
				pos := diag.PosAt(s.src, t.at)
				s.errorAt(s.name, last.at, fmt.Sprintf("the next closing bracket is the %q at %d:%d", t.text, pos.Line, pos.Col),
					"%q without its %q", last.text, string(closer(last)))
				return false
			}
			open = open[:len(open)-1]
		}
	}
	if len(s.diags) > known {
		return false // a bracket may be in what has no end
	}
	for _, t := range open {
		s.errorAt(s.name, t.at, fmt.Sprintf("close it with %s", string(closer(t))), "%q without its %q", t.text, string(closer(t)))
	}
	return len(open) == 0
}

// closer returns the bracket that closes t.
func closer(t token) byte {
	switch t.TokenType {
	case css.LeftBraceToken:
		return '}'
	case css.LeftBracketToken:
		return ']'
	}
	return ')'
}

// checkDeclaration reports a statement without a block that is not of the form
// "property: value" within one.
func (s *scanner) checkDeclaration(toks []token) {
	if s.depth == 0 {
		s.errorAt(s.name, toks[0].at, "a rule has a selector and a block", "text outside of a rule: %q", firstLine(toks))
		return
	}
	named := toks[0].TokenType == css.IdentToken || toks[0].TokenType == css.CustomPropertyNameToken
	if i := next(toks, 1); !named || i == len(toks) || toks[i].TokenType != css.ColonToken {
		s.errorAt(s.name, toks[0].at, "write property: value;", "malformed declaration %q", firstLine(toks))
	}
}

// firstLine returns the first line of a statement, for a message.
func firstLine(toks []token) string {
	line, _, more := strings.Cut(text(toks), "\n")
	if more {
		return strings.TrimSpace(line) + " …"
	}
	return line
}
