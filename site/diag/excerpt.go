package diag

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// ExcerptLine is a line of a file. Caret is the column that is meant, in
// characters from 1, on the line of the diagnostic; else 0.
type ExcerptLine struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Caret  int    `json:"caret,omitempty"`
}

// Excerpt returns the line at a place of a text, and so many before and after it;
// nothing where no line is meant.
func Excerpt(text []byte, at Pos, around int) (out []ExcerptLine) {
	if at.Line == 0 {
		return nil
	}
	lines := bytes.Split(bytes.ToValidUTF8(text, []byte("\uFFFD")), []byte("\n"))
	for n := max(1, at.Line-around); n <= min(len(lines), at.Line+around); n++ {
		line := ExcerptLine{Number: n, Text: Visible(strings.TrimRight(string(lines[n-1]), "\r"))}
		if n == at.Line {
			line.Caret = at.Col
		}
		out = append(out, line.cut())
	}
	return out
}

// Visible returns a text that a terminal can be given, whoever wrote it: each control
// character, and each that turns the direction of what follows, is a sign instead.
// Tabs and line ends stay.
func Visible(text string) string { return strings.Map(visible, text) }

func visible(r rune) rune {
	switch {
	case r == '\t' || r == '\n':
		return r
	case r < ' ':
		return '\u2400' + r // its picture, ␛ for an escape
	case r == 0x7f:
		return '\u2421'
	case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
		return '\uFFFD'
	}
	return r
}

// longestLine is how many characters of a line an excerpt shows: one of a finished
// page may hold all of it.
const longestLine = 240

// cut returns the line, or where it is long the part around the caret.
func (l ExcerptLine) cut() ExcerptLine {
	text := []rune(l.Text)
	if len(text) <= longestLine {
		return l
	}
	const before = longestLine / 3
	from := min(max(0, l.Caret-1-before), len(text)-longestLine)
	part := slices.Clone(text[from : from+longestLine])
	if from > 0 {
		part[0] = '…'
	}
	if from+longestLine < len(text) {
		part[longestLine-1] = '…'
	}
	l.Text = string(part)
	if l.Caret > 0 {
		l.Caret -= from
	}
	return l
}

// pointed returns the line, and below it, where a column is meant, the caret. Tabs
// stay tabs, so that it stands there however wide they are.
func (l ExcerptLine) pointed() string {
	if l.Caret == 0 {
		return l.Text
	}
	before := []rune(l.Text)
	before = before[:min(l.Caret-1, len(before))]
	for i, r := range before {
		if r != '\t' {
			before[i] = ' '
		}
	}
	return l.Text + "\n" + string(before) + "^"
}
