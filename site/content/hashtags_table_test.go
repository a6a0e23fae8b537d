package content

import (
	"slices"
	"strings"
	"testing"
)

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
		{"case of the columns", "ID,Tag:FI\na,b\n", "id=a tag:fi=b", ""},
		{"line of Excel", "sep=;\nid;tag:fi,x\n", "", "t.csv:2:4: unknown column \"tag:fi,x\"\n"},
		{"line of Excel, saved again", "\ufeff\"sep=,\",,\r\nid,tag:fi,meaning:fi\r\na,b,c;d\r\n", "id=a meaning:fi=c;d tag:fi=b", ""},
		{"days", "id,since,reviewed\na,26.11.2026,2026-11-27\nb,01.2.2026,\n", "id=a reviewed=2026-11-27 since=2026-11-26|id=b since=2026-02-01", ""},
		{"not a day", "tag:fi,since,id\nä,1/2/26,a\n", "", "t.csv:2:3: since: want a day, such as 2026-03-31, got \"1/2/26\"\n"},
		{"nothing", "", "", "t.csv:1:1: the table has no rows\n"},
		{"columns alone", "id,tag:fi\n,\n", "", "t.csv:1:1: the table has no rows\n"},
		{"UTF-16", "\xff\xfei\x00d\x00\n\x00", "", "t.csv:1:1: not UTF-8\n"},
		{"UTF-16 without mark", "i\x00d\x00\n\x00", "", "t.csv:1:1: not UTF-8\n"},
		{"Windows-1252", "id,tag:fi\na,lapsilis\xe4\n", "", "t.csv:1:1: not UTF-8\n"},
		{"unknown column", "id,tag:se\na,b\n", "", "t.csv:1:4: unknown column \"tag:se\"\n"},
		{"column twice", "id,id\na,b\n", "", "t.csv:1:4: column \"id\" comes twice\n"},
		{"row twice", "id\na\na\n", "id=a|id=a", "t.csv:3:1: id \"a\" comes twice\n"},
		{"row of nothing", "id,tag:fi,theme\n,,a\n", "", "t.csv:2:1: the row is of no hashtag\n"},
		{"more cells", "id\na,b\n", "id=a", "t.csv:2:3: the row has more cells than the first\n"},
		{"broken quotes", "id\n\"a\n", "", "t.csv:2:3: not a table: extraneous or missing \" in quoted-field\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table, diags := ParseHashtagTable("t.csv", []byte(tt.table), []string{"fi", "sv"})
			var got []string
			for _, row := range table.Rows {
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
		want [2]int   // changed and new
	}{
		{"nothing", []HashtagRow{{"id": "lapsilisa", "tag:fi": "lapsilisä", "synonyms:fi": "lapsiraha;tuki lapselle", "pages": "7"}}, nil, [2]int{}},
		{"a text, comments kept", []HashtagRow{{"id": "lapsilisa", "meaning:fi": "Toisin: näin"}}, []string{"fi: Tuki lapselle", "fi: 'Toisin: näin'"}, [2]int{1, 0}},
		{"a flow", []HashtagRow{{"id": "omatuki", "tag:fi": "Uusi"}}, []string{"{fi: OmaTuki,", "{fi: Uusi,"}, [2]int{1, 0}},
		{"a list", []HashtagRow{{"id": "lapsilisa", "synonyms:fi": "a; b"}}, []string{"{fi: [lapsiraha, tuki lapselle]}", "{fi: [a, b]}"}, [2]int{1, 0}},
		{"a value away", []HashtagRow{{"id": "lapsilisa", "synonyms:fi": ""}}, []string{"    synonyms: {fi: [lapsiraha, tuki lapselle]}\n", ""}, [2]int{1, 0}},
		{"keys in their places", []HashtagRow{{"id": "omatuki", "synonyms:sv": "x", "since": "2026-03-01", "successor": "lapsilisa"}}, []string{
			"    related: [index]\n    reviewed: 2026-02-28\n", "    synonyms: {sv: [x]}\n    related: [index]\n    since: 2026-03-01\n    reviewed: 2026-02-28\n    successor: lapsilisa\n",
		}, [2]int{1, 0}},
		{"new ones in order", []HashtagRow{{"id": "a", "theme": "tuki", "tag:fi": "A"}, {"id": "b", "theme": "muu", "tag:fi": "2"}}, []string{
			"    reviewed: 2026-02-28\n", "    reviewed: 2026-02-28\n  - id: a\n    theme: tuki\n    tag: {fi: A}\n  - id: b\n    theme: muu\n    tag: {fi: \"2\"}\n",
		}, [2]int{0, 2}},
		{"a new one before one that changes", []HashtagRow{{"id": "omatuki", "related": ""}, {"id": "a", "theme": "tuki", "tag:fi": "A"}, {"id": "lapsilisa", "since": ""}}, []string{
			"    related: [index]\n", "", "    since: 2026-01-31\n", "", "    reviewed: 2026-02-28\n", "    reviewed: 2026-02-28\n  - id: a\n    theme: tuki\n    tag: {fi: A}\n",
		}, [2]int{2, 1}},
		{"two at once", []HashtagRow{{"id": "omatuki", "related": ""}, {"id": "lapsilisa", "since": ""}}, []string{
			"    related: [index]\n", "", "    since: 2026-01-31\n", "",
		}, [2]int{2, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table := &HashtagTable{Rows: tt.rows}
			got, diags, err := h.Merge([]byte(hashtagsYAML), table, []string{"fi", "sv"})
			if err != nil || diags != nil {
				t.Fatal(err, diags)
			}
			want := hashtagsYAML
			for i := 0; i+1 < len(tt.swap); i += 2 {
				want = strings.Replace(want, tt.swap[i], tt.swap[i+1], 1)
			}
			if string(got.Data) != want || [2]int{got.Changed, got.Added} != tt.want {
				t.Errorf("%d changed, %d new, got\n%s\nwant\n%s", got.Changed, got.Added, got.Data, want)
			}
			if string(got.Data) == hashtagsYAML {
				return
			}
			again, diags := parseHashtags("hashtags.yaml", got.Data)
			if len(diags.Errors()) > 0 && tt.want[1] == 0 {
				t.Fatal(diags)
			}
			if m, _, err := again.Merge(got.Data, table, []string{"fi", "sv"}); err != nil || string(m.Data) != string(got.Data) {
				t.Errorf("merged again it differs: %v\n%s", err, m.Data)
			}
			windows := strings.NewReplacer("\n", "\r\n")
			if m, _, err := h.Merge([]byte(windows.Replace(hashtagsYAML)), table, []string{"fi", "sv"}); err != nil || string(m.Data) != windows.Replace(want) {
				t.Errorf("with line ends of Windows: %v\n%q", err, m.Data)
			}
		})
	}
}

