package search

import (
	"slices"
	"strings"
	"testing"
)

const library = `themes:
  - {id: home, name: {fi: Koti, sv: Hem}}
tags:
  - {id: uusi, theme: home, tag: {fi: AsumisTuki, sv: bostadsbidrag}, meaning: {fi: Tukea vuokraan, sv: Stöd}, synonyms: {fi: [avustus]}}
  - {id: vanha, theme: home, tag: {fi: asuntotuki, sv: stödet}, meaning: {fi: Ennen, sv: Förr}, successor: uusi}
`

// TestLibrary: an index of the library has the words of tags, with their joints, of
// themes and of meanings, and those of the guide's synonyms that stand for one of
// them; retired tags are among the tags.
func TestLibrary(t *testing.T) {
	t.Parallel()
	files := filesOf(t, small(t, map[string]string{
		"hashtags.yaml":    library,
		"fi/9-kirjasto.md": "---\ntitle: Kirjasto\nkind: hashtags\n---\n",
		"fi/compounds.tsv": "asunto|tuki\n",
		"fi/synonyms.tsv":  "pomo\tesimies\nvuokratuki\tasumistuen\nkämppä\tasunto\n",
	}))
	const want = `opasSearch.put("search/fi/tags.js",{ids:"uusi vanha",also:"asumistuen=vuokratuki\nasunto=kämppä",`
	if got := files["search/fi/tags.js"]; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want %s…", got, want)
	}
	for _, word := range []string{"sumis|tuki", "Dnto|tuki", "oti", "vustus", "nnen", "vuokraan"} {
		if got := files["search/fi/tags.js"]; !strings.Contains(got, word) {
			t.Errorf("%q is not in %s", word, got)
		}
	}
	if files["search/sv/tags.js"] == "" || files["search/se/tags.js"] != "" {
		t.Error("the library has an index in each language that has tags, and in no other")
	}
	for p := range filesOf(t, small(t, map[string]string{"hashtags.yaml": library})) {
		if strings.HasSuffix(p, "/tags.js") {
			t.Errorf("%s is there though no page shows the library", p)
		}
	}
}

// TestForeignTag: an entry is found by its form in another language also where a
// page of the reader's own has that word.
func TestForeignTag(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{
		"hashtags.yaml":    library,
		"fi/9-kirjasto.md": "---\ntitle: Kirjasto\nkind: hashtags\n---\n",
		"fi/7-a.md":        "---\ntitle: Eka\nslug: a\ntags: [Bostadsbidrag]\n---\n\nRuotsiksi #Bostadsbidrag.\n",
	})
	for query, first := range map[string]string{"#bostadsbidrag": "fi/kirjasto/#uusi", "bostadsbidrag": ""} {
		for _, typing := range []bool{false, true} {
			got := places(search(t, g.searcher(t, "fi"), query, typing).Main)
			if !slices.Contains(got, "fi/kirjasto/#uusi") || first != "" && got[0] != first {
				t.Errorf("%s, typing %v: found %v", query, typing, got)
			}
		}
	}
}
