package model

import (
	"context"
	"fmt"
	"testing"
	"testing/fstest"

	"opas/site/content"
)

// TestFrontTags: what is told of a tag in front matter.
func TestFrontTags(t *testing.T) {
	tests := []struct{ tag, message, hint string }{
		{"Kela", "", ""},
		{"#Kela", "", ""},
		{"", `the hashtag is empty`, "write its name, or take it away"},
		{"#", `the hashtag is empty`, "write its name, or take it away"},
		{" ", `the hashtag is empty`, "write its name, or take it away"},
		{"2026", `hashtag "#2026": services take none without letters`, "add a letter"},
		{"kela lapsilisä", `hashtag "#kela lapsilisä": services take no " " in one`, "write them apart: [Kela, lapsilisä]"},
		{"#Kela, #Oma_Kela", `hashtag "#Kela, #Oma_Kela": services take no "," in one`, "write them apart: [Kela, Oma_Kela]"},
		{"lapsi lisä", `hashtag "#lapsi lisä": services take no " " in one`, `did you mean "#lapsilisä"?`},
		{"Kela!", `hashtag "#Kela!": services take no "!" in one`, `did you mean "#Kela"?`},
		{"##Kela", `hashtag "##Kela": services take no "#" in one`, `did you mean "#Kela"?`},
		{"muu aihe", `hashtag "#muu aihe": services take no " " in one`, "write its words together, or as hashtags of their own"},
		{"muu-aihe", `hashtag "#muu-aihe": services take no "-" in one`, "letters, digits and underscores"},
		{"muuaihe", `hashtag "#muuaihe" is not in the library`, "add it to content/hashtags.yaml"},
	}
	for _, tt := range tests {
		files := fstest.MapFS{
			"site.yaml":     {Data: []byte("languages: [{code: fi, name: Suomi, locale: fi-FI, title: Opas}]\nsource: fi\ncontact: a@example.org\npublisher: {fi: Kela}\n")},
			"hashtags.yaml": {Data: []byte("themes: [{id: t, name: {fi: Aiheet}}]\ntags:\n  - {id: a, theme: t, tag: {fi: Kela}, meaning: {fi: M}}\n  - {id: b, theme: t, tag: {fi: lapsilisä}, meaning: {fi: M}}\n  - {id: c, theme: t, tag: {fi: Oma_Kela}, meaning: {fi: M}}\n")},
			"fi/index.md":   {Data: fmt.Appendf(nil, "---\ntitle: A\ntags: [%q]\n---\n", tt.tag)},
			"fi/b.md":       {Data: []byte("---\ntitle: B\nkind: hashtags\n---\n")},
		}
		c, _, err := content.NewReader(files, "content").Read(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		_, diags := New(c, Options{}, nil)
		message, hint := "", ""
		for _, d := range diags {
			message, hint = message+d.Message, hint+d.Hint
		}
		if message != tt.message || hint != tt.hint {
			t.Errorf("%q: got %s (%s), want %s (%s)", tt.tag, message, hint, tt.message, tt.hint)
		}
	}
}
