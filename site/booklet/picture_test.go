package booklet

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"opas/site/block"
)

// Pictures come into a PDF in a format that it can hold and no larger than paper
// needs, or not at all; one that can't be read is told.
func TestPictures(t *testing.T) {
	dot := image.NewGray(image.Rect(0, 0, 2, 3))
	var gifDot, photo, wide, large bytes.Buffer
	for _, err := range []error{
		gif.Encode(&gifDot, dot, nil), jpeg.Encode(&photo, dot, nil), jpeg.Encode(&wide, image.NewGray(image.Rect(0, 0, 900, 900)), nil), png.Encode(&large, image.NewGray(image.Rect(0, 0, 3000, 20))),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s := siteOf(t, false, map[string]string{
		"fi/2-lista.md": "---\ntitle: Lista\nkind: checklist\n---\n- [ ] Lue. {#lue}\n\n![a](/a.gif) [![b](/b.JPG)](https://example.org/) ![c](/c.jpg) ![d](/d.png) ![e](/e.svg)\n",
		"a.gif":         gifDot.String(), "b.JPG": photo.String(), "c.jpg": wide.String()[:wide.Len()-20], "d.png": large.String(),
		"e.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>`,
	})
	var m Memory
	for range 2 {
		b, diags := New(s, Options{}, &m)
		if len(diags) != 1 || diags[0].File != "content/c.jpg" || !strings.HasPrefix(diags[0].Message, "not a readable jpg image: ") {
			t.Errorf("got %v", diags)
		}
		var got []string
		block.Walk(b.document(s.Source.Page("lista")).Blocks, func(bl block.Block) {
			if bl, ok := bl.(*block.Image); ok {
				config, format, _ := image.DecodeConfig(bytes.NewReader(bl.Data))
				got = append(got, fmt.Sprintf("%s%s %s %d×%d", bl.Alt, bl.Link, format, config.Width, config.Height))
			}
		})
		if want := []string{"a png 2×3", "bhttps://example.org/ jpeg 2×3", "c  0×0", "d png 2000×13", "e  0×0"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	New(siteOf(t, false, nil), Options{}, &m) // forgets these pictures
	if m.picture(s.Source.Page("lista").Picture(0)) == nil {
		t.Error("a document of an earlier build has lost its picture")
	}
}
