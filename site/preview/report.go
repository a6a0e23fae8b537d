package preview

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html/template"
	"net/http"
	"slices"

	"opas/site/content"
	"opas/site/diag"
	"opas/site/messages"
	"opas/site/model"
)

// state answers with the State for a page.
func (h *handler) state(w http.ResponseWriter, req *http.Request) {
	s := h.desk.show()
	query := req.URL.Query()
	address := query.Get("path")
	lang := s.language(address, query.Get("lang"))
	st := State{Event: s.event, Lang: lang, Words: wordsFor(lang), Findings: []Finding{}, Stale: s.stale}
	file := s.file(address)
	errors := h.errorsFrom(s, file)
	for _, d := range errors[:min(len(errors), mostFindings)] {
		st.Findings = append(st.Findings, h.finding(s, d, lang))
	}
	if file != "" {
		h.desk.look(file)
		if p := s.pages()[file]; p != nil {
			st.Page = h.pageState(s, p, lang)
		}
	}
	if s.site != nil {
		st.Drafts, st.Unpaired = len(drafts(s.site)), countUnpaired(s.site)
		st.LeftOut = leftOut(s, shownBy(req))
	}
	data, err := json.Marshal(st)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, req, http.StatusOK, "state.json", data)
}

// mostFindings is how many errors a tab gets to show: one slip in a template may be
// one on each page.
const mostFindings = 50

// errorsFrom returns all errors, those of the page in a file of the output first: of
// its text, of the finished page, of the template of its kind.
func (h *handler) errorsFrom(s *shown, file string) diag.List {
	own := []string{h.desk.label(file)}
	if p := s.pages()[file]; p != nil {
		own = []string{p.Source.File, own[0], h.desk.builder.TemplateOf(p.Kind)}
	}
	rank := func(d diag.Diagnostic) int {
		if i := slices.Index(own, d.File); i >= 0 {
			return i
		}
		return len(own)
	}
	errors := s.diags.Errors()
	slices.SortStableFunc(errors, func(a, b diag.Diagnostic) int { return cmp.Compare(rank(a), rank(b)) })
	return errors
}

// drafts returns the sources that say they are drafts, whether the site has pages
// of them or leaves them out.
func drafts(s *model.Site) []*content.Source {
	var out []*content.Source
	for _, l := range s.Languages {
		for _, source := range l.Sources {
			if source.Front.Draft {
				out = append(out, source)
			}
		}
	}
	return out
}

// leftOut reports whether a page that is not there is a draft, in its language or
// in the one that it was shown in without a translation.
func leftOut(s *shown, tab identity) bool {
	if s.pageByKey(tab.lang, tab.key) != nil {
		return false
	}
	return slices.ContainsFunc(drafts(s.site), func(source *content.Source) bool {
		return source.Key == tab.key && (source.Lang == tab.lang || source.Lang == s.site.Source.Code)
	})
}

func countUnpaired(s *model.Site) (n int) {
	for _, l := range s.Languages {
		for _, p := range l.Pages {
			if unpaired(s, p) {
				n++
			}
		}
	}
	return n
}

func (h *handler) pageState(s *shown, p *model.Page, lang string) *PageState {
	out := &PageState{
		Key: p.Key, Lang: p.Lang.Code, Title: p.Title, File: h.desk.builder.NameOnDisk(p.Source.File), Line: p.Source.Line,
		Words: p.Source.Doc.Words, Draft: p.Source.Front.Draft, Missing: p.Fallback,
		Unpaired: unpaired(s.site, p), Lacking: []string{}, Warnings: []Finding{},
	}
	if len(s.site.Languages) == 1 {
		out.Lacking = nil // there is nothing to tell of translations
	}
	for _, l := range s.site.Languages {
		if other := l.Page(p.Key); l != s.site.Source && (other == nil || other.Fallback) {
			out.Lacking = append(out.Lacking, l.Name)
		}
	}
	files := []string{p.Source.File, h.desk.label(p.File())}
	if p.ShowsHashtags() {
		files = append(files, s.site.Hashtags.Source.File)
	}
	for _, d := range s.diags {
		if d.Severity == diag.Warning && slices.Contains(files, d.File) {
			out.Warnings = append(out.Warnings, h.finding(s, d, lang))
		}
	}
	return out
}

// unpaired reports whether a page has no original in the source language.
func unpaired(s *model.Site, p *model.Page) bool {
	return p.Lang != s.Source && s.Source.Page(p.Key) == nil
}

// around is how many lines an excerpt has before and after the one meant.
const around = 2

// finding returns a diagnostic in a language, with the lines it is about.
func (h *handler) finding(s *shown, d diag.Diagnostic, lang string) Finding {
	d = messages.Translate(d, lang)
	f := Finding{File: h.desk.builder.NameOnDisk(d.File), Line: d.Line, Col: d.Col, Severity: d.Severity, Message: d.Message, Hint: d.Hint}
	read := h.desk.builder.ReadSource
	if file := h.desk.unlabel(d.File); file != d.File && s.set != nil && s.set.Has(file) {
		f.URL, read = s.address(file), func(string) ([]byte, error) { return s.set.Bytes(file) }
	}
	if d.Line == 0 {
		return f
	}
	data, err := read(d.File)
	if err != nil {
		return f // the file is gone
	}
	f.Excerpt = diag.Excerpt(data, d.Pos, around)
	return f
}

