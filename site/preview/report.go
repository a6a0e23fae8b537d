package preview

import (
	"bytes"
	"encoding/json"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"opas/site/diag"
	"opas/site/messages"
	"opas/site/model"
)

// state answers with the State for a page.
func (h *handler) state(w http.ResponseWriter, req *http.Request) {
	s := h.desk.show()
	p := s.page(req.URL.Query().Get("path"))
	lang := s.language(req.URL.Query().Get("path"))
	st := State{Event: s.event, Lang: lang, Words: wordsFor(lang), Findings: []Finding{}}
	for _, d := range s.diags.Errors() {
		st.Findings = append(st.Findings, h.finding(d, lang))
	}
	if p != nil {
		st.Page = h.pageState(s, p, lang)
	}
	data, err := json.Marshal(st)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, req, http.StatusOK, "state.json", data)
}

// page returns the page at an address of the server, nil where there is none.
func (s *shown) page(address string) *model.Page {
	file, ok := strings.CutPrefix(address, s.root)
	if !ok {
		return nil
	}
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	return s.pages()[file]
}

// language returns the language of the interface at an address: its first
// folder's, or the source language.
func (s *shown) language(address string) string {
	code, _, _ := strings.Cut(strings.TrimPrefix(address, s.root), "/")
	if s.site == nil {
		if _, err := fs.Stat(client, "words/"+code+".yaml"); err == nil {
			return code
		}
		return fallbackLanguage
	}
	for _, l := range s.site.Languages {
		if l.Code == code {
			return code
		}
	}
	return s.site.Source.Code
}

func (h *handler) pageState(s *shown, p *model.Page, lang string) *PageState {
	out := &PageState{
		Key: p.Key, Lang: p.Lang.Code, Title: p.Title, File: p.Source.File, Line: p.Source.Line,
		Words: p.Source.Doc.Words, Draft: p.Source.Front.Draft, Missing: p.Fallback,
		Unpaired: unpaired(s.site, p), Warnings: []Finding{},
	}
	files := []string{p.Source.File, h.desk.out + "/" + p.File()}
	if p.ShowsHashtags() {
		files = append(files, s.site.Hashtags.Source.File)
	}
	for _, d := range s.diags {
		if d.Severity == diag.Warning && slices.Contains(files, d.File) {
			out.Warnings = append(out.Warnings, h.finding(d, lang))
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
func (h *handler) finding(d diag.Diagnostic, lang string) Finding {
	d = messages.Translate(d, lang)
	f := Finding{File: d.File, Line: d.Line, Col: d.Col, Severity: d.Severity, Message: d.Message, Hint: d.Hint}
	if d.Line == 0 {
		return f
	}
	data, err := h.desk.builder.ReadSource(d.File)
	if err != nil {
		return f // the file is gone, or is one of the output
	}
	lines := bytes.Split(bytes.ToValidUTF8(data, []byte("\uFFFD")), []byte("\n"))
	for n := max(1, d.Line-around); n <= min(len(lines), d.Line+around); n++ {
		line := ExcerptLine{Number: n, Text: strings.TrimRight(string(lines[n-1]), "\r")}
		if n == d.Line {
			line.Caret = d.Col
		}
		f.Excerpt = append(f.Excerpt, line)
	}
	return f
}

// fallbackLanguage is that of words where there are none in another.
const fallbackLanguage = "en"

// wordsFor returns the preview's own words in a language.
func wordsFor(lang string) map[string]string {
	data, err := fs.ReadFile(client, "words/"+lang+".yaml")
	if err != nil && lang != fallbackLanguage {
		return wordsFor(fallbackLanguage)
	}
	words := map[string]string{}
	if err := yaml.Unmarshal(data, &words); err != nil {
		panic(err) // embedded, and read by a test
	}
	return words
}

// listView is the view of client/list.html: the table of all pages, or, where
// no build was ever good, a page for the overlay to stand on.
type listView struct {
	Lang  string
	Words map[string]string
	Build string
	Path  string
	Pages []listRow
}

type listRow struct {
	Title, Lang, URL, File string
	States                 []listState
}

type listState struct{ Kind, Word string }

var listTemplate = template.Must(template.ParseFS(client, "client/list.html"))

// list answers with the table of all pages and their states.
func (h *handler) list(w http.ResponseWriter, req *http.Request) {
	s := h.desk.show()
	lang := req.URL.Query().Get("lang")
	if lang == "" {
		lang = s.language(s.root)
	}
	v := listView{Lang: lang, Words: wordsFor(lang), Build: s.event.Build, Path: previewPath}
	counts := map[string][3]int{}
	for _, d := range s.diags {
		n := counts[d.File]
		n[d.Severity]++
		counts[d.File] = n
	}
	if s.site != nil {
		for _, l := range s.site.Languages {
			for _, p := range l.Pages {
				v.Pages = append(v.Pages, listRow{
					Title: p.Title, Lang: p.Lang.Code, URL: s.root + p.URL, File: p.Source.File,
					States: statesOf(s.site, p, counts[p.Source.File], v.Words),
				})
			}
		}
	}
	h.document(w, req, http.StatusOK, v)
}

func statesOf(s *model.Site, p *model.Page, n [3]int, words map[string]string) []listState {
	var out []listState
	add := func(is bool, kind string) {
		if is {
			out = append(out, listState{kind, words["state_"+kind]})
		}
	}
	add(n[diag.Error] > 0, "error")
	add(n[diag.Warning] > 0 && !p.Fallback, "warning")
	add(p.Source.Front.Draft, "draft")
	add(p.Fallback, "missing")
	add(unpaired(s, p), "unpaired")
	add(len(out) == 0, "ok")
	return out
}

// errorPage answers while no build was ever good: the overlay shows why.
func (h *handler) errorPage(w http.ResponseWriter, req *http.Request) {
	s := h.desk.show()
	lang := s.language(req.URL.Path)
	v := listView{Lang: lang, Words: wordsFor(lang), Build: s.event.Build, Path: req.URL.Path}
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
