package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"opas/site/diag"
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
	ctx, stop := context.WithCancel(context.Background())
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
	s := serve(t)
	ctx, stop := context.WithCancel(context.Background())
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
	// Two languages' titles are the same for readers of one: nothing the model
	// tells. An id that the frame uses is found in the finished page alone.
	const sound = "---\ntitle: Alku\nslug: alku\n---\n\n## Miksi?\n"
	s.edit("fi/1-osa/a.md", sound+"\n## Kehys {#ui_main}\n")
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
	if !slices.ContainsFunc(f.Excerpt, func(l diag.ExcerptLine) bool { return l.Caret > 0 && strings.Contains(l.Text, "ui_main") }) {
		t.Errorf("excerpt %+v", f.Excerpt)
	}
	if found := <-s.checked; len(found.Errors()) != st.Errors {
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
	s.edit("fi/1-osa/a.md", sound)
	for e := range events {
		if e.Errors == 0 && !e.Checking {
			break
		}
	}
	if found := <-s.checked; len(found) != 0 {
		t.Errorf("of a guide that was mended, the one who runs the preview is told %v", found)
	}
}
