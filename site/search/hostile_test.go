package search

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// oddPage says what is dangerous where it is taken for something else.
const oddPage = `---
title: Oudot merkit
slug: oudot
summary: 'Sanat "constructor" ja \\ ovat vain sanoja.'
---

Kirjoita ` + "`<img src=x onerror=alert(1)>`" + ` tai ` + "`</script><script>alert(2)</script>`" + `.

## Prototyyppi

Sana ` + "`__proto__`" + ` ja sana toString, 2026, 😀 ja ` + "\u2028" + `rivi.
`

// Queries are JavaScript expressions, for Go has no lone surrogates.
var (
	hostileQueries = []string{
		`""`, `" "`, `"\n\t\r"`, `"a"`, `"ä"`, `"\0"`, `"\u2028"`, `"\u2028\u2029\ufeff\u200b"`,
		`"mitä miten se on ja"`, `"!?.,:;()[]{}*+^$|/\\"`, `"-"`, `"'"`, `"--x--"`, `"*"`, `"(("`, `"[a-z]+"`, `"\\"`,
		`"\""`, `"'\"'; alert(1); //"`, "\"`${alert(1)}`\"", `"<img src=x onerror=alert(1)>"`, `"</script><script>alert(1)</script>"`,
		`"😀"`, `"😀salasana😀"`, `"👩‍👩‍👧 perhe"`, `"\ud83d"`, `"\ude00salasana"`, `"sala\ud800sana"`, `"\ud800".repeat(300)`,
		`"שלום עולם"`, `"\u202esalasana\u202c"`, `"كلمة السر"`, `"密码"`, `"パスワード"`, `"비밀번호"`, `"ha\u0308irio\u0308"`,
		`"ＳＡＬＡＳＡＮＡ"`, `"ﬁ ß İ ı ſ Σς"`, `"constructor"`, `"__proto__"`, `"toString hasOwnProperty valueOf"`, `"prototype"`,
		`"null undefined NaN true"`, `"0"`, `"2026"`, `"1e999"`, `"-1"`, `"0x10"`, `"12345678901234567890"`, `"1.1"`, `"="`, `"a=b|c"`,
		`"|"`, `"^a"`, `"A1 B2"`, `"%00%C3"`,
	}
	longQueries = []string{
		`"ä".repeat(10000)`, `"salasana".repeat(12)`, `"sana ".repeat(10000)`, `" ".repeat(10000) + "salasana"`,
		`Array.from({ length: 10000 }, (_, i) => "sana" + i).join(" ")`, `"ja ".repeat(10000)`, `"-".repeat(10000)`, `"'".repeat(10000)`,
		`"a-".repeat(5000)`, `"a'b’c-d‐e".repeat(100)`, `"a\u0308".repeat(5000)`, `"e" + "\u0301".repeat(9999)`, `"😀".repeat(5000)`,
		`"<b>".repeat(3333)`, `"\"\\".repeat(5000)`,
	}
)

// TestHostileQueries: there is an answer to everything, it is short, and it shows
// what the page says, no more.
func TestHostileQueries(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{"fi/7-oudot.md": oddPage})
	ask := func(lang, expression string, typing bool) {
		t.Helper()
		s := g.searcher(t, lang)
		query, err := s.vm.RunString(expression)
		if err != nil {
			t.Fatal(expression, err)
		}
		r := search(t, s, query, typing)
		if len(r.Words) > mostWords {
			t.Errorf("%s: %d words were looked for", expression, len(r.Words))
		}
		g.assertShown(t, lang, expression, r)
	}
	for _, expression := range hostileQueries {
		ask("fi", expression, false)
		ask("se", expression, true) // it has no rules, and asks all others
	}
	for _, expression := range longQueries {
		ask("fi", expression, false)
	}
}

// mostWords is how many words of a query are looked for at most.
const mostWords = 12

// TestHostileText: what is dangerous in a page is found and shown as it is.
func TestHostileText(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{
		"fi/7-oudot.md":    oddPage,
		"fi/synonyms.tsv":  "hasOwnProperty\ttoString\n__proto__\tprototyyppi\nsolidus\tconstructor|kissa\n",
		"fi/compounds.tsv": "constructor\nto|string\n",
	})
	s := g.searcher(t, "fi")
	for _, tt := range []struct{ query, want, excerpt string }{
		{"constructor", "fi/oudot/", `Sanat ”[constructor]” ja \\ ovat vain sanoja.`},
		{`<img src=x onerror=alert(1)>`, "fi/oudot/", "<[img] [src]=[x] [onerror]=[alert]([1])>"},
		{"alert", "fi/oudot/", "</script><script>[alert](2)</script …"},
		{"__proto__", "fi/oudot/#prototyyppi", "Sana __[proto]__ ja"},
		{"toString", "fi/oudot/#prototyyppi", "sana [toString],"},
		{"string", "fi/oudot/#prototyyppi", "sana [toString],"},
		{"hasownproperty", "fi/oudot/#prototyyppi", "sana [toString],"},
		{"solidus", "fi/oudot/", `”[constructor]”`},
		{"2026", "fi/oudot/#prototyyppi", "[2026], 😀"},
		{"rivi", "fi/oudot/#prototyyppi", "[rivi]"},
	} {
		r := search(t, s, tt.query, false)
		if !slices.Contains(places(r.Main), tt.want) {
			t.Errorf("%s: found %v, want %s", tt.query, places(r.Main), tt.want)
			continue
		}
		h := r.Main[slices.Index(places(r.Main), tt.want)]
		if got := h.Sections[0].Excerpt.String(); !strings.Contains(got, tt.excerpt) {
			t.Errorf("%s: excerpt\n%s\nwant in it\n%s", tt.query, got, tt.excerpt)
		}
		g.assertShown(t, "fi", tt.query, r)
	}
}

