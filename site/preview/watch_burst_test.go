package preview

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestBurst runs on a clock of its own.
func TestBurst(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name   string
		events int
		apart  time.Duration
		want   []time.Duration // of the rings, after the first event
	}{
		{"one event", 1, 0, []time.Duration{5 * ms}},
		{"a save", 6, 1 * ms, []time.Duration{10 * ms}},
		{"two events, apart", 2, 30 * ms, []time.Duration{5 * ms, 35 * ms}},
		{"no end", 75, 3 * ms, []time.Duration{100 * ms, 202 * ms, 227 * ms}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBurst(quietTime, longestTime)
				start := time.Now()
				events := make(chan struct{})
				var sender sync.WaitGroup
				sender.Go(func() {
					for range tt.events {
						events <- struct{}{}
						time.Sleep(tt.apart)
					}
				})
				var got []time.Duration
				for len(got) < len(tt.want) {
					select {
					case <-events:
						b.add()
					case <-b.timer.C:
						b.end()
						got = append(got, time.Since(start))
					}
				}
				sender.Wait()
				if !slices.Equal(got, tt.want) {
					t.Errorf("rings after %v, want %v", got, tt.want)
				}
			})
		})
	}
}
