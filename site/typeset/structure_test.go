package typeset

import (
	"flag"
	"os"
	"strings"
	"testing"

	"opas/site/block"
	"opas/site/pdf/pdfua"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestStructure holds the structure trees of the samples against golden files.
func TestStructure(t *testing.T) {
	for name, d := range map[string]*Document{"checklist": checklist(), "book": book(1)} {
		got, err := pdfua.Structure(set(t, d, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		file := "testdata/" + name + ".txt"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s", file, got)
		}
	}
}

// TestHeadingLevels maps levels that the text skips to ones that follow each
// other.
func TestHeadingLevels(t *testing.T) {
	tests := []struct {
		levels []int
		want   string
	}{
		{[]int{2, 3, 2, 3, 4}, "H1 H2 H3 H2 H3 H4"},
		{[]int{3, 5, 2, 6, 3}, "H1 H2 H3 H2 H3 H3"},
		{[]int{1, 2, 3, 4, 5, 6}, "H1 H2 H3 H4 H5 H6 H6"},
		{[]int{6, 1}, "H1 H2 H2"},
	}
	for _, tt := range tests {
		d := &Document{Title: "Otsikko", Lang: "fi"}
		for _, l := range tt.levels {
			d.Blocks = append(d.Blocks, heading(l, "", "Väliotsikko"))
		}
		structure, err := pdfua.Structure(set(t, d, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range strings.Fields(structure) {
			if len(f) == 2 && f[0] == 'H' {
				got = append(got, f)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%v: got %s, want %s", tt.levels, s, tt.want)
		}
	}
}

// TestLinksWithoutTarget sets links to IDs that no block has as text.
func TestLinksWithoutTarget(t *testing.T) {
	d := &Document{Title: "Linkit", Lang: "fi", Blocks: []block.Block{para("[tänne](#on) ja [ei minnekään](#ei)"), heading(2, "on", "Täällä")}}
	structure, err := pdfua.Structure(set(t, d, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(structure, "Link"); n != 1 {
		t.Errorf("%d links, want 1: %s", n, structure)
	}
}

// TestLinksIntoTables sets links to runs in the cells and headings of a table whose
// headings are shown on two pages.
func TestLinksIntoTables(t *testing.T) {
	place := func(id string) block.Cell { return block.Cell{{Text: id, ID: id}} }
	table := &block.Table{Columns: []block.Column{{Head: place("head")}}}
	for range 80 {
		table.Rows = append(table.Rows, []block.Cell{place("rivi")})
	}
	table.Rows = append(table.Rows, []block.Cell{place("last")})
	d := &Document{Title: "Taulukko", Lang: "fi", Blocks: []block.Block{para("[a](#head) ja [b](#last)"), table}}
	structure, err := pdfua.Structure(set(t, d, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(structure, "Link"); n != 2 {
		t.Errorf("%d links, want 2: %s", n, structure)
	}
}

// TestNumberedTasks sets tasks that have numbers: each label has its box and its
// number.
func TestNumberedTasks(t *testing.T) {
	l := tasks("t", "Yksi", "Kaksi")
	l.Ordered = true
	for i := range l.Items {
		l.Items[i].Label = string(rune('1'+i)) + "."
	}
	structure, err := pdfua.Structure(set(t, &Document{Title: "Tehtävät", Lang: "fi", Blocks: []block.Block{l}}, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(structure, "Lbl content=1\n        Form objects=1"); n != 2 {
		t.Errorf("%d labels with a number and a box, want 2: %s", n, structure)
	}
}
