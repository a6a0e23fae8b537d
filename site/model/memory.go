package model

import (
	"slices"

	"opas/site/content"
	"opas/site/diag"
)

// Memory is what New keeps for the next time it is called: how it arranged the
// site, and what was found out about the links of each source. The zero Memory is
// empty. It is not safe for concurrent use.
type Memory struct {
	content   *content.Content
	drafts    bool
	site      *Site
	structure diag.List      // of arranging the site
	known     [][]references // by language and source
}

// recollection is what still holds of the last time.
type recollection struct {
	*Memory
	shaped bool            // the pages are the same, and stand where they stood
	linked bool            // what is known of links holds where their anchors have not moved
	moved  map[string]bool // files whose anchors have changed
	tagged bool            // the library of hashtags has changed
}

// recall returns what still holds for a content. What is found about a source's
// links depends on the source, on which pages and files there are, on the anchors
// of those whose anchors it asks for, and, if it asks for them, on the hashtags of
// the library.
func (m *Memory) recall(c *content.Content, o Options) recollection {
	if m.content == nil || m.drafts != o.Drafts || m.content.Config != c.Config || !slices.Equal(m.content.Media, c.Media) {
		return recollection{}
	}
	r := recollection{m, len(m.structure.Errors()) == 0 && (m.content.Hashtags == nil) == (c.Hashtags == nil), true, map[string]bool{}, m.content.Hashtags != c.Hashtags}
	for i, now := range c.Languages {
		before := m.content.Languages[i]
		if len(before.Sources) != len(now.Sources) {
			return recollection{}
		}
		r.shaped = r.shaped && madeOf(before.UI) == madeOf(now.UI)
		for j, b := range now.Sources {
			a := before.Sources[j]
			if a == b {
				continue
			}
			if a.Rel != b.Rel || a.Front.Draft != b.Front.Draft {
				return recollection{}
			}
			r.shaped = r.shaped && isShapedAs(a, b)
			if a.Front.Kind != b.Front.Kind || !slices.Equal(a.Doc.IDs, b.Doc.IDs) {
				r.moved[b.File] = true
			}
		}
	}
	return r
}

// isShapedAs reports whether two sources of one file have the same place in a
// site. Titles are no part of it.
func isShapedAs(a, b *content.Source) bool {
	return a.Rank == b.Rank && kindOf(a) == kindOf(b) && slugOf(a) == slugOf(b) && slices.Equal(a.Front.Aliases, b.Front.Aliases)
}

// of returns what is known of the links of a page's source.
func (r recollection) of(p *Page) (references, bool) {
	if !r.linked || r.content.Languages[p.Lang.index].Sources[p.source] != p.Source {
		return references{}, false
	}
	known := r.known[p.Lang.index][p.source]
	if r.tagged && known.tagged {
		return references{}, false
	}
	return known, len(r.moved) == 0 || !slices.ContainsFunc(known.anchored, func(file string) bool { return r.moved[file] })
}

// again returns the last site with the sources of now, or nil where it would have
// another shape. What the two have in common is shared; pages are not, for a page
// has its source and leads to others.
func (r recollection) again(c *content.Content) *Site {
	if !r.shaped {
		return nil
	}
	old := r.site
	s := &Site{Config: c.Config, Media: c.Media, IDs: old.IDs}
	for i, was := range old.Languages {
		l := &Language{Language: c.Languages[i], site: s, index: i, byKey: was.byKey, all: slices.Clone(was.all)}
		s.Languages = append(s.Languages, l)
		if was == old.Source {
			s.Source = l
		}
	}
	for i, l := range s.Languages {
		l.copyFrom(old.Languages[i])
	}
	s.Redirects = slices.Clone(old.Redirects)
	for i := range s.Redirects {
		s.Redirects[i].To = s.now(s.Redirects[i].To)
	}
	return s
}

// now returns the page that stands where one of the last site stood.
func (s *Site) now(p *Page) *Page {
	if p == nil {
		return nil
	}
	return &s.Languages[p.Lang.index].all[p.place]
}

// copyFrom makes the pages of the last site, which the language has copies of,
// its own.
func (l *Language) copyFrom(was *Language) {
	var slab []*Page // of the lists, which are many and short
	list := func(pages []*Page) []*Page {
		if len(pages) == 0 {
			return nil
		}
		if cap(slab)-len(slab) < len(pages) {
			slab = make([]*Page, 0, max(len(pages), 1024))
		}
		from := len(slab)
		for _, p := range pages {
			slab = append(slab, l.site.now(p))
		}
		return slab[from:len(slab):len(slab)]
	}
	for i := range l.all {
		p := &l.all[i]
		p.Lang = l
		p.Parent, p.Prev, p.Next = l.site.now(p.Parent), l.site.now(p.Prev), l.site.now(p.Next)
		p.Children, p.Others = list(p.Children), list(p.Others)
		p.Checklists = nil // told by what the sources say now
		if p.source < 0 {
			continue
		}
		own := l
		if p.Fallback {
			own = l.site.Source
		}
		p.Source = own.Sources[p.source]
		p.Title = p.Source.Front.Title
	}
	l.Home, l.Hashtags = l.site.now(was.Home), l.site.now(was.Hashtags)
	l.Search, l.Register, l.Print = l.site.now(was.Search), l.site.now(was.Register), l.site.now(was.Print)
	l.Pages, l.Steps, l.Statements = list(was.Pages), list(was.Steps), list(was.Statements)
}
