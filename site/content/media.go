package content

import (
	"bytes"
	"encoding/xml"
	"image"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	_ "image/gif" // formats that DecodeConfig knows
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/webp"
	"opas/site/assets"
	"opas/site/diag"
)

// Media is a file of the content folder that pages show or link to. It is
// immutable.
type Media struct {
	File          string // slash path from the project's root
	Rel           string // within the content folder
	Path          string // in the output
	Data          []byte
	Width, Height int // CSS pixels of an image; 0 where it does not tell
}

// ImageTypes are the extensions of files that a page can show.
var ImageTypes = []string{".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}

// Image reports whether the file is one that a page can show.
func (m *Media) Image() bool {
	return slices.Contains(ImageTypes, strings.ToLower(path.Ext(m.Rel)))
}

func parseMedia(file, rel string, data []byte) (*Media, diag.List) {
	m := &Media{File: file, Rel: rel, Path: "media/" + assets.Fingerprint(rel, data), Data: data}
	var diags diag.List
	switch ext := strings.ToLower(path.Ext(rel)); ext {
	case ".gif", ".jpeg", ".jpg", ".png", ".webp":
		c, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			diags.Errorf(file, diag.Pos{}, "export the image again", "not a readable %s image: %v", ext[1:], err)
		}
		m.Width, m.Height = c.Width, c.Height
	case ".svg":
		w, h, err := svgSize(data)
		if err != nil {
			diags.Errorf(file, diag.Pos{}, "export the image again", "not a readable svg image: %v", err)
		}
		m.Width, m.Height = w, h
	}
	return m, diags
}

var lengthForm = regexp.MustCompile(`^([0-9.]+)(px)?$`)

// svgSize reads the size of an SVG image from its width and height, or from its
// viewBox (SVG 2, section 8.2); 0, 0 where it has neither.
func svgSize(data []byte) (width, height int, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	for {
		t, err := d.Token()
		if err != nil {
			return 0, 0, err
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		attr := map[string]string{}
		for _, a := range start.Attr {
			attr[a.Name.Local] = a.Value
		}
		w, h := lengthForm.FindStringSubmatch(attr["width"]), lengthForm.FindStringSubmatch(attr["height"])
		if w != nil && h != nil {
			return round(w[1]), round(h[1]), nil
		}
		box := strings.FieldsFunc(attr["viewBox"], func(r rune) bool { return r == ' ' || r == ',' })
		if len(box) == 4 {
			return round(box[2]), round(box[3]), nil
		}
		return 0, 0, nil
	}
}

func round(s string) int {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 || f > 1e6 {
		return 0
	}
	return int(f + 0.5)
}
