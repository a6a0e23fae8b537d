package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// references is the extension of link reference definitions: one that nothing
// refers to would vanish, and one that is defined again would be passed over.
type references struct{}

// Extend implements goldmark.Extender.
func (e references) Extend(m goldmark.Markdown) { renders(m, e) }

// RegisterFuncs implements renderer.NodeRenderer.
func (references) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLinkReferenceDefinition, on(renderDefinition))
}

// reference is a definition, and whether a link refers to it.
type reference struct {
	label []byte
	at    int
	used  bool
}

// reference returns what is known of a label; nothing at first.
func (p *page) reference(label []byte) *reference {
	key := util.ToLinkReference(label)
	if p.references == nil {
		p.references = map[string]*reference{}
	}
	if p.references[key] == nil {
		p.references[key] = &reference{at: -1}
	}
	return p.references[key]
}

func renderDefinition(p *page, n *ast.LinkReferenceDefinition, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	at := n.Lines().At(0).Start
	if r := p.reference(n.Label); r.at >= 0 {
		p.errorf(at, "give one of them another name", "link reference %q is defined twice", n.Label)
	} else {
		r.at, r.label = at, n.Label
	}
	return ast.WalkSkipChildren
}

// useReference takes note that a link refers to a definition, if it does.
func (p *page) useReference(r *ast.ReferenceLink) {
	if r != nil {
		p.reference(r.Value).used = true
	}
}

// checkReferences adds the definitions that nothing refers to.
func (p *page) checkReferences() {
	for _, r := range p.references {
		if r.at >= 0 && !r.used {
			p.errorf(r.at, "refer to it with ["+clip(r.label)+"], or take it away", "unused link reference %q", r.label)
		}
	}
}

// checkBracket looks at an opening bracket that is text, at offset at: an
// author may have meant more by it than a bracket. CommonMark leaves a link or
// a reference that it cannot resolve as text, without a word.
func (p *page) checkBracket(at int) {
	close := closingBracket(p.src, at)
	if close < 0 {
		return
	}
	if p.src[at+1] == '^' {
		if name := p.src[at+2 : close]; len(bytes.TrimSpace(name)) > 0 && bytes.IndexByte(name, '\n') < 0 {
			p.errorf(at, "define it on a line of its own: [^"+string(name)+"]: text", "undefined footnote %q", name)
		}
		return
	}
	if close+1 == len(p.src) {
		return
	}
	switch p.src[close+1] {
	case '(':
		p.errorf(at, `write [text](page.md), an address with spaces as <my page.md>; \[ is a bracket`,
			"%q is not a link", clip(p.src[at:close+2]))
	case '[':
		end := closingBracket(p.src, close+1)
		if end < 0 || p.src[close+2] == '^' {
			return
		}
		label := bytes.TrimSpace(p.src[close+2 : end])
		if len(label) == 0 {
			label = p.src[at+1 : close]
		}
		p.errorf(at, "define it on a line of its own: ["+clip(label)+`]: page.md; \[ is a bracket`,
			"undefined link reference %q", clip(label))
	}
}

// closingBracket returns the offset of the bracket that closes the one at
// offset at, in the same block and not in code; -1 if there is none.
func closingBracket(src []byte, at int) int {
	const limit = 1000 // CommonMark's for link labels
	depth := 0
	for i := at; i < min(len(src), at+limit); i++ {
		switch src[i] {
		case '\\':
			i++
		case '`':
			i = skipCode(src, i)
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		case '\n':
			if i+1 < len(src) && src[i+1] == '\n' {
				return -1
			}
		}
	}
	return -1
}

// skipCode returns the offset of the end of the code span that begins at i, or
// of the end of the backticks if they begin none.
func skipCode(src []byte, i int) int {
	const limit = 1000
	n := i
	for n < len(src) && src[n] == '`' {
		n++
	}
	ticks := src[i:n]
	for j := n; j < min(len(src), i+limit); j++ {
		k := j
		for k < len(src) && src[k] == '`' {
			k++
		}
		if k-j == len(ticks) {
			return k - 1
		}
		j = max(j, k)
	}
	return n - 1
}

// clip shortens a quotation of the author's text to its first line, and that to
// a length that suits a message.
func clip(s []byte) string {
	line, _, cut := bytes.Cut(s, []byte{'\n'})
	r := []rune(string(line))
	if len(r) > 40 {
		r, cut = r[:40], true
	}
	if cut {
		return string(r) + "…"
	}
	return string(r)
}
