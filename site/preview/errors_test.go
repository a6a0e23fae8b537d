package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"opas/site"
	"opas/site/diag"
	"opas/templates"
)

// TestOwnErrorsFirst: what is wrong with the page that is looked at comes before what
// is wrong elsewhere, however much that is and however it sorts.
func TestOwnErrorsFirst(t *testing.T) {
	s := &served{t: t, dir: t.TempDir(), theme: t.TempDir(), built: make(chan *site.Result, 100), checked: make(chan diag.List, 100)}
	s.start(0)
	s.edit("fi/index.md", "---\ntitle: Etusivu\n---\n\n"+strings.Repeat("[x](ei.md)\n", mostFindings+10))
	for text, want := range map[string]string{
		"---\ntitle: Alku\nslug: alku\n---\n\n[y](../ei.md)\n": `content/fi/1-osa/a.md:6 kuollut linkki "../ei.md": tiedostoa ei ole`,
		"---\ntitle: Alku\n": "content/fi/1-osa/a.md:1 sivun tietojen loppurivi puuttuu",
	} {
		s.edit("fi/1-osa/a.md", text)
		st := s.state("/fi/osa/alku/")
		if len(st.Findings) != mostFindings {
			t.Fatalf("%d findings", len(st.Findings))
		}
		if f := st.Findings[0]; fmt.Sprintf("%s:%d %s", f.File, f.Line, f.Message) != want {
			t.Errorf("first is %s:%d %s, want %s", f.File, f.Line, f.Message, want)
		}
	}
	s.edit("fi/index.md", "---\ntitle: Etusivu\n---\n")
	s.edit("fi/1-osa/a.md", "---\ntitle: Alku\nslug: alku\n---\n\n## Miksi?\n")
	page, err := templates.FS.ReadFile("page.html")
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(s.theme, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s.next()
	}
	write("checklist.html", "{{if .Title}}\n")
	write("page.html", "\n{{foo}}"+string(page))
	if f := s.state("/fi/osa/alku/").Findings[0]; f.File != "templates/page.html" || f.Line != 2 || f.Col != 3 || f.Message != `funktiota "foo" ei ole` || f.Hint == "" || f.Excerpt[1].Text == "" {
		t.Errorf("first is %+v", f)
	}
}

// TestSearchTests: rows of the search tests that fail are told, stand over saves, and
// are gone when they are mended.
func TestSearchTests(t *testing.T) {
	s := serve(t)
	s.edit("fi/search-tests.tsv", "alku\tosa/a\nsiksi\tei-ole\n")
	fails := func(how bool) {
		t.Helper()
		deadline := time.Now().Add(patience)
		for {
			found := s.state("/fi/").Findings
			if len(found) == 0 && !how || len(found) == 1 && how && found[0].File == "content/fi/search-tests.tsv" && found[0].Line == 2 && found[0].Excerpt != nil {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("findings: %+v", found)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	fails(true)
	s.edit("sv/index.md", "---\ntitle: Startsida\n---\n\nNy text.\n")
	if found := s.state("/fi/").Findings; len(found) != 1 {
		t.Errorf("after a save: %+v", found)
	}
	s.edit("fi/search-tests.tsv", "alku\tosa/a\n")
	fails(false)
}

// TestTemplateThatFails: a template that is well on a sample and not on a page is told
// once, by its place, and the page shows it.
func TestTemplateThatFails(t *testing.T) {
	s := &served{t: t, dir: t.TempDir(), theme: t.TempDir(), built: make(chan *site.Result, 100), checked: make(chan diag.List, 100)}
	s.start(0)
	base, err := templates.FS.ReadFile("base.html")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(base), "<main", "{{if not .Draft}}{{index .Title 999}}{{end}}\n<main", 1)
	if err := os.WriteFile(filepath.Join(s.theme, "base.html"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s.next()
	deadline := time.Now().Add(patience)
	for {
		st := s.state("/fi/osa/alku/")
		if !st.Checking && len(st.Findings) == 1 && st.Findings[0].File == "templates/base.html" && st.Findings[0].Line == 17 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("findings: %+v", st.Findings)
		}
		time.Sleep(10 * time.Millisecond)
	}
	if status, body, _ := s.get("/fi/osa/alku/"); status != 503 || !strings.Contains(body, "preview.js") {
		t.Errorf("the page answers %d %s", status, body)
	}
}
