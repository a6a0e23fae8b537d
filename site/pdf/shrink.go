package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"slices"

	"golang.org/x/image/draw"
)

// shrunkQuality is that of a JPEG that is made smaller; on paper nobody sees what
// a better one would keep.
const shrunkQuality = 85

// Shrink returns a picture in a format that [Document.Image] takes in, and so small
// that neither side has more pixels than most: as it is, if it is so already. Of
// formats other than JPEG and PNG the caller must have registered a decoder with
// package image. An error says why the picture can't be read.
func Shrink(data []byte, most int) ([]byte, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read image: %w", err)
	}
	w, h := config.Width, config.Height
	if err := checkSize(w, h); err != nil {
		return nil, fmt.Errorf("read image: %w", err)
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read image: %w", err)
	}
	if longer := max(w, h); longer > most {
		small := image.NewNRGBA(image.Rect(0, 0, max(w*most/longer, 1), max(h*most/longer, 1)))
		draw.BiLinear.Scale(small, small.Rect, m, m.Bounds(), draw.Src, nil)
		m = small
	} else if format == "jpeg" || format == "png" {
		return data, nil
	}
	var out bytes.Buffer
	if format != "jpeg" {
		err = png.Encode(&out, m)
		return out.Bytes(), err
	}
	err = jpeg.Encode(&out, m, &jpeg.Options{Quality: shrunkQuality})
	return orient(out.Bytes(), jpegOrientation(data)), err
}

// orient puts an orientation into a JPEG that has none, as an Exif segment after its
// first marker.
func orient(data []byte, o orientation) []byte {
	if o == 0 || len(data) < 2 {
		return data
	}
	const before, after = "\xFF\xE1\x00\x22Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00", "\x00\x00\x00\x00\x00\x00"
	return slices.Concat(data[:2], []byte(before), []byte{byte(o)}, []byte(after), data[2:])
}
