package model

import (
	"slices"

	"opas/site/content"
)

// Memory is what New keeps for the next time it is called: what was found out
// about the links of each source. The zero Memory is empty. It is not safe for
// concurrent use.
type Memory struct {
	content *content.Content
	drafts  bool
	known   map[*content.Source]references
}

// recall returns what still holds for a content. What is found about a source's
// links depends on the source, on which pages and files there are, on the anchors
// of those whose anchors it asks for, and, if it asks for them, on the hashtags of
// the library.
func (m *Memory) recall(c *content.Content, o Options) recollection {
	if m.content == nil || m.drafts != o.Drafts || m.content.Config != c.Config || !slices.Equal(m.content.Media, c.Media) {
		return recollection{}
	}
	r := recollection{m.known, map[string]bool{}, m.content.Hashtags != c.Hashtags}
	for i, now := range c.Languages {
		same := slices.EqualFunc(m.content.Languages[i].Sources, now.Sources, func(a, b *content.Source) bool {
			if a != b && (a.Front.Kind != b.Front.Kind || !slices.Equal(a.Doc.IDs, b.Doc.IDs)) {
				r.moved[b.File] = true
			}
			return a == b || a.Rel == b.Rel && a.Front.Draft == b.Front.Draft
		})
		if !same {
			return recollection{}
		}
	}
	return r
}

// recollection is what is known from the last time.
type recollection struct {
	known map[*content.Source]references
	moved map[string]bool // files whose anchors have changed
	tags  bool            // the library has changed
}

// of returns what is known of a source's links.
func (r recollection) of(s *content.Source) (references, bool) {
	known, ok := r.known[s]
	return known, ok && !(r.tags && known.tagged) && !slices.ContainsFunc(known.anchored, func(file string) bool { return r.moved[file] })
}
