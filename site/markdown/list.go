package markdown

import (
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	fast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// lists is the extension of lists, of tasks (GFM, section 5.3) whose boxes a
// reader can tick, and of numbered rules.
type lists struct{}

// Extend implements goldmark.Extender.
func (e lists) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(extension.NewTaskCheckBoxParser(), 0))) // goldmark's priority
	renders(m, e)
}

// RegisterFuncs implements renderer.NodeRenderer.
func (lists) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindList, on(renderList))
	r.Register(ast.KindListItem, on(renderListItem))
	r.Register(fast.KindTaskCheckBox, on(renderBox))
}

func renderList(p *page, n *ast.List, entering bool) ast.WalkStatus {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	if !entering {
		p.out = append(append(append(p.out, "</"...), tag...), '>')
		return ast.WalkContinue
	}
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

// taskOf returns the box with which a block begins, or nil.
func taskOf(block ast.Node) *fast.TaskCheckBox {
	box, _ := block.FirstChild().(*fast.TaskCheckBox)
	return box
}

// itemTask returns the box of a list item, or nil.
func itemTask(item ast.Node) *fast.TaskCheckBox {
	if item.FirstChild() == nil {
		return nil
	}
	return taskOf(item.FirstChild())
}

func hasTask(list ast.Node) bool {
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		if itemTask(c) != nil {
			return true
		}
	}
	return false
}

func renderBox(p *page, n *fast.TaskCheckBox, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	if p.isEmpty(n.Parent()) {
		p.errorf(n.Pos(), "write what there is to do after the brackets", "task without text")
	}
	p.out = append(p.out, `<input type="checkbox"`...)
	if n.IsChecked {
		p.out = append(p.out, " checked"...)
	}
	p.out = append(p.out, "> "...)
	return ast.WalkContinue
}
