package site_test

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

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
			// Drawn in any case, so that a shrunk history draws the same.
			if rapid.Bool().Draw(t, "mend if broken") && h.broken && h.rescue != nil {
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
				return []string{setKey(text, "home", "Kotiin"), setKey(text, "step_of", `"{n}/{total}"`), setKey(text, "not_found", "Ei ole"), setKey(text, "rule", "Kohta"),
					setKey(text, "register_title", "Luettelo"), setKey(text, "search_slug", "etsi")}
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
				pick(t, "languages", []string{"fi", "sv", "en"}, []string{"fi", "sv"}, []string{"fi"}, []string{"en", "fi", "sv"}, []string{"fi", "sv", "en", "se"}, []string{"fi", "fi"})...)+pick(t, "paper", papers...))
		},
		"edit what helps the search": func(t *rapid.T) {
			file := pick(t, "file", slices.Sorted(maps.Keys(tables))...)
			h.write(t, "content/"+pick(t, "language", "fi", "fi", "sv", "en")+"/"+file, pick(t, "text", tables[file]...))
		},
		"edit hashtags.yaml": func(t *rapid.T) { h.write(t, "content/hashtags.yaml", pick(t, "text", libraries...)) },
		"delete hashtags.yaml": func(t *rapid.T) {
			h.remove(t, pick(t, "file", slices.DeleteFunc(h.list(t, "content", false), func(p string) bool { return p != "content/hashtags.yaml" })...))
		},
		"delete what helps the search": func(t *rapid.T) { h.remove(t, h.file(t, "content", ".tsv")) },
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
		"create a folder of a template's name": func(t *rapid.T) {
			h.mkdir(t, "templates/"+pick(t, "name", "step.html", "rules.html", "statement.html", "partials/x.html"))
		},
		"edit CSS": func(t *rapid.T) {
			h.write(t, h.file(t, "assets", ".css"), pick(t, "text", "a{color:red}", "a{color:blue}", `@import "b.css";a{color:red}`, "a{background:url(../images/favicon.svg)}", "a{background:url(nope.svg)}", "a{", "\xe4"))
		},
		"edit JS": func(t *rapid.T) {
			h.write(t, "assets/js/main.js", pick(t, "text", `"use strict";`, `"use strict";let a=1;`, "let", "\xe4"))
		},
		"edit the rules of a language": func(t *rapid.T) {
			h.write(t, "assets/js/search/"+pick(t, "language", "fi", "fi", "sv")+".js", pick(t, "text", smallRules, strings.Replace(smallRules, "n,ssa", "n,ssa,sta", 1), "let", "1"))
		},
		"edit a script of the search": func(t *rapid.T) {
			p := h.file(t, "assets/js/search")
			h.write(t, p, h.read(t, p)+pick(t, "add", "let a = 1;", "// x", "\n", "opasSearch.x = 1;"))
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
