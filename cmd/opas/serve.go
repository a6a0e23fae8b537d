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
			if failed := f.reportSome(e, r.Diags, "build", b.ReadSource); !failed && !f.quiet && !f.json {
				fmt.Fprintf(e.err, "built in %d ms\n", took.Milliseconds())
			}
		},
		Checked: func(found diag.List) {
			if failed := f.reportSome(e, found, "check", b.ReadSource); !failed && !f.quiet && !f.json {
				fmt.Fprintln(e.err, "no errors in the finished pages")
			}
		},
		Warn: func(message, hint string) {
			fmt.Fprintf(e.err, "opas: %s\n    hint: %s\n", message, hint)
		},
	})
	if host, ok := errors.AsType[*preview.HostError](err); ok {
		return &usageError{"--" + host.Error(), host.Hint}
	}
	if port, ok := errors.AsType[*preview.PortError](err); ok {
		return &usageError{"--" + port.Error(), port.Hint}
	}
	return err
}

// mostPrinted is how many errors are printed after a save: one slip in a template may
// be one on each page.
const mostPrinted = 10

// reportSome shows diagnostics as report does, but no more errors than a terminal can
// hold; all names the command that lists them. Where they can't be shown, there is
// nobody to tell.
func (f *flags) reportSome(e env, diags diag.List, all string, read func(file string) ([]byte, error)) (failed bool) {
	shown, errors := diags, diags.Errors()
	more := len(errors) - mostPrinted
	if !f.json && more > 0 {
		shown = errors[:mostPrinted]
	}
	failed, err := f.report(e, shown, false, read)
	if err == nil && !f.json && more > 0 {
		fmt.Fprintf(e.err, "and %s; opas %s lists them\n", plural(more, "more error"), all)
	}
	return failed || err != nil
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
