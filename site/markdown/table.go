package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	fast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// tables is the extension of tables (GFM, section 4.10). A table that is wider
// than the page scrolls within a group that takes the focus. How a column is
// aligned is a class, as the pages allow no style attributes.
type tables struct{}

// Extend implements goldmark.Extender.
func (e tables) Extend(m goldmark.Markdown) {
	// The priorities are goldmark's.
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	renders(m, e)
}

// RegisterFuncs implements renderer.NodeRenderer.
func (tables) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(fast.KindTable, on(renderTable))
	r.Register(fast.KindTableHeader, on(renderTableHeader))
	r.Register(fast.KindTableRow, on(renderTableRow))
	r.Register(fast.KindTableCell, on(renderTableCell))
}

func renderTable(p *page, _ *fast.Table, entering bool) ast.WalkStatus {
	if entering {
		p.out = append(p.out, `<div class="table" role="group" tabindex="0" aria-label="`...)
		p.word(WordTable)
		p.out = append(p.out, `"><table>`...)
	} else {
		p.out = append(p.out, "</table></div>"...)
	}
	return ast.WalkContinue
}

func renderTableHeader(p *page, n *fast.TableHeader, entering bool) ast.WalkStatus {
	if entering {
		p.out = append(p.out, "<thead><tr>"...)
		return ast.WalkContinue
	}
	p.out = append(p.out, "</tr></thead>"...)
	if n.NextSibling() != nil {
		p.out = append(p.out, "<tbody>"...)
	}
	return ast.WalkContinue
}

func renderTableRow(p *page, n *fast.TableRow, entering bool) ast.WalkStatus {
	if entering {
		p.checkRow(n)
		p.out = append(p.out, "<tr>"...)
		return ast.WalkContinue
	}
	p.out = append(p.out, "</tr>"...)
	if n.NextSibling() == nil {
		p.out = append(p.out, "</tbody>"...)
	}
	return ast.WalkContinue
}

// checkRow adds the cells of a row for which the header has no column: GFM
// leaves them out.
func (p *page) checkRow(n *fast.TableRow) {
	last := n.LastChild()
	if last == nil || last.Lines().Len() == 0 {
		return // a row with fewer cells is filled up
	}
	at := last.Lines().At(0).Stop
	rest, _, _ := bytes.Cut(p.src[at:], []byte{'\n'})
	lost := bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(rest), []byte{'|'}))
	if len(lost) > 0 {
		p.errorf(at+bytes.Index(rest, lost), `give the header as many cells; \| is a bar within a cell`,
			"table row has more cells than its header: %q", clip(lost))
	}
}

func renderTableCell(p *page, n *fast.TableCell, entering bool) ast.WalkStatus {
	// A cell of the header that says nothing heads nothing.
	header := n.Parent().Kind() == fast.KindTableHeader && !p.isEmpty(n)
	switch {
	case !entering && header:
		p.out = append(p.out, "</th>"...)
	case !entering:
		p.out = append(p.out, "</td>"...)
	default:
		p.set.begin()
		if header {
			p.out = append(p.out, `<th scope="col"`...)
		} else {
			p.out = append(p.out, "<td"...)
		}
		if n.Alignment != fast.AlignNone {
			p.attribute("class", "align-"+n.Alignment.String())
		}
		p.out = append(p.out, '>')
	}
	return ast.WalkContinue
}
