package model

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"opas/site/content"
	"opas/site/diag"
	"opas/site/markdown"
)

// resolve finds the target of every link and image.
func (b *builder) resolve() {
	r := &resolver{builder: b, media: map[string]*content.Media{}, sources: map[string]*content.Source{}}
	for _, m := range b.site.Media {
		r.media[m.Rel] = m
	}
	for _, lang := range b.site.Languages {
		for _, s := range lang.Sources {
			r.sources[s.Lang+"/"+s.Rel] = s
		}
	}
	for _, lang := range b.site.Languages {
		for _, p := range lang.Pages {
			r.page(p)
		}
	}
}

type resolver struct {
	*builder
	media   map[string]*content.Media  // by path within the content folder
	sources map[string]*content.Source // likewise
}

func (r *resolver) page(p *Page) {
	doc := p.Source.Doc
	if len(doc.Links) > 0 {
		p.Targets = make([]Target, len(doc.Links))
	}
	for i, l := range doc.Links {
		p.Targets[i] = r.link(p, l)
	}
	if len(doc.Images) > 0 {
		p.Pictures = make([]*content.Media, len(doc.Images))
	}
	for i, im := range doc.Images {
		p.Pictures[i] = r.image(p, im)
	}
}

// errorf reports a mistake in a page's text, once: a page that stands in for
// its translations is resolved in each language.
func (r *resolver) errorf(p *Page, pos diag.Pos, hint, format string, args ...any) {
	if !p.Fallback {
		r.diags.Errorf(p.Source.File, pos, hint, format, args...)
	}
}

// locate returns the path within the content folder that a link means.
func locate(p *Page, dest string) string {
	if strings.HasPrefix(dest, "/") {
		return strings.TrimPrefix(path.Clean(dest), "/")
	}
	return path.Join(p.Source.Lang, p.Source.Dir(), dest)
}

// link finds the page that a link means, in the language of the page that
// holds it, and checks its anchor.
func (r *resolver) link(p *Page, l markdown.Link) Target {
	dest, anchor, _ := strings.Cut(l.Dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	t := Target{Page: p, Anchor: anchor}
	if dest != "" {
		file := locate(p, dest)
		if m := r.media[file]; m != nil {
			r.site.used[m] = true
			return Target{Media: m}
		}
		s := r.source(p, file)
		if s == nil {
			r.errorf(p, l.Pos, r.suggest(p, dest), "dead link %q: no such file", l.Dest)
			return Target{Page: p}
		}
		if r.drafts[s.File] {
			r.errorf(p, l.Pos, "publish that page first, or leave the link out", "dead link %q: the page is a draft", l.Dest)
			return Target{Page: p}
		}
		if t.Page = p.Lang.byKey[s.Key]; t.Page == nil {
			// A page of another language that has no twin in this one.
			for _, lang := range r.site.Languages {
				if lang.Code == s.Lang {
					t.Page = lang.byKey[s.Key]
				}
			}
		}
	}
	t.Anchor = r.anchor(p, t.Page, l, anchor)
	return t
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

func (r *resolver) image(p *Page, im markdown.Image) *content.Media {
	dest, _, _ := strings.Cut(im.Src, "?")
	m := r.media[locate(p, dest)]
	switch {
	case m == nil:
		r.errorf(p, im.Pos, r.suggest(p, dest), "image %q: no such file", im.Src)
	case !m.Image():
		r.errorf(p, im.Pos, "known: "+strings.Join(content.ImageTypes, " "), "image %q is of a type that browsers do not show", im.Src)
	default:
		r.site.used[m] = true
	}
	return m
}

// suggest names the file that a dead link may have meant: one of the same
// name elsewhere, or of a name much like it in the same folder.
func (r *resolver) suggest(p *Page, dest string) string {
	want := locate(p, dest)
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
