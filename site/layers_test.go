package site_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
)

// layers are the levels of the architecture in site/doc.go, times ten: a package
// imports packages of lower levels only. An extension of markdown is below the
// package that puts all of them together. A package that is not listed here
// fails the test, so that each new one gets its place.
var layers = map[string]int{
	"opas/site/corpus":           0,
	"opas/site/diag":             0,
	"opas/site/output":           0,
	"opas/templates":             0,
	"opas/site/typeset/fonts":    0,
	"opas/site/block":            5,
	"opas/assets":                0,
	"opas/site/messages":         5,
	"opas/site/markdown/callout": 5,
	"opas/site/pdf":              5,
	"opas/site/pdf/pdfua":        10,
	"opas/site/typeset":          10,
	"opas/site/markdown/hashtag": 5,
	"opas/site/markdown":         10,
	"opas/site/assets":           10,
	"opas/site/content":          20,
	"opas/site/model":            30,
	"opas/site/booklet":          40,
	"opas/site/search":           40,
	"opas/site/render":           40,
	"opas/site/check":            50,
	"opas/site":                  60,
	"opas/site/preview":          70,
	"opas/cmd/opas":              80,
}

// TestLayers reads the imports of every package, tests and what is run by hand
// (site/design) left out.
func TestLayers(t *testing.T) {
	seen := map[string]bool{}
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != "." || d.Name() == "testdata" || d.Name() == "node_modules" || name == "site/design") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		from := path.Join("opas", path.Dir(name))
		seen[from] = true
		level, ok := layers[from]
		if !ok {
			t.Errorf("%s has no level in the architecture", from)
		}
		for _, spec := range file.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if toLevel, ours := layers[to]; ours && toLevel >= level {
				t.Errorf("%s (level %d) imports %s (level %d)", name, level, to, toLevel)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for p := range layers {
		if !seen[p] {
			t.Errorf("%s is listed and does not exist", p)
		}
	}
}

// TestForbiddenImports keeps what only one package may do to that package. What
// is run by hand (site/design) may do all.
func TestForbiddenImports(t *testing.T) {
	only := map[string][]string{
		"net":                          {"site/preview"},
		"net/http":                     {"site/preview", "site/check", "cmd/opas"},
		"github.com/fsnotify/fsnotify": {"site/preview"},
		"os":                           {"site/output", "site/corpus", "cmd/opas"},
		"github.com/spf13/pflag":       {"cmd/opas"},
	}
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if name == "site/design" {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			to, _ := strconv.Unquote(spec.Path.Value)
			allowed, guarded := only[to]
			if !guarded {
				continue
			}
			ok := false
			for _, dir := range allowed {
				ok = ok || path.Dir(name) == dir
			}
			if !ok {
				t.Errorf("%s imports %s", name, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
