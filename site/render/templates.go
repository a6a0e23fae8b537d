package render

import (
	"bytes"
	"cmp"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"opas/site/content"
	"opas/site/diag"
)

// Templates is a theme's set of templates, minified and ready. It is safe for
// concurrent use.
type Templates struct {
	set   *template.Template
	all   *template.Template // leads to any base; nil where one has a mistake
	own   map[string]names   // by kind
	icons map[string]string  // by name, without icon-
}

// framed are the templates that base.html frames; the others are whole
// documents.
var framed = slices.Concat(content.Kinds, made)

// made are the kinds of pages that have no source.
var made = []string{"search", "register", "print"}

var whole = []string{"notfound", "redirect", "root"}

// calloutKinds are the kinds of callouts: each has a template icon-<kind>.
var calloutKinds = []string{"note", "tip", "warning", "important"}

// Memory keeps what ParseTemplates can use the next time: files as they are
// minified and parsed. The zero Memory is empty; it is not safe for concurrent use.
type Memory struct {
	files map[string]parsedFile
}

// parsedFile is a file of templates, and what it defines, minified. It is immutable.
type parsedFile struct {
	src   string
	trees trees
}

// ParseTemplates reads a theme's templates: base.html, partials/*.html, and a
// file for each kind of page. name is the folder's name for diagnostics. Every
// template is tried on a sample view, so that a field or partial that does not
// exist shows at once.
func (m *Memory) ParseTemplates(fsys fs.FS, name string) (*Templates, diag.List, error) {
	p := &templateParser{fsys: fsys, name: name, known: m.files, files: map[string]parsedFile{}}
	defer func() { m.files = p.files }()
	files := p.partials()
	if len(p.diags) > 0 {
		return nil, p.diags.Sorted(), nil
	}
	var shared trees
	for _, f := range append(files, "base.html") {
		shared = p.parse(shared, f)
	}
	kinds := slices.Concat(framed, whole)
	own := make([]trees, len(kinds))
	p.each(kinds, func(p *templateParser, i int, kind string) {
		file := kind + ".html"
		if !slices.Contains(whole, kind) {
			if _, err := fs.Stat(fsys, file); slices.Contains(content.Kinds, kind) && errors.Is(err, fs.ErrNotExist) {
				file = "page.html" // a kind without a template looks as a page does
			}
		}
		own[i] = p.parse(nil, file)
	})
	if p.err != nil || len(p.diags) > 0 {
		return nil, p.diags.Sorted(), p.err
	}
	t := &Templates{set: template.New("theme"), own: map[string]names{}, icons: map[string]string{}}
	p.err = t.add(shared, "", nil)
	for i, kind := range kinds {
		t.own[kind] = overridden(shared, own[i])
		p.err = cmp.Or(p.err, t.add(shared.over(own[i]), kind, t.own[kind]))
	}
	if p.err = cmp.Or(p.err, t.lead(kinds)); p.err != nil {
		return nil, nil, p.err
	}
	p.each(kinds, func(p *templateParser, i int, kind string) {
		p.try(t, kind, "base", sample(kind))
		if kind == "page" { // which makes what pages share
			p.try(t, kind, "nav", sampleNav)
			p.try(t, kind, "search", sampleSearch)
		}
	})
	for _, kind := range calloutKinds {
		var b bytes.Buffer
		p.execute(&b, "icons", t, "page", "icon-"+kind, nil)
		t.icons[kind] = b.String()
	}
	return t, p.diags.Sorted(), p.err
}

// templateParser collects what is wrong with a theme.
type templateParser struct {
	fsys  fs.FS
	name  string
	diags diag.List
	err   error
	// What files are parsed: last time, and now.
	known, files map[string]parsedFile
}

// each does something for every kind, at the same time.
func (p *templateParser) each(kinds []string, do func(p *templateParser, i int, kind string)) {
	workers := make([]templateParser, len(kinds))
	var wg sync.WaitGroup
	for i, kind := range kinds {
		workers[i] = templateParser{fsys: p.fsys, name: p.name, known: p.known, files: map[string]parsedFile{}}
		wg.Go(func() { do(&workers[i], i, kind) })
	}
	wg.Wait()
	for _, w := range workers {
		p.diags = append(p.diags, w.diags...)
		p.err = cmp.Or(p.err, w.err)
		maps.Copy(p.files, w.files)
	}
}

