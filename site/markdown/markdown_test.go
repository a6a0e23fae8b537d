package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"opas/site/diag"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// plainResolver fills holes with what they are asked for.
type plainResolver struct{ doc *Doc }

func (r plainResolver) Link(i int) string { return "/" + r.doc.Links[i].Dest }

func (r plainResolver) Picture(i int) Picture {
	src := r.doc.Images[i].Src
	if strings.HasSuffix(src, ".svg") {
		return Picture{URL: "/" + src}
	}
	return Picture{URL: "/" + src, Width: 640, Height: 480}
}

func (r plainResolver) Source(i int) Source {
	page, place, _ := strings.Cut(r.doc.Links[i].Dest, "#")
	return Source{Page: page, Place: place}
}

func (r plainResolver) Tag(i int) string {
	if name := r.doc.Tags[i].Name; name != "plain" {
		return "/tags#" + name
	}
	return ""
}

func (plainResolver) Word(name Word) string { return "{" + string(name) + "}" }

func (plainResolver) Icon(kind string) string { return "<svg data-icon=\"" + kind + "\"></svg>" }

// golden is one file of testdata: the comment holds options, a line each.
type golden struct {
	name    string
	archive *txtar.Archive
	options Options
	text    []byte
}

func goldens(tb testing.TB) []golden {
	tb.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no goldens: %v", err)
	}
	var all []golden
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		g := golden{name: name, archive: a, options: Options{File: "in.md", Line: 1, Lang: "en"}}
		for line := range strings.Lines(string(a.Comment)) {
			switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
			case "lang":
				g.options.Lang = value
			case "checklist":
				g.options.Checklist = value == "true"
			case "part":
				g.options.Part, _ = strconv.Atoi(value)
			case "line":
				g.options.Line, _ = strconv.Atoi(value)
			}
		}
		g.text = g.file(tb, "in.md")
		all = append(all, g)
	}
	return all
}

func (g *golden) file(tb testing.TB, name string) []byte {
	tb.Helper()
	for _, f := range g.archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	tb.Fatalf("%s: no %s", g.name, name)
	return nil
}

