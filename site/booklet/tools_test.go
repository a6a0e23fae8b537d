package booklet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	theme "opas/assets"
	"opas/site"
	"opas/site/block"
	"opas/site/markdown"
	"opas/site/model"
	"opas/site/output"
	"opas/templates"
)

// The tests of this file show the files of the real guide to the tools of others.
// .ci/run installs them. Where one is missing its test is skipped, and in CI it
// fails.

const (
	pdfjsFile   = "../../.ci/node_modules/pdfjs-dist/legacy/build/pdf.mjs"
	veraPDFFile = "../../.ci/greenfield-apps.jar"
)

// need returns the path of a tool.
func need(t *testing.T, tool string) string {
	t.Helper()
	found, err := exec.LookPath(tool)
	if strings.Contains(tool, "/") {
		found = tool
		_, err = os.Stat(tool)
	}
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return found
}

// guide is the guide with its files on disk.
type guide struct {
	site  *model.Site
	set   *output.Set
	files map[*model.Page]string
}

func (g *guide) paths() []string {
	var out []string
	for _, l := range g.site.Languages {
		for _, p := range append(l.Pages[:len(l.Pages):len(l.Pages)], l.Made()...) {
			if file := g.files[p]; file != "" {
				out = append(out, file)
			}
		}
	}
	return out
}

// built is the guide as it is.
var built struct {
	once sync.Once
	dir  string
	guide
}

func TestMain(m *testing.M) {
	status := m.Run()
	os.RemoveAll(built.dir)
	os.Exit(status)
}

func theGuide(t *testing.T) *guide {
	t.Helper()
	built.once.Do(func() {
		var err error
		if built.dir, err = os.MkdirTemp("", "opas-booklet"); err != nil {
			t.Fatal(err)
		}
		built.guide = build(t, os.DirFS("../../content"), built.dir)
	})
	if built.site == nil {
		t.Fatal("the guide could not be built")
	}
	return &built.guide
}

// build builds a guide and puts its PDF files into a folder.
func build(t *testing.T, content fs.FS, dir string) guide {
	t.Helper()
	b := site.NewBuilder(site.Options{
		Content:   site.Folder{FS: content, Name: "content"},
		Templates: site.Folder{FS: templates.FS, Name: "templates"},
		Assets:    site.Folder{FS: theme.FS, Name: "assets"},
		BaseURL:   "https://guide.example.org/",
	})
	r, err := b.Build(context.Background())
	if err != nil || !r.OK() {
		t.Fatal(r, err)
	}
	g := guide{r.Site, r.Set, map[*model.Page]string{}}
	for _, l := range r.Site.Languages {
		for _, p := range append(l.Pages[:len(l.Pages):len(l.Pages)], l.Made()...) {
			if p.PDF() == "" {
				continue
			}
			data, err := r.Set.Bytes(p.PDF())
			if err != nil {
				t.Fatal(err)
			}
			g.files[p] = filepath.Join(dir, l.Code+"-"+filepath.Base(p.PDF()))
			if err := os.WriteFile(g.files[p], data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(g.files) == 0 {
		t.Fatal("the guide has no PDF files")
	}
	return g
}

func TestQPDF(t *testing.T) {
	qpdf := need(t, "qpdf")
	for _, file := range theGuide(t).paths() {
		if out, err := exec.Command(qpdf, "--check", file).CombinedOutput(); err != nil || bytes.Contains(out, []byte("WARNING")) {
			t.Errorf("%s: %v\n%s", file, err, out)
		}
	}
}

// What a screen reader is given has all text of the page, in its order.
func TestStructureText(t *testing.T) {
	pdfinfo := need(t, "pdfinfo")
	g := theGuide(t)
	for p, file := range g.files {
		out, err := exec.Command(pdfinfo, "-struct-text", file).Output()
		if err != nil {
			t.Fatal(err)
		}
		rest := solid(structText(string(out)))
		pages := []*model.Page{p}
		if p == p.Lang.Print {
			pages = p.Lang.Pages
			_, rest, _ = strings.Cut(rest, solid(p.Lang.UI.PrintContents)) // a heading that the guide has again below
		}
		for _, page := range pages {
			lines := []string{page.Title, page.Source.Front.Summary}
			if page == p.Lang.Home {
				lines = lines[:1] // its summary is on the cover
			}
			for _, s := range page.Source.Doc.Sections() {
				lines = append(append(lines, s.Heading), strings.Split(s.Text, "\n")...)
			}
			for _, line := range lines {
				_, after, ok := strings.Cut(rest, solid(line))
				if !ok {
					t.Errorf("%s: %q is not there, or not in its place", filepath.Base(file), line)
					continue
				}
				rest = after
			}
		}
	}
}

// TestLibrary: the hashtags take two pages, and each can be copied.
func TestLibrary(t *testing.T) {
	pdftotext := need(t, "pdftotext")
	g := theGuide(t)
	for p, file := range g.files {
		if !p.ShowsHashtags() {
			continue
		}
		out, err := exec.Command(pdftotext, file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(out, []byte("\f")); n != 2 {
			t.Errorf("%s: %d pages, want 2", filepath.Base(file), n)
		}
		words := strings.Fields(string(out))
		for _, tag := range g.site.Hashtags.Tags() {
			for _, l := range g.site.Languages {
				if !slices.Contains(words, tag.In(l)) {
					t.Errorf("%s: no word %s", filepath.Base(file), tag.In(l))
				}
			}
		}
	}
}

// structText returns the text in the output of pdfinfo: what stands in quotation
// marks, a line each.
func structText(out string) string {
	var b strings.Builder
	for line := range strings.Lines(out) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), `"`); ok {
			b.WriteString(strings.TrimSuffix(text, `"`) + "\n")
		}
	}
	return b.String()
}

// solid returns a text without what depends on where its lines end.
func solid(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\u00AD' {
			return -1
		}
		return r
	}, strings.Join(strings.Fields(text), ""))
}