// TestDecomposed: how letters are composed makes no difference.
func TestDecomposed(t *testing.T) {
	t.Parallel()
	s := small(t, nil).searcher(t, "fi")
	for _, query := range []string{"häiriköt", "työssä", "hyvä", "käyttäjätunnus", "päivässä"} {
		a, b := search(t, s, query, false), search(t, s, norm.NFD.String(query), false)
		if len(a.Main) == 0 || !slices.Equal(places(a.All()), places(b.All())) {
			t.Errorf("%s: composed %v, decomposed %v", query, places(a.All()), places(b.All()))
		}
	}
}

// TestAsPasted: letters of full width are those of the keyboard, and signs that
// are not seen part no word.
func TestAsPasted(t *testing.T) {
	t.Parallel()
	s := small(t, nil).searcher(t, "fi")
	want := places(search(t, s, "salasana", false).All())
	for _, query := range []string{"sala\u00adsana", "\u200bsala\u200bsana", "\ufeffsalasana\u200e", "ＳＡＬＡＳＡＮＡ"} {
		r := search(t, s, query, false)
		if got := places(r.All()); !slices.Equal(got, want) || !slices.Equal(r.Words, []string{"salasana"}) {
			t.Errorf("%+q: looked for %q, found %v, want %v", query, r.Words, got, want)
		}
	}
}

// assertShown asserts that titles, headings and excerpts are those of the pages.
func (g guide) assertShown(t *testing.T, lang, query string, r *Results) {
	t.Helper()
	for _, h := range r.All() {
		sections, title := g.sections(lang, h.ID)
		if got := h.Title.plain(); got != title {
			t.Errorf("%s: title %q, want %q", query, got, title)
		}
		for _, f := range h.Sections {
			i := slices.IndexFunc(sections, func(s [3]string) bool { return s[0] == f.Anchor })
			if i < 0 {
				t.Errorf("%s: there is no #%s", query, f.Anchor)
				continue
			}
			if got := f.Heading.plain(); got != sections[i][1] && f.Anchor != "" {
				t.Errorf("%s: heading %q, want %q", query, got, sections[i][1])
			}
			excerpt := strings.TrimSuffix(strings.TrimPrefix(f.Excerpt.plain(), "… "), " …")
			if !slices.ContainsFunc(sections, func(s [3]string) bool {
				return (s[0] == f.Anchor || f.Anchor == "") && strings.Contains(strings.ReplaceAll(s[2], "\n", " · "), excerpt)
			}) {
				t.Errorf("%s: excerpt %q is not of #%s", query, excerpt, f.Anchor)
			}
		}
	}
}

// sections returns anchor, heading and text of the sections of a page, which the
// model has, and its title.
func (g guide) sections(lang string, id int) (out [][3]string, title string) {
	for _, l := range g.languages {
		for _, p := range l.Pages {
			if l.Code != lang || p.ID != id {
				continue
			}
			title = p.Title
			for i, s := range p.Source.Doc.Sections() {
				if i == 0 {
					s.Text = strings.TrimSpace(p.Source.Front.Summary + "\n" + s.Text)
				}
				out = append(out, [3]string{s.ID, s.Heading, s.Text})
			}
		}
	}
	return out, title
}

func FuzzSearch(f *testing.F) {
	for _, query := range []string{"", "salasanojen", "miten teen hyvän salasanan?", "musta lista", "pomolle-kissa", "\"a\\b\n\u2028", "😀ÄÖ", "valokuva <b>"} {
		f.Add(query, false)
	}
	g := small(f, map[string]string{"fi/7-oudot.md": oddPage})
	s := g.searcher(f, "fi")
	f.Fuzz(func(t *testing.T, query string, typing bool) {
		r := search(t, s, strings.ToValidUTF8(query, "\ufffd"), typing)
		g.assertShown(t, "fi", query, r)
		if got, again := places(r.All()), places(search(t, s, strings.ToValidUTF8(query, "\ufffd"), typing).All()); !slices.Equal(got, again) {
			t.Errorf("%q: got %v, then %v", query, got, again)
		}
	})
}
