package search

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// The limits of analysis.js.
const (
	longest = 40  // letters of a word that has hypotheses
	dearest = 150 // hundredths: the cost at which a hypothesis is given up
)

// An Analyser makes hypotheses about words of one language. It runs the rule
// tables that the browser runs, and comes to the same keys and costs. It may be
// used by several goroutines at once.
type Analyser struct {
	states  []*table // the first is where a word begins
	tails   *table
	grades  *table
	least   int // letters of the shortest hypothesis
	stop    map[string]bool
	scratch sync.Pool // of *derivation
}

// A Key is a hypothesis: a word that a form may be a form of.
type Key struct {
	Text string
	Cost int // hundredths
}

// ParseAnalyser reads the rule tables of a language, given as its script
// (assets/js/search/<code>.js). An error tells which line is wrong.
func ParseAnalyser(code string, js []byte) (*Analyser, error) {
	a, err := parseAnalyser(code, js)
	if err != nil {
		return nil, fmt.Errorf("search rules of language %q: %w", code, err)
	}
	return a, nil
}

func parseAnalyser(code string, js []byte) (*Analyser, error) {
	t, err := readTables(code, js)
	if err != nil {
		return nil, err
	}
	c := compiler{letters: map[byte]string{}, states: map[string]int{}}
	for _, set := range strings.Split(t.Letters, " ") {
		if len(set) >= 2 {
			c.letters[set[0]] = set[2:]
		}
	}
	if len(t.Rules) == 0 {
		return nil, errors.New("there are no states")
	}
	for i, s := range t.Rules {
		c.states[s.Name] = i
	}
	a := &Analyser{least: 2, stop: map[string]bool{}}
	if t.Least != nil {
		a.least = *t.Least
	}
	for _, word := range strings.Fields(t.Stop) {
		a.stop[word] = true
	}
	for _, s := range t.Rules {
		compiled, err := c.table(s.Lines, true)
		if err != nil {
			return nil, fmt.Errorf("state %q: %w", s.Name, err)
		}
		a.states = append(a.states, compiled)
	}
	if a.tails, err = c.table(t.Tails, false); err != nil {
		return nil, fmt.Errorf("tails: %w", err)
	}
	if a.grades, err = c.table(t.Grades, false); err != nil {
		return nil, fmt.Errorf("grades: %w", err)
	}
	a.scratch.New = func() any { return &derivation{analyser: a} }
	return a, nil
}

// Stop reports whether the word is one that says nothing of a text's topic.
func (a *Analyser) Stop(word string) bool { return a.stop[Fold(word)] }

// Keys returns the hypotheses about a word, the cheapest first, then by text.
// There is always "=" with the folded word, which costs nothing.
func (a *Analyser) Keys(word string) []Key {
	folded := Fold(word)
	plain := folded
	if strings.ContainsAny(plain, "-'") {
		plain = strings.NewReplacer("-", "", "'", "").Replace(plain)
	}
	d := a.scratch.Get().(*derivation)
	defer a.scratch.Put(d)
	d.reset()
	d.texts = append(append(d.texts, '='), folded...)
	d.end()
	if plain != folded {
		d.texts = append(append(d.texts, '='), plain...)
		d.end()
	}
	if len(plain) <= longest && isPlain(plain) {
		d.stems = append(d.stems, plain...)
		d.walk(0, d.stems, 0, unknown)
	}
	return d.keys()
}

func isPlain(word string) bool {
	for i := range len(word) {
		if c := word[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// A derivation is one word's way through the tables.
type derivation struct {
	analyser *Analyser
	stems    []byte // the stems on the way here, one behind the other
	texts    []byte // the texts of the hypotheses found
	found    []hypothesis
}

type hypothesis struct {
	at, end int // in texts
	cost    int
}

func (d *derivation) reset() {
	d.stems, d.texts, d.found = d.stems[:0], d.texts[:0], d.found[:0]
}

// end makes what was appended to texts a hypothesis that costs nothing.
func (d *derivation) end() {
	at := 0
	if n := len(d.found); n > 0 {
		at = d.found[n-1].end
	}
	d.found = append(d.found, hypothesis{at: at, end: len(d.texts)})
}

// walk goes on with a stem from a state: -1 is the end.
func (d *derivation) walk(state int, stem []byte, cost int, grade int8) {
	if len(stem) < 2 || cost > dearest {
		return
	}
	if state == final {
		d.finish(stem, cost, grade)
		return
	}
	before := stem[len(stem)-2]
	for _, r := range d.analyser.states[state].rows(stem) {
		if !r.last[1].has(before) || !r.fits(stem) {
			continue
		}
		next, nextGrade := stem, grade
		mark := len(d.stems)
		if r.cut > 0 || r.add != "" {
			d.stems = append(append(d.stems, stem[:len(stem)-r.cut]...), r.add...)
			next = d.stems[mark:]
		}
		if r.grade != noGrade {
			nextGrade = r.grade
		}
		d.walk(r.to, next, cost+r.cost, nextGrade)
		d.stems = d.stems[:mark]
	}
}

// finish gives the stem's consonants their strong forms.
func (d *derivation) finish(stem []byte, cost int, grade int8) {
	tail := d.analyser.tails.first(stem)
	if tail == nil {
		d.put(stem, nil, nil, cost)
		return
	}
	head := stem[:len(stem)-tail.cut]
	strong := d.analyser.grades.first(head)
	if strong == nil {
		d.put(stem, nil, nil, cost)
		return
	}
	if tail.grade != noGrade {
		grade = tail.grade
	}
	for i := range strong.forms {
		form := &strong.forms[i]
		if more := form.cost[grade]; more != impossible {
			d.put(head[:len(head)-strong.cut], form.text, stem[len(head):], cost+more)
		}
	}
}

// put adds the hypothesis that the three parts make, or makes it cheaper.
func (d *derivation) put(head, middle, tail []byte, cost int) {
	if len(head)+len(middle)+len(tail) < d.analyser.least {
		return
	}
	at := len(d.texts)
	d.texts = append(append(append(d.texts, head...), middle...), tail...)
	text := d.texts[at:]
	for i := range d.found {
		h := &d.found[i]
		if h.end-h.at == len(text) && bytes.Equal(d.texts[h.at:h.end], text) {
			h.cost = min(h.cost, cost)
			d.texts = d.texts[:at]
			return
		}
	}
	d.found = append(d.found, hypothesis{at: at, end: len(d.texts), cost: cost})
}

// keys copies what was found: all texts are parts of one string.
func (d *derivation) keys() []Key {
	texts := string(d.texts)
	keys := make([]Key, len(d.found))
	for i, h := range d.found {
		keys[i] = Key{Text: texts[h.at:h.end], Cost: h.cost}
	}
	slices.SortFunc(keys, compareKeys)
	return keys
}

// compareKeys orders keys by cost, then by text.
func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.Cost, b.Cost), strings.Compare(a.Text, b.Text))
}
