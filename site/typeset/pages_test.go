package typeset

import (
	"fmt"
	"slices"
	"testing"

	"opas/site/block"
	"opas/site/pdf"
)

func TestPaginate(t *testing.T) {
	// Rows are 10 high and a page 100: ten rows fill it.
	row10 := func(holds ...int) []row {
		rows := make([]row, len(holds))
		for i, h := range holds {
			rows[i] = row{height: 10, hold: h}
		}
		return rows
	}
	repeat := func(n, hold int) []int { return slices.Repeat([]int{hold}, n) }
	fresh := row10(repeat(5, 0)...)
	fresh[2].fresh = true
	headed := row10(repeat(12, 0)...)
	for i := range headed {
		headed[i].head = []row{{height: 40}}
	}
	tests := []struct {
		name string
		rows []row
		want []int
	}{
		{"nothing", nil, nil},
		{"one page", row10(repeat(10, 0)...), []int{0}},
		{"full pages", row10(repeat(22, 0)...), []int{0, 10, 20}},
		{"the last row is not alone", row10(repeat(21, 0)...), []int{0, 10, 19}},
		{"but where it must", row10(append(repeat(10, holdFast), 0)...), []int{0, 10}},
		{"a heading goes with its text", row10(append(append(repeat(9, 0), 0, holdFast), repeat(3, 0)...)...), []int{0, 9}},
		{"an item is not divided", row10(append(append(repeat(6, 0), 0), repeat(5, holdItem)...)...), []int{0, 6}},
		{"an item longer than a page is", row10(repeat(25, holdItem)...), []int{0, 10, 20}},
		{"held fast all over", row10(repeat(25, holdFast)...), []int{0, 10, 20}},
		{"a new page", fresh, []int{0, 2}},
		{"a row higher than a page", []row{{height: 10}, {height: 200}, {height: 10}}, []int{0, 1, 2}},
		{"a repeated head takes room", headed, []int{0, 6}},
	}
	for _, tt := range tests {
		if got := paginate(tt.rows, 100); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

// rowsOf sets blocks without dealing them out to pages.
func rowsOf(blocks ...block.Block) (*setter, []row) {
	s := newSetter(&Document{Lang: "fi"}, Options{})
	s.collect(blocks)
	return s, s.blocks(blocks, box{0, 450 * pdf.Point, s.pdf.Root(), usual.body, usual.betweenBlocks})
}

func holds(rows []row) string {
	out := ""
	for _, r := range rows {
		switch {
		case r.hold >= holdFast:
			out += "F"
		case r.hold >= holdItem:
			out += "i"
		case r.hold > 0:
			out += "l"
		default:
			out += "."
		}
	}
	return out
}

// TestHolds looks at what rows stay together.
func TestHolds(t *testing.T) {
	long := para(lorem + lorem + lorem)
	tests := []struct {
		name   string
		blocks []block.Block
		want   string
	}{
		{"paragraph", []block.Block{long}, ".F.........F"},
		{"heading and paragraph", []block.Block{heading(2, "", "Otsikko"), long}, ".FF.........F"},
		{"heading, heading, paragraph", []block.Block{heading(2, "", "Otsikko"), heading(3, "", "Toinen"), para("lyhyt")}, ".FF"},
		{"heading and section", []block.Block{heading(2, "", "Otsikko"), &block.Section{Blocks: []block.Block{heading(3, "", "Toinen"), para("lyhyt")}}}, ".FF"},
		{"section that ends in a heading", []block.Block{&block.Section{Blocks: []block.Block{heading(2, "", "Otsikko")}}, para("lyhyt")}, ".F"},
		{"heading and list", []block.Block{heading(2, "", "Otsikko"), bullets("yksi", "kaksi")}, ".F."},
		{"item", []block.Block{bullets("yksi", lorem+lorem)}, "..FiiiiiF"},
		{"heading and callout", []block.Block{heading(2, "", "Otsikko"), &block.Callout{Title: []block.Run{{Text: "Vinkki"}}, Blocks: []block.Block{para("a"), para("b")}}}, ".FFFiF"},
		{"field", []block.Block{&block.Field{Name: "a", Label: text("Nimi"), Lines: 2}}, ".F"},
		{"term and meaning", []block.Block{&block.Definitions{Items: []block.Definition{{Term: text("a"), Blocks: []block.Block{para("b"), para("c")}}}}}, ".Fi"},
		{"table", []block.Block{&block.Table{Columns: []block.Column{{Head: text("a")}}, Rows: [][]block.Cell{{text("b\nc")}, {text("d")}}}}, ".FF."},
		{"notes", []block.Block{&block.Notes{Title: "Viitteet", Items: []block.Note{{ID: "1", Label: "1", Blocks: []block.Block{para("a")}}, {ID: "2", Label: "2"}}}}, ".F."},
	}
	for _, tt := range tests {
		if _, rows := rowsOf(tt.blocks...); holds(rows) != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, holds(rows), tt.want)
		}
	}
}

// TestNothingLost sets lists of many lengths: all rows are on some page, none
// below the margin.
func TestNothingLost(t *testing.T) {
	for n := 1; n < 120; n += 13 {
		var items []string
		for i := range n {
			items = append(items, fmt.Sprintf("%d %s", i, cut(40*(i%7))))
		}
		s, rows := rowsOf(heading(2, "", "Otsikko"), tasks("t", items...))
		firsts := paginate(rows, s.height)
		for i, first := range firsts {
			last := len(rows)
			if i+1 < len(firsts) {
				last = firsts[i+1]
			}
			if got := extent(rows[first:last]); got > s.height || last <= first {
				t.Errorf("%d items: page %d has rows %d–%d, %v high", n, i+1, first, last, got)
			}
		}
	}
}