// listView is the view of client/list.html: the table of all pages, or, where
// no build was ever good, a page for the overlay to stand on.
type listView struct {
	Lang  string
	Words map[string]string
	Build string
	Path  string
	Pages []listRow   // those in the state that is asked for
	All   []listState // the states there are, "" for all pages
	State string      // that is asked for, "" for all
	Title string      // of the document and the list
}

// listRow is a page. URL is "" where it is a draft that is left out.
type listRow struct {
	Title, TextLang, Lang, URL, File string
	States                           []listState
}

// listState is a state of pages: of one, or with the number of those in it.
type listState struct {
	Kind, Word string
	Count      int
}

var listTemplate = template.Must(template.ParseFS(client, "client/list.html"))

// list answers with the table of all pages and their states.
func (h *handler) list(w http.ResponseWriter, req *http.Request) {
	s := h.desk.show()
	query := req.URL.Query()
	lang := s.language(s.root, query.Get("lang"))
	v := listView{Lang: lang, Words: wordsFor(lang), Build: s.event.Build, Path: previewPath, State: query.Get("state")}
	v.Title = v.Words["all_pages"]
	if slices.Contains(states, v.State) {
		v.Title = v.Words["pages"] + ": " + v.Words["state_"+v.State]
	} else {
		v.State = ""
	}
	rows := h.desk.rows(s, v.Words)
	for _, kind := range append([]string{""}, states...) {
		state := listState{Kind: kind, Word: v.Words["state_"+kind]}
		for _, row := range rows {
			if row.is(kind) {
				state.Count++
			}
		}
		v.All = append(v.All, state)
	}
	for _, row := range rows {
		if row.is(v.State) {
			v.Pages = append(v.Pages, row)
		}
	}
	h.document(w, req, http.StatusOK, v)
}

// is reports whether a page is in a state; "" is that of all.
func (r listRow) is(kind string) bool {
	return kind == "" || slices.ContainsFunc(r.States, func(s listState) bool { return s.Kind == kind })
}

// rows returns all pages of a site, and after those of each language the drafts
// that are left out.
func (d *desk) rows(s *shown, words map[string]string) []listRow {
	if s.site == nil {
		return nil
	}
	counts := map[string][3]int{} // by file and severity
	for _, found := range s.diags {
		n := counts[found.File]
		n[found.Severity]++
		counts[found.File] = n
	}
	var out []listRow
	for _, l := range s.site.Languages {
		for _, p := range l.Pages {
			own, made := counts[p.Source.File], counts[d.label(p.File())]
			for i := range own {
				own[i] += made[i]
			}
			out = append(out, listRow{
				Title: p.Title, TextLang: p.TextLang(), Lang: l.Code, URL: s.root + p.URL, File: p.Source.File,
				States: statesOf(s.site, p, own, words),
			})
		}
		for _, source := range drafts(s.site) {
			if p := l.Page(source.Key); source.Lang == l.Code && (p == nil || p.Source != source) {
				out = append(out, listRow{
					Title: source.Front.Title, TextLang: source.Lang, Lang: l.Code, File: source.File,
					States: []listState{{Kind: "draft", Word: words["state_hidden"]}},
				})
			}
		}
	}
	return out
}

// states are what a page may be in, gravest first.
var states = []string{"error", "warning", "draft", "missing", "unpaired", "ok"}

func statesOf(s *model.Site, p *model.Page, n [3]int, words map[string]string) []listState {
	in := map[string]bool{
		"error":    n[diag.Error] > 0,
		"warning":  n[diag.Warning] > 0 && !p.Fallback,
		"draft":    p.Source.Front.Draft,
		"missing":  p.Fallback,
		"unpaired": unpaired(s, p),
	}
	var out []listState
	for _, kind := range states {
		if in[kind] || kind == "ok" && len(out) == 0 {
			out = append(out, listState{Kind: kind, Word: words["state_"+kind]})
		}
	}
	return out
}

// errorPage answers while no build was ever good, and for a page that can't be made:
// the overlay shows why.
func (h *handler) errorPage(w http.ResponseWriter, req *http.Request) {
	s := h.desk.show()
	lang := s.language(req.URL.Path, "")
	v := listView{Lang: lang, Words: wordsFor(lang), Build: s.event.Build, Path: req.URL.Path}
	v.Title = v.Words["panel"]
	h.document(w, req, http.StatusServiceUnavailable, v)
}

func (h *handler) document(w http.ResponseWriter, req *http.Request, status int, v listView) {
	var b bytes.Buffer
	if err := listTemplate.Execute(&b, v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, req, status, "list.html", inject(b.Bytes(), v.Build, v.Path))
}
