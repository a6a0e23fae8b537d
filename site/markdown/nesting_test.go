package markdown

import (
	"fmt"
	"strings"
	"testing"

	"opas/site/block"
)

// indented returns lines each of which is within the one before it.
func indented(n int, step, line string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(step, i) + line + "\n")
	}
	return b.String()
}

// deepestOf returns how many blocks that may hold others are within each other.
func deepestOf(list []block.Block) int {
	most := 0
	for _, b := range list {
		var inner [][]block.Block
		switch b := b.(type) {
		case *block.List:
			for _, it := range b.Items {
				inner = append(inner, it.Blocks)
			}
		case *block.Definitions:
			for _, d := range b.Items {
				inner = append(inner, d.Blocks)
			}
		case *block.Notes:
			for _, n := range b.Items {
				inner = append(inner, n.Blocks)
			}
		case *block.Quote:
			inner = append(inner, b.Blocks)
		case *block.Callout:
			inner = append(inner, b.Blocks)
		}
		for _, blocks := range inner {
			most = max(most, 1+deepestOf(blocks))
		}
	}
	return most
}

// What is within each other without end is a mistake, told once at its place, and
// is not followed further.
func TestNesting(t *testing.T) {
	const many = 10_000
	tests := []struct {
		name, text, at string
	}{
		{"as deep as may be", strings.Repeat("> ", deepest) + "x\n", ""},
		{"lists as deep as may be", indented(deepest, "  ", "- x"), ""},
		{"quotations", strings.Repeat("> ", many) + "x\n", "1:41"},
		{"quotations without spaces", strings.Repeat(">", many) + "x\n", "1:21"},
		{"quotations, each a line", indented(400, "> ", "> x"), "21:41"},
		{"callouts", indented(400, "> ", "> [!TIP]"), "21:41"},
		{"lists in one line", strings.Repeat("- ", many) + "x\n", "1:41"},
		{"lists", indented(400, "  ", "- x"), "21:41"},
		{"tasks", indented(400, "  ", "- [ ] x"), "21:41"},
		{"numbers in one line", strings.Repeat("1. ", many) + "x\n", "1:61"},
		{"quotations in lists", strings.Repeat("> - ", many) + "x\n", "1:41"},
		{"notes", strings.Repeat("[^1]: ", many) + "x[^1]\n", "1:121"},
		{"definitions", "x\n" + indented(400, "  ", ": x"), "22:41"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := Options{File: "in.md", Line: 1, Lang: "en"}
			d := Parse([]byte(tt.text), o)
			var at []string
			for _, g := range d.Diags {
				if strings.HasPrefix(g.Message, "more than") {
					at = append(at, fmt.Sprintf("%d:%d", g.Pos.Line, g.Pos.Col))
				}
			}
			if got := strings.Join(at, " "); got != tt.at {
				t.Errorf("told at %q, want %q", got, tt.at)
			}
			if n := deepestOf(Blocks([]byte(tt.text), o, Frame{}, &blockRecorder{doc: d})); n > deepest {
				t.Errorf("%d blocks are within each other", n)
			}
		})
	}
}
