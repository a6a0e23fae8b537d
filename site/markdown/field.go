package markdown

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// fields is the extension of fields to write in: a line of a paragraph that ends
// in three underscores or more, on any page. What stands before them is the
// field's label; a colon at its end is left out.
//
//	My goals: ____ {#goals lines=4}
//
// A field of several lines is told so. Its id names what is written in it; a
// field without one is named after its label: "field:my-goals". One that belongs
// to a task is described by it, and named after it too, since several may have a
// label such as "Now": "field:now/mentions".
type fields struct{}

// field is the node of a field. Its children are the label.
type field struct {
	ast.BaseBlock
	list *attributes
	mark int // offset of the underscores
}

var kindField = ast.NewNodeKind("Field")

// Kind implements ast.Node.
func (*field) Kind() ast.NodeKind { return kindField }

// Dump implements ast.Node.
func (n *field) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// Extend implements goldmark.Extender.
func (e fields) Extend(m goldmark.Markdown) {
	// After those of link reference definitions and tables, which take lines off
	// a paragraph.
	m.Parser().AddOptions(parser.WithParagraphTransformers(util.Prioritized(fieldTransformer{}, 300)))
	renders(m, e)
}

// RegisterFuncs implements renderer.NodeRenderer.
func (fields) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindField, on(renderField))
}

// fieldTransformer takes the lines that are fields out of a paragraph.
type fieldTransformer struct{}

// Transform implements parser.ParagraphTransformer.
func (fieldTransformer) Transform(n *ast.Paragraph, r gtext.Reader, pc parser.Context) {
	src, lines := r.Source(), n.Lines()
	if !bytes.Contains(src[lines.At(0).Start:lines.At(lines.Len()-1).Stop], blanks) {
		return
	}
	p := pageOf(pc)
	var blocks []ast.Node
	var text *ast.Paragraph // that the next line of text belongs to
	for i := range lines.Len() {
		line := lines.At(i)
		f := p.parseField(line)
		if f != nil && i == 0 && isTaskLine(n, line.Value(src)) {
			p.errorf(f.mark, "put it on a line of its own below the task: Name: ____", "field in the line of a task")
			f = nil
		}
		if f != nil {
			blocks, text = append(blocks, f), nil
			continue
		}
		if text == nil {
			text = ast.NewParagraph()
			text.SetPos(line.Start)
			blocks = append(blocks, text)
		}
		text.Lines().Append(line)
	}
	if len(blocks) > 1 || blocks[0].Kind() == kindField {
		replaceParagraph(n, blocks, src)
	}
}

// replaceParagraph puts blocks in the place of a paragraph.
func replaceParagraph(n *ast.Paragraph, blocks []ast.Node, src []byte) {
	parent := n.Parent()
	blocks[0].SetBlankPreviousLines(n.HasBlankPreviousLines())
	for _, b := range blocks {
		if last := b.Lines().Len() - 1; last >= 0 {
			line := b.Lines().At(last)
			b.Lines().Set(last, line.TrimRightSpace(src))
		}
		parent.InsertBefore(parent, n, b)
	}
	parent.RemoveChild(parent, n)
}

// isTaskLine reports whether the first line of a paragraph begins a task.
func isTaskLine(n *ast.Paragraph, line []byte) bool {
	return n.Parent().Kind() == ast.KindListItem && n.PreviousSibling() == nil && len(line) > 2 && line[0] == '[' && line[2] == ']'
}

// blanks are the least that makes a field.
var blanks = []byte("___")

// blankRun is where a reader would write: underscores that stand apart.
var blankRun = regexp.MustCompile(`(?:^|[\s:])(___+)(?:\s|$)`)

// parseField reads a line that is a field; nil if it is none.
func (p *page) parseField(line gtext.Segment) *field {
	text := bytes.TrimRight(p.src[line.Start:line.Stop], " \t\n")
	list := &attributes{}
	if i := bytes.LastIndexByte(text, '{'); i >= 0 && bytes.HasSuffix(text, []byte{'}'}) && looksLikeAttributes(text[i+1:len(text)-1]) {
		list.at, list.end = line.Start+i, line.Start+len(text)-1
		text = bytes.TrimRight(text[:i], " \t")
	}
	runs := blankRun.FindAllSubmatchIndex(text, -1)
	if len(runs) == 0 {
		return nil
	}
	last := runs[len(runs)-1]
	ends := last[3] == len(text)
	if (len(runs) > 1 || !ends) && bytes.IndexByte(text, '`') < 0 {
		p.errorf(line.Start+runs[0][2], `put all of its text before it: Name: ____; \_ is an underscore`, "field that does not end its line")
	}
	if !ends {
		return nil
	}
	f := &field{list: list, mark: line.Start + last[2]}
	f.SetPos(line.Start)
	label := bytes.TrimRight(bytes.TrimSuffix(bytes.TrimRight(text[:last[2]], " \t"), []byte{':'}), " \t")
	if len(label) > 0 {
		f.Lines().Append(gtext.NewSegment(line.Start, line.Start+len(label)))
	} else {
		p.errorf(f.mark, "write before it what belongs there: Name: ____", "field without label")
	}
	if list.end > 0 {
		p.readAttributes(list, ofField)
	}
	return f
}

// readLines reads the height of a field, which stands at offset at.
func (p *page) readLines(value string, at int) int {
	const most = 20
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > most {
		p.errorf(at, "write a number from 1 to 20: lines=3", "invalid number of lines %q", value)
		return 0
	}
	return n
}

// taskAround returns the block of the task that a field belongs to; nil if it
// belongs to none.
func taskAround(n ast.Node) ast.Node {
	for n = n.Parent(); n != nil; n = n.Parent() {
		if n.Kind() == ast.KindListItem && itemTask(n) != nil {
			return n.FirstChild()
		}
	}
	return nil
}

func renderField(p *page, n *field, entering bool) ast.WalkStatus {
	a := n.list
	if entering {
		a.id = p.itemID(a.id, prefixField, n)
		p.out = append(p.out, `<div class="field"><label`...)
		p.attribute("for", a.id)
		if a.lang != "" {
			p.attribute("lang", a.lang)
		}
		p.enter(a)
		p.out = append(p.out, '>')
		p.set.begin()
		return ast.WalkContinue
	}
	p.set.quotes = a.outer
	p.hold(a.id)
	tag := "input"
	if a.lines > 1 {
		tag = "textarea"
	}
	p.out = append(append(p.out, "</label> <"...), tag...)
	p.attribute("id", a.id)
	if task := taskAround(n); task != nil {
		p.attribute("aria-describedby", blockAttributes(task).id)
	}
	if a.lines > 1 {
		p.attribute("rows", strconv.Itoa(a.lines))
		p.out = append(p.out, "></textarea></div>"...)
	} else {
		p.out = append(p.out, ` autocomplete="off"></div>`...)
	}
	return ast.WalkContinue
}
