package markdown

import (
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
)

// lists is the extension of lists, of tasks (see task.go), and of numbered rules.
type lists struct{}

// Extend implements goldmark.Extender.
func (e lists) Extend(m goldmark.Markdown) { renders(m, e) }

// RegisterFuncs implements renderer.NodeRenderer.
func (lists) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindList, on(renderList))
	r.Register(ast.KindListItem, on(renderListItem))
}

func renderList(p *page, n *ast.List, entering bool) ast.WalkStatus {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	if !entering {
		p.out = append(append(append(p.out, "</"...), tag...), '>')
		p.closeGroup(n)
		return ast.WalkContinue
	}
	p.openGroup(n)
	p.out = append(append(p.out, '<'), tag...)
	switch {
	case p.isRules(n):
		p.attribute("class", "rules")
	case hasTask(n):
		p.attribute("class", "tasks")
	}
	if n.IsOrdered() && n.Start != 1 && !p.isRules(n) {
		p.attribute("start", strconv.Itoa(n.Start))
	}
	p.out = append(p.out, '>')
	return ast.WalkContinue
}

func renderListItem(p *page, n *ast.ListItem, entering bool) ast.WalkStatus {
	rules := p.isRules(n.Parent())
	switch {
	case entering && rules:
		p.openRule(n)
	case entering && itemTask(n) != nil:
		p.out = append(p.out, `<li class="task">`...)
	case entering:
		p.out = append(p.out, "<li>"...)
	case rules:
		p.out = append(p.out, "</div></li>"...)
	default:
		p.out = append(p.out, "</li>"...)
	}
	return ast.WalkContinue
}

// isRules reports whether the items of a list are rules: they are numbered
// through the page, whatever number the author wrote.
func (p *page) isRules(n ast.Node) bool {
	l, ok := n.(*ast.List)
	return ok && p.Part > 0 && l.IsOrdered() && l.Parent().Kind() == ast.KindDocument
}

// addRule returns the number of the next rule, which is its id too.
func (p *page) addRule(n ast.Node) (id string) {
	p.rule++
	id = strconv.Itoa(p.Part) + "." + strconv.Itoa(p.rule)
	if !p.claim(id) {
		p.errorf(n.Pos(), "give the heading or the text with that id another one", "id %q is taken by a rule", id)
	}
	p.hold(id)
	return id
}

// openRule writes the start of a rule, with its number as a link to itself.
func (p *page) openRule(n ast.Node) {
	id := p.addRule(n)
	p.out = append(p.out, "<li"...)
	p.attribute("id", id)
	if itemTask(n) != nil {
		p.attribute("class", "task")
	}
	p.out = append(p.out, `><a class="rule-number" href="#`+id+`" aria-label="`...)
	p.word(WordRule)
	p.out = append(p.out, " "+id+`">`+id+"</a><div>"...)
}
