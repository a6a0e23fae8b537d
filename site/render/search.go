package render

import (
	"bytes"
	"html/template"
	"path"
	"slices"
	"strings"

	"opas/site/assets"
	"opas/site/content"
	"opas/site/model"
)

// Names of the scripts of the search. The rules of a language are in a script of
// its code's name; a language may have none.
const (
	scriptFolder = "js/search/"
	marksScript  = "js/search/marks.js"
)

// boxScripts are loaded when the box is first used, in this order; the rules of
// the reader's language come after the first.
var boxScripts = []string{"analysis.js", "matching.js", "engine.js", "box.js"}

// resultScript is loaded after them on the page of results.
const resultScript = "results.js"

// searchScripts are the published scripts of the search.
type searchScripts struct {
	box   map[string][]string // by language: those that the box needs
	rules map[string]string   // by language
	extra map[string]string   // the others, by name
}

func newSearchScripts(site *model.Site, m *assets.Manifest) searchScripts {
	s := searchScripts{box: map[string][]string{}, rules: map[string]string{}, extra: map[string]string{}}
	for _, name := range []string{scriptFolder + resultScript, marksScript} {
		s.extra[path.Base(name)], _ = m.Path(name)
	}
	for _, l := range site.Languages {
		s.rules[l.Code], _ = m.Path(scriptFolder + l.Code + ".js")
		for i, name := range boxScripts {
			if file, ok := m.Path(scriptFolder + name); ok {
				s.box[l.Code] = append(s.box[l.Code], file)
			}
			if rules := s.rules[l.Code]; i == 0 && rules != "" {
				s.box[l.Code] = append(s.box[l.Code], rules)
			}
		}
	}
	return s
}

// searchBox returns the search box for a page. Pages of a depth share it but for
// the way to the root.
func (r *Renderer) searchBox(p *model.Page) template.HTML {
	l, root := p.Lang, up(depth(p.URL))
	box := r.boxes.get(navKey{l.Home, depth(p.URL)}, func() string {
		shared := r.boxes.get(navKey{l.Home, anyDepth}, func() string { return r.renderBox(l, false) })
		return strings.ReplaceAll(shared, navRoot, root)
	})
	return template.HTML(box)
}

// largeBox returns the box of the page of results.
func (r *Renderer) largeBox(p *model.Page) template.HTML {
	return template.HTML(strings.ReplaceAll(r.renderBox(p.Lang, true), navRoot, up(depth(p.URL))))
}

func (r *Renderer) renderBox(l *model.Language, large bool) string {
	rooted := func(file string) string {
		if file == "" {
			return ""
		}
		return navRoot + file
	}
	v := SearchBox{
		UI: l.UI, Large: large, Root: navRoot,
		Register: navRoot + l.Register.File(), Results: navRoot + l.Search.File(), Marks: rooted(r.scripts.extra["marks.js"]),
	}
	files := slices.Clone(r.scripts.box[l.Code])
	if large {
		files = append(files, r.scripts.extra[resultScript])
	}
	for i, f := range files {
		files[i] = navRoot + f
	}
	v.Scripts = strings.Join(files, " ")
	for _, o := range r.site.Languages {
		via := l.UI.SearchViaIn[o.Code]
		if via == "" {
			via = content.Fill(l.UI.SearchVia, "language", o.Name)
		}
		v.Languages = append(v.Languages, SearchLanguage{Code: o.Code, Rules: rooted(r.scripts.rules[o.Code]), Via: via})
	}
	var b bytes.Buffer
	if err := r.templates.pages["page"].ExecuteTemplate(&b, "search", v); err != nil {
		panic(err) // tried on a sample when it was loaded
	}
	return b.String()
}
