package content

import (
	"strings"
	"testing"
)

const hashtagsYAML = `# The tags.
limits:
  page: 2
  services:
    - {name: Kanava, characters: 20}
themes:
  - id: tuki
    name: {fi: Tuki, sv: Stöd}
tags:
  # The first one.
  - id: lapsilisa
    theme: tuki
    tag: {fi: lapsilisä, sv: barnbidrag} # official
    meaning:
      fi: Tuki lapselle
      sv: Stöd till barn
    synonyms: {fi: [lapsiraha, tuki lapselle]}
    since: 2026-01-31

  # The second one.
  - id: omatuki
    theme: tuki
    tag: {fi: OmaTuki, sv: MittStöd}
    meaning: {fi: Palvelu, sv: Tjänst}
    related: [index]
    reviewed: 2026-02-28
`

// TestHashtagMistakes: each case replaces something in a library without faults.
func TestHashtagMistakes(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"fine", "", "", ""},
		{"unknown key", "synonyms:", "synonym:", "content/hashtags.yaml:17:5: unknown key \"tags.synonym\"\n    hint: did you mean \"synonyms\"? known: id, theme, tag, meaning, synonyms, related, since, reviewed, successor\n"},
		{"missing key", "    tag: {fi: OmaTuki, sv: MittStöd}\n", "", "content/hashtags.yaml:21:5: missing key \"tags.tag\"\n    hint: add it\n"},
		{"not a day", "2026-02-28", "eilen", "content/hashtags.yaml:26:15: tags.reviewed: want a day, such as 2026-03-31, got \"eilen\"\n"},
		{"id with capitals", "id: omatuki", "id: OmaTuki", "content/hashtags.yaml:21:9: id \"OmaTuki\" can't be an anchor\n    hint: small letters, digits and hyphens\n"},
		{"id twice", "id: omatuki", "id: lapsilisa", "content/hashtags.yaml:21:9: id \"lapsilisa\" comes twice\n    hint: give each an id of its own\n"},
		{"unknown theme", "theme: tuki\n    tag: {fi: OmaTuki", "theme: tuk\n    tag: {fi: OmaTuki", "content/hashtags.yaml:22:12: unknown theme \"tuk\"\n    hint: did you mean \"tuki\"? known: tuki\n"},
		{"unknown successor", "related: [index]", "successor: lapsilis", "content/hashtags.yaml:25:16: successor \"lapsilis\" is not in the library\n    hint: did you mean \"lapsilisa\"?\n"},
		{"no successor like it", "related: [index]", "successor: x", "content/hashtags.yaml:25:16: successor \"x\" is not in the library\n    hint: write the id of the hashtag to use instead\n"},
		{"its own successor", "related: [index]", "successor: omatuki", "content/hashtags.yaml:25:16: successor \"omatuki\" is retired itself\n    hint: name the one that is in use now\n"},
		{"no value for a language", "{fi: OmaTuki, sv: MittStöd}", "{fi: OmaTuki}", "content/hashtags.yaml:23:10: tag: no value for language \"sv\"\n    hint: add a value for each language\n"},
		{"unknown language", "{fi: Palvelu, sv: Tjänst}", "{fi: Palvelu, sv: Tjänst, en: Service}", "content/hashtags.yaml:24:44: meaning: unknown language \"en\"\n    hint: known: fi, sv\n"},
		{"unknown language of synonyms", "{fi: [lapsi", "{en: [lapsi", "content/hashtags.yaml:17:20: synonyms: unknown language \"en\"\n    hint: known: fi, sv\n"},
		{"with its sign", "fi: OmaTuki", "fi: '#OmaTuki'", "content/hashtags.yaml:23:15: hashtag \"#OmaTuki\": here it has no # sign\n    hint: write OmaTuki\n"},
		{"with a hyphen", "fi: OmaTuki", "fi: Oma-Tuki", "content/hashtags.yaml:23:15: hashtag \"Oma-Tuki\": services take no \"-\" in one\n    hint: letters, digits and underscores\n"},
		{"with a space", "fi: OmaTuki", "fi: Oma Tuki", "content/hashtags.yaml:23:15: hashtag \"Oma Tuki\": services take no \" \" in one\n    hint: letters, digits and underscores\n"},
		{"digits alone", "fi: OmaTuki", "fi: '2026'", "content/hashtags.yaml:23:15: hashtag \"2026\": services take none without letters\n    hint: add a letter\n"},
		{"small letter first", "fi: OmaTuki", "fi: omaTuki", "content/hashtags.yaml:23:15: warning: hashtag \"omaTuki\" has several words\n    hint: write OmaTuki: screen readers tell words by their capitals\n"},
		{"underscores", "fi: OmaTuki", "fi: oma_tuki", "content/hashtags.yaml:23:15: warning: hashtag \"oma_tuki\" has several words\n    hint: write OmaTuki: screen readers tell words by their capitals\n"},
		{"synonym with the words apart", "fi: lapsilisä", "fi: tukilapselle", "content/hashtags.yaml:13:15: warning: hashtag \"tukilapselle\" has several words\n    hint: write TukiLapselle: screen readers tell words by their capitals\n"},
		{"the same but for case", "fi: OmaTuki", "fi: LapsiLisä", "content/hashtags.yaml:23:15: hashtag \"LapsiLisä\" is in the library twice\n    hint: one hashtag, one entry: see lapsilisa\n"},
		{"the same but for dots", "fi: OmaTuki", "fi: lapsilisa", "content/hashtags.yaml:23:15: warning: hashtag \"lapsilisa\" is nearly \"lapsilisä\"\n    hint: keep one of them, or write them less alike\n"},
		{"one letter apart", "fi: OmaTuki", "fi: lapsilisät", "content/hashtags.yaml:23:15: warning: hashtag \"lapsilisät\" is nearly \"lapsilisä\"\n    hint: keep one of them, or write them less alike\n"},
		{"old spelling of the successor", "{fi: OmaTuki, sv: MittStöd}", "{fi: LapsiLisä, sv: BarnBidrag}\n    successor: lapsilisa", ""},
		{"not YAML", "themes:", "themes: [", "content/hashtags.yaml:6:1: not valid YAML: did not find expected node content\n    hint: write \"key: value\", and put a text that holds \": \" or begins with a sign in quotes\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(hashtagsYAML, tt.old) {
				t.Fatalf("no %q to replace", tt.old)
			}
			_, got := read(t, files(t, map[string]string{HashtagsFile: strings.Replace(hashtagsYAML, tt.old, tt.new, 1)}))
			if got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestHashtagLanguage: a language that has no hashtags yet waits for them; the
