package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	fast "github.com/yuin/goldmark/extension/ast"
	gtext "github.com/yuin/goldmark/text"
)

// likeBox is the start of a line that means to be a task: brackets with a tick of
// some kind or nothing within, and before them a bullet or what stands for one.
var likeBox = regexp.MustCompile(`^\s*(?:(?:[-*+–—•]|\d+[.)])\s*)?(\[\s*[xXvVoO*+./_✓✔✗✘☐☑–—-]?\s*\])(?:[^(\[{:]|$)`)

// checkLikeness adds what looks like a task or a field to a reader's eye but has
// become text, and would be missing from what is ticked, counted and written.
// Tasks are looked for in checklists alone.
func (p *page) checkLikeness(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		switch n.Kind() {
		case ast.KindHeading, fast.KindTableCell:
			p.checkLines(n, p.checkBlank)
			p.checkLines(n, p.checkBox)
		case ast.KindParagraph, ast.KindTextBlock, ast.KindCodeBlock, kindField:
			p.checkLines(n, p.checkBox)
		case ast.KindThematicBreak:
			if p.Checklist && p.src[n.Pos()] == '_' {
				p.warnf(n.Pos(), "write before it what belongs there: Name: ____; a line across the page is ---", "underscores that are no field")
			}
		}
		return ast.WalkContinue, nil
	})
}

// checkLines looks at the lines of a block; not at the first one of a task, which
// has its box.
func (p *page) checkLines(n ast.Node, check func(gtext.Segment)) {
	for i := range n.Lines().Len() {
		if i > 0 || taskOf(n) == nil {
			check(n.Lines().At(i))
		}
	}
}

// checkBox looks for a task in a line.
func (p *page) checkBox(line gtext.Segment) {
	if !p.Checklist {
		return
	}
	if m := likeBox.FindSubmatchIndex(line.Value(p.src)); m != nil {
		p.warnf(line.Start-line.Padding+m[2], `write - [ ] before a task on a line of its own, with these spaces, and [x] for one that is done; \[ is a bracket`, "text that looks like a task")
	}
}

// checkBlank looks for a field in a line.
func (p *page) checkBlank(line gtext.Segment) {
	text := line.Value(p.src)
	if m := blankRun.FindSubmatchIndex(text); m != nil && bytes.IndexByte(text, '`') < 0 {
		p.warnf(line.Start-line.Padding+m[2], `a field is a line of a paragraph or a list: Name: ____; \_ is an underscore`, "underscores that are no field")
	}
}
