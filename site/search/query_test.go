package search

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

const (
	firstRules = `---
title: Pelisäännöt
slug: pelisaannot
kind: rules
---

## Säännöt kaikille

Nämä sitovat kaikkia.

1. Sano samaa kuin muuallakin.
2. Kissoja ei kuvata ilman lupaa.
3. Ole ystävällinen.

Säännöt voivat muuttua.
`
	rulesLink = "---\ntitle: Tuki\nslug: apu\n---\n\nKissoista on sääntö 7.2, maksuista 7.12.\n\n## Sääntö 7.1\n\nSe on muualla.\n"
)

// TestRules: a rule is found as a section, by its number and by what it says.
func TestRules(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{"fi/rules-7.md": firstRules, "fi/8-apu.md": rulesLink})
	for _, tt := range []struct{ lang, query, want, heading string }{
		{"fi", "7.2", "fi/pelisaannot/#7.2", "Rule [7.2]"},
		{"fi", "sääntö 7.2", "fi/pelisaannot/#7.2", "Rule [7.2]"},
		{"fi", "Mikä on sääntö 7.2:n sisältö?", "fi/pelisaannot/#7.2", "Rule [7.2]"},
		{"fi", "kissan kuvaaminen", "fi/pelisaannot/#7.2", "Rule 7.2"},
		{"fi", "7.12", "fi/apu/", ""},
		{"fi", "sääntöjen muuttuminen", "fi/pelisaannot/#saannot-kaikille", "[Säännöt] kaikille"},
		{"sv", "7.2", "sv/pelisaannot/#7.2", "Rule [7.2]"}, // shown in Finnish
		{"fi", "7.9", "", ""},
		{"fi", "72", "", ""},
	} {
		r := search(t, g.searcher(t, tt.lang), tt.query, false)
		all := r.All()
		if tt.want == "" {
			if len(all) > 0 {
				t.Errorf("%s: found %v, want nothing", tt.query, places(all))
			}
			continue
		}
		if len(all) == 0 || all[0].where() != tt.want {
			t.Errorf("%s: found %v, want %s first", tt.query, places(all), tt.want)
			continue
		}
		if got := all[0].Sections[0].Heading.String(); tt.heading != "" && got != tt.heading {
			t.Errorf("%s: heading %q, want %q", tt.query, got, tt.heading)
		}
	}
}

// TestStopWords: where nothing else is asked, a stop word is no form of another
// word, no part of one, no slip, and no word of another language.
func TestStopWords(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{
		"fi/7-a.md":        "---\ntitle: Eka\nslug: a\n---\n\nNäin edetään: etsi esihenkilö, esitä asia. Kuinkas muuten.\n",
		"fi/synonyms.tsv":  "kuka\tesihenkilö\n",
		"fi/compounds.tsv": "esi|henkilö\n",
		"sv/7-a.md":        "---\ntitle: Ett\nslug: a\n---\n\nLogga in i #MittFPA.\n",
	})
	for _, tt := range []struct {
		query  string
		typing bool
		want   []string
	}{
		{"että", false, nil},
		{"ja on että", false, nil},
		{"miten", false, nil}, // #MittFPA
		{"että", true, nil},
		{"kuinka", false, nil},
		{"kuinka", true, []string{"fi/a/"}}, // the beginning of another
		{"kuka", false, []string{"fi/a/"}},  // a synonym
		{"että etsi", false, []string{"fi/a/"}},
	} {
		if got := places(search(t, g.searcher(t, "fi"), tt.query, tt.typing).All()); !slices.Equal(got, tt.want) {
			t.Errorf("%s, typing %v: found %v, want %v", tt.query, tt.typing, got, tt.want)
		}
	}
}

// TestOtherMissing: where another language would have to be asked and does not
// answer, nothing is not said to be all there is.
func TestOtherMissing(t *testing.T) {
	t.Parallel()
	g := small(t, nil)
	s, err := g.Searcher("fi", func(path string) ([]byte, error) {
		if path == "search/sv.js" {
			return nil, errors.New("no such file")
		}
		return g.set.Bytes(path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Search("fallskärm", 10); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("error %v, want that of the file", err)
	}
	if r, err := s.Search("salasana fallskärm", 10); err != nil || len(r.All()) == 0 {
		t.Errorf("what the reader's own language knows: %v, %v", r, err)
	}
}

// TestFormTyped: a form is found from its third letter to its last, and never
// taken for an error, however its stem changes.
func TestFormTyped(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{
		"fi/7-a.md": "---\ntitle: Eka\nslug: a\n---\n\nYstävällinen tavoite, kaunis kaupunki, rakentaa, halveta, mutkaton.\n",
		"sv/7-a.md": "---\ntitle: Ett\nslug: a\n---\n\nFlickan förhandlar, problematisk.\n",
		"en/7-a.md": "---\ntitle: One\nslug: a\n---\n\nPlan, schedule, replies.\n",
	})
	for lang, forms := range map[string]string{
		"fi": "ystävällisillekin tavoitteissamme kauniillakaan kaupungeistaan rakentaisivatko halpenisivat mutkattomillakin",
		"sv": "flickornas förhandlande problematiskas",
		"en": "planning scheduling replying",
	} {
		for form := range strings.FieldsSeq(forms) {
			letters := []rune(form)
			for n := 3; n <= len(letters); n++ {
				begun := string(letters[:n])
				r := search(t, g.searcher(t, lang), begun, true)
				if got := places(r.All()); !slices.Contains(got, lang+"/a/") || r.Suggestion != "" {
					t.Errorf("%s of %s: found %v, suggested %q", begun, form, got, r.Suggestion)
				}
			}
		}
	}
}
