package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"
	"opas/assets"
	"opas/site"
	"opas/site/content"
	"opas/site/diag"
	"opas/templates"
)

// flags are the flags of a command that builds. They have the same names
// everywhere.
type flags struct {
	set *pflag.FlagSet

	content, templates, assets, out string
	baseURL                         string
	drafts, quiet, json, external   bool
	port                            int
	host                            string
	poll                            time.Duration
	open                            bool
	lang                            string
	limit                           int
	csv, write                      bool
}

// flagsOf returns the flags of a command, nil where it has none.
func flagsOf(name string) *flags {
	f := &flags{set: pflag.NewFlagSet(name, pflag.ContinueOnError)}
	f.set.SortFlags = false
	f.set.Usage = func() {}
	f.set.StringVar(&f.content, "content", "content", "`folder` of the guide")
	f.set.StringVar(&f.templates, "templates", "templates", "`folder` of templates that replace the theme's")
	f.set.StringVar(&f.assets, "assets", "assets", "`folder` of assets that replace the theme's")
	f.set.StringVar(&f.out, "out", "public", "output `folder`")
	f.set.StringVar(&f.baseURL, "base-url", "", "absolute `address` of the published site (overrides site.yaml)")
	f.set.BoolVar(&f.drafts, "drafts", false, "build drafts as well")
	f.set.BoolVar(&f.quiet, "quiet", false, "print diagnostics only")
	f.set.BoolVar(&f.json, "json", false, "print diagnostics as JSON, to standard output")
	switch name {
	case "build":
	case "check":
		f.set.BoolVar(&f.external, "external", false, "ask other sites whether the links to them work")
	case "serve":
		f.set.IntVar(&f.port, "port", 1313, "`number` of the port; the next free one if it is taken")
		f.set.StringVar(&f.host, "host", "", "`address` to listen on, for others to see the preview too (0.0.0.0: all of this computer's); without it only this computer can")
		f.set.DurationVar(&f.poll, "poll", 0, "look for changes this `often` (such as 1s), for folders where the system does not tell of them")
		f.set.BoolVar(&f.open, "open", false, "open the guide in the browser")
	case "search":
		f.set.StringVar(&f.lang, "lang", "", "`code` of the reader's language; the guide's source language where left out")
		f.set.IntVar(&f.limit, "limit", 10, "`number` of results of each group")
	case "hashtags":
		f.set.BoolVar(&f.csv, "csv", false, "print the hashtags as a table for a spreadsheet")
		f.set.BoolVar(&f.write, "write", false, "import: change content/hashtags.yaml, and not only show how")
	case "compounds":
		f.set.StringVar(&f.lang, "lang", "", "`code` of the language; the guide's source language where left out")
	default:
		return nil
	}
	return f
}

// parseBare parses the arguments of a command that takes flags alone.
func parseBare(e env, name string, args []string) (f *flags, help bool, err error) {
	f, help, err = parseFlags(e, name, args)
	if err == nil && !help && f.set.NArg() > 0 {
		return nil, false, &usageError{fmt.Sprintf("unexpected argument %q", f.set.Arg(0)), "opas help " + name + " lists the flags"}
	}
	return f, help, err
}

// parseFlags parses a command's arguments. help is true where the user asked
// for help, which has then been printed.
func parseFlags(e env, name string, args []string) (f *flags, help bool, err error) {
	f = flagsOf(name)
	err = f.set.Parse(args)
	if errors.Is(err, pflag.ErrHelp) {
		return nil, true, runHelp(context.Background(), e, []string{name})
	}
	if err != nil {
		return nil, false, &usageError{err.Error(), "opas help " + name + " lists the flags"}
	}
	base, problem := content.ParseBaseURL(f.baseURL)
	if problem != "" {
		return nil, false, &usageError{fmt.Sprintf("--base-url %q: %s", f.baseURL, problem), "such as https://guide.example.org/"}
	}
	f.baseURL = base
	if f.poll < 0 {
		return nil, false, &usageError{fmt.Sprintf("--poll %s: not a time", f.poll), "such as 500ms or 2s"}
	}
	if f.set.Changed("limit") && f.limit < 1 {
		return nil, false, &usageError{fmt.Sprintf("--limit %d: not a number of results", f.limit), "1 or more"}
	}
	if f.port < 0 || f.port > 65535 {
		return nil, false, &usageError{fmt.Sprintf("--port %d: not a port", f.port), "a number from 0 to 65535"}
	}
	return f, false, nil
}

