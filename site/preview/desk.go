package preview

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"opas/site"
	"opas/site/content"
	"opas/site/diag"
	"opas/site/model"
	"opas/site/output"
	"opas/site/search"
)

// shown is what the preview shows at a moment. It is immutable.
type shown struct {
	event Event
	set   *output.Set // of the latest good build; nil where none was good
	site  *model.Site // likewise
	root  string      // path below which the guide is served
	// before are the roots that it had earlier in this run, and "/".
	before []string
	// config is that of the site, or of the latest build while none was good; nil
	// where it could not be read.
	config *content.Config
	diags  diag.List // what is to be told: of the latest build, and of the check where that was good
	found  diag.List // what the check has found in the files of set; while it goes on, what the last one found in those it has not reached
	tested diag.List // what the search tests have found last
	// untested says that they have not been put to this site.
	untested bool
	search   *search.Index // of the site
	stale    bool          // the latest build is not the one that is shown: it has errors
	// moved tells where pages are now, lost which are nowhere and may be put back,
	// both by the file that they had.
	moved map[string]string
	lost  map[string]identity
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
	last   *site.Result // that was put; nil where there was an error

	background
}

func newDesk(b *site.Builder, out string) *desk {
	d := &desk{builder: b, out: out, hub: newHub(), start: strconv.FormatInt(time.Now().UnixMilli(), 36), background: newBackground()}
	d.now.Store(&shown{root: "/", pages: pagesOf(nil)})
	return d
}

func (d *desk) show() *shown { return d.now.Load() }

func (d *desk) close() {
	d.stopCheck()
	d.waitForChecks()
	d.hub.close()
}

// put takes in a build: a good one is shown from now on, a bad one leaves the
// last good pages and brings its diagnostics. One that is as the last was brings
// nothing: only the check goes on. stopCheck must have been called.
func (d *desk) put(r *site.Result, err error) {
	last := d.show()
	if r != nil && d.last != nil && r.Set == d.last.Set && slices.Equal(r.Diags, d.last.Diags) {
		if last.event.Checking || last.untested {
			d.startCheck(last, r.Diags)
		}
		return
	}
	d.last = r
	next := *last
	built := diag.List{}
	switch {
	case err != nil:
		built.Errorf(d.builder.Content().Name, diag.Pos{}, "", "%v", err)
	default:
		built = r.Diags
		if r.OK() || last.set == nil {
			next.config = r.Config
			next.settle(d.builder.Root(r))
		}
	}
	if next.stale = err != nil || !r.OK(); !next.stale {
		next.set, next.site, next.search = r.Set, r.Site, r.Search
		next.untested = r.Search.Tests()
		if !next.untested {
			next.tested = nil
		}
		next.moved, next.lost = moves(last, r.Site, r.Set)
		next.pages = pagesOf(r.Site)
		next.found = d.stillThere(last.found, r.Set)
	}
	d.number++
	next.tell(built, fmt.Sprintf("%s.%d", d.start, d.number), !next.stale)
	d.now.Store(&next)
	d.hub.tell(next.event)
	if !next.stale {
		d.startCheck(&next, built)
	}
}

// tell sets what is told of a build, and of what the check of its files has found
// so far.
func (s *shown) tell(built diag.List, build string, checking bool) {
	s.diags = built
	if !s.stale {
		s.diags = slices.Concat(built, s.found, s.tested).Sorted()
	}
	errors, warnings := s.diags.Count()
	s.event = Event{Build: build, Errors: errors, Warnings: warnings, Checking: checking}
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
// the same key, or else to a page of the same title that is new. Those that went
// nowhere are lost, until a later build brings them back.
func moves(last *shown, next *model.Site, set *output.Set) (moved map[string]string, lost map[string]identity) {
	moved, lost = map[string]string{}, map[string]identity{}
	if last.site == nil {
		return moved, lost
	}
	maps.Copy(lost, last.lost)
	for _, l := range last.site.Languages {
		for _, p := range l.Pages {
			if !set.Has(p.File()) {
				lost[p.File()] = identityOf(p)
			}
		}
	}
	maps.DeleteFunc(lost, func(file string, _ identity) bool { return set.Has(file) })
	if len(lost) > 0 { // which is rare
		homes := homesFor(last, next)
		for file, id := range lost {
			if to := homes.find(id); to != "" {
				moved[file] = to
				delete(lost, file)
			}
		}
	}
	for from, to := range last.moved {
		further, isFurther := moved[to]
		id, isLost := lost[to]
		switch {
		case set.Has(from):
		case isFurther:
			moved[from] = further
		case isLost:
			lost[from] = id
		case set.Has(to):
			moved[from] = to
		}
	}
	return moved, lost
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

func (p *newHomes) find(lost identity) string {
	l := p.languages[lost.lang]
	if l == nil {
		return ""
	}
	if q := l.Page(lost.key); q != nil {
		return q.File()
	}
	if q := p.fresh[lost.lang+"\x00"+lost.title]; q != nil {
		return q.File()
	}
	return ""
}
