package callout

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// titlesKey is where a parser.Context keeps the titles found, a []*Title.
var titlesKey = parser.NewContextKey()

// titleTransformer takes the first line off a paragraph that begins a callout.
// It does so before the inline parsers run, so that no emphasis or link reaches
// from the title into the content.
type titleTransformer struct{}

// Transform implements parser.ParagraphTransformer.
func (titleTransformer) Transform(n *ast.Paragraph, r text.Reader, pc parser.Context) {
	parent := n.Parent()
	if parent == nil || parent.Kind() != ast.KindBlockquote || n.PreviousSibling() != nil {
		return
	}
	src, lines := r.Source(), n.Lines()
	first := lines.At(0)
	line := first.TrimLeftSpace(src)
	line = line.TrimRightSpace(src)
	title := parseTitle(line, src)
	if title == nil {
		return
	}
	parent.InsertBefore(parent, n, title)
	titles, _ := pc.Get(titlesKey).([]*Title)
	pc.Set(titlesKey, append(titles, title))
	if lines.Len() == 1 {
		parent.RemoveChild(parent, n)
	} else {
		lines.SetSliced(1, lines.Len())
	}
}

// parseTitle reads the first line of a callout; nil if it is none.
func parseTitle(line text.Segment, src []byte) *Title {
	s := line.Value(src)
	// A bracket after the mark begins an image in a link.
	if !bytes.HasPrefix(s, []byte("[!")) || len(s) > 2 && s[2] == '[' {
		return nil
	}
	word, _, closed := bytes.Cut(s[2:], []byte{']'})
	if !closed {
		word = bytes.TrimRight(word, " \t")
	}
	t := &Title{Word: string(word), At: line.Start + 2, Closed: closed}
	t.SetPos(line.Start)
	if closed {
		rest := line.WithStart(t.At + len(word) + 1)
		if rest = rest.TrimLeftSpace(src); !rest.IsEmpty() {
			t.Lines().Append(rest)
		}
	}
	return t
}

// transformer makes a Callout of each block quotation that has a Title.
type transformer struct{}

// Transform implements parser.ASTTransformer.
func (transformer) Transform(_ *ast.Document, _ text.Reader, pc parser.Context) {
	titles, _ := pc.Get(titlesKey).([]*Title)
	for _, t := range titles {
		quote := t.Parent()
		if quote == nil || quote.Parent() == nil {
			continue
		}
		c := &Callout{}
		c.SetPos(quote.Pos())
		for n := quote.FirstChild(); n != nil; {
			next := n.NextSibling()
			c.AppendChild(c, n)
			n = next
		}
		quote.Parent().ReplaceChild(quote.Parent(), quote, c)
	}
}
