package render

import (
	"path"
	"slices"
	"strings"

	"opas/site/assets"
	"opas/site/content"
	"opas/site/diag"
	"opas/site/model"
)

// Names of the scripts of checklists. The first ones are those of every page
// that shows how much of a list is done.
const listFolder = "js/checklist/"

var storeScripts = []string{"copies.js", "store.js"}

const (
	listScript     = "list.js"
	overviewScript = "overview.js"
)

// listScripts are the published scripts of checklists, in the order in which
// they run.
type listScripts struct {
	page     []string // of a checklist
	overview []string // of a section with checklists
}

// newListScripts finds the scripts; a theme without one is a diagnostic. folder
// is the assets' name for it.
func newListScripts(m *assets.Manifest, folder string) (listScripts, diag.List) {
	var diags diag.List
	find := func(name string) string {
		file, ok := m.Path(listFolder + name)
		if !ok {
			diags.Errorf(path.Join(folder, listFolder+name), diag.Pos{}, "checklists use it", "missing asset")
		}
		return file
	}
	var store []string
	for _, name := range storeScripts {
		store = append(store, find(name))
	}
	return listScripts{
		page:     append(slices.Clone(store), find(listScript)),
		overview: append(slices.Clone(store), find(overviewScript)),
	}, diags
}

// store returns what the scripts of a page need.
func (r *Renderer) store(p *model.Page, scripts []string) Store {
	s := Store{Root: up(depth(p.URL)), Scripts: make([]string, len(scripts))}
	for i, file := range scripts {
		s.Scripts[i] = relative(p.URL, file)
	}
	return s
}

// overviewStore returns the same for the page of a section; nil if there are no
// checklists in it.
func (r *Renderer) overviewStore(p *model.Page) *Store {
	if !slices.ContainsFunc(p.Children, func(c *model.Page) bool { return c.Kind == "checklist" }) {
		return nil
	}
	return ptr(r.store(p, r.lists.overview))
}

// tasks returns the ids of a page's tasks, with spaces between; those that are
// ticked from the first have a plus sign.
func tasks(p *model.Page) string {
	var b strings.Builder
	for i, t := range p.Source.Doc.Tasks {
		if i > 0 {
			b.WriteByte(' ')
		}
		if t.Checked {
			b.WriteByte('+')
		}
		b.WriteString(t.ID)
	}
	return b.String()
}

// done returns how a reader sees the state of a list at first.
func done(p *model.Page) string {
	n := 0
	for _, t := range p.Source.Doc.Tasks {
		if t.Checked {
			n++
		}
	}
	return content.Fill(p.Lang.UI.ChecklistDone, "done", itoa(n), "all", itoa(len(p.Source.Doc.Tasks)))
}
