package search

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"opas/assets"
	"opas/site/content"
	"opas/site/model"
	"opas/site/output"
)

// A guide is a site with its search. The tests ask it as readers do: through the
// scripts of the theme, on the files of a Set.
type guide struct {
	*Index
	set       *output.Set
	searchers map[string]*Searcher // by language, those that were asked for
}

// smallGuide returns the files of testdata/guide.txtar, each language with an
// interface, and those of change in place of the ones of their names; an empty
// one takes a file away.
func smallGuide(t testing.TB, change map[string]string) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile("testdata/guide.txtar")
	if err != nil {
		t.Fatal(err)
	}
	ui, err := os.ReadFile("../../content/en/ui.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m := fstest.MapFS{}
	for _, f := range a.Files {
		m[f.Name] = &fstest.MapFile{Data: f.Data}
		if lang, _, ok := strings.Cut(f.Name, "/"); ok {
			m[lang+"/ui.yaml"] = &fstest.MapFile{Data: ui}
		}
	}
	for name, text := range change {
		delete(m, name)
		if text != "" {
			m[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return m
}

// themeScript returns a script of the theme's search.
func themeScript(name string) []byte {
	data, err := fs.ReadFile(assets.FS, "js/search/"+name)
	if err != nil {
		return nil
	}
	return data
}

// plan reads a guide and plans its search.
func plan(t testing.TB, files fs.FS, m *Memory) *Index {
	t.Helper()
	c, diags, err := content.NewReader(files, "content").Read(context.Background())
	if err != nil || c == nil || len(diags.Errors()) > 0 {
		t.Fatal(err, diags)
	}
	s, diags := model.New(c, model.Options{}, nil)
	if len(diags.Errors()) > 0 {
		t.Fatal(diags)
	}
	x, diags := New(s, themeScript, "assets/js/search", m)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return x
}

// built puts the files of a planned search into a Set.
func built(t testing.TB, x *Index) guide {
	t.Helper()
	set := output.NewSet(nil)
	if err := x.AddTo(set); err != nil {
		t.Fatal(err)
	}
	return guide{x, set, map[string]*Searcher{}}
}

func small(t testing.TB, change map[string]string) guide {
	t.Helper()
	return built(t, plan(t, smallGuide(t, change), nil))
}

// searcher returns what answers readers of a language.
func (g guide) searcher(t testing.TB, lang string) *Searcher {
	t.Helper()
	if g.searchers[lang] == nil {
		s, err := g.Searcher(lang, g.set.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		g.searchers[lang] = s
	}
	return g.searchers[lang]
}

// search answers a query, a string of Go or of the scripts, as while it is being
// typed if typing is true.
func search(t testing.TB, s *Searcher, query any, typing bool) *Results {
	t.Helper()
	v, err := s.call(s.self, "search", query, map[string]any{"limit": 10, "typing": typing})
	if err != nil {
		t.Fatalf("%.60v: %v", query, err)
	}
	r := &Results{}
	if err := decode(v, r); err != nil {
		t.Fatalf("%.60v: %v", query, err)
	}
	return r
}

// where tells where a hit leads: its address, and the anchor of its first place.
func (h Hit) where() string {
	if len(h.Sections) == 0 || h.Sections[0].Anchor == "" {
		return h.URL
	}
	return h.URL + "#" + h.Sections[0].Anchor
}

// places tells where hits lead.
func places(hits []Hit) (out []string) {
	for _, h := range hits {
		out = append(out, h.where())
	}
	return out
}

// plain returns the text of pieces without their marks.
func (p Pieces) plain() string {
	var b strings.Builder
	for _, piece := range p {
		b.WriteString(piece.Text)
	}
	return b.String()
}
