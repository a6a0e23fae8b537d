package preview

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"opas/site"
	"opas/site/check"
	"opas/site/diag"
	"opas/site/model"
	"opas/site/output"
)

// shown is what the preview shows at a moment. It is immutable.
type shown struct {
	event Event
	set   *output.Set // of the latest good build; nil where none was good
	site  *model.Site // likewise
	root  string      // path below which the guide is served
	diags diag.List   // of the latest build, good or not
	moved map[string]string
	pages func() map[string]*model.Page // by path in the output
}

// desk takes each build in and keeps what is shown.
type desk struct {
	builder *site.Builder
	out     string // name of the output folder
	hub     *hub
	now     atomic.Pointer[shown]

	start  string // names this run of the server
	number int

	mu       sync.Mutex         // held where a check is ended, and where one shows what it found
	cancel   context.CancelFunc // of the check under way
	checks   sync.WaitGroup     // those that have not ended
	checking sync.Mutex         // held by the check under way
}

func newDesk(b *site.Builder, out string) *desk {
	d := &desk{builder: b, out: out, hub: newHub(), start: strconv.FormatInt(time.Now().UnixMilli(), 36)}
	d.now.Store(&shown{root: "/", pages: pagesOf(nil)})
	return d
}

func (d *desk) show() *shown { return d.now.Load() }

func (d *desk) close() {
	d.stopCheck()
	d.checks.Wait()
	d.hub.close()
}

// put takes in a build: a good one is shown from now on, a bad one leaves the
// last good pages and brings its diagnostics. stopCheck must have been called.
func (d *desk) put(r *site.Result, err error) {
	last := d.show()
	next := *last
	switch {
	case err != nil:
		next.diags = diag.List{{File: d.builder.Content().Name, Message: err.Error()}}
	default:
		next.diags = r.Diags
		if r.OK() {
			next.set, next.site, next.root = r.Set, r.Site, d.builder.Root(r)
			next.moved = moves(last, r.Site, r.Set)
			next.pages = pagesOf(r.Site)
		}
	}
	d.number++
	next.event = eventOf(fmt.Sprintf("%s.%d", d.start, d.number), next.diags)
	d.now.Store(&next)
	d.hub.tell(next.event)
	if err == nil && r.OK() {
		d.startCheck(&next)
	}
}

func eventOf(build string, diags diag.List) Event {
	errors, warnings := diags.Count()
	return Event{Build: build, Errors: errors, Warnings: warnings}
}

// restBeforeCheck is how long no build may come before the finished pages are
// checked: while an editor types, the machine is left to the pages.
const restBeforeCheck = 300 * time.Millisecond

// startCheck makes all pages in the background and checks them; what is found
// is shown when it is known, unless another build comes first.
func (d *desk) startCheck(s *shown) {
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
		// A page that is long in the making, such as the whole guide on paper, can't
		// be stopped: one at a time is enough.
		d.checking.Lock()
		defer d.checking.Unlock()
		found, ok := d.check(ctx, s)
		if !ok || len(found) == 0 {
			return
		}
		next := *s
		next.diags = append(found, s.diags...).Sorted()
		next.event = eventOf(s.event.Build, next.diags)
		d.mu.Lock()
		defer d.mu.Unlock()
		if ctx.Err() == nil && d.now.CompareAndSwap(s, &next) {
			d.hub.tell(next.event)
		}
	})
}

// The check works for a moment and rests for longer, so that a save in the
// middle of it finds a machine that is free.
const (
	checkWorks = 2 * time.Millisecond
	checkRests = 4 * time.Millisecond
)

// check looks at every file, one after the other. ok is false where ctx ended.
func (d *desk) check(ctx context.Context, s *shown) (found diag.List, ok bool) {
	in := check.New(check.Options{Out: d.out, Root: s.root})
	var buf []byte
	start := time.Now()
	for _, p := range s.set.Paths() {
		if ctx.Err() != nil {
			return nil, false
		}
		if time.Since(start) > checkWorks {
			select {
			case <-ctx.Done():
				return nil, false
			case <-time.After(checkRests):
			}
			start = time.Now()
		}
		if !check.Reads(p) {
			in.Inspect(p, nil) // the index of the search is long in the making
			continue
		}
		var err error
		if buf, err = s.set.Append(buf[:0], p); err != nil {
			return diag.List{{File: d.out + "/" + p, Message: err.Error()}}, true
		}
		in.Inspect(p, buf)
	}
	return in.Diagnostics(), ctx.Err() == nil
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

// pagesOf returns a site's pages by their path in the output, gathered when
// they are first asked for.
func pagesOf(s *model.Site) func() map[string]*model.Page {
	return sync.OnceValue(func() map[string]*model.Page {
		pages := map[string]*model.Page{}
		if s != nil {
			for _, l := range s.Languages {
				for _, p := range l.Pages {
					pages[p.File()] = p
				}
			}
		}
		return pages
	})
}

// moves tells where pages went whose address is no longer there: to the page of
// the same key, or else to a page of the same title that is new.
func moves(last *shown, next *model.Site, set *output.Set) map[string]string {
	if last.site == nil {
		return nil
	}
	moved := map[string]string{}
	var index *newHomes // made when a page is missing, which is rare
	for _, l := range last.site.Languages {
		for _, p := range l.Pages {
			if set.Has(p.File()) {
				continue
			}
			if index == nil {
				index = homesFor(last, next)
			}
			if to := index.find(p); to != "" {
				moved[p.File()] = to
			}
		}
	}
	for from, to := range last.moved {
		if further, ok := moved[to]; ok {
			to = further
		}
		if !set.Has(from) && set.Has(to) {
			moved[from] = to
		}
	}
	return moved
}

// newHomes finds the pages of a site that may be ones of an earlier site.
type newHomes struct {
	languages map[string]*model.Language
	fresh     map[string]*model.Page // that were not there, by language and title
}

func homesFor(last *shown, next *model.Site) *newHomes {
	p := &newHomes{map[string]*model.Language{}, map[string]*model.Page{}}
	for _, l := range next.Languages {
		p.languages[l.Code] = l
		for _, q := range l.Pages {
			if last.pages()[q.File()] == nil {
				p.fresh[l.Code+"\x00"+q.Title] = q
			}
		}
	}
	return p
}

func (p *newHomes) find(old *model.Page) string {
	l := p.languages[old.Lang.Code]
	if l == nil {
		return ""
	}
	if q := l.Page(old.Key); q != nil {
		return q.File()
	}
	if q := p.fresh[l.Code+"\x00"+old.Title]; q != nil {
		return q.File()
	}
	return ""
}
