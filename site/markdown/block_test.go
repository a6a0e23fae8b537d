package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"opas/site/block"
)

var testFrame = Frame{Prefix: "p:", Level: 1}

// blockRecorder answers with what it is asked for, and takes note of it.
type blockRecorder struct {
	doc             *Doc
	links, pictures []int
}

func (r *blockRecorder) Link(i int) string {
	r.links = append(r.links, i)
	return "#" + r.doc.Links[i].Dest
}

func (r *blockRecorder) Tag(i int) string { return "#tag:" + r.doc.Tags[i].Name }

func (r *blockRecorder) Source(i int) Source { return plainResolver{r.doc}.Source(i) }

func (r *blockRecorder) Picture(i int) []byte {
	r.pictures = append(r.pictures, i)
	return []byte(r.doc.Images[i].Src)
}

func (*blockRecorder) Word(name Word) string { return "{" + string(name) + "}" }

// outline writes blocks a line each, those within others further in.
func outline(blocks []block.Block) string {
	var o outliner
	o.blocks(blocks)
	return o.String()
}

type outliner struct {
	strings.Builder
	depth int
}

func (o *outliner) line(format string, args ...any) {
	fmt.Fprintf(o, strings.Repeat("  ", o.depth)+format+"\n", args...)
}

func (o *outliner) blocks(blocks []block.Block) {
	o.depth++
	defer func() { o.depth-- }()
	for _, b := range blocks {
		o.block(b)
	}
}

func (o *outliner) block(b block.Block) {
	switch b := b.(type) {
	case *block.Heading:
		o.line("heading %d #%s %s%s", b.Level, b.ID, b.Number, runsLine(b.Text))
	case *block.Paragraph:
		o.line("paragraph%s %s", langMark(b.Lang), runsLine(b.Text))
	case *block.Field:
		o.line("field %s lines=%d %s", b.Name, b.Lines, runsLine(b.Label))
	case *block.List:
		o.line("list ordered=%t", b.Ordered)
		for _, item := range b.Items {
			task := ""
			if item.Task != nil {
				task = fmt.Sprintf(" task %s ticked=%t", item.Task.Name, item.Task.Checked)
			}
			o.line("item %q #%s%s", item.Label, item.ID, task)
			o.blocks(item.Blocks)
		}
	case *block.Table:
		for _, c := range b.Columns {
			o.line("column %d %s", c.Align, runsLine(c.Head))
		}
		for _, r := range b.Rows {
			o.line("row")
			for _, c := range r {
				o.line("  cell %s", runsLine(c))
			}
		}
	case *block.Definitions:
		for _, d := range b.Items {
			o.line("term %s", runsLine(d.Term))
			o.blocks(d.Blocks)
		}
	case *block.Quote:
		o.line("quote%s", langMark(b.Lang))
		o.blocks(b.Blocks)
	case *block.Callout:
		o.line("callout %s %s", b.Kind, runsLine(b.Title))
		o.blocks(b.Blocks)
	case *block.Code:
		o.line("code %d:%d %q", b.Pos.Line, b.Pos.Col, b.Text)
	case *block.Divider:
		o.line("divider")
	case *block.Image:
		o.line("image%s %d:%d %q %s%s", langMark(b.Lang), b.Pos.Line, b.Pos.Col, b.Alt, b.Data, strings.TrimRight(" ->"+b.Link, " ->"))
	case *block.Notes:
		o.line("notes %s", b.Title)
		for _, n := range b.Items {
			o.line("note %s #%s", n.Label, n.ID)
			o.blocks(n.Blocks)
		}
	default:
		o.line("%T", b)
	}
}

func langMark(lang string) string {
	if lang == "" {
		return ""
	}
	return "@" + lang
}

var styleNames = []string{"strong", "emphasis", "mono", "struck", "superscript", "subscript", "marked", "small"}

