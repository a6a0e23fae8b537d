package search

import (
	"cmp"
	"slices"
	"strings"
)

// Costs in hundredths.
const (
	// matching is the dearest sum of costs at which a query's word counts as a
	// form of a word of the text.
	matching = 50
	// crowding is what each doubling of a lexeme's forms is worth to a form that
	// could be of several lexemes: a word with many forms in the text is likelier.
	crowding = 10
	// rounds bounds how often forms are reconsidered; the guide needs three.
	rounds = 4
)

// Merge finds the forms of one word among the word forms of a corpus: it returns
// for each form the index of the form that stands for its word, which is its own
// where it stands alone. Their order does not matter.
//
// Every form is a form of at most one lexeme, a hypothesis that all forms of the
// group share, and lexemes are chosen so that few of them explain many forms
// cheaply. That is the facility location problem: opening a lexeme costs, and
// so does each form's hypothesis. It is solved greedily, the cheapest star first
// (Jain, Mahdian, Saberi 2002), then improved form by form.
//
// A form is merged only if whatever form of the corpus matches it matches the
// representative too, so that readers find by any form what they found before.
// Stop words, numbers and what differs in dots (sää, saa) stay apart.
func Merge(a *Analyser, forms []string) []int {
	places := make([]int, len(forms)) // of the forms in their order
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return strings.Compare(forms[i], forms[j]) })
	sorted := make([]string, len(forms))
	for i, place := range places {
		sorted[i] = forms[place]
	}
	stands := make([]int, len(forms))
	for i, r := range mergeSorted(a, sorted) {
		stands[places[i]] = places[r]
	}
	return stands
}

func mergeSorted(a *Analyser, forms []string) []int {
	m := newMerger(a, forms)
	m.choose()
	for range rounds {
		if !m.reconsider() {
			break
		}
	}
	m.release(m.representatives())
	return m.representatives()
}

// representatives returns for each form the one that stands for it: of a
// lexeme's forms the one that is most plainly of it, then the shortest, then
// the first.
func (m *merger) representatives() []int {
	stands := make([]int, len(m.forms))
	for f := range stands {
		stands[f] = f
	}
	for i := range m.lexemes {
		group := m.group(i)
		if len(group) == 0 {
			continue
		}
		best := slices.MinFunc(group, func(x, y member) int {
			return cmp.Or(cmp.Compare(x.cost, y.cost),
				cmp.Compare(len(m.forms[x.form]), len(m.forms[y.form])), cmp.Compare(x.form, y.form))
		})
		for _, x := range group {
			if x.cost+best.cost <= m.lexemes[i].limit {
				stands[x.form] = best.form
			}
		}
	}
	return stands
}

// release leaves alone the forms that could not be found by their
// representative: those that match another form which the representative does
// not match.
func (m *merger) release(stands []int) {
	for f, r := range stands {
		if f != r && !m.covers(r, f, stands) {
			m.of[f] = alone
		}
	}
}

func (m *merger) covers(r, f int, stands []int) bool {
	for _, key := range m.keys[f] {
		for _, x := range m.texts[key.text] {
			if key.cost+x.cost > matching {
				break
			}
			if stands[x.form] != r && m.match(x.form, r) > matching {
				return false
			}
		}
	}
	return true
}

// match returns the lowest sum of costs over the keys that both forms have.
func (m *merger) match(f, g int) int {
	best := absent
	a, b := m.keys[f], m.keys[g]
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].text < b[0].text:
			a = a[1:]
		case a[0].text > b[0].text:
			b = b[1:]
		default:
			best = min(best, a[0].cost+b[0].cost)
			a, b = a[1:], b[1:]
		}
	}
	return best
}
