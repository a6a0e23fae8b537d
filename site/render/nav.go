package render

import (
	"html/template"
	"strings"
	"sync"

	"opas/site/model"
)

// navRoot stands for the way to the root in navigation that is kept. No page
// has such an address: a slug has no underscore.
const navRoot = "_root_/"

// navKey is what the navigation of a page depends on beside the site: the pages
// of a folder share it but for the mark of the current page.
type navKey struct {
	section *model.Page
	depth   int
}

// navCache keeps the rendered navigation of each folder, as pages of a depth
// show it, and before that with navRoot under a depth of none.
type navCache struct{ m sync.Map } // navKey → string

const anyDepth = -1

// nav returns the navigation for a page: the outermost pages, and the open
// branch down to the page's neighbours and children. Showing all pages
// everywhere would grow with the square of their number.
func (r *Renderer) nav(p *model.Page) (template.HTML, error) {
	section := p
	if len(p.Children) == 0 && p.Parent != nil {
		section = p.Parent
	}
	root := up(depth(p.URL))
	nav, err := r.navs.get(navKey{section, depth(p.URL)}, func() (string, error) {
		shared, err := r.navs.get(navKey{section, anyDepth}, func() (string, error) {
			return r.shared("nav", r.navItems(section.Lang.Home, section))
		})
		return strings.ReplaceAll(shared, navRoot, root), err
	})
	mark := `href="` + root + p.File() + `"`
	return template.HTML(strings.Replace(nav, mark, mark+` aria-current="page"`, 1)), err
}

// get returns what is kept for a key, and makes it the first time.
func (c *navCache) get(key navKey, render func() (string, error)) (string, error) {
	if kept, ok := c.m.Load(key); ok {
		return kept.(string), nil
	}
	made, err := render()
	if err != nil {
		return "", err
	}
	kept, _ := c.m.LoadOrStore(key, made)
	return kept.(string), nil
}

// navItems returns the pages below parent, and what is below them on the way to
// section.
func (r *Renderer) navItems(parent, section *model.Page) []NavItem {
	items := make([]NavItem, 0, len(parent.Children))
	for _, c := range parent.Children {
		if c.Kind == "statement" {
			continue // in the footer
		}
		item := NavItem{Title: c.Title, URL: navRoot + c.File(), Lang: r.link(section, c).Lang}
		if within(section, c) {
			item.Open = true
			item.Items = r.navItems(c, section)
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
