package check

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestCheckExternal(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.URL.Path] += r.Method + " "
		mu.Unlock()
		head, get, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "-")
		status := head
		if r.Method == http.MethodGet {
			status = get
		}
		code, err := strconv.Atoi(status)
		if err != nil {
			t.Errorf("asked for %s by %s", r.URL, r.Method)
		}
		if code == http.StatusFound {
			w.Header().Set("Location", "/"+get)
		}
		w.WriteHeader(code)
	}))
	defer server.Close()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()

	tests := []struct{ path, problem, asked string }{
		{"/200", "", "HEAD "},
		{"/302-200", "", "HEAD "},
		{"/302-404", "answers 404 Not Found", "HEAD "},
		{"/403-200", "", "HEAD GET "},
		{"/405-200", "", "HEAD GET "},
		{"/429-200", "", "HEAD GET "},
		{"/501-200", "", "HEAD GET "},
		{"/404-404", "answers 404 Not Found", "HEAD GET "},
		{"/500-503", "answers 503 Service Unavailable", "HEAD GET "},
	}
	var urls []string
	var want []External
	for _, tt := range tests {
		urls = append(urls, server.URL+tt.path)
		if tt.problem != "" {
			want = append(want, External{server.URL + tt.path, tt.problem})
		}
	}
	got := CheckExternal(t.Context(), server.Client(), append(urls, gone.URL, "http://%zz/"))
	if len(got) != len(want)+2 || !slices.Equal(got[:len(want)], want) {
		t.Fatalf("got %q, want %q and two that cannot be reached", got, want)
	}
	if p := got[len(want)].Problem; !strings.HasPrefix(p, "cannot be reached: ") {
		t.Errorf("a closed port: %q", p)
	}
	if p := got[len(want)+1].Problem; !strings.HasPrefix(p, "cannot be reached: ") {
		t.Errorf("no address: %q", p)
	}
	for _, tt := range tests {
		if !strings.HasPrefix(asked[tt.path], tt.asked) {
			t.Errorf("%s was asked by %q, want %q", tt.path, asked[tt.path], tt.asked)
		}
	}
}

// slow is a network whose hosts answer after a while, some never. It counts how
// many requests are on their way.
type slow struct {
	mu         sync.Mutex
	now, most  int
	byHost     map[string]int
	mostByHost int
}

func (s *slow) RoundTrip(r *http.Request) (*http.Response, error) {
	s.add(r.URL.Host, 1)
	defer s.add(r.URL.Host, -1)
	if strings.HasPrefix(r.URL.Host, "silent") {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	time.Sleep(time.Second)
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: r}, nil
}

func (s *slow) add(host string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now += n
	s.byHost[host] += n
	s.most = max(s.most, s.now)
	s.mostByHost = max(s.mostByHost, s.byHost[host])
}

func TestCheckExternalIsPolite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		network := &slow{byHost: map[string]int{}}
		var urls []string
		for i := range 60 {
			urls = append(urls, "https://host"+strconv.Itoa(i%20)+".fi/"+strconv.Itoa(i))
		}
		start := time.Now()
		if got := CheckExternal(t.Context(), &http.Client{Transport: network}, urls); got != nil {
			t.Errorf("got %q, want no problems", got)
		}
		if network.most != 8 || network.mostByHost != 1 {
			t.Errorf("%d requests at a time, %d to one host, want 8 and 1", network.most, network.mostByHost)
		}
		if d := time.Since(start); d != 9*time.Second { // 20 hosts by 8, 3 s each
			t.Errorf("took %s, want 9 s", d)
		}
	})
}

func TestCheckExternalGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := &http.Client{Transport: &slow{byHost: map[string]int{}}}
		start := time.Now()
		got := CheckExternal(t.Context(), client, []string{"https://silent.fi/"})
		if want := []External{{"https://silent.fi/", "does not answer within 10 seconds"}}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		if d := time.Since(start); d != 10*time.Second {
			t.Errorf("took %s, want 10 s", d)
		}

		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(errors.New("interrupted"))
		got = CheckExternal(ctx, client, []string{"https://host.fi/"})
		if want := []External{{"https://host.fi/", "was not asked: interrupted"}}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestByHost(t *testing.T) {
	got := byHost([]string{"http://a.fi/1", "http://b.fi/1", "https://b.fi/2", "%", "http://b.fi:80/"})
	want := [][]int{{1, 2}, {0}, {3}, {4}}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("byHost() = %v, want %v", got, want)
	}
}
