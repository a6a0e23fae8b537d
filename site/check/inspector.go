package check

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"opas/site/diag"
)

// defaultBudget is the weight of a first visit that a page may have, in bytes.
const defaultBudget = 30_000

// Options say what is checked and how findings are named.
type Options struct {
	Out    string // name of the output folder, for diagnostics
	Root   string // path of the base URL, "/" where there is none: pages named 404.html link with it
	Weight bool   // also compare the weight of pages with Budget
	Budget int    // gzip bytes of a first visit: page, CSS, JS, images that are not lazy, icon; 0 means 30,000
	// Whole are the paths of pages that hold all others, to be printed: they may
	// weigh what they must.
	Whole []string
}

// Inspector checks the files of one site. Inspect may run in parallel with
// itself; the other methods are for when no file is passing.
type Inspector struct {
	options Options
	pages   sync.Pool // of *page
	scales  sync.Pool // of *scale

	mu       sync.Mutex // guards all below
	files    map[string]file
	docs     []*doc
	targets  targets
	external map[string]struct{}
	diags    diag.List
}

// file is what a link needs to know of the file it leads to.
type file struct {
	ids    string // "\x00a\x00b\x00"; "" where fragments have another meaning, as in a PDF
	weight int    // bytes as a server would send them, 0 unless Options.Weight
}

// doc is what is kept of a page or a style sheet until all files are known.
type doc struct {
	path     string
	title    string // "" where it does not have to be unique
	titlePos diag.Pos
	refs     []ref    // distinct targets, in the order of the text
	loads    []uint32 // targets that a first visit fetches; only with Options.Weight
	page     bool
}

// ref is the place where a doc refers to a target for the first time.
type ref struct {
	target    uint32
	line, col uint32
}

// New returns an Inspector that has seen no file.
func New(o Options) *Inspector {
	if o.Budget == 0 {
		o.Budget = defaultBudget
	}
	o.Root = "/" + strings.Trim(o.Root, "/") + "/"
	if o.Root == "//" {
		o.Root = "/"
	}
	return &Inspector{
		options:  o,
		pages:    sync.Pool{New: func() any { return new(page) }},
		scales:   sync.Pool{New: func() any { return newScale() }},
		files:    map[string]file{},
		targets:  targets{index: map[string]uint32{}},
		external: map[string]struct{}{},
	}
}

// Expect tells of files that will come. Then Diagnostics can be asked before all
// have passed: links may lead to them, and what they hold is taken to be right.
func (in *Inspector) Expect(paths []string) {
	for _, p := range paths {
		in.files[p] = file{}
	}
}

// Reads reports whether Inspect looks into a file at a path, or only takes note that
// it is there.
func Reads(path string) bool {
	switch extension(path) {
	case ".html", ".css", ".svg":
		return true
	}
	return false
}

// Inspect checks one file. path is its slash path in the site; each file must
// be given once. It is safe for parallel use, and keeps and changes nothing of b.
func (in *Inspector) Inspect(path string, b []byte) {
	var f file
	if in.options.Weight {
		f.weight = in.weigh(path, b)
	}
	p := in.pages.Get().(*page)
	defer in.pages.Put(p)
	p.reset(in.options, path, b)
	d := &doc{path: path}
	switch extension(path) {
	case ".html":
		p.scan()
		f.ids = p.idList()
		d.page = true
		d.title, d.titlePos = p.uniqueTitle()
	case ".css":
		p.scanCSS()
	case ".svg":
		p.scanSVG()
		f.ids = p.idList()
	}
	in.record(&p.source, d, f)
}

// record adds what was found in one file.
func (in *Inspector) record(s *source, d *doc, f file) {
	in.mu.Lock()
	in.files[d.path] = f
	if len(s.links) > 0 || d.page {
		in.docs = append(in.docs, d)
		s.links = in.targets.intern(s, d, in.options.Weight)
	}
	for _, u := range s.external {
		if _, ok := in.external[string(u)]; !ok {
			in.external[string(u)] = struct{}{}
		}
	}
	in.diags = append(in.diags, s.diags...)
	in.mu.Unlock()

	if len(s.links) == 0 {
		return
	}
	d.refs = make([]ref, len(s.links))
	for i, l := range s.links {
		at := s.cursor.at(l.off)
		d.refs[i] = ref{target: l.target, line: uint32(at.Line), col: uint32(at.Col)}
	}
}

// External returns the http and https addresses that pages link to, without
// fragments, sorted, each once.
func (in *Inspector) External() []string {
	return slices.Sorted(maps.Keys(in.external))
}

// extension returns the extension of a path in small letters.
func extension(p string) string { return strings.ToLower(path.Ext(p)) }
