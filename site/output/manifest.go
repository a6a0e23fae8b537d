package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// manifestName is the manifest's file, in the output folder itself.
const manifestName = reserved

// manifestHead is the manifest's first line. It tells a manifest from a
// stranger's file of that name.
const manifestHead = "opas output: the files listed here belong to opas, which may replace or delete them"

// readManifest returns the manifest's text and the paths it lists. Both are
// empty if there is no manifest or if the file is not one.
func readManifest(dir string) (text string, paths []string, err error) {
	file := filepath.Join(dir, manifestName)
	// Lstat, since a link is not ours: whatever it points to would decide what
	// may be deleted.
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, fmt.Errorf("read the manifest: %w", err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return "", nil, fmt.Errorf("read the manifest: %w", err)
	}
	list, ok := strings.CutPrefix(string(b), manifestHead+"\n")
	if !ok {
		return "", nil, nil
	}
	for line := range strings.Lines(list) {
		p := strings.TrimSuffix(line, "\n")
		if err := checkPath(p); err != nil {
			return "", nil, fmt.Errorf("read the manifest %s: %w", file, err)
		}
		paths = append(paths, p)
	}
	return string(b), paths, nil
}

// formatManifest returns the text of a manifest; paths are sorted.
func formatManifest(paths []string) string {
	var b strings.Builder
	b.WriteString(manifestHead + "\n")
	for _, p := range paths {
		b.WriteString(p + "\n")
	}
	return b.String()
}
