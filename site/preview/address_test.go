package preview

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
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

// tabLeads returns where an address leads a tab that shows a page.
func (s *served) tabLeads(address string, shows identity) string {
	s.t.Helper()
	resp, _ := s.ask(http.MethodGet, address, shows.of)
	return resp.Header.Get("Location")
}

// of makes a request one of a tab that shows the page.
func (id identity) of(req *http.Request) {
	req.Header.Set(pageHeader, url.Values{"lang": {id.lang}, "key": {id.key}, "title": {id.title}}.Encode())
}

// TestFollows: a tab is led to the page that it shows, wherever that is by now,
// and stays with it where another has come to have its name or its address.
func TestFollows(t *testing.T) {
	s := serve(t)
	st := s.state("/sv/del/borjan/")
	if st.Page == nil || st.Page.Lang != "sv" || st.Page.Key != "osa/a" {
		t.Fatalf("state of a page: %+v", st.Page)
	}
	one, two := identity{"sv", "osa/a", st.Page.Title}, identity{"sv", "osa/b", "Två"}
	follow := func(after, address string, shows identity, want string) {
		t.Helper()
		if got := s.tabLeads(address, shows); got != want {
			t.Errorf("%s: %s leads a tab that shows %v to %q, want %q", after, address, shows, got, want)
		}
	}
	page := func(title, slug, more string) string {
		return "---\ntitle: " + title + "\nslug: " + slug + "\n" + more + "---\n\n## Varför?\n"
	}
	s.edit("fi/1-osa/b.md", page("Kaksi", "kaksi", ""))
	s.edit("sv/1-osa/b.md", page("Två", "tva", ""))
	follow("at first", "/sv/del/borjan/", one, "")
	follow("at first", "/sv/del/tva/", two, "")

	s.edit("sv/1-osa/a.md", page(one.title, "ny", "aliases: [/sv/del/borjan/]\n"))
	follow("after a new slug and an alias", "/sv/del/borjan/", one, "/sv/del/ny/")
	follow("after a new slug and an alias", "/sv/del/ny/", one, "")
	follow("after a new key and an alias", "/sv/del/borjan/", identity{"sv", "osa/old", one.title}, "/sv/del/ny/")
	if status, body, _ := s.get("/sv/del/borjan/"); status != http.StatusOK || !strings.Contains(body, "refresh") {
		t.Errorf("to others the alias answers %d %s", status, body)
	}

	s.edit("sv/1-osa/a.md", page(one.title, "mellan", ""))
	s.edit("sv/1-osa/b.md", page(two.title, "ny", ""))
	s.edit("sv/1-osa/a.md", page(one.title, "tva", ""))
	follow("after a trade of slugs", "/sv/del/ny/", one, "/sv/del/tva/")
	follow("after a trade of slugs", "/sv/del/tva/", two, "/sv/del/ny/")
	follow("after a trade of slugs", "/sv/del/tva/", one, "")

	s.edit("sv/1-osa/a.md", page(two.title, "ny", ""))
	s.edit("sv/1-osa/b.md", page(one.title, "tva", ""))
	follow("after a trade of names", "/sv/del/tva/", one, "")
	follow("after a trade of names", "/sv/del/ny/", two, "")

	s.edit("site.yaml", settings+"base_url: https://x.example/opas/\n")
	follow("below a new root", "/sv/del/borjan/", identity{"sv", "osa/a", two.title}, "/opas/sv/del/ny/")
	if err := os.Remove(filepath.Join(s.dir, "sv/1-osa/a.md")); err != nil {
		t.Fatal(err)
	}
	s.next()
	follow("without its translation", "/opas/sv/del/ny/", identity{"sv", "osa/a", two.title}, "/opas/sv/del/alku/")
	for _, none := range []identity{{"sv", "osa/c", "x"}, {"de", "osa/a", "x"}, {}} {
		follow("of no page", "/nothing/", none, "")
	}
}

// TestBecomesDraft: a tab whose page has become a draft is told so, and that of a
// page that was deleted is not.
func TestBecomesDraft(t *testing.T) {
	s := serve(t)
	s.edit("fi/koe.md", "---\ntitle: Koe\n---\n")
	leftOut := func(shows identity) bool {
		t.Helper()
		_, body := s.ask(http.MethodGet, statePath+"?path=/"+shows.lang+"/koe/", shows.of)
		var st State
		if err := json.Unmarshal([]byte(body), &st); err != nil {
			t.Fatal(err)
		}
		return st.LeftOut
	}
	fi, sv := identity{"fi", "koe", "Koe"}, identity{"sv", "koe", "Koe"}
	if leftOut(fi) || leftOut(sv) {
		t.Error("a page that is there is told to be left out")
	}
	s.edit("fi/koe.md", "---\ntitle: Koe\ndraft: true\n---\n")
	if !leftOut(fi) || !leftOut(sv) {
		t.Error("a page that has become a draft is not told to be left out")
	}
	if leftOut(identity{"fi", "other", "Koe"}) || leftOut(identity{}) {
		t.Error("another page is told to be left out")
	}
	if err := os.Remove(filepath.Join(s.dir, "fi/koe.md")); err != nil {
		t.Fatal(err)
	}
	s.next()
	if leftOut(fi) {
		t.Error("a page that was deleted is told to be left out")
	}
}

// TestComesBackElsewhere: a page that was removed with one save and put back with
// a later one is found at its new address, from those before that too.
func TestComesBackElsewhere(t *testing.T) {
	s := serve(t)
	const text = "---\ntitle: Koe\n---\n"
	s.edit("fi/koe.md", text)
	for i, name := range []string{"fi/toinen.md", "fi/1-osa/kolmas.md", "fi/koe.md"} {
		before := []string{"fi/koe.md", "fi/toinen.md", "fi/1-osa/kolmas.md"}[i]
		if err := os.Remove(filepath.Join(s.dir, before)); err != nil {
			t.Fatal(err)
		}
		s.next()
		if to := s.leads("/fi/koe/"); to != "" {
			t.Errorf("without the page its address leads to %q", to)
		}
		s.edit("fi/index.md", "---\ntitle: Etusivu\n---\n\n"+name+"\n") // a save between the two
		s.edit(name, text)
		want := []string{"/fi/toinen/", "/fi/osa/kolmas/", ""}[i]
		if to := s.leads("/fi/koe/"); to != want {
			t.Errorf("put back as %s, the first address leads to %q, want %q", name, to, want)
		}
	}
	if to := s.leads("/fi/toinen/"); to != "/fi/koe/" {
		t.Errorf("put back at first, the second address leads to %q", to)
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
