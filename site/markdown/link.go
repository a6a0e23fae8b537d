package markdown

import (
	"bytes"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// links is the extension of links, written and bare.
type links struct{}

// Extend implements goldmark.Extender.
func (e links) Extend(m goldmark.Markdown) { renders(m, e) }

// RegisterFuncs implements renderer.NodeRenderer.
func (links) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLink, on(renderLink))
	r.Register(ast.KindAutoLink, on(renderAutoLink))
}

func renderLink(p *page, n *ast.Link, entering bool) ast.WalkStatus {
	if entering {
		if p.isEmpty(n) {
			p.errorf(n.Pos(), "write what the link is about: [text](page.md)", "link without text")
		}
		p.useReference(n.Reference)
		shown := p.openLink(p.unescape(n.Destination, n.Pos()), n.Pos())
		if shown {
			if len(n.Title) > 0 {
				p.title(n.Title, n.Pos())
			}
			p.out = append(p.out, '>')
		}
		p.links = append(p.links, shown)
		return ast.WalkContinue
	}
	last := len(p.links) - 1
	if p.links[last] {
		p.out = append(p.out, "</a>"...)
	}
	p.links = p.links[:last]
	return ast.WalkContinue
}

func renderAutoLink(p *page, n *ast.AutoLink, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	label, dest, at := p.autoLink(n)
	shown := p.openLink(dest, at)
	if shown {
		p.out = append(p.out, '>')
	}
	p.out = appendEscaped(p.out, label)
	if shown {
		p.out = append(p.out, "</a>"...)
	}
	p.set.see(mark)
	return ast.WalkContinue
}

// autoLink returns what a bare address shows, where it leads, and its offset.
func (p *page) autoLink(n *ast.AutoLink) (label []byte, dest string, at int) {
	label, at = n.Label(p.src), n.Pos()
	if at < len(p.src) && p.src[at] != '<' && !bytes.HasPrefix(p.src[at:], label) {
		at++ // the space or the bracket before a bare address
	}
	dest = string(n.URL(p.src))
	if n.AutoLinkType == ast.AutoLinkEmail && schemeOf(dest) != "mailto" {
		dest = "mailto:" + dest
	}
	return label, dest, at
}

// openLink begins the start tag of a link and lists the link; false if the
// destination is a mistake or the link stands within another.
func (p *page) openLink(dest string, at int) bool {
	external, ok := p.addLink(dest, at)
	switch {
	case !ok:
		return false
	case external != "":
		p.out = append(appendEscaped(append(p.out, `<a href="`...), encodeAddress(external)), '"')
	default:
		p.out = append(p.out, `<a href="`...)
		p.hole(hole{kind: holeLink, index: len(p.doc.Links) - 1})
		p.out = append(p.out, '"')
	}
	return true
}

// addLink lists a link: as External, and its address is returned, or else as the
// last of Links.
func (p *page) addLink(dest string, at int) (external string, ok bool) {
	for _, shown := range p.links {
		if shown {
			p.errorf(at, "end the first link before the second", "link within a link")
			return "", false
		}
	}
	dest = strings.TrimSpace(dest)
	if isExternal(dest) {
		p.doc.External = append(p.doc.External, Link{Dest: dest, Pos: p.pos(at)})
		return dest, true
	}
	dest = decodePercent(dest)
	if !p.checkPath("link", dest, at) {
		return "", false
	}
	p.doc.Links = append(p.doc.Links, Link{Dest: dest, Pos: p.pos(at)})
	return "", true
}

// title writes a title attribute.
func (p *page) title(title []byte, at int) {
	p.out = append(p.out, ` title="`...)
	p.out = p.apart(p.out, title, at)
	p.out = append(p.out, '"')
}

// apart typesets text that is not part of the block it stands in.
func (p *page) apart(dst, src []byte, at int) []byte {
	saved := p.set
	p.set.begin()
	dst = p.typeset(dst, text{src: src, to: len(src), at: at})
	p.set = saved
	return dst
}

// isExternal reports whether an address leaves the site.
func isExternal(dest string) bool {
	switch schemeOf(dest) {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// checkPath reports whether dest can be the path of a file, and adds what is
// wrong with it.
func (p *page) checkPath(what, dest string, at int) bool {
	switch {
	case dest == "":
		p.errorf(at, "name the file that is meant in the parentheses", "%s without address", what)
	case schemeOf(dest) != "":
		p.errorf(at, "known: http, https, mailto, tel; a file is named by its path", "unknown scheme %q", schemeOf(dest))
	case strings.HasPrefix(dest, "//"):
		p.errorf(at, "begin with https://", "%s without scheme: %q", what, dest)
	case strings.Contains(dest, `\`):
		p.errorf(at, "write "+strings.ReplaceAll(dest, `\`, "/"), "backslash in %s: %q", what, dest)
	case strings.ContainsFunc(dest, unicode.IsControl):
		p.errorf(at, "write the address on one line, without tabs", "control character in %s: %q", what, dest)
	default:
		return true
	}
	return false
}

// schemeOf returns the scheme of an address in lower case, or "" (RFC 3986,
// section 3.1). White space within does not hide one, as browsers take it out
// (WHATWG URL, section 4.4).
func schemeOf(dest string) string {
	colon := strings.IndexByte(dest, ':')
	if colon < 1 {
		return ""
	}
	scheme := strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return unicode.ToLower(r)
	}, dest[:colon])
	for i, r := range scheme {
		if r >= 'a' && r <= 'z' || i > 0 && (r >= '0' && r <= '9' || strings.ContainsRune("+-.", r)) {
			continue
		}
		return ""
	}
	return scheme
}

// encodeAddress percent-encodes what a URL cannot hold; the rest stays as it was
// written.
func encodeAddress(s string) string {
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c == 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			out = append(out, '%', hex[c>>4], hex[c&15])
		} else {
			out = append(out, c)
		}
	}
	return string(out)
}

// decodePercent decodes the percent-encoding of a path; one that is not valid
// is taken for a file name with percent signs.
func decodePercent(s string) string {
	if d, err := url.PathUnescape(s); err == nil && utf8.ValidString(d) {
		return d
	}
	return s
}

// isEmpty reports whether a node shows nothing.
func (p *page) isEmpty(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if !util.IsBlank(c.Value(p.src)) {
				return false
			}
		case *ast.Image, *ast.AutoLink: // an image is asked for a text of its own
			return false
		default:
			if !p.isEmpty(c) {
				return false
			}
		}
	}
	return true
}
