// Package hashtag is a goldmark extension for hashtags in running text, as the
// services of social media read them: a # sign that no word goes before, and
// letters, digits and underscores, at least one of them a letter.
//
// What enters is Markdown; what leaves is a node around the text of the tag.
// How it is shown is left to the Options. Code and addresses are not looked at,
// and in C#, {#id} and &#228; there is no hashtag.
package hashtag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Options say what becomes of a hashtag. The functions are required, and are
// called with the writer that the renderer was given: Open before the text of
// the tag, which has its # sign, and Close after it.
type Options struct {
	Open, Close func(w util.BufWriter, n *Hashtag)
}

// Hashtag is the node of a hashtag. Its child is its text.
type Hashtag struct {
	ast.BaseInline
	Name string // without #
}

// Kind is the kind of the node.
var Kind = ast.NewNodeKind("Hashtag")

// Kind implements ast.Node.
func (*Hashtag) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Hashtag) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"Name": n.Name}, nil)
}

type extension struct{ options Options }

// New returns the extension.
func New(o Options) goldmark.Extender { return extension{o} }

// Extend implements goldmark.Extender.
func (e extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inlineParser{}, 100)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(nodeRenderer(e), 100)))
}

type inlineParser struct{}

// Trigger implements parser.InlineParser.
func (inlineParser) Trigger() []byte { return []byte{'#', '&'} }

// Parse implements parser.InlineParser.
func (inlineParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if line[0] == '&' {
		return reference(block, line, segment)
	}
	if !mayFollow(block.PrecendingCharacter()) {
		return nil
	}
	size := Length(line[1:])
	if size == 0 || segment.Padding > 0 {
		return nil
	}
	n := &Hashtag{Name: string(line[1 : 1+size])}
	n.SetPos(segment.Start)
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1+size)))
	block.Advance(1 + size)
	return n
}

// reference takes a numeric character reference in one: goldmark would part the
// text at its # sign.
func reference(block text.Reader, line []byte, segment text.Segment) ast.Node {
	end := 2
	for end < len(line) && util.IsAlphaNumeric(line[end]) {
		end++
	}
	if end == 2 || end == len(line) || line[1] != '#' || line[end] != ';' || segment.Padding > 0 {
		return nil
	}
	block.Advance(end + 1)
	return ast.NewTextSegment(segment.WithStop(segment.Start + end + 1))
}

// mayFollow reports whether a hashtag may follow a character: not in a word, in
// an address or in a character reference.
func mayFollow(before rune) bool {
	return !IsPart(before) && !strings.ContainsRune("#&/={", before)
}

// Length returns how many bytes of a text, from its begin, are the name of a
// hashtag; 0 where there is none. Underscores at the end are left to emphasis.
func Length(text []byte) int {
	size, letters := 0, false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if !IsPart(r) && r != '_' {
			break
		}
		i += n
		letters = letters || unicode.IsLetter(r)
		if r != '_' {
			size = i
		}
	}
	if !letters {
		return 0
	}
	return size
}

// IsPart reports whether a character may stand in a hashtag beside the
// underscore: letters with their marks, and digits.
func IsPart(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r))
}

type nodeRenderer struct{ options Options }

// RegisterFuncs implements renderer.NodeRenderer.
func (r nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(Kind, r.render)
}

func (r nodeRenderer) render(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		r.options.Open(w, n.(*Hashtag))
	} else {
		r.options.Close(w, n.(*Hashtag))
	}
	return ast.WalkContinue, nil
}
