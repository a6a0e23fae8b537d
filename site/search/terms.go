package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"opas/site/content"
	"opas/site/markdown"
)

// How much a word counts by where it stands.
const (
	inTitle    = 4
	inHeading  = 3
	inKeywords = 3
	inSummary  = 2
	inText     = 1
)

// term is a word of a page.
type term struct {
	form   string // as Tokens gives it
	joints string // the form with bars where capitals join it, #KelaKortti; else ""
	weight float32
}

// terms are the words of a page.
type terms struct {
	list   []term // sorted by form
	length int    // words of running text
}

// termsOf gathers the words of a source, and of sections that it has not got.
// The result depends on these alone.
func termsOf(s *content.Source, extra []markdown.Section) *terms {
	g := gatherer{at: map[string]int{}}
	g.add(s.Front.Title, inTitle)
	g.add(s.Front.Summary, inSummary)
	for _, words := range [][]string{s.Front.Keywords, s.Front.Tags} {
		for _, w := range words {
			g.add(w, inKeywords)
		}
	}
	for _, section := range append(s.Doc.Sections(), extra...) {
		g.add(section.Heading, inHeading)
		g.add(section.Text, inText)
	}
	slices.SortFunc(g.list, func(a, b term) int { return strings.Compare(a.form, b.form) })
	return &g.terms
}

type gatherer struct {
	terms
	at map[string]int // of a form, in list
}

func (g *gatherer) add(text string, weight float32) {
	for _, t := range Tokens(text) {
		g.length++
		i, ok := g.at[t.Word]
		if !ok {
			i = len(g.list)
			form := strings.Clone(t.Word) // the text is not kept
			g.at[form] = i
			g.list = append(g.list, term{form: form, joints: camelJoints(text[t.At:t.End], form)})
		}
		g.list[i].weight += weight
	}
}

// camelJoints returns a form with bars where small letters meet a capital, as in
// hashtags of several words; "" where there are none.
func camelJoints(written, form string) string {
	if len(written) != len(form) {
		return "" // letters whose cases differ in length: no tag has them
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
		return ""
	}
	return b.String() + form[from:]
}
