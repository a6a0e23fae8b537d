package site

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"opas/site/assets"
	"opas/site/booklet"
	"opas/site/content"
	"opas/site/diag"
	"opas/site/model"
	"opas/site/output"
	"opas/site/render"
	"opas/site/search"
)

// Options say what is built. The three folders are required.
type Options struct {
	Content   Folder
	Templates Folder
	Assets    Folder
	BaseURL   string // overrides site.yaml where not ""
	Drafts    bool   // build drafts as well
}

// Folder is a folder of sources and its name for diagnostics, a slash path from
// the project's root.
type Folder struct {
	FS   fs.FS
	Name string
}

// Builder builds a guide again and again, and keeps what the next build can
// use. It is not safe for concurrent use.
type Builder struct {
	options   Options
	reader    *content.Reader
	last      *output.Set
	links     model.Memory
	words     search.Memory
	small     assets.Memory
	parsed    render.Memory
	paper     booklet.Memory
	templates kept[*render.Templates]
	assets    kept[*assets.Manifest]
	good      *Result // the latest good one, nil where there was none
	from      read    // what it was made of
}

// read is what was read of the three folders. Each is another where a file has
// changed.
type read struct {
	content   *content.Content
	templates *render.Templates
	assets    *assets.Manifest
}

// NewBuilder returns a Builder that has built nothing yet.
func NewBuilder(o Options) *Builder {
	return &Builder{options: o, reader: content.NewReader(o.Content.FS, o.Content.Name)}
}

// Result is one build of the guide. Site, Set and Search are nil where the
// sources could not be understood well enough; they must not be published while
// Diags holds an error.
type Result struct {
	Config *content.Config // as far as it could be read; nil where it could not
	Site   *model.Site
	Set    *output.Set
	Search *search.Index
	Diags  diag.List // sorted
}

// OK reports whether the result may be published.
func (r *Result) OK() bool {
	errors, _ := r.Diags.Count()
	return errors == 0
}

