package model

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"opas/site/content"
)

// TestMemory changes what a link means without changing the page that holds it:
// what New remembers must not outlive the change.
func TestMemory(t *testing.T) {
	page := func(title, text string) *fstest.MapFile {
		return &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %s\n---\n\n%s\n", title, text)}
	}
	files := fstest.MapFS{
		"site.yaml":   {Data: []byte("languages: [{code: fi, name: Suomi, locale: fi-FI, title: Opas}]\nsource: fi\ncontact: a@example.org\npublisher: {fi: Kela}\n")},
		"fi/ui.yaml":  {Data: []byte("home: Etusivu\n")}, // incomplete, which is no matter here
		"fi/index.md": page("Etusivu", "[Kohta](a.md#kohta)"),
		"fi/a.md":     page("A", "## Kohta"),
	}
	reader := content.NewReader(files, "content")
	var memory Memory
	steps := []struct {
		name string
		edit func()
		want []string // messages about links
	}{
		{"as it was", func() {}, nil},
		{"heading gone", func() { files["fi/a.md"] = page("A", "## Muu") }, []string{`dead link "a.md#kohta": no heading "#kohta" in content/fi/a.md`}},
		{"another text beside it", func() { files["fi/a.md"] = page("A", "## Muu\n\nTeksti") }, []string{`dead link "a.md#kohta": no heading "#kohta" in content/fi/a.md`}},
		{"heading back", func() { files["fi/a.md"] = page("A", "## Kohta") }, nil},
		{"page gone", func() { delete(files, "fi/a.md") }, []string{`dead link "a.md#kohta": no such file`}},
		{"page a draft", func() {
			files["fi/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\ndraft: true\n---\n\n## Kohta\n")}
		}, []string{`dead link "a.md#kohta": the page is a draft`}},
		{"page back", func() { files["fi/a.md"] = page("A", "## Kohta") }, nil},
	}
	for _, step := range steps {
		step.edit()
		c, _, err := reader.Read(context.Background())
		if err != nil || c == nil {
			t.Fatal(step.name, err)
		}
		_, warm := New(c, Options{}, &memory)
		_, fresh := New(c, Options{}, nil)
		var got []string
		for _, d := range warm {
			got = append(got, d.Message)
		}
		if !slices.Equal(got, step.want) {
			t.Errorf("%s: got %q, want %q", step.name, got, step.want)
		}
		if !slices.Equal(warm.Sorted(), fresh.Sorted()) {
			t.Errorf("%s: with memory %v, without %v", step.name, warm, fresh)
		}
	}
}
