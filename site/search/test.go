package search

import (
	"context"
	"path"
	"slices"
	"sync"

	"opas/site/content"
	"opas/site/diag"
)

// Test puts the queries of every language's search tests and reports those that
// do not find what they must. load returns a file of the site by its path; name
// is the content folder's for diagnostics. rest is called before each query, from
// several goroutines.
func (x *Index) Test(ctx context.Context, load func(path string) ([]byte, error), name string, rest func()) (diag.List, error) {
	found := make([]diag.List, len(x.languages))
	errs := make([]error, len(x.languages))
	var wg sync.WaitGroup
	for i, l := range x.languages {
		if len(l.SearchTests) > 0 {
			t := tester{Index: x, load: load, language: l, file: path.Join(name, l.Code, content.SearchTestsFile), rest: rest}
			wg.Go(func() { found[i], errs[i] = t.run(ctx) })
		}
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(found...).Sorted(), nil
}

// Tests reports whether a language has search tests.
func (x *Index) Tests() bool {
	return slices.ContainsFunc(x.languages, func(l *langIndex) bool { return len(l.SearchTests) > 0 })
}

// tester puts the queries of one language.
type tester struct {
	*Index
	load     func(path string) ([]byte, error)
	language *langIndex
	file     string
	rest     func()
	diags    diag.List
}

func (t *tester) run(ctx context.Context) (diag.List, error) {
	s, err := t.Searcher(t.language.Code, t.load)
	if err != nil {
		return nil, err
	}
	for _, test := range t.language.SearchTests {
		t.rest()
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !t.known(test) {
			continue
		}
		rank, err := t.rank(s, test)
		if err != nil {
			return nil, err
		}
		hint := "opas search --lang " + t.language.Code + " tells how the query was understood"
		switch {
		case rank == 0:
			t.diags.Errorf(t.file, test.Pos, hint, "search for %q does not find the page", test.Query)
		case rank > test.Among:
			t.diags.Errorf(t.file, test.Pos, hint, "search for %q has the page in place %d, not among the first %d", test.Query, rank, test.Among)
		}
	}
	return t.diags, nil
}

// known reports pages and anchors that a test names and the guide has not got.
func (t *tester) known(test content.SearchTest) bool {
	for _, at := range test.Pages {
		p := t.language.Page(at.File)
		if p == nil {
			var keys []string
			for _, q := range t.language.Pages {
				keys = append(keys, q.Key)
			}
			t.diags.Errorf(t.file, test.Pos, diag.DidYouMean(at.File, keys), "search for %q is to find %q, which is no page", test.Query, at.File)
			return false
		}
		if at.Anchor != "" && !slices.Contains(p.Anchors(), at.Anchor) {
			t.diags.Errorf(t.file, test.Pos, diag.DidYouMean(at.Anchor, p.Anchors()), "search for %q is to find %q, but there is no such heading", test.Query, "#"+at.Anchor)
			return false
		}
	}
	return true
}

// rank returns the place, from 1, of the first result that is right; 0 for none.
func (t *tester) rank(s *Searcher, test content.SearchTest) (int, error) {
	ids, err := s.Rank(test.Query)
	if err != nil {
		return 0, err
	}
	for i, id := range ids {
		for _, at := range test.Pages {
			if t.language.Page(at.File).ID != id {
				continue
			}
			if at.Anchor == "" {
				return i + 1, nil
			}
			ok, err := t.leadsTo(s, test.Query, id, at.Anchor)
			if ok || err != nil {
				return i + 1, err
			}
		}
	}
	return 0, nil
}

// leadsTo reports whether a page's result leads to an anchor.
func (t *tester) leadsTo(s *Searcher, query string, id int, anchor string) (bool, error) {
	r, err := s.Search(query, t.site.IDs)
	if err != nil {
		return false, err
	}
	for _, h := range r.All() {
		if h.ID == id && slices.ContainsFunc(h.Sections, func(f Found) bool { return f.Anchor == anchor }) {
			return true, nil
		}
	}
	return false, nil
}
