package diag

import (
	"errors"
	"strings"
	"testing"
)

// TestCut: of a long line an excerpt shows the part that is meant.
func TestCut(t *testing.T) {
	long := strings.Repeat("å", 1000) + "X" + strings.Repeat("ö", 1000)
	for _, caret := range []int{0, 1, 500, 1001, 1900, 2001} {
		l := ExcerptLine{Text: long, Caret: caret}.cut()
		text := []rune(l.Text)
		if len(text) != longestLine || l.Caret < min(caret, 1) || l.Caret > longestLine {
			t.Errorf("caret %d: %d characters, at %d", caret, len(text), l.Caret)
		}
		if caret == 1001 && text[l.Caret-1] != 'X' {
			t.Errorf("the caret is below %q", text[l.Caret-1])
		}
	}
}

// TestWriteExcerpts: an error is followed by its line, with the column pointed at.
func TestWriteExcerpts(t *testing.T) {
	files := map[string]string{"a.md": "eka\r\n\täö [x](y)\r\n"}
	var l List
	l.Errorf("a.md", Pos{2, 5}, "mend it", "dead link")
	l.Errorf("a.md", Pos{2, 12}, "", "at the end of a line")
	l.Errorf("a.md", Pos{Line: 1}, "", "a line")
	l.Errorf("a.md", Pos{}, "", "a file")
	l.Errorf("gone.md", Pos{1, 1}, "", "a file that is gone")
	l.Warnf("a.md", Pos{2, 1}, "", "no error")
	var b strings.Builder
	err := l.WriteExcerpts(&b, func(file string) ([]byte, error) {
		if text, ok := files[file]; ok {
			return []byte(text), nil
		}
		return nil, errors.New("gone")
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = "a.md:2:5: dead link\n" +
		"    | \täö [x](y)\n    | \t   ^\n" +
		"    hint: mend it\n" +
		"a.md:2:12: at the end of a line\n" +
		"    | \täö [x](y)\n    | \t         ^\n" +
		"a.md:1: a line\n    | eka\n" +
		"a.md: a file\n" +
		"gone.md:1:1: a file that is gone\n" +
		"a.md:2:1: warning: no error\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// TestControlCharacters: nothing that an author wrote commands the terminal, and the
// caret stays where it was.
func TestControlCharacters(t *testing.T) {
	text := "\t\x1b[31mx\a\u009b\u202e\x7f(nope)\r\n"
	var l List
	l.Errorf("a\x1b.md", Pos{1, 11}, "a \x1b hint", "of \x1b")
	var b strings.Builder
	if err := l.WriteExcerpts(&b, func(string) ([]byte, error) { return []byte(text), nil }); err != nil {
		t.Fatal(err)
	}
	const want = "a␛.md:1:11: of ␛\n    | \t␛[31mx␇\uFFFD\uFFFD␡(nope)\n    | \t         ^\n    hint: a ␛ hint\n"
	if b.String() != want {
		t.Errorf("got\n%q\nwant\n%q", b.String(), want)
	}
}
