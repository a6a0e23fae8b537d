package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
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
	return preview.Serve(ctx, preview.Options{
		Builder:  b,
		Folders:  []string{f.content, f.templates, f.assets},
		ReadLink: os.Readlink,
		Poll:     f.poll,
		Host:     f.host,
		Port:     f.port,
		Out:      slashName(f.out),
		Listening: func(url string) {
			fmt.Fprintf(e.out, "serving at %s (stop with Ctrl-C)\n", url)
			if f.open {
				if err := openBrowser(url); err != nil {
					fmt.Fprintf(e.err, "opas: open the browser: %v\n", err)
				}
			}
		},
		Built: func(r *site.Result, err error, took time.Duration) {
			if err != nil {
				fmt.Fprintf(e.err, "opas: %v\n", err)
				return
			}
			failed, err := f.report(e, r.Diags, false)
			if err == nil && !failed && !f.quiet && !f.json {
				fmt.Fprintf(e.err, "built in %d ms\n", took.Milliseconds())
			}
		},
		Checked: func(found diag.List) {
			shown, errors := found, found.Errors()
			if !f.json && len(errors) > mostPrinted {
				shown = errors[:mostPrinted]
			}
			failed, err := f.report(e, shown, false)
			switch {
			case err != nil || f.json || f.quiet:
			case !failed:
				fmt.Fprintln(e.err, "no errors in the finished pages")
			case len(errors) > mostPrinted:
				fmt.Fprintf(e.err, "and %s; opas check lists them\n", plural(len(errors)-mostPrinted, "more error"))
			}
		},
		Warn: func(message, hint string) {
			fmt.Fprintf(e.err, "opas: %s\n    hint: %s\n", message, hint)
		},
	})
}

// mostPrinted is how many errors of finished pages are printed after a save: one
// slip in a template is one on each page.
const mostPrinted = 10

// openBrowser shows an address in the browser the user has chosen.
func openBrowser(url string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", url).Start()
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", url).Start()
	}
	return exec.Command("xdg-open", url).Start()
}
