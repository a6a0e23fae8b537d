package render

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"opas/site/model"
)

// The register lists every title, heading, keyword and hashtag of a language
// under its first letter: a reader who knows a word finds the page without
// search.

// registerMost is how many entries the register lists at most, so that it is no
// heavier than a first visit may be. That of a larger guide leaves out minor
// headings, then all headings within pages, then keywords; titles always stay.
const registerMost = 1000

// entryKind orders what an entry stems from: of entries of one text, the first
// gives the spelling and the place.
type entryKind int

const (
	titleEntry entryKind = iota
	headingEntry
	minorEntry // a heading of level 3
	tagEntry
	keywordEntry
)

// mention is a text at a place.
type mention struct {
	text   string // as shown
	kind   entryKind
	page   *model.Page
	anchor string
	under  string // heading of level 2 above one of level 3
	order  int
}

// mentions returns all that a register lists, in reading order.
func mentions(l *model.Language) []mention {
	var out []mention
	left := leftOut(l)
	add := func(m mention) {
		if left[m.kind] {
			return
		}
		m.text = strings.TrimSpace(norm.NFC.String(m.text))
		m.order = len(out)
		if m.text != "" {
			out = append(out, m)
		}
	}
	for _, p := range l.Pages {
		add(mention{text: p.Title, kind: titleEntry, page: p})
		under := ""
		for _, h := range p.Source.Doc.Headings {
			switch h.Level {
			case 2:
				under = h.Text
				add(mention{text: h.Text, kind: headingEntry, page: p, anchor: h.ID})
			case 3:
				add(mention{text: h.Text, kind: minorEntry, page: p, anchor: h.ID, under: under})
			}
		}
		for _, t := range p.Source.Front.Tags {
			add(mention{text: "#" + strings.TrimPrefix(t, "#"), kind: tagEntry, page: p})
		}
		if p.ShowsHashtags() {
			for _, s := range p.Extra() {
				kind := headingEntry
				if strings.HasPrefix(s.Heading, "#") {
					kind = tagEntry
				}
				add(mention{text: s.Heading, kind: kind, page: p, anchor: s.ID})
			}
		}
		for _, k := range p.Source.Front.Keywords {
			add(mention{text: k, kind: keywordEntry, page: p})
		}
	}
	return out
}

// leftOut tells which kinds of entries a language has too many of.
func leftOut(l *model.Language) (left [keywordEntry + 1]bool) {
	var count [keywordEntry + 1]int
	total := 0
	add := func(kind entryKind, n int) {
		count[kind] += n
		total += n
	}
	for _, p := range l.Pages {
		add(titleEntry, 1)
		for _, h := range p.Source.Doc.Headings {
			switch h.Level {
			case 2:
				add(headingEntry, 1)
			case 3:
				add(minorEntry, 1)
			}
		}
		add(tagEntry, len(p.Source.Front.Tags))
		add(keywordEntry, len(p.Source.Front.Keywords))
	}
	for _, kind := range []entryKind{minorEntry, headingEntry, keywordEntry} {
		if total > registerMost {
			left[kind] = true
			total -= count[kind]
		}
	}
	return left
}

// register returns the letters of a language's register, in the order of its
// alphabet.
func (r *Renderer) register(p *model.Page) []RegisterLetter {
	tag := language.Make(p.Lang.Code)
	a := alphabet{
		order:  collate.New(tag, collate.Numeric),
		letter: collate.New(tag, collate.Loose),
	}
	type group struct {
		word     string // by which it is sorted
		place    []byte // its place in the alphabet (Unicode Technical Standard 10, section 9.9)
		mentions []mention
	}
	var buf collate.Buffer
	byText := map[string]*group{}
	var groups []*group
	for _, m := range mentions(p.Lang) {
		key := strings.ToLower(m.text)
		g := byText[key]
		if g == nil {
			g = &group{word: sortWord(m.text)}
			g.place = slices.Clone(a.order.KeyFromString(&buf, g.word))
			buf.Reset()
			byText[key] = g
			groups = append(groups, g)
		}
		g.mentions = append(g.mentions, m)
	}
	slices.SortStableFunc(groups, func(x, y *group) int {
		return cmp.Or(cmp.Compare(rankOfWord(x.word), rankOfWord(y.word)), bytes.Compare(x.place, y.place), strings.Compare(x.word, y.word))
	})
	var out []RegisterLetter
	for _, g := range groups {
		letter := a.head(g.word)
		if len(out) == 0 || out[len(out)-1].Name != letter.Name {
			out = append(out, letter)
		}
		last := &out[len(out)-1]
		last.Entries = append(last.Entries, r.entry(p, g.mentions))
	}
	return out
}

// entry shows a text with all its places. A place is told once, and so is each
// of its names.
func (r *Renderer) entry(p *model.Page, all []mention) RegisterEntry {
	slices.SortStableFunc(all, func(a, b mention) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.order, b.order)) })
	e := RegisterEntry{Text: all[0].text}
	if lang := all[0].page.TextLang(); lang != p.Lang.Code {
		e.Lang = lang
	}
	var places []Link
	type name struct {
		page  *model.Page
		title string
	}
	pages, seen := map[*model.Page]int{}, map[name]bool{}
	for _, m := range all {
		pages[m.page]++
	}
	for _, m := range all {
		place := r.link(p, m.page)
		if m.anchor != "" {
			place.URL += "#" + m.anchor
		}
		if pages[m.page] > 1 && m.under != "" {
			place.Title += " – " + m.under
		}
		if n := (name{m.page, place.Title}); !seen[n] {
			seen[n] = true
			places = append(places, place)
		}
	}
	if len(places) > 1 {
		e.Places = places
		return e
	}
	e.URL = places[0].URL
	if all[0].kind != titleEntry {
		e.Page, e.PageLang = places[0].Title, places[0].Lang
	}
	return e
}

// sortWord returns a text from its first letter or digit on.
func sortWord(text string) string {
	i := strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	return text[max(i, 0):]
}

// rankOfWord puts words that begin with a digit before the letters, as readers
// expect, and those without either first.
func rankOfWord(word string) int {
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.IsLetter(first):
		return 2
	case unicode.IsDigit(first):
		return 1
	}
	return 0
}

// alphabet knows the letters of a language. It is not safe for concurrent use.
type alphabet struct {
	order  *collate.Collator
	letter *collate.Collator // tells letters apart, and not their accents and cases
}

// head returns the letter under which a word stands: its first, without an
// accent that makes no letter of its own in the language.
func (a alphabet) head(word string) RegisterLetter {
	switch rankOfWord(word) {
	case 0:
		return RegisterLetter{Name: "#", ID: "signs"}
	case 1:
		return RegisterLetter{Name: "0–9", ID: "digits"}
	}
	first := []rune(word)[0]
	if base := []rune(norm.NFD.String(string(first)))[0]; a.letter.CompareString(string(base), string(first)) == 0 {
		first = base
	}
	return RegisterLetter{Name: string(unicode.ToUpper(first)), ID: string(unicode.ToLower(first))}
}
