package search

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"opas/site/corpus"
	"opas/site/output"
)

// cut makes each language's index of a planned search in so many shards, 0 for
// one file of the same words.
func cut(t testing.TB, x *Index, shards int) guide {
	t.Helper()
	for _, l := range x.languages {
		l.shards = 1 // forms of a word are not merged
		list, questions := l.entries()
		l.entries = func() ([]entry, []question) { return list, questions }
		l.shards = shards
		l.made = sync.OnceValue(l.make)
	}
	return built(t, x)
}

// A visit asks each query of a new engine, which has loaded nothing.
type visit struct {
	*Searcher
	set    *output.Set
	lang   string
	loaded []string // by the last query
}

// rank returns the ids of the pages that a query finds, in order.
func (v *visit) rank(t testing.TB, query string) []int {
	t.Helper()
	v.loaded = nil
	self, err := v.call(v.vm.GlobalObject().Get("opasSearch").ToObject(v.vm), "open", map[string]any{
		"lang": v.lang, "languages": []string{v.lang},
		"load": func(path string) error {
			v.loaded = append(v.loaded, path)
			data, err := v.set.Bytes(path)
			if err != nil {
				return err
			}
			return v.run(path, data)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	v.self = self.ToObject(v.vm)
	ids, err := v.Rank(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	if unique := slices.Compact(slices.Sorted(slices.Values(v.loaded))); len(unique) < len(v.loaded) {
		t.Errorf("%s: loaded twice: %v", query, v.loaded)
	}
	return ids
}

// TestShards: an index in shards answers as one that is a single file.
func TestShards(t *testing.T) {
	t.Parallel()
	files := smallGuide(t, map[string]string{"fi/7-oudot.md": oddPage})
	whole, sharded := cut(t, plan(t, files, nil), 0), cut(t, plan(t, files, nil), 20)
	queries := map[string][]string{
		"fi": {"mitä se on", "xyzzy", "hyvä arki", "kissa-arki", "salasana-väki", "salasanojen vaihtaminen", "pomolle", "pomo-kissa", "tunnari", "musta lista", "töissä"},
		"sv": {"bossen", "lösen-chef"},
	}
	for i, l := range sharded.languages[:2] {
		if n := len(l.made().shards); n != 20 {
			t.Fatalf("%s: %d shards", l.Code, n)
		}
		entries, _ := whole.languages[i].entries()
		for n, e := range entries {
			if i > 0 && n%3 > 0 {
				continue // of Swedish every third word will do
			}
			queries[l.Code] = append(queries[l.Code], strings.ReplaceAll(e.word, "|", ""))
			queries[l.Code] = append(queries[l.Code], parts(e.word)...)
		}
		s, v := whole.searcher(t, l.Code), visit{Searcher: sharded.searcher(t, l.Code), set: sharded.set, lang: l.Code}
		for _, query := range queries[l.Code] {
			want, err := s.Rank(query)
			if err != nil {
				t.Fatal(err)
			}
			if got := v.rank(t, query); !slices.Equal(got, want) {
				t.Errorf("%s: %s: got %v, as one file %v; loaded %v", l.Code, query, got, want, v.loaded)
			}
		}
	}
}

// TestCutShards: every word stands where its beginning says, and where those of
// its parts do; the shards are in order and say where they begin.
func TestCutShards(t *testing.T) {
	var list []entry
	for _, word := range []string{"a", "aita", "aitaus", "aita|ura", "b-c", "ilta|päivä", "kala", "kalastus|lupa|maksu", "ääni", "öljy"} {
		list = append(list, entry{word: word, text: Fold(strings.ReplaceAll(word, "|", "")), posts: make([]posting, 3)})
	}
	for _, word := range []string{"saa", "sää", "säa"} {
		list = append(list, entry{word: word, text: "saa", posts: make([]posting, 40)})
	}
	for n := 1; n <= 2*len(list); n++ {
		shards := cutShards(list, n)
		if len(shards) != n {
			t.Fatalf("%d shards, want %d", len(shards), n)
		}
		of := func(start string) (found []string) {
			last := 0
			for i, s := range shards {
				if s.from <= start {
					last = i
				}
			}
			for _, e := range shards[last].list {
				found = append(found, e.word)
			}
			return found
		}
		for _, e := range list {
			for _, start := range append([]string{e.text}, parts(e.word)...) {
				if found := of(Fold(start)); !slices.Contains(found, e.word) {
					t.Errorf("%d shards: %s does not stand at %s, where there are %v", n, e.word, start, found)
				}
			}
		}
		if !slices.IsSortedFunc(shards, func(a, b shard) int { return strings.Compare(a.from, b.from) }) {
			t.Errorf("%d shards: not in order", n)
		}
	}
	if got := parts("kalastus|lupa|maksu"); !reflect.DeepEqual(got, []string{"lupamaksu", "maksu"}) {
		t.Errorf("parts: %v", got)
	}
}

// TestLargeSite: of a large site's index a query loads little.
func TestLargeSite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := corpus.Write(dir, os.DirFS("../../content"), 200); err != nil {
		t.Fatal(err)
	}
	g := built(t, plan(t, os.DirFS(dir), nil))
	l := g.languages[0]
	if l.shards < 10 {
		t.Fatalf("%d shards", l.shards)
	}
	v := visit{Searcher: g.searcher(t, l.Code), set: g.set, lang: l.Code}
	list, _ := l.entries()
	for i := 0; i < len(list); i += len(list) / 15 {
		e := list[i]
		var want []int
		for _, p := range e.posts {
			want = append(want, int(p.page))
		}
		found := v.rank(t, e.word)
		for _, page := range want {
			if !slices.Contains(found, page) {
				t.Errorf("%s: page %d is not found", e.word, page)
			}
		}
		if n := len(v.loaded) - 1; n < 1 || n > mostLoaded {
			t.Errorf("%s: %d shards were loaded: %v", e.word, n, v.loaded)
		}
	}
}

// mostLoaded is how many shards a word may load.
const mostLoaded = 6
