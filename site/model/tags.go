package model

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"opas/site/diag"
	"opas/site/markdown/hashtag"
)

// ShowsHashtags reports whether the page shows the library of hashtags.
func (p *Page) ShowsHashtags() bool { return p.Kind == "hashtags" && p.Lang.site.Hashtags != nil }

// Hashtag returns where the page's hashtag i leads, Source.Doc.Tags[i]: to its
// entry, or nowhere where it has none.
func (p *Page) Hashtag(i int) Target {
	h := p.Lang.site.Hashtags
	if h == nil || p.Lang.Hashtags == nil {
		return Target{}
	}
	t, _ := h.Find(p.Source.Doc.Tags[i].Name, p.TextLang())
	if t == nil {
		return Target{}
	}
	return Target{Page: p.Lang.Hashtags, Anchor: t.ID}
}

// Tags returns the entries that the page's front matter names.
func (p *Page) Tags() []*Hashtag {
	h := p.Lang.site.Hashtags
	if h == nil {
		return nil
	}
	var out []*Hashtag
	for _, name := range p.Source.Front.Tags {
		if t, _ := h.Find(bare(name), p.TextLang()); t != nil && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// bare returns a name of front matter, where a # sign is allowed, without it.
func bare(name string) string { return strings.TrimPrefix(name, "#") }

// hashtags checks what the library says of the guide.
func (b *builder) hashtags() {
	h := b.site.Hashtags
	if h == nil {
		return
	}
	source := h.Source
	for i, t := range source.Tags {
		for j, key := range t.Related {
			if b.site.Source.Page(key) == nil {
				b.diags.Errorf(source.File, source.Pos("tags", i, "related", j), "write the page's path without numbers and .md, such as steps/step-5", "no page has the key %q", key)
			}
		}
	}
	shown := false
	for _, l := range b.site.Languages {
		for _, p := range l.Pages {
			if p.Kind != "hashtags" {
				continue
			}
			shown = true
			if p != l.Hashtags && !p.Fallback {
				b.diags.Warnf(p.Source.File, p.Source.Front.Pos("kind"), "links to hashtags lead to that one; keep one of them", "%s shows the hashtags already", l.Hashtags.Source.File)
			}
			for _, id := range p.Source.Doc.IDs {
				if h.anchors[id] {
					b.diags.Errorf(p.Source.File, headingAt(p, id), "give the heading an id of its own: {#id}", "the anchor %q is that of a hashtag or a theme", "#"+id)
				}
			}
		}
	}
	if !shown {
		b.diags.Warnf(source.File, diag.Pos{}, "write one, with kind: hashtags in its front matter", "no page shows the hashtags")
	}
}

func headingAt(p *Page, id string) diag.Pos {
	for _, h := range p.Source.Doc.Headings {
		if h.ID == id {
			return h.Pos
		}
	}
	return diag.Pos{}
}

// uses notes which pages use each tag.
func (b *builder) uses() {
	h := b.site.Hashtags
	if h == nil {
		return
	}
	for _, l := range b.site.Languages {
		for _, p := range l.Pages {
			if p.Kind == "hashtags" {
				continue // it shows them all
			}
			use := func(name string) {
				t, _ := h.Find(name, p.TextLang())
				if t == nil {
					return
				}
				if list := t.uses[l]; len(list) == 0 || list[len(list)-1] != p {
					t.uses[l] = append(list, p)
				}
			}
			for _, g := range p.Source.Doc.Tags {
				use(g.Name)
			}
			for _, name := range p.Source.Front.Tags {
				use(bare(name))
			}
		}
	}
}

// tags checks the hashtags of a page against the library.
func (b *builder) tags(p *Page, r *references) {
	h := b.site.Hashtags
	doc, front := p.Source.Doc.Tags, p.Source.Front.Tags
	if len(doc) == 0 && len(front) == 0 {
		return
	}
	r.tagged = true
	if h == nil || !h.sound {
		return
	}
	seen := map[string]bool{} // ids, or names that have none
	for _, g := range doc {
		seen[h.check(p, g.Name, g.Pos, true, r)] = true
	}
	for i, name := range front {
		seen[h.check(p, bare(name), p.Source.Front.TagPos(i), false, r)] = true
	}
	if most := h.Source.Limits.Page; most > 0 && len(seen) > most && p.Kind != "hashtags" {
		at := p.Source.Front.Pos("tags")
		if len(front) == 0 {
			at = doc[0].Pos
		}
		r.diags.Warnf(p.Source.File, at, "keep those that tell what the page is about", "the page has %d hashtags, more than %d", len(seen), most)
	}
}

// check looks at one hashtag of a page, in its text or not, and returns what it
// counts as.
func (h *Hashtags) check(p *Page, name string, at diag.Pos, inText bool, r *references) (key string) {
	t, written := h.Find(name, p.Source.Lang)
	if t == nil {
		h.unknown(p, name, at, inText, r)
		return "#" + strings.ToLower(name)
	}
	switch {
	case t.Successor != nil:
		r.diags.Warnf(p.Source.File, at, "write "+t.Successor.In(p.Lang), "hashtag %q is retired", "#"+name)
	case written != name:
		r.diags.Warnf(p.Source.File, at, "write #"+written, "hashtag %q is written %q in the library", "#"+name, "#"+written)
	}
	return t.ID
}

// unknown tells of a hashtag that has no entry. Front matter may have what is none.
func (h *Hashtags) unknown(p *Page, name string, at diag.Pos, inText bool, r *references) {
	file, hint := p.Source.File, h.suggest(name, p.Source.Lang)
	switch sign := strings.IndexFunc(name, isSign); {
	case strings.TrimSpace(name) == "":
		r.diags.Warnf(file, at, "write its name, or take it away", "the hashtag is empty")
	case !strings.ContainsFunc(name, unicode.IsLetter):
		r.diags.Warnf(file, at, "add a letter", "hashtag %q: services take none without letters", "#"+name)
	case sign >= 0:
		bad, _ := utf8.DecodeRuneInString(name[sign:])
		switch apart := h.apart(name, p.Source.Lang); {
		case apart != "":
			hint = "write them apart: [" + apart + "]"
		case hint != "":
		case unicode.IsSpace(bad):
			hint = "write its words together, or as hashtags of their own"
		default:
			hint = "letters, digits and underscores"
		}
		r.diags.Warnf(file, at, hint, "hashtag %q: services take no %q in one", "#"+name, string(bad))
	default:
		switch {
		case hint != "":
		case inText:
			hint = "add it to " + h.Source.File + ", or put a backslash before the # sign"
		default:
			hint = "add it to " + h.Source.File
		}
		r.diags.Warnf(file, at, hint, "hashtag %q is not in the library", "#"+name)
	}
}

// isSign reports whether a character may not stand in a hashtag.
func isSign(r rune) bool { return !hashtag.IsPart(r) && r != '_' }

// apart returns the hashtags of the library that a name is made of, with commas
// between them; "" where it is not made of several.
func (h *Hashtags) apart(name, lang string) string {
	words := strings.FieldsFunc(name, isSign)
	for i, w := range words {
		t, written := h.Find(w, lang)
		if t == nil {
			return ""
		}
		words[i] = written
	}
	if len(words) < 2 {
		return ""
	}
	return strings.Join(words, ", ")
}

// suggest names the tag that an unknown one may have meant: of the language, or
// else of any; "" where there is none like it.
func (h *Hashtags) suggest(name, lang string) string {
	var own, others []string
	for _, t := range h.Source.Tags {
		for _, code := range slices.Sorted(maps.Keys(t.Tag)) {
			if code == lang {
				own = append(own, t.Tag[code])
			} else {
				others = append(others, t.Tag[code])
			}
		}
	}
	for _, list := range [][]string{own, others} {
		if s := diag.Nearest(name, list); s != "" {
			return `did you mean "#` + s + `"?`
		}
	}
	return ""
}

// Notes returns what about the library may be as it should, and is worth
// knowing: that tags are on no page.
func (h *Hashtags) Notes() diag.List {
	var out diag.List
	unused, all := 0, h.Tags()
	for _, t := range all {
		if len(t.uses) == 0 {
			unused++
		}
	}
	if unused > 0 {
		out.Notef(h.Source.File, diag.Pos{}, "opas hashtags lists them with 0 pages", "%d of %d hashtags are on no page", unused, len(all))
	}
	return out
}
