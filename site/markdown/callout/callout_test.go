package callout

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// convert renders Markdown with plain options and returns the mistakes too.
func convert(t *testing.T, in string) (html, mistakes string) {
	t.Helper()
	var told bytes.Buffer
	m := goldmark.New(goldmark.WithExtensions(New(Options{
		Kinds: []string{"note", "tip"},
		Icon:  func(w util.BufWriter, kind string) { fmt.Fprintf(w, "<i>%s</i>", kind) },
		Word:  func(w util.BufWriter, kind string) { fmt.Fprintf(w, "word %s", kind) },
		Plain: func(w util.BufWriter, title ast.Node) { fmt.Fprintf(w, "title at %d", title.Pos()) },
		Begin: func(util.BufWriter) {},
		Mistake: func(_ util.BufWriter, at int, hint, message string) {
			fmt.Fprintf(&told, "%d %s (%s)\n", at, message, hint)
		},
	})))
	var out bytes.Buffer
	if err := m.Convert([]byte(in), &out); err != nil {
		t.Fatal(err)
	}
	return out.String(), told.String()
}

func TestCallout(t *testing.T) {
	tests := []struct{ name, in, html, mistakes string }{
		{
			"word as title", "> [!NOTE]\n> Text\n",
			`<aside class="callout callout-note" role="note" aria-label="word note">` +
				`<p class="callout-title"><i>note</i>word note</p>` + "<p>Text</p>\n</aside>", "",
		},
		{
			"own title", "> [!tip] A *b*\n> Text\n",
			`<aside class="callout callout-tip" role="note" aria-label="title at 2">` +
				`<p class="callout-title"><i>tip</i>A <em>b</em></p>` + "<p>Text</p>\n</aside>", "",
		},
		{
			"title apart from content", "> [!TIP] *a\n> b*\n",
			`<aside class="callout callout-tip" role="note" aria-label="title at 2">` +
				`<p class="callout-title"><i>tip</i>*a</p>` + "<p>b*</p>\n</aside>", "",
		},
		{
			"unknown kind", "> [!tipp]\n",
			`<aside class="callout callout-note" role="note" aria-label="word note">` +
				`<p class="callout-title"><i>note</i>word note</p></aside>`,
			"4 unknown callout \"tipp\" (did you mean \"tip\"? known: note, tip)\n",
		},
		{
			"no bracket", "> [!tip\n",
			`<aside class="callout callout-tip" role="note" aria-label="word tip">` +
				`<p class="callout-title"><i>tip</i>word tip</p></aside>`,
			"4 callout without closing bracket (write > [!NOTE])\n",
		},
		{"quotation", "> Text\n> [!NOTE]\n", "<blockquote>\n<p>Text\n[!NOTE]</p>\n</blockquote>\n", ""},
		{"paragraph", "[!NOTE]\n", "<p>[!NOTE]</p>\n", ""},
		{
			"before a heading's line", "> [!NOTE]\n> ---\n",
			`<aside class="callout callout-note" role="note" aria-label="word note">` +
				`<p class="callout-title"><i>note</i>word note</p>` + "<hr>\n</aside>", "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			html, mistakes := convert(t, tt.in)
			if html != tt.html {
				t.Errorf("got\n%s\nwant\n%s", html, tt.html)
			}
			if mistakes != tt.mistakes {
				t.Errorf("mistakes: got\n%s\nwant\n%s", mistakes, tt.mistakes)
			}
		})
	}
}
