package search

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"opas/site/content"
	"opas/site/diag"
	"opas/site/model"
	"opas/site/output"
)

// Dir is the folder of the output that the files stand in.
const Dir = "search"

// Memory keeps what a build can use of the one before it. The zero Memory is
// empty; it is safe for concurrent use.
type Memory struct {
	forms     forms
	mu        sync.Mutex
	terms     map[*content.Source]*terms
	analysers map[string]rules // by code
}

// rules is a language's script and the analyser made of it.
type rules struct {
	script   string
	analyser *Analyser
	err      error
}

// Index is the search of a site.
type Index struct {
	site      *model.Site
	script    func(name string) []byte
	languages []*langIndex
}

// langIndex is the index of a language, made when one of its files is asked for.
type langIndex struct {
	*model.Language
	site     *Index
	analyser *Analyser     // nil where the language has no rules
	pages    []*model.Page // with a text of their own, by id
	shards   int           // 0 where the index is one file
	entries  func() ([]entry, []question)
	made     func() made
}

// made are the files of a language's index.
type made struct {
	index  []byte
	shards [][]byte
}

// shardWords is how many words of text a shard is for. A language with fewer than
// wholeWords has one file.
const (
	shardWords = 1500
	wholeWords = 60000
)

// New plans the search of a site. script returns a script of the search by name,
// "fi.js" for the rules of Finnish, nil where there is none; folder is that of the
// scripts, for diagnostics. m may be nil.
func New(s *model.Site, script func(name string) []byte, folder string, m *Memory) (*Index, diag.List) {
	if m == nil {
		m = &Memory{}
	}
	x := &Index{site: s, script: script}
	var diags diag.List
	for _, l := range s.Languages {
		a, err := m.analyser(l.Code, script(l.Code+".js"))
		if err != nil {
			diags.Errorf(path.Join(folder, l.Code+".js"), diag.Pos{}, "take it from the theme that opas carries", "search rules: %v", err)
		}
		x.languages = append(x.languages, x.language(l, a, m))
	}
	m.forget(s)
	return x, diags
}

func (x *Index) language(l *model.Language, a *Analyser, m *Memory) *langIndex {
	out := &langIndex{Language: l, site: x, analyser: a}
	own := make([]*model.Page, x.site.IDs)
	words := 0
	for _, p := range l.Pages {
		if !p.Fallback {
			own[p.ID] = p
			words += p.Source.Doc.Words
		}
	}
	for _, p := range own {
		if p != nil {
			out.pages = append(out.pages, p)
		}
	}
	if words > wholeWords {
		out.shards = words / shardWords
	}
	out.entries = func() ([]entry, []question) {
		pages := make([]indexed, len(out.pages))
		for i, p := range out.pages {
			pages[i] = indexed{p.ID, m.termsOf(p)}
		}
		return entries(pages, x.site.IDs, m.forms.all(), l, a, out.shards == 0)
	}
	out.made = sync.OnceValue(out.make)
	return out
}

// byID returns a page by its ID.
func (l *langIndex) byID(id int) *model.Page {
	i, _ := slices.BinarySearchFunc(l.pages, id, func(p *model.Page, id int) int { return cmp.Compare(p.ID, id) })
	return l.pages[i]
}

// termsOf returns the words of a page, kept from build to build where they are
// those of its source alone.
func (m *Memory) termsOf(p *model.Page) *terms {
	s := p.Source
	if extra := p.Extra(); extra != nil {
		return m.forms.termsOf(s, extra)
	}
	m.mu.Lock()
	t := m.terms[s]
	m.mu.Unlock()
	if t != nil {
		return t
	}
	t = m.forms.termsOf(s, nil)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.terms == nil {
		m.terms = map[*content.Source]*terms{}
	}
	m.terms[s] = t
	return t
}

// forget lets go of the words of sources that a site has no more.
func (m *Memory) forget(s *model.Site) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.terms) == 0 {
		return
	}
	kept := make(map[*content.Source]*terms, len(m.terms))
	for _, l := range s.Languages {
		for _, source := range l.Sources {
			if t := m.terms[source]; t != nil {
				kept[source] = t
			}
		}
	}
	m.terms = kept
}

