package booklet

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What a document says beside the text of pages can be set too, and what can't is
// told at each of its places.
func TestWords(t *testing.T) {
	text := strings.NewReplacer("title: Guide", "title: 字", "sv: Verket", `sv: "Verket 字"`, "version: 3", "version: 3 字", "sv: Tillsyn", "sv: 'a字'").Replace(small["site.yaml"])
	s := siteOf(t, false, map[string]string{"site.yaml": text})
	_, diags := New(s, Options{Content: "content"}, nil)
	var got []string
	for _, d := range diags.Sorted() {
		got = append(got, fmt.Sprintf("%s:%d:%d", d.File, d.Pos.Line, d.Pos.Col))
	}
	if want := []string{"content/site.yaml:3:53", "content/site.yaml:6:38", "content/site.yaml:7:39", "content/site.yaml:8:12"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The words of the interface that documents have are keys of ui.yaml.
func TestWordKeys(t *testing.T) {
	ui := siteOf(t, false, nil).Source.UI
	for _, key := range wordKeys {
		if text, pos := ui.Text(key); text == "" || pos.Line < 2 {
			t.Errorf("%s: %q at %v", key, text, pos)
		}
	}
}
