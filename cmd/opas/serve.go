package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"opas/site"
	"opas/site/preview"
)

func runServe(ctx context.Context, e env, args []string) error {
	f, help, err := parseFlags(e, "serve", args)
	if err != nil || help {
		return err
	}
	b, err := f.builder()
	if err != nil {
		return err
	}
	var folders []string
	for _, dir := range []string{f.content, f.templates, f.assets} {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			folders = append(folders, dir)
		}
	}
	return preview.Serve(ctx, preview.Options{
		Builder: b,
		Folders: folders,
		Port:    f.port,
		Listening: func(url string) {
			fmt.Fprintf(e.out, "serving at %s (stop with Ctrl-C)\n", url)
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
	})
}
