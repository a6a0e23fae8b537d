package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	fast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
)

// nesting is the extension that keeps blocks from being within each other without
// end: a line of ten thousand quotation marks would be as many quotations, and
// everything that is made of a text would go through all of them. It comes after
// the extensions that read blocks.
type nesting struct{}

// deepest is how many items, quotations and callouts may be within each other:
// more than fit the width of any page.
const deepest = 20

// Extend implements goldmark.Extender.
func (e nesting) Extend(m goldmark.Markdown) { m.Parser().AddOptions(e) }

// SetParserOption implements parser.Option.
func (nesting) SetParserOption(c *parser.Config) {
	for i, v := range c.BlockParsers {
		if _, ok := v.Value.(parser.SetOptioner); ok {
			continue // a heading: it takes options and holds no blocks
		}
		c.BlockParsers[i].Value = shallowParser{v.Value.(parser.BlockParser)}
	}
}

// shallowParser is a parser that opens no block deeper than deepest. The line that
// would begin one ends there: as text, what is left of many such lines would be
// long.
type shallowParser struct{ parser.BlockParser }

// toldDeep is where a parser.Context keeps whether the author has been told.
var toldDeep = parser.NewContextKey()

// Open implements parser.BlockParser.
func (s shallowParser) Open(parent ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, start := r.Position()
	n, state := s.BlockParser.Open(parent, r, pc)
	if n == nil || state&parser.HasChildren == 0 || depth(parent) < deepest {
		return n, state
	}
	if pc.Get(toldDeep) == nil {
		pc.Set(toldDeep, true)
		pageOf(pc).errorf(start.Start+max(pc.BlockOffset(), 0), "write part of it under a heading of its own", "more than %d lists or quotations within each other", deepest)
	}
	r.AdvanceToEOL()
	pc.SetBlockOffset(-1) // for the parsers that are asked next, the line is blank
	pc.SetBlockIndent(-1)
	return nil, parser.NoChildren
}

// depth returns how many blocks a block is within, itself among them. Lists are
// not counted, for their items are: so a list that was opened may have items.
func depth(n ast.Node) int {
	d := 0
	for ; n.Parent() != nil; n = n.Parent() {
		if n.Kind() != ast.KindList && n.Kind() != fast.KindDefinitionList {
			d++
		}
	}
	return d
}
