package site_test

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
)

// trap is a change that incremental builds are known to miss. A want or lack is
// a published file, or "file: text in it".
type trap struct {
	name   string
	before func(t *testing.T, f folders) // beside the small guide
	change func(t *testing.T, f folders)
	want   []string
	lack   []string
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
		name: "the library of hashtags is used by other pages",
		before: func(t *testing.T, f folders) {
			f.write(t, "content/hashtags.yaml", libraryOf("some", "Some", "yksi", "Yksi"))
			f.write(t, "content/fi/5-tunnisteet.md", page("title: Tunnisteet\nkind: hashtags", ""))
			f.write(t, "content/fi/4-muuta.md", page("title: Muuta", "#Some ja #Uusi"))
		},
		change: func(t *testing.T, f folders) {
			f.write(t, "content/hashtags.yaml", libraryOf("sosiaalinen-media", "Some", "yksi", "Uusi"))
		},
		want: []string{
			"fi/muuta/index.html: tunnisteet/index.html#sosiaalinen-media\">#Some", "fi/muuta/index.html: tunnisteet/index.html#yksi\">#Uusi",
			"fi/tunnisteet/index.html: Muuta</a>",
		},
		lack: []string{"fi/muuta/index.html: #some"},
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
		diag:   "templates/step.html: can't be read",
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
	if tt.diag != "" {
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
