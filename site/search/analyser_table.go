package search

import (
	"encoding/json"
	"fmt"

	"github.com/dop251/goja"
)

// tables are the rule tables of a language, as its file gives them to
// opasSearch.language; analysis.js tells what they mean.
type tables struct {
	Letters string
	Rules   []state
	Tails   []string
	Grades  []string
	Least   *int
	Stop    string
}

// A state is a name and its lines.
type state struct {
	Name  string
	Lines []string
}

// capture is what a language file sees of the search: language() keeps the
// tables as JSON. States go in their order into an array; functions fall away.
const capture = `
const captured = {};
globalThis.opasSearch = {
  fold, languages: {},
  language(code, tables) {
    const rules = Object.entries(tables.rules).map(([name, lines]) => ({ name, lines }));
    captured[code] = JSON.stringify({ ...tables, rules });
  },
};`

// readTables runs a language file and returns the tables of its language.
func readTables(code string, js []byte) (tables, error) {
	var t tables
	vm := goja.New()
	if err := vm.Set("fold", Fold); err != nil {
		return t, err
	}
	if _, err := vm.RunString(capture); err != nil {
		return t, err
	}
	if _, err := vm.RunScript(code+".js", string(js)); err != nil {
		return t, err
	}
	captured, err := vm.RunString("captured")
	if err != nil {
		return t, err
	}
	text, ok := captured.Export().(map[string]any)[code].(string)
	if !ok {
		return t, fmt.Errorf("opasSearch.language(%q, …) is not called", code)
	}
	return t, json.Unmarshal([]byte(text), &t)
}

// A charset is a set of ASCII characters.
type charset [2]uint64

func (s *charset) add(c byte)      { s[c>>6&1] |= 1 << (c & 63) }
func (s *charset) has(c byte) bool { return s[c>>6&1]>>(c&63)&1 != 0 }

func charsetOf(chars string) (s charset) {
	for i := range len(chars) {
		s.add(chars[i])
	}
	return s
}

var anyChar = charset{^uint64(0), ^uint64(0)}

// An element of a pattern is fitted to one letter.
type element struct {
	letters charset
	double  bool // the letter on its left once more
}

// A row is one pattern of a line with the line's columns. analysis.js
// describes them.
type row struct {
	pattern []element // from the end of the word to its beginning
	last    [2]charset
	least   int
	cut     int
	add     string
	to      int // index of the target state; final for "="
	cost    int
	grade   int8 // index in gradeNames, or noGrade
	forms   []strongForm
}

// A strongForm of a consonant group has a cost in each grade.
type strongForm struct {
	text []byte
	cost [len(gradeNames)]int // or impossible
}

const (
	gradeNames = "swui" // strong, weak, unknown, inverse
	unknown    = int8(2)
	noGrade    = int8(-1)
	impossible = -1
	final      = -1
)

// fits reports whether the row's pattern fits the end of the text, which begins
// with the mark "^".
func (r *row) fits(text []byte) bool {
	if len(text)-r.cut <= r.least || len(text) < len(r.pattern) {
		return false
	}
	i := len(text) - 1
	for k := range r.pattern {
		if e := &r.pattern[k]; e.double {
			if i == 0 || text[i] != text[i-1] {
				return false
			}
		} else if !e.letters.has(text[i]) {
			return false
		}
		i--
	}
	return true
}

// A table is the rows of one state, or those of the gradation tables.
type table struct {
	byLast [128][]*row // the rows that may fit, for each last letter
	all    []*row      // for a text that is empty
}

// rows returns the rows that may fit the text, in their order.
func (t *table) rows(text []byte) []*row {
	if len(text) == 0 {
		return t.all
	}
	return t.byLast[text[len(text)-1]&127]
}

// first returns the first row that fits the text, or nil.
func (t *table) first(text []byte) *row {
	for _, r := range t.rows(text) {
		if r.fits(text) {
			return r
		}
	}
	return nil
}
