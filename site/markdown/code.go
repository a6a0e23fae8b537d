package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
)

// codes is the extension of code blocks. A block that is wider than the page
// scrolls, and takes the focus so that a keyboard can scroll it.
type codes struct{}

// Extend implements goldmark.Extender.
func (e codes) Extend(m goldmark.Markdown) { renders(m, e) }

// RegisterFuncs implements renderer.NodeRenderer.
func (codes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindCodeBlock, on(func(p *page, n *ast.CodeBlock, entering bool) ast.WalkStatus {
		return p.renderCode(n, nil, entering)
	}))
	r.Register(ast.KindFencedCodeBlock, on(func(p *page, n *ast.FencedCodeBlock, entering bool) ast.WalkStatus {
		return p.renderCode(n, n.Language(p.src), entering)
	}))
}

func (p *page) renderCode(n ast.Node, language []byte, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	p.out = append(p.out, `<pre tabindex="0"><code`...)
	if len(language) > 0 {
		p.attribute("class", "language-"+p.unescape(language, n.Pos()))
	}
	p.out = append(p.out, '>')
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		p.out = appendEscaped(p.out, line.Value(p.src))
	}
	p.out = append(p.out, "</code></pre>"...)
	return ast.WalkContinue
}
