package output

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// Each makes every file and hands it to f, in parallel and in no fixed order. b
// is valid only during the call, and f must not change it. Each stops at the
// first error of a Make or of f, and when ctx ends. Of several errors it
// returns the one of the lowest path, so that a broken site reports the same
// each time.
func (s *Set) Each(ctx context.Context, f func(path string, b []byte) error) error {
	return s.each(ctx, s.Paths(), func() visit {
		return func(_ int, p string, b []byte) error { return f(p, b) }
	})
}

// visit sees one file; i is its place among the paths.
type visit func(i int, path string, b []byte) error

// each is Each over paths; newVisit is called once for every worker, which may
// keep a buffer of its own in it.
func (s *Set) each(ctx context.Context, paths []string, newVisit func() visit) error {
	var next atomic.Int64
	var stop atomic.Bool
	var mu sync.Mutex
	failed, failure := len(paths), error(nil)

	work := func() {
		f := newVisit()
		var buf []byte
		// Places are given out in order and each one given out is finished:
		// when any has failed, all below it have been tried.
		for !stop.Load() && ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= len(paths) {
				return
			}
			var err error
			if buf, err = s.find(paths[i])(ctx, buf[:0]); err != nil {
				err = fmt.Errorf("make %s: %w", paths[i], err)
			} else {
				err = f(i, paths[i], buf)
			}
			if err != nil {
				stop.Store(true)
				mu.Lock()
				if i < failed {
					failed, failure = i, err
				}
				mu.Unlock()
			}
		}
	}

	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(paths)) {
		wg.Go(work)
	}
	wg.Wait()
	if failure != nil && !errors.Is(failure, ctx.Err()) {
		return failure
	}
	return ctx.Err()
}
