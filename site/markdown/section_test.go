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
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// TestSectionsOfRules: a rule is a section, and what follows the list is of the
// section that it stands in.
func TestSectionsOfRules(t *testing.T) {
	doc := Parse([]byte(`## First

The rules:

1. **Be kind.** Always.

   1. One
   2. Two

   And brave.
2. Be [brief](#second).

They bind all.

## Second

- No rule

5. Be last.
`), Options{File: "a.md", Line: 1, Lang: "en", Part: 2})
	want := []Section{
		{},
		{ID: "first", Heading: "First", Text: "The rules:\nThey bind all."},
		{ID: "2.1", Heading: "2.1", Rule: true, Text: "Be kind. Always.\nOne\nTwo\nAnd brave."},
		{ID: "2.2", Heading: "2.2", Rule: true, Text: "Be brief."},
		{ID: "second", Heading: "Second", Text: "No rule"},
		{ID: "2.3", Heading: "2.3", Rule: true, Text: "Be last."},
	}
	if got := doc.Sections(); !slices.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestSectionsOfNothing(t *testing.T) {
	doc := Parse(nil, Options{File: "a.md", Line: 1, Lang: "en"})
	if got := doc.Sections(); !slices.Equal(got, []Section{{}}) {
		t.Errorf("got %+v", got)
	}
}
