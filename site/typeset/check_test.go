package typeset

import (
	"strings"
	"testing"

	"opas/site/block"
	"opas/site/diag"
)

func TestCheck(t *testing.T) {
	run := func(line, col int, s string) []block.Run {
		return []block.Run{{Text: s, File: "content/fi/a.md", Pos: diag.Pos{Line: line, Col: col}}}
	}
	blocks := []block.Block{
		&block.Heading{Level: 2, Text: run(3, 4, "Hyvä 😀 otsikko 😀")},
		&block.List{Items: []block.Item{{Label: "•", Blocks: []block.Block{&block.Paragraph{Text: run(5, 3, "ihan tavallista: ä ö å ž € – „ ” → ✓ \u00AD \u00A0 \u2011 ❤️")}}}}},
		&block.Table{Columns: []block.Column{{Head: run(7, 1, "a")}}, Rows: [][]block.Cell{{run(9, 3, "漢")}}},
		&block.Code{Text: "rivi\nخط", File: "content/fi/a.md", Pos: diag.Pos{Line: 12, Col: 5}},
		&block.Callout{Title: []block.Run{{Text: "a 漢", File: "content/fi/a.md", Pos: diag.Pos{Line: 15, Col: 3}}}},
		&block.Image{Alt: "語", File: "content/fi/a.md", Pos: diag.Pos{Line: 17, Col: 1}},
	}
	var got strings.Builder
	if err := Check(blocks).WriteText(&got); err != nil {
		t.Fatal(err)
	}
	want := `content/fi/a.md:3:9: no glyph for U+1F600 "😀" in the PDF's font
    hint: say it in words, or leave it out
content/fi/a.md:9:3: no glyph for U+6F22 "漢" in the PDF's font
    hint: say it in words, or leave it out
content/fi/a.md:13:5: no glyph for U+062E "خ" in the PDF's font
    hint: say it in words, or leave it out
content/fi/a.md:13:6: no glyph for U+0637 "ط" in the PDF's font
    hint: say it in words, or leave it out
content/fi/a.md:15:5: no glyph for U+6F22 "漢" in the PDF's font
    hint: say it in words, or leave it out
content/fi/a.md:17:1: no glyph for U+8A9E "語" in the PDF's font
    hint: say it in words, or leave it out
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

// A table that has no room for its words is told of.
func TestCheckTables(t *testing.T) {
	table := &block.Table{Columns: make([]block.Column, mostColumns)}
	table.Columns[1].Head = []block.Run{{Text: "b", File: "content/fi/a.md", Pos: diag.Pos{Line: 3, Col: 5}}}
	if diags := Check([]block.Block{table}); len(diags) > 0 {
		t.Error(diags)
	}
	table.Columns = append(table.Columns, block.Column{})
	diags := Check([]block.Block{table})
	if len(diags) != 1 || diags[0].String() != "content/fi/a.md:3:5: warning: table of 13 columns is too wide for paper" {
		t.Errorf("got %v", diags)
	}
}

func TestSetReportsTitle(t *testing.T) {
	data, diags, err := Set(t.Context(), &Document{File: "content/fi/b.md", Title: "漢字", Lang: "fi"}, Options{})
	if err != nil || len(data) == 0 {
		t.Fatal(err)
	}
	if len(diags) != 2 || diags[0].String() != `content/fi/b.md: no glyph for U+6F22 "漢" in the PDF's font` {
		t.Errorf("got %v", diags)
	}
}
