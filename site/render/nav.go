package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"opas/site/model"
)

// navKey is what the navigation of a page depends on beside the site: pages of
// one folder share it but for the mark of the current page. The page that
// stands for the folder lies one level higher, so depth belongs to it.
type navKey struct {
	section *model.Page
	depth   int
}

// navCache keeps the rendered navigation of each folder.
type navCache struct{ m sync.Map } // navKey → string

// nav returns the navigation for a page: the outermost pages, and the open
// branch down to the page's neighbours and children. Showing all pages
// everywhere would grow with the square of their number.
func (r *Renderer) nav(p *model.Page) template.HTML {
	section := p
	if len(p.Children) == 0 && p.Parent != nil {
		section = p.Parent
	}
	key := navKey{section, depth(p.URL)}
	cached, ok := r.navs.m.Load(key)
	if !ok {
		var b bytes.Buffer
		items := r.navItems(p.Lang.Home, section, p)
		if err := r.templates.pages["page"].ExecuteTemplate(&b, "nav", items); err != nil {
			panic(err) // tried on a sample when it was loaded
		}
		cached, _ = r.navs.m.LoadOrStore(key, b.String())
	}
	nav := cached.(string)
	// Addresses are spelled from the root, so the page's own is there as well.
	mark := `href="` + up(depth(p.URL)) + p.File() + `"`
	return template.HTML(strings.Replace(nav, mark, mark+` aria-current="page"`, 1))
}

func (r *Renderer) navItems(parent, section, from *model.Page) []NavItem {
	items := make([]NavItem, 0, len(parent.Children))
	for _, c := range parent.Children {
		if c.Kind == "statement" {
			continue // in the footer
		}
		item := NavItem{Link: r.link(from, c)}
		item.URL = up(depth(from.URL)) + c.File()
		if within(section, c) {
			item.Open = true
			item.Items = r.navItems(c, section, from)
		}
		items = append(items, item)
	}
	return items
}

// within reports whether p is q or lies below it.
func within(p, q *model.Page) bool {
	for ; p != nil; p = p.Parent {
		if p == q {
			return true
		}
	}
	return false
}
