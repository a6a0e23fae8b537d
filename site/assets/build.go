package assets

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"opas/site/diag"
)

// builder holds what is known while the assets are built.
type builder struct {
	prefix  string
	data    map[string][]byte // of all files, by source name
	sheets  map[string]*sheet
	scripts map[string]*scriptFile
	m       *Manifest
	diags   diag.List
	// What files are minified, by their bytes: last time, and now.
	known, minified map[[sha256.Size]byte][]byte
}

// Memory keeps what Build can use the next time: files as they are minified. The
// zero Memory is empty; it is not safe for concurrent use.
type Memory struct {
	minified map[[sha256.Size]byte][]byte
}

// Build does what the function Build does, and less of it again.
func (m *Memory) Build(fsys fs.FS, prefix string) (*Manifest, diag.List) {
	b := newBuilder(prefix)
	b.known = m.minified
	manifest, diags := b.build(fsys)
	m.minified = b.minified
	return manifest, diags
}

// Build reads all files of fsys and returns them ready to publish, with what is
// wrong in them, sorted. prefix is the path of fsys from the project's root, for
// the diagnostics.
//
// The manifest knows every asset even when there are diagnostics, so that the
// rest of a build can go on and find mistakes of its own; its bytes are then not
// fit to publish.
func Build(fsys fs.FS, prefix string) (*Manifest, diag.List) {
	return newBuilder(prefix).build(fsys)
}

func newBuilder(prefix string) *builder {
	return &builder{
		prefix:   prefix,
		data:     map[string][]byte{},
		sheets:   map[string]*sheet{},
		scripts:  map[string]*scriptFile{},
		m:        &Manifest{paths: map[string]string{}, parts: map[string][]byte{}},
		minified: map[[sha256.Size]byte][]byte{},
	}
}

func (b *builder) build(fsys fs.FS) (*Manifest, diag.List) {
	b.read(fsys)
	names := slices.Sorted(maps.Keys(b.data))
	// Style sheets come last: they name other files by their published names.
	var scripts []string
	for _, name := range names {
		switch kindOf(name) {
		case styleSheet:
		case script:
			scripts = append(scripts, name)
		default:
			b.publish(name, b.minifyOnce(name, b.data[name]))
		}
	}
	b.publishScripts(scripts)
	for _, name := range names {
		if kindOf(name) == styleSheet {
			b.sheets[name] = b.scan(name)
		}
	}
	b.publishSheets()
	slices.SortFunc(b.m.files, func(x, y File) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Name, y.Name))
	})
	b.reportClashes()
	return b.m, b.diags.Sorted()
}

// read loads the files, passing over those that are not assets.
func (b *builder) read(fsys fs.FS) {
	_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			b.diags.Unreadable(path.Join(b.prefix, name), err)
			return nil
		}
		if base := path.Base(name); name != "." && strings.HasPrefix(base, ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() || strings.HasSuffix(name, "~") || path.Ext(name) == ".go" {
			return nil
		}
		if !d.Type().IsRegular() {
			b.diags.Irregular(path.Join(b.prefix, name))
			return nil
		}
		if strings.Contains(name, `\`) || strings.ContainsFunc(name, unicode.IsControl) || !utf8.ValidString(name) {
			b.errorf(name, diag.Pos{}, "rename the file", "unusable file name %q", name)
			return nil
		}
		data, err := diag.ReadFile(fsys, name)
		if err != nil {
			b.diags.Unreadable(path.Join(b.prefix, name), err)
			data = nil // known all the same, lest those that name it be blamed
		}
		b.data[name] = b.text(name, data)
		return nil
	})
}

// text returns the data of a text file without a byte-order mark, and reports
// one that is not UTF-8. Other files it leaves alone.
func (b *builder) text(name string, data []byte) []byte {
	if kindOf(name) == plain {
		return data
	}
	if b.diags.NotUTF8(path.Join(b.prefix, name), data) {
		return nil // known all the same, as one that can't be read
	}
	return bytes.TrimPrefix(data, []byte("\ufeff"))
}

// publish gives a file its place in the output.
func (b *builder) publish(name string, data []byte) {
	p := path.Join(Dir, Fingerprint(path.Base(name), data))
	b.m.paths[name] = p
	b.m.files = append(b.m.files, File{Name: name, Path: p, Data: data})
}

// reportClashes finds files that would be published at one path. Case does not
// tell paths apart, since some file systems do not either.
func (b *builder) reportClashes() {
	first := map[string]string{}
	for _, f := range b.m.files {
		key := strings.ToLower(f.Path)
		if other, ok := first[key]; ok {
			b.errorf(f.Name, diag.Pos{}, "keep one of them, or rename it",
				"%q and %q would both be published as %q", other, f.Name, f.Path)
			continue
		}
		first[key] = f.Name
	}
}

// errorf reports a mistake in an asset.
func (b *builder) errorf(name string, pos diag.Pos, hint, format string, args ...any) {
	b.diags.Errorf(path.Join(b.prefix, name), pos, hint, format, args...)
}

// errorAt reports a mistake at an offset of an asset.
func (b *builder) errorAt(name string, at int, hint, format string, args ...any) {
	b.errorf(name, diag.PosAt(b.data[name], at), hint, format, args...)
}
