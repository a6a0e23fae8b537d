package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	fast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// priority puts our renderers before goldmark's, which stand at 500 and 1000.
const priority = 100

// renders registers a node renderer.
func renders(m goldmark.Markdown, r renderer.NodeRenderer) {
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(r, priority)))
}

// on adapts a function of the page and the node's own type.
func on[N ast.Node](f func(p *page, n N, entering bool) ast.WalkStatus) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return f(w.(*page), n.(N), entering), nil
	}
}

// texts is the extension of running text and of inline code.
type texts struct{}

// Extend implements goldmark.Extender.
func (e texts) Extend(m goldmark.Markdown) { renders(m, e) }

// RegisterFuncs implements renderer.NodeRenderer.
func (texts) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindText, on(renderText))
	r.Register(ast.KindCodeSpan, on(renderCodeSpan))
	r.Register(ast.KindTextBlock, on(renderTextBlock))
	r.Register(ast.KindParagraph, on(renderParagraph))
	r.Register(fast.KindDefinitionTerm, on(renderTerm))
}

func renderText(p *page, n *ast.Text, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	p.out = p.typeset(p.out, text{src: p.src, from: n.Segment.Start, to: n.Segment.Stop, at: -1})
	switch {
	case n.HardLineBreak():
		p.out = append(p.out, "<br>"...)
		p.set.see(blank)
	case n.SoftLineBreak():
		p.out = append(p.out, '\n')
		p.set.see(blank)
	}
	return ast.WalkContinue
}

func renderCodeSpan(p *page, n *ast.CodeSpan, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	p.out = append(p.out, "<code>"...)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.out = appendEscaped(p.out, c.(*ast.Text).Value(p.src)) // a line end counts as a space
	}
	p.out = append(p.out, "</code>"...)
	p.set.see(mark)
	return ast.WalkSkipChildren
}

func renderTextBlock(p *page, n *ast.TextBlock, entering bool) ast.WalkStatus {
	return p.renderBlock(n, "", entering)
}

func renderParagraph(p *page, n *ast.Paragraph, entering bool) ast.WalkStatus {
	return p.renderBlock(n, "p", entering)
}

func renderTerm(p *page, _ *fast.DefinitionTerm, entering bool) ast.WalkStatus {
	if entering {
		p.set.begin()
		p.out = append(p.out, "<dt>"...)
	} else {
		p.out = append(p.out, "</dt>"...)
	}
	return ast.WalkContinue
}

// renderBlock writes a paragraph, or the text of a tight list item, which has
// no tag of its own: if it has attributes a span carries them. An image with a
// title that stands alone makes a figure instead, and the first text of a task
// a label, which carries them.
func (p *page) renderBlock(n ast.Node, tag string, entering bool) ast.WalkStatus {
	a := blockAttributes(n)
	task := taskOf(n)
	if task != nil {
		a = nil
	}
	if figureOf(n) != nil {
		tag = "figure"
	} else if a != nil && tag == "" {
		tag = "span"
	}
	if entering {
		p.set.begin()
		if tag != "" {
			p.open(tag, a)
		}
		return ast.WalkContinue
	}
	if task != nil {
		p.closeTask(n)
	}
	if tag == "figure" {
		p.caption(figureOf(n))
	}
	if tag != "" {
		p.close(tag, a)
	}
	return ast.WalkContinue
}

// plainText returns the text of a node's children as one line without markup,
// typeset but not escaped.
func (p *page) plainText(n ast.Node) string {
	saved := p.set
	p.set.begin()
	b := p.appendPlain(nil, n)
	p.set = saved
	return string(bytes.Join(bytes.Fields(b), []byte(" ")))
}

func (p *page) appendPlain(b []byte, n ast.Node) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				b = append(b, c.Value(p.src)...)
				continue
			}
			b = p.typeset(b, text{src: p.src, from: c.Segment.Start, to: c.Segment.Stop, at: -1, plain: true})
			if c.SoftLineBreak() || c.HardLineBreak() {
				b = append(b, ' ')
				p.set.see(blank)
			}
		case *ast.AutoLink:
			b = append(b, c.Label(p.src)...)
		default:
			b = p.appendPlain(b, c)
		}
	}
	return b
}
