package pdf

import (
	"bytes"
	"encoding/binary"
	"os"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// TestSubset takes glyphs out of subsets again: composites and all, they are
// those of the whole font.
func TestSubset(t *testing.T) {
	const characters = "Aäöåé ½ÅŽ€fi—"
	for _, name := range []string{"Regular", "Semibold", "It"} {
		face := readFace(t, name)
		glyphs := []int{0}
		codes := map[rune]int{}
		for _, r := range characters {
			codes[r] = len(glyphs)
			glyphs = append(glyphs, face.glyph(r))
		}
		data := face.subset(glyphs, codes)
		if sum := checksum(data); sum != 0xB1B0AFBA {
			t.Errorf("%s: the checksum is %X", name, sum)
		}
		subset, err := sfnt.Parse(complete(t, face, data))
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		for i, r := range []rune(characters) {
			g, err := subset.GlyphIndex(&buffer, r)
			if err != nil || int(g) != codes[r] {
				t.Errorf("%s: %q is glyph %d, want %d (%v)", name, r, g, i+1, err)
			}
			got := outlineOf(t, subset, g)
			want := outlineOf(t, face.font, sfnt.GlyphIndex(face.glyph(r)))
			if len(got) != len(want) {
				t.Fatalf("%s: %q has %d segments, want %d", name, r, len(got), len(want))
			}
			for j := range got {
				if got[j] != want[j] {
					t.Errorf("%s: %q: segment %d is %v, want %v", name, r, j, got[j], want[j])
				}
			}
		}
	}
}

// complete adds the tables that a font file has and a program in a PDF has not.
func complete(t *testing.T, face *Face, data []byte) []byte {
	t.Helper()
	tables := map[string][]byte{"name": face.tables["name"], "OS/2": face.tables["OS/2"]}
	for i := range u16(data, 4) {
		e := data[12+16*i:]
		at, length := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		tables[string(e[:4])] = data[at : at+length]
	}
	tables["post"] = append([]byte{0, 3, 0, 0}, make([]byte, 28)...) // version 3: no names
	return fontFile(tables)
}

func outlineOf(t *testing.T, f *sfnt.Font, g sfnt.GlyphIndex) []sfnt.Segment {
	t.Helper()
	var buffer sfnt.Buffer
	segments, err := f.LoadGlyph(&buffer, g, fixed.I(1000), nil)
	if err != nil {
		t.Fatal(err)
	}
	return segments
}

func TestFontCodes(t *testing.T) {
	d := New(Info{})
	f := d.Font(readFace(t, "Regular"))
	if a, b := f.code('-'), f.code('\u00AD'); a == b {
		t.Error("hyphen and soft hyphen share a code, so one can't be taken out again")
	}
	if f.code('😀') != f.code('漢') || f.code('😀') == 0 {
		t.Error("characters without a glyph are not all shown as one sign")
	}
	if w := f.Width("AV", 10*Point); w >= f.Width("A", 10*Point)+f.Width("V", 10*Point) {
		t.Errorf("AV is %v wide: no kerning", w)
	}
	unicode := f.toUnicode()
	for _, want := range []string{"<0001><002D>", "<0002><00AD>", "<FFFD>"} {
		if !bytes.Contains(unicode, []byte(want)) {
			t.Errorf("no %s in %s", want, unicode)
		}
	}
}

// FuzzReadFace reads fonts that are broken somewhere. What is accepted can be
// made a subset of.
func FuzzReadFace(f *testing.F) {
	whole, err := os.ReadFile("../typeset/fonts/SourceSans3-Regular.ttf")
	if err != nil {
		f.Fatal(err)
	}
	for _, at := range []int{0, 4, 12, 60, 200, 1000, 5000} {
		f.Add(at, []byte{0xFF, 0xFF})
		f.Add(at, []byte{0})
	}
	f.Fuzz(func(t *testing.T, at int, patch []byte) {
		data := bytes.Clone(whole)
		if at < 0 || at >= len(data) {
			return
		}
		copy(data[at:], patch)
		face, err := ReadFace(data)
		if err != nil {
			return
		}
		var glyphs []int
		for g := 0; g < face.glyphs; g += 50 {
			glyphs = append(glyphs, g)
		}
		face.subset(glyphs, nil)
		d := New(Info{})
		d.Font(face).Width("AVÄäfi😀", Point)
	})
}
