package render

import (
	"context"
	"fmt"
	"path"
	"strconv"

	"opas/site/assets"
	"opas/site/diag"
	"opas/site/model"
	"opas/site/output"
)

// Names of the assets that templates use.
const (
	cssName  = "css/main.css"
	jsName   = "js/main.js"
	iconName = "images/favicon.svg"
)

// Options are choices of the one who builds.
type Options struct {
	BaseURL string // absolute, ends in a slash; "" where not known
	Assets  string // name of the assets folder, for diagnostics
	// PDF returns the file of a page that has one: its size is told where it is
	// linked to.
	PDF func(ctx context.Context, p *model.Page) ([]byte, error)
}

// Renderer makes the pages of one site.
type Renderer struct {
	site          *model.Site
	templates     *Templates
	base          string // Options.BaseURL
	pdf           func(ctx context.Context, p *model.Page) ([]byte, error)
	css, js, icon string // paths in the output
	scripts       searchScripts
	lists         listScripts
	hashtagScript string // path of the library's script; "" where no page shows it
	navs, boxes   navCache
}

// New returns a Renderer. A theme without the assets that pages need is a
// diagnostic.
func New(site *model.Site, t *Templates, m *assets.Manifest, o Options) (*Renderer, diag.List) {
	r := &Renderer{site: site, templates: t, base: o.BaseURL, pdf: o.PDF}
	var diags diag.List
	for _, a := range []struct {
		path *string
		name string
	}{{&r.css, cssName}, {&r.js, jsName}, {&r.icon, iconName}} {
		var ok bool
		if *a.path, ok = m.Path(a.name); !ok {
			diags.Errorf(path.Join(o.Assets, a.name), diag.Pos{}, "every page uses it", "missing asset")
		}
	}
	scripts, missing := newSearchScripts(site, m, o.Assets)
	r.scripts, diags = scripts, append(diags, missing...)
	lists, missing := newListScripts(m, o.Assets)
	r.lists, diags = lists, append(diags, missing...)
	if r.needsHashtagScript() {
		var ok bool
		if r.hashtagScript, ok = m.Path(hashtagScript); !ok {
			diags.Errorf(path.Join(o.Assets, hashtagScript), diag.Pos{}, "the hashtag library uses it", "missing asset")
		}
	}
	return r, diags
}

// AddTo adds the files of the site to a Set.
func (r *Renderer) AddTo(s *output.Set) error {
	a := &adder{set: s}
	for _, l := range r.site.Languages {
		for _, p := range l.Pages {
			a.addLong(p.File(), func(ctx context.Context, dst []byte) ([]byte, error) { return r.page(ctx, dst, p) })
		}
		for _, p := range l.Made() {
			a.addLong(p.File(), func(ctx context.Context, dst []byte) ([]byte, error) { return r.page(ctx, dst, p) })
		}
		a.add(l.Code+"/404.html", func(dst []byte) ([]byte, error) { return r.notFound(dst, l) })
	}
	a.add("404.html", func(dst []byte) ([]byte, error) { return r.notFound(dst, r.site.Source) })
	a.add("index.html", r.root)
	for _, red := range r.site.Redirects {
		a.add(red.File(), func(dst []byte) ([]byte, error) { return r.redirect(dst, red) })
	}
	a.add("_redirects", r.redirects)
	a.add("robots.txt", r.robots)
	if r.base != "" {
		a.add("sitemap.xml", r.sitemap)
	}
	for _, m := range r.site.Media {
		if r.site.Used(m) {
			a.add(m.Path, func(dst []byte) ([]byte, error) { return append(dst, m.Data...), nil })
		}
	}
	return a.err
}

// adder keeps the first error of many additions.
type adder struct {
	set *output.Set
	err error
}

// add adds a file that is made at once.
func (a *adder) add(path string, m func(dst []byte) ([]byte, error)) {
	a.addLong(path, func(_ context.Context, dst []byte) ([]byte, error) { return m(dst) })
}

// addLong adds a file that may take long, as a page does that tells the size of its
// PDF.
func (a *adder) addLong(path string, m output.Make) {
	if err := a.set.Add(path, m); err != nil && a.err == nil {
		a.err = fmt.Errorf("add %s: %w", path, err)
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
