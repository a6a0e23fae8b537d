package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// foreignShown is how many foreign files an error message names. The search
// ends with one more, since a home folder given by mistake can hold millions.
const foreignShown = 5

// ForeignError tells that the output folder holds files that we did not write,
// or no longer know to be ours.
type ForeignError struct {
	Dir   string
	Files []string // slash paths within Dir, sorted; the first few alone
}

// Error names the folder and some of the files, and says what to do.
func (e *ForeignError) Error() string {
	list := strings.Join(e.Files[:min(len(e.Files), foreignShown)], ", ")
	if len(e.Files) > foreignShown {
		list += ", …"
	}
	return fmt.Sprintf("output folder %q holds files that opas did not write (%s): choose an empty folder, or move them elsewhere", e.Dir, list)
}

// inventory is what an output folder holds.
type inventory struct {
	exists   bool
	manifest string          // its text, "" without one
	listed   []string        // by the manifest, in its order
	files    map[string]bool // all on disk; true for a regular file
	folders  []string        // parents first
	leftover bool            // there is a staging folder of an interrupted run
}

// takeInventory looks at the output folder without changing it. It returns a
// *ForeignError if the folder holds any file that the manifest does not list.
func takeInventory(dir string) (*inventory, error) {
	inv := &inventory{files: map[string]bool{}}
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return inv, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the output folder: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("output folder %q is a file", dir)
	}
	inv.exists = true
	if inv.manifest, inv.listed, err = readManifest(dir); err != nil {
		return nil, err
	}
	foreign, err := inv.walk(dir)
	if err != nil {
		return nil, fmt.Errorf("look through the output folder: %w", err)
	}
	if len(foreign) > 0 {
		slices.Sort(foreign)
		return nil, &ForeignError{Dir: dir, Files: foreign}
	}
	return inv, nil
}

// walk fills files and folders, and returns the first few foreign files.
func (inv *inventory) walk(dir string) (foreign []string, err error) {
	ours := make(map[string]bool, len(inv.listed))
	for _, p := range inv.listed {
		ours[p] = true
	}
	err = fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p == ".", p == manifestName && inv.manifest != "":
			return nil
		case p == stageName && d.IsDir():
			inv.leftover = true
			return fs.SkipDir
		case d.IsDir():
			inv.folders = append(inv.folders, p)
			return nil
		}
		inv.files[p] = d.Type().IsRegular()
		if !ours[p] {
			foreign = append(foreign, p)
		}
		if len(foreign) > foreignShown {
			return fs.SkipAll
		}
		return nil
	})
	return foreign, err
}
