package search

import (
	"slices"
	"strings"

	"opas/site/content"
	"opas/site/model"
)

// libraryFile is the path of the index of the library of hashtags in a language.
func (l *langIndex) libraryFile() string { return Dir + "/" + l.Code + "/tags.js" }

// library makes the index of the library of hashtags. Its documents are the tags,
// those that are retired as well, by their words in the language; behind them, in
// the same order, the theme of each, and what each means.
func (l *langIndex) library() []byte {
	h := l.site.site.Hashtags
	themes := map[string]string{}
	for _, t := range h.Themes {
		themes[t.ID] = t.Title(l.Language)
	}
	var f forms
	var docs []indexed
	tags := slices.Concat(h.Tags(), h.Retired)
	add := func(texts func(t *model.Hashtag) []string) {
		for _, t := range tags {
			g := gatherer{weights: map[string]uint32{}}
			for _, text := range texts(t) {
				g.add(text, inText)
			}
			docs = append(docs, indexed{len(docs), g.terms(&f, nil)})
		}
	}
	add(func(t *model.Hashtag) []string { return append([]string{t.In(l.Language)}, t.Synonyms[l.Code]...) })
	add(func(t *model.Hashtag) []string { return []string{themes[t.Theme]} })
	add(func(t *model.Hashtag) []string { return []string{t.About(l.Language)} })
	ids := make([]string, len(tags))
	for i, t := range tags {
		ids[i] = t.ID
	}
	list, _ := entries(docs, len(docs), f.all(), l.Language, l.analyser, true)
	out := appendQuoted(append(appendCall(nil, l.libraryFile()), "{ids:"...), strings.Join(ids, " "))
	if also := also(l.about(list)); also != "" {
		out = appendQuoted(append(out, ",also:"...), also)
	}
	return append(appendEntries(append(out, ','), list), "}"+end...)
}

// hasLibrary reports whether the library of hashtags is shown, in any language,
// and has tags in this one.
func (l *langIndex) hasLibrary() bool {
	s := l.site.site
	return s.Hashtags != nil && slices.Contains(s.Hashtags.Languages(s), l.Language) &&
		slices.ContainsFunc(s.Languages, func(o *model.Language) bool { return o.Hashtags != nil })
}

// sameWord is the cost, in hundredths, at which two hypotheses meet for certain:
// near of matching.js.
const sameWord = 40

// runs returns the parts of a word, and what several of them that stand together
// make.
func runs(word string) []string {
	parts := strings.FieldsFunc(word, isJoined)
	var out []string
	for from := range parts {
		for to := from + 1; to <= len(parts); to++ {
			out = append(out, strings.Join(parts[from:to], ""))
		}
	}
	return out
}

// keys returns the hypotheses about a word; of a language without rules it is the
// word itself.
func (l *langIndex) keys(word string) []Key {
	if l.analyser == nil {
		return []Key{{Text: "=" + Fold(word)}}
	}
	return l.analyser.Keys(word)
}

// about returns the synonyms that stand for a word of a list, or for a part of one.
func (l *langIndex) about(list []entry) content.Synonyms {
	costs := map[string]int{}
	for _, e := range list {
		for _, word := range runs(e.word) {
			for _, k := range l.keys(word) {
				if cost, ok := costs[k.Text]; !ok || k.Cost < cost {
					costs[k.Text] = k.Cost
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(l.Synonyms), func(s content.Synonym) bool {
		return !slices.ContainsFunc(s.For, func(word string) bool {
			return slices.ContainsFunc(l.keys(word), func(k Key) bool {
				cost, ok := costs[k.Text]
				return ok && cost+k.Cost <= sameWord
			})
		})
	})
}