// TestMergeBegins: where the list of a library is, and can be begun.
func TestMergeBegins(t *testing.T) {
	const entry = "  - id: a\n    theme: tuki\n    tag: {fi: A}\n"
	tests := []struct{ name, text, want, diags string }{
		{"brackets", "themes: []\ntags: []\n", "themes: []\ntags:\n" + entry, ""},
		{"brackets, a comment, more behind", "tags: [ ] # none\nthemes: []", "tags: # none\n" + entry + "themes: []", ""},
		{"nothing, no line end", "themes: []\ntags:", "themes: []\ntags:\n" + entry, ""},
		{"null", "tags: null\nthemes: []\n", "tags:\n" + entry + "themes: []\n", ""},
		{"one line", "tags: [{id: b}]\n", "", "hashtags.yaml:1:7: no table can be merged into tags that are written so\n"},
		{"brackets on two lines", "tags: [\n]\n", "", "hashtags.yaml:1:7: no table can be merged into tags that are written so\n"},
		{"a text", "tags: no\n", "", "hashtags.yaml:1:7: no table can be merged into tags that are written so\n"},
		{"no key", "themes: []\n", "", "hashtags.yaml:1:1: missing key \"tags\"\n"},
		{"no text", "", "", "hashtags.yaml:1:1: missing key \"tags\"\n"},
		{"not YAML", "tags: [\n", "", "hashtags.yaml:1:1: not valid YAML: did not find expected node content\n"},
	}
	for _, tt := range tests {
		h, _ := parseHashtags(HashtagsFile, []byte(tt.text))
		m, diags, err := h.Merge([]byte(tt.text), &HashtagTable{Rows: []HashtagRow{{"id": "a", "theme": "tuki", "tag:fi": "A"}}}, []string{"fi"})
		got, text := "", ""
		if m != nil {
			got = string(m.Data)
		}
		for _, d := range diags {
			text += d.String() + "\n"
		}
		if got != tt.want || text != tt.diags || err != nil {
			t.Errorf("%s: got %q, want %q; %s%v", tt.name, got, tt.want, text, err)
		}
	}
}

