package model

import (
	"fmt"
	"maps"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"opas/site/content"
	"opas/site/diag"
	"opas/site/markdown"
)

// Target returns where the page's link i leads, Source.Doc.Links[i].
func (p *Page) Target(i int) Target {
	at := p.Source.Links[i]
	if at.File == "" {
		return Target{Page: p, Anchor: at.Anchor}
	}
	s, m := p.Lang.site.find(p.Source, at.File)
	if s == nil {
		return Target{Media: m}
	}
	t := Target{Page: p.Lang.site.twin(p.Lang, s)}
	// The anchors of a page differ from language to language, so a page that
	// stands in for a translation may lead to one that has not got it: then the
	// link leads to the page's top.
	if t.Page != nil && t.Page.hasAnchor(at.Anchor) {
		t.Anchor = at.Anchor
	}
	return t
}

// TaskSource returns what the page's link i, from a task to its source, is called.
func (p *Page) TaskSource(i int) markdown.Source {
	t := p.Target(i)
	if t.Page == nil {
		return markdown.Source{} // a mistake, told elsewhere
	}
	ui := t.Page.Original().Lang.UI
	s := markdown.Source{Page: t.Page.Title, Place: t.Page.Heading(t.Anchor)}
	switch {
	case t.Page.Kind == "step":
		s.Page = content.Fill(ui.Step, "n", strconv.Itoa(t.Page.Number))
	case t.Page.Kind == "rules" && s.Place == "" && t.Anchor != "":
		s.Page = ui.Rule + " " + t.Anchor
	}
	if t.Page.TextLang() != p.TextLang() {
		s.Lang = t.Page.TextLang()
	}
	return s
}

// Original returns the page whose text a page shows: itself, or the page of the
// source language that it stands in for.
func (p *Page) Original() *Page {
	for _, o := range p.Others {
		if o.Source == p.Source {
			return o
		}
	}
	return p
}

// Picture returns the file of the page's image i, Source.Doc.Images[i].
func (p *Page) Picture(i int) *content.Media { return p.Lang.site.media(p.Source.Images[i].File) }

// Heading returns the text of the page's heading that has an anchor, "" where
// none has.
func (p *Page) Heading(anchor string) string {
	for _, h := range p.Source.Doc.Headings {
		if h.ID == anchor {
			return h.Text
		}
	}
	return ""
}

func (p *Page) hasAnchor(anchor string) bool {
	return anchor == "" || slices.Contains(p.Source.Doc.IDs, anchor) || p.ShowsHashtags() && p.Lang.site.Hashtags.hasAnchor(anchor)
}

// Anchors returns the anchors of the page that a link may lead to.
func (p *Page) Anchors() []string {
	if !p.ShowsHashtags() {
		return p.Source.Doc.IDs
	}
	return slices.Concat(p.Source.Doc.IDs, slices.Sorted(maps.Keys(p.Lang.site.Hashtags.anchors)))
}

// find returns the page or the file that a path within the content folder means
// to a source. A translation may link to a page that waits for its own
// translation, by the path that it will have.
func (s *Site) find(from *content.Source, file string) (*content.Source, *content.Media) {
	code, rel, _ := strings.Cut(file, "/")
	for _, l := range s.Languages {
		if l.Code == code {
			if found := l.source(rel); found != nil {
				return found, nil
			}
		}
	}
	if m := s.media(file); m != nil {
		return nil, m
	}
	if code == from.Lang {
		return s.Source.source(rel), nil
	}
	return nil, nil
}

// source returns the source of a path within the language's folder.
func (l *Language) source(rel string) *content.Source {
	i, ok := slices.BinarySearchFunc(l.Sources, rel, func(s *content.Source, rel string) int { return strings.Compare(s.Rel, rel) })
	if !ok {
		return nil
	}
	return l.Sources[i]
}

// media returns the file of a path within the content folder.
func (s *Site) media(rel string) *content.Media {
	i, ok := slices.BinarySearchFunc(s.Media, rel, func(m *content.Media, rel string) int { return strings.Compare(m.Rel, rel) })
	if !ok {
		return nil
	}
	return s.Media[i]
}

// twin returns the page of a source in a language; or in the source's own, where
// only that has it.
func (s *Site) twin(lang *Language, source *content.Source) *Page {
	if p := lang.Page(source.Key); p != nil {
		return p
	}
	for _, own := range s.Languages {
		if own.Code == source.Lang {
			return own.Page(source.Key)
		}
	}
	return nil
}

// references is what the links and images of a source have to do with others.
type references struct {
	used     []*content.Media
	anchored []string  // files of sources that links lead into
	tagged   bool      // the library of hashtags was asked
	diags    diag.List // of those that are wrong
}

