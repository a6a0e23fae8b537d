package model

import (
	"fmt"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"opas/site/content"
	"opas/site/diag"
	"opas/site/markdown"
)

// resolve finds the target of every link and image, in parallel.
func (b *builder) resolve() {
	media := map[string]*content.Media{}
	for _, m := range b.site.Media {
		media[m.Rel] = m
	}
	sources := map[string]*content.Source{}
	var pages []*Page
	for _, lang := range b.site.Languages {
		for _, s := range lang.Sources {
			sources[s.Lang+"/"+s.Rel] = s
		}
		pages = append(pages, lang.Pages...)
	}
	workers := make([]resolver, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i := range workers {
		r := &workers[i]
		*r = resolver{builder: b, media: media, sources: sources, used: map[*content.Media]bool{}}
		wg.Go(func() {
			for k := i; k < len(pages); k += len(workers) {
				r.page(pages[k])
			}
		})
	}
	wg.Wait()
	for _, r := range workers {
		b.diags = append(b.diags, r.found...)
		maps.Copy(b.site.used, r.used)
	}
}

// resolver resolves some of the pages. It reads what all share, and writes what
// is its own.
type resolver struct {
	*builder
	media   map[string]*content.Media  // by path within the content folder
	sources map[string]*content.Source // likewise
	used    map[*content.Media]bool
	found   diag.List
}

func (r *resolver) page(p *Page) {
	doc := p.Source.Doc
	if len(doc.Links) > 0 {
		p.Targets = make([]Target, len(doc.Links))
	}
	for i, l := range doc.Links {
		p.Targets[i] = r.link(p, l, p.Source.Links[i])
	}
	if len(doc.Images) > 0 {
		p.Pictures = make([]*content.Media, len(doc.Images))
	}
	for i, im := range doc.Images {
		p.Pictures[i] = r.image(p, im, p.Source.Images[i])
	}
}

// errorf reports a mistake in a page's text, once: a page that stands in for
// its translations is resolved in each language.
func (r *resolver) errorf(p *Page, pos diag.Pos, hint, format string, args ...any) {
	if !p.Fallback {
		r.found.Errorf(p.Source.File, pos, hint, format, args...)
	}
}

// link finds the page that a link means, in the language of the page that
// holds it, and checks its anchor.
func (r *resolver) link(p *Page, l markdown.Link, at content.Place) Target {
	t := Target{Page: p}
	if at.File != "" {
		s := r.source(p, at.File)
		if m := r.media[at.File]; s == nil && m != nil {
			r.used[m] = true
			return Target{Media: m}
		}
		if s == nil {
			r.errorf(p, l.Pos, r.suggest(p, at.File), "dead link %q: no such file", l.Dest)
			return t
		}
		if r.drafts[s.File] {
			r.errorf(p, l.Pos, "publish that page first, or leave the link out", "dead link %q: the page is a draft", l.Dest)
			return t
		}
		t.Page = r.twin(p.Lang, s)
	}
	t.Anchor = r.anchor(p, t.Page, l, at.Anchor)
	return t
}

// twin returns the page of a source in a language; or in the source's own, where
// only that has it.
func (r *resolver) twin(lang *Language, s *content.Source) *Page {
	if p := lang.byKey[s.Key]; p != nil {
		return p
	}
	for _, own := range r.site.Languages {
		if own.Code == s.Lang {
			return own.byKey[s.Key]
		}
	}
	return nil
}

// source returns the page that a path means. A translation may link to a page
// that waits for its own translation, by the path that it will have.
func (r *resolver) source(p *Page, file string) *content.Source {
	if s := r.sources[file]; s != nil {
		return s
	}
	rel, ok := strings.CutPrefix(file, p.Source.Lang+"/")
	if !ok {
		return nil
	}
	return r.sources[r.site.Source.Code+"/"+rel]
}

// anchor checks that the target has the anchor. The anchors of a page differ
// from language to language, so a page that stands in for a translation may
// lead to one that has not got it: then the link leads to the page's top.
func (r *resolver) anchor(p, target *Page, l markdown.Link, anchor string) string {
	if anchor == "" || target == nil || slices.Contains(target.Source.Doc.IDs, anchor) {
		return anchor
	}
	if target.Source.Lang == p.Source.Lang {
		r.errorf(p, l.Pos, diag.DidYouMean(anchor, target.Source.Doc.IDs), "dead link %q: no heading %q in %s", l.Dest, "#"+anchor, target.Source.File)
	}
	return ""
}

func (r *resolver) image(p *Page, im markdown.Image, at content.Place) *content.Media {
	m := r.media[at.File]
	switch {
	case m == nil:
		r.errorf(p, im.Pos, r.suggest(p, at.File), "image %q: no such file", im.Src)
	case !m.Image():
		r.errorf(p, im.Pos, "known: "+strings.Join(content.ImageTypes, " "), "image %q is of a type that browsers do not show", im.Src)
	default:
		r.used[m] = true
	}
	return m
}

// suggest names the file that a dead link may have meant: one of the same
// name elsewhere, or of a name much like it in the same folder.
func (r *resolver) suggest(p *Page, want string) string {
	from := path.Join(p.Source.Lang, p.Source.Dir())
	var near, same []string
	for _, file := range r.files() {
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

func (r *resolver) files() []string {
	var out []string
	for f := range r.sources {
		out = append(out, f)
	}
	for f := range r.media {
		out = append(out, f)
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
