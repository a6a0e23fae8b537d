package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
var made = []string{"search", "register"}

var whole = []string{"notfound", "redirect", "root"}

// calloutKinds are the kinds of callouts: each has a template icon-<kind>.
var calloutKinds = []string{"note", "tip", "warning", "important"}

// ParseTemplates reads a theme's templates: base.html, partials/*.html, and a
// file for each kind of page. name is the folder's name for diagnostics. Every
// template is tried on a sample view, so that a field or partial that does not
// exist shows at once.
func ParseTemplates(fsys fs.FS, name string) (*Templates, diag.List, error) {
	p := &templateParser{fsys: fsys, name: name}
	t := &Templates{pages: map[string]*template.Template{}, icons: map[string]string{}}
	partials := template.New("partials")
	files, err := fs.Glob(fsys, "partials/*.html")
	if err != nil {
		return nil, nil, err
	}
	for _, f := range files {
		p.parse(partials, f)
	}
	for _, kind := range framed {
		file := kind + ".html"
		if _, err := fs.Stat(fsys, file); kind != "page" && !slices.Contains(made, kind) && errors.Is(err, fs.ErrNotExist) {
			file = "page.html" // a kind without a template looks as a page does
		}
		page := p.clone(partials)
		p.parse(page, "base.html")
		p.parse(page, file)
		t.pages[kind] = page
	}
	for _, kind := range whole {
		page := p.clone(partials)
		p.parse(page, kind+".html")
		t.pages[kind] = page
	}
	if p.err != nil || len(p.diags) > 0 {
		return nil, p.diags.Sorted(), p.err
	}
	for kind, page := range t.pages {
		p.try(kind, page, "base", sample(kind))
		p.try(kind, page, "nav", sampleNav)
		p.try(kind, page, "search", sampleSearch)
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
	if _, err := t.New(file).Parse(string(small)); err != nil {
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
