package pdfua

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// element is an element of the structure tree.
type element struct {
	number  int
	dict    types.Dict
	role    string
	lang    string
	alt     string
	parent  *element
	kids    []*element
	content map[[2]int]bool // page object and MCID
	objects []int           // annotations
	tips    []string        // of those that are fields
}

func (e *element) String() string {
	s := e.role
	for _, a := range []struct{ key, value string }{{"lang", e.lang}, {"alt", e.alt}} {
		if a.value != "" {
			s += fmt.Sprintf(" %s=%q", a.key, a.value)
		}
	}
	if n := len(e.content); n > 0 {
		s += fmt.Sprintf(" content=%d", n)
	}
	if n := len(e.objects); n > 0 {
		s += fmt.Sprintf(" objects=%d", n)
	}
	for _, tip := range e.tips {
		s += fmt.Sprintf(" tip=%q", tip)
	}
	return s
}

// readStructure reads the structure tree and the parent tree.
func (c *checker) readStructure() {
	tree := c.dict(c.catalog["StructTreeRoot"])
	if tree == nil {
		return
	}
	kids := c.array(tree["K"])
	if ref, ok := tree["K"].(types.IndirectRef); ok && len(kids) == 1 {
		c.root = c.readElement(ref, nil, 0)
	} else if len(kids) == 1 {
		if ref, ok := kids[0].(types.IndirectRef); ok {
			c.root = c.readElement(ref, nil, 0)
		}
	}
	c.readNumbers(c.dict(tree["ParentTree"]))
}

func (c *checker) readNumbers(node types.Dict) {
	numbers := c.array(node["Nums"])
	for i := 0; i+1 < len(numbers); i += 2 {
		if n, ok := numbers[i].(types.Integer); ok {
			c.parents[n.Value()] = numbers[i+1]
		}
	}
	for _, k := range c.array(node["Kids"]) {
		c.readNumbers(c.dict(k))
	}
}

// readElement reads an element and all below it; page is the object that its
// content is on where nothing else is said.
func (c *checker) readElement(ref types.IndirectRef, parent *element, page int) *element {
	d := c.dict(ref)
	e := &element{number: ref.ObjectNumber.Value(), dict: d, role: c.name(d, "S"), lang: c.text(d, "Lang"), alt: c.text(d, "Alt"), parent: parent, content: map[[2]int]bool{}}
	c.byNumber[e.number] = e
	if p, ok := d["Pg"].(types.IndirectRef); ok {
		page = p.ObjectNumber.Value()
	}
	for _, k := range c.array(d["K"]) {
		if n, ok := k.(types.Integer); ok {
			e.content[[2]int{page, n.Value()}] = true
			continue
		}
		kid := c.dict(k)
		on := page
		if p, ok := kid["Pg"].(types.IndirectRef); ok {
			on = p.ObjectNumber.Value()
		}
		switch c.name(kid, "Type") {
		case "MCR":
			e.content[[2]int{on, c.number(kid, "MCID")}] = true
		case "OBJR":
			if o, ok := kid["Obj"].(types.IndirectRef); ok {
				e.objects = append(e.objects, o.ObjectNumber.Value())
				if tip := c.text(c.dict(o), "TU"); tip != "" {
					e.tips = append(e.tips, tip)
				}
			}
		default:
			if r, ok := k.(types.IndirectRef); ok {
				e.kids = append(e.kids, c.readElement(r, e, page))
			}
		}
	}
	return e
}

// within are the roles that an element of a role may be in (ISO 32000-1, 14.8.4);
// those that are not here may be anywhere.
var within = map[string][]string{
	"LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI", "Note", "TOCI"},
	"THead": {"Table"}, "TBody": {"Table"}, "TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"},
	"TOCI": {"TOC"},
}

// known are the standard roles that the writer's callers use.
var known = strings.Fields("Document Sect Div BlockQuote TOC TOCI P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table THead TBody TR TH TD Span Reference Note Code Link Figure Form")

func (c *checker) checkElement(e, parent *element) {
	if !slices.Contains(known, e.role) {
		c.report("7.1", "unknown role %q", e.role)
	}
	if roles, ok := within[e.role]; ok && (parent == nil || !slices.Contains(roles, parent.role)) {
		c.report("7.2", "%s in a wrong place", e.role)
	}
	switch {
	case e.role == "Figure" && e.alt == "":
		c.report("7.3", "a figure without alternate text")
	case e.role == "TH" && !strings.Contains(e.dict.String(), "Scope"):
		c.report("7.5", "a table heading without a scope")
	case e.role == "Note":
		id := c.text(e.dict, "ID")
		if id == "" || c.ids[id] {
			c.report("7.9", "a note without an ID of its own")
		}
		c.ids[id] = true
	case len(e.role) == 2 && e.role[0] == 'H':
		c.headings = append(c.headings, int(e.role[1]-'0'))
	}
	for _, k := range e.kids {
		c.checkElement(k, e)
	}
}

// checkHeadings wants that the first heading is of level 1 and none is skipped.
func (c *checker) checkHeadings() {
	before := 0
	for _, level := range c.headings {
		if level > before+1 {
			c.report("7.4.2", "a heading of level %d after one of level %d", level, before)
		}
		before = level
	}
}
