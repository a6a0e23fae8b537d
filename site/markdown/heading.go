package markdown

import (
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
)

// headings is the extension of section headings: each has an id, and beside it
// (not within, where it would become part of the heading's name) a link to
// itself.
type headings struct{}

// Extend implements goldmark.Extender.
func (e headings) Extend(m goldmark.Markdown) { renders(m, e) }

// RegisterFuncs implements renderer.NodeRenderer.
func (headings) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, on(renderHeading))
}

func renderHeading(p *page, n *ast.Heading, entering bool) ast.WalkStatus {
	tag := "h" + strconv.Itoa(headingLevel(n))
	a := blockAttributes(n)
	if !entering {
		h := &p.doc.Headings[len(p.doc.Headings)-1]
		p.out = append(p.out, "</"+tag+`><a class="anchor" href="#`...)
		p.out = append(appendEscaped(p.out, h.ID), `" aria-label="`...)
		p.word(WordPermalink)
		p.out = append(appendEscaped(append(p.out, ": "...), h.Text), `"><span aria-hidden="true">#</span></a></div>`...)
		if a != nil {
			p.set.quotes = a.outer
		}
		return ast.WalkContinue
	}
	if a == nil {
		a = &attributes{}
	} else {
		p.enter(a)
	}
	h := p.addHeading(n, a)
	p.out = append(p.out, `<div class="heading"><`+tag...)
	p.attribute("id", h.ID)
	if a.lang != "" {
		p.attribute("lang", a.lang)
	}
	p.out = append(p.out, '>')
	p.set.begin()
	return ast.WalkContinue
}

// headingLevel returns the level that a heading is shown with. One of level 1 is
// a mistake; until it is mended it shows as a section.
func headingLevel(n *ast.Heading) int { return max(n.Level, 2) }

// addHeading lists a heading and gives it an id.
func (p *page) addHeading(n *ast.Heading, a *attributes) Heading {
	h := Heading{Level: headingLevel(n), ID: a.id, Text: p.plainText(n), Pos: p.pos(n.Pos())}
	p.checkHeading(n, h.Text)
	if h.ID == "" {
		h.ID = p.newID(Fold(h.Text))
	}
	p.doc.Headings = append(p.doc.Headings, h)
	p.hold(h.ID)
	return h
}

// newID returns an id after a text, made unique on the page.
func (p *page) newID(id string) string {
	if id == "" {
		id = "section"
	}
	if p.claim(id) {
		return id
	}
	for n := p.ids[id] + 1; ; n++ {
		if s := id + "-" + strconv.Itoa(n); p.claim(s) {
			p.ids[id] = n
			return s
		}
	}
}

// checkHeading adds what is wrong with a heading.
func (p *page) checkHeading(n *ast.Heading, text string) {
	if text == "" {
		p.errorf(n.Pos(), "write the heading after the # signs, or take the line away", "empty heading")
	}
	if n.Level == 1 {
		p.errorf(n.Pos(), "begin a section with ##",
			"heading of level 1: the title in the front matter is the page's only level-1 heading")
		return
	}
	if n.Level > p.level+1 {
		p.errorf(n.Pos(), "write "+"######"[:p.level+1]+" here, or add the heading between",
			"heading of level %d after level %d", n.Level, p.level)
	}
	p.level = n.Level
}
