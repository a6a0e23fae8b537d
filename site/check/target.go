package check

import "strings"

// targets holds each distinct place that the site refers to, once, and gives it
// a number. A place is a path, or a path, a NUL and a fragment.
type targets struct {
	index map[string]uint32
	keys  []string
	seen  []uint32 // by target: the number of the doc that referred to it last
	docs  uint32
}

// intern numbers the links of a source and returns those to distinct targets.
// With weight it also notes in d what a first visit fetches.
func (t *targets) intern(s *source, d *doc, weight bool) []link {
	t.docs++
	kept := s.links[:0]
	for _, l := range s.links {
		if l.load && weight {
			d.loads = append(d.loads, t.number(s.keys[l.start:l.pathEnd]))
		}
		l.target = t.number(s.keys[l.start:l.end])
		if t.seen[l.target] == t.docs {
			continue
		}
		t.seen[l.target] = t.docs
		kept = append(kept, l)
	}
	return kept
}

func (t *targets) number(key []byte) uint32 {
	if n, ok := t.index[string(key)]; ok {
		return n
	}
	k, n := string(key), uint32(len(t.keys))
	t.index[k] = n
	t.keys = append(t.keys, k)
	t.seen = append(t.seen, 0)
	return n
}

// split returns the path and the fragment of a target's key.
func split(key string) (path, fragment string) {
	path, fragment, _ = strings.Cut(key, "\x00")
	return path, fragment
}
