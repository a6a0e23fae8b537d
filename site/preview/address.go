package preview

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"opas/site/model"
)

// settle notes the path below which the guide is served from now on. Tabs may be
// open at addresses below those it had before.
func (s *shown) settle(root string) {
	if root == s.root {
		return
	}
	before := slices.DeleteFunc(slices.Clone(s.before), func(r string) bool { return r == root })
	s.root, s.before = root, append(before, s.root)
}

// relative returns what an address of the server may mean, as paths from the
// guide's root: the address below the root of now, and below those before it.
func (s *shown) relative(address string) []string {
	var out []string
	for _, root := range append([]string{s.root}, s.before...) {
		if rel, ok := strings.CutPrefix(address, root); ok {
			out = append(out, rel)
		} else if address+"/" == root {
			out = append(out, "")
		}
	}
	return out
}

// indexed returns the file in the output that a path means: a folder's is its
// index.
func indexed(rel string) string {
	if rel == "" || strings.HasSuffix(rel, "/") {
		return rel + "index.html"
	}
	return rel
}

// file returns the file that is served at an address, "" where there is none.
func (s *shown) file(address string) string {
	rel, ok := strings.CutPrefix(address, s.root)
	if file := indexed(rel); ok && s.set != nil && s.set.Has(file) {
		return file
	}
	return ""
}

// address returns the address of a file.
func (s *shown) address(file string) string {
	if path.Base(file) == "index.html" {
		file = strings.TrimSuffix(file, "index.html")
	}
	return s.root + file
}

// leads returns the address that one without a file leads to: a folder's with
// its slash, a page's new one, or the same below the root of now. It is "" where
// there is none.
func (s *shown) leads(address string) string {
	for _, rel := range s.relative(address) {
		for _, file := range []string{indexed(rel), rel + "/index.html"} {
			if to, ok := s.moved[file]; ok {
				file = to
			}
			if s.set.Has(file) {
				return s.address(file)
			}
		}
	}
	return ""
}

// notFound returns the file for an address that there is not: that of the
// language the address begins with.
func (s *shown) notFound(address string) string {
	for _, rel := range s.relative(address) {
		lang, _, _ := strings.Cut(rel, "/")
		if file := lang + "/404.html"; s.set.Has(file) {
			return file
		}
	}
	return "404.html"
}

// pageByKey returns a language's page by its key, nil where there is none.
func (s *shown) pageByKey(lang, key string) *model.Page {
	if s.site == nil {
		return nil
	}
	for _, l := range s.site.Languages {
		if l.Code == lang {
			return l.Page(key)
		}
	}
	return nil
}

// pageHeader is the header in which a tab names the page that it shows when it asks
// for a page or a State, as a query: lang=fi&key=steps/step-1&title=….
const pageHeader = "Opas-Page"

// identity is what a page is known by from build to build: by its key, and where
// its file has another name by its title.
type identity struct{ lang, key, title string }

func identityOf(p *model.Page) identity { return identity{p.Lang.Code, p.Key, p.Title} }

// shownBy returns the page that the tab shows which sends a request, the zero
// identity for none.
func shownBy(req *http.Request) identity {
	named, err := url.ParseQuery(req.Header.Get(pageHeader))
	if err != nil {
		return identity{}
	}
	return identity{named.Get("lang"), named.Get("key"), named.Get("title")}
}

// follow returns the page to which a tab is led that shows one and asks for a
// file, "" for an address without one: its own where that lives elsewhere now,
// while the file is another page's, a redirect, or not there. It is nil where the
// tab is to stay.
func (s *shown) follow(tab identity, file string) *model.Page {
	if tab.lang == "" {
		return nil
	}
	at, own := s.pages()[file], s.pageByKey(tab.lang, tab.key)
	switch {
	case at != nil && at.Title == tab.title, own != nil && own.File() == file:
		return nil
	case own != nil:
		return own
	}
	for _, r := range s.site.Redirects {
		if r.File() == file {
			return r.To
		}
	}
	return nil
}

// redirect leads to an address of this server for the time being: there are
// none here that stay.
func redirect(w http.ResponseWriter, req *http.Request, to, query string) {
	u := url.URL{Path: to, RawQuery: query}
	http.Redirect(w, req, u.String(), http.StatusFound)
}
