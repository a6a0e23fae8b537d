package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
	"opas/site/diag"
)

// entry is a file found in the tree.
type entry struct {
	open string // as the file system spells it
	rel  string // composed (NFC)
	info fs.FileInfo
}

// tree lists all files, sorted. Folders are read in parallel.
func (r *Reader) tree() ([]entry, diag.List, error) {
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
	all := walker{found: make([]entry, 0, len(r.files))}
	all.gather(top)
	// Nearly in order already, folder by folder, and so quickly sorted.
	slices.SortFunc(all.found, func(a, b entry) int { return strings.Compare(a.rel, b.rel) })
	return all.found, all.diags, all.err
}

// gather adds what was found in a folder and below.
func (w *walker) gather(from *walker) {
	w.found = append(w.found, from.found...)
	w.diags = append(w.diags, from.diags...)
	w.err = cmpErr(w.err, from.err)
	for _, below := range from.folders {
		w.gather(below)
	}
}

// walker lists the files of a folder.
type walker struct {
	*Reader
	dir     string
	folders []*walker // in it
	found   []entry
	diags   diag.List
	err     error
}

// list lists the files of the folder and finds the folders in it. Hidden files
// and editors' backup files are passed over; a symbolic link is followed to a
// file within the tree only.
func (w *walker) list() {
	list, err := fs.ReadDir(w.fsys, w.dir)
	if errors.Is(err, fs.ErrNotExist) && w.dir != "." {
		return // vanished: its files are simply not there
	}
	if err != nil {
		w.err = fmt.Errorf("read %s: %w", w.file(w.dir), err)
		return
	}
	below := ""
	if w.dir != "." {
		below = w.dir + "/"
	}
	w.found = make([]entry, 0, len(list))
	for _, d := range list {
		name := d.Name()
		if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") {
			continue
		}
		full := below + name
		if d.IsDir() {
			w.folders = append(w.folders, &walker{Reader: w.Reader, dir: full})
			continue
		}
		info, ok, err := w.stat(full, d)
		if err != nil {
			w.err = err
			return
		}
		if ok {
			w.found = append(w.found, entry{open: full, rel: norm.NFC.String(full), info: info})
		}
	}
}

func (w *walker) stat(name string, d fs.DirEntry) (fs.FileInfo, bool, error) {
	link := d.Type()&fs.ModeSymlink != 0
	if link && !w.staysInside(name) {
		w.diags.Errorf(w.file(name), diag.Pos{}, "copy the file into the content folder", "symbolic link leads out of the content folder")
		return nil, false, nil
	}
	look := d.Info
	if link {
		look = func() (fs.FileInfo, error) { return fs.Stat(w.fsys, name) }
	}
	info, err := look()
	switch {
	case err != nil && link:
		w.diags.Errorf(w.file(name), diag.Pos{}, "mend or remove the link", "symbolic link leads nowhere")
		return nil, false, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil // vanished
	case err != nil:
		return nil, false, fmt.Errorf("look at %s: %w", w.file(name), err)
	case info.IsDir():
		w.diags.Errorf(w.file(name), diag.Pos{}, "link to the files one by one, or move the folder here", "symbolic link to a folder")
		return nil, false, nil
	}
	return info, info.Mode().IsRegular(), nil
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
		if errors.Is(err, fs.ErrNotExist) {
			return name, true
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
