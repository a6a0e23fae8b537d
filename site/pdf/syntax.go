package pdf

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Length is a length in thousandths of a point. Whole numbers give the same
// file on every kind of processor.
type Length int

// Common lengths. There are 72 points to an inch.
const (
	Point      Length = 1000
	Millimetre Length = 2835
)

// String returns the length in points, as a PDF number.
func (l Length) String() string { return string(l.append(nil)) }

func (l Length) append(b []byte) []byte {
	if l < 0 {
		b = append(b, '-')
		l = -l
	}
	b = strconv.AppendInt(b, int64(l/1000), 10)
	frac := l % 1000
	if frac == 0 {
		return b
	}
	b = append(b, '.', '0'+byte(frac/100))
	if frac%100 != 0 {
		b = append(b, '0'+byte(frac/10%10))
	}
	if frac%10 != 0 {
		b = append(b, '0'+byte(frac%10))
	}
	return b
}

// Rect is a rectangle: its left, bottom, right and top, from the lower left
// corner of the page.
type Rect struct{ X0, Y0, X1, Y1 Length }

// String returns the rectangle as a PDF array.
func (r Rect) String() string {
	return fmt.Sprintf("[%v %v %v %v]", r.X0, r.Y0, r.X1, r.Y1)
}

// Color is a colour in sRGB.
type Color struct{ R, G, B uint8 }

// String returns the colour's three components as PDF numbers.
func (c Color) String() string {
	part := func(v uint8) Length { return (Length(v)*1000 + 127) / 255 }
	return fmt.Sprintf("%v %v %v", part(c.R), part(c.G), part(c.B))
}

// textString returns a text string (7.9.2.2): a literal where it is ASCII, else
// UTF-16 in hexadecimal digits.
func textString(s string) string {
	if isPrintable(s) {
		return literal(s)
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}

// isPrintable tells whether s is printable ASCII alone.
func isPrintable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

var escapeLiteral = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`)

func literal(s string) string { return "(" + escapeLiteral.Replace(s) + ")" }

// name returns a name (7.3.5); what a name can't hold is escaped.
func name(s string) string {
	var b strings.Builder
	b.WriteByte('/')
	for _, c := range []byte(s) {
		if c <= ' ' || c > '~' || strings.IndexByte("#/%()<>[]{}", c) >= 0 {
			fmt.Fprintf(&b, "#%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// uriString returns an address as a string of ASCII (12.6.4.7): what an address
// can't hold is percent-encoded.
func uriString(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c <= ' ' || c > '~' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return literal(b.String())
}
