package pdf

import (
	"encoding/binary"
	"fmt"
)

// orientation says how a camera was held (Exif 2.3, tag 0x0112): 1 … 8, or 0
// for unknown. Browsers turn such pictures; readers of PDF don't.
type orientation int

// swaps tells whether width and height change places.
func (o orientation) swaps() bool { return o >= 5 && o <= 8 }

// matrix returns the operator that draws the unit square turned into r.
func (o orientation) matrix(r Rect) string {
	x, y, w, h := r.X0, r.Y0, r.X1-r.X0, r.Y1-r.Y0
	var m [6]Length
	switch o {
	case 2: // mirrored
		m = [6]Length{-w, 0, 0, h, x + w, y}
	case 3: // upside down
		m = [6]Length{-w, 0, 0, -h, x + w, y + h}
	case 4: // upside down, mirrored
		m = [6]Length{w, 0, 0, -h, x, y + h}
	case 5: // mirrored along the main diagonal
		m = [6]Length{0, -h, -w, 0, x + w, y + h}
	case 6: // a quarter turn clockwise is due
		m = [6]Length{0, -h, w, 0, x, y + h}
	case 7: // mirrored along the other diagonal
		m = [6]Length{0, h, w, 0, x, y}
	case 8: // a quarter turn anticlockwise is due
		m = [6]Length{0, h, -w, 0, x + w, y}
	default:
		m = [6]Length{w, 0, 0, h, x, y}
	}
	return fmt.Sprintf("%v %v %v %v %v %v cm", m[0], m[1], m[2], m[3], m[4], m[5])
}

// jpegOrientation reads the orientation of a JPEG file.
func jpegOrientation(data []byte) orientation {
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		marker, length := data[at+1], u16(data, at+2)
		if marker == 0xDA || length < 2 || at+2+length > len(data) { // the picture begins
			return 0
		}
		segment := data[at+4 : at+2+length]
		if marker == 0xE1 && len(segment) > 6 && string(segment[:6]) == "Exif\x00\x00" {
			return tiffOrientation(segment[6:])
		}
		at += 2 + length
	}
	return 0
}

func tiffOrientation(tiff []byte) orientation {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	start := int64(order.Uint32(tiff[4:]))
	if start+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[start+2:]
	for range order.Uint16(tiff[start:]) {
		if len(entries) < 12 {
			return 0
		}
		if order.Uint16(entries) == 0x0112 {
			if o := orientation(order.Uint16(entries[8:])); o <= 8 {
				return o
			}
			return 0
		}
		entries = entries[12:]
	}
	return 0
}
