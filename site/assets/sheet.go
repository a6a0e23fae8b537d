package assets

import (
	"iter"
	"slices"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// sheet is a style sheet and the cuts where its bundle differs from it.
type sheet struct {
	name string
	src  []byte
	cuts []cut // in order, apart from each other
}

// cut is a stretch of a sheet that gives way to text or to another sheet.
type cut struct {
	start, end int
	text       string
	rule       *importRule // nil unless it is an @import
}

// importRule is an @import, or the import of a script, whose file is there.
type importRule struct {
	at       int    // its place in the file
	name     string // the file that is imported
	layered  bool
	layer    string // "" for a layer without a name
	supports string // condition, without its parentheses
	media    string
}

// token is a token of the CSS lexer and its place.
type token struct {
	css.TokenType
	text []byte
	at   int
}

func (t token) end() int { return t.at + len(t.text) }

// tokenize returns the tokens of src, which follow each other without a gap.
func tokenize(src []byte) []token {
	return slices.AppendSeq(make([]token, 0, len(src)/4), tokens(src))
}

// tokens gives the tokens of src one by one.
func tokens(src []byte) iter.Seq[token] {
	return func(yield func(token) bool) {
		// Cut to its length, so that the lexer copies src to append its end mark.
		lexer := css.NewLexer(parse.NewInputBytes(src[:len(src):len(src)]))
		at := 0
		for {
			tt, text := lexer.Next()
			if tt == css.ErrorToken || !yield(token{tt, text, at}) {
				return
			}
			at += len(text)
		}
	}
}

// blank reports whether the token means nothing between statements.
func (t token) blank() bool {
	switch t.TokenType {
	case css.WhitespaceToken, css.CommentToken, css.CDOToken, css.CDCToken:
		return true
	}
	return false
}
