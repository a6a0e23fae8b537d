package typeset

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"opas/site/block"
	"opas/site/pdf"
)

// long returns a text of n characters, of a few different ones.
func long(n int) string { return strings.Repeat("sana, xyz/", n/10+1)[:n] }

// longDocuments have one text each that is much longer than anybody would write.
var longDocuments = map[string]func(d *Document, s string){
	"title":     func(d *Document, s string) { d.Title = s },
	"publisher": func(d *Document, s string) { d.Publisher = s },
	"edition":   func(d *Document, s string) { d.Edition = s },
	"address":   func(d *Document, s string) { d.Source = "https://example.org/" + s },
	"summary":   func(d *Document, s string) { d.Summary = s },
	"heading":   func(d *Document, s string) { d.Blocks = []block.Block{heading(2, "", s)} },
	"label":     func(d *Document, s string) { d.Blocks = []block.Block{&block.List{Items: []block.Item{{Label: s}}}} },
	"name":      func(d *Document, s string) { d.Blocks = []block.Block{&block.Field{Name: s}} },
	"link":      func(d *Document, s string) { d.Blocks = []block.Block{para("[" + s + "](https://example.org/)")} },
	"link's address": func(d *Document, s string) {
		d.Blocks = []block.Block{para("[" + s + "](https://example.org/" + s + ")")}
	},
	"signs of no width": func(d *Document, s string) {
		d.Blocks = []block.Block{para(strings.Repeat("\u0301", len(s))), para(strings.Repeat("\u0301\u200B", len(s)/2)), para(strings.Repeat("\u00AD", len(s)))}
	},
	"heading of a table": func(d *Document, s string) {
		table := &block.Table{Columns: []block.Column{{Head: text(s)}}}
		for range len(s) / 10 {
			table.Rows = append(table.Rows, []block.Cell{text("a")})
		}
		d.Blocks = []block.Block{table}
	},
	"runs of a link": func(d *Document, s string) {
		p := &block.Paragraph{}
		for i := range len(s) / 10 {
			p.Text = append(p.Text, block.Run{Text: "sana", Style: block.Style(i % 2), Link: "https://example.org/"})
		}
		d.Blocks = []block.Block{p}
	},
	"runs of a word": func(d *Document, s string) {
		p := &block.Paragraph{}
		for i := range len(s) {
			p.Text = append(p.Text, block.Run{Text: "x", Style: block.Style(i % 2)})
		}
		d.Blocks = []block.Block{p}
	},
	"fields of a task": func(d *Document, s string) {
		task := block.Item{Task: &block.Task{Name: "a"}, Blocks: []block.Block{para(s)}}
		for i := range len(s) / 100 {
			task.Blocks = append(task.Blocks, &block.Field{Name: fmt.Sprint(i)})
		}
		d.Blocks = []block.Block{&block.List{Items: []block.Item{task}}}
	},
	"fields of one name": func(d *Document, s string) {
		for range len(s) / 100 {
			d.Blocks = append(d.Blocks, &block.Field{Name: "a"})
		}
	},
}

// No text makes a file that is larger than its length explains, nor takes longer: a
// minute is enough unless the time grows with the square of it.
func TestLongTexts(t *testing.T) {
	const n, perCharacter = 100_000, 20
	for name, put := range longDocuments {
		for _, whole := range []bool{false, true} {
			d := &Document{Title: "Pitkä", Lang: "fi", TitlePage: whole, Contents: whole}
			put(d, long(n))
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			data, _, err := Set(ctx, d, Options{})
			if err == nil {
				err = ctx.Err()
			}
			cancel()
			if err != nil || len(data) > perCharacter*n {
				t.Errorf("%s, whole %v: %d bytes, %v", name, whole, len(data), err)
			}
		}
	}
}

// Running texts that are too long are cut to what there is room for, and no shorter.
func TestShortened(t *testing.T) {
	s := newSetter(&Document{Lang: "fi"}, Options{})
	for _, text := range []string{"", "a", "Opas", long(100), long(1000), strings.Repeat("W", 50), strings.Repeat("\u0301", 50) + strings.Repeat("i", 300), "loppuu, - – " + long(200)} {
		for _, width := range []pdf.Length{0, 5 * pdf.Point, 60 * pdf.Point, 200 * pdf.Point} {
			for name, cut := range map[string]string{"end": s.shortened(text, width), "inside": s.shortenedInside(text, width)} {
				if got := s.regular.Width(cut, running.size); got > width {
					t.Errorf("%.20q, %s: %v wide, room for %v", text, name, got, width)
				} else if whole := s.regular.Width(flat(text), running.size); whole <= width && cut != flat(text) {
					t.Errorf("%.20q, %s: cut to %q, though it has room", text, name, cut)
				} else if widest := s.regular.Width("W… –,", running.size); whole > width && width > 2*widest && got < width-widest {
					t.Errorf("%.20q, %s: %v wide only, room for %v", text, name, got, width)
				}
			}
		}
	}
}

// What is said beside the text, of each line of a link and of each field of a task, is
// short, however long they are.
func TestBriefly(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""}, {"lyhyt", "lyhyt"}, {strings.Repeat("ä", mostSaid), strings.Repeat("ä", mostSaid)},
		{strings.Repeat("ä", mostSaid+1), strings.Repeat("ä", mostSaid-1) + "…"}, {strings.Repeat("😀", 5000), strings.Repeat("😀", mostSaid-1) + "…"},
	} {
		if got := briefly(tt.text); got != tt.want {
			t.Errorf("%.20q: got %q", tt.text, got)
		}
	}
	s := newSetter(&Document{Lang: "fi"}, Options{})
	runs := slices.Repeat([]block.Run{{Text: "sana ", Link: "https://example.org/"}}, 1000)
	for _, runs := range [][]block.Run{runs, {{Text: long(5000), Link: "https://example.org/"}}} {
		if got := s.spans(runs, usual.body, "fi")[0].link.contents; countTo(mostSaid+1, got) != mostSaid {
			t.Errorf("a link is called %q", got)
		}
	}
	s.task = tip{long(5000), "fi"}
	if got := s.fieldTip(&block.Field{Name: "nimi"}); got.text != briefly(long(5000))+" nimi" {
		t.Errorf("a field is called %q", got.text)
	}
}

// A document that nobody waits for any more is given up, whatever is being set.
func TestCalledOff(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if data, _, err := Set(ctx, book(3), Options{}); !errors.Is(err, context.Canceled) || data != nil {
		t.Errorf("got %d bytes, %v", len(data), err)
	}
	table := &block.Table{Columns: []block.Column{{Head: text("a")}}, Rows: slices.Repeat([][]block.Cell{{text("b")}}, 500)}
	s := newSetter(book(3), Options{})
	in := box{s.side, s.textWidth(), s.pdf.Root(), s.body, s.betweenBlocks}
	rows := s.document()
	s.done = ctx.Done()
	if n := len(s.blocks(s.doc.Blocks, in)); n > 0 {
		t.Errorf("%d rows of blocks were set", n)
	}
	if n := len(s.table(table, in)); n > 10 {
		t.Errorf("%d rows of a table were set", n)
	}
	s.draw(rows, paginate(rows, s.height))
	for _, title := range s.titles {
		if title.mark.place.Page != nil {
			t.Errorf("%q was drawn", title.text)
		}
	}
}
