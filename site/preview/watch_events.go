package preview

import (
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/fsnotify/fsnotify"
)

// listener hears the events of the folders as they are on disk. Which ones it
// watches is worked out anew whenever folders have come or gone: the library
// knows a watch by the name that its folder had once, and mending those names
// one by one goes wrong when folders change places.
type listener struct {
	fs      *fsnotify.Watcher
	lost    chan struct{} // signalled when events may have been lost; holds one
	drained chan struct{} // closed when no more errors are taken
	roots   []string
	seams   seams
	// readLink is as in watchOptions.
	readLink func(name string) (string, error)

	places  places
	folders map[string]bool // watched, in the trees
	ways    map[string]bool // names on the ways from links in the trees to what they lead to
}

// newListener watches the folders. An error may be a limit of the system.
func newListener(o watchOptions) (*listener, error) {
	fsw, err := o.seams.open()
	if err != nil {
		return nil, err
	}
	l := &listener{fs: fsw, lost: make(chan struct{}, 1), drained: make(chan struct{}), roots: o.Folders, seams: o.seams, readLink: o.ReadLink}
	go l.takeErrors()
	if err := l.rewatch(); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

// takeErrors takes errors, an overflow of the system's queue above all, as
// events that may be lost. It needs a goroutine: the library may report an error
// while it holds the lock that Add and Close want.
func (l *listener) takeErrors() {
	defer close(l.drained)
	for range l.fs.Errors {
		select {
		case l.lost <- struct{}{}:
		default:
		}
	}
}

// close may be called more than once.
func (l *listener) close() {
	l.fs.Close()
	for range l.fs.Events { // closed when the library has ended
	}
	<-l.drained
}

// rewatch watches the folders that there are now. Events of the time in between
// are lost, so that a ring must follow. Other errors than limits are passed
// over: what has vanished is watched through its parent, and what can't be read
// is for the build to report.
func (l *listener) rewatch() error {
	for range 10 {
		for _, name := range l.fs.WatchList() {
			_ = l.fs.Remove(name)
		}
		l.places = findPlaces(l.roots)
		l.folders, l.ways = map[string]bool{}, map[string]bool{}
		if err := l.addAll(); err != nil {
			return err
		}
		// A root that came or went before its parent was watched?
		if l.places.equal(findPlaces(l.roots)) {
			break
		}
	}
	return nil
}

// addAll watches the trees, the parents of the roots, and the ways of the links in
// the trees. A folder is watched before it is listed, so that none within is missed.
func (l *listener) addAll() error {
	for name := range l.places.parents {
		if err := l.seams.add(l.fs, name); isLimit(err) {
			return err
		}
	}
	for _, tree := range l.places.trees {
		err := walkSources(tree, func(name string, d fs.DirEntry) error {
			switch {
			case d.Type()&fs.ModeSymlink != 0:
				return l.addWay(name)
			case !d.IsDir():
				return nil
			}
			l.folders[name] = true
			if err := l.seams.add(l.fs, name); isLimit(err) {
				return err
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// judge tells whether an event counts, and whether folders or links have come or
// gone, or can perhaps be read now. A change of permissions counts, since a build
// may have failed for want of them: whether they changed, or a time alone, it does
// not say.
func (l *listener) judge(e fsnotify.Event) (counts, moved bool) {
	name := filepath.Clean(e.Name)
	if l.folders[name] || l.places.roots[name] || l.places.parents[name] || l.ways[name] {
		// A folder is written when something in it changes, on some systems:
		// that thing has its own event.
		moved = e.Op&^fsnotify.Write != 0
		return moved || !isFolder(name), moved
	}
	folder := e.Has(fsnotify.Create) && isFolder(name)
	below := func(tree string) bool { return isSource(tree, name, folder) }
	if !slices.ContainsFunc(l.places.trees, below) {
		return false, false
	}
	return true, folder || e.Has(fsnotify.Create) && isLink(name)
}

// isFolder reports whether a name is that of a folder, not of a link to one.
func isFolder(name string) bool {
	info := lookAt(name)
	return info != nil && info.IsDir()
}

// isLink reports whether a name is that of a symbolic link.
func isLink(name string) bool {
	info := lookAt(name)
	return info != nil && info.Mode()&fs.ModeSymlink != 0
}
