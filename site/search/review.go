package search

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"opas/site/content"
	"opas/site/diag"
)

// Unreviewed is a long word of the guide that no list says is or is not a
// compound.
type Unreviewed struct {
	Word  string // in the form of the guide that stands for all
	Guess string // the word with a bar where it may be joined; ""
	Pages int    // that have the word
	File  string // of the first of them
}

// longWord is how many letters a word has that is likely a compound.
const longWord = 9

// cheap is the cost of a hypothesis that is likely, in hundredths.
const cheap = 35

// Unreviewed returns the long words of a language that are in no list of
// compounds, sorted. ok is false where the site has no such language.
func (x *Index) Unreviewed(lang string) (list []Unreviewed, ok bool) {
	i := slices.IndexFunc(x.languages, func(l *langIndex) bool { return l.Code == lang })
	if i < 0 {
		return nil, false
	}
	l := x.languages[i]
	entries, _ := l.entries()
	g := guesser{analyser: l.analyser, forms: map[string]bool{}, keys: map[string]bool{}}
	for _, e := range entries {
		g.learn(e.word)
	}
	splits := newSplitter(l.Compounds)
	list = []Unreviewed{}
	for _, e := range entries {
		if utf8.RuneCountInString(e.word) < longWord || strings.ContainsAny(e.word, "|-") || strings.ContainsFunc(e.word, unicode.IsDigit) {
			continue
		}
		if _, reviewed := splits.split(e.word); reviewed {
			continue
		}
		list = append(list, Unreviewed{Word: e.word, Guess: g.guess(e.word), Pages: len(e.posts), File: l.byID(int(e.posts[0].page)).Source.File})
	}
	slices.SortFunc(list, func(a, b Unreviewed) int {
		return cmp.Or(strings.Compare(Fold(a.Word), Fold(b.Word)), strings.Compare(a.Word, b.Word))
	})
	return list, true
}

// Review warns of synonyms that stand for words that no page of their language
// has. name is the content folder's, for diagnostics.
func (x *Index) Review(name string) diag.List {
	var diags diag.List
	for _, l := range x.languages {
		if len(l.Synonyms) == 0 {
			continue
		}
		words := l.lexicon()
		for _, s := range l.Synonyms {
			for _, word := range s.For {
				if !words.has(word) {
					diags.Warnf(path.Join(name, l.Code, content.SynonymsFile), s.Pos, "write a word that stands in the guide", "%q stands for %q, which no page says", s.Words, word)
				}
			}
		}
	}
	return diags
}

// lexicon is the words of an index and their parts, by their hypotheses.
type lexicon struct {
	analyser *Analyser // may be nil
	costs    map[string]int
}

func (l *langIndex) lexicon() *lexicon {
	x := &lexicon{l.analyser, map[string]int{}}
	entries, _ := l.entries()
	for _, e := range entries {
		single := strings.FieldsFunc(e.word, isJoined)
		for _, word := range slices.Concat([]string{e.text}, single, parts(e.word)) {
			for _, k := range x.keys(word) {
				if cost, ok := x.costs[k.Text]; !ok || k.Cost < cost {
					x.costs[k.Text] = k.Cost
				}
			}
		}
	}
	return x
}

// has reports whether a word is a form of one that is there.
func (x *lexicon) has(word string) bool {
	return slices.ContainsFunc(x.keys(word), func(k Key) bool {
		cost, ok := x.costs[k.Text]
		return ok && k.Cost+cost <= matching
	})
}

func (x *lexicon) keys(word string) []Key {
	if x.analyser == nil {
		return []Key{{Text: "=" + Fold(word)}}
	}
	return x.analyser.Keys(word)
}

// guesser splits words whose parts stand in the guide by themselves.
type guesser struct {
	analyser *Analyser
	forms    map[string]bool
	keys     map[string]bool // cheap hypotheses of the forms
}

// shortestPart is how many letters a part has at least.
const shortestPart = 3

func (g *guesser) learn(word string) {
	for part := range strings.FieldsFuncSeq(word, isJoined) {
		if utf8.RuneCountInString(part) < shortestPart {
			continue
		}
		g.forms[part] = true
		for _, k := range g.likely(part) {
			g.keys[k] = true
		}
	}
}

func (g *guesser) likely(word string) (keys []string) {
	if g.analyser == nil {
		return nil
	}
	for _, k := range g.analyser.Keys(word) {
		if k.Cost <= cheap && !strings.HasPrefix(k.Text, "=") {
			keys = append(keys, k.Text)
		}
	}
	return keys
}

// guess returns a word with a bar where a form of the guide ends and a form of a
// word of the guide begins; the last such place, since the last part is the one
// that is inflected.
func (g *guesser) guess(word string) (best string) {
	for i := range word {
		head, tail := word[:i], word[i:]
		if !g.forms[head] || utf8.RuneCountInString(tail) < shortestPart+1 {
			continue
		}
		if g.forms[tail] || slices.ContainsFunc(g.likely(tail), func(k string) bool { return g.keys[k] }) {
			best = head + "|" + tail
		}
	}
	return best
}
