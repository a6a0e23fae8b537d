package preview

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"opas/assets"
	"opas/site"
	"opas/site/diag"
	"opas/templates"
)

// served is a small guide that a test edits while it is served.
type served struct {
	t       *testing.T
	dir     string
	url     string // of the site's root, without the slash
	built   chan *site.Result
	checked chan diag.List
	theme   string // folder over the templates, "" where there is none
	broken  bool   // begins without a guide
	stop    func() // ends the server; safe to call twice
}

func serve(t *testing.T) *served {
	t.Helper()
	s := &served{t: t, dir: t.TempDir(), built: make(chan *site.Result, 100), checked: make(chan diag.List, 100)}
	s.start(0)
	return s
}

// start copies the guide and serves it until the test ends or stop is called.
func (s *served) start(port int) {
	t := s.t
	t.Helper()
	if !s.broken {
		if err := os.CopyFS(s.dir, os.DirFS("../../cmd/opas/testdata/guide/content")); err != nil {
			t.Fatal(err)
		}
	}
	o := site.Options{
		Content:   site.Folder{FS: os.DirFS(s.dir), Name: "content"},
		Templates: site.Folder{FS: templates.FS, Name: "templates"},
		Assets:    site.Folder{FS: assets.FS, Name: "assets"},
	}
	folders := []string{s.dir}
	if s.theme != "" {
		o.Templates.FS = site.Overlay(os.DirFS(s.theme), templates.FS)
		folders = append(folders, s.theme)
	}
	b := site.NewBuilder(o)
	ctx, stop := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{
			Builder: b, Folders: folders, ReadLink: os.Readlink, Out: "public", Port: port,
			Listening: func(url string, _ []string) { listening <- url },
			Built: func(r *site.Result, err error, _ time.Duration) {
				if err != nil {
					t.Error(err)
				}
				s.built <- r
			},
			Checked: func(found diag.List) { s.checked <- found },
		})
	}()
	s.stop = sync.OnceFunc(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(s.stop)
	s.url = strings.TrimSuffix(<-listening, "/")
	<-s.built
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

// nextChecked waits for what a check has found that the one before it had not.
func (s *served) nextChecked() diag.List {
	s.t.Helper()
	select {
	case found := <-s.checked:
		return found
	case <-time.After(20 * time.Second):
		s.t.Fatal("nothing is told of the check")
		return nil
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

// ask sends a request with a change and returns the answer, its body read.
func (s *served) ask(method, path string, change func(*http.Request)) (*http.Response, string) {
	s.t.Helper()
	ctx, stop := context.WithTimeout(s.t.Context(), time.Minute) // a stream has no end
	defer stop()
	req, err := http.NewRequestWithContext(ctx, method, s.url+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	if change != nil {
		change(req)
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp, string(body)
}

// state returns the State for a path.
func (s *served) state(path string) State {
	s.t.Helper()
	_, body := s.ask(http.MethodGet, statePath+"?path="+path, nil)
	var st State
	if err := json.Unmarshal([]byte(body), &st); err != nil {
		s.t.Fatal(err, body)
	}
	return st
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
