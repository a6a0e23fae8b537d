package callout

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"opas/site/diag"
)

type nodeRenderer struct{ options Options }

// RegisterFuncs implements renderer.NodeRenderer.
func (r nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(KindCallout, r.renderCallout)
	reg.Register(KindTitle, r.renderTitle)
}

// renderCallout writes the aside. As a note it is no landmark, of which a page
// should have few, each with another name.
func (r nodeRenderer) renderCallout(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</aside>")
		return ast.WalkContinue, nil
	}
	title := n.FirstChild().(*Title)
	kind := r.kind(w, title)
	_, _ = w.WriteString(`<aside class="callout callout-` + kind + `" role="note" aria-label="`)
	if title.HasChildren() {
		r.options.Plain(w, title)
	} else {
		r.options.Word(w, kind)
	}
	_, _ = w.WriteString(`">`)
	return ast.WalkContinue, nil
}

func (r nodeRenderer) renderTitle(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</p>")
		return ast.WalkContinue, nil
	}
	kind := n.(*Title).Among(r.options.Kinds)
	_, _ = w.WriteString(`<p class="callout-title">`)
	r.options.Icon(w, kind)
	r.options.Begin(w)
	if !n.HasChildren() {
		r.options.Word(w, kind)
	}
	return ast.WalkContinue, nil
}

// kind returns the kind of a callout, and tells of one that is not known.
func (r nodeRenderer) kind(w util.BufWriter, t *Title) string {
	known := r.options.Kinds
	switch {
	case !t.Closed:
		r.options.Mistake(w, t.At, "write > [!"+strings.ToUpper(known[0])+"]", "callout without closing bracket")
	case !slices.Contains(known, strings.ToLower(t.Word)):
		r.options.Mistake(w, t.At, diag.DidYouMean(t.Word, known), fmt.Sprintf("unknown callout %q", t.Word))
	}
	return t.Among(known)
}

// Among returns the kind that a title names, in lower case; the first of kinds
// where it is none of them.
func (t *Title) Among(kinds []string) string {
	if k := strings.ToLower(t.Word); slices.Contains(kinds, k) {
		return k
	}
	return kinds[0]
}
