package pdf

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

var errGlyph = errors.New("read font: a glyph is not whole")

// outline returns a glyph's description without its instructions, which no
// reader of PDF needs: a copy. A glyph without ink has none.
func (f *Face) outline(glyph int) ([]byte, error) {
	d := f.tables["glyf"][f.loca[glyph]:f.loca[glyph+1]]
	if len(d) == 0 {
		return nil, nil
	}
	if len(d) < 10 {
		return nil, errGlyph
	}
	if contours := i16(d, 0); contours >= 0 {
		at := 10 + 2*contours
		if len(d) < at+2 || len(d) < at+2+u16(d, at) {
			return nil, errGlyph
		}
		out := append(make([]byte, 0, len(d)+4), d[:at]...)
		return append(append(out, 0, 0), d[at+2+u16(d, at):]...), nil
	}
	d = slices.Clone(d)
	end := 10
	for more := true; more; {
		if len(d) < end+4 {
			return nil, errGlyph
		}
		flags := u16(d, end)
		if u16(d, end+2) >= f.glyphs {
			return nil, errGlyph
		}
		binary.BigEndian.PutUint16(d[end:], uint16(flags&^hasInstructions))
		end += componentSize(flags)
		more = flags&moreComponents != 0
	}
	if len(d) < end {
		return nil, errGlyph
	}
	return d[:end], nil
}

// Flags of a component of a composite glyph (OpenType, glyf table).
const (
	wordArguments   = 0x0001
	oneScale        = 0x0008
	moreComponents  = 0x0020
	twoScales       = 0x0040
	fourScales      = 0x0080
	hasInstructions = 0x0100
)

// componentSize returns the length of a component's description.
func componentSize(flags int) int {
	n := 6
	if flags&wordArguments != 0 {
		n += 2
	}
	switch {
	case flags&oneScale != 0:
		n += 2
	case flags&twoScales != 0:
		n += 4
	case flags&fourScales != 0:
		n += 8
	}
	return n
}

// subset returns a TrueType program that has the glyphs alone, numbered in
// their order; components of composites follow. A character map is added where
// it is not nil.
func (f *Face) subset(glyphs []int, characters map[rune]int) []byte {
	glyphs = slices.Clone(glyphs)
	number := map[int]int{}
	for i, g := range glyphs {
		if _, ok := number[g]; !ok {
			number[g] = i
		}
	}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(glyphs); i++ { // grows as composites are met
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		d, err := f.outline(glyphs[i])
		if err != nil {
			panic(err) // ReadFace has looked at each
		}
		if len(d) > 0 && i16(d, 0) < 0 {
			for at, more := 10, true; more; {
				c := u16(d, at+2)
				if _, ok := number[c]; !ok {
					number[c] = len(glyphs)
					glyphs = append(glyphs, c)
				}
				binary.BigEndian.PutUint16(d[at+2:], uint16(number[c]))
				flags := u16(d, at)
				more = flags&moreComponents != 0
				at += componentSize(flags)
			}
		}
		glyf = pad(append(glyf, d...))
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.advance(glyphs[i])))
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.bearing(glyphs[i])))
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(f.tables["head"]), slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)  // checkSumAdjustment, below
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(glyphs)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(glyphs)))
	binary.BigEndian.PutUint16(maxp[26:], 0) // maxSizeOfInstructions
	tables := map[string][]byte{"glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp}
	if characters != nil {
		tables["cmap"] = characterMap(characters)
	}
	return fontFile(tables)
}

// characterMap returns a cmap table of one subtable in format 4, for Unicode on
// Windows: a segment for each character.
func characterMap(characters map[rune]int) []byte {
	runes := slices.Sorted(maps.Keys(characters))
	n := len(runes) + 1
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	u := binary.BigEndian.AppendUint16
	var ends, starts, deltas, offsets []byte
	for _, r := range runes {
		ends, starts = u(ends, uint16(r)), u(starts, uint16(r))
		deltas, offsets = u(deltas, uint16(characters[r]-int(r))), u(offsets, 0)
	}
	ends, starts, deltas, offsets = u(ends, 0xFFFF), u(starts, 0xFFFF), u(deltas, 1), u(offsets, 0)
	b := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12, 0, 4}
	b = u(b, uint16(16+8*n))
	b = u(b, 0)
	b = u(b, uint16(2*n))
	b = u(b, uint16(2*power))
	b = u(b, uint16(log))
	b = u(b, uint16(2*(n-power)))
	return slices.Concat(b, ends, []byte{0, 0}, starts, deltas, offsets)
}

// fontFile returns a font file of the tables (OpenType, table directory).
func fontFile(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	n := len(tags)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := []byte{0, 1, 0, 0, 0, byte(n), 0, byte(16 * power), 0, byte(log), 0, byte(16 * (n - power))}
	var data []byte
	head := 0
	for _, tag := range tags {
		at := 12 + 16*n + len(data)
		if tag == "head" {
			head = at
		}
		out = append(out, tag...)
		table := pad(slices.Clone(tables[tag]))
		out = binary.BigEndian.AppendUint32(out, checksum(table))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[tag])))
		data = append(data, table...)
	}
	out = append(out, data...)
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// pad fills up to a multiple of four bytes.
func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

func checksum(b []byte) (sum uint32) {
	for i := 0; i < len(b); i += 4 {
		sum += binary.BigEndian.Uint32(b[i:])
	}
	return sum
}
