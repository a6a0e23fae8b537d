package content

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"
	"opas/site/diag"
)

// TestSearchFileMistakes: each case adds a file to a guide without faults.
func TestSearchFileMistakes(t *testing.T) {
	const (
		synonymHint  = "    hint: write the word that readers type, a tab, and the guide's word: pomo\tesimies\n"
		compoundHint = "    hint: write one word with a bar at each joint: sosiaali|turva\n"
		testHint     = "    hint: write the query, a tab, and the page that it must find: pomolle\trules/rules-2\n"
	)
	tests := []struct{ name, file, text, want string }{
		{"synonyms", "fi/synonyms.tsv", "# sana\tselitys\n\npomo\tesimies\nmusta lista \t esto | estolista\n", ""},
		{"synonym of nothing", "fi/synonyms.tsv", "pomo\tesimies\nkissa\t | \n", "content/fi/synonyms.tsv:2:1: \"kissa\" stands for nothing\n" + synonymHint},
		{"synonym without a tab", "fi/synonyms.tsv", "pomo esimies\n", "content/fi/synonyms.tsv:1:1: the line has not the columns of synonyms.tsv\n" + synonymHint},
		{"synonym with a column more", "fi/synonyms.tsv", "# ok\npomo\tesimies\tpäällikkö\n", "content/fi/synonyms.tsv:2:1: the line has not the columns of synonyms.tsv\n" + synonymHint},
		{"synonym without a word", "fi/synonyms.tsv", "\n \tesimies\n", "content/fi/synonyms.tsv:2:1: the line has not the columns of synonyms.tsv\n" + synonymHint},
		{"synonym twice", "fi/synonyms.tsv", "pomo\tesimies\nbossi\tesimies\nPomo\tjohtaja\n", "content/fi/synonyms.tsv:3:1: warning: \"Pomo\" is in line 1 as well\n    hint: keep one of the lines\n"},
		{"compounds", "sv/compounds.tsv", "# ord\nlösen|ord\nutbildning\nmedie|bevaknings|grupp\n", ""},
		{"compound with a bar at its end", "sv/compounds.tsv", "lösen|\n", "content/sv/compounds.tsv:1:1: \"lösen|\" is not a compound\n" + compoundHint},
		{"compound with a bar at its beginning", "sv/compounds.tsv", "lösen|ord\n|ord\n", "content/sv/compounds.tsv:2:1: \"|ord\" is not a compound\n" + compoundHint},
		{"compound with two bars", "sv/compounds.tsv", "lösen||ord\n", "content/sv/compounds.tsv:1:1: \"lösen||ord\" is not a compound\n" + compoundHint},
		{"compound of two words", "sv/compounds.tsv", "lösen ord\n", "content/sv/compounds.tsv:1:1: \"lösen ord\" is not a compound\n" + compoundHint},
		{"compound with a column", "sv/compounds.tsv", "lösen\tord\n", "content/sv/compounds.tsv:1:1: the line has not the columns of compounds.tsv\n" + compoundHint},
		{"compound twice", "sv/compounds.tsv", "lösen|ord\nlösen|ord\n", "content/sv/compounds.tsv:2:1: warning: \"lösen|ord\" is in line 1 as well\n    hint: keep one of the lines\n"},
		{"search tests", "fi/search-tests.tsv", "# kysely\n#hashtag\tindex\npomolle\tindex|a#b\t3\tinflected\nkissa\tindex\t\tword\n", ""},
		{"search test without a page", "fi/search-tests.tsv", "pomo\tindex\nkissa\t|\n", "content/fi/search-tests.tsv:2:1: \"kissa\" is to find nothing\n" + testHint},
		{"search test with the query alone", "fi/search-tests.tsv", "kissa\n", "content/fi/search-tests.tsv:1:1: the line has not the columns of search-tests.tsv\n" + testHint},
		{"search test with a column more", "fi/search-tests.tsv", "kissa\tindex\t1\tword\tx\n", "content/fi/search-tests.tsv:1:1: the line has not the columns of search-tests.tsv\n" + testHint},
		{"search test among none", "fi/search-tests.tsv", "kissa\tindex\t0\n", "content/fi/search-tests.tsv:1:1: \"0\" is not a number of results\n    hint: write a number: among how many results the page must be\n"},
		{"search test among words", "fi/search-tests.tsv", "# x\nkissa\tindex\tthree\n", "content/fi/search-tests.tsv:2:1: \"three\" is not a number of results\n    hint: write a number: among how many results the page must be\n"},
		{"search test twice", "fi/search-tests.tsv", "kissa\tindex\n\nkissa\tindex\t2\n", "content/fi/search-tests.tsv:3:1: warning: \"kissa\" is in line 1 as well\n    hint: keep one of the lines\n"},
		{"several mistakes", "fi/synonyms.tsv", "a\nb\tc\nb\td\ne\t|\n", "content/fi/synonyms.tsv:1:1: the line has not the columns of synonyms.tsv\n" + synonymHint + "content/fi/synonyms.tsv:3:1: warning: \"b\" is in line 2 as well\n    hint: keep one of the lines\ncontent/fi/synonyms.tsv:4:1: \"e\" stands for nothing\n" + synonymHint},
		{"Latin-1", "fi/compounds.tsv", "# x\nty\xf6|aika\n", "content/fi/compounds.tsv:2:3: not UTF-8\n    hint: save the file as UTF-8; an old editor may have written Latin-1\n"},
		{"byte-order mark", "fi/compounds.tsv", "\ufeff# x\ntyö|aika\n", "content/fi/compounds.tsv:1:1: warning: begins with a byte-order mark\n    hint: it is passed over; save as UTF-8 without BOM\n"},
		{"Windows line ends", "fi/synonyms.tsv", "pomo\tesimies\r\nbossi\tesimies\r\n", "content/fi/synonyms.tsv:1:1: warning: Windows line ends\n    hint: they are read as plain line ends; set the editor to LF\n"},
		{"decomposed letters", "fi/search-tests.tsv", "kissa\tindex\nha\u0308iriö\tindex\n", "content/fi/search-tests.tsv:2:2: warning: decomposed letters, such as a + ¨ for ä\n    hint: they are read as composed ones; save the file in the form NFC\n"},
		{"no entries", "fi/synonyms.tsv", "", ""},
		{"comments alone", "fi/synonyms.tsv", "# a\n#\n# \tb\n\n   \n\t\n", ""},
		{"unlisted language", "se/synonyms.tsv", "a\n", ""},
		{"below a language's folder", "fi/osa/synonyms.tsv", "a\n", ""},
		{"of no language", "synonyms.tsv", "a\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := files(t, nil)
			fsys[tt.file] = &fstest.MapFile{Data: []byte(tt.text)}
			if _, got := read(t, fsys); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestSearchFiles(t *testing.T) {
	text := map[string]string{
		"fi/synonyms.tsv":     "# sana\tselitys\n\npomo\tesimies\n  Musta lista \t estolista | esto\n#tagi\ttunniste",
		"fi/compounds.tsv":    "# x\ntyö|aika\nmaailma\nsähkö|posti|osoite\n",
		"fi/search-tests.tsv": "#hashtag\tindex\npomolle \trules/rules-2 | index#alku\t 3 \tinflected\nMitä?\tindex\t\tquestion\n",
		"sv/compounds.tsv":    "",
	}
	at := func(line int) diag.Pos { return diag.Pos{Line: line, Col: 1} }
	synonyms := Synonyms{
		{"pomo", []string{"esimies"}, at(3)}, {"Musta lista", []string{"estolista", "esto"}, at(4)}, {"#tagi", []string{"tunniste"}, at(5)},
	}
	compounds := Compounds{{[]string{"työ", "aika"}, at(2)}, {[]string{"maailma"}, at(3)}, {[]string{"sähkö", "posti", "osoite"}, at(4)}}
	tests := SearchTests{
		{"#hashtag", []Place{{File: "index"}}, 1, "", at(1)},
		{"pomolle", []Place{{File: "rules/rules-2"}, {File: "index", Anchor: "alku"}}, 3, "inflected", at(2)},
		{"Mitä?", []Place{{File: "index"}}, 1, "question", at(3)},
	}
	for name, encode := range map[string]func(string) string{
		"as it is":          func(s string) string { return s },
		"Windows line ends": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"Mac line ends":     func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"byte-order mark":   func(s string) string { return "\ufeff" + s },
		"decomposed":        norm.NFD.String,
	} {
		t.Run(name, func(t *testing.T) {
			fsys := files(t, nil)
			for file, s := range text {
				fsys[file] = &fstest.MapFile{Data: []byte(encode(s))}
			}
			c, got := read(t, fsys)
			if strings.Contains(strings.ReplaceAll(got, "warning: ", ""), "hint: write") {
				t.Errorf("diagnostics: %s", got)
			}
			fi, sv := c.Languages[0], c.Languages[1]
			if !reflect.DeepEqual(fi.Synonyms, synonyms) || !reflect.DeepEqual(fi.Compounds, compounds) || !reflect.DeepEqual(fi.SearchTests, tests) {
				t.Errorf("got %+v\n%+v\n%+v", fi.Synonyms, fi.Compounds, fi.SearchTests)
			}
			if len(sv.Synonyms) > 0 || len(sv.Compounds) > 0 || len(sv.SearchTests) > 0 {
				t.Errorf("sv: got %+v\n%+v\n%+v", sv.Synonyms, sv.Compounds, sv.SearchTests)
			}
		})
	}
	if word := compounds[2].Word(); word != "sähköpostiosoite" {
		t.Errorf("word %s", word)
	}
}

// TestReaderSeesSearchFiles: they come, change and go as pages do.
func TestReaderSeesSearchFiles(t *testing.T) {
	fsys := files(t, nil)
	r := NewReader(fsys, "content")
	for i, step := range []struct{ text, want string }{{"", ""}, {"pomo\tesimies\n", "pomo"}, {"boss\tesimies\n", "boss"}, {"boss\n", ""}, {"pomo\tesimies\n", "pomo"}, {"", ""}} {
		delete(fsys, "fi/synonyms.tsv")
		if step.text != "" {
			fsys["fi/synonyms.tsv"] = &fstest.MapFile{Data: []byte(step.text)}
		}
		for range 2 { // changed, and as it was
			c, diags, err := r.Read(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			got := slices.Collect(func(yield func(string) bool) {
				for _, s := range c.Languages[0].Synonyms {
					yield(s.Words)
				}
			})
			if strings.Join(got, " ") != step.want || (len(diags) > 0) != (step.text == "boss\n") {
				t.Errorf("step %d: got %v, %v", i, got, diags)
			}
		}
	}
}

func FuzzSearchFiles(f *testing.F) {
	for _, text := range []string{"", "a\tb\n", "# a\n#\n#b\tc\n", "a|b\n|\n||\n", "a\tb#c|d\t3\te\n", "\t\t\t\n", "a\tb\t-1\n", "a\r\n\ufeffb", "a\tb\t99999999999999999999\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := 1 + strings.Count(text, "\n")
		check := func(name string, n int, diags diag.List) {
			for _, d := range diags {
				if d.File != name || d.Line < 1 || d.Line > lines || d.Col != 1 || d.Message == "" || d.Hint == "" {
					t.Errorf("diagnostic %+v", d)
				}
			}
			if n+len(diags) > lines {
				t.Errorf("%s: %d entries and %d diagnostics of %d lines", name, n, len(diags), lines)
			}
		}
		synonyms, diags := parseSynonyms("x/synonyms.tsv", []byte(text))
		check("x/synonyms.tsv", len(synonyms), diags)
		for _, s := range synonyms {
			if s.Words == "" || len(s.For) == 0 || slices.Contains(s.For, "") {
				t.Errorf("synonym %+v", s)
			}
		}
		compounds, diags := parseCompounds("x/compounds.tsv", []byte(text))
		check("x/compounds.tsv", len(compounds), diags)
		for _, c := range compounds {
			if c.Word() == "" || slices.Contains(c.Parts, "") {
				t.Errorf("compound %+v", c)
			}
		}
		tests, diags := parseSearchTests("x/search-tests.tsv", []byte(text))
		check("x/search-tests.tsv", len(tests), diags)
		for _, s := range tests {
			if s.Query == "" || len(s.Pages) == 0 || s.Among < 1 {
				t.Errorf("test %+v", s)
			}
		}
	})
}
