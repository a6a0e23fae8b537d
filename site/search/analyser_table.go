package search

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

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
	mark    byte // '^' the beginning of the word, ':' the letter on its left once more, or 0
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
	cost [len(gradeNames)]int // impossible where there is none
}

const (
	gradeNames = "swui" // strong, weak, unknown, inverse
	unknown    = int8(2)
	noGrade    = int8(-1)
	impossible = -1
	final      = -1
)

// fits reports whether the row's pattern fits the end of the text.
func (r *row) fits(text []byte) bool {
	i := len(text)
	if i-r.cut < r.least {
		return false
	}
	for k := range r.pattern {
		e := &r.pattern[k]
		if i == 0 {
			return e.mark == '^'
		}
		if e.mark == '^' {
			return false
		}
		i--
		if e.mark == ':' {
			if i == 0 || text[i] != text[i-1] {
				return false
			}
		} else if !e.letters.has(text[i]) {
			return false
		}
	}
	return true
}

// A table is the rows of one state, or those of the gradation tables.
type table struct {
	byLast [128][]*row // the rows that may fit, for each last letter
	all    []*row      // for a text without letters
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

// A compiler turns lines into tables.
type compiler struct {
	letters map[byte]string
	states  map[string]int
}

// table compiles lines. Rows of the gradation tables have no target.
func (c *compiler) table(lines []string, target bool) (*table, error) {
	t := &table{}
	for _, line := range lines {
		patterns, rest, _ := strings.Cut(line, " ")
		columns := strings.Split(rest, " ")
		common, err := c.columns(columns, target)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		for _, pattern := range strings.Split(patterns, ",") {
			r := common
			if err := c.pattern(&r, pattern); err != nil {
				return nil, fmt.Errorf("%q: %w", line, err)
			}
			t.all = append(t.all, &r)
			for last := range byte(128) {
				if r.last[0].has(last) {
					t.byLast[last] = append(t.byLast[last], &r)
				}
			}
		}
	}
	return t, nil
}

func (c *compiler) columns(columns []string, target bool) (row, error) {
	r := row{grade: noGrade}
	for _, column := range columns {
		if n, err := strconv.Atoi(column); err == nil && n > 0 && r.cost == 0 {
			r.cost = n
		}
		if len(column) == 1 && r.grade == noGrade {
			r.grade = int8(strings.Index(gradeNames, column))
		}
	}
	if target {
		if columns[0] == "=" {
			r.to = final
			return r, nil
		}
		to, ok := c.states[columns[0]]
		if !ok {
			return r, fmt.Errorf("no state is called %q", columns[0])
		}
		r.to = to
		return r, nil
	}
	for _, column := range columns {
		form, err := parseForm(column)
		if err != nil {
			return r, err
		}
		r.forms = append(r.forms, form)
	}
	return r, nil
}

func parseForm(column string) (strongForm, error) {
	items := strings.Split(column, ",")
	form := strongForm{text: []byte(items[0])}
	for i := range form.cost {
		form.cost[i] = impossible
		if i+1 >= len(items) || items[i+1] == "" {
			continue
		}
		cost, err := strconv.Atoi(items[i+1])
		if err != nil {
			return form, fmt.Errorf("%q is no cost", items[i+1])
		}
		form.cost[i] = cost
	}
	return form, nil
}

// pattern parses [least] ["^"] [context "-"] ending [">" replacement].
func (c *compiler) pattern(r *row, text string) error {
	if text != "" && '0' <= text[0] && text[0] <= '9' {
		r.least, text = int(text[0]-'0'), text[1:]
	}
	body, add, _ := strings.Cut(text, ">")
	r.add = add
	ending := body[strings.LastIndexByte(body, '-')+1:]
	r.cut = len(ending) - strings.Count(ending, "^")
	body = strings.Replace(body, "-", "", 1)
	for i := len(body) - 1; i >= 0; i-- {
		if body[i] >= 0x80 {
			return fmt.Errorf("pattern %q has letters that folded words don't have", text)
		}
		e := element{}
		switch set, defined := c.letters[body[i]]; {
		case defined:
			e.letters = charsetOf(set)
		case body[i] == '^' || body[i] == ':':
			e.mark = body[i]
		default:
			e.letters = charsetOf(body[i : i+1])
		}
		r.pattern = append(r.pattern, e)
	}
	r.last = lastLetters(r.pattern)
	return nil
}

// lastLetters returns the sets in which the last letter, and the one before it,
// must be.
func lastLetters(pattern []element) [2]charset {
	last := [2]charset{anyChar, anyChar}
	for i := range last {
		if i < len(pattern) {
			switch e := pattern[i]; {
			case e.mark == 0:
				last[i] = e.letters
			case e.mark == ':' && i+1 < len(pattern) && pattern[i+1].mark == 0:
				last[i] = pattern[i+1].letters
			}
		}
	}
	return last
}
