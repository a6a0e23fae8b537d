package markdown

import (
	"testing"

	"opas/site/diag"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, html, message string }{
		{"plain", "ä\tb\n", "<p>ä b</p>", ""},
		{"null", "a\x00b", "<p>a\uFFFDb</p>", "control character U+0000"},
		{"token", "\x010\x02", "<p>\uFFFD0\uFFFD</p>", "control character U+0001"},
		{"delete", "\x7f", "<p>\uFFFD</p>", "control character U+007F"},
		{"C1", "\u0085", "<p>\uFFFD</p>", "control character U+0085"},
		{"not UTF-8", "ä\xff", "<p>ä\uFFFD</p>", "byte 0xFF is not UTF-8"},
		{"entity", "&#x1;", "<p>\uFFFD</p>", `control character "&#x1;"`},
		{"surrogate entity", "&#xD800;", "<p>\uFFFD</p>", ""},
		{"not an entity", "&#xZ; &#12345678; &#; &;", "<p>&amp;#xZ; &amp;#12345678; &amp;#; &;</p>", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := Parse([]byte(tt.in), Options{})
			if got := string(d.Render(nil, plainResolver{d})); got != tt.html {
				t.Errorf("got %q, want %q", got, tt.html)
			}
			message := ""
			if len(d.Diags) > 0 {
				message = d.Diags[0].Message
			}
			if message != tt.message {
				t.Errorf("got %v, want %q", d.Diags, tt.message)
			}
		})
	}
}

// What stands behind a control character keeps its place.
func TestCleanKeepsPlaces(t *testing.T) {
	d := Parse([]byte("\x01\n\x02ä [a]()\n"), Options{})
	want := diag.Pos{Line: 2, Col: 4}
	if n := len(d.Diags); n != 3 || d.Diags[n-1].Pos != want {
		t.Errorf("got %v, want the last at %v", d.Diags, want)
	}
}
