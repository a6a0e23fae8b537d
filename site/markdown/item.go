package markdown

import (
	"hash/fnv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// item is a task or a field of a checklist.
type item struct {
	named
	text     string // in small letters
	isChosen bool   // its author gave it an id
	node     ast.Node
}

// named is what an item is called by its text alone. Fields of several tasks may
// be called the same.
type named struct {
	name string
	task ast.Node // that a field belongs to; nil for other items
}

// What the ids of items begin with that are made of texts.
const (
	prefixTask  = "task:"
	prefixField = "field:"
)

// name returns what an item is called by its text, and the text in small letters.
func (p *page) name(prefix string, n ast.Node) (named, string) {
	text := p.plainText(n)
	out := named{name: prefix + shorten(Fold(text))}
	if prefix == prefixField {
		out.task = taskAround(n)
	}
	return out, strings.ToLower(text)
}

// itemID returns the id of a task or a field: the one that its author chose, or
// else one that is made of its text.
//
// The address of a text has its first words only, and no signs. Where another
// item of the checklist has the same address though not the same text, letters
// made of the whole text are added to the ids of both, after an underscore, which
// no address has. All others do without: ids can be read, and stay what they were.
// An item that gets or loses such a neighbour gets another id; the script that
// keeps ticks then knows it by its text.
func (p *page) itemID(chosen, prefix string, n ast.Node) string {
	i := item{isChosen: chosen != "", node: n}
	i.named, i.text = p.name(prefix, n)
	if p.Checklist {
		p.items = append(p.items, i)
	}
	if i.isChosen {
		return chosen
	}
	id := i.name
	if p.alike[i.named] {
		id += "_" + digest(i.text)
	}
	if i.task != nil {
		id += "/" + blockAttributes(i.task).id
	}
	return p.newID(id)
}

// findAlike finds the names that several texts of a checklist make.
func (p *page) findAlike(root ast.Node) {
	texts := map[named]string{}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		prefix, list := prefixTask, blockAttributes(n)
		if f, ok := n.(*field); ok {
			prefix, list = prefixField, f.list
		} else if taskOf(n) == nil {
			return ast.WalkContinue, nil
		}
		if list != nil && list.id != "" {
			return ast.WalkContinue, nil
		}
		name, text := p.name(prefix, n)
		if first, ok := texts[name]; !ok {
			texts[name] = text
		} else if first != text {
			if p.alike == nil {
				p.alike = map[named]bool{}
			}
			p.alike[name] = true
		}
		return ast.WalkContinue, nil
	})
}

// digest returns six letters made of a text (FNV-1a). They have no digits, which
// the script that keeps ticks would take for those of the text.
func digest(text string) string {
	h := fnv.New32a()
	h.Write([]byte(text))
	var out [6]byte
	sum := h.Sum32()
	for i := range out {
		out[i] = letters[sum%uint32(len(letters))]
		sum /= uint32(len(letters))
	}
	return string(out[:])
}

// checkItems adds the items of a checklist that are named after a text which
// another one has too. Numbers would tell them apart, until one of them is taken
// away: then what was ticked or written there would show at the next one.
func (p *page) checkItems() {
	type wording struct {
		named
		text string
	}
	count := make(map[wording]int, len(p.items))
	for _, i := range p.items {
		count[wording{i.named, i.text}]++
	}
	for _, i := range p.items {
		if count[wording{i.named, i.text}] < 2 || i.isChosen || p.isEmpty(i.node) {
			continue
		}
		p.errorf(i.node.Pos(), "give each of them an id of its own: {#morning-mail}; readers' ticks and texts are kept by it",
			"the checklist has %q more than once", clip([]byte(p.plainText(i.node))))
	}
}
