package markdown

import "bytes"

// Frame is the place of a page within a larger document.
type Frame struct {
	Prefix string // of every id, so that each is one of its kind
	Level  int    // that is added to the level of each heading
}

// level returns the level that a heading has within the frame.
func (f Frame) level(n int) int { return min(n+f.Level, 6) }

// RenderFramed appends the article's HTML to dst as Render does, for a document
// that is read or printed as a whole: with the frame's ids and levels, and with
// pictures that do not wait to be scrolled to. The addresses that r returns stay
// as they are.
func (d *Doc) RenderFramed(dst []byte, r Resolver, f Frame) []byte {
	w := framer{Frame: f}
	return d.fill(dst, r, w.append)
}

// framer fits HTML, which comes piece by piece, into a frame.
type framer struct {
	Frame
	inTag bool
	quote byte // that ends the attribute's value which is open; 0 where none is
}

// idAttributes are the attributes that hold an id of the page, up to it.
var idAttributes = []string{` id="`, ` for="`, ` aria-labelledby="`, ` aria-describedby="`, ` href="#`}

const lazy = ` loading="lazy"`

// append appends a piece. It may end within the value of an attribute, and
// nowhere else in a tag.
func (w *framer) append(dst, html []byte) []byte {
	for len(html) > 0 {
		switch {
		case !w.inTag:
			text, tag, found := bytes.Cut(html, []byte{'<'})
			dst = append(dst, text...)
			if !found {
				return dst
			}
			w.inTag = true
			dst, html = w.tagName(append(dst, '<'), tag)
		case w.quote != 0:
			n := bytes.IndexByte(html, w.quote)
			if n < 0 {
				return append(dst, html...)
			}
			dst, html, w.quote = append(dst, html[:n+1]...), html[n+1:], 0
		default:
			dst, html = w.inside(dst, html)
		}
	}
	return dst
}

// tagName appends the name of a tag, with the level of a heading.
func (w *framer) tagName(dst, html []byte) (out, rest []byte) {
	n := bytes.IndexAny(html, " >")
	name := html[:max(n, 0)]
	if i := len(name) - 1; i > 0 && name[i-1] == 'h' && '2' <= name[i] && name[i] <= '6' {
		dst = append(dst, name[:i]...)
		return append(dst, '0'+byte(w.level(int(name[i]-'0')))), html[n:]
	}
	return append(dst, name...), html[len(name):]
}

// inside appends the next part of a tag: the start of an attribute, or its end.
func (w *framer) inside(dst, html []byte) (out, rest []byte) {
	for _, a := range idAttributes {
		if bytes.HasPrefix(html, []byte(a)) {
			w.quote = '"'
			return append(append(dst, a...), w.Prefix...), html[len(a):]
		}
	}
	if bytes.HasPrefix(html, []byte(lazy)) {
		return dst, html[len(lazy):]
	}
	switch c := html[0]; {
	case c == '>':
		w.inTag = false
	case c == '"' || c == '\'':
		w.quote = c
	}
	return append(dst, html[0]), html[1:]
}