// source language does not.
func TestHashtagLanguage(t *testing.T) {
	text := hashtagsYAML
	for _, sv := range []string{", sv: Stöd", ", sv: barnbidrag", "      sv: Stöd till barn\n", ", sv: MittStöd", ", sv: Tjänst"} {
		text = strings.Replace(text, sv, "", 1)
	}
	_, got := read(t, files(t, map[string]string{HashtagsFile: text}))
	want := "content/hashtags.yaml: warning: no translation of the hashtags into language \"sv\"\n    hint: until they are written, those of language \"fi\" are shown\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	_, got = read(t, files(t, map[string]string{HashtagsFile: text, "site.yaml": strings.Replace(siteYAML, "source: fi", "source: sv", 1)}))
	if !strings.Contains(got, `tag: no value for language "sv"`) {
		t.Errorf("the source language may lack hashtags:\n%s", got)
	}
}

// TestHashtagTable reads tables as spreadsheets write them.
func TestHashtagTable(t *testing.T) {
	tests := []struct{ name, table, want, diags string }{
		{"commas", "id,tag:fi\na,b\n", "id=a tag:fi=b", ""},
		{"semicolons, mark and line ends", "\ufeffid;tag:fi\r\na;b\r\n", "id=a tag:fi=b", ""},
		{"tabs", "tag:fi\tid\nb\ta", "id=a tag:fi=b", ""},
		{"quotes, a sign, spaces", "id,tag:fi,meaning:fi\n a , #b ,\"c, d\"\n", "id=a meaning:fi=c, d tag:fi=b", ""},
		{"no id", "tag:fi\n#LapsiLisä\n", "id=lapsilisa tag:fi=LapsiLisä", ""},
		{"empty rows", "id,tag:fi\n,\na,b\n\n,,\n", "id=a tag:fi=b", ""},
		{"columns missing", "id\na\n", "id=a", ""},
		{"nothing", "", "", ""},
		{"unknown column", "id,tag:se\n", "", "t.csv:1:1: unknown column \"tag:se\"\n"},
		{"column twice", "id,id\n", "", "t.csv:1:1: column \"id\" comes twice\n"},
		{"row twice", "id\na\na\n", "id=a|id=a", "t.csv:3:1: id \"a\" comes twice\n"},
		{"row of nothing", "id,tag:fi,theme\n,,a\n", "", "t.csv:2:1: the row is of no hashtag\n"},
		{"more cells", "id\na,b\n", "id=a", "t.csv:2:1: the row has more cells than the first\n"},
		{"broken quotes", "id\n\"a\n", "", "t.csv:2:4: not a table: extraneous or missing \" in quoted-field\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows, diags := ParseHashtagTable("t.csv", []byte(tt.table), []string{"fi", "sv"})
			var got []string
			for _, row := range rows {
				var cells []string
				for _, c := range sortedKeys(row) {
					if row[c] != "" {
						cells = append(cells, c+"="+row[c])
					}
				}
				got = append(got, strings.Join(cells, " "))
			}
			var text strings.Builder
			for _, d := range diags {
				text.WriteString(d.String() + "\n")
			}
			if g := strings.Join(got, "|"); g != tt.want && tt.diags == "" || text.String() != tt.diags {
				t.Errorf("got %s\n%swant %s\n%s", g, text.String(), tt.want, tt.diags)
			}
		})
	}
}

