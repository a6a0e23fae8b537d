package output

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// reserved begins the names that this package keeps for itself.
const reserved = ".opas"

// Make appends the bytes of one file to dst and returns the extended slice. It
// must be pure: each call gives the same bytes, whoever asks and however often.
// It may be called from several goroutines at once. Where it takes long it gives up
// with ctx's error when ctx ends.
type Make func(ctx context.Context, dst []byte) ([]byte, error)

// Set is the finished site: slash paths, each with a Make. Nothing is held in
// memory that can be made again. The zero Set is empty and ready to use.
//
// Add and AddBytes must not run beside other methods; all others may run in
// parallel with each other.
type Set struct {
	makes []Make // in the order in which the files were added
	paths *paths
	// follows says that paths hold what was added so far and go on as another set's:
	// what comes is likely to be the same. own says that they are this set's alone.
	follows, own bool
	folder       string // of the file that was added last: most come folder by folder
}

// paths are the paths of a set, in the order in which they were added. A set that
// shares them may have fewer files, and then the first of them.
type paths struct {
	files []string
	names map[string]name // by folded path, folders included

	mu     sync.Mutex
	sorted []string // those of files there were when they were asked for
}

// name is a path in use, as it was spelled first.
type name struct {
	path   string
	file   int // its place; of a folder, that of the file that needed it first
	folder bool
}

// inOrder returns the first n paths, sorted.
func (p *paths) inOrder(n int) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.sorted) != n {
		p.sorted = slices.Sorted(slices.Values(p.files[:n]))
	}
	return p.sorted
}

// NewSet returns an empty set. While it gets the same paths as another one, in the
// same order, it uses that one's, which is much the quicker. like may be nil; it
// gets no more files.
func NewSet(like *Set) *Set {
	if like == nil || like.paths == nil {
		return &Set{}
	}
	return &Set{makes: make([]Make, 0, len(like.makes)), paths: like.paths, follows: true}
}

// Add puts a file into the set. It is an error if the path is not valid in the
// sense of fs.ValidPath, holds a backslash or a control character, begins with
// ".opas", is there already, or cannot stand beside another one on a file
// system that does not tell upper case from lower.
func (s *Set) Add(p string, m Make) error {
	n := len(s.makes)
	if s.follows && n < len(s.paths.files) && (s.paths.files[n] == p || s.rename(n, p)) {
		s.makes = append(s.makes, m)
		return nil
	}
	if s.paths == nil || s.follows {
		s.part()
	}
	if err := s.enter(p); err != nil {
		return err
	}
	s.makes = append(s.makes, m)
	return nil
}

// rename puts a path in the place of the n-th of those that the set follows, as a
// fingerprint changes the name of a file among thousands that stay. It reports
// whether it did: the two must be in one folder, and the new one must be free.
func (s *Set) rename(n int, p string) bool {
	old, key := s.paths.files[n], fold(p)
	if path.Dir(old) != path.Dir(p) || checkPath(p) != nil {
		return false
	}
	if taken, ok := s.paths.names[key]; ok && (taken.file != n || taken.folder) {
		return false
	}
	if !s.own {
		s.paths, s.own = &paths{files: slices.Clone(s.paths.files), names: maps.Clone(s.paths.names)}, true
	}
	delete(s.paths.names, fold(old))
	s.paths.names[key] = name{p, n, false}
	s.paths.files[n] = p
	return true
}

// part makes paths of the set's own, which follow no others.
func (s *Set) part() {
	var common []string
	if s.follows {
		common = s.paths.files[:len(s.makes)]
	}
	s.paths, s.follows, s.folder = &paths{names: map[string]name{}}, false, ""
	for _, p := range common {
		_ = s.enter(p) // as it was entered there
	}
}

// enter adds a path to the set's own.
func (s *Set) enter(p string) error {
	if err := checkPath(p); err != nil {
		return err
	}
	key := fold(p)
	if n, ok := s.paths.names[key]; ok {
		return clash(p, n)
	}
	dir := path.Dir(p)
	var folders []string
	for ; dir != "." && dir != s.folder; dir = path.Dir(dir) {
		n, ok := s.paths.names[fold(dir)]
		if ok && (!n.folder || n.path != dir) {
			return clash(p, n)
		}
		if ok {
			break // and so the folders above are known as well
		}
		folders = append(folders, dir)
	}
	place := len(s.paths.files)
	for _, dir := range folders {
		s.paths.names[fold(dir)] = name{dir, place, true}
	}
	s.paths.names[key] = name{p, place, false}
	s.paths.files = append(s.paths.files, p)
	s.folder = path.Dir(p)
	return nil
}

