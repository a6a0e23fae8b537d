package preview

import "sync"

// hub tells events to all who listen. A listener that is slow gets the latest
// event only: each says all there is to know.
type hub struct {
	mu        sync.Mutex
	listeners map[chan Event]bool
	last      Event
	done      chan struct{}
	once      sync.Once
}

func newHub() *hub {
	return &hub{listeners: map[chan Event]bool{}, done: make(chan struct{})}
}

// close ends all listening.
func (h *hub) close() { h.once.Do(func() { close(h.done) }) }

// join returns a channel of events. The latest is in it already.
func (h *hub) join() chan Event {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := make(chan Event, 1)
	c <- h.last
	h.listeners[c] = true
	return c
}

func (h *hub) leave(c chan Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.listeners, c)
}

// tell sends an event to everyone, in place of one that was not read yet.
func (h *hub) tell(e Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last = e
	for c := range h.listeners {
		select {
		case <-c:
		default:
		}
		c <- e
	}
}
