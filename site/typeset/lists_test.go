package typeset

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"opas/site/block"
)

// TestNumbers sets lists of which some items have a box: numbers stand below each
// other, and bullets in the column of the boxes.
func TestNumbers(t *testing.T) {
	tests := []struct {
		name   string
		labels []string
		boxes  []bool
		want   []string // where the labels stand, in points
	}{
		{"all have boxes", []string{"1.", "2."}, []bool{true, true}, []string{"87.875", "87.875"}},
		{"one has none", []string{"1.", "2.", "3."}, []bool{true, false, true}, []string{"87.875", "87.875", "87.875"}},
		{"none has one", []string{"1.", "2."}, []bool{false, false}, []string{"70.875", "70.875"}},
		{"bullet among boxes", []string{"", "•"}, []bool{true, false}, []string{"70.875"}},
	}
	for _, tt := range tests {
		l := &block.List{Ordered: true}
		for i, label := range tt.labels {
			it := block.Item{Label: label}
			if tt.boxes[i] {
				it.Task = &block.Task{Name: label}
			}
			l.Items = append(l.Items, it)
		}
		data := set(t, &Document{Title: "Tehtävät", Lang: "fi", Blocks: []block.Block{l}}, Options{})
		var got []string
		for _, m := range labelDrawn.FindAllStringSubmatch(content(t, data), -1) {
			got = append(got, m[1])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: labels at %q, want %q", tt.name, got, tt.want)
		}
	}
}

// labelDrawn is how a label is drawn on a page, and where.
var labelDrawn = regexp.MustCompile(`/Lbl<<[^>]*>>BDC\n(?:[\d. ]+ rg\n)?BT (?:/\S+ \S+ Tf )?(\S+) `)

// content returns the content of a file's first page.
func content(t *testing.T, data []byte) string {
	t.Helper()
	for _, part := range bytes.Split(data, []byte("stream\n"))[1:] {
		r, err := zlib.NewReader(bytes.NewReader(part))
		if err != nil {
			continue // not compressed
		}
		if plain, _ := io.ReadAll(r); strings.Contains(string(plain), "BDC\n") { // more follows the stream
			return string(plain)
		}
	}
	t.Fatal("no content")
	return ""
}