// resolve checks every link and image, in parallel, and returns what it found by
// language and source. A page that stands in for its translations says what its
// original says.
func (b *builder) resolve(last recollection) [][]references {
	found := make([][]references, len(b.site.Languages))
	for i, lang := range b.site.Languages {
		found[i] = make([]references, len(lang.Sources))
	}
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for _, lang := range b.site.Languages {
				for i := w; i < len(lang.Pages); i += workers {
					p := lang.Pages[i]
					if p.Fallback {
						continue
					}
					r, ok := last.of(p)
					if !ok {
						r = b.references(p)
					}
					found[lang.index][p.source] = r
				}
			}
		})
	}
	wg.Wait()
	b.site.used = map[*content.Media]bool{}
	for _, list := range found {
		for _, r := range list {
			b.diags = append(b.diags, r.diags...)
			for _, m := range r.used {
				b.site.used[m] = true
			}
		}
	}
	return found
}

func (b *builder) references(p *Page) (r references) {
	doc := p.Source.Doc
	for i, l := range doc.Links {
		b.link(p, l, p.Source.Links[i], &r)
	}
	for i, im := range doc.Images {
		b.image(p, im, p.Source.Images[i], &r)
	}
	b.tags(p, &r)
	return r
}

// link checks a link: that there is a page or file, and the anchor on it.
func (b *builder) link(p *Page, l markdown.Link, at content.Place, r *references) {
	target := p
	if at.File != "" {
		s, m := b.site.find(p.Source, at.File)
		switch {
		case m != nil && l.Task != "":
			r.diags.Errorf(p.Source.File, l.Pos, "write the path of its file: from=../page.md#heading", "source %q is no page of the guide", l.Dest)
			return
		case m != nil:
			r.used = append(r.used, m)
			return
		case s == nil:
			r.diags.Errorf(p.Source.File, l.Pos, b.suggest(p, at.File), "dead link %q: no such file", l.Dest)
			return
		case b.hidden(s):
			r.diags.Errorf(p.Source.File, l.Pos, "publish that page first, or leave the link out", "dead link %q: the page is a draft", l.Dest)
			return
		}
		target = b.site.twin(p.Lang, s)
	}
	if target != nil && at.Anchor != "" {
		r.tagged = r.tagged || target.Kind == "hashtags"
		if target != p {
			r.anchored = append(r.anchored, target.Source.File)
		}
	}
	if target != nil && !target.hasAnchor(at.Anchor) && target.Source.Lang == p.Source.Lang {
		hint := diag.DidYouMean(at.Anchor, target.Anchors())
		if hint == "" {
			hint = fmt.Sprintf("leave #%s out, or write it at the end of a heading there: {#%s}", at.Anchor, at.Anchor)
		}
		r.diags.Errorf(p.Source.File, l.Pos, hint, "dead link %q: no heading %q in %s", l.Dest, "#"+at.Anchor, target.Source.File)
	}
}

func (b *builder) image(p *Page, im markdown.Image, at content.Place, r *references) {
	m := b.site.media(at.File)
	switch {
	case m == nil:
		r.diags.Errorf(p.Source.File, im.Pos, b.suggest(p, at.File), "image %q: no such file", im.Src)
	case !m.Image():
		r.diags.Errorf(p.Source.File, im.Pos, "known: "+strings.Join(content.ImageTypes, " "), "image %q is of a type that browsers do not show", im.Src)
	default:
		r.used = append(r.used, m)
	}
}

// suggest names the file that a dead link may have meant: one of the same
// name elsewhere, or of a name much like it in the same folder.
func (b *builder) suggest(p *Page, want string) string {
	from := path.Join(p.Source.Lang, p.Source.Dir())
	var near, same []string
	for _, file := range b.paths() {
		if path.Base(file) == path.Base(want) {
			same = append(same, file)
		}
		if path.Dir(file) == path.Dir(want) {
			near = append(near, path.Base(file))
		}
	}
	if s := diag.Nearest(path.Base(want), near); s != "" {
		return fmt.Sprintf("did you mean %q?", relative(from, path.Join(path.Dir(want), s)))
	}
	inLang := slices.IndexFunc(same, func(f string) bool { return strings.HasPrefix(f, p.Source.Lang+"/") })
	if inLang >= 0 {
		return fmt.Sprintf("did you mean %q?", relative(from, same[inLang]))
	}
	return "write the path of a file, from this one's folder"
}

// paths returns the files that a link can lead to, sorted.
func (b *builder) paths() []string {
	var out []string
	for _, l := range b.site.Languages {
		for _, s := range l.Sources {
			out = append(out, s.Lang+"/"+s.Rel)
		}
	}
	for _, m := range b.site.Media {
		out = append(out, m.Rel)
	}
	slices.Sort(out)
	return out
}

// relative returns the path of a file as written from a folder.
func relative(folder, file string) string {
	a, b := strings.Split(folder, "/"), strings.Split(file, "/")
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}
