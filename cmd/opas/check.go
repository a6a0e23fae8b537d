package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"opas/site/check"
	"opas/site/diag"
)

func runCheck(ctx context.Context, e env, args []string) error {
	f, help, err := parseBare(e, "check", args)
	if err != nil || help {
		return err
	}
	b, err := f.builder()
	if err != nil {
		return err
	}
	r, err := b.Build(ctx)
	if err != nil {
		return err
	}
	found, err := b.Check(ctx, r, slashName(f.out))
	if err != nil {
		return err
	}
	diags := found.Diags
	if f.external {
		for _, x := range check.CheckExternal(ctx, &http.Client{Timeout: 10 * time.Second}, found.External) {
			diags.Warnf(x.URL, diag.Pos{}, "", "external link: %s", x.Problem)
		}
	}
	failed, err := f.report(e, diags, true, b.ReadSource)
	if err != nil {
		return err
	}
	if !f.quiet && !f.json {
		errors, warnings := diags.Count()
		fmt.Fprintf(e.out, "%s, %s\n", plural(errors, "error"), plural(warnings, "warning"))
	}
	if failed {
		return errFailed
	}
	return nil
}
