package check

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// noise returns n bytes that do not compress, the same each time.
func noise(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return string(b)
}

func TestWeight(t *testing.T) {
	head := `<link rel=icon href="i.svg"><link rel=stylesheet href="a.css"><script src="a.js"></script>`
	site := map[string]string{
		"i.svg": "<svg>" + noise(100) + "</svg>", "a.css": "/*" + noise(1000) + "*/", "a.js": noise(2000), "a.webp": noise(4000), "b.png": noise(8000),
		"a.html":    shell("A", head+`<img src="a.webp" alt="" width=1 height=1><img src="a.webp#x" alt="" width=1 height=1>`),
		"lazy.html": shell("B", head+`<img src="a.webp" loading="LAZY" alt="" width=1 height=1><a href="b.png">x</a>`),
	}
	zipped := func(name string) int {
		var b bytes.Buffer
		z, err := gzip.NewWriterLevel(&b, 6)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := z.Write([]byte(site[name])); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return min(b.Len(), len(site[name]))
	}
	shared := zipped("i.svg") + zipped("a.css") + zipped("a.js")
	light, heavy := zipped("lazy.html")+shared, zipped("a.html")+shared+4000
	warning := func(name string, weight, budget int, most string) string {
		return fmt.Sprintf("%s: warning: a first visit weighs %d bytes, the budget is %d\n    hint: heaviest: %s\n", name, weight, budget, most)
	}
	tests := []struct {
		name    string
		options Options
		want    string
	}{
		{"not asked for", Options{Budget: 1}, ""},
		{"default budget", Options{Weight: true}, ""},
		{"just within", Options{Weight: true, Budget: heavy}, ""},
		{"one over", Options{Weight: true, Budget: heavy - 1},
			warning("a.html", heavy, heavy-1, fmt.Sprintf("a.webp 4000, a.js %d, a.css %d", zipped("a.js"), zipped("a.css")))},
		{"both over", Options{Weight: true, Budget: light - 1},
			warning("a.html", heavy, light-1, fmt.Sprintf("a.webp 4000, a.js %d, a.css %d", zipped("a.js"), zipped("a.css"))) +
				warning("lazy.html", light, light-1, fmt.Sprintf("a.js %d, a.css %d, lazy.html %d", zipped("a.js"), zipped("a.css"), zipped("lazy.html")))},
	}
	for _, tt := range tests {
		if got := text(t, inspect(tt.options, site).Diagnostics()); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestDefaultBudget(t *testing.T) {
	site := map[string]string{"a.js": noise(30_000), "a.html": shell("A", `<script src="a.js"></script>`)}
	got := text(t, inspect(Options{Weight: true}, site).Diagnostics())
	if !strings.Contains(got, "the budget is 30000") {
		t.Errorf("got %q, want a warning", got)
	}
}
