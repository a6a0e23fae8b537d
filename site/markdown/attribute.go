package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/language"

	"opas/site/diag"
)

// attributes is the node of a list such as {#id lang=sv}. It stands after a
// heading's or a task's text, on a paragraph's last line, or behind a bracketed
// text or a field, and shows nothing itself.
type attributes struct {
	ast.BaseInline
	id, lang string
	from     string // where a task comes from
	fromAt   int    // offset of that attribute
	lines    int    // height of a field; 0 where it is not told
	at, end  int    // offsets of the braces
	outer    Quotes // around the element that it belongs to
}

var kindAttributes = ast.NewNodeKind("Attributes")

// Kind implements ast.Node.
func (*attributes) Kind() ast.NodeKind { return kindAttributes }

// Dump implements ast.Node.
func (n *attributes) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"ID": n.id, "Lang": n.lang}, nil)
}

// owner says what attributes belong to, and by that which there can be.
type owner uint8

const (
	ofText owner = iota
	ofTask
	ofField
)

// knownAttributes are what an author may write, by owner.
var knownAttributes = [...][]string{
	ofText:  {"#id", "lang"},
	ofTask:  {"#id", "from", "lang"},
	ofField: {"#id", "lang", "lines"},
}

const hintAttributes = `put them after [brackets], at the end of a heading or a task, or on the last line of a paragraph; \{ is a brace`

// attributed is the extension of attributes and bracketed spans, after the
// attribute lists of PHP Markdown Extra and the bracketed spans of Pandoc
// (https://pandoc.org/MANUAL.html#extension-bracketed_spans).
type attributed struct{}

// Extend implements goldmark.Extender.
func (e attributed) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithInlineParsers(util.Prioritized(attributeParser{}, priority)),
		parser.WithASTTransformers(util.Prioritized(spanTransformer{}, priority)),
	)
	renders(m, e)
}

// RegisterFuncs implements renderer.NodeRenderer.
func (attributed) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindSpan, on(renderSpan))
}

type attributeParser struct{}

