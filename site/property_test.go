package site_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/text/unicode/norm"
	"opas/site"
	"opas/site/diag"
	"pgregory.net/rapid"
)

// This file holds the law of incremental builds: whatever happens to the
// folders, a Builder that has built before gives what a new one gives. The first
// part states it, the second is a small guide on disk, the third all that may
// happen to it, the fourth the classic traps by name. It is longer than others
// since all parts share the guide.

// stepsVariable sets how many steps TestAnyHistory takes at least.
const stepsVariable = "OPAS_PROPERTY_STEPS"

// TestAnyHistory draws histories of a guide. After each step the warm build must
// equal a clean one in diagnostics and bytes, and the last good result must still
// give what it gave.
func TestAnyHistory(t *testing.T) {
	want := 2000
	if s := os.Getenv(stepsVariable); s != "" {
		var err error
		if want, err = strconv.Atoi(s); err != nil {
			t.Fatalf("%s: %v", stepsVariable, err)
		}
	}
	// The number of steps is drawn, too: twice as many as are wanted on average.
	// The run ends when there are enough.
	const length = 60
	setFlag(t, "rapid.steps", length)
	setFlag(t, "rapid.checks", 2*want/length+5)
	var count tally
	failed := false
	start := time.Now()
	rapid.Check(t, func(rt *rapid.T) {
		if count.steps >= want && !failed {
			return
		}
		passed := false
		defer func() { failed = failed || !passed }()
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(dir)
		rapid.SyncTest(rt, func(rt *rapid.T) {
			h := newHistory(rt, dir, rapid.Bool().Draw(rt, "overlaid theme"), rapid.Bool().Draw(rt, "drafts"))
			h.count = &count
			rt.Repeat(h.actions())
		})
		passed = true
	})
	t.Logf("%d steps in %v: %d good builds, %d of them published, %d ended in an error", count.steps,
		time.Since(start).Round(time.Millisecond), count.good, count.published, count.failed)
	if count.steps < want && !testing.Short() {
		t.Errorf("%d steps, want %d", count.steps, want)
	}
}

// setFlag sets a flag of package rapid for the time of a test.
func setFlag(t *testing.T, name string, value int) {
	t.Helper()
	f := flag.Lookup(name)
	old := f.Value.String()
	if err := f.Value.Set(strconv.Itoa(value)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Value.Set(old); err != nil {
			t.Error(err)
		}
	})
}

// history is a guide on disk, and what was built from it so far. It lives in a
// bubble of synctest.
type history struct {
	folders
	warm   *site.Builder
	broken bool // the last build was not OK
	// last is what the last good build gave, files what it held then, and rescue
	// the folders that it was built from.
	last          *site.Result
	files, rescue tree
	count         *tally
}

// tally counts what a test has done.
type tally struct{ steps, good, published, failed int }

func newHistory(t rapid.TB, dir string, overlaid, drafts bool) *history {
	h := &history{folders: folders{dir: dir, overlaid: overlaid, drafts: drafts}, count: &tally{}}
	h.begin(t)
	h.warm = site.NewBuilder(h.options())
	return h
}

// check builds after a step, at once or when the files have settled.
func (h *history) check(t *rapid.T) {
	moments := []string{"settled, publish"}
	moments = append(moments, slices.Repeat([]string{"settled", "at once"}, 8)...)
	moment := rapid.SampledFrom(moments).Draw(t, "moment")
	if strings.HasPrefix(moment, "settled") {
		h.wait(t)
	}
	h.build(t, strings.HasSuffix(moment, "publish"))
}

// build is the law: it builds and compares, and returns the warm diagnostics.
func (h *history) build(t rapid.TB, publish bool) diag.List {
	t.Helper()
	ctx := context.Background()
	// As in the preview, pages of the last good build are asked for meanwhile.
	same := make(chan error, 1)
	go func() { same <- h.recheck() }()
	warm, warmErr := h.warm.Build(ctx)
	if err := <-same; err != nil {
		t.Fatalf("the last good result: %v", err)
	}
	cleanBuilder := site.NewBuilder(h.options())
	clean, cleanErr := cleanBuilder.Build(ctx)
	h.count.steps++
	if (warmErr == nil) != (cleanErr == nil) {
		t.Fatalf("warm error: %v\nclean error: %v", warmErr, cleanErr)
	}
	h.broken = warmErr != nil || !warm.OK()
	if warmErr != nil {
		h.count.failed++
		return nil
	}
	sameDiags(t, warm.Diags, clean.Diags)
	if (warm.Set == nil) != (clean.Set == nil) || (warm.Site == nil) != (clean.Site == nil) {
		t.Fatalf("one result has a site that the other has not")
	}
	if h.broken {
		return warm.Diags
	}
	files, err := filesOf(warm)
	if err != nil {
		t.Fatal(err)
	}
	want, err := filesOf(clean)
	if err != nil {
		t.Fatal(err)
	}
	if err := differ(files, want); err != nil {
		t.Fatal(err)
	}
	h.count.good++
	h.last, h.files, h.rescue = warm, files, treeOf(t, h.at(""))
	if publish {
		h.publish(t, cleanBuilder, warm, clean)
	}
	return warm.Diags
}

// recheck looks whether the last good result still gives the same bytes.
func (h *history) recheck() error {
	if h.last == nil {
		return nil
	}
	files, err := filesOf(h.last)
	if err != nil {
		return err
	}
	return differ(files, h.files)
}

// filesOf returns the files of a result.
func filesOf(r *site.Result) (tree, error) {
	out := tree{}
	for _, p := range r.Set.Paths() {
		data, err := r.Set.Bytes(p)
		if err != nil {
			return nil, err
		}
		out[p] = string(data)
	}
	return out, nil
}

