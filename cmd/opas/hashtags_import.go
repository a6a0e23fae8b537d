package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
	"opas/site"
	"opas/site/content"
	"opas/site/diag"
)

// importHashtags merges a table into the library, and shows what changes. It is
// written only where the guide has no errors then that it has not got without it: a
// table can mend a library, and errors elsewhere are no matter of it.
func (f *flags) importHashtags(ctx context.Context, e env, table string) error {
	before, err := f.buildWith(ctx, nil)
	if err != nil {
		return err
	}
	if before.Site == nil {
		return f.refuse(e, before.Diags)
	}
	if err := f.wantHashtags(before); err != nil {
		return err
	}
	t, diags, err := readHashtagTable(table, codesOf(before.Site))
	if err != nil {
		return err
	}
	if len(diags.Errors()) > 0 {
		return f.refuse(e, diags)
	}
	library, name := before.Site.Hashtags.Source, filepath.Join(f.content, content.HashtagsFile)
	old, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read the hashtags: %w", err)
	}
	merged, wrong, err := library.Merge(old, t, codesOf(before.Site))
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return f.refuse(e, wrong)
	}
	after, err := f.buildWith(ctx, merged.Data)
	if err != nil {
		return err
	}
	if after.Site == nil { // site.yaml has changed since
		return f.refuse(e, after.Diags)
	}
	if !f.json {
		if _, err := e.out.Write(diff.Diff(library.File, old, library.File+" with "+t.File, merged.Data)); err != nil {
			return err
		}
	}
	diags = append(diags, news(merged.Trace(after.Diags, t, after.Site.Hashtags.Source), before.Diags)...)
	if len(diags.Errors()) > 0 {
		return f.refuse(e, diags)
	}
	if _, err := f.report(e, diags, true, nil); err != nil {
		return err
	}
	return f.writeHashtags(e, name, library.File, merged)
}

// writeHashtags writes the merged library if that is wished, and says in one line
// what has been done.
func (f *flags) writeHashtags(e env, name, file string, m *content.Merge) error {
	what := fmt.Sprintf("%s changed, %d new", plural(m.Changed, "hashtag"), m.Added)
	switch {
	case m.Changed+m.Added == 0:
		what += "; nothing to write"
	case !f.write:
		what += "; --write changes " + file
	default:
		if err := replaceFile(name, m.Data); err != nil {
			return fmt.Errorf("write the hashtags: %w", err)
		}
		what += "; " + file + " is written"
	}
	if !f.quiet {
		fmt.Fprintln(e.err, what)
	}
	return nil
}

// refuse shows why the library stays as it was.
func (f *flags) refuse(e env, diags diag.List) error {
	if _, err := f.report(e, diags, true, nil); err != nil {
		return err
	}
	if !f.json {
		n, _ := diags.Count()
		fmt.Fprintf(e.err, "opas: %s; %s stays as it was\n", plural(n, "error"), slashName(filepath.Join(f.content, content.HashtagsFile)))
	}
	return errFailed
}

// buildWith builds the guide with another library, or with its own one.
func (f *flags) buildWith(ctx context.Context, library []byte) (*site.Result, error) {
	o, err := f.options()
	if err != nil {
		return nil, err
	}
	if library != nil {
		dir, err := os.MkdirTemp("", "opas-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		if err := os.WriteFile(filepath.Join(dir, content.HashtagsFile), library, 0o600); err != nil {
			return nil, err
		}
		o.Content.FS = site.Overlay(os.DirFS(dir), o.Content.FS)
	}
	return site.NewBuilder(o).Build(ctx)
}

// news returns the diagnostics that are not among the old ones.
func news(diags, old diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(diags), func(d diag.Diagnostic) bool { return slices.Contains(old, d) })
}

func readHashtagTable(name string, codes []string) (*content.HashtagTable, diag.List, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, &usageError{fmt.Sprintf("no file %q", filepath.ToSlash(name)), ""}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the table: %w", err)
	}
	t, diags := content.ParseHashtagTable(filepath.ToSlash(name), data, codes)
	return t, diags, nil
}

// replaceFile writes a file so that it is at no time half written.
func replaceFile(name string, data []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(name), ".opas-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // in vain where it has been renamed
	_, err = temp.Write(data)
	if info, statErr := os.Stat(name); statErr == nil && err == nil {
		err = temp.Chmod(info.Mode().Perm())
	}
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), name)
}
