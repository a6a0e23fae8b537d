package content

import (
	"context"
	"io/fs"
	"maps"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

const siteYAML = `languages:
  - {code: fi, name: Suomi, locale: fi-FI, title: Opas}
  - {code: sv, name: Svenska, locale: sv-FI, title: Guide}
source: fi
contact: a@example.org
publisher: {fi: Virasto, sv: Verket}
`

// files is a small guide; tests add and replace.
func files(t *testing.T, change map[string]string) fstest.MapFS {
	t.Helper()
	ui := testUI(t)
	m := map[string]string{
		"site.yaml":   siteYAML,
		"fi/ui.yaml":  ui,
		"sv/ui.yaml":  ui,
		"fi/index.md": "---\ntitle: Etusivu\n---\n\nTeksti.\n",
		"sv/index.md": "---\ntitle: Startsida\n---\n\nText.\n",
	}
	maps.Copy(m, change)
	out := fstest.MapFS{}
	for name, text := range m {
		if text != "" {
			out[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return out
}

// testUI is a ui.yaml with every key, from the struct itself.
func testUI(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, k := range uiKeys(reflect.String) {
		if k.slug {
			b.WriteString(k.name + ": " + strings.ReplaceAll(k.name, "_", "-") + "\n")
			continue
		}
		b.WriteString(k.name + ": \"x")
		for _, p := range k.params {
			b.WriteString(" {" + p + "}")
		}
		b.WriteString("\"\n")
	}
	return b.String()
}

func read(t *testing.T, fsys fs.FS) (*Content, string) {
	t.Helper()
	c, diags, err := NewReader(fsys, "content").Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := diags.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return c, b.String()
}

// lost is the hint of a text that is a comment.
const lost = "    hint: put the text in quotes, or leave the # sign out; if it is a comment, write a space after the sign\n"

// TestMistakes: each case changes one file of a guide without faults.
func TestMistakes(t *testing.T) {
	ui := testUI(t)
	tests := []struct {
		name string
		file string
		text string // "" removes the file
		want string
	}{
		{"fine", "fi/a.md", "---\ntitle: A\nslug: a-1\norder: 3\nboost: 1\nquestions: [miten a]\ntags: [a]\nupdated: 2026-01-31\n---\nText\n", ""},
		{"no front matter", "fi/a.md", "Teksti\n", `content/fi/a.md:1:1: no front matter
    hint: begin the file with a line ---, then title: and the page's heading, then a line ---
`},
		{"front matter without end", "fi/a.md", "---\ntitle: A\n\nTeksti\n", `content/fi/a.md:1:1: front matter has no end
    hint: end it with a line ---
`},
		{"not YAML", "fi/a.md", "---\ntitle: A\nsummary: a: b: c\n---\n", `content/fi/a.md:3:1: front matter is not valid YAML: mapping values are not allowed in this context
    hint: write "key: value", and put a text that holds ": " or begins with a sign in quotes
`},
		{"missing title", "fi/a.md", "---\nslug: a\n---\n", `content/fi/a.md:1:1: missing title
    hint: add "title: " and the page's heading
`},
		{"empty title", "fi/a.md", "---\ntitle: \"\"\n---\n", `content/fi/a.md:1:1: missing title
    hint: add "title: " and the page's heading
`},
		{"unknown key", "fi/a.md", "---\ntitle: A\n\nsumary: b\n---\n", `content/fi/a.md:4:1: unknown key "sumary"
    hint: did you mean "summary"? known: title, slug, order, summary, kind, tags, keywords, questions, boost, aliases, updated, draft
`},
		{"key twice", "fi/a.md", "---\ntitle: A\ntitle: B\n---\n", `content/fi/a.md:3:1: key "title" comes twice
    hint: keep one of them
`},
		{"wrong type of title", "fi/a.md", "---\ntitle: [a]\n---\n", `content/fi/a.md:2:8: title: want text, got a list
    hint: put it in quotes
`},
		{"wrong type of order", "fi/a.md", "---\ntitle: A\norder: first\n---\n", `content/fi/a.md:3:8: order: want a whole number, got the text "first"
    hint: write digits alone, such as 3
`},
		{"boost that is no number", "fi/a.md", "---\ntitle: A\nboost: much\n---\n", `content/fi/a.md:3:8: boost: want a number from 0.1 to 2, where 1 is usual, got the text "much"
`},
		{"too much boost", "fi/a.md", "---\ntitle: A\nboost: 3\n---\n", `content/fi/a.md:3:8: boost: want a number from 0.1 to 2, where 1 is usual, got 3
`},
		{"wrong type of questions", "fi/a.md", "---\ntitle: A\nquestions: [why, 4]\n---\n", `content/fi/a.md:3:12: questions: want text, got 4
    hint: put it in quotes
`},
		{"wrong type of draft", "fi/a.md", "---\ntitle: A\ndraft: 3\n---\n", `content/fi/a.md:3:8: draft: want true or false, got 3
`},
		{"wrong type of tags", "fi/a.md", "---\ntitle: A\ntags: a\n---\n", `content/fi/a.md:3:7: tags: want a list, such as [one, two], got the text "a"
`},
		{"wrong type in tags", "fi/a.md", "---\ntitle: A\ntags: [a, 3]\n---\n", `content/fi/a.md:3:7: tags: want text, got 3
    hint: put it in quotes
`},
		{"bad day", "fi/a.md", "---\ntitle: A\nupdated: 31.1.2026\n---\n", `content/fi/a.md:3:10: updated: "31.1.2026" is not a day
    hint: year-month-day, such as 2026-03-31
`},
		{"text behind a hashtag", "fi/a.md", "---\ntitle: Äiti #lapsilisä\nsummary: \"Lue #Kela\" # aina\ntags:\n  - #Kela\n  - a\nkeywords: #x\n---\n", `content/fi/a.md:2:13: warning: the text from "#lapsilisä" on is not read: here it is a comment
LOSTcontent/fi/a.md:5:5: warning: the text from "#Kela" on is not read: here it is a comment
LOSTcontent/fi/a.md:7:11: warning: the text from "#x" on is not read: here it is a comment
LOST`},
		{"title that is a hashtag", "fi/a.md", "---\ntitle: #Kela\n---\n", `content/fi/a.md:1:1: missing title
    hint: add "title: " and the page's heading
content/fi/a.md:2:8: warning: the text from "#Kela" on is not read: here it is a comment
LOST`},
		{"hashtags in brackets", "fi/a.md", "---\ntitle: A\ntags: [ä, #lapsilisä, #Kela]\nslug: [\"#a\"]\n---\n", `content/fi/a.md:3:11: the text from "#lapsilisä" on is not read: here it is a comment
LOSTcontent/fi/a.md:3:23: the text from "#Kela" on is not read: here it is a comment
LOST`},
		{"hashtags and other mistakes", "fi/a.md", "---\ntitle: A: B\nsummary: a #Kela\n---\n", `content/fi/a.md:2:1: front matter is not valid YAML: mapping values are not allowed in this context
    hint: write "key: value", and put a text that holds ": " or begins with a sign in quotes
content/fi/a.md:3:12: warning: the text from "#Kela" on is not read: here it is a comment
LOST`},
		{"text of the interface behind a hashtag", "sv/ui.yaml", strings.Replace(ui, "menu: \"x\"", "menu: Meny #Kela", 1), `content/sv/ui.yaml:3:12: warning: the text from "#Kela" on is not read: here it is a comment
LOST`},
		{"setting behind a hashtag", "site.yaml", strings.Replace(siteYAML, "title: Guide", "title: Guide #Kela", 1), `content/site.yaml:3:59: the text from "#Kela" on is not read: here it is a comment
LOST`},
		{"slug with a slash", "fi/a.md", "---\ntitle: A\nslug: a/b\n---\n", `content/fi/a.md:3:7: slug "a/b" holds a slash
    hint: a slug is one part of the address; the folders give the others
`},
		{"slug with dots", "fi/a.md", "---\ntitle: A\nslug: Määritä\n---\n", `content/fi/a.md:3:7: slug "Määritä": want small letters a–z, digits and hyphens
    hint: write "maarita"
`},
		{"unknown kind", "fi/a.md", "---\ntitle: A\nkind: rule\n---\n", `content/fi/a.md:3:7: unknown kind "rule"
    hint: did you mean "rules"? known: home, section, page, step, rules, checklist, hashtags, statement
`},
		{"bad alias", "fi/a.md", "---\ntitle: A\naliases: [vanha]\n---\n", `content/fi/a.md:3:10: alias "vanha" is not an address
    hint: an old address from the site's root, such as /fi/old/
`},
		{"Latin-1", "fi/a.md", "---\ntitle: A\n---\nH\xe4n\n", `content/fi/a.md:4:2: not UTF-8
    hint: save the file as UTF-8; an old editor may have written Latin-1
`},
		{"byte-order mark", "fi/a.md", "\xef\xbb\xbf---\ntitle: A\n---\n", `content/fi/a.md:1:1: warning: begins with a byte-order mark
    hint: it is passed over; save as UTF-8 without BOM
`},
		{"Windows line ends", "fi/a.md", "---\r\ntitle: A\r\n---\r\n", `content/fi/a.md:1:1: warning: Windows line ends
    hint: they are read as plain line ends; set the editor to LF
`},
		{"decomposed letters", "fi/a.md", "---\ntitle: A\n---\n\nsäa\u0308\n", `content/fi/a.md:5:3: warning: decomposed letters, such as a + ¨ for ä
    hint: they are read as composed ones; save the file in the form NFC
`},
		{"decomposed name", "fi/a\u0308.md", "---\ntitle: A\n---\n", `content/fi/ä.md: warning: the file's name has decomposed letters, such as a + ¨ for ä
    hint: rename it with composed letters
`},
		{"no ui.yaml", "sv/ui.yaml", "", `content/sv/ui.yaml: language "sv" has no ui.yaml
    hint: copy another language's ui.yaml and translate it
`},
		{"ui.yaml of no language", "se/ui.yaml", ui, `content/se/ui.yaml: warning: language "se" is not listed, its pages are left out
    hint: list it in content/site.yaml
`},
		{"missing interface word", "sv/ui.yaml", strings.Replace(ui, "menu: \"x\"\n", "", 1), `content/sv/ui.yaml:1:1: missing key "menu"
    hint: add it
`},
		{"unknown parameter", "sv/ui.yaml", strings.Replace(ui, "menu: \"x\"", "menu: \"x {day}\"", 1), `content/sv/ui.yaml:3:7: menu: unknown parameter "{day}"
    hint: this text has none
`},
		{"missing parameter", "sv/ui.yaml", strings.Replace(ui, "step_of: \"x {n} {total}\"", "step_of: \"{n} of {totl}\"", 1), `content/sv/ui.yaml:STEPOF:10: step_of: missing parameter "{total}"
    hint: it is filled in when the page is made
content/sv/ui.yaml:STEPOF:10: step_of: unknown parameter "{totl}"
    hint: did you mean "total"? known: n, total
`},
		{"no site.yaml", "site.yaml", "", `content/site.yaml: missing file
    hint: every guide has one: languages, source, contact, publisher
`},
		{"site.yaml is not YAML", "site.yaml", "languages: [\n", `content/site.yaml:1:1: not valid YAML: did not find expected node content
    hint: write "key: value", and put a text that holds ": " or begins with a sign in quotes
`},
		{"site.yaml with an unknown key", "site.yaml", siteYAML + "sourse: fi\n", `content/site.yaml:7:1: unknown key "sourse"
    hint: did you mean "source"? known: languages, source, base_url, contact, publisher, authority, version, print
`},
		{"unknown source language", "site.yaml", strings.Replace(siteYAML, "source: fi", "source: en", 1), `content/site.yaml:4:9: source language "en" is not listed under languages
    hint: known: fi, sv
`},
		{"bad base URL", "site.yaml", siteYAML + "base_url: example.org\n", `content/site.yaml:7:11: base URL "example.org": not an absolute http or https address
    hint: such as https://guide.example.org/
`},
		{"unknown paper", "site.yaml", siteYAML + "print: {guide: true, paper: a5, pdf: a2a}\n", `content/site.yaml:7:29: print.paper: unknown value "a5"
    hint: did you mean "a4"? known: a4, letter
`},
		{"unknown kind of PDF", "site.yaml", siteYAML + "print:\n  pdf: a1\n", `content/site.yaml:8:8: print.pdf: unknown value "a1"
    hint: known: ua, a2a
`},
		{"guide that is not yes or no", "site.yaml", siteYAML + "print: {guide: fi}\n", `content/site.yaml:7:16: print.guide: want true or false, got "fi"
`},
		{"no publisher in a language", "site.yaml", strings.Replace(siteYAML, ", sv: Verket", "", 1), `content/site.yaml:6:12: publisher: no value for language "sv"
    hint: add a value for each language
`},
		{"broken image", "images/a.png", "no image", `content/images/a.png: not a readable png image: image: unknown format
    hint: export the image again
`},
	}
	stepOf := 1 + strings.Count(ui[:strings.Index(ui, "step_of:")], "\n")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, got := read(t, files(t, map[string]string{tt.file: tt.text}))
			want := strings.NewReplacer("STEPOF", strconv.Itoa(stepOf), "LOST", lost).Replace(tt.want)
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestKeyOf(t *testing.T) {
	tests := []struct {
		rel, key string
		rank     int
		index    bool
	}{
		{"index.md", "index", 0, true},
		{"1-intro.md", "intro", 1, false},
		{"2-steps/index.md", "steps", 2, true},
		{"2-steps/step-3.md", "steps/step-3", 0, false},
		{"6-checklists/10-checklist-post.md", "checklists/checklist-post", 10, false},
		{"2026-review.md", "2026-review", 0, false},
	}
	for _, tt := range tests {
		key, rank, index := keyOf(tt.rel)
		if key != tt.key || rank != tt.rank || index != tt.index {
			t.Errorf("keyOf(%q) = %q, %d, %v, want %q, %d, %v", tt.rel, key, rank, index, tt.key, tt.rank, tt.index)
		}
	}
}

// TestConfigWithMistakes: what settings say is known where they have mistakes, and
// forgotten with them.
func TestConfigWithMistakes(t *testing.T) {
	fsys := files(t, map[string]string{"site.yaml": siteYAML + "colour: red\n"})
	r := NewReader(fsys, "content")
	read := func() *Config {
		t.Helper()
		if c, _, err := r.Read(context.Background()); c != nil || err != nil {
			t.Fatalf("read %v, %v", c, err)
		}
		return r.Config()
	}
	if c := read(); c == nil || c.Source != "fi" || len(c.Languages) == 0 {
		t.Errorf("settings %+v", c)
	}
	delete(fsys, "site.yaml")
	if c := read(); c != nil {
		t.Errorf("settings that are gone: %+v", c)
	}
}

func TestSVGSize(t *testing.T) {
	tests := []struct {
		svg  string
		w, h int
	}{
		{`<svg width="20" height="10px"/>`, 20, 10},
		{`<?xml version="1.0"?><svg viewBox="0 0 30.4 40,5"/>`, 0, 0},
		{`<svg viewBox="0,0,30.4,40.5"/>`, 30, 41},
		{`<svg width="100%" height="100%"/>`, 0, 0},
	}
	for _, tt := range tests {
		w, h, err := svgSize([]byte(tt.svg))
		if err != nil || w != tt.w || h != tt.h {
			t.Errorf("svgSize(%s) = %d, %d, %v, want %d, %d", tt.svg, w, h, err, tt.w, tt.h)
		}
	}
}

func TestFormatDate(t *testing.T) {
	day := time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)
	fi := &UI{Date: "{day}.{month}.{year}"}
	en := &UI{Date: "{day} {month} {year}", MonthNames: strings.Fields("January February March April May June July August September October November December")}
	if got := fi.FormatDate(day); got != "9.3.2026" {
		t.Errorf("got %q", got)
	}
	if got := en.FormatDate(day); got != "9 March 2026" {
		t.Errorf("got %q", got)
	}
}

func FuzzFront(f *testing.F) {
	f.Add([]byte("---\ntitle: A\norder: 3\ntags: [a, b]\nupdated: 2026-01-31\n---\n"))
	f.Add([]byte("---\ntitle: {a: b}\naliases: [/a, 3]\n---\n"))
	f.Add([]byte("---\n? x\n: y\n---\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, diags := parseSource("fi", "content/fi/a.md", "a.md", data, false)
		lines := 1 + strings.Count(string(data), "\n") + strings.Count(string(data), "\r")
		for _, d := range diags {
			if d.Line < 0 || d.Line > lines || d.Col < 0 || d.Message == "" {
				t.Errorf("diagnostic out of the file: %v", d)
			}
		}
		if s.Front.Slug != "" && strings.ContainsAny(s.Front.Slug, "/\\ ") {
			t.Errorf("slug %q", s.Front.Slug)
		}
	})
}
