package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"opas/site"
	"opas/site/diag"
	"opas/site/preview"
)

func runServe(ctx context.Context, e env, args []string) error {
	f, help, err := parseBare(e, "serve", args)
	if err != nil || help {
		return err
	}
	b, err := f.builder()
	if err != nil {
		return err
	}
	told := e.out
	if f.json {
		told = e.err // standard output is for the diagnostics
	}
	name, err := os.Hostname()
	if err != nil {
		name = "" // nobody calls it by a name then
	}
	err = preview.Serve(ctx, preview.Options{
		Builder:  b,
		Folders:  []string{f.content, f.templates, f.assets},
		ReadLink: os.Readlink,
		Poll:     f.poll,
		Host:     f.host,
		Name:     name,
		Port:     f.port,
		Out:      slashName(f.out),
		Listening: func(url string, others []string) {
			fmt.Fprintf(told, "serving at %s (stop with Ctrl-C)\n", url)
			for _, other := range others {
				fmt.Fprintf(told, "    for others: %s\n", other)
			}
			if f.open {
				openBrowser(ctx, url, func(err error) { fmt.Fprintf(e.err, "opas: open the browser: %v\n", err) })
			}
		},
		Built: func(r *site.Result, err error, took time.Duration) {
			if err != nil {
				fmt.Fprintf(e.err, "opas: %v\n", err)
				return
			}
			failed, err := f.report(e, r.Diags, false, b.ReadSource)
			if err == nil && !failed && !f.quiet && !f.json {
				fmt.Fprintf(e.err, "built in %d ms\n", took.Milliseconds())
			}
		},
		Checked: func(found diag.List) { f.reportChecked(e, found) },
		Warn: func(message, hint string) {
			fmt.Fprintf(e.err, "opas: %s\n    hint: %s\n", message, hint)
		},
	})
	var host *preview.HostError
	if errors.As(err, &host) {
		return &usageError{"--" + host.Error(), host.Hint}
	}
	return err
}

// mostPrinted is how many errors of finished pages are printed after a save: one
// slip in a template is one on each page.
const mostPrinted = 10

// reportChecked shows what is amiss in finished pages.
func (f *flags) reportChecked(e env, found diag.List) {
	shown, errors := found, found.Errors()
	if !f.json && len(errors) > mostPrinted {
		shown = errors[:mostPrinted]
	}
	failed, err := f.report(e, shown, false, nil)
	switch {
	case err != nil || f.json || f.quiet:
	case !failed:
		fmt.Fprintln(e.err, "no errors in the finished pages")
	case len(errors) > mostPrinted:
		fmt.Fprintf(e.err, "and %s; opas check lists them\n", plural(len(errors)-mostPrinted, "more error"))
	}
}

// openBrowser shows an address in the browser the user has chosen. failed is
// told, once it is known and unless ctx is done by then, that it did not.
func openBrowser(ctx context.Context, url string, failed func(error)) {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		c = exec.Command("open", url)
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", url)
	default:
		c = exec.Command("xdg-open", url)
	}
	if err := c.Start(); err != nil {
		failed(err)
		return
	}
	go func() { // it may run for as long as the browser does
		if err := c.Wait(); err != nil && ctx.Err() == nil {
			failed(fmt.Errorf("%s: %w", filepath.Base(c.Path), err))
		}
	}()
}
