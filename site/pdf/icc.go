package pdf

import (
	"encoding/binary"
	"strings"
)

// sRGB returns a profile of the colour space sRGB (IEC 61966-2-1) in the form of
// a matrix and a curve (ICC.1:2001-04, 6.3.1.2). The curve is a power, which is
// near enough to print by.
func sRGB() []byte {
	type tag struct{ names, data string }
	tags := []tag{ // names of four letters each that share their data
		{"cprt", "text\x00\x00\x00\x00CC0\x00"},
		{"desc", "desc\x00\x00\x00\x00\x00\x00\x00\x05sRGB\x00" + strings.Repeat("\x00", 78)},
		{"wtpt", xyz(63190, 65536, 54061)}, // D50
		{"rXYZ", xyz(28578, 14581, 912)},
		{"gXYZ", xyz(25241, 46981, 6362)},
		{"bXYZ", xyz(9376, 3972, 46799)},
		{"rTRCgTRCbTRC", "curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33"}, // gamma 2.2
	}
	const headerSize, entries = 128, 9
	table := binary.BigEndian.AppendUint32(nil, entries)
	var data []byte
	for _, t := range tags {
		at := uint32(headerSize + 4 + 12*entries + len(data))
		for i := 0; i < len(t.names); i += 4 {
			table = append(table, t.names[i:i+4]...)
			table = binary.BigEndian.AppendUint32(table, at)
			table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
		}
		data = pad(append(data, t.data...))
	}
	header := make([]byte, headerSize)
	binary.BigEndian.PutUint32(header, uint32(headerSize+len(table)+len(data)))
	copy(header[8:], "\x02\x10\x00\x00mntrRGB XYZ \x07\xEA\x00\x01\x00\x01") // version 2.1, a display; 1.1.2026
	copy(header[36:], "acsp")
	copy(header[68:], xyz(63190, 65536, 54061)[8:]) // the illuminant
	return append(append(header, table...), data...)
}

// xyz returns a colour as a tag's data, its parts in units of 1/65536.
func xyz(x, y, z uint32) string {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []uint32{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return string(b)
}
