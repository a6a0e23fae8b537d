package search

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"opas/site/model"
)

// entry is a word of an index.
type entry struct {
	word  string // with bars at its joints
	text  string // folded, without bars: the order of the index
	posts []posting
}

// posting is a page that has a word.
type posting struct {
	page  uint32
	level byte // how much the page is about the word, 0 to 5; none of a question
}

// none is the level of the postings of questions.
const none = 255

// question is one that a page answers. It is a document of its own, whose number
// follows those of the pages.
type question struct {
	page  int
	words int // how many it has, each once, of those that pages have
}

// The parameters of BM25 (Robertson and Zaragoza, The Probabilistic Relevance
// Framework: BM25 and Beyond, 2009): how soon more of a word counts no more, and
// how much a page's length counts against it.
const (
	saturation = 1.6
	lengthPart = 0.4
)

// titleBonus is what a word of the title is worth besides: however often others
// speak of a thing, the page that is called by its name is about it.
const titleBonus = 0.8

// levelBounds are the impacts at which the levels 1 to 5 begin.
var levelBounds = [5]float64{0.8, 1.2, 1.7, 2.2, 2.8}

// level returns the level of a word's weight on a page; length is that of the
// page against the average.
func level(weight, length float64, inTitle bool) byte {
	impact := weight * (saturation + 1) / (weight + saturation*(1-lengthPart+lengthPart*length))
	if inTitle {
		impact += titleBonus
	}
	n, _ := slices.BinarySearch(levelBounds[:], math.Nextafter(impact, math.Inf(1)))
	return byte(n)
}

// indexed is a page of an index.
type indexed struct {
	id    int
	terms *terms
}

// entries makes the words of a language's pages, which are in the order of their
// ids, and their questions, which are numbered from first. A question adds no word:
// what readers say and pages do not is for keywords and synonyms to tell. all are
// the forms that terms number. Where merge is true, of several forms of a word one
// is kept.
func entries(pages []indexed, first int, all []string, l *model.Language, a *Analyser, merge bool) ([]entry, []question) {
	words, of := vocabulary(pages, all, a)
	if merge && a != nil {
		one := Merge(a, bare(words))
		for n, w := range of {
			if w >= 0 {
				of[n] = one[w]
			}
		}
	}
	total := 0
	for _, p := range pages {
		total += p.terms.length
	}
	average := max(1, float64(total)/float64(max(1, len(pages))))
	list := make([]entry, len(words))
	weights := make([]uint32, len(words)) // on the page at hand
	titled := make([]bool, len(words))    // in the title of the page at hand
	var here []int                        // the words on it
	for _, p := range pages {
		here = here[:0]
		for _, t := range p.terms.list {
			w := of[t.form]
			if w < 0 {
				continue // a stop word
			}
			if weights[w] == 0 {
				here = append(here, w)
			}
			weights[w] += uint32(t.weight)
			titled[w] = titled[w] || t.inTitle
		}
		for _, w := range here {
			list[w].posts = append(list[w].posts, posting{uint32(p.id), level(float64(weights[w]), float64(p.terms.length)/average, titled[w])})
			weights[w], titled[w] = 0, false
		}
	}
	addForeign(list, pages, of, average)
	questions := addQuestions(list, pages, of, first)
	splits := newSplitter(l.Compounds)
	for i, word := range words {
		plain := strings.ReplaceAll(word, "|", "")
		list[i].word, list[i].text = word, Fold(plain)
		// A hashtag's capitals leave joints within its words: #KotihoidonTuki.
		if split, reviewed := splits.split(plain); reviewed {
			list[i].word = split
		}
	}
	list = slices.DeleteFunc(list, func(e entry) bool { return len(e.posts) == 0 })
	slices.SortFunc(list, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.text, b.text), strings.Compare(a.word, b.word))
	})
	return list, questions
}

// addForeign adds names in other languages to the words that pages have. One that
// no page of this language has is found through its own.
func addForeign(list []entry, pages []indexed, of []int, average float64) {
	for _, p := range pages {
		for _, form := range p.terms.foreign {
			w := of[form]
			if w < 0 || len(list[w].posts) == 0 {
				continue
			}
			posts := list[w].posts
			i, has := slices.BinarySearchFunc(posts, uint32(p.id), func(q posting, id uint32) int { return cmp.Compare(q.page, id) })
			if !has {
				list[w].posts = slices.Insert(posts, i, posting{uint32(p.id), level(inHeading, float64(p.terms.length)/average, false)})
			}
		}
	}
}

