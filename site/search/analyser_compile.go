package search

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A compiler turns lines into tables.
type compiler struct {
	letters map[byte]string
	states  map[string]int
}

// table compiles lines. Rows of the gradation tables have no target.
func (c *compiler) table(lines []string, target bool) (*table, error) {
	t := &table{}
	for _, line := range lines {
		columns := strings.Split(line, " ")
		patterns := columns[0]
		common, err := c.columns(columns[1:], target)
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
		var err error
		r.to, err = c.target(columns)
		return r, err
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

func (c *compiler) target(columns []string) (int, error) {
	if len(columns) == 0 {
		return 0, errors.New("there is no target")
	}
	if columns[0] == "=" {
		return final, nil
	}
	state, ok := c.states[columns[0]]
	if !ok {
		return 0, fmt.Errorf("no state is called %q", columns[0])
	}
	return state, nil
}

// parseForm parses a strong form and its costs: what is left out is 0.
func parseForm(column string) (strongForm, error) {
	items := strings.Split(column, ",")
	form := strongForm{text: []byte(items[0])}
	for i := range form.cost {
		switch {
		case i+1 >= len(items) || items[i+1] == "":
		case items[i+1] == "-":
			form.cost[i] = impossible
		default:
			cost, err := strconv.Atoi(items[i+1])
			if err != nil {
				return form, fmt.Errorf("%q is no cost", items[i+1])
			}
			form.cost[i] = cost
		}
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
		case body[i] == ':':
			e.double = true
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
			case !e.double:
				last[i] = e.letters
			case i+1 < len(pattern) && !pattern[i+1].double:
				last[i] = pattern[i+1].letters
			}
		}
	}
	return last
}