// All boxes and texts of a list can be filled in, and what is in them is kept.
func TestFields(t *testing.T) {
	node := need(t, "node")
	library := need(t, pdfjsFile)
	g := theGuide(t)
	var stderr bytes.Buffer
	cmd := exec.Command(node, append([]string{"testdata/fill.mjs", library}, g.paths()...)...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	type filled struct {
		File                              string
		Boxes, Texts, Others, Kept, Named int
	}
	found := map[string]filled{}
	for line := range bytes.Lines(out) {
		var f filled
		if err := json.Unmarshal(line, &f); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		found[f.File] = f
	}
	for p, file := range g.files {
		pages := []*model.Page{p}
		if p == p.Lang.Print {
			pages = p.Lang.Pages
		}
		boxes, texts := 0, 0
		for _, page := range pages {
			boxes += len(page.Source.Doc.Tasks)
			texts += fieldsOf(page)
		}
		want := filled{file, boxes, texts, 0, boxes + texts, boxes + texts}
		if boxes == 0 && !p.ShowsHashtags() || found[file] != want {
			t.Errorf("got %+v, want %+v", found[file], want)
		}
	}
}

// fieldsOf counts the fields to write in that a page has.
func fieldsOf(p *model.Page) (n int) {
	blocks := markdown.Blocks(p.Source.Text, p.Source.Options(), markdown.Frame{}, deaf{})
	block.Walk(blocks, func(b block.Block) {
		if _, ok := b.(*block.Field); ok {
			n++
		}
	})
	return n
}

type deaf struct{}

func (deaf) Link(int) string            { return "" }
func (deaf) Tag(int) string             { return "" }
func (deaf) Source(int) markdown.Source { return markdown.Source{} }
func (deaf) Picture(int) []byte         { return nil }
func (deaf) Word(markdown.Word) string  { return "" }

// Every file is PDF/UA-1 in the eyes of veraPDF, and for the archive PDF/A-2a too.
func TestVeraPDF(t *testing.T) {
	need(t, "java")
	need(t, veraPDFFile)
	validate(t, theGuide(t).paths(), "ua1")

	settings, err := os.ReadFile("../../content/site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	archive := strings.Replace(string(settings), "\nprint:\n", "\nprint:\n  pdf: a2a\n", 1)
	if archive == string(settings) {
		t.Fatal("site.yaml has no print:")
	}
	over := fstest.MapFS{"site.yaml": &fstest.MapFile{Data: []byte(archive)}}
	g := build(t, site.Overlay(over, os.DirFS("../../content")), t.TempDir())
	validate(t, g.paths(), "2a")
}

func validate(t *testing.T, files []string, flavour string) {
	t.Helper()
	args := []string{"-cp", veraPDFFile, "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour, "--format", "text", "-v"}
	var stderr bytes.Buffer
	cmd := exec.Command("java", append(args, files...)...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	passed := 0
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "PASS ") {
			passed++
		}
	}
	if err != nil || passed != len(files) {
		t.Errorf("%d of %d files pass as %s: %v\n%s%s", passed, len(files), flavour, err, out, &stderr)
	}
}
