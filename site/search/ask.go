package search

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/dop251/goja"
)

// Results answer a query. They are those of engine.js.
type Results struct {
	Words      []string `json:"words"` // that were looked for: lower case, without dots
	Main       []Hit    `json:"main"`
	Other      []Hit    `json:"other"` // found through another language
	Related    []Hit    `json:"related"`
	Suggestion string   `json:"suggestion"` // the query with typing errors mended; ""
}

// All returns the hits in the order in which a reader sees them.
func (r *Results) All() []Hit {
	var all []Hit
	for _, list := range [][]Hit{r.Main, r.Other, r.Related} {
		all = append(all, list...)
	}
	return all
}

// Hit is a page that was found.
type Hit struct {
	ID       int      `json:"id"`
	URL      string   `json:"url"`  // from the site's root
	Lang     string   `json:"lang"` // of the page's text where it is not the reader's; ""
	Title    Pieces   `json:"title"`
	Score    float64  `json:"score"`
	Via      *Via     `json:"via"` // nil where the reader's own language found it
	Sections []Found  `json:"sections"`
	Why      []Reason `json:"why"`
}

// Via is the language and the word through which a page was found.
type Via struct {
	Lang string `json:"lang"`
	Word string `json:"word"`
}

// Found is a section of a page that was found.
type Found struct {
	Anchor  string `json:"anchor"` // "" for the top of the page
	Heading Pieces `json:"heading"`
	Excerpt Pieces `json:"excerpt"`
}

// Pieces are a text in pieces, those that were looked for marked.
type Pieces []struct {
	Text string `json:"text"`
	Mark bool   `json:"mark"`
}

// String returns the text, the marked pieces in brackets.
func (p Pieces) String() string {
	var b strings.Builder
	for _, piece := range p {
		if piece.Mark {
			b.WriteString("[" + piece.Text + "]")
		} else {
			b.WriteString(piece.Text)
		}
	}
	return b.String()
}

// Reason tells which word of the index a word of the query was taken for.
type Reason struct {
	Word  string  `json:"word"`
	Form  string  `json:"form"`
	Cost  float64 `json:"cost"`
	How   string  `json:"how"` // form, part, split, prefix, typo or synonym
	Pages int     `json:"pages"`
}

// Scripts of the folder of the search, in the order in which they run; the rules
// of the languages come after the first.
const (
	analysisScript = "analysis.js"
	matchingScript = "matching.js"
	engineScript   = "engine.js"
)

// Searcher answers queries as the search box of a language does: it runs the
// scripts of the site, on its files. It is not safe for concurrent use.
type Searcher struct {
	vm   *goja.Runtime
	self *goja.Object
}

// Searcher returns a Searcher for readers of a language of the site. load returns
// a file of the site by its path.
func (x *Index) Searcher(lang string, load func(path string) ([]byte, error)) (*Searcher, error) {
	s := &Searcher{vm: goja.New()}
	scripts := []string{analysisScript}
	codes := make([]string, len(x.languages))
	for i, l := range x.languages {
		codes[i] = l.Code
		if l.analyser != nil {
			scripts = append(scripts, l.Code+".js")
		}
	}
	for _, name := range append(scripts, matchingScript, engineScript) {
		if err := s.run(name, x.script(name)); err != nil {
			return nil, err
		}
	}
	global := s.vm.GlobalObject().Get("opasSearch").ToObject(s.vm)
	for _, l := range x.languages {
		if l.analyser == nil {
			continue
		}
		analyser := global.Get("languages").ToObject(s.vm).Get(l.Code).ToObject(s.vm)
		if err := analyser.Set("keys", s.keys(l.analyser)); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
	}
	self, err := s.call(global, "open", map[string]any{
		"lang": lang, "languages": codes,
		"load": func(path string) error {
			data, err := load(path)
			if err != nil {
				return err
			}
			return s.run(path, data)
		},
	})
	if err != nil {
		return nil, err
	}
	s.self = self.ToObject(s.vm)
	return s, nil
}

func (s *Searcher) run(name string, script []byte) error {
	if _, err := s.vm.RunScript(name, string(script)); err != nil {
		return fmt.Errorf("search: %w", err)
	}
	return nil
}

// keys returns an Analyser's Keys as a function of the scripts, from a word to a
// Map: analysis.js comes to the same, a hundred times as slowly in this engine.
func (s *Searcher) keys(a *Analyser) func(word string) goja.Value {
	newMap := s.vm.Get("Map")
	return func(word string) goja.Value {
		keys := a.Keys(word)
		pairs := make([]any, len(keys))
		for i, k := range keys {
			pairs[i] = s.vm.NewArray(k.Text, float64(k.Cost)/100)
		}
		m, err := s.vm.New(newMap, s.vm.NewArray(pairs...))
		if err != nil {
			panic(s.vm.NewGoError(err))
		}
		return m
	}
}

// call calls a method; where it returns a promise, that is kept by then.
func (s *Searcher) call(on *goja.Object, method string, args ...any) (goja.Value, error) {
	f, ok := goja.AssertFunction(on.Get(method))
	if !ok {
		return nil, fmt.Errorf("search: the scripts have no %s", method)
	}
	values := make([]goja.Value, len(args))
	for i, a := range args {
		values[i] = s.vm.ToValue(a)
	}
	v, err := f(on, values...)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	p, ok := v.Export().(*goja.Promise)
	if !ok {
		return v, nil
	}
	if p.State() != goja.PromiseStateFulfilled {
		return nil, fmt.Errorf("search: %s: %v", method, p.Result())
	}
	return p.Result(), nil
}

// Search answers a query with at most so many results of each group.
func (s *Searcher) Search(query string, limit int) (*Results, error) {
	v, err := s.call(s.self, "search", query, map[string]any{"limit": limit})
	if err != nil {
		return nil, err
	}
	r := &Results{}
	return r, decode(v, r)
}

// Rank returns the ids of the pages that a query finds, in order. It is quicker
// than Search, for it does not look at the pages.
func (s *Searcher) Rank(query string) ([]int, error) {
	v, err := s.call(s.self, "rank", query, false)
	if err != nil {
		return nil, err
	}
	var ids []int
	for _, group := range []string{"main", "other", "related"} {
		var hits []struct{ Page int }
		if err := decode(v.ToObject(s.vm).Get(group), &hits); err != nil {
			return nil, err
		}
		for _, h := range hits {
			ids = append(ids, h.Page)
		}
	}
	return ids, nil
}

func decode(v goja.Value, into any) error {
	data, err := json.Marshal(v.Export())
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	return json.Unmarshal(data, into)
}
