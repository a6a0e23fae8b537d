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
	library := func(id, tag string) *fstest.MapFile {
		return &fstest.MapFile{Data: fmt.Appendf(nil, "themes: [{id: t, name: {fi: Aiheet}}]\ntags:\n  - {id: %s, theme: t, tag: {fi: %s}, meaning: {fi: M}}\n", id, tag)}
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
		{"a link into the library that is not there", func() {
			files["fi/index.md"] = page("Etusivu", "[Kohta](a.md#tuki) #Tuki")
		}, []string{`dead link "a.md#tuki": the page is a draft`}},
		{"the page of the library", func() {
			files["fi/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\nkind: hashtags\n---\n")}
		}, []string{`dead link "a.md#tuki": no heading "#tuki" in content/fi/a.md`}},
		{"a library", func() { files["hashtags.yaml"] = library("tuki", "Tuki") }, nil},
		{"a second page of it", func() { files["fi/b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: B\nkind: hashtags\n---\n")} }, []string{"content/fi/a.md shows the hashtags already"}},
		{"one page again", func() { delete(files, "fi/b.md") }, nil},
		{"a link within it", func() {
			files["fi/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\nkind: hashtags\n---\n\n[Apu](#apu)\n")}
		}, []string{`dead link "#apu": no heading "#apu" in content/fi/a.md`}},
		{"the entry that it leads to", func() { files["hashtags.yaml"] = library("apu", "Tuki") }, []string{`dead link "a.md#tuki": no heading "#tuki" in content/fi/a.md`}},
		{"no link within it", func() {
			files["fi/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\nkind: hashtags\n---\n")}
			files["hashtags.yaml"] = library("tuki", "Tuki")
		}, nil},
		{"a hashtag written otherwise", func() { files["hashtags.yaml"] = library("tuki", "TUKI") }, []string{`hashtag "#Tuki" is written "#TUKI" in the library`}},
		{"another id", func() { files["hashtags.yaml"] = library("apu", "Tuki") }, []string{`dead link "a.md#tuki": no heading "#tuki" in content/fi/a.md`}},
		{"another hashtag", func() { files["hashtags.yaml"] = library("tuki", "Apu") }, []string{`hashtag "#Tuki" is not in the library`}},
		{"a library with errors", func() { files["hashtags.yaml"] = library("apu!", "Apu") }, nil},
		{"a library that is no YAML", func() { files["hashtags.yaml"] = library("tuki", "#Apu") }, nil},
		{"a sound one", func() { files["hashtags.yaml"] = library("tuki", "Apu") }, []string{`hashtag "#Tuki" is not in the library`}},
		{"the page is of another kind", func() { files["fi/a.md"] = page("A", "## Kohta") }, []string{"no page shows the hashtags", `dead link "a.md#tuki": no heading "#tuki" in content/fi/a.md`, `hashtag "#Tuki" is not in the library`}},
		{"no library", func() {
			delete(files, "hashtags.yaml")
			files["fi/index.md"] = page("Etusivu", "[Kohta](a.md#kohta) #Tuki")
		}, nil},
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
