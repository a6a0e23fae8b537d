package assets

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// scanner goes through a style sheet, statement by statement, and finds its
// cuts and its mistakes.
type scanner struct {
	*builder
	*sheet
	toks  []token
	depth int  // of blocks
	rules bool // a rule has been seen, so that an @import comes too late
}

// scan reads a style sheet. All files of other kinds have been published.
func (b *builder) scan(name string) *sheet {
	s := &scanner{builder: b, sheet: &sheet{name: name, src: b.data[name]}}
	s.toks = tokenize(s.src)
	// In a sheet with a string or block left open, what follows is not what it
	// seems to be: more findings would only confuse.
	if s.checkTokens() {
		for i := 0; i < len(s.toks); {
			i = s.statement(i)
		}
	}
	return s.sheet
}

// statement scans the rule, the declaration or the end of a block that begins
// at token i, and returns where the next one begins.
func (s *scanner) statement(i int) int {
	t := s.toks[i]
	switch {
	case t.blank() || t.TokenType == css.SemicolonToken:
		return i + 1
	case t.TokenType == css.RightBraceToken:
		s.depth--
		return i + 1
	case t.TokenType == css.AtKeywordToken:
		return s.atRule(i)
	}
	end := s.run(i, true)
	if s.is(end, css.LeftBraceToken) {
		return s.block(end)
	}
	s.checkDeclaration(s.toks[i:end])
	return end
}

// atRule scans the at-rule at token i, up to its block if it has one.
func (s *scanner) atRule(i int) int {
	t := s.toks[i]
	name := strings.ToLower(unescape(t.text[1:]))
	// The address of a namespace is a name, nothing is fetched from it.
	end := s.run(i+1, name != "import" && name != "namespace")
	if s.is(end, css.LeftBraceToken) && name != "import" {
		return s.block(end)
	}
	if end == len(s.toks) || s.is(end, css.LeftBraceToken) {
		s.errorAt(s.name, t.at, "end it with a semicolon", "unfinished rule %q", t.text)
		return end
	}
	after, stop := end, s.toks[end].at // a brace that closes the block around is not of the rule
	if s.is(end, css.SemicolonToken) {
		after, stop = end+1, s.toks[end].end()
	}
	switch {
	case name == "charset": // the output is UTF-8
		s.cuts = append(s.cuts, cut{start: t.at, end: stop})
	case name == "import":
		if rule := s.importRule(s.toks[i:end]); rule != nil {
			s.cuts = append(s.cuts, cut{start: t.at, end: stop, rule: rule})
		}
	case name != "layer" && s.depth == 0:
		s.rules = true
	}
	return after
}

// block enters the block that opens at token i.
func (s *scanner) block(i int) int {
	s.rules = true
	s.depth++
	return i + 1
}

// run goes from token i to the end of the statement: to the semicolon or brace
// outside all brackets, or to the end of the sheet. On its way it cuts the
// addresses of files, if links is set.
func (s *scanner) run(i int, links bool) int {
	var open []string // functions, and "" for other brackets
	custom := s.is(i, css.CustomPropertyNameToken)
	for ; i < len(s.toks); i++ {
		t := s.toks[i]
		switch t.TokenType {
		case css.SemicolonToken, css.RightBraceToken, css.RightParenthesisToken, css.RightBracketToken:
			if len(open) == 0 {
				return i
			}
			if t.TokenType != css.SemicolonToken {
				open = open[:len(open)-1]
			}
		case css.LeftBraceToken:
			if len(open) == 0 && !custom { // the value of a custom property may have braces
				return i
			}
			open = append(open, "")
		case css.LeftParenthesisToken, css.LeftBracketToken:
			open = append(open, "")
		case css.FunctionToken:
			open = append(open, s.function(t))
		case css.URLToken, css.StringToken:
			inner := ""
			if len(open) > 0 {
				inner = open[len(open)-1]
			}
			if links && (t.TokenType == css.URLToken || inner == "image-set" || inner == "-webkit-image-set") {
				s.link(t)
			}
		}
	}
	return i
}

// function returns the name of the function that t opens, in lower case.
func (s *scanner) function(t token) string {
	name := strings.ToLower(unescape(bytes.TrimSuffix(t.text, []byte("("))))
	if name == "url" || name == "src" {
		s.errorAt(s.name, t.at, "write url(…) in plain letters", "address that cannot be followed")
	}
	return name
}

// is reports whether token i is there and of type tt.
func (s *scanner) is(i int, tt css.TokenType) bool {
	return i < len(s.toks) && s.toks[i].TokenType == tt
}

// next returns the place of the first token from i on that is not blank.
func next(toks []token, i int) int {
	if n := slices.IndexFunc(toks[i:], func(t token) bool { return !t.blank() }); n >= 0 {
		return i + n
	}
	return len(toks)
}
