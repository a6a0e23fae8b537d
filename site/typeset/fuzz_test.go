package typeset

import (
	"fmt"
	"strings"
	"testing"

	"opas/site/block"
	"opas/site/pdf/pdfua"
)

// FuzzSet makes a document of any text. Lines begin with a letter that says what
// they become. Whatever it is, the file is one that PDF/UA allows.
func FuzzSet(f *testing.F) {
	f.Add("Otsikko", "Virasto", "Versio 2", "https://example.org/opas/", "2väliotsikko\npkappale [linkki](https://example.org/) ja *vahva*\nlkohta\ntruutu\n-\nwsolu|solu\ncrivi\nqlainaus\nnviite\nfkenttä", false)
	f.Add("\u200b", "\u200b", "\u0301", "/", "p\u00AD\u200b\u2028\nt\nw\n1\n6", true)
	f.Add("😀", "", "", "", "p"+strings.Repeat("x", 3000)+"\nt"+strings.Repeat("ä ", 900), true)
	for _, kind := range []string{"l", "t", "q", "k", "d", "n", "s", "lqkdnt"} {
		f.Add("a", "", "", "", strings.Repeat(kind, 60)+"pxx", false)
		f.Add("a", "", "", "", strings.Repeat(kind, 5)+"pxx\n"+strings.Repeat(kind, 4)+"fx", true)
	}
	for _, s := range []string{long(4000), strings.Repeat("W", 4000), strings.Repeat("\u0301", 2000) + "\u200b\u00AD"} {
		f.Add(s, s, s, s, "p["+s[:1000]+"]("+s[:1000]+")\n2"+s[:500]+"\nf"+s[:500]+"\nl"+s[:500], true)
		f.Add(s, "", s, s, "t"+s[:3000], false)
	}
	f.Add("a", "", "", "", strings.Repeat("w"+strings.Repeat("solu ", 400)+"|b|c\n", 3), false)
	f.Fuzz(func(t *testing.T, title, publisher, edition, address, s string, whole bool) {
		if len(s) > 4000 || len(title+publisher+edition+address) > 20_000 || flat(title) == "" { // a document has a title
			return
		}
		deep := false
		d := &Document{
			Title: title, Lang: "fi", Publisher: publisher, Edition: edition, Source: address,
			Summary: s[:min(len(s), 60)], TitlePage: whole, Contents: whole, Words: Words{Contents: "Sisällys"},
		}
		for i, line := range strings.Split(s, "\n") {
			d.Blocks = append(d.Blocks, fuzzed(line, i)...)
			deep = deep || len(line)-len(strings.TrimLeft(line, "ltqkdns-")) > mostChecked
		}
		data, _, err := Set(t.Context(), d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if deep {
			return
		}
		if problems := pdfua.Check(data); len(problems) > 0 {
			t.Errorf("%q", problems)
		}
	})
}

func fuzzed(line string, i int) []block.Block {
	if line == "" {
		return nil
	}
	kind, rest := line[0], line[1:]
	inner := fuzzed(rest, i)
	runs := text(rest)
	switch kind {
	case '1', '2', '3', '4', '5', '6':
		return []block.Block{heading(int(kind-'0'), fmt.Sprint("h", i), rest)}
	case 'l':
		return []block.Block{&block.List{Items: []block.Item{{Label: "•", Blocks: inner}, {Label: rest}}}}
	case 't':
		return []block.Block{&block.List{Items: []block.Item{{Task: &block.Task{Name: rest}, Blocks: inner}}}}
	case '-':
		return append(inner, &block.Divider{})
	case 'w':
		table := &block.Table{}
		var row []block.Cell
		for _, cell := range strings.Split(rest, "|") {
			table.Columns = append(table.Columns, block.Column{Head: text(cell), Align: block.Align(len(cell) % 3)})
			row = append(row, text(cell))
		}
		table.Rows = [][]block.Cell{row, row[:1], nil}
		return []block.Block{table}
	case 'c':
		return []block.Block{&block.Code{Text: rest}}
	case 'q':
		return []block.Block{&block.Quote{Lang: "sv", Blocks: inner}}
	case 'k':
		return []block.Block{&block.Callout{Kind: "tip", Title: []block.Run{{Text: rest}}, Blocks: inner}}
	case 's':
		return []block.Block{&block.Section{Lang: "en", Blocks: inner}}
	case 'd':
		return []block.Block{&block.Definitions{Items: []block.Definition{{Term: runs, Blocks: inner}}}}
	case 'n':
		ref := []block.Run{{Text: "1", Note: "a", Style: block.Superscript}}
		return []block.Block{&block.Paragraph{Text: append(ref, runs...)}, &block.Notes{Title: "Viitteet", Items: []block.Note{{ID: "a", Label: "1", Blocks: inner}}}}
	case 'f':
		return []block.Block{&block.Field{Name: rest, Label: runs, Lines: len(rest)}}
	case 'i':
		return []block.Block{&block.Image{Alt: rest, Lang: "en", Data: []byte(rest)}}
	}
	return []block.Block{&block.Paragraph{Text: runs}}
}
