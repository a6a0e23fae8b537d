package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A merger is the state of Merge. Forms, texts of hypotheses and lexemes are
// numbers: places in its slices.
type merger struct {
	forms   []string
	keys    [][]formKey // of each form, by text
	names   []string    // of the texts
	texts   [][]member  // the forms that have each text, the cheapest first
	lexemes []lexeme    // two of each text: one of each kind
	of      []int       // lexeme of each form, or alone
}

const alone = -1

// A formKey is a key of one form.
type formKey struct{ text, cost int }

// A member is a form that may be of a lexeme, with what that costs.
type member struct{ form, cost int }

// A lexeme is a hypothesis of one kind, and the forms that have it.
type lexeme struct {
	limit   int      // on the sum of two members' costs; also what opening it costs
	members []member // the cheapest first
	free    []member // members that had no lexeme when last looked at
	opened  bool
}

func newMerger(a *Analyser, forms []string) *merger {
	m := &merger{forms: forms, keys: make([][]formKey, len(forms)), of: make([]int, len(forms))}
	index := make(map[string]int, 4*len(forms))
	for f, form := range forms {
		m.of[f] = alone
		if !a.Stop(form) && !strings.ContainsAny(form, "0123456789") {
			d := a.derive(form)
			m.add(f, d, index)
			a.scratch.Put(d)
		}
	}
	byCost := func(x, y member) int { return cmp.Or(cmp.Compare(x.cost, y.cost), cmp.Compare(x.form, y.form)) }
	for _, members := range m.texts {
		slices.SortFunc(members, byCost)
	}
	for i := range m.lexemes {
		slices.SortFunc(m.lexemes[i].members, byCost)
		m.lexemes[i].free = slices.Clone(m.lexemes[i].members)
	}
	return m
}

// add notes the hypotheses about a form.
func (m *merger) add(f int, d *derivation, index map[string]int) {
	branch := d.analyser.branchCost
	short := utf8.RuneCountInString(m.forms[f]) <= 3
	for _, h := range d.found {
		cheapest := h.cheapest()
		if cheapest > matching {
			continue
		}
		name := d.texts[h.at:h.end]
		text, ok := index[string(name)]
		if !ok {
			text = len(m.names)
			m.names = append(m.names, string(name))
			index[m.names[text]] = text
			m.texts = append(m.texts, nil)
			limit := limitOf(m.names[text])
			for kind := range kinds {
				m.lexemes = append(m.lexemes, lexeme{limit: limit + 2*branch[kind]})
			}
		}
		m.keys[f] = append(m.keys[f], formKey{text, cheapest})
		m.texts[text] = append(m.texts[text], member{f, cheapest})
		for kind, cost := range h.cost {
			l := &m.lexemes[text*int(kinds)+kind]
			if cost <= l.limit && (!short || cost == 0) {
				l.members = append(l.members, member{f, cost})
			}
		}
	}
	slices.SortFunc(m.keys[f], func(x, y formKey) int { return cmp.Compare(x.text, y.text) })
}

// limits of lexemes of two letters and less, three, four …: the shorter a
// hypothesis is, the more often words share it by chance.
var limits = [...]int{0, 5, 15, 20, 25, 30, 35}

// limitOf returns the limit of a lexeme. A digit marks a stem that lost its end
// (fi.js: teissä may be of tie1), so it counts as a letter less.
func limitOf(text string) int {
	letters := len(text) - 1
	if text[len(text)-1] <= '9' {
		letters -= 2
	}
	return limits[min(max(letters-2, 0), len(limits)-1)]
}

// group returns the members that were given to a lexeme.
func (m *merger) group(lexeme int) []member {
	if !m.lexemes[lexeme].opened {
		return nil
	}
	var group []member
	for _, x := range m.lexemes[lexeme].members {
		if m.of[x.form] == lexeme {
			group = append(group, x)
		}
	}
	return group
}

// joins reports whether a form can be one of a group of the lexeme: cheaply,
// and with the same dots.
func (m *merger) joins(lexeme int, x member, group []member) bool {
	for i, other := range group {
		if i == 0 && x.cost+other.cost > m.lexemes[lexeme].limit || !sameDots(m.forms[x.form], m.forms[other.form]) {
			return false
		}
	}
	return true
}

// sameDots reports whether the letters that two words begin with alike are the
// same with their dots, too.
func sameDots(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for i > 0 && i < len(a) && !utf8.RuneStart(a[i]) {
		i--
	}
	if i == len(a) || i == len(b) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(a[i:])
	s, _ := utf8.DecodeRuneInString(b[i:])
	return r < utf8.RuneSelf && s < utf8.RuneSelf || Fold(string(r)) != Fold(string(s))
}
