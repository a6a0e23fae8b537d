package render

import (
	"context"
	"errors"
	"io"
	"text/template/parse"
)

// A template can go round for ever, or nearly: {{range 2000000000}}. It can't be
// stopped from without, but it ends when it can't write. So it writes, if only
// nothing, whenever a loop goes round and whenever a template begins.

// How often a template may write, where eight bytes count as once more: on a sample,
// which is small, and for a page. The heaviest page, a whole guide to print, has some
// ten megabytes.
const (
	mostOfSample = 1 << 17
	mostOfPage   = 1 << 25
)

// errEndless ends a template that has written too much.
var errEndless = errors.New("the template does not come to an end")

// bounded is a writer that takes so much and no more, and nothing once ctx is done.
type bounded struct {
	ctx  context.Context
	w    io.Writer
	left int
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= 1 + len(p)/8; b.left < 0 {
		return 0, errEndless
	}
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.w.Write(p)
}

// tick makes a template write where it begins, and where each loop in it does.
func tick(root *parse.ListNode) {
	lists := []*parse.ListNode{root}
	for loop := range under[*parse.RangeNode](root) {
		lists = append(lists, loop.List)
	}
	for _, l := range lists {
		l.Nodes = append([]parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: l.Pos}}, l.Nodes...)
	}
}