// Trigger implements parser.InlineParser.
func (attributeParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (attributeParser) Parse(parent ast.Node, block gtext.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	size := bytes.IndexByte(line, '}') + 1
	if size == 0 || segment.Padding > 0 || !looksLikeAttributes(line[1:size-1]) {
		return nil
	}
	p := pageOf(pc)
	n := &attributes{at: segment.Start, end: segment.Start + size - 1}
	switch last := parent.LastChild(); {
	case followsBracket(last, n.at, p.src):
		p.spans = append(p.spans, n)
	case util.IsBlank(line[size:]) && takesAttributes(parent, segment):
		of := ofText
		if taskOf(parent) != nil {
			of = ofTask
			trimLast(parent, p.src)
		}
		p.readAttributes(n, of)
		parent.SetAttributeString(blockAttribute, n)
	default:
		p.errorf(n.at, hintAttributes, "attributes that belong to nothing")
	}
	n.SetPos(n.at)
	block.Advance(size)
	return n
}

// looksLikeAttributes tells a list of attributes from other text in braces.
func looksLikeAttributes(list []byte) bool {
	list = bytes.TrimSpace(list)
	if len(list) == 0 {
		return false
	}
	name := len(list) - len(bytes.TrimLeftFunc(list, unicode.IsLetter))
	return list[0] == '#' || list[0] == '.' ||
		name > 0 && (bytes.HasPrefix(list[name:], []byte{'='}) || string(list[:name]) == "lang")
}

// followsBracket reports whether the text before offset at ends with a closing
// bracket.
func followsBracket(last ast.Node, at int, src []byte) bool {
	t, ok := last.(*ast.Text)
	return ok && t.Segment.Stop == at && at > t.Segment.Start && src[at-1] == ']' && !isEscaped(src, at-1)
}

// isEscaped reports whether an odd number of backslashes stands before offset i.
func isEscaped(src []byte, i int) bool {
	n := 0
	for n < i && src[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// trimLast takes the white space off the text that a block ends with so far.
func trimLast(block ast.Node, src []byte) {
	if t, ok := block.LastChild().(*ast.Text); ok {
		t.Segment = t.Segment.TrimRightSpace(src)
		t.SetSoftLineBreak(false)
	}
}

// takesAttributes reports whether attributes that begin a segment and end its
// line belong to the block around them: a heading or a task whose text they end,
// or a paragraph of which they are the last line, but not the only one.
func takesAttributes(block ast.Node, segment gtext.Segment) bool {
	if block.Type() != ast.TypeBlock || block.Lines().Len() == 0 {
		return false
	}
	last := block.Lines().At(block.Lines().Len() - 1)
	if segment.Stop != last.Stop {
		return false
	}
	switch block.Kind() {
	case ast.KindHeading:
		return true
	case ast.KindParagraph, ast.KindTextBlock:
		return taskOf(block) != nil || segment.Start == last.Start && block.Lines().Len() > 1
	}
	return false
}

// blockAttribute is where a block keeps its attributes.
const blockAttribute = "attributes"

// blockAttributes returns the attributes of a block, or nil.
func blockAttributes(n ast.Node) *attributes {
	if n.Attributes() == nil {
		return nil
	}
	a, _ := n.AttributeString(blockAttribute)
	list, _ := a.(*attributes)
	return list
}

// readAttributes reads the list between the braces and takes its id.
func (p *page) readAttributes(n *attributes, of owner) {
	list := p.src[n.at+1 : n.end]
	for i := 0; i < len(list); {
		if util.IsSpace(list[i]) {
			i++
			continue
		}
		size := attributeSize(list[i:])
		p.readAttribute(n, of, string(list[i:i+size]), n.at+1+i)
		i += size
	}
	if n.id != "" && !p.claim(n.id) {
		p.errorf(n.at, "an id stands once on a page", "duplicate id %q", n.id)
		n.id = ""
	}
}

// attributeSize returns the length of the attribute at the start of a list: up to
// white space that is not within quotation marks.
func attributeSize(list []byte) int {
	quoted := false
	for i, c := range list {
		switch {
		case c == '"':
			quoted = !quoted
		case util.IsSpace(c) && !quoted:
			return i
		}
	}
	return len(list)
}

// readAttribute reads one attribute, which stands at offset at.
func (p *page) readAttribute(n *attributes, of owner, s string, at int) {
	if id, ok := strings.CutPrefix(s, "#"); ok {
		if !isID(id) {
			p.errorf(at, "an id is made of letters, digits, hyphens, full stops and underscores", "invalid id %q", id)
			return
		}
		if strings.HasPrefix(id, "ui_") {
			p.errorf(at, "choose one that does not begin with ui_", "id %q is kept for what is around the text", id)
			return
		}
		n.id = id
		return
	}
	name, value, _ := strings.Cut(s, "=")
	if !slices.Contains(knownAttributes[of], name) {
		p.errorf(at, diag.DidYouMean(name, knownAttributes[of]), "unknown attribute %q", name)
		return
	}
	value = strings.Trim(value, `"`)
	switch name {
	case "from":
		n.from, n.fromAt = value, at
	case "lines":
		n.lines = p.readLines(value, at)
	case "lang":
		// BCP 47 has no underscores, which the package takes too.
		if _, err := language.Parse(value); err != nil || strings.Contains(value, "_") {
			p.errorf(at, "write a BCP 47 tag such as fi, sv or en", "invalid language tag %q", value)
			return
		}
		n.lang = value
	}
}

// isID reports whether s can be an id that needs no escape in an address.
func isID(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune("-_.", r)
	}) < 0
}

// open writes a start tag with attributes, which may be nil.
func (p *page) open(tag string, a *attributes) {
	p.out = append(append(p.out, '<'), tag...)
	if a != nil {
		if a.id != "" {
			p.attribute("id", a.id)
			p.hold(a.id)
		}
		if a.lang != "" {
			p.attribute("lang", a.lang)
		}
		p.enter(a)
	}
	p.out = append(p.out, '>')
}

// close writes the end tag for open.
func (p *page) close(tag string, a *attributes) {
	p.out = append(append(append(p.out, "</"...), tag...), '>')
	if a != nil {
		p.set.quotes = a.outer
	}
}

// enter sets the text to come in the language of the attributes.
func (p *page) enter(a *attributes) {
	a.outer = p.set.quotes
	if a.lang != "" {
		p.set.quotes = QuotesFor(a.lang)
	}
}

// attribute writes an attribute of the tag that is being written.
func (p *page) attribute(name, value string) {
	p.out = append(append(append(p.out, ' '), name...), '=', '"')
	p.out = append(appendEscaped(p.out, value), '"')
}
