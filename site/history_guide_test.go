package site_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"opas/site"
	"pgregory.net/rapid"
)

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
	"fi/5-lista.md":           page("title: Lista\nkind: checklist\nupdated: 2026-01-31", "## Ensin\n\n- [ ] Lue [alku](1-alku.md). {#alku from=1-alku.md#miksi}\n- [ ] Kirjoita.\n  Nimi: ____"),
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
	for name, file := range smallScripts() {
		f.write(t, "assets/"+name, string(file.Data))
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
