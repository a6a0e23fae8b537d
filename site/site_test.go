package site_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
	theme "opas/assets"
	"opas/site"
	"opas/site/content"
	"opas/site/diag"
	"opas/site/search"
	"opas/templates"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// testFolder returns a folder of the small theme that the goldens use. It has the
// scripts of the search that the full theme has.
func testFolder(name string) site.Folder {
	fsys := os.DirFS(filepath.Join("testdata", "theme", name))
	if name == "assets" {
		fsys = site.Overlay(fsys, smallScripts())
	}
	return site.Folder{FS: fsys, Name: name}
}

// smallScripts returns the scripts that every theme has. Those that answer queries
// are the theme's; of the languages Finnish is small, and the others have no rules.
func smallScripts() fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range map[string]string{"box": "import \"./matching.js\";\nimport \"./engine.js\";\n", "results": "", "marks": "", "fi": smallRules} {
		out["js/search/"+name+".js"] = &fstest.MapFile{Data: []byte("\"use strict\";\n" + text)}
	}
	for _, name := range []string{"analysis", "matching", "engine"} {
		data, err := fs.ReadFile(theme.FS, "js/search/"+name+".js")
		if err != nil {
			panic(err) // it is embedded
		}
		out["js/search/"+name+".js"] = &fstest.MapFile{Data: data}
	}
	for _, name := range []string{"copies", "store", "list", "overview"} {
		out["js/checklist/"+name+".js"] = &fstest.MapFile{Data: []byte("\"use strict\";\n")}
	}
	return out
}

// smallRules are a language of which two cases are known.
const smallRules = `opasSearch.language("fi", { letters: "V=aeiouy", rules: { word: ["V- =", "n,ssa stem 5"], stem: ["V- ="] }, stop: "ja on" });
`

// build builds content with the small theme and returns every file of the site,
// with the diagnostics under the names "diagnostics" and "notes".
func build(t *testing.T, o site.Options) map[string]string {
	t.Helper()
	b := site.NewBuilder(o)
	r, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	found, err := b.Check(context.Background(), r, "public")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, d := range found.Diags {
		name := "diagnostics"
		if d.Severity == diag.Note {
			name = "notes"
		}
		out[name] += textOf(diag.List{d})
	}
	if r.Set == nil {
		return out
	}
	for _, p := range r.Set.Paths() {
		data, err := r.Set.Bytes(p)
		if err != nil {
			t.Fatal(err)
		}
		out[p] = string(data)
	}
	return out
}

// TestSites builds whole sites. An archive holds content/, which is completed
// with a ui.yaml for each language folder, and below want/ the files that are
// compared. A comment line "base-url: …" or "drafts" sets the option.
func TestSites(t *testing.T) {
	files, err := filepath.Glob("testdata/sites/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			o := site.Options{Templates: testFolder("templates"), Assets: testFolder("assets")}
			for _, line := range strings.Split(string(a.Comment), "\n") {
				if v, ok := strings.CutPrefix(line, "base-url: "); ok {
					o.BaseURL = v
				}
				o.Drafts = o.Drafts || line == "drafts"
			}
			o.Content = site.Folder{FS: contentOf(t, a), Name: "content"}
			got := build(t, o)
			if *update {
				rewrite(t, file, a, got)
				return
			}
			for _, f := range a.Files {
				if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
					if g := lines(got[name]); g != string(f.Data) {
						t.Errorf("%s: got\n%s\nwant\n%s", name, g, f.Data)
					}
				}
			}
		})
	}
}

// lines makes minified HTML readable, and ends it in a line end.
func lines(s string) string {
	s = strings.ReplaceAll(s, "><", ">\n<")
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}

// contentOf returns the content of an archive, with an interface for each
// language folder.
func contentOf(t *testing.T, a *txtar.Archive) fstest.MapFS {
	t.Helper()
	ui, err := os.ReadFile("../content/en/ui.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m := fstest.MapFS{}
	for _, f := range a.Files {
		name, ok := strings.CutPrefix(f.Name, "content/")
		if !ok {
			continue
		}
		m[name] = &fstest.MapFile{Data: f.Data}
		if lang, rest, _ := strings.Cut(name, "/"); rest != "" && len(lang) == 2 {
			m[lang+"/ui.yaml"] = &fstest.MapFile{Data: ui}
		}
	}
	return m
}

// rewrite puts what was built in place of what an archive wants, file by file.
func rewrite(t *testing.T, file string, a *txtar.Archive, got map[string]string) {
	t.Helper()
	for i, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			a.Files[i].Data = []byte(lines(got[name]))
		}
	}
	if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

// guide returns the options for the guide of this repository.
func guide(fsys fs.FS) site.Options {
	return site.Options{
		Content:   site.Folder{FS: fsys, Name: "content"},
		Templates: site.Folder{FS: templates.FS, Name: "templates"},
		Assets:    site.Folder{FS: theme.FS, Name: "assets"},
	}
}

// TestGuide: the guide itself has no faults, and all its pages are translated.
func TestGuide(t *testing.T) {
	got := build(t, guide(os.DirFS("../content")))
	if d := got["diagnostics"]; d != "" {
		t.Errorf("the guide has diagnostics:\n%s", d)
	}
	for _, p := range []string{
		"fi/index.html", "sv/index.html", "en/index.html", "fi/askeleet/tavoitteet/index.html",
		"index.html", "404.html", "fi/404.html", "sv/404.html", "en/404.html", "robots.txt", "_redirects",
	} {
		if got[p] == "" {
			t.Errorf("no %s", p)
		}
	}
}