// Build looks at the sources and builds the guide; where they are what they were,
// and all was well, it returns the very Result of the last time. An error is ctx's
// or a bug: authors' mistakes are diagnostics, and so are files that can't be read.
//
// Build returns when ctx is done even where a source can't be read to its end, as
// on a share of a network that has gone: the Builder must not build again then.
func (b *Builder) Build(ctx context.Context) (*Result, error) {
	type outcome struct {
		r   *Result
		err error
	}
	built := make(chan outcome, 1)
	go func() {
		r, err := b.build(ctx)
		built <- outcome{r, err}
	}()
	select {
	case o := <-built:
		return o.r, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (b *Builder) build(ctx context.Context) (*Result, error) {
	r := &Result{}
	var (
		c         *content.Content
		templates *render.Templates
		manifest  *assets.Manifest
		diags     [3]diag.List
		errs      [3]error
		wg        sync.WaitGroup
	)
	wg.Go(func() { c, diags[0], errs[0] = b.reader.Read(ctx) })
	wg.Go(func() { templates, diags[1], errs[1] = b.templates.get(b.options.Templates, b.parsed.ParseTemplates) })
	wg.Go(func() { manifest, diags[2], errs[2] = b.assets.get(b.options.Assets, b.minified) })
	wg.Wait()
	if err := cmp.Or(errs[:]...); err != nil {
		return nil, err
	}
	from := read{c, templates, manifest}
	if b.good != nil && from == b.from {
		return b.good, nil
	}
	r.Config = b.reader.Config()
	r.Diags = slices.Concat(diags[:]...)
	if c != nil {
		var found diag.List
		r.Site, found = model.New(c, model.Options{Drafts: b.options.Drafts}, &b.links)
		r.Diags = append(r.Diags, found...)
	}
	r.Diags = r.Diags.Sorted()
	if !r.OK() {
		return r, nil
	}
	var found diag.List
	r.Search, found = search.New(r.Site, func(name string) []byte { return manifest.Data(scripts + name) }, path.Join(b.options.Assets.Name, scripts), &b.words)
	r.Diags = append(r.Diags, found...)
	set, found, err := b.set(r, templates, manifest)
	if err != nil {
		return nil, err
	}
	r.Set, r.Diags = set, append(r.Diags, found...).Sorted()
	if r.OK() {
		b.good, b.from = r, from
	}
	return r, nil
}

// minified makes the assets; it has no errors but diagnostics.
func (b *Builder) minified(fsys fs.FS, name string) (*assets.Manifest, diag.List, error) {
	manifest, diags := b.small.Build(fsys, name)
	return manifest, diags, nil
}

// scripts is the folder of the assets that has the search's scripts.
const scripts = "js/search/"

// set gathers the files of the site.
func (b *Builder) set(result *Result, t *render.Templates, m *assets.Manifest) (*output.Set, diag.List, error) {
	set := output.NewSet(b.last)
	for _, f := range m.Files() {
		if err := set.AddBytes(f.Path, f.Data); err != nil {
			return nil, nil, fmt.Errorf("add asset %s: %w", f.Name, err)
		}
	}
	base := b.baseURL(result.Config)
	paper, diags := booklet.New(result.Site, booklet.Options{BaseURL: base, Content: b.options.Content.Name}, &b.paper)
	r, missing := render.New(result.Site, t, m, render.Options{BaseURL: base, Assets: b.options.Assets.Name, PDF: paper.Bytes})
	diags = append(diags, missing...)
	if errors, _ := diags.Count(); errors > 0 {
		return nil, diags, nil
	}
	b.last = set
	return set, diags, cmp.Or(r.AddTo(set), paper.AddTo(set), result.Search.AddTo(set))
}

func (b *Builder) baseURL(c *content.Config) string {
	if b.options.BaseURL == "" && c != nil {
		return c.BaseURL
	}
	return b.options.BaseURL
}

// Root returns the path of a guide's base URL, "/" where it is not known.
func (b *Builder) Root(r *Result) string {
	if u, err := url.Parse(b.baseURL(r.Config)); err == nil && u.Path != "" {
		return u.Path
	}
	return "/"
}

// Content returns the content folder.
func (b *Builder) Content() Folder { return b.options.Content }

// TemplateOf returns the name, in diagnostics, of the template of a kind of pages.
func (b *Builder) TemplateOf(kind string) string {
	return path.Join(b.options.Templates.Name, render.FileOf(b.options.Templates.FS, kind))
}

// ReadSource returns the text of a source file by its name in diagnostics, as
// their lines and columns count it. It may be called while a build is under way.
func (b *Builder) ReadSource(file string) ([]byte, error) {
	if rel, ok := b.inContent(file); ok {
		return content.ReadText(b.options.Content.FS, rel)
	}
	for _, f := range []Folder{b.options.Templates, b.options.Assets} {
		if rel, ok := strings.CutPrefix(file, f.Name+"/"); ok {
			return diag.ReadFile(f.FS, rel)
		}
	}
	return nil, &fs.PathError{Op: "read", Path: file, Err: fs.ErrNotExist}
}

// NameOnDisk returns the name of a source file, by its name in diagnostics, as
// the file system spells it. It may be called while a build is under way.
func (b *Builder) NameOnDisk(file string) string {
	if rel, ok := b.inContent(file); ok {
		return path.Join(b.options.Content.Name, content.Spelling(b.options.Content.FS, rel))
	}
	return file
}

// inContent returns the name of a file within the content folder.
func (b *Builder) inContent(file string) (rel string, ok bool) {
	return strings.CutPrefix(file, b.options.Content.Name+"/")
}

// kept is a value made of all files of a folder, and what came with it.
type kept[T any] struct {
	made  bool
	sum   [sha256.Size]byte
	value T
	diags diag.List
}

// get returns the value for a folder as it is now, and makes it only if a file
// has changed. One with errors is not kept: a file may be told to be missing, or
// unreadable, that was so for a moment only, after it was summed up.
func (k *kept[T]) get(f Folder, build func(fs.FS, string) (T, diag.List, error)) (T, diag.List, error) {
	sum := digest(f.FS)
	if k.made && k.sum == sum {
		return k.value, k.diags, nil
	}
	value, diags, err := build(f.FS, f.Name)
	errors, _ := diags.Count()
	*k = kept[T]{made: err == nil && errors == 0, sum: sum, value: value, diags: diags}
	return value, diags, err
}

// digest sums up the names and types of what is in a folder, and the bytes of
// its files; of what can't be read the error, which is told by those who use it.
func digest(fsys fs.FS) [sha256.Size]byte {
	h := sha256.New()
	_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(name, "~") {
			return nil
		}
		var (
			data []byte
			kind fs.FileMode
		)
		if d != nil { // else the folder can't be looked at
			kind = d.Type()
		}
		if err == nil && !kind.IsDir() {
			data, err = diag.ReadFile(fsys, name)
		}
		if err != nil {
			data = []byte(err.Error())
		}
		fmt.Fprintf(h, "%s\x00%v\x00%d\x00", name, kind, len(data))
		h.Write(data)
		return nil
	})
	return [sha256.Size]byte(h.Sum(nil))
}