// TestTrace: what is wrong with a merged library is told where it comes from.
func TestTrace(t *testing.T) {
	const table = "id,theme,tag:fi,tag:sv,meaning:fi,meaning:sv,related,since\n" +
		"lapsilisa,tuki,lapsi lisä,,Uusi,Ny,,\n" +
		"omatuki,tuki,OmaTuki,MittStöd,Palvelu,Tjänst,index,\n" +
		"uusi,muu,MittStöd,FörPåse,M,M,\"a; b\",\n"
	want := []string{
		`hashtags.yaml:7:9: id "ä" can't be an anchor`,
		`hashtags.yaml:30:12: unknown theme "vanha"`,
		`t.csv:2:16: hashtag "lapsi lisä": services take no " " in one`,
		`t.csv:2:27: tag: no value for language "sv"`,
		`t.csv:4:6: unknown theme "muu"`,
		`t.csv:4:10: warning: hashtag "MittStöd" is in the library twice`,
	}
	const text = "hashtags.yaml"
	bad := strings.Replace(hashtagsYAML, "  - id: tuki", "  - id: ä\n    name: {fi: Ä, sv: Ä}\n  - id: tuki", 1) +
		"  - id: x\n    theme: vanha\n    tag: {fi: X, sv: X}\n    meaning: {fi: X, sv: X}\n"
	h, _ := parseHashtags(text, []byte(bad))
	rows, diags := ParseHashtagTable("t.csv", []byte(table), []string{"fi", "sv"})
	if diags != nil {
		t.Fatal(diags)
	}
	m, diags, err := h.Merge([]byte(bad), rows, []string{"fi", "sv"})
	if diags != nil || err != nil {
		t.Fatal(diags, err)
	}
	merged, diags := parseHashtags(text, m.Data)
	diags = append(diags, merged.byLanguage(&Config{Source: "fi", Languages: []LanguageConfig{{Code: "fi"}, {Code: "sv"}}})...)
	var got []string
	for _, d := range m.Trace(diags, rows, merged) {
		got = append(got, d.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
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
		m, wrong, err := h.Merge([]byte(text), rows, []string{"fi"})
		if err != nil || len(wrong) > 0 {
			return
		}
		if m.Changed+m.Added == 0 && string(m.Data) != text {
			t.Errorf("nothing changed, but the text did:\n%s", m.Data)
		}
		merged, diags := parseHashtags("hashtags.yaml", m.Data)
		for _, d := range m.Trace(diags, rows, merged) {
			if d.File == "hashtags.yaml" && d.Line > strings.Count(text, "\n")+1 {
				t.Errorf("%s: the file has no such line:\n%s", d, m.Data)
			}
		}
	})
}