func sameDiags(t rapid.TB, warm, clean diag.List) {
	t.Helper()
	if !slices.Equal(warm, clean) {
		t.Fatalf("warm diagnostics:\n%sclean diagnostics:\n%s", textOf(warm), textOf(clean))
	}
}

func textOf(l diag.List) string {
	var b strings.Builder
	if err := l.WriteText(&b); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	return b.String()
}

// publish publishes both results, the warm one into the same folder each time.
func (h *history) publish(t rapid.TB, cleanBuilder *site.Builder, warm, clean *site.Result) {
	t.Helper()
	h.count.published++
	warmDir, cleanDir := filepath.Join(h.dir, "warm"), filepath.Join(h.dir, "clean")
	if err := os.RemoveAll(cleanDir); err != nil {
		t.Fatal(err)
	}
	before := treeOf(t, warmDir)
	_, warmDiags, err := h.warm.Publish(context.Background(), warm, warmDir, "public", nil)
	if err != nil {
		t.Fatal(err)
	}
	_, cleanDiags, err := cleanBuilder.Publish(context.Background(), clean, cleanDir, "public", nil)
	if err != nil {
		t.Fatal(err)
	}
	sameDiags(t, warmDiags, cleanDiags)
	want := treeOf(t, cleanDir)
	if len(warmDiags.Errors()) > 0 {
		if err := differ(want, tree{}); err != nil {
			t.Fatalf("published in spite of errors: %v", err)
		}
		want = before
	}
	if err := differ(treeOf(t, warmDir), want); err != nil {
		t.Fatalf("published: %v", err)
	}
}

// wait lets the clock of the bubble go on until the files that have changed so
// far have settled, and those that change from now on have not.
func (h *history) wait(t rapid.TB) {
	t.Helper()
	const settle = 2 * time.Second // as in package content
	time.Sleep(time.Until(h.now(t).Add(settle)))
}

// now returns the time of the system as files have it. That is later than the
// time of any file.
func (h *history) now(t rapid.TB) time.Time {
	t.Helper()
	probe := filepath.Join(h.dir, "probe")
	look := func() time.Time {
		if err := os.WriteFile(probe, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(probe)
		if err != nil {
			t.Fatal(err)
		}
		return info.ModTime()
	}
	first := look()
	for {
		if now := look(); now.After(first) {
			return now
		}
	}
}

// tree is what a folder holds, by slash path: the text of a file, or what begins
// with one of the marks below.
type tree map[string]string

const (
	isFolder = "\x00folder"
	isLink   = "\x00link to "
)

// treeOf reads a folder; one that does not exist holds nothing.
func treeOf(t rapid.TB, dir string) tree {
	t.Helper()
	out := tree{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		text := isFolder
		switch {
		case d.Type()&fs.ModeSymlink != 0:
			text, err = os.Readlink(name)
			text = isLink + text
		case !d.IsDir():
			var data []byte
			data, err = os.ReadFile(name)
			text = string(data)
		}
		out[filepath.ToSlash(rel)] = text
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return out
}

// differ describes the first difference of two trees.
func differ(got, want tree) error {
	all := maps.Clone(got)
	maps.Copy(all, want)
	for _, p := range slices.Sorted(maps.Keys(all)) {
		a, inGot := got[p]
		b, inWant := want[p]
		switch {
		case !inWant:
			return fmt.Errorf("%s is there and should not be", p)
		case !inGot:
			return fmt.Errorf("%s is not there", p)
		case a != b:
			return fmt.Errorf("%s differs: got\n%s\nwant\n%s", p, lines(a), lines(b))
		}
	}
	return nil
}

// folders are a guide's content, templates and assets on disk, in dir/src.
type folders struct {
	dir      string
	overlaid bool // the theme lies over one that is complete
	drafts   bool
}

// small is the content that histories begin with, the ui.yaml files left out.
// Its third language waits to be listed.
var small = tree{
	"site.yaml":               settings("Opas", "https://example.org/opas/", "fi", "fi", "sv"),
	"liite.txt":               "attachment",
	"images/dot.svg":          svg(4),
	"images/dot.png":          pngOf(3),
	"fi/index.md":             page("title: Etusivu", "[Alku](1-alku.md), [säännöt](3-saannot/rules-1.md#1.1) ja [liite](/liite.txt)."),
	"fi/1-alku.md":            page("title: Alku\naliases: [/fi/vanha/]", "## Miksi?\n\n[Ylös](#miksi), [polku](2-polku/index.md).\n\n> [!TIP]\n> Näin."),
	"fi/2-polku/index.md":     page("title: Polku\nslug: polku", "Teksti."),
	"fi/2-polku/step-1.md":    page("title: Eka\nkind: step\nupdated: 2026-03-09", "## Kysy\n\n![Piste](../../images/dot.svg)\n\n[Toka](step-2.md)"),
	"fi/2-polku/step-2.md":    page("title: Toka\nkind: step\ntags: [some]", "![Piste](/images/dot.png)\n\n[Eka](step-1.md#kysy)"),
	"fi/3-saannot/index.md":   page("title: Säännöt\nslug: saannot", ""),
	"fi/3-saannot/rules-1.md": page("title: Turvallisesti\nkind: rules", "1. Yksi\n2. Kaksi"),
	"fi/4-muuta.md":           page("title: Muuta", "Muuta."),
	"fi/9-seloste.md":         page("title: Seloste\nkind: statement", "Seloste."),
	"sv/index.md":             page("title: Startsida", "[Början](1-alku.md) och [andra](2-polku/step-2.md)."),
	"sv/1-alku.md":            page("title: Början\nslug: borjan", "## Varför?\n\n[Steg](2-polku/step-1.md)"),
	"sv/2-polku/index.md":     page("title: Väg\nslug: vag", ""),
	"sv/2-polku/step-1.md":    page("title: Ett\nkind: step", "![Prick](../../images/dot.svg)"),
	"en/index.md":             page("title: Home", "[Start](1-alku.md)"),
	"en/2-polku/index.md":     page("title: Path\nslug: path", "Text."),
}

// settings returns a site.yaml.
func settings(title, base, source string, codes ...string) string {
	var b strings.Builder
	b.WriteString("languages:\n")
	for _, c := range codes {
		fmt.Fprintf(&b, "  - {code: %s, name: %s, locale: %s-FI, title: %s}\n", c, strings.ToUpper(c), c, title)
	}
	fmt.Fprintf(&b, "source: %s\nbase_url: %q\ncontact: a@example.org\npublisher:\n", source, base)
	for _, c := range codes {
		fmt.Fprintf(&b, "  %s: Virasto\n", c)
	}
	return b.String()
}

func page(front, body string) string { return "---\n" + front + "\n---\n\n" + body + "\n" }

// split is the reverse of page.
func split(text string) (front, body string, ok bool) {
	text, ok = strings.CutPrefix(text, "---\n")
	front, body, found := strings.Cut(text, "\n---\n")
	return front, strings.TrimSpace(body), ok && found
}

// setKey sets a key of lines of YAML; no value takes it away.
func setKey(text, key, value string) string {
	out := slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return strings.HasPrefix(line, key+":") })
	if value != "" {
		out = append(out, key+": "+value)
	}
	return strings.Join(out, "\n")
}

