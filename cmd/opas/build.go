package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"opas/site"
	"opas/site/output"
)

func runBuild(ctx context.Context, e env, args []string) error {
	f, help, err := parseBare(e, "build", args)
	if err != nil || help {
		return err
	}
	b, err := f.builder()
	if err != nil {
		return err
	}
	start := time.Now()
	p := startProgress(e.err, f.quiet)
	defer p.stop()
	r, err := b.Build(ctx)
	if err != nil {
		return err
	}
	diags := r.Diags
	var stats output.Stats
	if r.OK() {
		p.total.Store(int64(r.Set.Len()))
		published, more, err := b.Publish(ctx, r, f.out, slashName(f.out), func() { p.done.Add(1) })
		var foreign *output.ForeignError
		if errors.As(err, &foreign) {
			return &usageError{err.Error(), "empty the folder yourself, or name another with --out"}
		}
		if err != nil {
			return fmt.Errorf("%w\n    %s stays as it was", err, slashName(f.out))
		}
		stats, diags = published, append(diags, more...).Sorted()
	}
	p.stop()
	failed, err := f.report(e, diags, false, b.ReadSource)
	if err != nil {
		return err
	}
	if failed {
		n, _ := diags.Count()
		if !f.json {
			fmt.Fprintf(e.err, "opas: %s; %s stays as it was\n", plural(n, "error"), slashName(f.out))
		}
		return errFailed
	}
	if !f.quiet && !f.json {
		fmt.Fprintln(e.out, summary(f, r, stats, time.Since(start)))
	}
	return nil
}

// summary says in one line what was built.
func summary(f *flags, r *site.Result, s output.Stats, took time.Duration) string {
	pages := 0
	for _, l := range r.Site.Languages {
		pages += len(l.Pages)
	}
	return fmt.Sprintf("%s: %s in %s, %s (%d written, %d unchanged, %d removed), %.1f MB, %.2f s",
		slashName(f.out), plural(pages, "page"), plural(len(r.Site.Languages), "language"), plural(s.Files, "file"),
		s.Written, s.Unchanged, s.Removed, float64(s.Bytes)/1e6, took.Seconds())
}

// progress tells on a terminal how far a build is, where it takes longer than a
// moment.
type progress struct {
	done, total atomic.Int64
	end         chan struct{}
	ended       chan struct{}
}

const (
	progressAfter = time.Second
	progressEvery = time.Second
)

func startProgress(w io.Writer, quiet bool) *progress {
	p := &progress{end: make(chan struct{}), ended: make(chan struct{})}
	if quiet || !isTerminal(w) {
		close(p.ended)
		return p
	}
	go func() {
		defer close(p.ended)
		next := time.NewTimer(progressAfter)
		defer next.Stop()
		for {
			select {
			case <-p.end:
				return
			case <-next.C:
			}
			if total := p.total.Load(); total == 0 {
				fmt.Fprintln(w, "reading …")
			} else {
				fmt.Fprintf(w, "made %d of %d files …\n", p.done.Load(), total)
			}
			next.Reset(progressEvery)
		}
	}()
	return p
}

// isTerminal reports whether somebody may read what is written while it is written.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// stop ends the telling; it may be called twice.
func (p *progress) stop() {
	select {
	case <-p.end:
	default:
		close(p.end)
	}
	<-p.ended
}
