package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
)

// rawHTML is the extension that keeps HTML out of pages: a comment is left out,
// anything else is a mistake.
type rawHTML struct{}

// Extend implements goldmark.Extender.
func (e rawHTML) Extend(m goldmark.Markdown) { renders(m, e) }

// RegisterFuncs implements renderer.NodeRenderer.
func (rawHTML) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindRawHTML, on(renderRawHTML))
	r.Register(ast.KindHTMLBlock, on(renderHTMLBlock))
}

var (
	commentOpen  = []byte("<!--")
	commentClose = []byte("-->")
)

func renderRawHTML(p *page, n *ast.RawHTML, entering bool) ast.WalkStatus {
	if entering && n.Segments.Len() > 0 {
		if at := n.Segments.At(0).Start; !bytes.HasPrefix(p.src[at:], commentOpen) {
			p.errorHTML(at)
		}
	}
	return ast.WalkSkipChildren
}

func renderHTMLBlock(p *page, n *ast.HTMLBlock, entering bool) ast.WalkStatus {
	if !entering || n.Lines().Len() == 0 {
		return ast.WalkContinue
	}
	at, end := n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop
	if n.HasClosure() {
		end = n.ClosureLine.Stop
	}
	// A block that begins with a comment goes on to the end of the line on
	// which the comment ends.
	for {
		for at < end && (p.src[at] == ' ' || p.src[at] == '\t' || p.src[at] == '\n') {
			at++
		}
		rest := p.src[at:end]
		if len(rest) == 0 {
			return ast.WalkContinue
		}
		if !bytes.HasPrefix(rest, commentOpen) {
			break
		}
		size := bytes.Index(rest[2:], commentClose)
		if size < 0 {
			p.errorf(at, "end the comment with -->", "comment without end")
			return ast.WalkContinue
		}
		at += 2 + size + len(commentClose)
	}
	if p.src[at] == '<' {
		p.errorHTML(at)
	} else {
		p.errorf(at, "begin the text on a new line", "text after a comment: %q", clip(p.src[at:end]))
	}
	return ast.WalkContinue
}

// errorHTML adds the mistake for the tag at an offset.
func (p *page) errorHTML(at int) {
	tag := p.src[at:]
	if n := bytes.IndexAny(tag, ">\n"); n >= 0 {
		tag = tag[:n+1]
	}
	s := clip(bytes.TrimRight(tag, "\n"))
	p.errorf(at, "write Markdown; to show the tag itself put it in backticks: `"+s+"`", "raw HTML is not allowed: %q", s)
}
