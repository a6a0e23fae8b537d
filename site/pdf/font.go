package pdf

import (
	"fmt"
	"hash/fnv"
	"iter"
	"strings"
	"unicode/utf16"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Font is a face as a document uses it: it gathers the characters that are
// drawn, and these alone get into the file. Each character has a code (CID) of
// its own, even if two have one glyph, so that text can be taken out again.
type Font struct {
	*Face
	name    string // in the resources of pages
	ref     ref
	buffer  sfnt.Buffer
	latin   [0x250]uint16 // codes of the commonest characters
	other   map[rune]uint16
	glyphs  []int  // by code
	runes   []rune // by code
	kerning map[uint32]int16
}

// substitute stands where a character has no glyph. It looks like a question
// mark where the face has no sign for it.
const substitute = '\uFFFD'

// Font returns the face as a font of the document.
func (d *Document) Font(face *Face) *Font {
	f := &Font{
		Face: face, name: fmt.Sprintf("F%d", len(d.fonts)),
		other: map[rune]uint16{}, kerning: map[uint32]int16{},
		glyphs: []int{0}, runes: []rune{0},
	}
	d.fonts = append(d.fonts, f)
	return f
}

// code returns the code of a character; the same for all that have no glyph.
func (f *Font) code(r rune) uint16 {
	if r >= 0 && int(r) < len(f.latin) {
		if c := f.latin[r]; c != 0 {
			return c
		}
	} else if c, ok := f.other[r]; ok {
		return c
	}
	var c uint16 // .notdef, in a face without even a question mark
	switch g := f.glyph(r); {
	case g != 0 && len(f.glyphs) < 1<<16:
		c = f.add(r, g)
	case r != substitute:
		c = f.code(substitute)
	case f.Has('?'):
		c = f.add(r, f.glyph('?'))
	}
	if r >= 0 && int(r) < len(f.latin) {
		f.latin[r] = c
	} else {
		f.other[r] = c
	}
	return c
}

func (f *Font) add(r rune, glyph int) uint16 {
	f.glyphs = append(f.glyphs, glyph)
	f.runes = append(f.runes, r)
	return uint16(len(f.glyphs) - 1)
}

// kern returns what is added between two characters, in the font's units.
func (f *Font) kern(a, b uint16) int {
	pair := uint32(a)<<16 | uint32(b)
	if k, ok := f.kerning[pair]; ok {
		return int(k)
	}
	// At a size of one pixel for each unit the result is in units.
	k, err := f.font.Kern(&f.buffer, sfnt.GlyphIndex(f.glyphs[a]), sfnt.GlyphIndex(f.glyphs[b]), fixed.Int26_6(f.unitsPerEm), font.HintingNone)
	if err != nil {
		k = 0 // no kerning in the face
	}
	f.kerning[pair] = int16(k)
	return int(k)
}

// Width returns the width of text, kerning included.
func (f *Font) Width(text string, size Length) (width Length) {
	for _, width = range f.Widths(text, size) {
	}
	return width
}

// Widths returns for each character of text its byte offset and the width of the
// text up to its end. All of them take no more time than Width alone.
func (f *Font) Widths(text string, size Length) iter.Seq2[int, Length] {
	return func(yield func(int, Length) bool) {
		units := 0
		before := uint16(0)
		for i, r := range text {
			c := f.code(r)
			if before != 0 {
				units += f.kern(before, c)
			}
			units += f.advance(f.glyphs[c])
			before = c
			if !yield(i, Length(units*int(size)/f.unitsPerEm)) {
				return
			}
		}
	}
}

const hexDigits = "0123456789ABCDEF"

// appendShow appends the operator that shows text (9.4.3).
func (f *Font) appendShow(b []byte, text string) []byte {
	b = append(b, "[<"...)
	before := uint16(0)
	for _, r := range text {
		c := f.code(r)
		if before != 0 {
			if k := f.kern(before, c); k != 0 {
				b = append(b, '>')
				b = Length(-k * 1000 * 1000 / f.unitsPerEm).append(b)
				b = append(b, '<')
			}
		}
		b = append(b, hexDigits[c>>12], hexDigits[c>>8&15], hexDigits[c>>4&15], hexDigits[c&15])
		before = c
	}
	return append(b, ">]TJ"...)
}

// used tells whether a text was set in the font.
func (f *Font) used() bool { return len(f.glyphs) > 1 }

// write writes the font: a composite one (9.7) whose codes are its glyphs'
// numbers in the subset.
func (f *Font) write(out *file) {
	base := f.subsetName(string(f.runes))
	descriptor := f.descriptor(out, base, compressed(f.subset(f.glyphs, nil)))
	widths := make([]string, len(f.glyphs))
	for i, g := range f.glyphs {
		widths[i] = f.widthOf(g)
	}
	descendant := out.add("<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %v/DW 1000/W[0[%s]]/CIDToGIDMap/Identity>>",
		name(base), descriptor, strings.Join(widths, " "))
	unicode := out.addStream("", f.toUnicode(), true)
	f.ref = out.add("<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%v]/ToUnicode %v>>", name(base), descendant, unicode)
}

// widthOf returns a glyph's width in thousandths of the size.
func (f *Face) widthOf(glyph int) string {
	return Length(f.advance(glyph) * 1000 * 1000 / f.unitsPerEm).String()
}

// subsetName returns the face's name with a tag for the subset (9.6.4), which
// follows from the characters.
func (f *Face) subsetName(characters string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(characters)) // never fails
	sum := h.Sum64()
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + byte(sum%26)
		sum /= 26
	}
	return string(tag[:]) + "+" + f.postScript
}

// program is a font program as it stands in the file.
type program struct {
	deflated []byte
	length   int // before
}

func compressed(data []byte) program { return program{deflate(data), len(data)} }

// descriptor writes the font descriptor (9.8) and the program.
func (f *Face) descriptor(out *file, base string, p program) ref {
	const nonsymbolic, italic = 1 << 5, 1 << 6
	flags := nonsymbolic
	if f.italic != 0 {
		flags |= italic
	}
	stream := out.addStream(fmt.Sprintf("/Length1 %d/Filter/FlateDecode", p.length), p.deflated, false)
	// The width of stems is not in the file; it follows from the weight.
	stem := 50 + f.weight*f.weight/6500
	return out.add("<</Type/FontDescriptor/FontName%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %v/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %v>>",
		name(base), flags, f.box[0], f.box[1], f.box[2], f.box[3], Length(f.italic*1000), f.ascent, f.descent, f.capHeight, stem, stream)
}

// toUnicode returns the map from codes to characters (9.10.3).
func (f *Font) toUnicode() []byte {
	var b strings.Builder
	b.WriteString("/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def" +
		"/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange\n")
	for first := 1; first < len(f.runes); first += 100 {
		last := min(first+100, len(f.runes))
		fmt.Fprintf(&b, "%d beginbfchar\n", last-first)
		for c := first; c < last; c++ {
			fmt.Fprintf(&b, "<%04X><", c)
			for _, unit := range utf16.Encode(f.runes[c : c+1]) {
				fmt.Fprintf(&b, "%04X", unit)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap CMapName currentdict/CMap defineresource pop end end")
	return []byte(b.String())
}
