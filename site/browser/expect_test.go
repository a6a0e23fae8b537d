package browser

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long the tests wait for what a page should come to show. A
// page changes when its scripts, timers and files come to it, which on a busy
// machine is later than a test asks: so all expectations are asked again until
// they hold.
const patience = 15 * time.Second

// eventually returns true as soon as what a page gives for an expression is
// fine, and false with the last value when patience has ended. A page that is
// just being loaded gives none.
func eventually[T any](t *testing.T, ctx context.Context, get chromedp.Action[T], fine func(T) bool) (last T, err error, ok bool) {
	t.Helper()
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		v, failed := chromedp.Run(ctx, get)
		if failed == nil && fine(v) {
			return v, nil, true
		}
		if ctx.Err() == nil {
			last, err = v, failed
		}
		select {
		case <-ctx.Done():
			return last, err, false
		case <-tick.C:
		}
	}
}

// holds tells whether a condition comes to hold.
func holds(t *testing.T, ctx context.Context, condition string) (error, bool) {
	t.Helper()
	_, err, ok := eventually(t, ctx, chromedp.Evaluate[bool](`!!(`+condition+`)`, chromedp.EvalAwaitPromise), func(ok bool) bool { return ok })
	return err, ok
}

// until waits for a condition on the page, and ends the test where it does not
// come.
func until(t *testing.T, ctx context.Context, condition string) {
	t.Helper()
	if err, ok := holds(t, ctx, condition); !ok {
		t.Fatalf("never came: %s (%v)", condition, err)
	}
}

// fine fails the test where a condition does not come to hold.
func fine(t *testing.T, ctx context.Context, condition, otherwise string) {
	t.Helper()
	if err, ok := holds(t, ctx, condition); !ok {
		t.Errorf("%s (%v)", otherwise, err)
	}
}

// want fails the test where an expression does not come to give a value.
func want(t *testing.T, ctx context.Context, expression, value string) {
	t.Helper()
	got, err, ok := eventually(t, ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise), func(got string) bool { return got == value })
	if !ok {
		t.Errorf("got %q, want %q: %s (%v)", got, value, expression, err)
	}
}

// at fails the test where the page does not come to stand at an address,
// scripts on or off.
func at(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	got, err, ok := eventually(t, ctx, chromedp.Location(), func(got string) bool { return got == url })
	if !ok {
		t.Errorf("the page is at %s, not %s (%v)", got, url, err)
	}
}
