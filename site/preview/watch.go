package preview

import (
	"errors"
	"fmt"
	"sync"
	"syscall"
	"time"
)

// How events are gathered into one ring: a save is several events, and a
// checkout of another branch hundreds.
const (
	quietTime   = 5 * time.Millisecond   // without an event, before the ring
	longestTime = 100 * time.Millisecond // from the first event of a burst to a ring
)

// fallbackPoll is how often the folders are looked at where events can't be had.
const fallbackPoll = time.Second

// watchOptions say what is watched, and how.
type watchOptions struct {
	Folders []string      // with all below; they may be missing, links, or relative
	Poll    time.Duration // 0: events; else look at the trees this often
	// Warn is told when the system has no more watches. It is called before
	// newWatcher returns, or later from another goroutine; nil for none.
	Warn func(message, hint string)
	// ReadLink returns where a symbolic link leads, and an error for what is none.
	ReadLink func(name string) (string, error)

	seams seams
}

// watcher rings when something below its folders has changed. A ring says "look
// again", and never what for. It comes after the change: who looks then, sees
// it.
type watcher struct {
	rings chan struct{} // holds one ring at most

	o     watchOptions
	stop  func()        // closes done, once
	done  chan struct{} // closed when the watcher is to end
	ended chan struct{} // closed when it has
}

// newWatcher watches from before it returns until close.
func newWatcher(o watchOptions) (*watcher, error) {
	o.seams.fill()
	w := &watcher{rings: make(chan struct{}, 1), o: o, done: make(chan struct{}), ended: make(chan struct{})}
	w.stop = sync.OnceFunc(func() { close(w.done) })
	run, err := w.start()
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	go func() {
		defer close(w.ended)
		run()
	}()
	return w, nil
}

// close ends the watching, and returns when nothing of it is left.
func (w *watcher) close() {
	w.stop()
	<-w.ended
}

// start takes the state from which changes count, and returns what rings for
// them until done is closed.
func (w *watcher) start() (run func(), err error) {
	if w.o.Poll > 0 {
		return w.polling(w.o.Poll), nil
	}
	l, err := newListener(w.o)
	if isLimit(err) {
		return w.fallBack(err), nil
	}
	if err != nil {
		return nil, err
	}
	return func() { w.listen(l) }, nil
}

// listen rings for events.
func (w *watcher) listen(l *listener) {
	defer l.close()
	b := newBurst(w.o.seams.quiet, w.o.seams.longest)
	stale := false // folders or links have come or gone since they were last watched
	for {
		select {
		case <-w.done:
			return
		case e := <-l.fs.Events:
			counts, moved := l.judge(e)
			stale = stale || moved
			if counts {
				w.o.seams.heard(e.Name)
				b.add()
			}
		case <-l.lost:
			stale = true
			b.add()
		case <-b.timer.C:
			b.end()
			if stale {
				if err := l.rewatch(); err != nil {
					run := w.fallBack(err)
					l.close()
					w.ring()
					run()
					return
				}
				stale = false
			}
			w.ring()
		}
	}
}

// ring rings, unless a ring is waiting already.
func (w *watcher) ring() {
	select {
	case w.rings <- struct{}{}:
	default:
	}
}

// fallBack warns of a limit of the system, and polls instead.
func (w *watcher) fallBack(err error) (run func()) {
	message := "the system has no more watches for folders"
	hint := "raise fs.inotify.max_user_watches, or use --poll 1s"
	if !errors.Is(err, syscall.ENOSPC) {
		message = "the system has no more watchers or open files"
		hint = "raise fs.inotify.max_user_instances and the limit of open files, or use --poll 1s"
	}
	if w.o.Warn != nil {
		w.o.Warn(message+": looking for changes every second instead", hint)
	}
	return w.polling(fallbackPoll)
}

// isLimit reports whether watching failed for want of watches or descriptors.
func isLimit(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// burst is the time from an event to the ring for it and those that follow.
type burst struct {
	quiet, longest time.Duration
	timer          *time.Timer // fires when it is time to ring
	first          time.Time   // event; zero when there is none to ring for
}

func newBurst(quiet, longest time.Duration) *burst {
	b := &burst{quiet: quiet, longest: longest, timer: time.NewTimer(longest)}
	b.timer.Stop()
	return b
}

// add takes an event in.
func (b *burst) add() {
	now := time.Now()
	if b.first.IsZero() {
		b.first = now
	}
	b.timer.Reset(min(b.quiet, b.longest-now.Sub(b.first)))
}

// end begins anew, after a ring.
func (b *burst) end() { b.first = time.Time{} }
