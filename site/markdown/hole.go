package markdown

import (
	"bytes"
	"slices"
	"strconv"
)

// hole is a place in a Doc's HTML that the Resolver fills.
type hole struct {
	at    int // offset in the HTML
	kind  holeKind
	index int    // of a link, a source's link, an image or a hashtag
	name  string // of a word or an icon
}

type holeKind uint8

const (
	holeLink    holeKind = iota // address, within an attribute
	holePicture                 // the attributes src, width and height
	holeWord                    // text, or part of an attribute
	holeSource                  // what the link of a task's source is called
	holeIcon                    // HTML
	holeTag                     // start tag of a hashtag's link, if it has one
	holeTagEnd                  // its end tag
)

// While a page is being written a hole is a token: tokenStart, the decimal
// index of the hole, tokenEnd. Neither character can come from a text (see
// clean), and to the minifier both are letters like any other.
const (
	tokenStart = '\x01'
	tokenEnd   = '\x02'
)

// hole writes the token of a new hole.
func (p *page) hole(h hole) {
	p.out = append(p.out, tokenStart)
	p.out = strconv.AppendInt(p.out, int64(len(p.holes)), 10)
	p.out = append(p.out, tokenEnd)
	p.holes = append(p.holes, h)
}

// word writes the hole of an interface word.
func (p *page) word(w Word) { p.hole(hole{kind: holeWord, name: string(w)}) }

// cut takes the tokens out of html and tells the holes where they stood.
func cut(html []byte, holes []hole) ([]byte, []hole) {
	out := make([]byte, 0, len(html))
	placed := make([]hole, 0, len(holes))
	for {
		before, rest, found := bytes.Cut(html, []byte{tokenStart})
		out = append(out, before...)
		if !found {
			break
		}
		index := 0
		for len(rest) > 0 && rest[0] != tokenEnd {
			index = index*10 + int(rest[0]-'0')
			rest = rest[1:]
		}
		h := holes[index]
		h.at = len(out)
		placed = append(placed, h)
		html = rest[1:]
	}
	return out, placed
}

// filling is about how long the filling of a hole is, in bytes.
const filling = 48

// Render appends the article's HTML to dst, the holes filled by r.
func (d *Doc) Render(dst []byte, r Resolver) []byte {
	return d.fill(dst, r, func(dst, html []byte) []byte { return append(dst, html...) })
}

// fill appends the HTML, of which piece appends what stands between holes.
func (d *Doc) fill(dst []byte, r Resolver, piece func(dst, html []byte) []byte) []byte {
	dst = slices.Grow(dst, len(d.html)+filling*len(d.holes))
	last := 0
	for i := range d.holes {
		h := &d.holes[i]
		dst = piece(dst, d.html[last:h.at])
		last = h.at
		switch h.kind {
		case holeLink:
			dst = appendEscaped(dst, r.Link(h.index))
		case holePicture:
			dst = appendPicture(dst, r.Picture(h.index))
		case holeWord:
			dst = appendEscaped(dst, r.Word(Word(h.name)))
		case holeSource:
			dst = appendSource(dst, r.Word(WordSource), r.Source(h.index))
		case holeIcon:
			dst = append(dst, r.Icon(h.name)...)
		case holeTag:
			if to := r.Tag(h.index); to != "" {
				dst = append(appendEscaped(append(dst, `<a class="hashtag" href="`...), to), `">`...)
			}
		case holeTagEnd:
			if r.Tag(h.index) != "" {
				dst = append(dst, "</a>"...)
			}
		}
	}
	return piece(dst, d.html[last:])
}

// appendPicture appends the attributes that place a picture. A size that is
// not known is left out.
func appendPicture(dst []byte, p Picture) []byte {
	dst = append(dst, `src="`...)
	dst = appendEscaped(dst, p.URL)
	dst = append(dst, '"')
	if p.Width > 0 {
		dst = append(dst, ` width="`...)
		dst = strconv.AppendInt(dst, int64(p.Width), 10)
		dst = append(dst, '"')
	}
	if p.Height > 0 {
		dst = append(dst, ` height="`...)
		dst = strconv.AppendInt(dst, int64(p.Height), 10)
		dst = append(dst, '"')
	}
	return dst
}

// appendSource appends the name of a link to a source: where it leads, in full,
// so that each of many tells it by itself.
func appendSource(dst []byte, word string, s Source) []byte {
	dst = append(appendEscaped(dst, word), ": "...)
	if s.Lang != "" {
		dst = append(appendEscaped(append(dst, `<span lang="`...), s.Lang), `">`...)
	}
	dst = appendEscaped(dst, s.Page)
	if s.Place != "" {
		dst = appendEscaped(append(dst, ", "...), s.Place)
	}
	if s.Lang != "" {
		dst = append(dst, "</span>"...)
	}
	return dst
}
