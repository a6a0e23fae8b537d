package check

import (
	"bytes"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/html"

	"opas/site/diag"
)

// page is an HTML file while it is read.
type page struct {
	source
	input *parse.Input
	lexer *html.Lexer

	tag   []byte // the element whose start tag is being read
	start int    // its byte offset
	attrs []attr

	ids   []ident
	wants []want

	svg        int  // how many svg elements are open
	inTitle    bool // the next text is the title's
	hasLang    bool
	hasTitle   bool
	title      string
	titleAt    int
	headings   int
	level      int // of the last heading
	h1s, mains int
	redirect   bool // sends the reader on to another page
}

// attr is an attribute; its value has no quotes and no entities.
type attr struct {
	key, val []byte
	off      int
}

func (p *page) reset(o Options, path string, b []byte) {
	p.source.reset(o, path, b)
	*p = page{source: p.source, attrs: p.attrs[:0], ids: p.ids[:0], wants: p.wants[:0]}
	p.input = parse.NewInputBytes(p.buf)
	p.lexer = html.NewLexer(p.input)
}

// scan reads the page and reports what can be said without the other files.
func (p *page) scan() {
	for {
		off := p.input.Offset()
		tt, data := p.next()
		switch tt {
		case html.ErrorToken:
			p.finish()
			return
		case html.StartTagToken:
			p.tag, p.start, p.attrs = p.lexer.Text(), off, p.attrs[:0]
		case html.AttributeToken:
			p.readAttribute(off)
		case html.StartTagCloseToken:
			p.element()
			if string(p.tag) == "svg" {
				p.svg++
			}
		case html.StartTagVoidToken:
			p.element()
		case html.EndTagToken:
			if p.svg > 0 && string(p.lexer.Text()) == "svg" {
				p.svg--
			}
		case html.TextToken:
			if p.inTitle {
				p.title = decodeText(data)
			}
		}
		p.inTitle = p.inTitle && tt == html.StartTagCloseToken
	}
}

// scanSVG collects the ids of an image file, to which fragments may lead.
func (p *page) scanSVG() {
	for {
		off := p.input.Offset()
		switch tt, _ := p.next(); tt {
		case html.ErrorToken:
			return
		case html.AttributeToken:
			if string(p.lexer.AttrKey()) == "id" {
				p.ids = append(p.ids, ident{val: decode(p.lexer.AttrVal()), off: off})
			}
		}
	}
}

// next returns the next token. The lexer would take a whole svg, math or xml
// element as one token; browsers read the inside of those as they read the rest,
// and it has links and ids of its own. So the lexer is shown another name.
func (p *page) next() (html.TokenType, []byte) {
	off := p.input.Offset()
	if !opaque(p.buf[off:]) {
		return p.lexer.Next()
	}
	first := p.buf[off+1] | 0x20
	p.buf[off+1] = 'z'
	tt, data := p.lexer.Next()
	p.buf[off+1] = first
	return tt, data
}

// opaque reports whether b begins with a tag that the lexer does not look into.
func opaque(b []byte) bool {
	if len(b) < 4 || b[0] != '<' {
		return false
	}
	name := [3]byte{b[1] | 0x20, b[2] | 0x20, b[3] | 0x20}
	return name == [3]byte{'s', 'v', 'g'} || name == [3]byte{'x', 'm', 'l'} || name == [3]byte{'m', 'a', 't'}
}

// readAttribute notes the attribute that the lexer has read, whose token begins
// at off with white space.
func (p *page) readAttribute(off int) {
	key := p.lexer.AttrKey()
	if string(key) == "class" {
		return // by far the most frequent, and never of interest
	}
	off += bytes.IndexFunc(p.buf[off:], func(r rune) bool { return r > ' ' })
	p.attrs = append(p.attrs, attr{key: key, val: decode(p.lexer.AttrVal()), off: off})
}

// get returns an attribute of the current element, nil if it has none.
func (p *page) get(key string) *attr {
	for i := range p.attrs {
		if string(p.attrs[i].key) == key {
			return &p.attrs[i]
		}
	}
	return nil
}

// finish reports what only the end of the page shows.
func (p *page) finish() {
	if !p.hasLang {
		p.errorf(-1, `write <html lang="fi">, with the language of the page`, "page without a language")
	}
	switch {
	case !p.hasTitle:
		p.errorf(-1, "give the page a <title>", "page without a title")
	case p.title == "":
		p.errorf(p.titleAt, "say what the page is about", "title is empty")
	}
	if p.h1s == 0 && !p.redirect {
		p.errorf(-1, "give the page one <h1>", "page without an h1")
	}
	if p.mains == 0 && !p.redirect {
		p.errorf(-1, "put the content of the page into one <main>", "page without a main element")
	}
	p.checkIDs()
}

// uniqueTitle returns the title and its place if no other page of the language
// should have the same.
func (p *page) uniqueTitle() (string, diag.Pos) {
	if p.redirect || p.notFound() || p.title == "" {
		return "", diag.Pos{}
	}
	return p.title, p.cursor.at(p.titleAt)
}
