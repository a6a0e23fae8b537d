package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

// Dir is the folder of the output in which all assets are published.
const Dir = "assets"

// File is an asset ready to publish.
type File struct {
	Name string // of the source, a slash path from the assets folder
	Path string // in the output
	Data []byte // not to be changed
}

// Manifest tells where each asset is published. It is immutable.
type Manifest struct {
	files []File
	paths map[string]string // by source name
	parts map[string][]byte // scripts that others import, by source name
}

// Path returns the path in the output of the asset with the given source name,
// "assets/main.3f9c2a7b.css" for "css/main.css". A sheet or script that another one
// imports has none.
func (m *Manifest) Path(name string) (string, bool) {
	p, ok := m.paths[name]
	return p, ok
}

// Data returns the published bytes of the asset with the given source name, of a
// script that others import those of its own, nil where there is none. They are not
// to be changed.
func (m *Manifest) Data(name string) []byte {
	if data, ok := m.parts[name]; ok {
		return data
	}
	for _, f := range m.files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// Files returns all files, sorted by Path.
func (m *Manifest) Files() []File { return m.files }

// digits is how much of a file's digest is put into its name. A clash of two
// digests does harm only between versions of one file.
const digits = 8

// Fingerprint puts the beginning of the SHA-256 of data, in hexadecimal, before
// the extension of a file name or slash path: "photo.png" becomes
// "photo.0123abcd.png".
func Fingerprint(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:])[:digits] + ext
}
