package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A merger is the state of Merge. Forms, texts of hypotheses and lexemes are
// numbers: places in its slices. Texts that one form has alone are left out.
type merger struct {
	forms      []string
	keys       [][]formKey // of each form, by text
	texts      [][]member  // the forms that have each text, the cheapest first
	lexemes    []lexeme    // one of each kind for each text
	of         []int       // lexeme of each form, or alone
	branchCost [kinds]int  // of the Analyser
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
	m := &merger{forms: forms, keys: make([][]formKey, len(forms)), of: make([]int, len(forms)), branchCost: a.branchCost}
	for f := range forms {
		m.of[f] = alone
	}
	for _, shared := range sharedGuesses(a, forms) {
		m.add(shared.text, shared.guesses)
	}
	return m
}

// A guess is a hypothesis about a form.
type guess struct {
	form int
	cost [kinds]int
}

// A sharedGuess is a hypothesis that several forms share.
type sharedGuess struct {
	text    string
	guesses []guess
}

// sharedGuesses returns the hypotheses that several forms share. Most are one
// form's alone; their first guesses are kept in place, so that they cost little.
func sharedGuesses(a *Analyser, forms []string) []sharedGuess {
	index := make(map[string]int, 4*len(forms))
	found := make([]sharedGuess, 0, 4*len(forms))
	first := make([]guess, 0, 4*len(forms))
	for f, form := range forms {
		if a.Stop(form) || strings.ContainsAny(form, "0123456789") {
			continue
		}
		d := a.derive(form)
		texts := string(d.texts)
		for _, h := range d.found {
			if h.cheapest() > matching {
				continue
			}
			text := texts[h.at:h.end]
			place, known := index[text]
			if !known {
				index[text] = len(found)
				found = append(found, sharedGuess{text: text})
				first = append(first, guess{f, h.cost})
				continue
			}
			if found[place].guesses == nil {
				found[place].guesses = append(make([]guess, 0, 4), first[place])
			}
			found[place].guesses = append(found[place].guesses, guess{f, h.cost})
		}
		a.scratch.Put(d)
	}
	return slices.DeleteFunc(found, func(s sharedGuess) bool { return s.guesses == nil })
}

// add notes a text with the forms that have it.
func (m *merger) add(name string, shared []guess) {
	text := len(m.texts)
	members := make([]member, 0, len(shared))
	for _, g := range shared {
		cost := slices.Min(g.cost[:])
		m.keys[g.form] = append(m.keys[g.form], formKey{text, cost})
		members = append(members, member{g.form, cost})
	}
	m.texts = append(m.texts, cheapestFirst(members))
	for kind := range kinds {
		l := lexeme{limit: limitOf(name) + 2*m.branchCost[kind]}
		for _, g := range shared {
			short := utf8.RuneCountInString(m.forms[g.form]) <= 3
			if g.cost[kind] <= l.limit && (!short || g.cost[kind] == 0) {
				l.members = append(l.members, member{g.form, g.cost[kind]})
			}
		}
		if len(l.members) >= 2 {
			l.free = slices.Clone(cheapestFirst(l.members))
		}
		m.lexemes = append(m.lexemes, l)
	}
}

func cheapestFirst(members []member) []member {
	slices.SortFunc(members, func(x, y member) int {
		return cmp.Or(cmp.Compare(x.cost, y.cost), cmp.Compare(x.form, y.form))
	})
	return members
}

// limits of lexemes of two letters and less, three, four …: the shorter a
// hypothesis is, the more often words share it by chance.
var limits = [...]int{0, 10, 15, 20, 25, 30, 35}

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
