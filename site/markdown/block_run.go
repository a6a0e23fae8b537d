package markdown

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	fast "github.com/yuin/goldmark/extension/ast"

	"opas/site/block"
	"opas/site/markdown/hashtag"
)

// runWriter gathers the runs of a block.
type runWriter struct {
	runs []block.Run
	look look
	id   string // of the next run
}

// look is what runs that follow have in common.
type look struct {
	style block.Style
	lang  string
	link  string
}

// within adds to the look of the runs to come, and returns the look to go back
// to. What is "" stays as it is.
func (w *blockWriter) within(style block.Style, lang, link string) (outer look) {
	outer = w.look
	w.look.style |= style
	if lang != "" {
		w.look.lang = lang
	}
	if link != "" {
		w.look.link = link
	}
	return outer
}

func (w *blockWriter) back(outer look) { w.look = outer }

// leave ends what page.enter begins.
func (w *blockWriter) leave(a *attributes) { w.set.quotes = a.outer }

// text returns the runs of a block that has nothing else in it. A picture is its
// alternative text there.
func (w *blockWriter) text(n ast.Node) []block.Run {
	w.set.begin()
	w.inlines(n)
	return trim(w.take())
}

// take returns the runs gathered.
func (w *blockWriter) take() []block.Run {
	runs := w.runs
	w.runs, w.id = nil, ""
	return runs
}

// trim cuts white space off both ends.
func trim(runs []block.Run) []block.Run {
	for len(runs) > 0 && runs[0].ID == "" {
		if runs[0].Text = strings.TrimLeft(runs[0].Text, " \n"); runs[0].Text != "" {
			break
		}
		runs = runs[1:]
	}
	for len(runs) > 0 {
		last := &runs[len(runs)-1]
		if last.Text = strings.TrimRight(last.Text, " \n"); last.Text != "" {
			break
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}

// add adds a run whose text begins at an offset. What follows the last run in the
// source and looks like it becomes a part of it.
func (w *blockWriter) add(text string, at int) {
	if text == "" {
		return
	}
	run := block.Run{
		Text: text, Style: w.look.style, Lang: w.look.lang, Link: w.look.link, ID: w.id, Pos: w.pos(at), File: w.File,
	}
	w.id = ""
	if len(w.runs) > 0 {
		last := &w.runs[len(w.runs)-1]
		joined := *last
		joined.ID, joined.Text, joined.Pos.Col = "", run.Text, joined.Pos.Col+utf8.RuneCountInString(last.Text)
		if joined == run {
			last.Text += text
			return
		}
	}
	w.runs = append(w.runs, run)
}

func (w *blockWriter) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

// inline gathers the runs of a node within a line.
func (w *blockWriter) inline(n ast.Node) {
	outer := w.look
	defer w.back(outer)
	switch n := n.(type) {
	case *ast.Text:
		w.textRuns(n)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Emphasis:
		style := block.Emphasis
		if n.Level == 2 {
			style = block.Strong
		}
		w.within(style, "", "")
		w.inlines(n)
	case *fast.Strikethrough:
		w.within(block.Struck, "", "")
		w.inlines(n)
	case *span:
		w.span(n)
	case *ast.Link:
		w.linked(n, func() { w.inlines(n) })
	case *hashtag.Hashtag:
		if len(w.links) == 0 {
			w.doc.Tags = append(w.doc.Tags, Tag{Name: n.Name, Pos: w.pos(n.Pos())})
			w.within(0, "", w.resolver.Tag(len(w.doc.Tags)-1))
		}
		w.inlines(n)
	case *ast.AutoLink:
		label, dest, at := w.autoLink(n)
		w.link(dest, at)
		w.add(string(label), at)
		w.set.see(mark)
	case *ast.Image:
		if w.addImage(n) {
			w.add(w.doc.Images[len(w.doc.Images)-1].Alt, n.Pos())
		}
	case *fast.FootnoteLink:
		w.noteReference(n)
	}
	// What is left shows nothing: comments, attributes, boxes, ways back from notes.
}

// textRuns gathers running text, typeset. Where the marks of the language change
// the number of characters a new run begins, so that each run's place holds for
// all of it.
func (w *blockWriter) textRuns(n *ast.Text) {
	t := text{src: w.src, from: n.Segment.Start, to: n.Segment.Stop, at: -1, plain: true}
	var out []byte
	start := t.from
	cut := func(next int) {
		if len(out) > 0 {
			w.add(string(out), start)
		}
		out, start = out[:0], next
	}
	for i := t.from; i < t.to; {
		end := i
		for end < t.to && classes[t.src[end]] != special {
			end++
		}
		out = w.typeset(out, text{src: t.src, from: i, to: end, at: -1, plain: true})
		if end == t.to {
			break
		}
		before := len(out)
		out, i = w.special(out, &t, end)
		if utf8.RuneCount(out[before:]) != i-end {
			cut(i)
		}
	}
	switch {
	case n.HardLineBreak():
		out = append(out, '\n')
		w.set.see(blank)
	case n.SoftLineBreak():
		out = append(out, ' ')
		w.set.see(blank)
	}
	cut(t.to)
}

func (w *blockWriter) codeSpan(n *ast.CodeSpan) {
	w.within(block.Mono, "", "")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t := c.(*ast.Text)
		w.add(strings.ReplaceAll(string(t.Value(w.src)), "\n", " "), t.Segment.Start)
	}
	w.set.see(mark)
}

func (w *blockWriter) span(n *span) {
	w.enter(n.list)
	defer w.leave(n.list)
	w.within(0, n.list.lang, "")
	if n.list.id != "" {
		w.id = w.frame.Prefix + n.list.id
	}
	w.inlines(n)
}

// linked gathers what is within a link.
func (w *blockWriter) linked(n *ast.Link, gather func()) {
	w.useReference(n.Reference)
	shown := w.link(w.unescape(n.Destination, n.Pos()), n.Pos())
	w.links = append(w.links, shown)
	gather()
	w.links = w.links[:len(w.links)-1]
}

// link makes the runs to come a link, if it is one.
func (w *blockWriter) link(dest string, at int) (shown bool) {
	external, ok := w.addLink(dest, at)
	switch {
	case !ok:
		return false
	case external != "":
		w.within(0, "", encodeAddress(external))
	default:
		w.within(0, "", w.resolver.Link(len(w.doc.Links)-1))
	}
	return true
}

// apartRun adds a text that is no part of the block it stands in.
func (w *blockWriter) apartRun(src []byte, at int) {
	saved := w.set
	w.set.begin()
	out := w.typeset(nil, text{src: src, to: len(src), at: at, plain: true})
	w.set = saved
	w.add(string(out), at)
}

func (w *blockWriter) noteReference(n *fast.FootnoteLink) {
	for _, shown := range w.links {
		if shown {
			return
		}
	}
	w.runs = append(w.runs, block.Run{
		Text: strconv.Itoa(n.Index), Style: w.look.style | block.Superscript, Lang: w.look.lang, Note: w.frame.Prefix + noteID(n.Index),
		Pos: w.pos(n.Pos()), File: w.File,
	})
	w.set.see(mark)
}