// addQuestions adds the questions of pages to the words that pages have. of tells
// which word of list each form is.
func addQuestions(list []entry, pages []indexed, of []int, first int) []question {
	var questions []question
	for _, p := range pages {
		for _, forms := range p.terms.questions {
			q := posting{uint32(first + len(questions)), none}
			n := 0
			for _, form := range forms {
				if w := of[form]; w >= 0 && len(list[w].posts) > 0 && !slices.Contains(list[w].posts, q) {
					list[w].posts = append(list[w].posts, q)
					n++
				}
			}
			questions = append(questions, question{p.id, n})
		}
	}
	return questions
}

// vocabulary returns the words of pages, sorted, and of each form by number which
// of them it is: -1 for a stop word, and for one that no page has. Forms that
// differ only in where capitals join them are one word.
func vocabulary(pages []indexed, all []string, a *Analyser) (words []string, of []int) {
	of = make([]int, len(all))
	for _, p := range pages {
		for _, t := range p.terms.list {
			of[t.form] = 1
		}
		for _, form := range slices.Concat(p.terms.questions...) {
			of[form] = 1
		}
	}
	best := map[string]string{} // with bars, by the word without
	for n, form := range all {
		word := strings.ReplaceAll(form, "|", "")
		if of[n] == 0 || a != nil && a.Stop(word) {
			of[n] = -1
			continue
		}
		// Of several ways to join it that with the most bars is taken.
		if old, ok := best[word]; !ok || len(form) > len(old) || len(form) == len(old) && form < old {
			best[word] = form
		}
	}
	place := make(map[string]int, len(best))
	for i, word := range slices.Sorted(maps.Keys(best)) {
		words = append(words, best[word])
		place[word] = i
	}
	for n, form := range all {
		if of[n] >= 0 {
			of[n] = place[strings.ReplaceAll(form, "|", "")]
		}
	}
	return words, of
}

// bare returns words without bars.
func bare(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ReplaceAll(w, "|", "")
	}
	return out
}

// encode returns the words, posts and levels of entries.
func encode(list []entry) (words, posts, levels []byte) {
	before := ""
	for _, e := range list {
		words = appendWord(words, before, e.word)
		before = e.word
		last := uint32(0)
		for i, p := range e.posts {
			n := 2 * int(p.page-last)
			if i == len(e.posts)-1 {
				n++
			}
			posts = appendNumber(posts, n)
			if p.level != none {
				levels = append(levels, digits[p.level])
			}
			last = p.page
		}
	}
	return words, posts, levels
}

// shard is a part of a large index.
type shard struct {
	from string // the beginning from which on words stand in it
	list []entry
}

// cutShards files every entry under its beginning and those of its parts, and
// cuts the whole into n shards of about the same size. What begins alike in all
// its letters is not parted; where large entries leave too little for n shards,
// the last ones are empty.
func cutShards(list []entry, n int) []shard {
	type filed struct {
		at string
		entry
	}
	var all []filed
	left := 0
	for _, e := range list {
		for _, at := range append([]string{e.text}, parts(e.word)...) {
			all = append(all, filed{Fold(at), e})
			left += size(e)
		}
	}
	slices.SortStableFunc(all, func(a, b filed) int { return strings.Compare(a.at, b.at) })
	shards := make([]shard, n)
	before := ""
	for i := range shards {
		s := &shards[i]
		if s.from = "\uffff"; len(all) == 0 {
			continue
		}
		s.from = beginning(before, all[0].at)
		room := left / (n - i)
		for sum := 0; len(all) > 0 && (sum < room || all[0].at == before || i == n-1); all = all[1:] {
			s.list = append(s.list, all[0].entry)
			sum += size(all[0].entry)
			left -= size(all[0].entry)
			before = all[0].at
		}
	}
	return shards
}

// size is about how many bytes an entry takes.
func size(e entry) int { return 5 + 2*len(e.posts) }

// beginning returns the shortest beginning of a word that is not before the one
// that stands before it.
func beginning(before, word string) string {
	for i := range word {
		if i > 0 && word[:i] > before {
			return word[:i]
		}
	}
	return word
}
