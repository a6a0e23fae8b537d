package preview

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"opas/site/check"
	"opas/site/diag"
	"opas/site/output"
)

// background is the work that goes on behind what is shown: all files of a good
// build are made, one after the other, and checked as they would be before they
// are published.
type background struct {
	checked chan diag.List // what the latest check has found, where it is not what the one before it had

	mu       sync.Mutex         // held where a check is ended, and where one shows what it found
	cancel   context.CancelFunc // of the check under way
	checks   sync.WaitGroup     // those that have not ended
	checking sync.Mutex         // held by the check under way, guards what is told
	told     diag.List          // what was sent to checked last

	looking sync.Mutex
	looked  []string // files that tabs show, the latest first
}

func newBackground() background { return background{checked: make(chan diag.List, 1)} }

// mostLooked is how many files are remembered to be looked at.
const mostLooked = 16

// look notes that a tab shows a file: it is checked before others.
func (b *background) look(file string) {
	b.looking.Lock()
	defer b.looking.Unlock()
	b.looked = slices.DeleteFunc(b.looked, func(f string) bool { return f == file })
	b.looked = slices.Insert(b.looked, 0, file)
	b.looked = b.looked[:min(len(b.looked), mostLooked)]
}

// restBeforeCheck is how long no build may come before the finished pages are
// checked: while an editor types, the machine is left to the pages.
const restBeforeCheck = 300 * time.Millisecond

// startCheck makes all pages in the background and checks them; what is found
// is shown as it becomes known, unless another build comes first. built is what
// the build itself has told.
func (d *desk) startCheck(s *shown, built diag.List) {
	ctx, cancel := context.WithCancel(context.Background())
	d.mu.Lock()
	d.cancel = cancel
	d.mu.Unlock()
	d.checks.Go(func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(restBeforeCheck):
		}
		// A page that is long in the making is not stopped at once: one at a time is
		// enough.
		d.checking.Lock()
		defer d.checking.Unlock()
		d.check(ctx, s, built)
	})
}

// The check works for a moment and rests for longer, so that a save in the
// middle of it finds a machine that is free.
const (
	checkWorks = 2 * time.Millisecond
	checkRests = 4 * time.Millisecond
)

// firstNews is when a check that goes on shows what it has found so far for the
// first time. Each time after takes twice as long: to put it together takes
// time, too.
const firstNews = 200 * time.Millisecond

// check looks at every file of what is shown.
func (d *desk) check(ctx context.Context, s *shown, built diag.List) {
	in := check.New(check.Options{Out: d.out, Root: s.root})
	in.Expect(s.set.Paths())
	paths := d.inTurn(s)
	var failed diag.List
	var buf []byte
	began, news := time.Now(), firstNews
	start := began
	for i, p := range paths {
		if time.Since(start) > checkWorks {
			select {
			case <-ctx.Done():
				return
			case <-time.After(checkRests):
			}
			start = time.Now()
		}
		var err error
		if buf, err = s.set.Append(ctx, buf[:0], p); err != nil {
			if failed.Take(err) != nil {
				failed.Errorf(d.label(p), diag.Pos{}, "", "%v", err)
			}
			continue
		}
		in.Inspect(p, buf)
		if time.Since(began) > news {
			news *= 2
			found := slices.Concat(failed, in.Diagnostics(), d.foundIn(s.found, paths[i+1:]))
			if found = found.Sorted(); slices.Equal(found, s.found) {
				continue
			}
			if s = d.find(ctx, s, built, true, func(next *shown) { next.found = found }); s == nil {
				return
			}
		}
	}
	found := slices.Concat(failed, in.Diagnostics()).Sorted()
	if s = d.find(ctx, s, built, false, func(next *shown) { next.found = found }); s == nil {
		return
	}
	d.send(s)
	if s.untested {
		d.test(ctx, s, built)
	}
}

