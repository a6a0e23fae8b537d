package site_test

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"pgregory.net/rapid"
)

// fronts are what keys of front matter may be set to; "" leaves the key out.
// Some are mistakes.
var fronts = map[string][]string{
	"title":     {"Uusi", "Toinen", "Polku", "A & <b>", "\"Lainaus: kaksi\"", ""},
	"slug":      {"uusi", "toinen", "polku", "", "Väärä"},
	"order":     {"1", "2", "8", "", "eka"},
	"kind":      {"step", "rules", "section", "checklist", "statement", "page", "", "stepp", "hashtags", "hashtags"},
	"tags":      {"[yksi]", "[yksi, kaksi]", "", "yksi"},
	"keywords":  {"[sana]", "[sana, toinen]", ""},
	"questions": {"[mikä sana on]", "[mikä sana on, miten toinen sana löytyy, '']", "[3]", ""},
	"boost":     {"0.5", "2", "1", "3", "paljon", ""},
	"summary":   {"Lyhyesti.", "Toisin.", ""},
	"updated":   {"2026-01-31", "2025-12-01", "", "huomenna"},
	"draft":     {"true", "false", ""},
	"aliases":   {"[/fi/vanha/]", "[/vanha.html]", "[/fi/uusi/, /sv/gammal]", "[/vanha.html/a]", "", "[/FI/Vanha/]", "[/fi/polku/]", "[vanha]"},
}

// tables are what the files that help the search may hold. The last ones are
// mistakes.
var tables = map[string][]string{
	"synonyms.tsv":     {"eräs\ttoka\n", "eräs\ttoka|teksti\nmusta lista\tmuuta\n", "# nothing\n", "", "eräs\n"},
	"compounds.tsv":    {"etu|sivu\n", "etu|sivu\nala|viite\n", "etusivu\n", "", "etu||sivu\n"},
	"search-tests.tsv": {"etusivun\tindex\n", "muuta\tmuuta|alku\t5\n", "", "etusivu\talku\t1\n", "muuta\tei-ole\n", "muuta\talku\teka\n"},
}

// papers are what site.yaml may say of paper. The last one is a mistake.
var papers = []string{"", "print: {guide: true}\n", "version: 2\nprint: {guide: true, paper: letter}\n", "version: 3\nprint: {pdf: a2a}\n", "print: {paper: a5}\n"}

// libraries are what hashtags.yaml may hold. The last ones are mistakes.
var libraries = []string{
	libraryOf("some", "Some", "yksi", "Yksi"), libraryOf("some", "SoMe", "yksi", "Yksi"), libraryOf("kysy", "Some", "kaksi", "kaksi"),
	strings.Replace(libraryOf("some", "Some", "yksi", "Yksi"), "theme: t", "theme: t, successor: yksi", 1),
	libraryOf("some", "So-Me", "yksi", "Yksi"), libraryOf("some", "Some", "some", "Yksi"), "tags: [",
}

// libraryOf returns a library of two tags.
func libraryOf(id, tag, other, otherTag string) string {
	const entry = "  - {id: %s, theme: t, tag: {fi: %s}, meaning: {fi: M}, related: [alku]}\n"
	return "limits: {page: 1}\nthemes:\n  - {id: t, name: {fi: Aiheet, sv: Ämnen}}\ntags:\n" + fmt.Sprintf(entry, id, tag) + fmt.Sprintf(entry, other, otherTag)
}

// blocks are pieces of a body. In some LINK is to be the way to a file, and the
// last ones are mistakes.
var blocks = []string{
	"Teksti.", "Toinen \"teksti\" -- ja muuta.", "## Miksi?", "## Kysy\n\n### Miten?", "1. Yksi\n2. Kaksi",
	"> [!NOTE]\n> Huomaa.", "| a | b |\n| - | - |\n| 1 | 2 |", "Nuotti.[^1]\n\n[^1]: Alaviite.",
	"[linkki](LINK)", "[linkki](LINK#kysy)", "[linkki](LINK#miksi)", "[ulos](https://example.org/)",
	"![kuva](/images/dot.svg)", "![kuva](/images/dot.png)", "- [ ] Tee tämä.\n- [x] Ja tämä. {#tama}", "Nimi: ____",
	"- [ ] Tehtävä\n- [x] Toinen {from=\"LINK\"}", "- [ ] Kysy {from=LINK#kysy}", "Kenttä: ____ {lines=2}",
	"Tekstiä, #some ja #Yksi.", "## Aihe #Some", "[kirjasto](LINK#some)",
	"[rikki](ei-ole.md)", "[rikki](#ei-ole)", "![rikki](/images/ei-ole.svg)", "> [!OHO]\n> Mitä?", "- [ ] Rikki {from=ei-ole.md}", "- [ ] Merkki 漢.",
}

// body draws the body of a page.
func (f folders) body(t *rapid.T, p string) string {
	text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(blocks), 0, 3).Draw(t, "blocks"), "\n\n")
	if !strings.Contains(text, "LINK") {
		return text
	}
	to := f.file(t, "content", ".md", ".txt")
	way := strings.TrimPrefix(to, "content")
	if rapid.Bool().Draw(t, "relative") {
		rel, err := filepath.Rel(path.Dir(p), to)
		must(t, err)
		way = filepath.ToSlash(rel)
	}
	return strings.ReplaceAll(text, "LINK", way)
}