// partials lists the files whose templates all kinds share.
func (p *templateParser) partials() (files []string) {
	const folder = "partials"
	top, err := fs.ReadDir(p.fsys, ".")
	if err != nil {
		p.diags.Unreadable(p.name, err)
		return nil
	}
	i := slices.IndexFunc(top, func(d fs.DirEntry) bool { return d.Name() == folder })
	if i < 0 {
		return nil
	}
	if top[i].Type()&fs.ModeSymlink != 0 { // what it leads to is not watched
		p.diags.Errorf(path.Join(p.name, folder), diag.Pos{}, "link to the files one by one, or move the folder here", "symbolic link to a folder")
		return nil
	}
	list, err := fs.ReadDir(p.fsys, folder)
	if err != nil {
		p.diags.Unreadable(path.Join(p.name, folder), err)
	}
	for _, d := range list {
		// An editor's lock is a hidden link to nowhere.
		if n := d.Name(); path.Ext(n) == ".html" && !strings.HasPrefix(n, ".") {
			files = append(files, path.Join(folder, n))
		}
	}
	return files
}

// parse adds a file's templates to those of others.
func (p *templateParser) parse(all trees, file string) trees {
	data, err := fs.ReadFile(p.fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		p.diags.Errorf(path.Join(p.name, file), diag.Pos{}, "take it from the theme that opas carries", "missing template")
		return all
	}
	if err != nil {
		p.diags.Unreadable(path.Join(p.name, file), err)
		return all
	}
	f, ok := p.known[file]
	if !ok || f.src != string(data) {
		// Parsed as written first, so that a mistake is told by its own line.
		if _, err := template.New(file).Parse(string(data)); err != nil {
			p.complain(file, err)
			return all
		}
		small, err := minifier.Bytes("text/html", data)
		if err != nil {
			p.complain(file, err)
			return all
		}
		set, err := template.New(file).Parse(string(small))
		if err != nil {
			p.complain(file, err)
			return all
		}
		f = parsedFile{string(data), treesOf(set)}
	}
	p.files[file] = f
	return all.over(f.trees)
}

// minifier makes templates and the HTML they give small.
var minifier = newMinifier()

func newMinifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{
		KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true,
		TemplateDelims: html.GoTemplateDelims,
	})
	return m
}

// templateError is how html/template tells the place of a mistake.
var templateError = regexp.MustCompile(`^(?:html/)?template: ?([\w./-]*):(\d+)(?::(\d+))?: (?s:(.*))$`)

func (p *templateParser) complain(file string, err error) {
	msg, pos := err.Error(), diag.Pos{}
	if m := templateError.FindStringSubmatch(msg); m != nil {
		pos.Line, _ = strconv.Atoi(m[2])
		msg = m[4]
		if m[1] != "" {
			file = m[1]
		}
	}
	p.diags.Errorf(path.Join(p.name, file), pos, "", "template: %s", msg)
}

func (p *templateParser) try(t *Templates, kind, name string, view any) {
	p.execute(io.Discard, kind+".html", t, kind, name, view)
}

func (p *templateParser) execute(w io.Writer, file string, t *Templates, kind, name string, view any) {
	if t.set.Lookup(t.name(kind, name)) == nil {
		p.diags.Errorf(path.Join(p.name, file), diag.Pos{}, "", "template %q is not defined", name)
		return
	}
	if err := t.execute(w, kind, name, view); err != nil {
		// The place is that of the minified text: only the file is told.
		msg := err.Error()
		if m := templateError.FindStringSubmatch(msg); m != nil {
			msg = m[4]
			if m[1] != "" {
				file = m[1]
			}
		}
		p.diags.Errorf(path.Join(p.name, file), diag.Pos{}, "", "template: %s", strings.ReplaceAll(msg, ofKind+kind, ""))
	}
}

// Kinds returns the kinds of pages that have a template.
func (t *Templates) Kinds() []string { return slices.Clone(framed) }

// icon returns the HTML of a callout's icon.
func (t *Templates) icon(kind string) string { return t.icons[strings.ToLower(kind)] }
