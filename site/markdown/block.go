package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	fast "github.com/yuin/goldmark/extension/ast"

	"opas/site/block"
	"opas/site/markdown/callout"
)

// BlockResolver tells what the blocks of a text need to know of their
// surroundings.
type BlockResolver interface {
	// Link returns where Doc.Links[i] leads, in the form of block.Run.Link; ""
	// makes it plain text.
	Link(i int) string
	// Tag returns where the hashtag Doc.Tags[i] leads, likewise.
	Tag(i int) string
	// Source returns what Doc.Links[i], the link of a task to its source, is
	// called after the interface's word.
	Source(i int) Source
	// Picture returns the bytes of Doc.Images[i], nil where they can't be shown.
	Picture(i int) []byte
	// Word returns the interface's word for a name.
	Word(name Word) string
}

// Blocks reads a page body as Parse does, and returns its text as blocks: with
// the same typography, the same ids but for the frame's prefix, and its links and
// images in the same order. The text is one that Parse found no mistakes in;
// what is wrong with it is left out or shown as text.
func Blocks(text []byte, o Options, f Frame, r BlockResolver) []block.Block {
	p, _, root := read(text, o)
	defer p.free()
	w := &blockWriter{page: p, frame: f, resolver: r}
	return w.children(root)
}

// blockWriter turns a syntax tree into blocks. It asks the page in the order in
// which the renderers do, so that ids and indexes are theirs.
type blockWriter struct {
	*page
	frame    Frame
	resolver BlockResolver
	runWriter
}

// children returns the blocks within a node.
func (w *blockWriter) children(n ast.Node) []block.Block {
	var out []block.Block
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		out = append(out, w.block(c)...)
	}
	return out
}

// block returns what a node of the block level becomes: nothing for one that
// shows nothing, several for a paragraph with pictures.
func (w *blockWriter) block(n ast.Node) []block.Block {
	switch n := n.(type) {
	case *ast.Heading:
		return []block.Block{w.heading(n)}
	case *ast.Paragraph, *ast.TextBlock:
		return w.paragraph(n)
	case *field:
		return []block.Block{w.field(n)}
	case *ast.List:
		return []block.Block{w.list(n)}
	case *ast.Blockquote:
		return []block.Block{&block.Quote{Blocks: w.children(n)}}
	case *callout.Callout:
		return []block.Block{w.callout(n)}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return []block.Block{w.code(n)}
	case *ast.ThematicBreak:
		return []block.Block{&block.Divider{}}
	case *fast.Table:
		return []block.Block{w.table(n)}
	case *fast.DefinitionList:
		return []block.Block{w.definitions(n)}
	case *fast.FootnoteList:
		return []block.Block{w.notes(n)}
	}
	return nil // comments and link reference definitions
}

func (w *blockWriter) heading(n *ast.Heading) *block.Heading {
	a := blockAttributes(n)
	if a == nil {
		a = &attributes{}
	} else {
		w.enter(a)
		defer w.leave(a)
	}
	h := w.addHeading(n, a)
	outer := w.within(0, a.lang, "")
	defer w.back(outer)
	return &block.Heading{Level: w.frame.level(h.Level), ID: w.frame.Prefix + h.ID, Text: w.text(n)}
}

// paragraph returns a paragraph, cut at its pictures, and after them the caption
// of a figure.
func (w *blockWriter) paragraph(n ast.Node) []block.Block {
	lang := ""
	if a := blockAttributes(n); a != nil {
		lang = a.lang
		if a.id != "" && taskOf(n) == nil {
			w.id = w.frame.Prefix + a.id
		}
		w.enter(a)
		defer w.leave(a)
	}
	var out []block.Block
	flush := func() {
		if runs := trim(w.take()); len(runs) > 0 {
			out = append(out, &block.Paragraph{Lang: lang, Text: runs})
		}
	}
	w.set.begin()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch picture := c.(type) {
		case *ast.Image:
			if w.addImage(picture) {
				flush()
				out = append(out, w.picture(lang))
			}
		case *ast.Link:
			if m := w.linkedPicture(picture, lang); m != nil {
				flush()
				out = append(out, m)
			}
		default:
			w.inline(c)
		}
	}
	if taskOf(n) != nil {
		w.source(n)
	}
	flush()
	if figure := figureOf(n); figure != nil {
		w.apartRun(figure.Title, figure.Pos())
		flush()
	}
	return out
}

// source gathers the runs of a task's link to its source: the interface's word, the
// page and the place on it.
func (w *blockWriter) source(n ast.Node) {
	a := blockAttributes(n)
	if a == nil || !w.addSource(a) {
		return
	}
	i := len(w.doc.Links) - 1
	s := w.resolver.Source(i)
	text := s.Page
	if s.Place != "" {
		text += ", " + s.Place
	}
	run := block.Run{Text: " ", Style: w.look.style, Lang: w.look.lang, Aside: true, Pos: w.pos(a.fromAt), File: w.File}
	w.runs = append(w.runs, run)
	run.Text, run.Style, run.Link = w.resolver.Word(WordSource)+": ", run.Style|block.Small, w.resolver.Link(i)
	if s.Lang != "" {
		w.runs = append(w.runs, run)
		run.Text, run.Lang = "", s.Lang
	}
	run.Text += text
	w.runs = append(w.runs, run)
}