// send tells what the check has found, where that is not what was told before.
func (d *desk) send(s *shown) {
	found := slices.Concat(s.found, s.tested).Sorted()
	if slices.Equal(found, d.told) {
		return
	}
	d.told = found
	select {
	case <-d.checked: // nobody has heard of it yet, and now it is old
	default:
	}
	d.checked <- found
}

// restBeforeTests is how long no build may come before the search tests are put,
// which take the machine for longer than all else. restBeforeQuery is the rest
// between two of them.
const (
	restBeforeTests = 2 * time.Second
	restBeforeQuery = 10 * time.Millisecond
)

// test puts the search tests to what is shown. What the last ones found stands until
// they have ended.
func (d *desk) test(ctx context.Context, s *shown, built diag.List) {
	rest := func(how time.Duration) {
		select {
		case <-ctx.Done():
		case <-time.After(how):
		}
	}
	rest(restBeforeTests)
	tested, err := s.search.Test(ctx, s.set.Bytes, d.builder.Content().Name, func() { rest(restBeforeQuery) })
	if err != nil && ctx.Err() == nil { // a page is needed that can't be made: the check has told
		tested = nil
	}
	if s = d.find(ctx, s, built, false, func(next *shown) { next.tested, next.untested = tested, false }); s != nil {
		d.send(s)
	}
}

// inTurn returns the files that the check looks into: those that tabs show, then
// those in which the last check has found something, then the others.
func (d *desk) inTurn(s *shown) []string {
	d.looking.Lock()
	first := slices.Clone(d.looked)
	d.looking.Unlock()
	for _, f := range s.found {
		first = append(first, d.unlabel(f.File))
	}
	taken := map[string]bool{}
	var out []string
	for _, p := range slices.Concat(first, s.set.Paths()) {
		if !taken[p] && check.Reads(p) && s.set.Has(p) {
			taken[p] = true
			out = append(out, p)
		}
	}
	return out
}

// find shows what has been found, which change takes in, and returns what is shown
// then: nil where the check has been ended.
func (d *desk) find(ctx context.Context, s *shown, built diag.List, checking bool, change func(next *shown)) *shown {
	next := *s
	change(&next)
	next.tell(built, s.event.Build, checking)
	d.mu.Lock()
	defer d.mu.Unlock()
	if ctx.Err() != nil || !d.now.CompareAndSwap(s, &next) {
		return nil
	}
	d.hub.tell(next.event)
	return &next
}

// foundIn returns the findings in some of the files.
func (d *desk) foundIn(found diag.List, paths []string) diag.List {
	if len(found) == 0 {
		return nil
	}
	in := make(map[string]bool, len(paths))
	for _, p := range paths {
		in[p] = true
	}
	var out diag.List
	for _, f := range found {
		if in[d.unlabel(f.File)] {
			out = append(out, f)
		}
	}
	return out
}

// stillThere returns the findings in files that a set has: until the check has
// come to them they stand.
func (d *desk) stillThere(found diag.List, set *output.Set) diag.List {
	return slices.DeleteFunc(slices.Clone(found), func(f diag.Diagnostic) bool { return !set.Has(d.unlabel(f.File)) })
}

// label names a file of the Set as diagnostics do, unlabel turns that back. A
// file of the sources has such a name only where the folders are the same, which
// a build refuses.
func (d *desk) label(p string) string      { return d.out + "/" + p }
func (d *desk) unlabel(file string) string { return strings.TrimPrefix(file, d.out+"/") }

// waitForChecks waits until no check is at work, but no longer than a moment: one may
// be at a page that is long in the making.
func (d *desk) waitForChecks() {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		d.checks.Wait()
	}()
	select {
	case <-ended:
	case <-time.After(time.Second):
	}
}

// stopCheck ends the check under way, once it has made the page that it is at:
// nothing that it finds will be shown.
func (d *desk) stopCheck() {
	d.mu.Lock()
	cancel := d.cancel
	d.cancel = nil
	d.mu.Unlock()
	if cancel != nil {
		cancel()
	}
}
