package content

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"opas/site/diag"
	"opas/site/markdown/hashtag"
)

// lostTexts tells of what YAML takes for a comment though it is written as a
// hashtag: in "summary: Read #Kela first" the text ends at "Read". A comment has a
// space after its # sign, or a line of its own. Where the text is not valid YAML
// but would be with other signs in their places, they are errors, and explain what
// the parser says.
func lostTexts(file, text string, valid bool) (diags diag.List, explained bool) {
	offsets := hashComments(text)
	if len(offsets) == 0 {
		return nil, false
	}
	severity := diag.Warning
	if !valid && isYAML(without(text, offsets)) {
		severity, explained = diag.Error, true
	}
	for _, i := range offsets {
		before := text[:i]
		from := strings.LastIndexByte(before, '\n') + 1
		diags.Warnf(file, diag.Pos{Line: 1 + strings.Count(before, "\n"), Col: 1 + utf8.RuneCountInString(before[from:])},
			"put the text in quotes, or leave the # sign out; if it is a comment, write a space after the sign",
			"the text from %q on is not read: here it is a comment", text[i:i+1+hashtag.Length([]byte(text[i+1:]))])
		diags[len(diags)-1].Severity = severity
	}
	return diags, explained
}

func isYAML(text string) bool {
	var doc yaml.Node
	return yaml.Unmarshal([]byte(text), &doc) == nil
}

// without returns a text with a letter in place of each of its signs at offsets.
func without(text string, offsets []int) string {
	out := []byte(text)
	for _, i := range offsets {
		out[i] = 'x'
	}
	return string(out)
}

// hashComments returns the offsets of the # signs of such comments.
func hashComments(text string) []int {
	if !strings.Contains(text, "#") {
		return nil
	}
	var out []int
	s := commentScanner{parent: -1}
	from := 0
	for line := range strings.Lines(text) {
		for _, i := range s.next(line) {
			out = append(out, from+i)
		}
		from += len(line)
	}
	return out
}

// commentScanner walks through the lines of a YAML text, which need not be valid.
// It knows as much of YAML 1.2.2 as tells where a # sign begins a comment: the
// scalars of chapter 7 and of section 8.1, and how far lines are indented.
type commentScanner struct {
	quote  byte // that ends the scalar; 0 outside of quotes
	plain  bool // in a scalar without quotes
	block  bool // in one of lines below | or >
	depth  int  // of brackets and braces
	begin  int  // column of the latest scalar
	parent int  // column of the key or dash whose value comes next; -1 before the first
}

// next returns the columns, in bytes from 0, of the # signs on the next line that
// begin a comment written as a hashtag behind something else. In brackets it goes
// on behind the sign as if it were a part of the text, so that it finds their end.
func (s *commentScanner) next(line string) (found []int) {
	indent := len(line) - len(strings.TrimLeft(line, " "))
	first := strings.TrimSpace(line)
	if s.quote == 0 {
		if first == "" || first[0] == '#' || s.block && indent > s.parent {
			return nil
		}
		s.block = false
		if indent <= s.parent {
			s.plain = false
			if !strings.HasPrefix(first, "]") && !strings.HasPrefix(first, "}") {
				s.depth = 0
			}
		}
	}
	for i := indent; i < len(line); i++ {
		c, rest := line[i], line[i+1:]
		switch {
		case s.quote != 0:
			if c == '\\' && s.quote == '"' || c == '\'' && s.quote == c && strings.HasPrefix(rest, "'") {
				i++ // an escape
			} else if c == s.quote {
				s.quote = 0
			}
		case isBlank(c):
		case c == '#' && (!s.plain || isBlank(line[i-1])):
			s.plain = false
			if hashtag.Length([]byte(rest)) == 0 {
				return found
			}
			found = append(found, i)
			if s.depth == 0 {
				return found
			}
			s.plain = true
		case c == ':' && s.endsKey(line[:i], rest):
			if s.plain = false; s.depth == 0 {
				s.parent = s.begin
			}
		default:
			s.character(c, i, rest)
		}
	}
	return found
}

// endsKey reports whether a colon ends a key.
func (s *commentScanner) endsKey(before, rest string) bool {
	return rest == "" || isBlank(rest[0]) || s.depth > 0 && strings.IndexByte(flowSigns, rest[0]) >= 0 ||
		!s.plain && (strings.HasSuffix(before, `"`) || strings.HasSuffix(before, "'"))
}

// flowSigns part the texts within brackets.
const flowSigns = ",[]{}"

// character takes a character, at a column, that is neither blank nor in quotes.
func (s *commentScanner) character(c byte, col int, rest string) {
	blankNext := rest == "" || isBlank(rest[0])
	switch {
	case s.plain && (s.depth == 0 || strings.IndexByte(flowSigns, c) < 0):
	case c == '[' || c == '{':
		s.plain = false
		s.depth++
	case c == ']' || c == '}':
		s.plain = false
		s.depth = max(0, s.depth-1)
	case c == ',':
		s.plain = false
	case c == '"' || c == '\'':
		s.quote, s.begin = c, col
	case c == '-' && blankNext:
		s.parent = col
	case (c == '|' || c == '>') && s.depth == 0:
		s.block, s.plain = true, true // what follows on the line are its indicators
	default:
		s.plain, s.begin = true, col
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }
