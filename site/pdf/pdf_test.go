package pdf

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func readFace(t testing.TB, name string) *Face {
	t.Helper()
	data, err := os.ReadFile("../typeset/fonts/SourceSans3-" + name + ".ttf")
	if err != nil {
		t.Fatal(err)
	}
	face, err := ReadFace(data)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func TestSyntax(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"length", Length(12345).String(), "12.345"},
		{"whole length", Length(12000).String(), "12"},
		{"short fraction", Length(12300).String(), "12.3"},
		{"inner nought", Length(12003).String(), "12.003"},
		{"negative length", Length(-50).String(), "-0.05"},
		{"nought", Length(0).String(), "0"},
		{"colour", Color{255, 0, 51}.String(), "1 0 0.2"},
		{"rectangle", Rect{0, 1000, 2500, -1}.String(), "[0 1 2.5 -0.001]"},
		{"ASCII", textString(`a (b) \c`), `(a \(b\) \\c)`},
		{"not ASCII", textString("ä€😀"), "<FEFF00E420ACD83DDE00>"},
		{"control characters", textString("a\nb"), "<FEFF0061000A0062>"},
		{"name", name("Sans (ä)#/"), "/Sans#20#28#C3#A4#29#23#2F"},
		{"address", uriString("https://example.org/ä b?(c)"), `(https://example.org/%C3%A4%20b?\(c\))`},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, tt.got, tt.want)
		}
	}
}

// TestFieldNames gives names in two orders: each name has a form of its own, which
// does not depend on the others.
func TestFieldNames(t *testing.T) {
	want := map[string]string{"a": "a", "a-2": "a-2", "b.c": "b%2Ec", "b-c": "b-c", "b%2Ec": "b%252Ec", "task:d.e/f": "task:d%2Ee/f", "": "%-1"}
	names := slices.Sorted(maps.Keys(want))
	for _, backward := range []bool{false, true} {
		var f form
		if backward {
			slices.Reverse(names)
		}
		for _, n := range names {
			if got := f.name(n); got != want[n] {
				t.Errorf("%q, backward %v: got %q, want %q", n, backward, got, want[n])
			}
		}
		if first, second := f.name("a"), f.name("a"); first != "a%-2" || second != "a%-3" {
			t.Errorf("again: got %q, %q", first, second)
		}
	}
}

// TestBytes makes a document twice and wants the same bytes; and others for
// another text.
func TestBytes(t *testing.T) {
	face := readFace(t, "Regular")
	set := func(text string) []byte {
		d := New(Info{Title: "Näyte", Lang: "fi", Author: "A", Subject: "B", Creator: "C", Date: time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)})
		p := d.Page(595*Point, 842*Point)
		e := d.Root().Add("H1")
		e.Lang, e.ID = "sv", "x"
		p.Begin(e)
		p.Text(d.Font(face), 12*Point, Color{}, 0, 0, text)
		place := &Place{}
		b := d.Bookmark("Yksi", place)
		b.Add("Kaksi", place)
		*place = Place{Page: p, Top: 800 * Point}
		data, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	first := set("teksti")
	if !bytes.Equal(first, set("teksti")) {
		t.Error("the same calls gave other bytes")
	}
	if id := trailerID(first); id == "" || id == trailerID(set("tekstit")) {
		t.Error("two documents have one ID")
	}
	for _, want := range []string{"%PDF-1.7\n", "<xmp:CreateDate>2026-11-24T00:00:00+00:00</xmp:CreateDate>", "<pdfuaid:part>1</pdfuaid:part>"} {
		if !bytes.Contains(first, []byte(want)) {
			t.Errorf("no %q", want)
		}
	}
	if bytes.Contains(first, []byte("pdfaid:part>")) {
		t.Error("PDF/A is claimed, though nobody asked for it")
	}
	if _, err := New(Info{}).Bytes(); err == nil {
		t.Error("a document without pages has no error")
	}
}

func trailerID(data []byte) string {
	_, after, _ := strings.Cut(string(data), "/ID[<")
	id, _, _ := strings.Cut(after, ">")
	return id
}

// TestPageContent holds the operators of a page against what was drawn.
func TestPageContent(t *testing.T) {
	d := New(Info{Title: "x", Lang: "fi"})
	p := d.Page(100*Point, 100*Point)
	f := d.Font(readFace(t, "Regular"))
	e := d.Root().Add("P")
	p.BeginArtifact(Header)
	p.Fill(Color{255, 255, 255}, Rect{0, 0, 10000, 5000})
	p.Begin(e)
	p.Text(f, 10*Point, Color{}, Point, Point, "AV")
	p.Begin(e)
	p.Text(f, 10*Point, Color{}, Point, 2*Point, "b")
	p.End()
	p.BeginArtifact(Decoration)
	p.Frame(Color{}, Point, Rect{0, 0, 5000, 5000})
	p.Dots(Color{}, Point, 2*Point, 0, 9000, 1000)
	p.End()
	want := `/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC
1 1 1 rg
0 0 10 5 re f
EMC
/P<</MCID 0>>BDC
0 0 0 rg
BT /F0 10 Tf 1 1 Td [<0001>14<0002>]TJ ET
BT 1 2 Td [<0003>]TJ ET
EMC
/Artifact BMC
q 0 0 0 RG 1 w 0.5 0.5 4 4 re S Q
q 0 0 0 RG 1 J 1 w [0 2] 0 d 0 1 m 9 1 l S Q
EMC
`
	if got := string(p.content); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
