package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
)

// span is the node of a bracketed text with attributes: [text]{lang=en}.
type span struct {
	ast.BaseInline
	list *attributes
}

var kindSpan = ast.NewNodeKind("Span")

// Kind implements ast.Node.
func (*span) Kind() ast.NodeKind { return kindSpan }

// Dump implements ast.Node.
func (n *span) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// spanTransformer makes the spans. They are made in the finished tree, and not
// by a parser of brackets, so that they take nothing away from links,
// footnotes and task boxes: only a bracket that is still text can open one.
type spanTransformer struct{}

// Transform implements parser.ASTTransformer.
func (spanTransformer) Transform(_ *ast.Document, _ gtext.Reader, pc parser.Context) {
	p := pageOf(pc)
	for _, a := range p.spans {
		if !p.makeSpan(a) {
			p.errorf(a.at, hintAttributes, "attributes that belong to nothing")
			a.Parent().ReplaceChild(a.Parent(), a, ast.NewTextSegment(gtext.NewSegment(a.at, a.end+1)))
		}
	}
}

// makeSpan puts the siblings before the attributes, back to the bracket that
// opens, into a span; false if there is no such bracket.
func (p *page) makeSpan(a *attributes) bool {
	last, ok := a.PreviousSibling().(*ast.Text)
	if !ok || last.Segment.Stop != a.at {
		return false
	}
	first, at := openingBracket(last, p.src)
	if first == nil {
		return false
	}
	p.readAttributes(a, ofText)
	parent := a.Parent()
	s := &span{list: a}
	s.SetPos(at)
	last.Segment.Stop-- // the bracket that closes
	inner := ast.NewTextSegment(first.Segment.WithStart(at + 1))
	inner.SetSoftLineBreak(first.SoftLineBreak())
	inner.SetHardLineBreak(first.HardLineBreak())
	first.Segment.Stop = at
	first.SetSoftLineBreak(false)
	first.SetHardLineBreak(false)
	for n := first.NextSibling(); n != ast.Node(a); {
		next := n.NextSibling()
		s.AppendChild(s, n)
		n = next
	}
	if s.FirstChild() == nil {
		s.AppendChild(s, inner)
	} else {
		s.InsertBefore(s, s.FirstChild(), inner)
	}
	parent.ReplaceChild(parent, a, s)
	return true
}

// openingBracket finds the text and the offset of the bracket that the end of
// last closes; nil if it closes none.
func openingBracket(last *ast.Text, src []byte) (*ast.Text, int) {
	const limit = 4000 // bytes
	depth := 0
	for n := ast.Node(last); n != nil; n = n.PreviousSibling() {
		t, ok := n.(*ast.Text)
		if !ok || t.IsRaw() {
			continue
		}
		for i := t.Segment.Stop - 1; i >= max(t.Segment.Start, last.Segment.Stop-limit); i-- {
			if c := src[i]; c != '[' && c != ']' || isEscaped(src, i) {
				continue
			} else if c == ']' {
				depth++
			} else if depth--; depth == 0 {
				return t, i
			}
		}
	}
	return nil, 0
}

func renderSpan(p *page, n *span, entering bool) ast.WalkStatus {
	if entering {
		p.open("span", n.list)
	} else {
		p.close("span", n.list)
	}
	return ast.WalkContinue
}
