package check

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"opas/site/diag"
)

// shell is a page without faults, one element on each line, around a body.
func shell(title, body string) string {
	return "<!doctype html>\n<html lang=\"fi\">\n<title>" + title + "</title>\n<main><h1>T</h1>\n" + body + "\n</main>\n"
}

// inspect checks a site given as path → text.
func inspect(o Options, site map[string]string) *Inspector {
	in := New(o)
	for _, p := range slices.Sorted(maps.Keys(site)) {
		in.Inspect(p, []byte(site[p]))
	}
	return in
}

// text prints diagnostics as a person reads them.
func text(t *testing.T, l diag.List) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// finding is a site and what is found in it; "" is nothing. Tests wrap body in a
// shell, whose fifth line it is, as fi/a.html of a site that has other files.
type finding struct {
	name, body, want string
}

// others are the files around the page under test.
var others = map[string]string{
	"index.html":            shell("Root", ""),
	"fi/index.html":         shell("Home", ""),
	"fi/b/index.html":       shell("B", `<h2 id="osa">B</h2><a name="vanha"></a>`),
	"fi/ä ö.html":           shell("Umlauts", `<h2 id="määrä">Ä</h2>`),
	"assets/main.css":       "a{color:red}",
	"assets/main.js":        "",
	"assets/x.png":          "png",
	"assets/icons.svg":      `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><symbol id="arrow"></symbol></svg>`,
	"assets/guide.pdf":      "pdf",
	"assets/with,comma.png": "png",
}

func runFindings(t *testing.T, tests []finding) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			site := maps.Clone(others)
			site["fi/a.html"] = shell("A", tt.body)
			got := text(t, inspect(Options{Out: "public"}, site).Diagnostics())
			want := tt.want
			if want != "" {
				want = "public/fi/a.html:" + strings.ReplaceAll(want, "\n", "\npublic/fi/a.html:") + "\n"
				want = strings.ReplaceAll(want, "\npublic/fi/a.html:    ", "\n    ")
			}
			if got != want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", tt.body, got, want)
			}
		})
	}
}
