package search

import (
	"cmp"
	"container/heap"
	"math/bits"
	"slices"
)

// A star is a lexeme with forms it could be given next.
type star struct {
	lexeme, forms int
	cost          int // sum of the forms' costs, and of opening the lexeme
}

// better orders stars by the cost of each form, the larger first then.
func (s star) better(t star) int {
	return cmp.Or(cmp.Compare(s.cost*t.forms, t.cost*s.forms), cmp.Compare(t.forms, s.forms), cmp.Compare(s.lexeme, t.lexeme))
}

// stars is a heap with the best star first.
type stars []star

func (s stars) Len() int           { return len(s) }
func (s stars) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s stars) Less(i, j int) bool { return s[i].better(s[j]) < 0 }
func (s *stars) Push(x any)        { *s = append(*s, x.(star)) }
func (s *stars) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

// choose opens lexemes and gives them forms, the best star first. A star can
// only become worse as others take its forms, until its lexeme is opened; so
// the first one of the heap is the best if it is still what it was.
func (m *merger) choose() {
	var queue stars
	for i := range m.lexemes {
		if len(m.lexemes[i].members) < 2 {
			continue
		}
		if s, _ := m.star(i); s.forms > 0 {
			queue = append(queue, s)
		}
	}
	heap.Init(&queue)
	for len(queue) > 0 {
		s, forms := m.star(queue[0].lexeme)
		switch {
		case s.forms == 0:
			heap.Pop(&queue)
		case s != queue[0]:
			queue[0] = s
			heap.Fix(&queue, 0)
		default:
			m.lexemes[s.lexeme].opened = true
			for _, x := range forms {
				m.of[x.form] = s.lexeme
			}
		}
	}
}

// star returns the best star of a lexeme: at least two forms that open it, or
// one more for one that is open.
func (m *merger) star(lexeme int) (star, []member) {
	l := &m.lexemes[lexeme]
	l.free = slices.DeleteFunc(l.free, func(x member) bool { return m.of[x.form] != alone })
	if l.opened {
		group := m.group(lexeme)
		for _, x := range l.free {
			if m.joins(lexeme, x, group) {
				return star{lexeme, 1, x.cost}, []member{x}
			}
		}
		return star{}, nil
	}
	cost := l.limit
	var forms []member
	for _, x := range l.free {
		if len(forms) >= 2 && x.cost*len(forms) > cost {
			break
		}
		if m.joins(lexeme, x, forms) {
			forms = append(forms, x)
			cost += x.cost
		}
	}
	if len(forms) < 2 {
		return star{}, nil
	}
	return star{lexeme, len(forms), cost}, forms
}

// reconsider gives each form, in turn, to the open lexeme that suits it best
// now, and reports whether any has changed.
func (m *merger) reconsider() bool {
	changed := false
	for f := range m.forms {
		old := m.of[f]
		m.of[f] = alone
		best, value := alone, absent
		for _, key := range m.keys[f] {
			for kind := range int(kinds) {
				if v, ok := m.value(key.text*int(kinds)+kind, f); ok && (v < value || v == value && best != old) {
					best, value = key.text*int(kinds)+kind, v
				}
			}
		}
		m.of[f] = best
		changed = changed || best != old
	}
	return changed
}

// value returns what it costs to give a free form to a lexeme, if that can be.
func (m *merger) value(lexeme, form int) (int, bool) {
	l := &m.lexemes[lexeme]
	if !l.opened {
		return 0, false
	}
	i := slices.IndexFunc(l.members, func(x member) bool { return x.form == form })
	if i < 0 {
		return 0, false
	}
	group := m.group(lexeme)
	if len(group) == 0 || !m.joins(lexeme, l.members[i], group) {
		return 0, false
	}
	return l.members[i].cost - crowding*bits.Len(uint(len(group))), true
}
