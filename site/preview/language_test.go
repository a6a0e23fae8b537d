package preview

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"opas/site"
	"opas/site/diag"
)

// serveWith serves the guide with some of its files changed from the start.
func serveWith(t *testing.T, files map[string]string) *served {
	t.Helper()
	s := &served{t: t, dir: t.TempDir(), built: make(chan *site.Result, 100), broken: true}
	if err := os.CopyFS(s.dir, os.DirFS("../../cmd/opas/testdata/guide/content")); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		name = filepath.Join(s.dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s.start(0)
	return s
}

// TestLanguageOfFirstErrors: where no build was ever good, the errors are told
// in the language of the address as far as the settings tell of it.
func TestLanguageOfFirstErrors(t *testing.T) {
	const bad = "---\ntitel: Alku\n---\n"
	below := settings + "base_url: https://x.example/opas/\n"
	tests := []struct {
		name  string
		files map[string]string
		want  map[string]string // language by address
	}{
		{"a bad page", map[string]string{"fi/1-osa/a.md": bad},
			map[string]string{"/": "fi", "/fi/": "fi", "/sv/": "sv", "/en/": "fi"}},
		{"a base URL", map[string]string{"fi/1-osa/a.md": bad, "site.yaml": below},
			map[string]string{"/": "fi", "/opas/": "fi", "/opas/sv/": "sv", "/sv/": "sv"}},
		{"bad settings", map[string]string{"site.yaml": strings.Replace(below, "a@example.org", "nobody", 1)},
			map[string]string{"/": "fi", "/opas/sv/": "sv"}},
		{"settings that can't be read", map[string]string{"site.yaml": "{"},
			map[string]string{"/": "en", "/fi/": "fi", "/opas/": "en"}},
	}
	for _, tt := range tests {
		s := serveWith(t, tt.files)
		root := ""
		if strings.Contains(tt.files["site.yaml"], "opas/") {
			root = "/opas"
		}
		s.url = strings.TrimSuffix(s.url, root)
		for address, lang := range tt.want {
			resp, body := s.ask(http.MethodGet, address, nil)
			if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, `<html lang="`+lang+`">`) {
				t.Errorf("%s: %s answers %d, not in %s: %.60s", tt.name, address, resp.StatusCode, lang, body)
			}
			if st := s.state(address); st.Lang != lang {
				t.Errorf("%s: state of %s is in %s, want %s", tt.name, address, st.Lang, lang)
			}
		}
		s.stop()
	}
}

// TestLanguageOfWords: what is said to be in a language is in that language.
func TestLanguageOfWords(t *testing.T) {
	ui, err := os.ReadFile("../../cmd/opas/testdata/guide/content/fi/ui.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s := serveWith(t, map[string]string{
		"site.yaml": strings.NewReplacer("source:", "  - {code: de, name: Deutsch, locale: de-DE, title: Ein Ratgeber}\nsource:", "sv: Verket", "sv: Verket, de: Amt").Replace(settings),
		// ui.yaml has texts of its language, and the same ones will do.
		"de/ui.yaml":  string(ui),
		"de/index.md": "---\ntitle: Startseite\n---\n",
	})
	for query, want := range map[string]string{
		"/de/osa/alku/":           "en", // there are no German words
		"/sv/":                    "sv",
		"/":                       "fi",
		"/_preview/":              "fi",
		"/_preview/&lang=sv":      "sv",
		"/_preview/&lang=sv-FI":   "sv",
		"/_preview/&lang=de":      "en",
		"/_preview/&lang=../x":    "en",
		"/sv/del/borjan/&lang=fi": "sv",
	} {
		st := s.state(query)
		if st.Lang != want || st.Words["panel"] != wordsFor(want)["panel"] {
			t.Errorf("state of %s: %q in %q, want %s", query, st.Words["panel"], st.Lang, want)
		}
	}
	for query, want := range map[string]string{"": "fi", "?lang=sv": "sv", "?lang=de": "en", "?lang=zz": "en"} {
		_, body, _ := s.get(previewPath + query)
		if !strings.Contains(body, `<html lang="`+want+`">`) || !strings.Contains(body, wordsFor(want)["all_pages"]) {
			t.Errorf("list %s is not in %s: %.60s", query, want, body)
		}
	}
	_, body, _ := s.get(previewPath)
	for _, want := range []string{`<a href="/sv/del/borjan/" lang="sv">Början</a>`, `<a href="/de/osa/alku/" lang="fi">Alku</a>`} {
		if !strings.Contains(body, want) {
			t.Errorf("the list has no %s:\n%s", want, body)
		}
	}
}

// TestExcerptOfNormalText: the lines and columns of a diagnostic are those of
// the text that is built from, and so is the excerpt. The file is named as the
// file system spells it.
func TestExcerptOfNormalText(t *testing.T) {
	s := serve(t)
	const front = "---\ntitle: Päivä\n---\n\n"
	const decomposed = "fi/1-osa/8-pa\u0308iva\u0308.md"
	s.edit(decomposed, front+"a\u0308a\u0308o\u0308 [rikki](ei-ole.md)\n")
	st := s.state("/fi/")
	if len(st.Findings) != 1 {
		t.Fatalf("findings: %+v", st.Findings)
	}
	f := st.Findings[0]
	if f.File != "content/"+decomposed {
		t.Errorf("the file is %q", f.File)
	}
	if want := (diag.ExcerptLine{Number: 5, Text: "ääö [rikki](ei-ole.md)", Caret: 5}); len(f.Excerpt) < 3 || f.Excerpt[2] != want {
		t.Errorf("excerpt %+v", f.Excerpt)
	}
	s.edit(decomposed, strings.ReplaceAll("\uFEFF"+front+"[rikki](ei-ole.md)\n", "\n", "\r"))
	f = s.state("/fi/").Findings[0]
	if want := (diag.ExcerptLine{Number: 5, Text: "[rikki](ei-ole.md)", Caret: 1}); len(f.Excerpt) < 3 || f.Excerpt[2] != want || f.Excerpt[0].Text != "---" {
		t.Errorf("excerpt of a file with plain carriage returns: %+v", f.Excerpt)
	}
	s.edit(decomposed, front+"Valmis.\n")
	if st = s.state("/fi/osa/paiva/"); st.Page == nil || st.Page.File != "content/"+decomposed {
		t.Errorf("the page's file: %+v", st.Page)
	}
}