// TestMerge: what does not change stays byte for byte.
func TestMerge(t *testing.T) {
	h, diags := parseHashtags("hashtags.yaml", []byte(hashtagsYAML))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	tests := []struct {
		name string
		rows []HashtagRow
		swap []string // old and new texts
		want Merge
	}{
		{"nothing", []HashtagRow{{"id": "lapsilisa", "tag:fi": "lapsilisä", "synonyms:fi": "lapsiraha;tuki lapselle", "pages": "7"}}, nil, Merge{}},
		{"a text, comments kept", []HashtagRow{{"id": "lapsilisa", "meaning:fi": "Toisin: näin"}}, []string{"fi: Tuki lapselle", "fi: 'Toisin: näin'"}, Merge{Changed: 1}},
		{"a flow", []HashtagRow{{"id": "omatuki", "tag:fi": "Uusi"}}, []string{"{fi: OmaTuki,", "{fi: Uusi,"}, Merge{Changed: 1}},
		{"a list", []HashtagRow{{"id": "lapsilisa", "synonyms:fi": "a; b"}}, []string{"{fi: [lapsiraha, tuki lapselle]}", "{fi: [a, b]}"}, Merge{Changed: 1}},
		{"a value away", []HashtagRow{{"id": "lapsilisa", "synonyms:fi": ""}}, []string{"    synonyms: {fi: [lapsiraha, tuki lapselle]}\n", ""}, Merge{Changed: 1}},
		{"keys in their places", []HashtagRow{{"id": "omatuki", "synonyms:sv": "x", "since": "2026-03-01", "successor": "lapsilisa"}}, []string{
			"    related: [index]\n    reviewed: 2026-02-28\n", "    synonyms: {sv: [x]}\n    related: [index]\n    since: 2026-03-01\n    reviewed: 2026-02-28\n    successor: lapsilisa\n",
		}, Merge{Changed: 1}},
		{"new ones in order", []HashtagRow{{"id": "a", "theme": "tuki", "tag:fi": "A"}, {"id": "b", "theme": "muu", "tag:fi": "2"}}, []string{
			"    reviewed: 2026-02-28\n", "    reviewed: 2026-02-28\n  - id: a\n    theme: tuki\n    tag: {fi: A}\n  - id: b\n    theme: muu\n    tag: {fi: \"2\"}\n",
		}, Merge{Added: 2}},
		{"two at once", []HashtagRow{{"id": "omatuki", "related": ""}, {"id": "lapsilisa", "since": ""}}, []string{
			"    related: [index]\n", "", "    since: 2026-01-31\n", "",
		}, Merge{Changed: 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := h.Merge([]byte(hashtagsYAML), tt.rows, []string{"fi", "sv"})
			if err != nil {
				t.Fatal(err)
			}
			want := hashtagsYAML
			for i := 0; i+1 < len(tt.swap); i += 2 {
				want = strings.Replace(want, tt.swap[i], tt.swap[i+1], 1)
			}
			if string(got.Data) != want || got.Changed != tt.want.Changed || got.Added != tt.want.Added {
				t.Errorf("%d changed, %d new, got\n%s\nwant\n%s", got.Changed, got.Added, got.Data, want)
			}
			if string(got.Data) == hashtagsYAML {
				return
			}
			again, diags := parseHashtags("hashtags.yaml", got.Data)
			if len(diags.Errors()) > 0 && tt.name != "new ones in order" {
				t.Fatal(diags)
			}
			if m, err := again.Merge(got.Data, tt.rows, []string{"fi", "sv"}); err != nil || string(m.Data) != string(got.Data) {
				t.Errorf("merged again it differs: %v\n%s", err, m.Data)
			}
		})
	}
	if _, err := h.Merge([]byte("tags: [{id: a}]"), nil, nil); err == nil {
		t.Error("a library in one line is taken")
	}
}

// FuzzHashtags: any text can be read, and a table taken into it.
func FuzzHashtags(f *testing.F) {
	f.Add(hashtagsYAML, "id,tag:fi\nlapsilisa,Uusi\nx,y\n")
	f.Add("tags:\n- id: a\n-\n    id: b\n", "id;theme\nb;c\n")
	f.Fuzz(func(t *testing.T, text, table string) {
		h, _ := parseHashtags("hashtags.yaml", []byte(text))
		rows, diags := ParseHashtagTable("t.csv", []byte(table), []string{"fi"})
		h.byLanguage(&Config{Source: "fi", Languages: []LanguageConfig{{Code: "fi"}}})
		if len(diags) > 0 {
			return
		}
		if m, err := h.Merge([]byte(text), rows, []string{"fi"}); err == nil && m.Changed+m.Added == 0 && string(m.Data) != text {
			t.Errorf("nothing changed, but the text did:\n%s", m.Data)
		}
	})
}
