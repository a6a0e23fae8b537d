package search

import "testing"

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
