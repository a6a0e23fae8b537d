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

// find leads to where a page lives now. A tab asks for it by the page's key
// when there is nothing left at its address: one that stayed open while the
// preview was away, and the page was moved.
func (h *handler) find(w http.ResponseWriter, req *http.Request) {
	s, query := h.desk.show(), req.URL.Query()
	p := s.pageByKey(query.Get("lang"), query.Get("key"))
	if p == nil {
		http.NotFound(w, req)
		return
	}
	redirect(w, req, s.root+p.URL, "")
}

// redirect leads to an address of this server for the time being: there are
// none here that stay.
func redirect(w http.ResponseWriter, req *http.Request, to, query string) {
	u := url.URL{Path: to, RawQuery: query}
	http.Redirect(w, req, u.String(), http.StatusFound)
}
