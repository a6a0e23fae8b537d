package assets

import (
	"bytes"
	"io"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/parse/v2/css"
)

// squeeze minifies CSS: it removes comments, space and semicolons that mean
// nothing, and leaves every other token as it is. Comments that begin with "/*!"
// stay.
//
// The minifier that serves for scripts and drawings is not used for CSS: in an
// at-rule nested in a style rule it takes the space around the operators of
// calc(), which makes the declaration invalid, and puts names of animations into
// lower case; it also drops empty layers, and with them their place in the order.
func squeeze(src []byte) []byte {
	out := make([]byte, 0, len(src))
	var last token
	space, comment := false, false
	for t := range tokens(src) {
		switch {
		case t.TokenType == css.WhitespaceToken:
			space = true
			continue
		case t.TokenType == css.CommentToken && !bytes.HasPrefix(t.text, []byte("/*!")):
			comment = true
			continue
		case t.TokenType == css.SemicolonToken && (last.text == nil || last.TokenType == css.SemicolonToken || last.TokenType == css.LeftBraceToken):
			continue
		case t.TokenType == css.RightBraceToken && last.TokenType == css.SemicolonToken:
			out = out[:len(out)-1]
		}
		out = append(out, between(last, t, space, comment)...)
		out = append(out, t.text...)
		last, space, comment = t, false, false
	}
	return out
}

// between returns what must stand between two tokens that had white space or a
// comment between them.
func between(a, b token, space, comment bool) string {
	if a.TokenType == css.ColonToken && (b.TokenType == css.SemicolonToken || b.TokenType == css.RightBraceToken) {
		return " " // the empty value of a custom property
	}
	switch a.TokenType {
	case css.LeftBraceToken, css.RightBraceToken, css.SemicolonToken, css.CommaToken,
		css.LeftParenthesisToken, css.FunctionToken, css.LeftBracketToken, css.ColonToken:
		return ""
	}
	// A colon is not among these: "a :hover" is not "a:hover".
	switch b.TokenType {
	case css.LeftBraceToken, css.RightBraceToken, css.SemicolonToken, css.CommaToken,
		css.RightParenthesisToken, css.RightBracketToken:
		return ""
	}
	switch {
	case a.text == nil || string(b.text) == "!" && a.TokenType != css.DelimToken:
		return ""
	case space:
		return " "
	case comment:
		return "/**/" // they are apart, yet no space may come in
	}
	return ""
}

// squeezeStyle is squeeze as the SVG minifier calls it for styles.
func squeezeStyle(_ *minify.M, w io.Writer, r io.Reader, _ map[string]string) error {
	src, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	_, err = w.Write(squeeze(src))
	return err
}
