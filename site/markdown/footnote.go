package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	fast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnotes is the extension of footnotes, those of PHP Markdown Extra
// (https://michelf.ca/projects/php-markdown/extra/#footnotes). Their ids have a
// colon, which those of headings cannot have.
type footnotes struct{}

// Extend implements goldmark.Extender.
func (e footnotes) Extend(m goldmark.Markdown) {
	// The priorities are goldmark's.
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(footnoteParser{extension.NewFootnoteBlockParser()}, 999)),
		parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101)),
		parser.WithASTTransformers(util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)
	renders(m, e)
}

// RegisterFuncs implements renderer.NodeRenderer.
func (footnotes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(fast.KindFootnoteLink, on(renderFootnoteLink))
	r.Register(fast.KindFootnoteBacklink, on(renderFootnoteBacklink))
	r.Register(fast.KindFootnote, on(renderFootnote))
	r.Register(fast.KindFootnoteList, on(renderFootnoteList))
}

// footnoteParser is goldmark's, and keeps the definitions: those that nothing
// refers to are not in the finished tree.
type footnoteParser struct{ parser.BlockParser }

// Close implements parser.BlockParser.
func (f footnoteParser) Close(n ast.Node, r gtext.Reader, pc parser.Context) {
	f.BlockParser.Close(n, r, pc)
	p, note := pageOf(pc), n.(*fast.Footnote)
	for _, other := range p.footnotes {
		if bytes.Equal(other.Ref, note.Ref) {
			p.errorf(note.Pos(), "give one of them another name", "footnote %q is defined twice", note.Ref)
			return
		}
	}
	p.footnotes = append(p.footnotes, note)
}

// checkFootnotes adds the definitions that nothing refers to.
func (p *page) checkFootnotes() {
	for _, n := range p.footnotes {
		if n.Index < 0 {
			p.errorf(n.Pos(), "refer to it with [^"+string(n.Ref)+"], or take it away", "unused footnote %q", n.Ref)
		}
	}
}

// noteID is the id of a note, referenceID that of the n'th reference to it,
// from 0.
func noteID(index int) string { return "fn:" + strconv.Itoa(index) }

func referenceID(index, n int) string {
	id := "fnref:" + strconv.Itoa(index)
	if n > 0 {
		id += "-" + strconv.Itoa(n+1)
	}
	return id
}

func renderFootnoteLink(p *page, n *fast.FootnoteLink, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	for _, shown := range p.links {
		if shown {
			p.errorf(n.Pos(), "put the footnote after the link", "footnote within a link")
			return ast.WalkContinue
		}
	}
	id := referenceID(n.Index, n.RefIndex)
	p.hold(id)
	p.out = append(p.out, "<sup"...)
	p.attribute("id", id)
	p.out = append(p.out, `><a href="#`+noteID(n.Index)+`" role="doc-noteref">`+strconv.Itoa(n.Index)+"</a></sup>"...)
	p.set.see(mark)
	return ast.WalkContinue
}

func renderFootnoteBacklink(p *page, n *fast.FootnoteBacklink, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	id := referenceID(n.Index, n.RefIndex)
	p.out = append(p.out, ` <a href="#`+id+`" role="doc-backlink" aria-label="`...)
	p.word(WordBack)
	// The number keeps apart the links of different notes and references.
	p.out = append(p.out, " "+id[len("fnref:"):]+"\">↩\uFE0E</a>"...)
	return ast.WalkContinue
}

func renderFootnote(p *page, n *fast.Footnote, entering bool) ast.WalkStatus {
	if !entering {
		p.out = append(p.out, "</li>"...)
		return ast.WalkContinue
	}
	id := noteID(n.Index)
	p.hold(id)
	p.out = append(p.out, "<li"...)
	p.attribute("id", id)
	p.out = append(p.out, '>')
	return ast.WalkContinue
}

func renderFootnoteList(p *page, _ *fast.FootnoteList, entering bool) ast.WalkStatus {
	if entering {
		p.out = append(p.out, `<section class="footnotes" role="doc-endnotes" aria-label="`...)
		p.word(WordFootnotes)
		p.out = append(p.out, `"><ol>`...)
	} else {
		p.out = append(p.out, "</ol></section>"...)
	}
	return ast.WalkContinue
}
