package preview

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"opas/assets"
	"opas/site"
	"opas/site/diag"
	"opas/templates"
)

// TestServedIsTrue: after each of many edits, of all kinds, what is served and
// what is told of it come to be those of a clean build and its check.
func TestServedIsTrue(t *testing.T) {
	s := &served{t: t, dir: t.TempDir(), theme: t.TempDir(), built: make(chan *site.Result, 1000), checked: make(chan diag.List, 1000)}
	s.start(0)
	footer, err := templates.FS.ReadFile("partials/footer.html")
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(s.theme, "partials/footer.html")
	write := func(name, text string) func() {
		return func() {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	in := func(name string) string { return filepath.Join(s.dir, name) }
	rename := func(from, to string) func() {
		return func() {
			if err := os.Rename(from, to); err != nil {
				t.Fatal(err)
			}
		}
	}
	const page = "---\ntitle: Alku\nslug: alku\n---\n\n## Miksi?\n"
	for _, act := range []struct {
		name  string
		wrong bool // a build or its check finds errors then
		do    func()
	}{
		{"a text", false, write(in("fi/1-osa/a.md"), page+"\nTeksti.\n")},
		{"a dead link in the frame", true, write(own, strings.Replace(string(footer), "<footer", `<a href="nope.html">x</a><footer`, 1))},
		{"an edit that mends nothing", true, write(in("sv/index.md"), "---\ntitle: Startsida\n---\n\nNy text.\n")},
		{"a mistake in front matter", true, write(in("fi/1-osa/a.md"), strings.Replace(page, "title", "titel", 1))},
		{"another mistake, an id of the frame", true, write(in("fi/1-osa/a.md"), page+"\n## Kehys {#ui_main}\n")},
		{"the frame as it was", true, func() { os.Remove(own) }},
		{"a page more", true, write(in("fi/uusi.md"), "---\ntitle: Uusi\n---\n\n[Alku](1-osa/a.md#miksi)\n")},
		{"another name for it", true, rename(in("fi/uusi.md"), in("fi/vanha.md"))},
		{"a link to it that is dead", true, write(in("fi/1-osa/a.md"), page+"\n[x](../uusi.md)\n")},
		{"a folder goes", true, rename(in("fi/1-osa"), in("fi/2-toinen"))},
		{"and comes back", true, rename(in("fi/2-toinen"), in("fi/1-osa"))},
		{"all is well", false, write(in("fi/1-osa/a.md"), page)},
	} {
		act.do()
		if errors := s.comesTrue(act.name); (errors > 0) != act.wrong {
			t.Fatalf("after %s there are %d errors", act.name, errors)
		}
	}
}

// comesTrue waits until what is served, and what is told of it, are a clean
// build's. It returns how many errors those are.
func (s *served) comesTrue(after string) int {
	s.t.Helper()
	ctx := context.Background()
	b := site.NewBuilder(site.Options{
		Content:   site.Folder{FS: os.DirFS(s.dir), Name: "content"},
		Templates: site.Folder{FS: site.Overlay(os.DirFS(s.theme), templates.FS), Name: "templates"},
		Assets:    site.Folder{FS: assets.FS, Name: "assets"},
	})
	r, err := b.Build(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	found, err := b.Check(ctx, r, "public")
	if err != nil {
		s.t.Fatal(err)
	}
	var want []string
	for _, d := range found.Diags.Errors() {
		want = append(want, placeOf(d.File, d.Pos))
	}
	slices.Sort(want)
	deadline := time.Now().Add(20 * time.Second)
	for {
		wrong := s.differs(r, want)
		if wrong == "" {
			return len(want)
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("after %s: %s", after, wrong)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func placeOf(file string, at diag.Pos) string { return fmt.Sprintf("%s:%d:%d", file, at.Line, at.Col) }

// differs tells what is not yet as it should be, "" where all is.
func (s *served) differs(r *site.Result, errors []string) string {
	st := s.state("/")
	if st.Checking || st.Stale == r.OK() {
		return "the build or its check has not come to an end"
	}
	var told []string
	for _, f := range st.Findings {
		told = append(told, placeOf(f.File, diag.Pos{Line: f.Line, Col: f.Col}))
	}
	slices.Sort(told)
	if st.Errors != len(errors) || !slices.Equal(told, errors) {
		return fmt.Sprintf("%d errors are told, at %q, and a check finds %q", st.Errors, told, errors)
	}
	if !r.OK() {
		return ""
	}
	for _, p := range r.Set.Paths() {
		want, err := r.Set.Bytes(p)
		if err != nil {
			s.t.Fatal(err)
		}
		_, body := s.ask(http.MethodGet, "/"+p, nil)
		if i := strings.Index(body, `<script src="`+clientPath); i >= 0 {
			_, rest, _ := strings.Cut(body[i:], "</script>")
			body = body[:i] + rest
		}
		if body != string(want) {
			return "another " + p
		}
	}
	return ""
}
