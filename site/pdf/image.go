package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	_ "image/png" // image.Decode knows it
)

// Image is a picture that pages may show.
type Image struct {
	Width, Height int // in pixels, as it is shown
	ref           ref
	turn          orientation
}

// maxPixels keeps a small file from becoming a picture that fills the memory.
const maxPixels = 64 << 20

// Image takes in a JPEG or PNG file. The same bytes become one picture in the
// file, however often they come.
func (d *Document) Image(data []byte) (*Image, error) {
	sum := sha256.Sum256(data)
	if m, ok := d.images[sum]; ok {
		return m, nil
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read image: %w", err)
	}
	if err := checkSize(config.Width, config.Height); err != nil {
		return nil, fmt.Errorf("read image: %w", err)
	}
	m := &Image{Width: config.Width, Height: config.Height}
	switch {
	case format == "jpeg" && config.ColorModel != color.CMYKModel:
		if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil { // a reader of PDF would show half of it
			return nil, fmt.Errorf("read image: %w", err)
		}
		space := "DeviceRGB"
		if config.ColorModel == color.GrayModel {
			space = "DeviceGray"
		}
		m.ref = d.file.addStream(imageDict(m.Width, m.Height, space, "/Filter/DCTDecode"), data, false)
	default:
		decoded, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("read image: %w", err)
		}
		m.ref = d.addPixels(decoded)
	}
	if format == "jpeg" {
		m.turn = jpegOrientation(data)
		if m.turn.swaps() {
			m.Width, m.Height = m.Height, m.Width
		}
	}
	d.images[sum] = m
	return m, nil
}

// checkSize tells what is wrong with the size of a picture, in pixels.
func checkSize(width, height int) error {
	if width <= 0 || height <= 0 || width > maxPixels/height {
		return fmt.Errorf("%d × %d pixels are too many", width, height)
	}
	return nil
}

func imageDict(width, height int, space, more string) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8%s", width, height, space, more)
}

// addPixels writes a picture without loss, its transparency as a soft mask
// (11.6.5.3).
func (d *Document) addPixels(m image.Image) ref {
	bounds := m.Bounds()
	w, h := bounds.Dx(), bounds.Dy()
	straight, ok := m.(*image.NRGBA)
	if !ok || straight.Rect.Min != (image.Point{}) || straight.Stride != 4*w {
		straight = image.NewNRGBA(image.Rect(0, 0, w, h))
		draw.Draw(straight, straight.Rect, m, bounds.Min, draw.Src)
	}
	gray, opaque := true, true
	for p := straight.Pix; len(p) >= 4; p = p[4:] {
		gray = gray && p[0] == p[1] && p[1] == p[2]
		opaque = opaque && p[3] == 255
	}
	mask := ""
	if !opaque {
		mask = fmt.Sprintf("/SMask %v", d.addRows(w, h, "DeviceGray", planes(straight.Pix, 3), 1, ""))
	}
	if gray {
		return d.addRows(w, h, "DeviceGray", planes(straight.Pix, 0), 1, mask)
	}
	return d.addRows(w, h, "DeviceRGB", planes(straight.Pix, 0, 1, 2), 3, mask)
}

// planes picks channels of pixels of four.
func planes(pix []byte, channels ...int) []byte {
	out := make([]byte, 0, len(pix)/4*len(channels))
	for ; len(pix) >= 4; pix = pix[4:] {
		for _, c := range channels {
			out = append(out, pix[c])
		}
	}
	return out
}

// addRows writes samples, each row as its difference from the row above, which
// compresses better (7.4.4.4; PNG, filter type 2).
func (d *Document) addRows(w, h int, space string, samples []byte, colors int, more string) ref {
	n := w * colors
	rows := make([]byte, 0, (n+1)*h)
	for y := range h {
		rows = append(rows, 2)
		row := samples[y*n : (y+1)*n]
		if y == 0 {
			rows = append(rows, row...)
			continue
		}
		above := samples[(y-1)*n : y*n]
		for i, v := range row {
			rows = append(rows, v-above[i])
		}
	}
	more += fmt.Sprintf("/DecodeParms<</Predictor 15/Colors %d/Columns %d>>", colors, w)
	return d.file.addStream(imageDict(w, h, space, more), rows, true)
}

// Figure draws an image into a rectangle, the content of a Figure with its
// alternate text.
func (p *Page) Figure(e *Element, m *Image, r Rect) {
	p.Begin(e)
	number := len(p.images)
	for i, known := range p.images {
		if known == m {
			number = i
		}
	}
	if number == len(p.images) {
		p.images = append(p.images, m)
	}
	p.content = fmt.Appendf(p.content, "q %s /I%d Do Q\n", m.turn.matrix(r), number)
	p.End()
	e.attributes = append(e.attributes, attribute{"Layout", "BBox", r.String()})
}
