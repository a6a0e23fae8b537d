package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// Face is a TrueType font that was read. Documents may share it, at the same
// time too.
type Face struct {
	font       *sfnt.Font
	tables     map[string][]byte
	postScript string
	unitsPerEm int
	glyphs     int
	loca       []uint32 // where each glyph begins, and the end
	metrics    int      // glyphs with an advance of their own
	ascent     int      // these four in thousandths of the size
	descent    int
	capHeight  int
	box        [4]int
	weight     int     // 400 is regular
	italic     float64 // degrees from the vertical, counter-clockwise
	typedOnce  sync.Once
	typed      program // of form fields
}

// tablesNeeded are the tables that are read, each with its least length.
var tablesNeeded = map[string]int{"glyf": 0, "loca": 0, "head": 54, "hhea": 36, "hmtx": 4, "maxp": 32, "OS/2": 90, "post": 8}

// ReadFace reads a TrueType font (OpenType specification, versions 1.x). Each
// glyph is looked at, so that what writes them need not.
func ReadFace(data []byte) (*Face, error) {
	font, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	f := &Face{font: font, tables: map[string][]byte{}, unitsPerEm: int(font.UnitsPerEm())}
	if err := f.readTables(data); err != nil {
		return nil, err
	}
	// fsType: 2 is a licence that forbids embedding.
	if u16(f.tables["OS/2"], 8)&0xF == 2 {
		return nil, errors.New("read font: it may not be embedded")
	}
	if f.postScript, err = font.Name(nil, sfnt.NameIDPostScript); err != nil {
		return nil, fmt.Errorf("read font: its name: %w", err)
	}
	head, hhea := f.tables["head"], f.tables["hhea"]
	for i := range f.box {
		f.box[i] = f.thousandths(i16(head, 36+2*i))
	}
	f.ascent, f.descent = f.thousandths(i16(hhea, 4)), f.thousandths(i16(hhea, 6))
	f.weight = u16(f.tables["OS/2"], 4)
	f.capHeight = f.thousandths(i16(f.tables["OS/2"], 88))
	f.italic = float64(int32(binary.BigEndian.Uint32(f.tables["post"][4:]))) / 65536
	if err := f.readGlyphs(); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Face) readTables(data []byte) error {
	if len(data) < 12 || len(data) < 12+16*u16(data, 4) {
		return errors.New("read font: cut off")
	}
	for i := range u16(data, 4) {
		e := data[12+16*i:]
		start, length := uint64(binary.BigEndian.Uint32(e[8:])), uint64(binary.BigEndian.Uint32(e[12:]))
		if start+length > uint64(len(data)) {
			return fmt.Errorf("read font: table %q is cut off", e[:4])
		}
		f.tables[string(e[:4])] = data[start : start+length]
	}
	for tag, least := range tablesNeeded {
		if table, ok := f.tables[tag]; !ok || len(table) < least {
			return errors.New("read font: a table is missing; TrueType outlines are needed")
		}
	}
	return nil
}

// readGlyphs reads where the glyphs are and looks at each.
func (f *Face) readGlyphs() error {
	f.glyphs = u16(f.tables["maxp"], 4)
	f.metrics = u16(f.tables["hhea"], 34)
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	width := 2 + 2*u16(f.tables["head"], 50) // of an offset
	if f.glyphs == 0 || f.metrics == 0 || f.metrics > f.glyphs || width != 2 && width != 4 ||
		len(loca) < width*(f.glyphs+1) || len(f.tables["hmtx"]) < 4*f.metrics+2*(f.glyphs-f.metrics) {
		return errors.New("read font: its tables do not fit together")
	}
	f.loca = make([]uint32, f.glyphs+1)
	for i := range f.loca {
		if width == 2 {
			f.loca[i] = 2 * uint32(u16(loca, 2*i))
		} else {
			f.loca[i] = binary.BigEndian.Uint32(loca[4*i:])
		}
		if int64(f.loca[i]) > int64(len(glyf)) || i > 0 && f.loca[i] < f.loca[i-1] {
			return errors.New("read font: a glyph is cut off")
		}
	}
	for g := range f.glyphs {
		if _, err := f.outline(g); err != nil {
			return err
		}
	}
	return nil
}

// Has tells whether the face has a glyph for r.
func (f *Face) Has(r rune) bool { return f.glyph(r) != 0 }

// glyph returns the number of the glyph for r, 0 if there is none.
func (f *Face) glyph(r rune) int {
	g, err := f.font.GlyphIndex(nil, r)
	if err != nil || int(g) >= f.glyphs {
		return 0
	}
	return int(g)
}

// advance returns the width of a glyph in the font's units.
func (f *Face) advance(glyph int) int {
	return u16(f.tables["hmtx"], 4*min(glyph, f.metrics-1))
}

// bearing returns a glyph's left side bearing in the font's units.
func (f *Face) bearing(glyph int) int {
	if glyph < f.metrics {
		return i16(f.tables["hmtx"], 4*glyph+2)
	}
	return i16(f.tables["hmtx"], 4*f.metrics+2*(glyph-f.metrics))
}

// thousandths turns the font's units into thousandths of its size, rounded.
func (f *Face) thousandths(v int) int {
	half := f.unitsPerEm / 2
	if v < 0 {
		half = -half
	}
	return (v*1000 + half) / f.unitsPerEm
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
