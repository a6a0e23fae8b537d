package search

import (
	"maps"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"opas/site/content"
	"opas/site/markdown"
)

// How much a word counts by where it stands.
const (
	inTitle    = 5
	inHeading  = 3
	inKeywords = 2
	inSummary  = 2
	inTags     = 1 // the library tells more of a tag than a page that has it
	inText     = 1
)

// term is a word of a page, by its number among all forms.
type term struct {
	form    uint32
	weight  uint16
	inTitle bool
}

// terms are the words of a page.
type terms struct {
	list      []term
	length    int        // words of running text
	questions [][]uint32 // that it answers: the forms of each
	foreign   []uint32   // forms of names in other languages
}

// forms are the words of all pages, each with a number. The numbers are in the
// order in which words were met, which must not show in what is made.
type forms struct {
	mu     sync.RWMutex
	number map[string]uint32
	form   []string // with bars where capitals join it: #KelaKortti
}

// termsOf gathers the words of a source, and of sections that it has not got.
// The result depends on these alone.
func (f *forms) termsOf(s *content.Source, extra []markdown.Section) *terms {
	g := gatherer{weights: map[string]uint32{}}
	g.add(s.Front.Title, inTitle)
	titled := maps.Clone(g.weights)
	g.add(s.Front.Summary, inSummary)
	for _, w := range s.Front.Keywords {
		g.add(w, inKeywords)
	}
	for _, w := range s.Front.Tags {
		g.add(w, inTags)
	}
	var foreign []uint32
	for _, section := range append(s.Doc.Sections(), extra...) {
		g.add(section.Heading, inHeading)
		g.add(section.Text, inText)
		eachToken(section.Foreign, func(t Token) { foreign = append(foreign, f.of(t.Word)) })
	}
	t := g.terms(f, titled)
	t.foreign = foreign
	for _, q := range s.Front.Questions {
		var question []uint32
		eachToken(q, func(t Token) { question = append(question, f.of(t.Word)) })
		t.questions = append(t.questions, question)
	}
	return t
}

// of returns the number of a form.
func (f *forms) of(form string) uint32 {
	f.mu.RLock()
	n, ok := f.number[form]
	f.mu.RUnlock()
	if ok {
		return n
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if n, ok = f.number[form]; !ok {
		n = uint32(len(f.form))
		form = strings.Clone(form) // the text is not kept
		if f.number == nil {
			f.number = map[string]uint32{}
		}
		f.number[form] = n
		f.form = append(f.form, form)
	}
	return n
}

// all returns the forms by number, as many as there are now.
func (f *forms) all() []string {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.form[:len(f.form):len(f.form)]
}

// gatherer adds up what words weigh.
type gatherer struct {
	weights map[string]uint32
	length  int // words
}

func (g *gatherer) add(text string, weight uint32) {
	eachToken(text, func(t Token) {
		g.length++
		g.weights[camelJoints(text[t.At:t.End], t.Word)] += weight
	})
}

// terms returns what was gathered; titled are the words of the title.
func (g *gatherer) terms(f *forms, titled map[string]uint32) *terms {
	t := &terms{list: make([]term, 0, len(g.weights)), length: g.length}
	for form, weight := range g.weights {
		t.list = append(t.list, term{f.of(form), uint16(min(weight, math.MaxUint16)), titled[form] > 0})
	}
	return t
}

// camelJoints returns a form with bars where small letters meet a capital, as in
// hashtags of several words.
func camelJoints(written, form string) string {
	if written == form || len(written) != len(form) {
		return form // or has letters whose cases differ in length, as no tag has
	}
	var b strings.Builder
	last, from := rune(0), 0
	for i, r := range written {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteString(form[from:i])
			b.WriteByte('|')
			from = i
		}
		last = r
	}
	if from == 0 || utf8.RuneCountInString(form[from:]) < 2 {
		return form
	}
	return b.String() + form[from:]
}