func (w *blockWriter) field(n *field) *block.Field {
	w.enter(n.list)
	defer w.leave(n.list)
	outer := w.within(0, n.list.lang, "")
	defer w.back(outer)
	return &block.Field{Name: w.frame.Prefix + w.itemID(n.list.id, prefixField, n), Label: w.text(n), Lines: max(1, n.list.lines)}
}

// picture returns the image that was listed last, in a paragraph of a language.
func (w *blockWriter) picture(lang string) *block.Image {
	i := len(w.doc.Images) - 1
	return &block.Image{Alt: w.doc.Images[i].Alt, Lang: lang, Data: w.resolver.Picture(i), Pos: w.doc.Images[i].Pos, File: w.File}
}

// linkedPicture returns the picture that is all of a link; of other links it gathers
// the runs.
func (w *blockWriter) linkedPicture(n *ast.Link, lang string) (out *block.Image) {
	picture, ok := n.FirstChild().(*ast.Image)
	if !ok || n.ChildCount() > 1 {
		w.inline(n)
		return nil
	}
	outer := w.look
	defer w.back(outer)
	w.linked(n, func() {
		if w.addImage(picture) {
			out = w.picture(lang)
			out.Link = w.look.link
		}
	})
	return out
}

func (w *blockWriter) callout(n *callout.Callout) *block.Callout {
	title := n.FirstChild().(*callout.Title)
	out := &block.Callout{Kind: title.Among(calloutOptions.Kinds)}
	if out.Title = w.text(title); !title.HasChildren() {
		out.Title = []block.Run{{Text: w.resolver.Word(WordCallout + Word(out.Kind))}}
	}
	out.Blocks = w.children(n)
	return out
}

func (w *blockWriter) code(n ast.Node) *block.Code {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.src))
	}
	out := &block.Code{Text: strings.TrimSuffix(b.String(), "\n"), Pos: w.pos(n.Pos()), File: w.File}
	if n.Lines().Len() > 0 {
		out.Pos = w.pos(n.Lines().At(0).Start)
	}
	return out
}

func (w *blockWriter) table(n *fast.Table) *block.Table {
	out := &block.Table{}
	for c := n.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		column := block.Column{Head: w.cell(c)}
		switch c.(*fast.TableCell).Alignment {
		case fast.AlignCenter:
			column.Align = block.Center
		case fast.AlignRight:
			column.Align = block.End
		}
		out.Columns = append(out.Columns, column)
	}
	for r := n.FirstChild().NextSibling(); r != nil; r = r.NextSibling() {
		row := make([]block.Cell, 0, len(out.Columns))
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			row = append(row, w.cell(c))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (w *blockWriter) cell(n ast.Node) block.Cell { return w.text(n) }

// definitions returns the terms with what they mean. A term that has its meaning
// in common with the next one has none of its own.
func (w *blockWriter) definitions(n *fast.DefinitionList) *block.Definitions {
	out := &block.Definitions{}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == fast.KindDefinitionTerm {
			out.Items = append(out.Items, block.Definition{Term: w.text(c)})
			continue
		}
		if last := len(out.Items) - 1; last >= 0 {
			out.Items[last].Blocks = append(out.Items[last].Blocks, w.children(c)...)
		}
	}
	return out
}

func (w *blockWriter) notes(n *fast.FootnoteList) *block.Notes {
	out := &block.Notes{Title: w.resolver.Word(WordFootnotes)}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		index := c.(*fast.Footnote).Index
		out.Items = append(out.Items, block.Note{
			ID: w.frame.Prefix + noteID(index), Label: strconv.Itoa(index), Blocks: w.children(c),
		})
	}
	return out
}

// list returns a list. That of rules and that of tasks carry what is theirs.
func (w *blockWriter) list(n *ast.List) *block.List {
	out := &block.List{Ordered: n.IsOrdered()}
	number := n.Start
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		item := block.Item{Label: "•"}
		switch {
		case w.isRules(n):
			item.Label = w.addRule(c)
			item.ID = w.frame.Prefix + item.Label
		case n.IsOrdered():
			item.Label = strconv.Itoa(number) + "."
			number++
		}
		if box := itemTask(c); box != nil {
			item.Task = &block.Task{Name: w.frame.Prefix + w.addTask(box).id, Checked: box.IsChecked}
			if item.ID == "" {
				item.ID = item.Task.Name
			}
			if !n.IsOrdered() {
				item.Label = ""
			}
		}
		item.Blocks = w.children(c)
		out.Items = append(out.Items, item)
	}
	return out
}