func (m *Memory) analyser(code string, script []byte) (*Analyser, error) {
	if script == nil {
		return nil, nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.analysers[code]
	if !ok || p.script != string(script) {
		a, err := ParseAnalyser(code, script)
		p = rules{string(script), a, err}
		if m.analysers == nil {
			m.analysers = map[string]rules{}
		}
		m.analysers[code] = p
	}
	return p.analyser, p.err
}

// AddTo adds the files of the search to a Set.
func (x *Index) AddTo(s *output.Set) error {
	var first error
	add := func(file string, make func(dst []byte) ([]byte, error)) {
		if err := s.Add(file, func(_ context.Context, dst []byte) ([]byte, error) { return make(dst) }); err != nil && first == nil {
			first = fmt.Errorf("add %s: %w", file, err)
		}
	}
	for _, l := range x.languages {
		add(l.file(), func(dst []byte) ([]byte, error) { return append(dst, l.made().index...), nil })
		for i := range l.shards {
			add(l.shardFile(i), func(dst []byte) ([]byte, error) { return append(dst, l.made().shards[i]...), nil })
		}
		if l.hasLibrary() {
			add(l.libraryFile(), func(dst []byte) ([]byte, error) { return append(dst, l.library()...), nil })
		}
		for _, p := range l.Pages {
			add(l.pageFile(p.ID), func(dst []byte) ([]byte, error) { return l.page(dst, p), nil })
		}
	}
	return first
}

func (l *langIndex) file() string { return Dir + "/" + l.Code + ".js" }
func (l *langIndex) shardFile(i int) string {
	return Dir + "/" + l.Code + "/s" + strconv.Itoa(i) + ".js"
}
func (l *langIndex) pageFile(id int) string {
	return Dir + "/" + l.Code + "/" + strconv.Itoa(id) + ".js"
}

// make makes the files of the index.
func (l *langIndex) make() (m made) {
	list, questions := l.entries()
	m.index = appendCall(nil, l.file())
	m.index = append(m.index, "{n:"+strconv.Itoa(len(l.pages))...)
	m.index = append(append(append(m.index, `,priors:"`...), l.priors(l.site.site.IDs)...), '"')
	if i := slices.IndexFunc(l.pages, (*model.Page).ShowsHashtags); i >= 0 {
		m.index = append(m.index, ",tags:"+strconv.Itoa(l.pages[i].ID)...)
	}
	if len(questions) > 0 {
		m.index = appendQuestions(append(m.index, ",asks:"...), l.site.site.IDs, questions)
	}
	if also := also(l.Synonyms); also != "" {
		m.index = appendQuoted(append(m.index, ",also:"...), also)
	}
	if l.shards == 0 {
		m.index = appendEntries(append(m.index, ','), list)
	} else {
		var from []string
		for i, s := range cutShards(list, l.shards) {
			data := append(appendCall(nil, l.shardFile(i)), '{')
			m.shards = append(m.shards, append(appendEntries(data, s.list), "}"+end...))
			from = append(from, s.from)
		}
		m.index = appendQuoted(append(m.index, ",shards:"...), strings.Join(from, " "))
	}
	m.index = append(m.index, "}"+end...)
	return m
}

// priors are how much a page is worth by its kind, before any query and boost:
// pages that sum up or repeat what others say stand behind those. All other kinds
// count in full.
var priors = map[string]float64{"home": 0.6, "section": 0.8, "checklist": 0.6, "statement": 0.8, "hashtags": 0.7}

// fullPrior stands for a prior of 1.
const fullPrior = '0' + 10

// priors returns the prior of each of n pages, in tenths, in the order of their ids.
func (l *langIndex) priors(n int) []byte {
	out := bytes.Repeat([]byte{fullPrior}, n)
	for _, p := range l.pages {
		prior := cmp.Or(priors[p.Kind], 1) * cmp.Or(p.Source.Front.Boost, 1)
		out[p.ID] = '0' + byte(max(1, math.Round(10*prior)))
	}
	return bytes.TrimRight(out, string(fullPrior))
}

// also returns synonyms in the form of an index, those of the same words together.
func also(list content.Synonyms) string {
	synonyms := map[string][]string{}
	for _, s := range list {
		var words []string
		for _, t := range Tokens(s.Words) {
			words = append(words, t.Word)
		}
		of := strings.ToLower(strings.Join(s.For, "|"))
		synonyms[of] = append(synonyms[of], strings.Join(words, " "))
	}
	var lines []string
	for _, of := range slices.Sorted(maps.Keys(synonyms)) {
		lines = append(lines, of+"="+strings.Join(synonyms[of], "|"))
	}
	return strings.Join(lines, "\n")
}

// appendEntries appends the properties of entries.
func appendEntries(dst []byte, list []entry) []byte {
	words, posts, levels := encode(list)
	dst = append(append(append(dst, `words:"`...), words...), `",posts:"`...)
	return append(append(append(append(dst, posts...), `",levels:"`...), levels...), '"')
}

// page appends the file of a page.
func (l *langIndex) page(dst []byte, p *model.Page) []byte {
	lang := ""
	if p.TextLang() != l.Code {
		lang = p.TextLang()
	}
	dst = appendQuoted(append(appendCall(dst, l.pageFile(p.ID)), '['), p.URL)
	dst = appendQuoted(append(dst, ','), p.Title)
	dst = append(appendQuoted(append(dst, ','), lang), ",["...)
	for i, s := range append(p.Source.Doc.Sections(), p.Extra()...) {
		if s.Rule {
			s.Heading = p.Original().Lang.UI.Rule + " " + s.Heading
		}
		if i == 0 {
			s.Text = strings.TrimSpace(p.Source.Front.Summary + "\n" + s.Text)
		} else {
			dst = append(dst, ',')
		}
		dst = appendQuoted(append(dst, '['), s.ID)
		dst = appendQuoted(append(dst, ','), s.Heading)
		dst = append(appendQuoted(append(dst, ','), clip(strings.TrimSpace(s.Text+"\n"+s.Foreign))), ']')
	}
	return append(dst, "]]"+end...)
}

// longestSection is how many bytes of a section are there to be shown.
const longestSection = 32 << 10

func clip(s string) string {
	if len(s) <= longestSection {
		return s
	}
	n := longestSection
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
