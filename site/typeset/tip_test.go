package typeset

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"opas/site/block"
	"opas/site/pdf/pdfua"
)

// TestLanguages sets fields, pictures, links and headings in other languages than the
// document's: what is said of them is read in their own.
func TestLanguages(t *testing.T) {
	in := func(lang, s string) *block.Paragraph { return &block.Paragraph{Lang: lang, Text: text(s)} }
	task := func(blocks ...block.Block) block.Block {
		return &block.List{Items: []block.Item{{Task: &block.Task{Name: "namn"}, Blocks: blocks}}}
	}
	field := func(label string) block.Block { return &block.Field{Name: "nimi", Label: text(label)} }
	cat := func(lang, link string) block.Block {
		return &block.Image{Alt: "A cat", Lang: lang, Link: link, Data: picture(4, 4)}
	}
	tests := []struct {
		name   string
		blocks []block.Block
		want   string
	}{
		{"task", []block.Block{task(para("Lue {en:this}."))}, `Form tip="Lue this." Span lang="en"`},
		{"task in another language", []block.Block{task(in("sv", "Läs reglerna"))}, `Form lang="sv" tip="Läs reglerna"`},
		{"its words are", []block.Block{task(para("{en:Read} {en:this}."))}, `Form lang="en" tip="Read this." Span lang="en" Span lang="en"`},
		{"its picture is", []block.Block{task(cat("en", ""))}, `Form lang="en" tip="A cat" Figure lang="en" alt="A cat"`},
		{"picture and text", []block.Block{task(cat("en", ""), in("en", "Feed it"))}, `Form lang="en" tip="A cat Feed it" Figure lang="en" alt="A cat"`},
		{"picture and other text", []block.Block{task(cat("en", ""), para("Ruoki"))}, `Form tip="A cat Ruoki" Figure lang="en" alt="A cat"`},
		{"picture and table", []block.Block{task(cat("", ""), &block.Quote{Blocks: []block.Block{para("x")}})}, `Form tip="A cat" Figure alt="A cat"`},
		{"field", []block.Block{field("{en:Your words}:")}, `Span lang="en" Form lang="en" tip="Your words:"`},
		{"field without a label", []block.Block{field("")}, `Form tip="nimi"`},
		{"field of a task", []block.Block{task(in("sv", "Läs"), field("{sv:Nu}"))}, `Form lang="sv" tip="Läs" Span lang="sv" Form lang="sv" tip="Läs: Nu"`},
		{"field of a task in another language", []block.Block{task(in("sv", "Läs"), field("Nyt"))}, `Form lang="sv" tip="Läs" Form tip="Läs: Nyt"`},
		{"in a part in that language", []block.Block{&block.Section{Lang: "sv", Blocks: []block.Block{task(in("sv", "Läs"), field("Nu")), task(in("fi", "Lue"))}}}, `Form tip="Läs" Form tip="Läs: Nu" Form lang="fi" tip="Lue"`},
		{"picture", []block.Block{cat("en", "")}, `Figure lang="en" alt="A cat"`},
		{"linked picture", []block.Block{cat("en", "https://example.org/")}, `Link lang="en" Figure alt="A cat"`},
		{"picture that can't be shown", []block.Block{&block.Image{Alt: "A cat", Lang: "en"}}, `Span lang="en"`},
		{"link", []block.Block{&block.Paragraph{Text: []block.Run{{Text: "good", Lang: "en", Link: "https://example.org/"}, {Text: " practice", Style: block.Strong, Lang: "en", Link: "https://example.org/"}}}}, `Link lang="en"`},
		{"link in part", []block.Block{&block.Paragraph{Text: []block.Run{{Text: "hyvä "}, {Text: "practice", Lang: "en"}}}}, `Span lang="en"`},
		{"heading", []block.Block{&block.Heading{Level: 2, Text: text("{en:Good practice}")}}, `Link lang="en" Span lang="en"`},
	}
	for _, tt := range tests {
		structure, err := pdfua.Structure(set(t, &Document{Title: "Kielet", Lang: "fi", Contents: tt.name == "heading", Blocks: tt.blocks}, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for line := range strings.Lines(structure) {
			line = counts.ReplaceAllString(strings.TrimSpace(line), "")
			if role, _, _ := strings.Cut(line, " "); slices.Contains([]string{"Form", "Figure", "Link", "Span"}, role) {
				got = append(got, line)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, s, tt.want)
		}
	}
}

// counts are what a line of the structure says of an element's content.
var counts = regexp.MustCompile(` (content|objects)=\d+`)

// TestTips sets what screen readers say of fields: a box is what there is to do,
// without the source of that, and a field of a task is told from those of others.
func TestTips(t *testing.T) {
	task := func(name string, runs []block.Run, more ...block.Block) block.Item {
		return block.Item{Task: &block.Task{Name: name}, Blocks: append([]block.Block{&block.Paragraph{Text: runs}}, more...)}
	}
	field := func(name, label string) block.Block { return &block.Field{Name: name, Label: text(label)} }
	blocks := []block.Block{
		&block.List{Items: []block.Item{
			task("a", []block.Run{{Text: "Maininnat"}, {Text: "1", Note: "n"}, {Text: " "}, {Text: "Lähde: Askel 7", Aside: true}}, field("a1", "Nyt"), field("a2", "Tavoite")),
			task("b", text("Lue *säännöt*."), bullets("yksi"), &block.List{Items: []block.Item{task("c", text("Kuka vastaa?"), field("c1", "Nimi")), {Blocks: []block.Block{field("b1", "Nyt")}}}}),
			task("d", nil, field("d1", "")),
		}},
		field("e", "Muuta"),
	}
	structure, err := pdfua.Structure(set(t, &Document{Title: "Nimet", Lang: "fi", Blocks: blocks}, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(structure) {
		if _, tip, ok := strings.Cut(line, "tip="); ok {
			got = append(got, strings.Trim(tip, "\"\n"))
		}
	}
	want := []string{
		"Maininnat", "Maininnat: Nyt", "Maininnat: Tavoite",
		"Lue säännöt.", "Kuka vastaa?", "Kuka vastaa? Nimi", "Lue säännöt. Nyt",
		"d", "d: d1", "Muuta",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
