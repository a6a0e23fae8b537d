package render

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
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
	pages map[string]*template.Template // by name of the file, without .html
	icons map[string]string             // by name, without icon-
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
// minified. The zero Memory is empty; it is not safe for concurrent use.
type Memory struct {
	files map[string]smallFile
}

// smallFile is a template as its file has it, and minified.
type smallFile struct{ src, small string }

// ParseTemplates reads a theme's templates: base.html, partials/*.html, and a
// file for each kind of page. name is the folder's name for diagnostics. Every
// template is tried on a sample view, so that a field or partial that does not
// exist shows at once.
func (m *Memory) ParseTemplates(fsys fs.FS, name string) (*Templates, diag.List, error) {
	p := &templateParser{fsys: fsys, name: name, known: m.files, files: map[string]smallFile{}}
	defer func() { m.files = p.files }()
	shared := template.New("shared")
	files, err := fs.Glob(fsys, "partials/*.html")
	if err != nil {
		return nil, nil, err
	}
	for _, f := range append(files, "base.html") {
		p.parse(shared, f)
	}
	kinds := slices.Concat(framed, whole)
	parsed := make([]*template.Template, len(kinds))
	p.each(kinds, func(p *templateParser, i int, kind string) {
		parsed[i] = p.clone(shared)
		file := kind + ".html"
		if !slices.Contains(whole, kind) {
			if _, err := fs.Stat(fsys, file); slices.Contains(content.Kinds, kind) && errors.Is(err, fs.ErrNotExist) {
				file = "page.html" // a kind without a template looks as a page does
			}
		}
		p.parse(parsed[i], file)
	})
	if p.err != nil || len(p.diags) > 0 {
		return nil, p.diags.Sorted(), p.err
	}
	p.each(kinds, func(p *templateParser, i int, kind string) {
		p.try(kind, parsed[i], "base", sample(kind))
		if kind == "page" { // which makes what pages share
			p.try(kind, parsed[i], "nav", sampleNav)
			p.try(kind, parsed[i], "search", sampleSearch)
		}
	})
	t := &Templates{pages: make(map[string]*template.Template, len(kinds)), icons: map[string]string{}}
	for i, kind := range kinds {
		t.pages[kind] = parsed[i]
	}
	for _, kind := range calloutKinds {
		var b bytes.Buffer
		p.execute(&b, "icons", t.pages["page"], "icon-"+kind, nil)
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
	// What files are minified: last time, and now.
	known, files map[string]smallFile
}

// each does something for every kind, at the same time.
func (p *templateParser) each(kinds []string, do func(p *templateParser, i int, kind string)) {
	workers := make([]templateParser, len(kinds))
	var wg sync.WaitGroup
	for i, kind := range kinds {
		workers[i] = templateParser{fsys: p.fsys, name: p.name, known: p.known, files: map[string]smallFile{}}
		wg.Go(func() { do(&workers[i], i, kind) })
	}
	wg.Wait()
	for _, w := range workers {
		p.diags = append(p.diags, w.diags...)
		p.err = cmp.Or(p.err, w.err)
		maps.Copy(p.files, w.files)
	}
}

func (p *templateParser) clone(t *template.Template) *template.Template {
	c, err := t.Clone()
	if err != nil && p.err == nil {
		p.err = fmt.Errorf("templates: %w", err)
		return template.New("")
	}
	return c
}

// parse adds a file's templates to a set.
func (p *templateParser) parse(t *template.Template, file string) {
	data, err := fs.ReadFile(p.fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		p.diags.Errorf(path.Join(p.name, file), diag.Pos{}, "take it from the theme that opas carries", "missing template")
		return
	}
	if err != nil {
		p.err = fmt.Errorf("read %s: %w", path.Join(p.name, file), err)
		return
	}
	f, ok := p.known[file]
	if !ok || f.src != string(data) {
		// Parsed as written first, so that a mistake is told by its own line.
		if _, err := template.New(file).Parse(string(data)); err != nil {
			p.complain(file, err)
			return
		}
		small, err := minifier.Bytes("text/html", data)
		if err != nil {
			p.complain(file, err)
			return
		}
		f = smallFile{string(data), string(small)}
	}
	p.files[file] = f
	if _, err := t.New(file).Parse(f.small); err != nil {
		p.complain(file, err)
	}
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

func (p *templateParser) try(kind string, t *template.Template, name string, view any) {
	p.execute(io.Discard, kind+".html", t, name, view)
}

func (p *templateParser) execute(w io.Writer, file string, t *template.Template, name string, view any) {
	if t.Lookup(name) == nil {
		p.diags.Errorf(path.Join(p.name, file), diag.Pos{}, "", "template %q is not defined", name)
		return
	}
	if err := t.ExecuteTemplate(w, name, view); err != nil {
		// The place is that of the minified text: only the file is told.
		msg := err.Error()
		if m := templateError.FindStringSubmatch(msg); m != nil {
			msg = m[4]
			if m[1] != "" {
				file = m[1]
			}
		}
		p.diags.Errorf(path.Join(p.name, file), diag.Pos{}, "", "template: %s", msg)
	}
}

// Kinds returns the kinds of pages that have a template.
func (t *Templates) Kinds() []string { return slices.Clone(framed) }

// icon returns the HTML of a callout's icon.
func (t *Templates) icon(kind string) string { return t.icons[strings.ToLower(kind)] }
