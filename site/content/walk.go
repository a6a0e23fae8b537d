package content

import (
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"
	"opas/site/diag"
)

// entry is a file found in the tree.
type entry struct {
	open string // as the file system spells it
	rel  string // composed (NFC)
	info fs.FileInfo
}

// tree lists all files, sorted. Folders are read in parallel. ok is false where one
// of them could not be.
func (r *Reader) tree() (files []entry, diags diag.List, ok bool) {
	var (
		wg    sync.WaitGroup
		slots = make(chan struct{}, runtime.GOMAXPROCS(0))
		walk  func(w *walker)
	)
	walk = func(w *walker) {
		slots <- struct{}{}
		w.list()
		<-slots
		for _, below := range w.folders {
			wg.Go(func() { walk(below) })
		}
	}
	top := &walker{Reader: r, dir: "."}
	walk(top)
	wg.Wait()
	all := tree{ok: true, found: make([]entry, 0, len(r.files)), listings: make(map[string]listing, len(r.listings))}
	all.gather(top)
	r.listings = all.listings
	// Nearly in order already, folder by folder, and so quickly sorted.
	slices.SortFunc(all.found, func(a, b entry) int { return strings.Compare(a.rel, b.rel) })
	return all.found, all.diags, all.ok
}

// tree is what the walkers of all folders found.
type tree struct {
	found    []entry
	diags    diag.List
	ok       bool               // all could be read
	listings map[string]listing // by path
}

// gather adds what was found in a folder and below.
func (t *tree) gather(w *walker) {
	t.found = append(t.found, w.found...)
	t.diags = append(t.diags, w.diags...)
	t.ok = t.ok && !w.unread
	t.listings[w.dir] = w.listing
	for _, below := range w.folders {
		t.gather(below)
	}
}

// listing is what a folder has, as it was read last.
type listing struct {
	stamp stamp
	names []name
}

// name is one of the names in a folder.
type name struct {
	open string // the path, as the file system spells it
	rel  string // composed (NFC)
	kind fs.FileMode
}

// walker lists the files of a folder.
type walker struct {
	*Reader
	listing
	dir     string
	folders []*walker // in it
	found   []entry
	diags   diag.List
	unread  bool // the folder, or some of it
}

// list lists the files of the folder and finds the folders in it. A symbolic link
// is followed to a file within the tree only.
func (w *walker) list() {
	switch err := w.look(); {
	case err == nil:
	case !errors.Is(err, fs.ErrNotExist):
		w.unreadable(err)
		return
	case w.dir == ".":
		w.unread = true
		w.diags.Errorf(w.name, diag.Pos{}, "put it back, or name the guide's folder with --content", "missing folder")
		return
	default:
		return // vanished: its files are simply not there
	}
	w.found = make([]entry, 0, len(w.names))
	for _, n := range w.names {
		if n.kind.IsDir() {
			w.folders = append(w.folders, &walker{Reader: w.Reader, dir: n.open})
			continue
		}
		info, ok, err := w.stat(n)
		if err != nil {
			w.unreadable(err)
			return
		}
		if ok {
			w.found = append(w.found, entry{open: n.open, rel: n.rel, info: info})
		}
	}
}

// unreadable notes that the folder can't be read.
func (w *walker) unreadable(err error) {
	w.unread = true
	w.diags.Unreadable(w.file(w.dir), err)
}

// look finds the names in the folder. Where the system tells when a folder last
// changed, one whose stamp is the one it had has the names it had: each that comes,
// goes, or takes another's place changes it.
func (w *walker) look() error {
	info, err := fs.Stat(w.fsys, w.dir)
	if err != nil {
		return err
	}
	now := stampOf(info, time.Now())
	before := w.listings[w.dir]
	if before.stamp.trusted && before.stamp == now && now.inode != (inode{}) {
		w.listing = before
		return nil
	}
	list, err := fs.ReadDir(w.fsys, w.dir)
	if err != nil {
		return err
	}
	above := ""
	if w.dir != "." {
		above = w.dir + "/"
	}
	w.listing = listing{now, make([]name, 0, len(list))}
	for _, d := range list {
		if n := d.Name(); !isHidden(n) {
			full := above + n
			w.names = append(w.names, name{full, norm.NFC.String(full), d.Type()})
		}
	}
	return nil
}

// isHidden reports whether a name is that of a hidden file, or of one that an
// editor keeps beside another.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#")
}

// stat looks at a file. ok is false where there is none that could be read; an
// error is the folder's, which does not let its files be looked at.
func (w *walker) stat(n name) (info fs.FileInfo, ok bool, err error) {
	name, link, look := n.open, n.kind&fs.ModeSymlink != 0, fs.Lstat
	if link && !w.staysInside(name) {
		w.diags.Errorf(w.file(name), diag.Pos{}, "copy the file into the content folder", "symbolic link leads out of the content folder")
		return nil, false, nil
	}
	if link {
		look = fs.Stat
	}
	info, err = look(w.fsys, name)
	switch {
	case errors.Is(err, fs.ErrPermission) && link:
		w.unread = true
		w.diags.Unreadable(w.file(name), err)
		return nil, false, nil
	case err != nil && link:
		w.diags.Errorf(w.file(name), diag.Pos{}, "mend or remove the link", "symbolic link leads nowhere")
		return nil, false, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil // vanished
	case err != nil:
		return nil, false, err
	case info.IsDir():
		w.diags.Errorf(w.file(name), diag.Pos{}, "link to the files one by one, or move the folder here", "symbolic link to a folder")
		return nil, false, nil
	case !info.Mode().IsRegular():
		w.unread = true
		w.diags.Irregular(w.file(name))
		return nil, false, nil
	}
	return info, true, nil
}

// maxHops is how many symbolic links may be followed for one name, as on Linux.
const maxHops = 40

// staysInside reports whether a name leads to a place below the content folder,
// link by link. A file system that can't tell is not trusted.
func (r *Reader) staysInside(name string) bool {
	for range maxHops {
		next, ok := r.hop(name)
		if !ok || next == name {
			return ok
		}
		name = next
	}
	return true // a circle: it leads nowhere
}

// hop follows the first symbolic link of a path.
func (r *Reader) hop(name string) (next string, ok bool) {
	parts := strings.Split(name, "/")
	for i := range parts {
		here := path.Join(parts[:i+1]...)
		info, err := fs.Lstat(r.fsys, here)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return name, true // who follows it comes no further
		}
		if err != nil {
			return "", false
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			continue
		}
		target, err := fs.ReadLink(r.fsys, here)
		if err != nil || path.IsAbs(target) {
			return "", false
		}
		next = path.Join(path.Dir(here), target, path.Join(parts[i+1:]...))
		return next, fs.ValidPath(next)
	}
	return name, true
}
