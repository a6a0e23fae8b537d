package markdown

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	fast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// tasks is the extension of tasks (GFM, section 5.3), whose boxes a reader can
// tick. A task may end in attributes: its id, and where it comes from.
//
//   - [ ] Read the rules. {#rules from="../4-rules/index.md#background"}
//
// The id is that of the box, so that a link to the task leads to it and ticks
// are kept by it. A task without one is named after its text: "task:read-the-rules".
// The colon keeps such an id apart from those of headings. It stays the same
// while the text does, wherever the task is moved; so in a checklist the text must
// be that of no other task.
//
// The lists of tasks that stand under a heading, with what is between them, are a
// group with its name.
type tasks struct{}

// Extend implements goldmark.Extender.
func (e tasks) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(extension.NewTaskCheckBoxParser(), 0))) // goldmark's priority
	renders(m, e)
}

// RegisterFuncs implements renderer.NodeRenderer.
func (tasks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(fast.KindTaskCheckBox, on(renderBox))
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

// groups reports whether a node is a list of tasks that can be in a group.
func (p *page) groups(n ast.Node) bool {
	return n.Kind() == ast.KindList && n.Parent().Kind() == ast.KindDocument && !p.isRules(n) && hasTask(n)
}

// openGroup writes the start of the group that begins with a list, if one does.
func (p *page) openGroup(list *ast.List) {
	if p.inGroup || len(p.doc.Headings) == 0 || !p.groups(list) {
		return
	}
	p.inGroup = true
	p.out = append(p.out, `<div class="task-group" role="group"`...)
	p.attribute("aria-labelledby", p.doc.Headings[len(p.doc.Headings)-1].ID)
	p.out = append(p.out, '>')
}

// closeGroup writes the end of the group that ends with a list, if one does: no
// other one comes before the next heading.
func (p *page) closeGroup(list *ast.List) {
	if !p.inGroup || !p.groups(list) {
		return
	}
	for n := ast.Node(list); n != nil && !hasHeading(n); n = n.NextSibling() {
		if next := n.NextSibling(); next != nil && p.groups(next) {
			return
		}
	}
	p.inGroup = false
	p.out = append(p.out, "</div>"...)
}

// hasHeading reports whether a block is a heading, or has one in it.
func hasHeading(block ast.Node) bool {
	if block.Kind() == ast.KindHeading {
		return true
	}
	for c := block.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if hasHeading(c) {
			return true
		}
	}
	return false
}

// renderBox writes the box of a task and the start of its label, which closeTask
// ends.
func renderBox(p *page, n *fast.TaskCheckBox, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	block := n.Parent()
	if p.isEmpty(block) {
		p.errorf(n.Pos(), "write what there is to do after the brackets", "task without text")
	}
	a := p.addTask(n)
	p.out = append(p.out, `<input type="checkbox"`...)
	p.attribute("id", a.id)
	if n.IsChecked {
		p.out = append(p.out, " checked"...)
	}
	p.out = append(p.out, "> <label"...)
	p.attribute("for", a.id)
	if a.lang != "" {
		p.attribute("lang", a.lang)
	}
	p.enter(a)
	p.out = append(p.out, '>')
	return ast.WalkContinue
}

// addTask lists a task and returns its attributes, with its id.
func (p *page) addTask(n *fast.TaskCheckBox) *attributes {
	block := n.Parent()
	a := blockAttributes(block)
	if a == nil {
		a = &attributes{}
		block.SetAttributeString(blockAttribute, a)
	}
	a.id = p.itemID(a.id, prefixTask, block)
	p.doc.Tasks = append(p.doc.Tasks, Task{a.id, n.IsChecked})
	p.hold(a.id)
	return a
}

// closeTask ends the label of the task that a block is, and writes the link to
// its source after it: within, it would be part of the box's name.
func (p *page) closeTask(block ast.Node) {
	p.out = append(p.out, "</label>"...)
	a := blockAttributes(block)
	p.set.quotes = a.outer
	if !p.addSource(a) {
		return
	}
	i := len(p.doc.Links) - 1
	p.out = append(p.out, ` <a class="task-source" href="`...)
	p.hole(hole{kind: holeLink, index: i})
	p.out = append(p.out, `">`...)
	p.hole(hole{kind: holeSource, index: i})
	p.out = append(p.out, "</a>"...)
}

// addSource lists the link to the source of a task, if it has one.
func (p *page) addSource(a *attributes) bool {
	if a.fromAt == 0 {
		return false
	}
	from := decodePercent(a.from)
	if from == "" || isExternal(from) {
		p.errorf(a.fromAt, "write the path of its file: from=../page.md#heading", "source %q is no page of the guide", from)
		return false
	}
	if !p.checkPath("source", from, a.fromAt) {
		return false
	}
	p.doc.Links = append(p.doc.Links, Link{Dest: from, Task: a.id, Pos: p.pos(a.fromAt)})
	return true
}

// shorten cuts an address to the words that fit in a length that suits an id.
func shorten(s string) string {
	const most = 60 // bytes
	if len(s) <= most {
		return s
	}
	if i := strings.LastIndexByte(s[:most+1], '-'); i > 0 {
		return s[:i]
	}
	return s // one long word
}
