package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"
)

// Results answer a query. They are those of engine.js.
type Results struct {
	Words      []string // that were looked for: lower case, without dots
	Main       []Hit
	Other      []Hit // found through another language
	Related    []Hit
	Suggestion string // the query with typing errors mended; ""
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
	ID       int
	URL      string // from the site's root
	Title    Pieces
	Score    float64
	Via      *Via // nil where the reader's own language found it
	Sections []Found
	Why      []Reason
}

// Via is the language and the word through which a page was found.
type Via struct{ Lang, Word string }

// Found is a section of a page that was found.
type Found struct {
	Anchor           string // "" for the top of the page
	Heading, Excerpt Pieces
}

// Pieces are a text in pieces, those that were looked for marked.
type Pieces []struct {
	Text string
	Mark bool
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
	Word, Form string
	Cost       float64
	How        string // form, part, prefix, typo or synonym
	Pages      int
}

// Searcher answers queries as the search box of a language does: it runs the
// scripts of the site, on its files. It is not safe for concurrent use.
type Searcher struct {
	vm     *goja.Runtime
	search goja.Callable
	self   goja.Value
}

// Scripts are those that a Searcher runs.
type Scripts struct {
	Analysis, Engine []byte
	Rules            map[string][]byte // by language, for those that have some
	// Analysers run the Rules in place of analysis.js, with the same result and
	// a hundred times as fast.
	Analysers map[string]*Analyser
}

// keysFunc returns an Analyser's Keys as a function of the scripts: from a word
// to a Map.
func keysFunc(vm *goja.Runtime, a *Analyser) func(word string) goja.Value {
	constructor := vm.Get("Map")
	return func(word string) goja.Value {
		keys := a.Keys(word)
		pairs := make([]any, len(keys))
		for i, k := range keys {
			pairs[i] = vm.NewArray(k.Text, float64(k.Cost)/100)
		}
		m, err := vm.New(constructor, vm.NewArray(pairs...))
		if err != nil {
			panic(vm.NewGoError(err))
		}
		return m
	}
}

// NewSearcher returns a Searcher for readers of lang. load returns a file of the
// site by its path.
func NewSearcher(s Scripts, lang string, languages []string, load func(path string) ([]byte, error)) (*Searcher, error) {
	vm := goja.New()
	if _, err := vm.RunScript("analysis.js", string(s.Analysis)); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	for _, code := range languages {
		if rules := s.Rules[code]; rules != nil {
			if _, err := vm.RunScript(code+".js", string(rules)); err != nil {
				return nil, fmt.Errorf("search: %w", err)
			}
		}
	}
	if _, err := vm.RunScript("engine.js", string(s.Engine)); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	global := vm.GlobalObject().Get("opasSearch").ToObject(vm)
	analysers := global.Get("languages").ToObject(vm)
	for code, a := range s.Analysers {
		if l := analysers.Get(code); l != nil && a != nil {
			if err := l.ToObject(vm).Set("keys", keysFunc(vm, a)); err != nil {
				return nil, fmt.Errorf("search: %w", err)
			}
		}
	}
	open, ok := goja.AssertFunction(global.Get("open"))
	if !ok {
		return nil, errors.New("search: engine.js has no open")
	}
	self, err := open(nil, vm.ToValue(map[string]any{
		"lang": lang, "languages": languages,
		"load": func(path string) error {
			data, err := load(path)
			if err == nil {
				_, err = vm.RunScript(path, string(data))
			}
			return err
		},
	}))
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	search, ok := goja.AssertFunction(self.ToObject(vm).Get("search"))
	if !ok {
		return nil, errors.New("search: engine.js has no search")
	}
	return &Searcher{vm: vm, search: search, self: self}, nil
}

// Search answers a query with at most so many results of each group.
func (s *Searcher) Search(query string, limit int) (*Results, error) {
	v, err := s.search(s.self, s.vm.ToValue(query), s.vm.ToValue(map[string]any{"limit": limit}))
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", query, err)
	}
	p, ok := v.Export().(*goja.Promise)
	if !ok || p.State() != goja.PromiseStateFulfilled {
		return nil, fmt.Errorf("search for %q: %v", query, p.Result())
	}
	data, err := json.Marshal(p.Result().Export())
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", query, err)
	}
	r := &Results{}
	return r, json.Unmarshal(data, r)
}
