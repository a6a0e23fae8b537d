package site

import (
	"context"
	"path"
	"slices"

	"opas/site/check"
	"opas/site/diag"
	"opas/site/output"
)

// Publish makes the folder dir hold exactly the files of a result that is OK.
// The files are checked as they are made; where the check finds an error, dir
// stays as it was. name is dir's name for diagnostics. seen, which may be nil,
// is told of each file that is made, from several goroutines.
func (b *Builder) Publish(ctx context.Context, r *Result, dir, name string, seen func()) (output.Stats, diag.List, error) {
	in := check.New(check.Options{Out: name, Root: b.Root(r)})
	staged, err := output.Stage(ctx, dir, r.Set, func(path string, data []byte) {
		in.Inspect(path, data)
		if seen != nil {
			seen()
		}
	})
	var diags diag.List
	if err != nil {
		err = diags.Take(err)
		return output.Stats{}, diags, err
	}
	diags = in.Diagnostics()
	if errors, _ := diags.Count(); errors > 0 {
		return output.Stats{}, diags, staged.Discard()
	}
	stats, err := staged.Commit()
	return stats, diags, err
}

// Findings are what Check has found.
type Findings struct {
	Diags    diag.List // sorted
	External []string  // addresses on other sites that pages link to, sorted
}

// Check looks at everything a result would publish, puts the queries of the
// search tests, and writes nothing. name is the output folder's name for
// diagnostics.
func (b *Builder) Check(ctx context.Context, r *Result, name string) (Findings, error) {
	if !r.OK() {
		return Findings{Diags: r.Diags}, nil
	}
	o := check.Options{Out: name, Root: b.Root(r), Weight: true}
	for _, l := range r.Site.Languages {
		if l.Print != nil {
			o.Whole = append(o.Whole, l.Print.File())
		}
	}
	in := check.New(o)
	err := r.Set.Each(ctx, func(path string, data []byte) error {
		in.Inspect(path, data)
		return nil
	})
	if err != nil {
		diags := slices.Clone(r.Diags)
		err = diags.Take(err)
		return Findings{Diags: diags.Sorted()}, err
	}
	tested, err := r.Search.Test(ctx, r.Set.Bytes, b.options.Content.Name, func() {})
	if err != nil {
		return Findings{}, err
	}
	diags := append(r.Diags, in.Diagnostics()...)
	diags = append(diags, tested...)
	diags = append(diags, r.Search.Review(b.options.Content.Name)...)
	for _, m := range r.Site.Media {
		if !r.Site.Used(m) {
			diags.Warnf(m.File, diag.Pos{}, "remove it, or show it on a page", "no page uses %s", path.Base(m.Rel))
		}
	}
	if h := r.Site.Hashtags; h != nil {
		diags = append(diags, h.Notes()...)
	}
	return Findings{Diags: diags.Sorted(), External: in.External()}, nil
}
