package preview

import (
	"context"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"opas/assets"
	"opas/site"
	"opas/templates"
)

func TestAnswers(t *testing.T) {
	s := serve(t)
	tests := []struct {
		path   string
		status int
		kind   string
	}{
		{"/fi/", 200, "text/html; charset=utf-8"},
		{"/fi/index.html", 200, "text/html; charset=utf-8"},
		{"/robots.txt", 200, "text/plain; charset=utf-8"},
		{"/nothing", 404, "text/html; charset=utf-8"},
		{"/../content/site.yaml", 404, "text/html; charset=utf-8"},
		{"/fi", 200, "text/html; charset=utf-8"},
		{"/_preview/", 200, "text/html; charset=utf-8"},
		{"/_preview", 200, "text/html; charset=utf-8"},
		{"/_preview/client/preview.js", 200, "text/javascript; charset=utf-8"},
		{"/_preview/client/preview.css", 200, "text/css; charset=utf-8"},
		{"/_preview/state?path=/fi/", 200, "application/json"},
		{"/assets/", 404, "text/html; charset=utf-8"},
		{"/_preview/client/", 404, "text/plain; charset=utf-8"},
		{"/_preview/client/list.html", 404, "text/plain; charset=utf-8"},
		{"/_preview/client/../words/fi.yaml", 404, "text/plain; charset=utf-8"},
		{"/_preview/client/./preview.js", 404, "text/plain; charset=utf-8"},
		{"/_preview/client//preview.js", 404, "text/plain; charset=utf-8"},
	}
	for _, tt := range tests {
		status, _, header := s.get(tt.path)
		if status != tt.status || header.Get("Content-Type") != tt.kind {
			t.Errorf("GET %s: %d %s, want %d %s", tt.path, status, header.Get("Content-Type"), tt.status, tt.kind)
		}
		for _, h := range Headers {
			if header.Get(h[0]) != h[1] {
				t.Errorf("GET %s: header %s is %q", tt.path, h[0], header.Get(h[0]))
			}
		}
	}
	if _, body, _ := s.get("/sv/nothing/"); !strings.Contains(body, `lang="sv"`) {
		t.Error("the not-found page is not in the language of the address")
	}
}

func TestRefusesForeigners(t *testing.T) {
	s := serve(t)
	tests := []struct {
		name   string
		change func(*http.Request)
		status int
	}{
		{"loopback name", func(r *http.Request) { r.Host = "localhost:1313" }, 200},
		{"loopback address", func(r *http.Request) { r.Host = "[::1]:80" }, 200},
		{"foreign name", func(r *http.Request) { r.Host = "evil.example" }, 403},
		{"address of the network", func(r *http.Request) { r.Host = "192.168.0.7:1313" }, 403},
		{"foreign origin", func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		{"no origin at all", func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		{"another port's origin", func(r *http.Request) { r.Header.Set("Origin", "http://"+r.URL.Hostname()+":3000") }, 403},
		{"another name's origin", func(r *http.Request) { r.Header.Set("Origin", "http://localhost:"+r.URL.Port()) }, 403},
		{"another scheme's origin", func(r *http.Request) { r.Header.Set("Origin", "https://"+r.URL.Host) }, 403},
		{"own origin", func(r *http.Request) { r.Header.Set("Origin", "http://"+r.URL.Host) }, 200},
		{"a port that is forwarded", func(r *http.Request) { r.Host = "localhost:8000"; r.Header.Set("Origin", "http://localhost:8000") }, 200},
	}
	for _, tt := range tests {
		for _, path := range []string{"/fi/", statePath, eventsPath} {
			if path == eventsPath && tt.status == 200 {
				continue // does not end
			}
			if resp, _ := s.ask(http.MethodGet, path, tt.change); resp.StatusCode != tt.status {
				t.Errorf("%s: %s answers %d, want %d", tt.name, path, resp.StatusCode, tt.status)
			}
		}
	}
	if resp, _ := s.ask(http.MethodPost, "/fi/", nil); resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST answers %d", resp.StatusCode)
	}
}

func TestConditionsAndRanges(t *testing.T) {
	s := serve(t)
	resp, body := s.ask(http.MethodGet, "/fi/osa/alku/", nil)
	tag := resp.Header.Get("ETag")
	if tag == "" || !strings.Contains(body, "Siksi.") {
		t.Fatalf("ETag %q", tag)
	}
	resp, body = s.ask(http.MethodGet, "/fi/osa/alku/", func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
	if resp.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("the same ETag answers %d", resp.StatusCode)
	}
	resp, body = s.ask(http.MethodHead, "/fi/osa/alku/", nil)
	if resp.StatusCode != 200 || body != "" || resp.ContentLength <= 0 {
		t.Errorf("HEAD answers %d with %d bytes, length %d", resp.StatusCode, len(body), resp.ContentLength)
	}
	resp, body = s.ask(http.MethodGet, "/robots.txt", func(r *http.Request) { r.Header.Set("Range", "bytes=0-9") })
	if resp.StatusCode != http.StatusPartialContent || body != "User-agent" {
		t.Errorf("a range answers %d %q", resp.StatusCode, body)
	}
}

// TestBytesAsInProduction: but for the script the handler adds, a page is served
// as it would be published.
func TestBytesAsInProduction(t *testing.T) {
	s := serve(t)
	_, served := s.ask(http.MethodGet, "/fi/osa/alku/", nil)
	b := site.NewBuilder(site.Options{
		Content:   site.Folder{FS: os.DirFS(s.dir), Name: "content"},
		Templates: site.Folder{FS: templates.FS, Name: "templates"},
		Assets:    site.Folder{FS: assets.FS, Name: "assets"},
	})
	r, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want, err := r.Set.Bytes("fi/osa/alku/index.html")
	if err != nil {
		t.Fatal(err)
	}
	got := regexp.MustCompile(`<script src="/_preview/[^>]*></script>`).ReplaceAllString(served, "")
	if got != string(want) || got == served {
		t.Error("the served page is not the published one and a script")
	}
}

// TestHeadersAsInProduction compares the headers with those of netlify.toml.
func TestHeadersAsInProduction(t *testing.T) {
	data, err := os.ReadFile("../../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	section, _, _ := strings.Cut(string(data[strings.Index(string(data), `for = "/*"`):]), "[[headers]]")
	for _, m := range regexp.MustCompile(`(?m)^\s*([A-Z][A-Za-z-]+) = "(.*)"$`).FindAllStringSubmatch(section, -1) {
		got[m[1]] = m[2]
	}
	for _, h := range Headers {
		if got[h[0]] != h[1] {
			t.Errorf("netlify.toml: %s is %q, want %q", h[0], got[h[0]], h[1])
		}
	}
	// The one header that would lock loopback addresses to HTTPS.
	if len(got) != len(Headers)+1 || got["Strict-Transport-Security"] == "" {
		t.Errorf("netlify.toml has %d headers, the preview %d", len(got), len(Headers))
	}
}
