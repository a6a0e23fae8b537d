package search

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// A kind tells apart hypotheses of one text: "tuke" may be the noun of tuki,
// tuen or the verb of tukea, tuen. Where a language's machine branches at once,
// as the Finnish one does into nominals and verbs, the states that the second
// branch comes to are verbal, those that only the first one comes to nominal;
// for nominals can be derived from verbs (puhuja of puhua), not the other way
// about. Where there is one branch, all is nominal.
type kind int

const (
	nominal kind = iota
	verbal
	kinds
)

// kindsOf finds the kind of each state, and what taking each branch costs. The
// branches are the rows of the first state that ask for nothing.
func kindsOf(states []*table) (of []kind, cost [kinds]int) {
	of = make([]kind, len(states))
	branch := nominal
	for _, r := range states[0].all {
		if len(r.pattern) > 0 || r.to == final || branch == kinds {
			continue
		}
		reached := make([]bool, len(states))
		reach(states, r.to, reached)
		for i, yes := range reached {
			if yes {
				of[i] = branch
			}
		}
		cost[branch] = r.cost
		branch++
	}
	return of, cost
}

func reach(states []*table, from int, reached []bool) {
	if reached[from] {
		return
	}
	reached[from] = true
	for _, r := range states[from].all {
		if r.to != final {
			reach(states, r.to, reached)
		}
	}
}

// A derivation is one word's way through the tables.
type derivation struct {
	analyser *Analyser
	stems    []byte // the stems on the way here, one behind the other
	texts    []byte // the texts of the hypotheses found
	found    []hypothesis
}

type hypothesis struct {
	at, end int        // in texts
	cost    [kinds]int // absent where there is none of the kind
}

const absent = 1 << 20

func (h hypothesis) cheapest() int { return min(h.cost[nominal], h.cost[verbal]) }

// walk goes on with a stem, which begins with the mark "^", from a state.
func (d *derivation) walk(state int, stem []byte, cost int, grade int8) {
	if len(stem) < 3 || cost > dearest {
		return
	}
	before := stem[len(stem)-2]
	for _, r := range d.analyser.states[state].rows(stem) {
		if !r.last[1].has(before) || !r.fits(stem) {
			continue
		}
		next, nextGrade, nextCost := stem, grade, cost+r.cost
		mark := len(d.stems)
		if r.cut > 0 || r.add != "" {
			d.stems = append(append(d.stems, stem[:len(stem)-r.cut]...), r.add...)
			next = d.stems[mark:]
		}
		if r.grade != noGrade {
			nextGrade = r.grade
		}
		if r.to != final {
			d.walk(r.to, next, nextCost, nextGrade)
		} else if len(next) >= 3 && nextCost <= dearest {
			d.finish(next, nextCost, nextGrade, d.analyser.kinds[state])
		}
		d.stems = d.stems[:mark]
	}
}

// finish gives the stem's consonants their strong forms.
func (d *derivation) finish(stem []byte, cost int, grade int8, kind kind) {
	var strong *row
	var head []byte
	tail := d.analyser.tails.first(stem)
	if tail != nil {
		head = stem[:len(stem)-tail.cut]
		strong = d.analyser.grades.first(head)
	}
	if strong == nil {
		d.putStem(stem, nil, nil, cost, kind)
		return
	}
	if tail.grade != noGrade {
		grade = tail.grade
	}
	for i := range strong.forms {
		form := &strong.forms[i]
		if more := form.cost[grade]; more != impossible {
			d.putStem(head[:len(head)-strong.cut], form.text, stem[len(head):], cost+more, kind)
		}
	}
}

func (d *derivation) putStem(head, middle, tail []byte, cost int, kind kind) {
	if len(head)+len(middle)+len(tail) > d.analyser.least {
		d.put(head, middle, tail, cost, kind)
	}
}

// put adds the hypothesis that the three parts make, or makes it cheaper.
func (d *derivation) put(head, middle, tail []byte, cost int, kind kind) {
	at := len(d.texts)
	d.texts = append(append(append(d.texts, head...), middle...), tail...)
	text := d.texts[at:]
	for i := range d.found {
		h := &d.found[i]
		if h.end-h.at == len(text) && bytes.Equal(d.texts[h.at:h.end], text) {
			h.cost[kind] = min(h.cost[kind], cost)
			d.texts = d.texts[:at]
			return
		}
	}
	h := hypothesis{at: at, end: len(d.texts), cost: [kinds]int{absent, absent}}
	h.cost[kind] = cost
	d.found = append(d.found, h)
}

// keys copies what was found: all texts are parts of one string.
func (d *derivation) keys() []Key {
	texts := string(d.texts)
	keys := make([]Key, len(d.found))
	for i, h := range d.found {
		keys[i] = Key{Text: texts[h.at:h.end], Cost: h.cheapest()}
	}
	slices.SortFunc(keys, compareKeys)
	return keys
}

// compareKeys orders keys by cost, then by text.
func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.Cost, b.Cost), strings.Compare(a.Text, b.Text))
}