// look returns the name of a folded path.
func (s *Set) look(key string) (name, bool) {
	if s.paths == nil {
		return name{}, false
	}
	n, ok := s.paths.names[key]
	return n, ok && n.file < len(s.makes)
}

// AddBytes adds a file whose bytes are at hand. The caller must not change b
// afterwards.
func (s *Set) AddBytes(p string, b []byte) error {
	return s.Add(p, func(_ context.Context, dst []byte) ([]byte, error) { return append(dst, b...), nil })
}

// Bytes makes the file at path p. The error wraps fs.ErrNotExist if the set
// has no such file.
func (s *Set) Bytes(p string) ([]byte, error) { return s.Append(context.Background(), nil, p) }

// Append appends the bytes of the file at path p to dst. The error wraps
// fs.ErrNotExist if the set has no such file.
func (s *Set) Append(ctx context.Context, dst []byte, p string) ([]byte, error) {
	m := s.find(p)
	if m == nil {
		return dst, &fs.PathError{Op: "make", Path: p, Err: fs.ErrNotExist}
	}
	b, err := m(ctx, dst)
	if err != nil {
		return dst, fmt.Errorf("make %s: %w", p, err)
	}
	return b, nil
}

// Has reports whether the set has a file at path p.
func (s *Set) Has(p string) bool {
	return s.find(p) != nil
}

// find returns the Make of the file at path p, nil where there is none.
func (s *Set) find(p string) Make {
	if n, ok := s.look(fold(p)); ok && n.path == p && !n.folder {
		return s.makes[n.file]
	}
	return nil
}

// Paths returns all paths, sorted. The caller must not change them.
func (s *Set) Paths() []string {
	if s.paths == nil {
		return nil
	}
	return s.paths.inOrder(len(s.makes))
}

// Len returns the number of files.
func (s *Set) Len() int { return len(s.makes) }

// obstructs reports whether a file at p, which is not of the set, would stand
// in the way of one that is: it is a file where the set has a folder or the
// reverse, or differs from a name of the set by case alone.
func (s *Set) obstructs(p string) bool {
	if _, ok := s.look(fold(p)); ok {
		return true
	}
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if n, ok := s.look(fold(dir)); ok && (!n.folder || n.path != dir) {
			return true
		}
	}
	return false
}

// underFile reports whether the folder p is, or is within, a path at which the
// set has a file.
func (s *Set) underFile(p string) bool {
	for ; p != "."; p = path.Dir(p) {
		if n, ok := s.look(fold(p)); ok && !n.folder {
			return true
		}
	}
	return false
}

func checkPath(p string) error {
	switch {
	case !fs.ValidPath(p) || p == ".":
		return fmt.Errorf("invalid path %q", p)
	case !utf8.ValidString(p) || strings.Contains(p, `\`) || strings.ContainsFunc(p, unicode.IsControl):
		return fmt.Errorf("invalid path %q: backslash, control character or broken UTF-8", p)
	case strings.HasPrefix(fold(p), reserved):
		return fmt.Errorf("invalid path %q: names that begin with %q are reserved", p, reserved)
	}
	return nil
}

func clash(p string, n name) error {
	switch {
	case n.path == p && !n.folder:
		return fmt.Errorf("two files for the path %q", p)
	case n.path == p || !n.folder && strings.HasPrefix(p, n.path+"/"):
		return fmt.Errorf("%q would be a file and a folder", n.path)
	}
	return fmt.Errorf("the paths %q and %q clash where upper and lower case are one", n.path, p)
}

// fold maps spellings that differ by case alone to one. Through upper case
// first, so that letters with two small forms meet.
func fold(p string) string {
	for i := range len(p) {
		if c := p[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(strings.ToUpper(p))
		}
	}
	return p // as most paths are
}
