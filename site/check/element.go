package check

import (
	"bytes"
	"strings"
)

// element checks the start tag that has just been read.
func (p *page) element() {
	for i := range p.attrs {
		p.attribute(&p.attrs[i])
	}
	switch string(p.tag) {
	case "html":
		lang := p.get("lang")
		p.hasLang = p.hasLang || lang != nil
	case "title":
		if p.svg == 0 && !p.hasTitle {
			p.hasTitle, p.inTitle, p.titleAt = true, true, p.start
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		p.heading(int(p.tag[1] - '0'))
	case "main":
		if p.mains++; p.mains > 1 {
			p.errorf(p.start, "keep the first, make the others a <section>", "second main element")
		}
	case "img":
		p.image()
	case "a":
		if name := p.get("name"); name != nil {
			p.ids = append(p.ids, ident{val: name.val, off: name.off, name: true})
		}
	case "meta":
		p.meta()
	case "script":
		if p.get("src") == nil {
			p.errorf(p.start, "put the script into a file and name it with src", "script in the page")
		}
	case "style":
		p.errorf(p.start, "put the rules into a CSS file", "style element in the page")
	case "base":
		p.errorf(p.start, "remove it and write addresses relative to the page", "base element moves every address of the page")
	}
}

// attribute checks an attribute that any element may have, or that means the
// same wherever it stands.
func (p *page) attribute(a *attr) {
	switch string(a.key) {
	case "id":
		p.ids = append(p.ids, ident{val: a.val, off: a.off})
	case "lang", "xml:lang", "hreflang":
		if !wellFormed(string(a.val)) {
			p.errorf(a.off, `write a language tag such as "fi" or "sv-FI"`, "%s %s is not a language tag", a.key, quoted(a.val))
		}
	case "style":
		p.errorf(a.off, "use a class and a CSS file", "style attribute in the page")
	case "href", "xlink:href", "src", "poster", "data", "action", "formaction":
		p.address(a, a.val)
	case "srcset", "imagesrcset":
		for v := range candidates(a.val) {
			p.address(a, v)
		}
	case "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-activedescendant",
		"aria-errormessage", "aria-flowto", "for", "popovertarget", "headers", "list":
		for v := range bytes.FieldsSeq(a.val) {
			p.wants = append(p.wants, want{val: v, off: a.off, attr: a.key})
		}
	default:
		if len(a.key) > 2 && a.key[0] == 'o' && a.key[1] == 'n' {
			p.errorf(a.off, "listen to the event in a script file", "%s attribute in the page", a.key)
		}
	}
}

// address checks an address in an attribute of the current element.
func (p *page) address(a *attr, v []byte) {
	if fragment := p.refer(a.key, v, a.off, p.use(a)); len(fragment) > 0 {
		p.wants = append(p.wants, want{val: fragment, off: a.off})
	}
}

func (p *page) use(a *attr) use {
	switch string(p.tag) {
	case "a", "area":
		return useLink
	case "link":
		return p.linkUse()
	case "img":
		if loading := p.get("loading"); string(a.key) == "src" && (loading == nil || !bytes.EqualFold(loading.val, []byte("lazy"))) {
			return useLoad
		}
	case "script", "use", "image":
		return useLoad
	}
	return useResource
}

// linkUse returns the use of a link element's address: what is fetched depends
// on its rel.
func (p *page) linkUse() use {
	rel := p.get("rel")
	if rel == nil {
		return useResource
	}
	u := useRelation
	for word := range strings.FieldsSeq(strings.ToLower(string(rel.val))) {
		switch word {
		case "stylesheet", "icon", "preload", "modulepreload":
			return useLoad
		case "apple-touch-icon", "mask-icon", "manifest", "prefetch", "prerender", "preconnect", "dns-prefetch":
			u = useResource
		}
	}
	return u
}

// heading checks that headings make an outline: one h1, and no level left out
// on the way down. The first may be an h2, as in a menu before the h1.
func (p *page) heading(level int) {
	p.headings++
	if level == 1 {
		if p.h1s++; p.h1s > 1 {
			p.errorf(p.start, "make it an h2: the h1 is the page's title", "second h1")
		}
	}
	switch last := max(1, p.level); {
	case level <= last+1:
	case p.headings == 1:
		p.errorf(p.start, "begin with an h1 or h2", "first heading is an h%d", level)
	default:
		p.errorf(p.start, "use the next level, without a gap", "h%d after an h%d", level, last)
	}
	p.level = level
}

func (p *page) image() {
	name := ""
	if src := p.get("src"); src != nil {
		name = " " + quoted(src.val)
	}
	if p.get("alt") == nil {
		p.errorf(p.start, `describe it in alt, or write alt="" for an ornament`, "image%s has no alt", name)
	}
	if !isNumber(p.get("width")) || !isNumber(p.get("height")) {
		p.errorf(p.start, "give its size in pixels, so that the page does not jump when it loads", "image%s has no width and height", name)
	}
}

func isNumber(a *attr) bool {
	if a == nil || len(a.val) == 0 {
		return false
	}
	for _, c := range a.val {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

// meta checks the address that a refresh leads to.
func (p *page) meta() {
	equiv, content := p.get("http-equiv"), p.get("content")
	if equiv == nil || content == nil || !bytes.EqualFold(equiv.val, []byte("refresh")) {
		return
	}
	v, ok := refreshTarget(content.val)
	if !ok {
		p.errorf(content.off, `write "0; url=" and the address`, "refresh %s names no page", quoted(content.val))
		return
	}
	p.redirect = true
	if fragment := p.refer([]byte("refresh"), v, content.off, useLink); len(fragment) > 0 {
		p.wants = append(p.wants, want{val: fragment, off: content.off})
	}
}
