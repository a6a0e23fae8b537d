// Package callout is a goldmark extension for callouts in the form of GitHub's
// alerts (https://docs.github.com/en/get-started/writing-on-github, section
// Alerts): a block quotation whose first line is [!NOTE], case being of no
// matter. Unlike there a title may follow on that line.
//
// What enters is Markdown, what leaves is an aside with the role note. The
// words and the icons come from Options. A block quotation that does not begin
// with [! is left as it is.
package callout

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// Options say what a callout needs to know of its surroundings. All fields are
// required. The functions are called while a document is rendered, with the
// writer that the renderer was given; what they write is HTML that can stand in
// a paragraph or, Word and Plain, in a quoted attribute.
type Options struct {
	Kinds   []string                                                 // in lower case; the first stands in for one that is not known
	Icon    func(w util.BufWriter, kind string)                      // writes the icon of a kind
	Word    func(w util.BufWriter, kind string)                      // writes the title of a kind
	Plain   func(w util.BufWriter, title ast.Node)                   // writes the text of the author's own title
	Begin   func(w util.BufWriter)                                   // is told that a title begins
	Mistake func(w util.BufWriter, offset int, hint, message string) // takes an author's mistake at an offset in the source
}

// Callout is the node of a callout. Its first child is its Title.
type Callout struct {
	ast.BaseBlock
}

// Title is the node of a callout's first line. It has children if the author
// wrote a title.
type Title struct {
	ast.BaseBlock
	Word   string // the kind, as written
	At     int    // offset of the kind
	Closed bool   // whether the bracket is
}

// KindCallout and KindTitle are the kinds of the nodes.
var (
	KindCallout = ast.NewNodeKind("Callout")
	KindTitle   = ast.NewNodeKind("CalloutTitle")
)

// Kind implements ast.Node.
func (*Callout) Kind() ast.NodeKind { return KindCallout }

// Dump implements ast.Node.
func (n *Callout) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// Kind implements ast.Node.
func (*Title) Kind() ast.NodeKind { return KindTitle }

// Dump implements ast.Node.
func (n *Title) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"Word": n.Word}, nil)
}

type extension struct{ options Options }

// New returns the extension.
func New(o Options) goldmark.Extender { return extension{o} }

// Extend implements goldmark.Extender.
func (e extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		// Before link reference definitions, which begin with a bracket too.
		parser.WithParagraphTransformers(util.Prioritized(titleTransformer{}, 50)),
		parser.WithASTTransformers(util.Prioritized(transformer{}, 50)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(nodeRenderer(e), 100)))
}