func svg(width int) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="2"><path d="M0 0h4"/></svg>`, width)
}

func pngOf(width int) string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 2))); err != nil {
		panic(err)
	}
	return b.String()
}

// begin writes the small guide, the small theme, and a page that is outside.
func (f folders) begin(t rapid.TB) {
	t.Helper()
	for name, text := range small {
		f.write(t, "content/"+name, text)
	}
	ui, err := os.ReadFile("../content/en/ui.yaml")
	must(t, err)
	for _, lang := range []string{"fi", "sv", "en"} {
		f.write(t, "content/"+lang+"/ui.yaml", string(ui))
	}
	for name, text := range treeOf(t, "testdata/theme") {
		if text != isFolder {
			f.write(t, name, text)
		}
	}
	f.write(t, "outside.md", page("title: Ulkona", "Ulkona."))
}

func (f folders) options() site.Options {
	folder := func(name string) site.Folder {
		fsys := os.DirFS(f.at(name))
		if f.overlaid && name != "content" {
			fsys = site.Overlay(fsys, testFolder(name).FS)
		}
		return site.Folder{FS: fsys, Name: name}
	}
	return site.Options{Content: folder("content"), Templates: folder("templates"), Assets: folder("assets"), Drafts: f.drafts}
}

// must fails a test; in a drawn step it ends the step, which was to do what
// can't be done, such as to move a folder into itself.
func must(t rapid.TB, err error) {
	t.Helper()
	if _, drawn := t.(*rapid.T); drawn && err != nil {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (f folders) at(rel string) string { return filepath.Join(f.dir, "src", filepath.FromSlash(rel)) }

func (f folders) write(t rapid.TB, rel, text string) {
	t.Helper()
	f.mkdir(t, path.Dir(rel))
	must(t, os.WriteFile(f.at(rel), []byte(text), 0o644))
}

func (f folders) read(t rapid.TB, rel string) string {
	t.Helper()
	data, err := os.ReadFile(f.at(rel))
	must(t, err)
	return string(data)
}

func (f folders) mkdir(t rapid.TB, rel string) {
	t.Helper()
	must(t, os.MkdirAll(f.at(rel), 0o755))
}

func (f folders) rename(t rapid.TB, from, to string) {
	t.Helper()
	f.mkdir(t, path.Dir(to))
	must(t, os.Rename(f.at(from), f.at(to)))
}

func (f folders) remove(t rapid.TB, rel string) {
	t.Helper()
	must(t, os.RemoveAll(f.at(rel)))
}

// replace changes words in a file.
func (f folders) replace(t rapid.TB, rel, old, new string) {
	t.Helper()
	text := f.read(t, rel)
	if !strings.Contains(text, old) {
		must(t, fmt.Errorf("%s has no %q", rel, old))
	}
	f.write(t, rel, strings.ReplaceAll(text, old, new))
}

// restore makes the folders hold exactly a tree, as git checkout does.
func (f folders) restore(t rapid.TB, want tree) {
	t.Helper()
	now := treeOf(t, f.at(""))
	// In reverse order a folder comes after all that is within it.
	for _, p := range slices.Backward(slices.Sorted(maps.Keys(now))) {
		if text, ok := want[p]; !ok || text != now[p] {
			must(t, os.Remove(f.at(p)))
		}
	}
	for _, p := range slices.Sorted(maps.Keys(want)) {
		text, ok := now[p]
		if ok && text == want[p] {
			continue
		}
		if want[p] == isFolder {
			f.mkdir(t, p)
		} else if target, ok := strings.CutPrefix(want[p], isLink); ok {
			must(t, os.Symlink(target, f.at(p)))
		} else {
			f.write(t, p, want[p])
		}
	}
}

// list returns the files in a folder, or the folders in it, sorted.
func (f folders) list(t rapid.TB, dir string, folders bool) []string {
	t.Helper()
	var out []string
	must(t, filepath.WalkDir(f.at(dir), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() != folders || name == f.at(dir) {
			return err
		}
		rel, err := filepath.Rel(f.at(""), name)
		out = append(out, filepath.ToSlash(rel))
		return err
	}))
	return out
}

// pick draws one of a list. Where there is none, the step can't be done.
func pick[T any](t *rapid.T, label string, list ...T) T {
	if len(list) == 0 {
		t.Skip("no " + label)
	}
	return rapid.SampledFrom(list).Draw(t, label)
}

// file draws a file in a folder, of certain extensions if there are any.
func (f folders) file(t *rapid.T, dir string, exts ...string) string {
	return pick(t, "file", slices.DeleteFunc(f.list(t, dir, false), func(p string) bool {
		return len(exts) > 0 && !slices.Contains(exts, path.Ext(p))
	})...)
}

func (f folders) page(t *rapid.T) string { return f.file(t, "content", ".md") }

// anyFile draws a file of content or theme, most often of the first.
func (f folders) anyFile(t *rapid.T) string {
	return f.file(t, pick(t, "folder", "content", "content", "content", "templates", "assets"))
}

// folder draws a folder in the content.
func (f folders) folder(t *rapid.T) string {
	return pick(t, "folder", f.list(t, "content", true)...)
}

// name draws a name for a page or a folder: some order it, one has a capital
// letter, one has decomposed letters.
func name(t *rapid.T) string {
	return pick(t, "name", "a", "b", "1-a", "7-b", "step-3", "rules-2", "2-polku", "A", "pa\u0308iva\u0308")
}

// fronts are what keys of front matter may be set to; "" leaves the key out.
// Some are mistakes.
var fronts = map[string][]string{
	"title":    {"Uusi", "Toinen", "Polku", "A & <b>", "\"Lainaus: kaksi\"", ""},
	"slug":     {"uusi", "toinen", "polku", "", "Väärä"},
	"order":    {"1", "2", "8", "", "eka"},
	"kind":     {"step", "rules", "section", "checklist", "statement", "page", "", "stepp"},
	"tags":     {"[yksi]", "[yksi, kaksi]", "", "yksi"},
	"keywords": {"[sana]", "[sana, toinen]", ""},
	"summary":  {"Lyhyesti.", "Toisin.", ""},
	"updated":  {"2026-01-31", "2025-12-01", "", "huomenna"},
	"draft":    {"true", "false", ""},
	"aliases":  {"[/fi/vanha/]", "[/vanha.html]", "[/fi/uusi/, /sv/gammal]", "[/vanha.html/a]", "", "[/FI/Vanha/]", "[/fi/polku/]", "[vanha]"},
}

// blocks are pieces of a body. In some LINK is to be the way to a file, and the
// last ones are mistakes.
var blocks = []string{
	"Teksti.", "Toinen \"teksti\" -- ja muuta.", "## Miksi?", "## Kysy\n\n### Miten?", "1. Yksi\n2. Kaksi",
	"> [!NOTE]\n> Huomaa.", "| a | b |\n| - | - |\n| 1 | 2 |", "Nuotti.[^1]\n\n[^1]: Alaviite.",
	"[linkki](LINK)", "[linkki](LINK#kysy)", "[linkki](LINK#miksi)", "[ulos](https://example.org/)",
	"![kuva](/images/dot.svg)", "![kuva](/images/dot.png)",
	"[rikki](ei-ole.md)", "[rikki](#ei-ole)", "![rikki](/images/ei-ole.svg)", "> [!OHO]\n> Mitä?",
}

// body draws the body of a page.
func (f folders) body(t *rapid.T, p string) string {
	text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(blocks), 0, 3).Draw(t, "blocks"), "\n\n")
	if !strings.Contains(text, "LINK") {
		return text
	}
	to := f.file(t, "content", ".md", ".txt")
	way := strings.TrimPrefix(to, "content")
	if rapid.Bool().Draw(t, "relative") {
		rel, err := filepath.Rel(path.Dir(p), to)
		must(t, err)
		way = filepath.ToSlash(rel)
	}
	return strings.ReplaceAll(text, "LINK", way)
}

// actions are all that may happen. What is broken is often mended first, so that
// many builds are good.
func (h *history) actions() map[string]func(*rapid.T) {
	out := map[string]func(*rapid.T){}
	for key, values := range fronts {
		out["set "+key] = func(t *rapid.T) {
			p := h.page(t)
			front, body, ok := split(h.read(t, p))
			if !ok {
				t.Skip("no front matter")
			}
			h.write(t, p, page(setKey(front, key, pick(t, key, values...)), body))
		}
	}
	maps.Copy(out, h.edits())
	maps.Copy(out, h.moves())
	maps.Copy(out, h.themes())
	maps.Copy(out, h.disguises())
	for name, act := range out {
		out[name] = func(t *rapid.T) {
			if h.broken && h.rescue != nil && rapid.Bool().Draw(t, "mend first") {
				h.restore(t, h.rescue)
			}
			act(t)
		}
	}
	out[""] = h.check
	return out
}

// edits change what pages and settings say.
func (h *history) edits() map[string]func(*rapid.T) {
	// edit writes one of some texts that are made of a file's text.
	edit := func(t *rapid.T, p string, texts func(text string) []string) {
		h.write(t, p, pick(t, "text", texts(h.read(t, p))...))
	}
	ui := func(t *rapid.T) string { return "content/" + pick(t, "language", "fi", "sv", "en") + "/ui.yaml" }
	return map[string]func(*rapid.T){
		"create a page": func(t *rapid.T) {
			p := h.folder(t) + "/" + name(t) + ".md"
			h.write(t, p, page("title: "+pick(t, "title", fronts["title"]...), h.body(t, p)))
		},
		"edit a body": func(t *rapid.T) {
			p := h.page(t)
			front, _, ok := split(h.read(t, p))
			if !ok {
				t.Skip("no front matter")
			}
			h.write(t, p, page(front, h.body(t, p)))
		},
		"add to a body": func(t *rapid.T) {
			p := h.page(t)
			h.write(t, p, h.read(t, p)+"\n"+h.body(t, p)+"\n")
		},
		"break front matter": func(t *rapid.T) {
			edit(t, h.page(t), func(text string) []string {
				return []string{
					strings.Replace(text, "---", "--", 1), strings.ReplaceAll(text, "\n---", "\n"),
					strings.Replace(text, "title:", "titel:", 1), "---\na: b: c\n---\n", "",
				}
			})
		},
		"encode otherwise": func(t *rapid.T) {
			edit(t, h.page(t), func(text string) []string {
				return []string{"\ufeff" + text, strings.ReplaceAll(text, "\n", "\r\n"), norm.NFD.String(text) + "a\u0308\n", text + "H\xe4n\n"}
			})
		},
		"translate": func(t *rapid.T) {
			p := h.page(t)
			parts := strings.SplitN(p, "/", 3)
			if len(parts) < 3 {
				t.Skip("a page of no language")
			}
			h.write(t, "content/"+pick(t, "language", "fi", "sv", "en")+"/"+parts[2], h.read(t, p))
		},
		"delete a translation": func(t *rapid.T) { h.remove(t, h.file(t, "content/"+pick(t, "language", "sv", "en"), ".md")) },
		"edit ui.yaml": func(t *rapid.T) {
			edit(t, ui(t), func(text string) []string {
				return []string{setKey(text, "home", "Kotiin"), setKey(text, "step_of", `"{n}/{total}"`), setKey(text, "not_found", "Ei ole"), setKey(text, "rule", "Kohta")}
			})
		},
		"break ui.yaml": func(t *rapid.T) {
			edit(t, ui(t), func(text string) []string {
				return []string{setKey(text, "home", ""), setKey(text, "step_of", "{n}"), setKey(text, "oho", "Oho"), "home: [\n"}
			})
		},
		"edit site.yaml": func(t *rapid.T) {
			h.write(t, "content/site.yaml", settings(
				pick(t, "title", "Opas", "Toinen opas"),
				pick(t, "base URL", "https://example.org/opas/", "https://example.org", "", "example"),
				pick(t, "source", "fi", "fi", "fi", "sv"),
				pick(t, "languages", []string{"fi", "sv", "en"}, []string{"fi", "sv"}, []string{"fi"}, []string{"en", "fi", "sv"}, []string{"fi", "sv", "en", "se"}, []string{"fi", "fi"})...))
		},
		"add an image": func(t *rapid.T) {
			h.write(t, h.folder(t)+"/"+pick(t, "name", "dot.svg", "dot.png", "kuva.svg", "kuva.png"), pick(t, "data", svg(5), pngOf(6), "rikki"))
		},
		"replace an image": func(t *rapid.T) {
			h.write(t, h.file(t, "content", ".svg", ".png"), pick(t, "data", svg(4), svg(9), pngOf(3), pngOf(9), "rikki"))
		},
		"delete an image": func(t *rapid.T) { h.remove(t, h.file(t, "content", ".svg", ".png", ".txt")) },
	}
}

// moves change what files and folders there are.
func (h *history) moves() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"rename a file": func(t *rapid.T) {
			p := h.anyFile(t)
			h.rename(t, p, path.Dir(p)+"/"+name(t)+path.Ext(p))
		},
		"rename by case": func(t *rapid.T) {
			p := pick(t, "path", slices.Concat(h.list(t, "content", true), h.list(t, "content", false), h.list(t, "assets", false))...)
			base := path.Base(p)
			i := strings.IndexFunc(base, func(r rune) bool { return 'a' <= r && r <= 'z' })
			if i < 0 {
				t.Skip("no small letter")
			}
			h.rename(t, p, path.Dir(p)+"/"+base[:i]+strings.ToUpper(base[i:i+1])+base[i+1:])
		},
		"move a file": func(t *rapid.T) {
			p := h.file(t, "content")
			h.rename(t, p, h.folder(t)+"/"+path.Base(p))
		},
		"swap two files": func(t *rapid.T) {
			a, b := h.anyFile(t), h.anyFile(t)
			if a == b {
				t.Skip("the same file")
			}
			h.rename(t, a, "swap")
			h.rename(t, b, a)
			h.rename(t, "swap", b)
		},
		"rename a folder": func(t *rapid.T) {
			p := h.folder(t)
			h.rename(t, p, path.Dir(p)+"/"+name(t))
		},
		"move a folder": func(t *rapid.T) {
			p := h.folder(t)
			h.rename(t, p, h.folder(t)+"/"+path.Base(p))
		},
		"delete a page":   func(t *rapid.T) { h.remove(t, h.page(t)) },
		"delete a folder": func(t *rapid.T) { h.remove(t, h.folder(t)) },
		"create a folder without index.md": func(t *rapid.T) {
			p := h.folder(t) + "/" + name(t)
			h.mkdir(t, p)
			if !rapid.Bool().Draw(t, "empty") {
				h.write(t, p+"/a.md", page("title: Irrallaan", "Teksti."))
			}
		},
		"turn a page into a folder": func(t *rapid.T) {
			p := h.page(t)
			h.rename(t, p, strings.TrimSuffix(p, ".md")+"/index.md")
		},
		"turn a folder into a page": func(t *rapid.T) {
			p := h.folder(t)
			text := h.read(t, p+"/index.md")
			h.remove(t, p)
			h.write(t, p+".md", text)
		},
		"put a folder in place of a file": func(t *rapid.T) {
			p := h.anyFile(t)
			text := h.read(t, p)
			h.remove(t, p)
			h.mkdir(t, p)
			if in := pick(t, "in it", "", "index.md", path.Base(p)); in != "" {
				h.write(t, p+"/"+in, text)
			}
		},
		"put a file in place of a folder": func(t *rapid.T) {
			p := h.folder(t)
			h.remove(t, p)
			h.write(t, p, page("title: Tiedosto", ""))
		},
		"link": func(t *rapid.T) {
			p := h.anyFile(t)
			root, _, _ := strings.Cut(p, "/")
			other, err := filepath.Rel(path.Dir(p), h.file(t, root, path.Ext(p)))
			must(t, err)
			up := strings.Repeat("../", strings.Count(p, "/"))
			to := pick(t, "to", other, other, other, up+"outside.md", h.at("outside.md"), up+root, "nowhere", path.Base(p))
			h.remove(t, p)
			must(t, os.Symlink(filepath.FromSlash(to), h.at(p)))
		},
		"link to where it was moved": func(t *rapid.T) {
			p := h.anyFile(t)
			to := pick(t, "to", "moved", p+".moved")
			h.rename(t, p, to)
			rel, err := filepath.Rel(path.Dir(p), to)
			must(t, err)
			must(t, os.Symlink(rel, h.at(p)))
		},
		"leave a backup": func(t *rapid.T) {
			p := h.anyFile(t)
			dir, base := path.Split(p)
			h.write(t, dir+pick(t, "name", base+"~", "."+base+".swp", "#"+base+"#", ".git/"+base), h.read(t, p))
		},
		"take the content away or bring it back": func(t *rapid.T) {
			if os.Rename(h.at("content"), h.at("away")) != nil {
				h.remove(t, "content")
				h.rename(t, "away", "content")
			}
		},
		"mend": func(t *rapid.T) { h.restore(t, h.rescue) },
		"mend a file": func(t *rapid.T) {
			now := treeOf(t, h.at(""))
			p := pick(t, "file", slices.DeleteFunc(slices.Sorted(maps.Keys(h.rescue)), func(p string) bool {
				return now[p] == h.rescue[p] || strings.HasPrefix(h.rescue[p], "\x00")
			})...)
			h.remove(t, p)
			h.write(t, p, h.rescue[p])
		},
	}
}

// themes change the templates and the assets.
func (h *history) themes() map[string]func(*rapid.T) {
	template := func(t *rapid.T) string { return h.file(t, "templates") }
	return map[string]func(*rapid.T){
		"edit a template": func(t *rapid.T) {
			at := pick(t, "before", "<h1>", "<a ", "</main>", "{{end}}")
			h.replace(t, template(t), at, pick(t, "add", "<b>x</b>", "<!-- x -->", " ", "{{/* x */}}")+at)
		},
		"break a template": func(t *rapid.T) {
			p := template(t)
			h.write(t, p, h.read(t, p)+pick(t, "add", "{{", "{{end}}", `{{define "main"}}{{.Nope}}{{end}}`, `{{define "main"}}{{template "nope"}}{{end}}`))
		},
		"delete a template": func(t *rapid.T) { h.remove(t, template(t)) },
		"edit CSS": func(t *rapid.T) {
			h.write(t, h.file(t, "assets", ".css"), pick(t, "text", "a{color:red}", "a{color:blue}", `@import "b.css";a{color:red}`, "a{background:url(../images/favicon.svg)}", "a{background:url(nope.svg)}", "a{", "\xe4"))
		},
		"edit JS": func(t *rapid.T) {
			h.write(t, "assets/js/main.js", pick(t, "text", `"use strict";`, `"use strict";let a=1;`, "let", "\xe4"))
		},
		"edit SVG": func(t *rapid.T) { h.write(t, "assets/images/favicon.svg", pick(t, "text", svg(1), svg(2), "<svg")) },
		"add an asset": func(t *rapid.T) {
			h.write(t, "assets/"+pick(t, "name", "css/b.css", "css/MAIN.css", "js/b.js", "images/x.svg", "css/b.css~", ".hidden/a.css", "x.go"), pick(t, "text", "a{color:green}", `"use strict";`))
		},
		"delete an asset": func(t *rapid.T) { h.remove(t, h.file(t, "assets")) },
	}
}

// disguises change a file and not its size and time of modification, or these
// and not the file.
func (h *history) disguises() map[string]func(*rapid.T) {
	date := func(t *rapid.T, p string, day time.Time) { must(t, os.Chtimes(h.at(p), day, day)) }
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	// another returns another text of the same size.
	another := func(t *rapid.T, text string) string {
		i := strings.LastIndexAny(text, "abcdefghijklmnopqrstuvwxyz0123456789")
		if i < 0 {
			t.Skip("no letter")
		}
		return text[:i] + string(rune(text[i]^1)) + text[i+1:]
	}
	modified := func(t *rapid.T, p string) time.Time {
		info, err := os.Stat(h.at(p))
		must(t, err)
		return info.ModTime()
	}
	return map[string]func(*rapid.T){
		"touch":             func(t *rapid.T) { date(t, h.anyFile(t), h.now(t)) },
		"set the time back": func(t *rapid.T) { date(t, h.anyFile(t), old) },
		"replace in place under the same time": func(t *rapid.T) {
			p := h.anyFile(t)
			day := modified(t, p)
			h.write(t, p, another(t, h.read(t, p)))
			date(t, p, day)
		},
		"replace by a file of the same time": func(t *rapid.T) {
			p := h.anyFile(t)
			h.write(t, "new", another(t, h.read(t, p)))
			date(t, "new", modified(t, p))
			h.rename(t, "new", p)
		},
		"replace by an old copy": func(t *rapid.T) {
			p := h.anyFile(t)
			h.write(t, "new", h.read(t, p))
			date(t, "new", old)
			h.rename(t, "new", p)
		},
	}
}

// trap is a change that incremental builds are known to miss. A want or lack is
// a published file, or "file: text in it".
type trap struct {
	name   string
	before func(t *testing.T, f folders) // beside the small guide
	change func(t *testing.T, f folders)
	want   []string
	lack   []string
	fails  bool   // the build ends in an error
	diag   string // the build finds an error
}

var traps = []trap{
	{
		name:   "a title shows in the navigation of other pages",
		change: func(t *testing.T, f folders) { f.replace(t, "content/fi/1-alku.md", "title: Alku", "title: Uusi") },
		want:   []string{"fi/polku/step-1/index.html: >Uusi</a>", "fi/index.html: >Uusi</a>", "fi/vanha/index.html: >Uusi</a>"},
		lack:   []string{"fi/polku/step-1/index.html: >Alku</a>"},
	},
	{
		name:   "a slug is part of links in other pages",
		change: func(t *testing.T, f folders) { f.replace(t, "content/fi/2-polku/index.md", "slug: polku", "slug: tie") },
		want:   []string{"fi/tie/step-1/index.html", "fi/alku/index.html: href=\"../tie/index.html\">polku", "sitemap.xml: /fi/tie/step-1/"},
		lack:   []string{"fi/polku", "sitemap.xml: /fi/polku/"},
	},
	{
		name:   "a page goes and nobody misses it",
		change: func(t *testing.T, f folders) { f.remove(t, "content/fi/4-muuta.md") },
		lack:   []string{"fi/muuta", "sv/muuta", "fi/index.html: Muuta", "sv/index.html: Muuta", "sitemap.xml: /muuta/"},
	},
	{
		name:   "a page goes and others link to it",
		change: func(t *testing.T, f folders) { f.remove(t, "content/fi/1-alku.md") },
		diag:   `content/fi/index.md:5:1: dead link "1-alku.md": no such file`,
	},
	{
		name:   "a heading goes and others link to it",
		change: func(t *testing.T, f folders) { f.replace(t, "content/fi/2-polku/step-1.md", "## Kysy", "## Vastaa") },
		diag:   `content/fi/2-polku/step-2.md:9:1: dead link "step-1.md#kysy": no heading "#kysy" in content/fi/2-polku/step-1.md`,
	},
	{
		name: "a page becomes a draft",
		change: func(t *testing.T, f folders) {
			f.replace(t, "content/fi/4-muuta.md", "title: Muuta", "title: Muuta\ndraft: true")
		},
		lack: []string{"fi/muuta", "sv/muuta", "fi/index.html: Muuta"},
	},
	{
		name:   "an image goes",
		change: func(t *testing.T, f folders) { f.remove(t, "content/images/dot.png") },
		diag:   `content/fi/2-polku/step-2.md:7:1: image "/images/dot.png": no such file`,
	},
	{
		name: "an image goes with the page that shows it",
		change: func(t *testing.T, f folders) {
			f.remove(t, "content/images/dot.png")
			f.write(t, "content/fi/2-polku/step-2.md", page("title: Toka\nkind: step", "Teksti."))
		},
		want: []string{"fi/polku/step-2/index.html"},
		lack: []string{"media/images/dot.*.png", "fi/polku/step-2/index.html: .png"},
	},
	{
		name:   "an image is another",
		change: func(t *testing.T, f folders) { f.write(t, "content/images/dot.svg", svg(77)) },
		want:   []string{"fi/polku/step-1/index.html: width=\"77\"", "sv/vag/step-1/index.html: width=\"77\""},
	},
	{
		name:   "ui.yaml reaches all pages of its language",
		change: func(t *testing.T, f folders) { f.replace(t, "content/sv/ui.yaml", "home: Home", "home: Hem") },
		want:   []string{"sv/borjan/index.html: >Hem</a>", "sv/vag/step-1/index.html: >Hem</a>", "sv/saannot/rules-1/index.html: >Hem</a>", "sv/muuta/index.html: >Hem</a>", "fi/alku/index.html: >Home</a>"},
		lack:   []string{"sv/borjan/index.html: >Home</a>"},
	},
	{
		name: "a template reaches all pages",
		change: func(t *testing.T, f folders) {
			f.replace(t, "templates/base.html", "<nav>", "<p>Hei</p><nav>")
			f.replace(t, "templates/partials/nav.html", "<ul>", "<ul class=\"a\">")
		},
		want: []string{"fi/index.html: <p>Hei</p>", "fi/alku/index.html: <p>Hei</p>", "sv/vag/step-1/index.html: <ul class=\"a\">", "sv/muuta/index.html: <ul class=\"a\">"},
	},
	{
		name:   "a template goes and another takes its place",
		change: func(t *testing.T, f folders) { f.remove(t, "templates/step.html") },
		lack:   []string{"fi/polku/step-1/index.html: Step 1 of 2"},
	},
	{
		name:   "a folder in place of a template that went",
		before: func(t *testing.T, f folders) { f.remove(t, "templates/step.html") },
		change: func(t *testing.T, f folders) { f.mkdir(t, "templates/step.html") },
		fails:  true,
	},
	{
		name:   "a style sheet has another address on all pages",
		change: func(t *testing.T, f folders) { f.write(t, "assets/css/main.css", "a{color:blue}") },
		lack:   []string{"assets/main.ea159630.css", "fi/index.html: main.ea159630.css", "sv/muuta/index.html: main.ea159630.css"},
	},
	{
		name: "a link in place of an asset, to the same bytes",
		change: func(t *testing.T, f folders) {
			f.rename(t, "assets/images/favicon.svg", "favicon.svg")
			must(t, os.Symlink("../../favicon.svg", f.at("assets/images/favicon.svg")))
		},
		diag: "assets/images/favicon.svg: not a regular file",
	},
	{
		name: "a page becomes a folder of the same address",
		change: func(t *testing.T, f folders) {
			f.rename(t, "content/fi/4-muuta.md", "content/fi/4-muuta/index.md")
			f.write(t, "content/fi/4-muuta/lisaa.md", page("title: Lisää", ""))
		},
		want: []string{"fi/muuta/index.html: >Lisää</a>", "fi/muuta/lisaa/index.html"},
	},
	{
		name: "a folder becomes a page of the same address",
		change: func(t *testing.T, f folders) {
			f.write(t, "content/fi/index.md", page("title: Etusivu", ""))
			f.remove(t, "content/fi/3-saannot")
			f.write(t, "content/fi/3-saannot.md", page("title: Säännöt\nslug: saannot", ""))
		},
		want: []string{"fi/saannot/index.html"},
		lack: []string{"fi/saannot/rules-1", "sv/saannot/rules-1"},
	},
	{
		name: "a file becomes a folder at the same path",
		change: func(t *testing.T, f folders) {
			f.remove(t, "content/fi/4-muuta.md")
			f.write(t, "content/fi/4-muuta.md/index.md", page("title: Kansio", ""))
		},
		want: []string{"fi/index.html: >Kansio</a>"},
		lack: []string{"fi/index.html: >Muuta</a>"},
	},
	{
		name:   "a published file becomes a folder",
		before: func(t *testing.T, f folders) { f.replace(t, "content/fi/1-alku.md", "/fi/vanha/", "/fi/vanha.html") },
		change: func(t *testing.T, f folders) {
			f.replace(t, "content/fi/1-alku.md", "/fi/vanha.html", "/fi/vanha.html/a")
		},
		want: []string{"fi/vanha.html/a/index.html"},
	},
	{
		name:   "a published folder becomes a file",
		before: func(t *testing.T, f folders) { f.replace(t, "content/fi/1-alku.md", "/fi/vanha/", "/fi/vanha.html/a") },
		change: func(t *testing.T, f folders) {
			f.replace(t, "content/fi/1-alku.md", "/fi/vanha.html/a", "/fi/vanha.html")
		},
		want: []string{"fi/vanha.html: >Alku</a>"},
	},
	{
		name: "an image's name by case alone",
		change: func(t *testing.T, f folders) {
			f.rename(t, "content/images/dot.png", "content/images/Dot.png")
			f.replace(t, "content/fi/2-polku/step-2.md", "dot.png", "Dot.png")
		},
		want: []string{"fi/polku/step-2/index.html: media/images/Dot."},
	},
	{
		name:   "a page's name by case alone",
		change: func(t *testing.T, f folders) { f.rename(t, "content/fi/4-muuta.md", "content/fi/4-Muuta.md") },
		want:   []string{"fi/muuta/index.html"},
	},
	{
		name:   "an asset's name by case alone",
		before: func(t *testing.T, f folders) { f.write(t, "assets/images/x.svg", svg(1)) },
		change: func(t *testing.T, f folders) { f.rename(t, "assets/images/x.svg", "assets/images/X.svg") },
	},
	{
		name: "a language goes",
		change: func(t *testing.T, f folders) {
			f.write(t, "content/site.yaml", settings("Opas", "https://example.org/opas/", "fi", "fi"))
		},
		lack: []string{"sv", "fi/index.html: ../sv/", "sitemap.xml: /sv/"},
	},
	{
		name: "a language comes",
		change: func(t *testing.T, f folders) {
			f.write(t, "content/site.yaml", settings("Opas", "https://example.org/opas/", "fi", "fi", "sv", "en"))
		},
		want: []string{"en/path/index.html", "en/alku/index.html", "fi/polku/index.html: ../../en/path/", "sv/vag/index.html: ../../en/path/"},
	},
}

// TestTraps has the classic traps of incremental builds, each by its name. The
// files have settled before they change, so that they are not read needlessly.
func TestTraps(t *testing.T) {
	for _, tt := range traps {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) { tt.run(t, newHistory(t, dir, false, false)) })
		})
	}
}

func (tt trap) run(t *testing.T, h *history) {
	if tt.before != nil {
		tt.before(t, h.folders)
	}
	h.wait(t)
	if diags := h.build(t, true); h.broken {
		t.Fatalf("errors at the start:\n%s", textOf(diags.Errors()))
	}
	before := treeOf(t, filepath.Join(h.dir, "warm"))
	tt.change(t, h.folders)
	diags := h.build(t, true)
	after := treeOf(t, filepath.Join(h.dir, "warm"))
	if tt.fails || tt.diag != "" {
		if found := textOf(diags.Errors()); !h.broken || !strings.Contains(found, tt.diag) {
			t.Errorf("errors:\n%swant\n%s", found, tt.diag)
		}
		if err := differ(after, before); err != nil {
			t.Errorf("published in spite of it: %v", err)
		}
		return
	}
	if h.broken {
		t.Fatalf("errors:\n%s", textOf(diags.Errors()))
	}
	for _, w := range tt.want {
		if !has(after, w) {
			t.Errorf("no %s", w)
		}
	}
	for _, l := range tt.lack {
		if !has(before, l) {
			t.Errorf("no %s before", l)
		}
		if has(after, l) {
			t.Errorf("still there: %s", l)
		}
	}
}

// has reports whether a tree has a path, which may be a pattern, and text in it.
func has(files tree, what string) bool {
	pattern, text, _ := strings.Cut(what, ": ")
	for p, found := range files {
		if ok, _ := path.Match(pattern, p); ok && strings.Contains(found, text) {
			return true
		}
	}
	return false
}
