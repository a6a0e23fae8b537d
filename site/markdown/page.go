package markdown

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	fast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"

	"opas/site/diag"
)

// page is the state of one Parse: what the parsers have found and what the
// renderers have written. It is the util.BufWriter that goldmark hands to every
// renderer, which is how they get at it; parsers find it under pageKey.
type page struct {
	Options
	doc   *Doc
	src   []byte
	lines []int // offsets of the line starts

	out      []byte // HTML with tokens for holes
	minified bytes.Buffer
	holes    []hole

	set        typesetter
	ids        map[string]int        // taken; the value is the last number given to one like it
	spans      []*attributes         // that may close a bracketed span
	items      []item                // tasks and fields of a checklist
	alike      map[named]bool        // names of several texts of a checklist
	footnotes  []*fast.Footnote      // definitions, in order
	references map[string]*reference // by normalised label; nil if there are none
	links      []bool                // of the links being written: whether the tag is
	level      int                   // of the last heading
	rule       int                   // number of the last rule
	inGroup    bool                  // a group of tasks has been opened
}

// pageKey is where a parser.Context keeps its *page.
var pageKey = parser.NewContextKey()

func pageOf(pc parser.Context) *page { return pc.Get(pageKey).(*page) }

var pages = sync.Pool{New: func() any { return &page{ids: map[string]int{}} }}

// newPage returns a page for a text, its buffers reused.
func newPage(text []byte, o Options) *page {
	p := pages.Get().(*page)
	p.Options, p.doc = o, &Doc{}
	if p.Quotes == (Quotes{}) {
		p.Quotes = QuotesFor(o.Lang)
	}
	p.set = typesetter{quotes: p.Quotes}
	p.level, p.rule = 1, 0
	p.read(text)
	if c := p.clean(text); len(c) != len(text) {
		p.read(c)
	}
	return p
}

// read takes the text and finds its lines.
func (p *page) read(text []byte) {
	p.src = text
	p.lines = append(p.lines[:0], 0)
	for i := 0; ; {
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			return
		}
		i += n + 1
		p.lines = append(p.lines, i)
	}
}

// free gives the page back, keeping its buffers and nothing of the text.
func (p *page) free() {
	clear(p.ids)
	clear(p.holes)
	clear(p.spans)
	clear(p.items)
	clear(p.footnotes)
	p.minified.Reset()
	*p = page{
		lines: p.lines[:0], out: p.out[:0], minified: p.minified, holes: p.holes[:0],
		ids: p.ids, spans: p.spans[:0], items: p.items[:0], footnotes: p.footnotes[:0], links: p.links[:0],
	}
	pages.Put(p)
}

// minifier leaves what makes HTML well formed for a plain reader: end tags and
// quotes.
var minifier = &html.Minifier{KeepQuotes: true, KeepEndTags: true, KeepDocumentTags: true}

// noMinifiers are those for the style, script and foreign markup in HTML, of
// which an article has none.
var noMinifiers = minify.New()

// finish minifies what was written and completes the Doc.
func (p *page) finish() *Doc {
	if err := minifier.Minify(noMinifiers, &p.minified, bytes.NewBuffer(p.out), nil); err != nil {
		p.minified.Reset()
		p.minified.Write(p.out) // as good, only longer
	}
	p.doc.html, p.doc.holes = cut(p.minified.Bytes(), p.holes)
	p.doc.Words = p.set.words
	if len(p.doc.Diags) > 0 {
		p.doc.Diags = p.doc.Diags.Sorted()
	}
	return p.doc
}

// pos converts an offset in the text to a place in the file.
func (p *page) pos(offset int) diag.Pos {
	offset = min(max(offset, 0), len(p.src))
	i, found := slices.BinarySearch(p.lines, offset)
	if !found {
		i--
	}
	return diag.Pos{Line: max(p.Line, 1) + i, Col: 1 + utf8.RuneCount(p.src[p.lines[i]:offset])}
}

// errorf adds an error at an offset in the text.
func (p *page) errorf(offset int, hint, format string, args ...any) {
	p.doc.Diags.Errorf(p.File, p.pos(offset), hint, format, args...)
}

// warnf adds a warning at an offset in the text.
func (p *page) warnf(offset int, hint, format string, args ...any) {
	p.doc.Diags.Warnf(p.File, p.pos(offset), hint, format, args...)
}

// claim takes an id for the page; false if it is taken.
func (p *page) claim(id string) bool {
	if _, taken := p.ids[id]; taken {
		return false
	}
	p.ids[id] = 1
	return true
}

// hold lists an id in the order of the HTML.
func (p *page) hold(id string) { p.doc.IDs = append(p.doc.IDs, id) }

// Write implements util.BufWriter, as do the methods below. None fails.
func (p *page) Write(b []byte) (int, error) {
	p.out = append(p.out, b...)
	return len(b), nil
}

// WriteString appends s.
func (p *page) WriteString(s string) (int, error) {
	p.out = append(p.out, s...)
	return len(s), nil
}

// WriteByte appends c.
func (p *page) WriteByte(c byte) error {
	p.out = append(p.out, c)
	return nil
}

// WriteRune appends r.
func (p *page) WriteRune(r rune) (int, error) {
	n := len(p.out)
	p.out = utf8.AppendRune(p.out, r)
	return len(p.out) - n, nil
}

// Available returns the room that is left before the buffer grows.
func (p *page) Available() int { return cap(p.out) - len(p.out) }

// Buffered returns 0: what was written is where it belongs.
func (p *page) Buffered() int { return 0 }

// Flush does nothing.
func (p *page) Flush() error { return nil }
