package preview

import (
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// TestOwnHosts: a preview for this computer alone answers to loopback names
// only, one for others also to what it may be called there.
func TestOwnHosts(t *testing.T) {
	tests := []struct {
		host      string // that it was told to listen on
		yes, none []string
	}{
		{"", []string{"localhost", "localhost:8000", "127.0.0.1:1313", "[::1]:80", "[::1]"}, []string{"mine.example.net", "mine", "10.0.0.3", "evil.example", "localhost.evil.example", ""}},
		{"guide.example.org", []string{"localhost", "guide.example.org:80", "GUIDE.example.org", "10.0.0.3"}, []string{"mine", "evil.example"}},
		{"0.0.0.0", []string{"mine.example.net:1313", "MINE", "mine.local:80", "10.0.0.3:8000", "[fd00::1]:80", "localhost"}, []string{"evil.example", "evil.local"}},
		{"::", []string{"mine"}, []string{"evil.example"}},
	}
	for _, tt := range tests {
		h := newHandler(nil, tt.host, "mine.example.net")
		for _, host := range tt.yes {
			if !h.ours(host) {
				t.Errorf("told to listen on %q: refuses %q", tt.host, host)
			}
		}
		for _, host := range tt.none {
			if h.ours(host) {
				t.Errorf("told to listen on %q: answers to %q", tt.host, host)
			}
		}
	}
}

func TestCleanHost(t *testing.T) {
	for host, want := range map[string]string{"": "", "::": "::", "[::1]": "::1", "fe80::1%eth0": "fe80::1%eth0", "10.0.0.3": "10.0.0.3", "guide.example": "guide.example"} {
		if got, err := cleanHost(host); got != want || err != nil {
			t.Errorf("%q: %q, %v", host, got, err)
		}
	}
	for host, hint := range map[string]string{
		"127.0.0.1:8000": "--host 127.0.0.1 --port 8000", "[::1]:80": "--host ::1 --port 80", "guide:80": "--host guide --port 80",
		"http://guide": hostHint, "guide/x": hostHint, "[::1": hostHint, ":80": hostHint, "two words": hostHint,
	} {
		var bad *HostError
		if _, err := cleanHost(host); !errors.As(err, &bad) || bad.Host != host || bad.Hint != hint {
			t.Errorf("%q: %v", host, err)
		}
	}
}

// TestURLs: the address that is told can be opened, and so can those for others.
func TestURLs(t *testing.T) {
	for host, want := range map[string]string{
		"":              "http://127.0.0.1:80/x/",
		"::1":           "http://[::1]:80/x/",
		"guide.example": "http://guide.example:80/x/",
		"0.0.0.0":       "http://localhost:80/x/",
		"::":            "http://localhost:80/x/",
	} {
		own, others := urls(host, "mine", 80, "/x/")
		if own != want {
			t.Errorf("host %q: %s, want %s", host, own, want)
		}
		if isAll := strings.HasPrefix(own, "http://localhost"); slices.Contains(others, "http://mine:80/x/") != isAll || !isAll && len(others) > 0 {
			t.Errorf("host %q: others %q", host, others)
		}
	}
	l, err := listen("0.0.0.0", 0)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.NotFoundHandler()}
	go server.Serve(l)
	defer server.Close()
	own, others := urls("0.0.0.0", "", l.Addr().(*net.TCPAddr).Port, "/")
	for _, url := range append(others, own) {
		resp, err := http.Get(url)
		if err != nil {
			t.Error(err)
			continue
		}
		resp.Body.Close()
	}
}
