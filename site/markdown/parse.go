package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"opas/site/markdown/callout"
	"opas/site/markdown/hashtag"
)

// The converters, the second of which makes links of bare addresses. It looks
// at every space for one, so it is kept for texts that may have some. Both are
// safe for concurrent use: what belongs to one text is in its page.
var (
	converter = goldmark.New(goldmark.WithExtensions(extensions...))
	linkifier = goldmark.New(goldmark.WithExtensions(append(extensions,
		extension.NewLinkify(
			extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
			extension.WithLinkifyURLRegexp(bareAddress("https?://", `(?::\d+)?`)),
			extension.WithLinkifyWWWRegexp(bareAddress(`www\.`, ""))))...))
)

// bareAddress matches a bare address as goldmark does, but that its path, query and
// fragment may have letters and digits of any language, as browsers show them.
func bareAddress(begin, port string) *regexp.Regexp {
	return regexp.MustCompile("^" + begin + `[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+` + port + `(?:[/#?][-\pL\pM\pN@:%_+.~#$!?&/=();,'">^{}\[\]` + "`" + `]*)?`)
}

// extensions are GitHub Flavored Markdown's (https://github.github.com/gfm/),
// PHP Markdown Extra's footnotes and definition lists, and our own.
var extensions = []goldmark.Extender{
	extension.Strikethrough,
	extension.DefinitionList,
	texts{},
	headings{},
	links{},
	references{},
	images{},
	codes{},
	rawHTML{},
	attributed{},
	lists{},
	tasks{},
	fields{},
	tables{},
	footnotes{},
	callout.New(calloutOptions),
	hashtag.New(hashtagOptions),
	nesting{},
}

// Parse reads a page body, CommonMark with the extensions above. It never
// fails: what is wrong with the text is in the Doc's Diags.
//
// The text has no byte order mark, its lines end with a line feed, and it is in
// normal form C. It is not kept.
func Parse(text []byte, o Options) *Doc {
	p, m, root := read(text, o)
	defer p.free()
	// A page as a writer never fails, and no renderer does.
	_ = m.Renderer().Render(p, p.src, root)
	p.checkFootnotes()
	p.checkReferences()
	p.checkItems()
	p.checkLikeness(root)
	return p.finish()
}

// read returns the syntax tree of a text, with its page, which the caller must
// free, and the converter that renders it.
func read(text []byte, o Options) (*page, goldmark.Markdown, ast.Node) {
	p := newPage(text, o)
	m := converter
	if mayHoldAddress(p.src) {
		m = linkifier
	}
	pc := parser.NewContext()
	pc.Set(pageKey, p)
	root := m.Parser().Parse(gtext.NewReader(p.src), parser.WithContext(pc))
	if o.Checklist {
		p.findAlike(root)
	}
	return p, m, root
}

// mayHoldAddress reports whether a text has the mark of a bare address.
func mayHoldAddress(text []byte) bool {
	return bytes.IndexByte(text, '@') >= 0 ||
		bytes.Contains(text, []byte("://")) || bytes.Contains(text, []byte("www."))
}
