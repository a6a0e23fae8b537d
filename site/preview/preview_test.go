package preview

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"opas/assets"
	"opas/site"
	"opas/templates"
)

// served is a small guide that a test edits while it is served.
type served struct {
	t     *testing.T
	dir   string
	url   string // of the site's root, without the slash
	built chan *site.Result
}

func serve(t *testing.T) *served {
	t.Helper()
	s := &served{t: t, dir: t.TempDir(), built: make(chan *site.Result, 100)}
	if err := os.CopyFS(s.dir, os.DirFS("../../cmd/opas/testdata/guide/content")); err != nil {
		t.Fatal(err)
	}
	b := site.NewBuilder(site.Options{
		Content:   site.Folder{FS: os.DirFS(s.dir), Name: "content"},
		Templates: site.Folder{FS: templates.FS, Name: "templates"},
		Assets:    site.Folder{FS: assets.FS, Name: "assets"},
	})
	ctx, stop := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{
			Builder: b, Folders: []string{s.dir},
			Listening: func(url string) { listening <- url },
			Built: func(r *site.Result, err error, _ time.Duration) {
				if err != nil {
					t.Error(err)
				}
				s.built <- r
			},
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	s.url = strings.TrimSuffix(<-listening, "/")
	<-s.built
	return s
}

// edit changes a file and waits for a build that has seen it.
func (s *served) edit(name, text string) *site.Result {
	s.t.Helper()
	name = filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
	return s.next()
}

// next waits for a build, and takes those that follow at once.
func (s *served) next() *site.Result {
	s.t.Helper()
	var r *site.Result
	wait := 10 * time.Second
	for {
		select {
		case r = <-s.built:
			wait = 200 * time.Millisecond
		case <-time.After(wait):
			if r == nil {
				s.t.Fatal("no build after an edit")
			}
			return r
		}
	}
}

func (s *served) get(path string) (int, string, http.Header) {
	s.t.Helper()
	resp, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.StatusCode, string(body), resp.Header
}

func TestServeRebuilds(t *testing.T) {
	s := serve(t)
	if _, body, _ := s.get("/fi/osa/alku/"); !strings.Contains(body, "Siksi.") {
		t.Fatal("the page is not served")
	}
	page := "---\ntitle: Alku\nslug: alku\n---\n\n## Miksi?\n\n"
	s.edit("fi/1-osa/a.md", page+"Uusi teksti.\n")
	if _, body, _ := s.get("/fi/osa/alku/"); !strings.Contains(body, "Uusi teksti.") {
		t.Error("an edit is not shown")
	}
	r := s.edit("fi/1-osa/a.md", "---\ntitel: Alku\n---\n")
	if r.OK() {
		t.Error("broken front matter is no error")
	}
	if _, body, _ := s.get("/fi/osa/alku/"); !strings.Contains(body, "Uusi teksti.") {
		t.Error("the last good page is gone while there is an error")
	}
	s.edit("fi/1-osa/a.md", page+"Korjattu.\n")
	if _, body, _ := s.get("/fi/osa/alku/"); !strings.Contains(body, "Korjattu.") {
		t.Error("mending the error is not shown")
	}
	s.edit("fi/3-uusi/index.md", "---\ntitle: Uusi osa\n---\n")
	s.edit("fi/3-uusi/b.md", "---\ntitle: Syvemmällä\n---\n")
	if status, _, _ := s.get("/fi/uusi/b/"); status != http.StatusOK {
		t.Error("a page in a new folder is not served")
	}
}

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
		{"/assets/", 404, "text/html; charset=utf-8"},
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
	req, err := http.NewRequest(http.MethodGet, s.url+"/fi/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = "evil.example"
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("a foreign Host is answered with %d", resp.StatusCode)
	}
}

func TestPortTaken(t *testing.T) {
	first, err := listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	port := portOf(t, first.Addr().String())
	second, err := listen(port)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := portOf(t, second.Addr().String()); got <= port {
		t.Errorf("port %d was taken, got %d", port, got)
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

func portOf(t *testing.T, address string) int {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
