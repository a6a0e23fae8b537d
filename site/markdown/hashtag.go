package markdown

import (
	"github.com/yuin/goldmark/util"

	"opas/site/diag"
	"opas/site/markdown/hashtag"
)

// Tag is a hashtag in the text.
type Tag struct {
	Name string // without #, as written
	Pos  diag.Pos
}

// hashtagOptions make a hashtag a link where the resolver has an address for
// it. Within a link it is text like the rest.
var hashtagOptions = hashtag.Options{
	Open: func(w util.BufWriter, n *hashtag.Hashtag) {
		if p := w.(*page); len(p.links) == 0 {
			p.hole(hole{kind: holeTag, index: len(p.doc.Tags)})
			p.doc.Tags = append(p.doc.Tags, Tag{Name: n.Name, Pos: p.pos(n.Pos())})
		}
	},
	Close: func(w util.BufWriter, _ *hashtag.Hashtag) {
		if p := w.(*page); len(p.links) == 0 {
			p.hole(hole{kind: holeTagEnd, index: len(p.doc.Tags) - 1})
		}
	},
}
