package booklet

import (
	"bytes"
	"image"
	"image/png"
	"path"
	"strings"

	_ "image/gif" // formats that are turned into PNG

	_ "golang.org/x/image/webp"

	"opas/site/content"
)

// picture returns the bytes of a picture in a format that a PDF can hold, nil
// where there are none: a drawing has no such form, and some formats can't be
// read.
func (m *Memory) picture(f *content.Media) []byte {
	switch strings.ToLower(path.Ext(f.Rel)) {
	case ".png", ".jpg", ".jpeg":
		return f.Data
	case ".gif", ".webp":
		m.mu.Lock()
		defer m.mu.Unlock()
		data, ok := m.pictures[f]
		if !ok {
			data = toPNG(f.Data)
			m.pictures[f] = data
		}
		return data
	}
	return nil
}

// toPNG returns a picture as PNG, nil where it can't be read.
func toPNG(data []byte) []byte {
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return nil
	}
	return b.Bytes()
}
