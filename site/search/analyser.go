package search

import (
	"errors"
	"fmt"
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
	states []*table // the first is where a word begins
	kinds  []kind   // of the hypotheses that end in each state
	// what the hypotheses of each kind cost at least
	branchCost [kinds]int
	tails      *table
	grades     *table
	least      int // letters of the shortest hypothesis
	stop       map[string]bool
	scratch    sync.Pool // of *derivation
}

// A Key is a hypothesis: a word that a form may be a form of.
type Key struct {
	Text string // "^" and a stem, or "=" and the folded word itself
	Cost int    // hundredths
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
	a.kinds, a.branchCost = kindsOf(a.states)
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
	d := a.derive(word)
	defer a.scratch.Put(d)
	return d.keys()
}

// derive finds the hypotheses about a word. What it returns belongs to scratch.
func (a *Analyser) derive(word string) *derivation {
	folded := Fold(word)
	plain := folded
	if strings.ContainsAny(plain, "-'") {
		plain = strings.NewReplacer("-", "", "'", "").Replace(plain)
	}
	d := a.scratch.Get().(*derivation)
	d.stems, d.texts, d.found = d.stems[:0], d.texts[:0], d.found[:0]
	d.put([]byte("="), []byte(folded), nil, 0, nominal)
	d.put([]byte("="), []byte(plain), nil, 0, nominal)
	if len(plain) <= longest && isPlain(plain) {
		d.stems = append(append(d.stems, '^'), plain...)
		d.walk(0, d.stems, 0, unknown)
	}
	return d
}

func isPlain(word string) bool {
	for i := range len(word) {
		if c := word[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