// runsLine writes runs, each with its place and what it has beside its text.
func runsLine(runs []block.Run) string {
	var b strings.Builder
	for _, r := range runs {
		fmt.Fprintf(&b, "[%d:%d", r.Pos.Line, r.Pos.Col)
		for i, name := range styleNames {
			if r.Style&(1<<i) != 0 {
				b.WriteString(" " + name)
			}
		}
		if r.Aside {
			b.WriteString(" aside")
		}
		for _, more := range []struct{ sign, text string }{{"@", r.Lang}, {"->", r.Link}, {"^", r.Note}, {"#", r.ID}} {
			if more.text != "" {
				b.WriteString(" " + more.sign + more.text)
			}
		}
		fmt.Fprintf(&b, " %q]", r.Text)
	}
	return b.String()
}

// FuzzBlocks holds the blocks of a text to its Doc: the same links and pictures in
// the same order, ids that the HTML has too, and places in the text.
func FuzzBlocks(f *testing.F) {
	for _, g := range goldens(f) {
		f.Add(g.text, g.options.Part)
	}
	f.Fuzz(func(t *testing.T, text []byte, part int) {
		o := Options{File: "in.md", Line: 1, Lang: "fi", Part: part}
		d := Parse(text, o)
		asked := &blockRecorder{doc: d}
		blocks := Blocks(text, o, Frame{}, asked)
		if !slices.Equal(asked.links, upTo(len(d.Links))) || !slices.IsSorted(asked.pictures) {
			t.Errorf("asked for links %v of %d, pictures %v", asked.links, len(d.Links), asked.pictures)
		}
		lines := strings.Split(string(text), "\n")
		seen := map[string]bool{}
		walk(blocks, func(id string) {
			if len(d.Diags) == 0 && seen[id] || !slices.Contains(d.IDs, id) {
				t.Errorf("id %q stands twice, or is not one of %q", id, d.IDs)
			}
			seen[id] = true
		}, func(r block.Run) {
			if !utf8.ValidString(r.Text) || r.Text == "" {
				t.Errorf("run %q", r.Text)
			}
			if r.File != "" && (r.Pos.Line > len(lines) || r.Pos.Col > utf8.RuneCountInString(lines[r.Pos.Line-1])+1) {
				t.Errorf("run %q is at %v, which is not in the text", r.Text, r.Pos)
			}
		})
	})
}

func upTo(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i)
	}
	return out
}

// walk calls id and run for all ids and runs of blocks.
func walk(blocks []block.Block, id func(string), run func(block.Run)) {
	ids := func(s string) {
		if s != "" {
			id(s)
		}
	}
	block.Walk(blocks, func(b block.Block) {
		for _, runs := range block.Texts(b) {
			for _, r := range runs {
				ids(r.ID)
				run(r)
			}
		}
		switch b := b.(type) {
		case *block.Heading:
			ids(b.ID)
		case *block.Field:
			ids(b.Name)
		case *block.List:
			for _, item := range b.Items {
				ids(item.ID)
			}
		case *block.Notes:
			for _, n := range b.Items {
				ids(n.ID)
			}
		}
	})
}

// A character is found at its place, whatever stands before it.
func TestBlockPlaces(t *testing.T) {
	const text = "ä -- \"b\" &amp; **c... \\* [d](x.md)** e\nf `g` ~~h~~ [i]{lang=sv} x\n"
	blocks := Blocks([]byte(text), Options{File: "in.md", Line: 5, Lang: "fi"}, Frame{}, &blockRecorder{doc: Parse([]byte(text), Options{})})
	lines := strings.Split(text, "\n")
	letters := 0
	walk(blocks, nil, func(r block.Run) {
		col := r.Pos.Col
		for _, c := range r.Text {
			if 'a' <= c && c <= 'i' {
				letters++
				if got := []rune(lines[r.Pos.Line-5])[col-1]; got != c {
					t.Errorf("%q of %q is said to be at %d:%d, where %q stands", c, r.Text, r.Pos.Line, col, got)
				}
			}
			col++
		}
	})
	if letters != len("bcdefghi") {
		t.Errorf("saw %d letters", letters)
	}
}
