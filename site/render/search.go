package render

import (
	"html/template"
	"path"
	"slices"
	"strings"

	"opas/site/assets"
	"opas/site/content"
	"opas/site/diag"
	"opas/site/model"
)

// Names of the scripts of the search. The rules of a language are in a script of
// its code's name; a language may have none.
const scriptFolder = "js/search/"

// boxScripts are loaded when the box is first used, in this order; the rules of
// the reader's language come after the first.
var boxScripts = []string{"analysis.js", "box.js"}

// extraScripts are loaded by themselves: on the page of results, after the others,
// and on a page that a result has led to.
var extraScripts = []string{resultScript, marksScript}

const (
	resultScript = "results.js"
	marksScript  = "marks.js"
)

// searchScripts are the published scripts of the search.
type searchScripts struct {
	box   map[string][]string // by language: those that the box needs
	rules map[string]string   // by language
	extra map[string]string   // the others, by name
}

// newSearchScripts finds the scripts; a theme without one is a diagnostic. folder
// is the assets' name for it.
func newSearchScripts(site *model.Site, m *assets.Manifest, folder string) (searchScripts, diag.List) {
	s := searchScripts{box: map[string][]string{}, rules: map[string]string{}, extra: map[string]string{}}
	var diags diag.List
	find := func(name string) string {
		file, ok := m.Path(scriptFolder + name)
		if !ok {
			diags.Errorf(path.Join(folder, scriptFolder+name), diag.Pos{}, "the search uses it", "missing asset")
		}
		return file
	}
	for _, name := range extraScripts {
		s.extra[name] = find(name)
	}
	var box []string
	for _, name := range boxScripts {
		box = append(box, find(name))
	}
	for _, l := range site.Languages {
		s.box[l.Code] = slices.Clone(box)
		if rules, ok := m.Path(scriptFolder + l.Code + ".js"); ok {
			s.rules[l.Code] = rules
			s.box[l.Code] = slices.Insert(s.box[l.Code], 1, rules)
		}
	}
	return s, diags
}

// searchBox returns the search box for a page. Pages of a depth share it but for
// the way to the root.
func (r *Renderer) searchBox(p *model.Page) (template.HTML, error) {
	n := depth(p.URL)
	box, err := r.boxes.get(navKey{p.Lang.Home, n}, func() (string, error) { return r.boxFrom(p.Lang, up(n)) })
	return template.HTML(box), err
}

// boxFrom returns the search box of a language for pages from which root leads to
// the site's root.
func (r *Renderer) boxFrom(l *model.Language, root string) (string, error) {
	shared, err := r.boxes.get(navKey{l.Home, anyDepth}, func() (string, error) { return r.renderBox(l, false) })
	return strings.ReplaceAll(shared, navRoot, root), err
}

// largeBox returns the box of the page of results.
func (r *Renderer) largeBox(p *model.Page) (template.HTML, error) {
	box, err := r.renderBox(p.Lang, true)
	return template.HTML(strings.ReplaceAll(box, navRoot, up(depth(p.URL)))), err
}

func (r *Renderer) renderBox(l *model.Language, large bool) (string, error) {
	rooted := func(file string) string {
		if file == "" {
			return ""
		}
		return navRoot + file
	}
	v := SearchBox{
		UI: l.UI, Large: large, Root: navRoot,
		Register: navRoot + l.Register.File(), Results: navRoot + l.Search.File(), Marks: rooted(r.scripts.extra[marksScript]),
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
	return r.shared("search", v)
}
