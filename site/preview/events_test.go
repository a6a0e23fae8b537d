package preview

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"opas/site"
	"opas/site/diag"
	"opas/templates"
)

// events reads the events of a stream.
func (s *served) events(ctx context.Context) <-chan Event {
	s.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+eventsPath, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	if kind := resp.Header.Get("Content-Type"); kind != "text/event-stream" {
		s.t.Fatalf("content type %q", kind)
	}
	out := make(chan Event, 100)
	go func() {
		defer close(out)
		defer resp.Body.Close()
		lines := bufio.NewScanner(resp.Body)
		for lines.Scan() {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			var e Event
			if ok && json.Unmarshal([]byte(data), &e) == nil {
				out <- e
			}
		}
	}()
	return out
}

func TestEvents(t *testing.T) {
	s := serve(t)
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	one, two := s.events(ctx), s.events(ctx)
	first := <-one
	if first.Build == "" || first.Errors != 0 || <-two != first {
		t.Fatalf("first event %+v", first)
	}
	s.edit("fi/1-osa/a.md", "---\ntitel: x\n---\n")
	for _, c := range []<-chan Event{one, two} {
		e := <-c
		for e.Build == first.Build { // the background check of the first build
			e = <-c
		}
		if e.Errors == 0 {
			t.Errorf("event after a mistake: %+v", e)
		}
	}
	s.stop()
	for range one {
	}
}

// TestChecksInBackground: what only shows in finished pages comes later, and
// stays until the page that has it was mended: no other save makes it go.
func TestChecksInBackground(t *testing.T) {
	s := &served{t: t, dir: t.TempDir(), theme: t.TempDir(), built: make(chan *site.Result, 100), checked: make(chan diag.List, 100)}
	s.start(0)
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	events := s.events(ctx)
	settled := func() (last Event) {
		t.Helper()
		for last = range events {
			if !last.Checking {
				break
			}
		}
		return last
	}
	if e := settled(); e.Errors != 0 {
		t.Fatalf("the guide has errors: %+v", e)
	}
	// What the frame says is found in the finished pages alone.
	footer, err := templates.FS.ReadFile("partials/footer.html")
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(s.theme, "partials", "footer.html")
	if err := os.MkdirAll(filepath.Dir(own), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(own+"~", bytes.Replace(footer, []byte("<footer"), []byte(`<a href="nope.html">x</a><footer`), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(own+"~", own); err != nil {
		t.Fatal(err)
	}
	s.next()
	for e := range events {
		if e.Errors > 0 {
			break
		}
	}
	st := s.state("/fi/osa/alku/")
	if len(st.Findings) == 0 {
		t.Fatal("nothing was found")
	}
	f := st.Findings[0]
	if st.Stale || f.File != "public/fi/osa/alku/index.html" || f.URL != "/fi/osa/alku/" {
		t.Errorf("state %+v", st)
	}
	if !slices.ContainsFunc(f.Excerpt, func(l diag.ExcerptLine) bool { return l.Caret > 0 && strings.Contains(l.Text, "nope.html") }) {
		t.Errorf("excerpt %+v", f.Excerpt)
	}
	if found := s.nextChecked(); len(found.Errors()) != st.Errors {
		t.Errorf("the one who runs the preview is told %v", found)
	}

	s.edit("sv/index.md", "---\ntitle: Startsida\n---\n\nNy text.\n")
	for e := range events {
		if e.Errors == 0 {
			t.Errorf("a save that mends nothing makes the error go: %+v", e)
		}
		if !e.Checking {
			break
		}
	}
	if err := os.Remove(own); err != nil {
		t.Fatal(err)
	}
	for e := range events {
		if e.Errors == 0 && !e.Checking {
			break
		}
	}
	if found := s.nextChecked(); len(found) != 0 {
		t.Errorf("of a guide that was mended, the one who runs the preview is told %v", found)
	}
}
