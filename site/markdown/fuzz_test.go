package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/html"

	"opas/site/diag"
)

// FuzzParse holds every text to what any page may rely on.
func FuzzParse(f *testing.F) {
	for _, g := range goldens(f) {
		f.Add(g.text, g.options.Part)
	}
	for _, mark := range []string{"> ", "- ", "1. ", "> - ", "[^1]: "} { // too deep, and at the text's end
		f.Add([]byte(strings.Repeat(mark, 2*deepest)+"x"), 0)
	}
	f.Fuzz(func(t *testing.T, text []byte, part int) {
		d := Parse(text, Options{File: "in.md", Line: 1, Lang: "fi", Part: part, Checklist: part == 0})
		out := d.Render(nil, plainResolver{d})
		checkControls(t, text, out)
		checkPlaces(t, text, d)
		ids := checkTags(t, out)
		if !slices.Equal(ids, d.IDs) {
			t.Errorf("ids in the HTML %q, in the Doc %q\n%s", ids, d.IDs, out)
		}
		for i, id := range checkTags(t, d.RenderFramed(nil, plainResolver{d}, testFrame)) {
			if id != testFrame.Prefix+ids[i] {
				t.Errorf("id %q in a frame, %q without it", id, ids[i])
			}
		}
		slices.Sort(ids)
		if u := slices.Compact(slices.Clone(ids)); len(u) != len(ids) && d.Diags == nil {
			t.Errorf("ids stand twice: %q", ids)
		}
	})
}

func checkControls(t *testing.T, text, out []byte) {
	t.Helper()
	for _, r := range string(out) {
		// A caller takes carriage returns out of the text.
		if isControl(r) || r == '\r' && !bytes.Contains(text, []byte("\r")) && !bytes.Contains(text, []byte("&#")) {
			t.Errorf("control character %U in %q", r, out)
		}
	}
	if !utf8.Valid(out) {
		t.Errorf("not UTF-8: %q", out)
	}
}

// checkPlaces holds every place to the text, and those of links and images to
// where they begin.
func checkPlaces(t *testing.T, text []byte, d *Doc) {
	t.Helper()
	lines := strings.Split(string(text), "\n")
	at := func(p diag.Pos) string {
		if p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Fatalf("place %v is not in the text %q", p, text)
		}
		return string([]rune(lines[p.Line-1])[p.Col-1:])
	}
	for _, g := range d.Diags {
		at(g.Pos)
	}
	for _, h := range d.Headings {
		at(h.Pos)
	}
	for _, l := range d.Links {
		begin := "["
		if l.Task != "" {
			begin = "from="
		}
		if s := at(l.Pos); !strings.HasPrefix(s, begin) {
			t.Errorf("link %v is at %q", l, s)
		}
	}
	for _, l := range d.External {
		if s := at(l.Pos); !strings.HasPrefix(s, "[") && !strings.HasPrefix(s, "<") && !strings.HasPrefix(l.Dest, s[:1]) &&
			!strings.HasPrefix(s, "www.") && !strings.HasPrefix(l.Dest, "mailto:"+s[:1]) {
			t.Errorf("link %v is at %q", l, s)
		}
	}
	for _, i := range d.Images {
		if s := at(i.Pos); !strings.HasPrefix(s, "![") {
			t.Errorf("image %v is at %q", i, s)
		}
	}
}

var voidTags = []string{"br", "hr", "img", "input"}

// allowedTags are all that an article may be made of.
var allowedTags = strings.Fields(`a aside blockquote br code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr img input
	label li ol p pre section span strong sup table tbody td textarea th thead tr ul`)

// checkTags holds HTML to tags that nest, to elements and attributes that an
// article may have, and returns its ids.
func checkTags(t *testing.T, out []byte) (ids []string) {
	t.Helper()
	var open []string
	fail := func(format string, args ...any) {
		t.Fatalf("%s\n%s", fmt.Sprintf(format, args...), out)
	}
	l := html.NewLexer(parse.NewInputBytes(bytes.Clone(out)))
	for {
		switch kind, data := l.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				fail("not closed: %q", open)
			}
			return ids
		case html.StartTagToken:
			tag := string(l.Text())
			if !slices.Contains(allowedTags, tag) {
				fail("tag %q", tag)
			}
			if (tag == "a" || tag == "p" || tag == "label") && slices.Contains(open, tag) {
				fail("%s within %s", tag, tag)
			}
			if !slices.Contains(voidTags, tag) {
				open = append(open, tag)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != string(l.Text()) {
				fail("%q closes %q", data, open)
			}
			open = open[:len(open)-1]
		case html.AttributeToken:
			name, value := string(l.AttrKey()), string(bytes.Trim(l.AttrVal(), `"'`))
			if name == "style" || strings.HasPrefix(name, "on") {
				fail("attribute %q", name)
			}
			if name == "id" {
				ids = append(ids, value)
			}
			if name == "href" && strings.HasPrefix(strings.ToLower(value), "javascript:") {
				fail("address %q", value)
			}
		case html.CommentToken, html.DoctypeToken:
			fail("token %q", data)
		case html.SVGToken: // an icon
		}
	}
}