// TestFourthLanguage: adding a language touches the content folder only.
func TestFourthLanguage(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	edit := func(name string, pairs ...string) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer(pairs...).Replace(string(data))
		if text == string(data) {
			t.Fatalf("%s: nothing to replace", name)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(dir, "se"), fstest.MapFS{}); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// The queries of the three languages are TestGuide's.
	for _, code := range []string{"fi", "sv", "en"} {
		if err := os.Remove(filepath.Join(dir, code, content.SearchTestsFile)); err != nil {
			t.Fatal(err)
		}
	}
	edit("site.yaml",
		"\n# The language that", "  - {code: se, name: Davvisámegiella, locale: se-FI, title: Guide}\n\n# The language that",
		"  en: Kela\n", "  en: Kela\n  se: Kela\n",
		"    en: Finnish", "    se: Traficom\n    en: Finnish",
		"    en: https", "    se: https://www.saavutettavuusvaatimukset.fi/\n    en: https")
	ui, err := os.ReadFile(filepath.Join(dir, "en", "ui.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write("se/ui.yaml", string(ui))
	write("se/index.md", "---\ntitle: Bures\n---\n\n[Álggahus](2-steps/step-1.md)\n")
	write("se/2-steps/index.md", "---\ntitle: Lávkkit\nslug: lavkkit\n---\n")
	write("se/2-steps/step-1.md", "---\ntitle: Mihttomearit\nslug: mihttomearit\nkind: step\n---\n\n## Čielga\n\nTeaksta.\n")
	got := build(t, guide(os.DirFS(dir)))
	if strings.Contains(strings.ReplaceAll(got["diagnostics"], "warning: no translation", ""), "warning: ") || got["se/index.html"] == "" {
		t.Fatalf("diagnostics:\n%s", got["diagnostics"])
	}
	page := got["se/lavkkit/mihttomearit/index.html"]
	for _, want := range []string{`<html lang="se"`, `id="cielga"`, `hreflang="se"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the new page lacks %s", want)
		}
	}
	if !strings.Contains(got["fi/askeleet/tavoitteet/index.html"], "Davvisámegiella") {
		t.Error("the Finnish page does not lead to the new language")
	}
	fallback := got["se/lavkkit/kuuntele/index.html"]
	if !strings.Contains(fallback, `lang="fi"`) || strings.Contains(fallback, `hreflang="se"`) && strings.Contains(fallback, `rel="alternate" hreflang="se"`) {
		t.Error("a page without translation is not marked as Finnish")
	}
}

// TestWarmEqualsClean: a builder that has built before gives what a new one
// gives, and repeats its diagnostics.
func TestWarmEqualsClean(t *testing.T) {
	content := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("../content"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join("../content", name))
		content[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	warm := site.NewBuilder(guide(content))
	ctx := context.Background()
	if _, err := warm.Build(ctx); err != nil {
		t.Fatal(err)
	}
	step := "fi/2-steps/step-1.md"
	original := content[step].Data
	edits := []string{
		strings.Replace(string(original), "slug: tavoitteet", "slug: toinen", 1),
		strings.Replace(string(original), "title: ", "titel: ", 1),
		strings.Replace(string(original), "kind: step", "kind: page", 1),
		string(original),
	}
	for i, text := range edits {
		content[step] = &fstest.MapFile{Data: []byte(text)}
		a, err := warm.Build(ctx)
		if err != nil {
			t.Fatal(err)
		}
		b, err := site.NewBuilder(guide(content)).Build(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.Diags, b.Diags) {
			t.Errorf("edit %d: diagnostics differ:\n%v\n%v", i, a.Diags, b.Diags)
		}
		if x, y := bytesOf(t, a), bytesOf(t, b); !maps.Equal(x, y) {
			t.Errorf("edit %d: the sites differ", i)
		}
	}
}

func bytesOf(t *testing.T, r *site.Result) map[string]string {
	t.Helper()
	out := map[string]string{}
	if r.Set == nil {
		return out
	}
	for _, p := range r.Set.Paths() {
		data, err := r.Set.Bytes(p)
		if err != nil {
			t.Fatal(err)
		}
		out[p] = string(data)
	}
	return out
}

// TestBudgets: what a first visit loads, at most.
func TestBudgets(t *testing.T) {
	b := site.NewBuilder(guide(os.DirFS("../content")))
	r, err := b.Build(context.Background())
	if err != nil || !r.OK() {
		t.Fatal(err, r.Diags)
	}
	for p, s := range bytesOf(t, r) {
		if strings.HasPrefix(p, search.Dir+"/") || strings.HasPrefix(p, "assets/box.") {
			continue // loaded with the search: see searchBudgets
		}
		limit := map[string]int{".css": 12_000, ".js": 6_000}[path.Ext(p)]
		if n := gzipped(t, s); limit > 0 && n > limit {
			t.Errorf("%s: %d bytes compressed, more than %d", p, n, limit)
		}
	}
}

func gzipped(t *testing.T, s string) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
