package preview

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// leads returns where an address of the server leads at once, "" for nowhere.
func (s *served) leads(path string) string {
	s.t.Helper()
	resp, _ := s.ask(http.MethodGet, path, nil)
	return resp.Header.Get("Location")
}

// TestAddresses: an address without its slash leads to the one with it, and the
// query goes along.
func TestAddresses(t *testing.T) {
	s := serve(t)
	for from, to := range map[string]string{
		"/fi":                  "/fi/",
		"/fi/osa/alku?q=some":  "/fi/osa/alku/?q=some",
		"/_preview":            "/_preview/",
		"/_preview?lang=sv":    "/_preview/?lang=sv",
		"/fi/":                 "",
		"/nothing":             "",
		"//evil.example":       "",
		"/fi/osa/alku/nothing": "",
	} {
		if got := s.leads(from); got != to {
			t.Errorf("%s leads to %q, want %q", from, got, to)
		}
	}
}

const settings = `languages:
  - {code: fi, name: Suomi, locale: fi-FI, title: Pieni opas}
  - {code: sv, name: Svenska, locale: sv-FI, title: En liten guide}
source: fi
contact: a@example.org
publisher: {fi: Virasto, sv: Verket}
`

// TestRootChanges: pages are found below a new base URL by their old addresses,
// and by those from before that when it is changed back.
func TestRootChanges(t *testing.T) {
	s := serve(t)
	s.edit("site.yaml", settings+"base_url: https://x.example/opas/\n")
	for from, to := range map[string]string{
		"/fi/osa/alku/?q=x":  "/opas/fi/osa/alku/?q=x",
		"/fi/osa/alku":       "/opas/fi/osa/alku/",
		"/robots.txt":        "/opas/robots.txt",
		"/":                  "/opas/",
		"/opas":              "/opas/",
		"/opas/fi/osa/alku/": "",
		"/nothing/":          "",
	} {
		if got := s.leads(from); got != to {
			t.Errorf("below a new root %s leads to %q, want %q", from, got, to)
		}
	}
	s.edit("site.yaml", settings+"base_url: https://x.example/two/\n")
	if got := s.leads("/opas/sv/del/borjan/"); got != "/two/sv/del/borjan/" {
		t.Errorf("below another root a page leads to %q", got)
	}
	s.edit("sv/1-osa/a.md", "---\ntitle: Början\nslug: ny\n---\n\n## Varför?\n")
	s.edit("site.yaml", settings)
	for from, to := range map[string]string{
		"/opas/fi/osa/alku/":   "/fi/osa/alku/",
		"/two/fi/osa/alku/":    "/fi/osa/alku/",
		"/two/sv/del/borjan/":  "/sv/del/ny/",
		"/opas/sv/del/borjan/": "/sv/del/ny/",
		"/fi/osa/alku/":        "",
	} {
		if got := s.leads(from); got != to {
			t.Errorf("with the first root again %s leads to %q, want %q", from, got, to)
		}
	}
}

// TestFindsByKey: a tab that has lost sight of its page asks for it by key.
func TestFindsByKey(t *testing.T) {
	s := serve(t)
	st := s.state("/sv/del/borjan/")
	if st.Page == nil || st.Page.Lang != "sv" || st.Page.Key != "osa/a" {
		t.Fatalf("state of a page: %+v", st.Page)
	}
	s.edit("site.yaml", settings+"base_url: https://x.example/opas/\n")
	if got := s.leads(pagePath + "?lang=sv&key=osa/a"); got != "/opas/sv/del/borjan/" {
		t.Errorf("the key leads to %q", got)
	}
	if err := os.Remove(filepath.Join(s.dir, "sv/1-osa/a.md")); err != nil {
		t.Fatal(err)
	}
	s.edit("sv/index.md", "---\ntitle: Startsida\n---\n")
	if got := s.leads(pagePath + "?lang=sv&key=osa/a"); got != "/opas/sv/del/alku/" {
		t.Errorf("the key of a page without translation leads to %q", got)
	}
	for _, query := range []string{"?lang=sv&key=osa/b", "?lang=de&key=osa/a", ""} {
		if status, _, _ := s.get(pagePath + query); status != http.StatusNotFound {
			t.Errorf("%s answers %d", query, status)
		}
	}
}

// TestHeadOfEvents: asked for its headers alone, the stream of events ends with
// them, and the connection goes on.
func TestHeadOfEvents(t *testing.T) {
	s := serve(t)
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1}}
	defer client.CloseIdleConnections()
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	for _, path := range []string{eventsPath, "/fi/"} {
		req, err := http.NewRequestWithContext(ctx, http.MethodHead, s.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := client.Do(req)
		if err != nil {
			t.Fatalf("HEAD %s: %v", path, err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if path == eventsPath && resp.Header.Get("Content-Type") != "text/event-stream" {
			t.Errorf("HEAD %s: %v", path, resp.Header)
		}
	}
}
