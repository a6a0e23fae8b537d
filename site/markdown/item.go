package markdown

import "github.com/yuin/goldmark/ast"

// item is a task or a field of a checklist.
type item struct {
	name     string // the id that its text makes
	isChosen bool   // its author gave it another one
	node     ast.Node
}

// itemID returns the id of a task or a field: the one that its author chose, or
// else the one that its text makes.
func (p *page) itemID(chosen, name string, n ast.Node) string {
	if p.Checklist {
		p.items = append(p.items, item{name, chosen != "", n})
	}
	if chosen != "" {
		return chosen
	}
	return p.newID(name)
}

// checkItems adds the items of a checklist that are named after a text which
// another one has too. Numbers would tell them apart, until one of them is taken
// away: then what was ticked or written there would show at the next one.
func (p *page) checkItems() {
	count := make(map[string]int, len(p.items))
	for _, i := range p.items {
		count[i.name]++
	}
	for _, i := range p.items {
		if count[i.name] < 2 || i.isChosen || p.isEmpty(i.node) {
			continue
		}
		p.errorf(i.node.Pos(), "give each of them an id of its own: {#morning-mail}; readers' ticks and texts are kept by it",
			"the checklist has %q more than once", clip([]byte(p.plainText(i.node))))
	}
}
