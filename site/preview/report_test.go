package preview

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"opas/site"
	"opas/site/diag"
)

func TestState(t *testing.T) {
	s := serve(t)
	st := s.state("/sv/del/borjan/")
	if st.Lang != "sv" || st.Words["panel"] == "" || st.Page == nil || st.Page.File != "content/sv/1-osa/a.md" || st.Page.Line != 5 || st.Page.Words != 2 || len(st.Findings) != 0 {
		t.Errorf("state of a page: %+v %+v", st, st.Page)
	}
	s.edit("fi/1-osa/a.md", "---\ntitel: Alku\nslug: alku\n---\n")
	st = s.state("/fi/")
	if st.Errors != 3 || len(st.Findings) != 3 {
		t.Fatalf("findings: %+v", st.Findings)
	}
	f := st.Findings[2] // after that of the page itself, and one that comes before it in its file
	if f.Message != `tuntematon avain "titel"` {
		t.Errorf("the message is not in the language of the page: %s", f.Message)
	}
	if f.File != "content/fi/1-osa/a.md" || f.Line != 2 || f.Col != 1 || len(f.Excerpt) != 4 || f.Excerpt[1] != (diag.ExcerptLine{Number: 2, Text: "titel: Alku", Caret: 1}) {
		t.Errorf("finding: %+v", f)
	}
	if err := os.Remove(filepath.Join(s.dir, "sv/1-osa/a.md")); err != nil {
		t.Fatal(err)
	}
	s.edit("sv/index.md", "---\ntitle: Startsida\n---\n")
	s.edit("fi/1-osa/a.md", "---\ntitle: Alku\nslug: alku\n---\n\n## Miksi?\n")
	if st = s.state("/sv/del/alku/"); st.Page == nil || !st.Page.Missing || st.Page.File != "content/fi/1-osa/a.md" || len(st.Page.Warnings) != 0 {
		t.Errorf("state of a page without translation: %+v", st.Page)
	}
	if st := s.state("/nothing/"); st.Page != nil {
		t.Errorf("state of no page: %+v", st.Page)
	}
}

// TestList: the list has all pages, drafts that are left out among them, and can
// be narrowed to those in one state; the panel counts drafts and unpaired pages.
func TestList(t *testing.T) {
	s := serve(t)
	s.edit("fi/luonnos.md", "---\ntitle: Luonnossivu\ndraft: true\n---\n")
	s.edit("sv/ensam.md", "---\ntitle: Ensam sida\n---\n")
	st := s.state("/fi/")
	if st.Drafts != 1 || st.Unpaired != 1 {
		t.Errorf("%d drafts, %d unpaired", st.Drafts, st.Unpaired)
	}
	for query, want := range map[string]string{
		"":                "Luonnossivu Ensam sida Alku",
		"?state=draft":    "Luonnossivu",
		"?state=unpaired": "Ensam sida",
		"?state=ok":       "Alku",
	} {
		_, body, _ := s.get(previewPath + query)
		_, table, _ := strings.Cut(body, "<tbody>")
		for _, title := range []string{"Luonnossivu", "Ensam sida", "Alku"} {
			if got := strings.Contains(table, title); got != strings.Contains(want, title) {
				t.Errorf("%q: has %q: %v", query, title, got)
			}
		}
	}
	for query, heading := range map[string]string{"": "Kaikki sivut", "?state=nonsense": "Kaikki sivut", "?state=draft": "Sivut: Luonnos", "?state=error": "Sivut: Virhe"} {
		_, body, _ := s.get(previewPath + query)
		if !strings.Contains(body, "<h1>"+heading+"</h1>") || !strings.Contains(body, "<title>"+heading+"</title>") {
			t.Errorf("%q: the heading is not %q", query, heading)
		}
		if strings.Count(body, "aria-current") != 1 {
			t.Errorf("%q: no state is marked as the current one", query)
		}
		const none = "Yhtään sivua ei ole tässä tilassa."
		if empty := query == "?state=error"; strings.Contains(body, none) != empty || strings.Contains(body, "<table") == empty {
			t.Errorf("%q: a list without pages does not say so, or another does", query)
		}
	}
	if err := os.Remove(filepath.Join(s.dir, "sv/1-osa/a.md")); err != nil {
		t.Fatal(err)
	}
	s.next()
	if st := s.state("/fi/osa/alku/"); st.Page == nil || !slices.Equal(st.Page.Lacking, []string{"Svenska"}) {
		t.Errorf("what a page lacks: %+v", st.Page)
	}
}

// TestMoves: a page that has a new address is found at its old one, by its key
// or, where the file was renamed, by its title; a page that is gone is not.
func TestMoves(t *testing.T) {
	s := serve(t)
	s.edit("sv/1-osa/a.md", "---\ntitle: Början\nslug: ny\n---\n\n## Varför?\n")
	leads := func(from string) string {
		t.Helper()
		resp, _ := s.ask(http.MethodGet, from, nil)
		return resp.Header.Get("Location")
	}
	if to := leads("/sv/del/borjan/"); to != "/sv/del/ny/" {
		t.Errorf("after a new slug the old address leads to %q", to)
	}
	s.edit("sv/index.md", "---\ntitle: Startsida\n---\n")
	s.edit("fi/index.md", "---\ntitle: Etusivu\n---\n")
	for _, lang := range []string{"fi", "sv"} {
		if err := os.Rename(filepath.Join(s.dir, lang, "1-osa/a.md"), filepath.Join(s.dir, lang, "1-osa/b.md")); err != nil {
			t.Fatal(err)
		}
	}
	s.next()
	s.edit("sv/1-osa/b.md", "---\ntitle: Början\nslug: nyast\n---\n")
	if to := leads("/sv/del/borjan/"); to != "/sv/del/nyast/" {
		t.Errorf("after two moves the first address leads to %q", to)
	}
	for _, lang := range []string{"fi", "sv"} {
		if err := os.Remove(filepath.Join(s.dir, lang, "1-osa/b.md")); err != nil {
			t.Fatal(err)
		}
	}
	s.next()
	if resp, _ := s.ask(http.MethodGet, "/sv/del/nyast/", nil); resp.StatusCode != http.StatusNotFound {
		t.Errorf("a page that is gone answers %d", resp.StatusCode)
	}
}

// TestNeverGood: before a build is good, a page of the preview's own says why.
func TestNeverGood(t *testing.T) {
	s := &served{t: t, dir: t.TempDir(), built: make(chan *site.Result, 100), broken: true}
	s.start(0)
	resp, body := s.ask(http.MethodGet, "/sv/", nil)
	if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, `lang="sv"`) || !strings.Contains(body, "preview.js") {
		t.Errorf("answer %d %s", resp.StatusCode, body)
	}
	if st := s.state("/sv/"); len(st.Findings) == 0 {
		t.Error("no findings")
	}
}

// TestWords: the preview's words are the same in all languages.
func TestWords(t *testing.T) {
	want := wordsFor("en")
	for _, lang := range []string{"fi", "sv"} {
		got := wordsFor(lang)
		for key := range want {
			if got[key] == "" {
				t.Errorf("%s: no word %q", lang, key)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d words, want %d", lang, len(got), len(want))
		}
	}
	for _, state := range []string{"ok", "error", "warning", "draft", "missing", "unpaired"} {
		if want["state_"+state] == "" {
			t.Errorf("no word for the state %q", state)
		}
	}
}
