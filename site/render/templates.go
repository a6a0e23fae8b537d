package render

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
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
	set     *template.Template
	plain   func() trees       // of set, as they are before they are escaped
	all     *template.Template // leads to any base; nil where one has a mistake
	own     map[string]names   // by kind
	icons   map[string]string  // by name, without icon-
	explain *explainer
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

// parsedFile is a file of templates, and what it defines: minified, and as it is
// written, for the places of mistakes. It is immutable.
type parsedFile struct {
	src            string
	small, written trees
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
	var shared []parsedFile
	for _, f := range append(files, "base.html") {
		shared = append(shared, p.parse(f))
	}
	kinds := slices.Concat(framed, whole)
	own := make([]parsedFile, len(kinds))
	p.each(kinds, func(p *templateParser, i int, kind string) {
		own[i] = p.parse(FileOf(fsys, kind))
	})
	if len(p.diags) > 0 {
		return nil, p.diags.Sorted(), nil
	}
	t, err := newTemplates(kinds, shared, own, func(f parsedFile) trees { return f.small })
	if err != nil {
		return nil, nil, err
	}
	t.explain = &explainer{name: name, files: p.files, written: sync.OnceValues(func() (*Templates, error) {
		return newTemplates(kinds, shared, own, func(f parsedFile) trees { return f.written })
	})}
	p.tryAll(t, kinds)
	return t, once(p.diags), p.err
}

// FileOf returns the file of the template of a kind of pages. A kind of an author's
// pages that has none looks as a page does.
func FileOf(fsys fs.FS, kind string) string {
	file := kind + ".html"
	if slices.Contains(content.Kinds, kind) {
		if _, err := fs.Stat(fsys, file); errors.Is(err, fs.ErrNotExist) {
			return "page.html"
		}
	}
	return file
}

// newTemplates makes a set of the templates that all kinds share and those of each,
// taken from their files.
func newTemplates(kinds []string, shared, own []parsedFile, of func(parsedFile) trees) (*Templates, error) {
	t := &Templates{set: template.New("theme"), own: map[string]names{}, icons: map[string]string{}}
	var all trees
	for _, f := range shared {
		all = all.over(of(f))
	}
	parts := []part{{trees: all}}
	for i, kind := range kinds {
		t.own[kind] = overridden(all, of(own[i]))
		parts = append(parts, part{all.over(of(own[i])), kind, t.own[kind]})
	}
	t.plain = sync.OnceValue(func() trees {
		plain := trees{}
		for _, p := range parts {
			maps.Insert(plain, t.copies(p))
		}
		return plain
	})
	for _, p := range parts {
		for name, tree := range t.copies(p) {
			if _, err := t.set.AddParseTree(name, tree); err != nil {
				return nil, fmt.Errorf("templates: %w", err)
			}
		}
	}
	return t, t.lead(kinds)
}

// tryAll tries every template on a sample, and makes the icons.
func (p *templateParser) tryAll(t *Templates, kinds []string) {
	p.each(kinds, func(p *templateParser, i int, kind string) {
		p.try(io.Discard, t, kind, "base", sample(kind))
		if kind == "page" { // which makes what pages share
			p.try(io.Discard, t, kind, "nav", sampleNav)
			p.try(io.Discard, t, kind, "search", sampleSearch)
		}
	})
	for _, kind := range calloutKinds {
		var b bytes.Buffer
		p.try(&b, t, "page", "icon-"+kind, nil)
		t.icons[kind] = b.String()
	}
}

// once returns the diagnostics sorted, and of those that differ by their hints alone
// the first: one slip shows in many kinds of pages.
func once(diags diag.List) diag.List {
	return slices.CompactFunc(diags.Sorted(), func(a, b diag.Diagnostic) bool {
		return a.File == b.File && a.Pos == b.Pos && a.Message == b.Message
	})
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

// parse reads the templates of a file.
func (p *templateParser) parse(file string) (f parsedFile) {
	name := path.Join(p.name, file)
	data, err := diag.ReadFile(p.fsys, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.diags.Errorf(name, diag.Pos{}, "take it from the theme that opas carries", "missing template")
		return f
	case err != nil:
		p.diags.Unreadable(name, err)
		return f
	case p.diags.NotUTF8(name, data):
		return f
	}
	f, ok := p.known[file]
	if !ok || f.src != string(data) {
		f = parsedFile{src: string(data)}
		set, err := template.New(file).Parse(f.src)
		if err != nil {
			malformed(&p.diags, name, f.src, err)
			return f
		}
		f.written = treesOf(set)
		f.small = f.written // where its HTML is such that the minifier spoils it: that is told when it is tried
		if small, err := minifier.Bytes("text/html", data); err == nil {
			if set, err := template.New(file).Parse(string(small)); err == nil {
				f.small = treesOf(set)
			}
		}
	}
	p.files[file] = f
	return f
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

// homes are the files of the theme where the templates that opas asks for are defined.
var homes = map[string]string{"base": "base.html", "nav": "partials/nav.html", "search": "partials/search.html"}

// try executes a template on a sample, and tells what is wrong with it.
func (p *templateParser) try(w io.Writer, t *Templates, kind, name string, view any) {
	if t.set.Lookup(t.name(kind, name)) == nil {
		file := cmp.Or(homes[name], "partials/icons.html")
		p.diags.Errorf(path.Join(p.name, file), diag.Pos{}, "take it from the theme that opas carries", "template %q is not defined", name)
		return
	}
	err := t.execute(&bounded{context.Background(), w, mostOfSample}, kind, name, view)
	p.err = cmp.Or(p.err, p.diags.Take(err))
}

// Kinds returns the kinds of pages that have a template.
func (t *Templates) Kinds() []string { return slices.Clone(framed) }

// icon returns the HTML of a callout's icon.
func (t *Templates) icon(kind string) string { return t.icons[strings.ToLower(kind)] }