func TestGoldens(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(filepath.Base(g.name), func(t *testing.T) {
			d := Parse(g.text, g.options)
			var diags bytes.Buffer
			if err := d.Diags.WriteText(&diags); err != nil {
				t.Fatal(err)
			}
			got := map[string]string{
				"want.html": readable(d.Render(nil, plainResolver{d})),
				"want.diag": diags.String(),
				"want.doc":  facts(d),
			}
			for _, f := range g.archive.Files {
				switch f.Name {
				case "want.blocks":
					got[f.Name] = outline(Blocks(g.text, g.options, testFrame, &blockRecorder{doc: d}))
				case "want.framed":
					got[f.Name] = readable(d.RenderFramed(nil, plainResolver{d}, testFrame))
				}
			}
			for i, f := range g.archive.Files {
				s, ok := got[f.Name]
				if !ok {
					continue
				}
				if *update {
					g.archive.Files[i].Data = []byte(s)
				} else if s != string(f.Data) {
					t.Errorf("%s: got\n%s\nwant\n%s", f.Name, s, f.Data)
				}
			}
			if *update {
				if err := os.WriteFile(g.name, txtar.Format(g.archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// readable puts each start tag of a block on a line of its own.
func readable(html []byte) string {
	s := string(html)
	for _, tag := range []string{
		"p", "h2", "h3", "h4", "h5", "h6", "div", "aside", "ul", "ol", "li", "table", "tr", "th", "td", "tbody",
		"dl", "dt", "dd", "section", "figure", "pre", "blockquote", "hr", "textarea",
	} {
		s = strings.ReplaceAll(s, "<"+tag+">", "\n<"+tag+">")
		s = strings.ReplaceAll(s, "<"+tag+" ", "\n<"+tag+" ")
	}
	return strings.TrimPrefix(s, "\n") + "\n"
}

// facts lists what a Doc tells beside its HTML.
func facts(d *Doc) string {
	var b strings.Builder
	for _, h := range d.Headings {
		fmt.Fprintf(&b, "heading %d:%d %d %s %q\n", h.Pos.Line, h.Pos.Col, h.Level, h.ID, h.Text)
	}
	for _, l := range d.Links {
		fmt.Fprintf(&b, "link %d:%d %s", l.Pos.Line, l.Pos.Col, l.Dest)
		if l.Task != "" {
			fmt.Fprintf(&b, " of task %s", l.Task)
		}
		b.WriteByte('\n')
	}
	for _, l := range d.External {
		fmt.Fprintf(&b, "external %d:%d %s\n", l.Pos.Line, l.Pos.Col, l.Dest)
	}
	for _, i := range d.Images {
		fmt.Fprintf(&b, "image %d:%d %s %q\n", i.Pos.Line, i.Pos.Col, i.Src, i.Alt)
	}
	for _, g := range d.Tags {
		fmt.Fprintf(&b, "tag %d:%d %s\n", g.Pos.Line, g.Pos.Col, g.Name)
	}
	for _, id := range d.IDs {
		fmt.Fprintf(&b, "id %s\n", id)
	}
	for _, t := range d.Tasks {
		fmt.Fprintf(&b, "task %s", t.ID)
		if t.Checked {
			b.WriteString(" checked")
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "words %d\n", d.Words)
	return b.String()
}

// Parses of several texts at once give what each gives alone.
func TestParseConcurrently(t *testing.T) {
	all := goldens(t)
	want := make([]string, len(all))
	for i, g := range all {
		d := Parse(g.text, g.options)
		want[i] = fmt.Sprintf("%s%v%s", d.Render(nil, plainResolver{d}), d.Diags, facts(d))
	}
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 20 * len(all) {
				n := (i + worker) % len(all)
				d := Parse(all[n].text, all[n].options)
				got := fmt.Sprintf("%s%v%s", d.Render(nil, plainResolver{d}), d.Diags, facts(d))
				if got != want[n] {
					t.Errorf("%s: got %s, want %s", all[n].name, got, want[n])
				}
			}
		})
	}
	wg.Wait()
}

// What a resolver returns is text, whatever it looks like; only an icon is HTML.
func TestRenderEscapes(t *testing.T) {
	d := Parse([]byte("> [!NOTE]\n> [a](b.md) ![c](d.png) #e\n\n- [ ] e {#f from=b.md}\n"), Options{})
	got := string(d.Render([]byte("before "), hostileResolver{}))
	want := `before <aside class="callout callout-note" role="note" aria-label="&#34;&gt;&lt;b&gt;&#39;&amp;">` +
		`<p class="callout-title"><svg></svg>&#34;&gt;&lt;b&gt;&#39;&amp;</p>` +
		`<p><a href="&#34;&gt;&lt;b&gt;&#39;&amp;">a</a> ` +
		`<img src="&#34;&gt;&lt;b&gt;&#39;&amp;" alt="c" loading="lazy" decoding="async"> <a class="hashtag" href="&#34;&gt;&lt;b&gt;&#39;&amp;">#e</a></p></aside>` +
		`<ul class="tasks"><li class="task"><input type="checkbox" id="f"> <label for="f">e</label> ` +
		`<a class="task-source" href="&#34;&gt;&lt;b&gt;&#39;&amp;">&#34;&gt;&lt;b&gt;&#39;&amp;: ` +
		`<span lang="&#34;&gt;&lt;b&gt;&#39;&amp;">&#34;&gt;&lt;b&gt;&#39;&amp;, &#34;&gt;&lt;b&gt;&#39;&amp;</span></a></li></ul>`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

type hostileResolver struct{}

const hostile = `"><b>'&`

func (hostileResolver) Link(int) string     { return hostile }
func (hostileResolver) Source(int) Source   { return Source{hostile, hostile, hostile} }
func (hostileResolver) Picture(int) Picture { return Picture{URL: hostile} }
func (hostileResolver) Tag(int) string      { return hostile }
func (hostileResolver) Word(Word) string    { return hostile }
func (hostileResolver) Icon(string) string  { return "<svg></svg>" }

// The place of a mistake counts from Options.Line and in characters.
func TestPositions(t *testing.T) {
	d := Parse([]byte("ääö 😀 [a]()\n"), Options{File: "a.md", Line: 7})
	want := diag.Pos{Line: 7, Col: 7}
	if len(d.Diags) != 1 || d.Diags[0].Pos != want {
		t.Errorf("got %v, want one at %v", d.Diags, want)
	}
}

// A Doc must not change when the text that it was made of does.
func TestParseKeepsNothing(t *testing.T) {
	text := bytes.Clone(benchText)
	d := Parse(text, Options{Lang: "fi"})
	before := string(d.Render(nil, plainResolver{d})) + facts(d)
	for i := range text {
		text[i] = 'x'
	}
	Parse(text, Options{})
	if after := string(d.Render(nil, plainResolver{d})) + facts(d); after != before {
		t.Error("the Doc changed with its text")
	}
}
