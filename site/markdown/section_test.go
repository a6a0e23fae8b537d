package markdown

import (
	"slices"
	"testing"
)

func TestSections(t *testing.T) {
	doc := Parse([]byte(`Before *any* heading.[^1]

## First & second

Text with `+"`<code>`"+` and
a line's end[^1].

| A | B |
| - | - |
| 1 | 2 |

- [ ] tick *this*
- and that

#### Deep

Under it.

### Third

> [!TIP] Advice
> Follow it.

[^1]: The note.
`), Options{File: "a.md", Line: 1, Lang: "en"})
	want := []Section{
		{Text: "Before any heading."},
		{ID: "first-second", Heading: "First & second", Text: "Text with <code> and a line’s end.\nA\nB\n1\n2\ntick this\nand that\nDeep\nUnder it."},
		{ID: "third", Heading: "Third", Text: "Advice\nFollow it.\nThe note."},
	}
	if got := doc.Sections(); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestSectionsOfNothing(t *testing.T) {
	doc := Parse(nil, Options{File: "a.md", Line: 1, Lang: "en"})
	if got := doc.Sections(); !slices.Equal(got, []Section{{}}) {
		t.Errorf("got %q", got)
	}
}