// builder opens the folders that the flags name.
func (f *flags) builder() (*site.Builder, error) {
	o, err := f.options()
	if err != nil {
		return nil, err
	}
	return site.NewBuilder(o), nil
}

// options are what the flags say of a build.
func (f *flags) options() (o site.Options, err error) {
	if err := f.guardFolders(); err != nil {
		return o, err
	}
	theme := func(dir string, carried fs.FS) site.Folder {
		return site.Folder{FS: site.Overlay(os.DirFS(dir), carried), Name: slashName(dir)}
	}
	return site.Options{
		Content:   site.Folder{FS: os.DirFS(f.content), Name: slashName(f.content)},
		Templates: theme(f.templates, templates.FS),
		Assets:    theme(f.assets, assets.FS),
		BaseURL:   f.baseURL,
		Drafts:    f.drafts,
	}, nil
}

// slashName returns a folder as diagnostics name it.
func slashName(dir string) string { return filepath.ToSlash(filepath.Clean(dir)) }

// guardFolders refuses a content folder that is none, and an output folder that
// is, holds, or lies within a folder of sources.
func (f *flags) guardFolders() error {
	info, err := os.Stat(f.content)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &usageError{fmt.Sprintf("no content folder %q", slashName(f.content)), "run opas where the guide is, or name its folder with --content"}
	case err != nil:
		return fmt.Errorf("content folder: %w", err)
	case !info.IsDir():
		return &usageError{fmt.Sprintf("--content %q is not a folder", slashName(f.content)), ""}
	}
	out, err := realPath(f.out)
	if err != nil {
		return fmt.Errorf("output folder: %w", err)
	}
	for _, dir := range []string{f.content, f.templates, f.assets} {
		source, err := realPath(dir)
		if err != nil {
			return fmt.Errorf("folder %s: %w", dir, err)
		}
		if contains(out, source) || contains(source, out) {
			return &usageError{fmt.Sprintf("output folder %q and source folder %q overlap", slashName(f.out), slashName(dir)), "name another folder with --out"}
		}
	}
	return nil
}

// realPath returns an absolute path without symbolic links. What does not exist
// yet is taken as it is written.
func realPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	rest := ""
	for p := abs; ; p = filepath.Dir(p) {
		real, err := filepath.EvalSymlinks(p)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) || p == filepath.Dir(p) {
			return "", err
		}
		rest = filepath.Join(filepath.Base(p), rest)
	}
}

// contains reports whether dir is outer or lies within it.
func contains(outer, dir string) bool {
	rel, err := filepath.Rel(outer, dir)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// report shows diagnostics the way the flags ask for, and tells whether one is
// an error. Where all is false warnings are only counted. Errors in files that read,
// which may be nil, knows are shown with their lines.
func (f *flags) report(e env, diags diag.List, all bool, read func(file string) ([]byte, error)) (failed bool, err error) {
	errors, warnings := diags.Count()
	switch {
	case f.json:
		err = diags.WriteJSON(e.out)
	case all:
		err = diags.WriteExcerpts(e.err, read)
	default:
		err = diags.Errors().WriteExcerpts(e.err, read)
		if warnings > 0 && !f.quiet && err == nil {
			_, err = fmt.Fprintf(e.err, "%s; opas check lists them\n", plural(warnings, "warning"))
		}
	}
	return errors > 0, err
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
