package model

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"opas/site/content"
	"opas/site/diag"
)

// homeKey is the key of the front page.
const homeKey = "index"

func lastPart(key string) string { return key[strings.LastIndexByte(key, '/')+1:] }

// addSources makes a page of each source of a language.
func (b *builder) addSources(lang *Language) {
	room := len(lang.Sources) + len(b.site.Source.Sources) + madePages
	lang.all = make([]Page, 0, room)
	lang.byKey = make(map[string]int, room)
	for i, s := range lang.Sources {
		if b.hidden(s) {
			continue
		}
		if old := lang.Page(s.Key); old != nil {
			b.diags.Errorf(s.File, diag.Pos{}, "the numbers before names only order them: rename one of the files", "has the same key %q as %s", s.Key, old.Source.File)
			continue
		}
		lang.add(pageOf(s, i))
	}
}

// pageOf returns the page of a source, the i-th of its language.
func pageOf(s *content.Source, i int) Page {
	return Page{Source: s, Key: s.Key, Kind: kindOf(s), Title: s.Front.Title, Slug: slugOf(s), source: i}
}

// addFallbacks gives a language the pages it has no translation of, and warns
// of each.
func (b *builder) addFallbacks(lang *Language) {
	if lang == b.site.Source {
		return
	}
	for i, s := range b.site.Source.Sources {
		if b.hidden(s) || lang.Page(s.Key) != nil {
			continue
		}
		lang.add(pageOf(s, i)).Fallback = true
		b.diags.Warnf(path.Join(b.name, lang.Code, s.Rel), diag.Pos{}, "until it is written, the page shows "+s.File,
			"no translation of %q into language %q", s.Key, lang.Code)
	}
	for _, s := range lang.Sources {
		if !b.hidden(s) && b.site.Source.Page(s.Key) == nil {
			b.diags.Warnf(s.File, diag.Pos{}, "a page is paired by its path: "+s.Key, "no page in the source language %q is its original", b.site.Source.Code)
		}
	}
}

// arrange builds the tree of a language and its reading order.
func (b *builder) arrange(lang *Language) {
	lang.Home = lang.Page(homeKey)
	if lang.Home == nil {
		b.diags.Errorf(path.Join(b.name, lang.Code, "index.md"), diag.Pos{}, "every language has a front page", "missing file")
		return
	}
	for i := range lang.all {
		p := &lang.all[i]
		if p == lang.Home {
			continue
		}
		p.Parent = lang.Home
		if dir := path.Dir(p.Key); dir != "." {
			p.Parent = lang.Page(dir)
		}
		if p.Parent == nil || !p.Parent.Source.Index {
			b.diags.Errorf(path.Join(path.Dir(p.Source.File), "index.md"), diag.Pos{}, "give the folder a page of its own, with a title", "missing file: the folder has pages but no index.md")
			p.Parent = lang.Home
		}
		p.Parent.Children = append(p.Parent.Children, p)
	}
	lang.Pages = make([]*Page, 0, len(lang.all))
	lang.walk(lang.Home)
	var last *Page
	for _, p := range lang.Pages {
		// A statement is about the site, not a part of what it tells.
		if p.Kind != "statement" {
			if last != nil {
				p.Prev, last.Next = last, p
			}
			last = p
		}
		switch p.Kind {
		case "step":
			lang.Steps = append(lang.Steps, p)
			p.Number = len(lang.Steps)
		case "rules":
			p.Number = max(1, p.Source.Number)
		case "hashtags":
			if lang.Hashtags == nil {
				lang.Hashtags = p
			}
		case "statement":
			lang.Statements = append(lang.Statements, p)
		}
	}
	lang.addMade()
}

// walk sets the addresses and the reading order of a page and those below it.
func (l *Language) walk(p *Page) {
	if p.Parent == nil {
		p.URL = l.Code + "/"
	} else {
		p.URL = p.Parent.URL + p.Slug + "/"
	}
	p.file = p.URL + "index.html"
	l.Pages = append(l.Pages, p)
	slices.SortFunc(p.Children, func(a, b *Page) int {
		return cmp.Or(
			cmp.Compare(rankOf(a), rankOf(b)),
			cmp.Compare(a.Source.Number, b.Source.Number),
			strings.Compare(a.Key, b.Key),
		)
	})
	for _, c := range p.Children {
		l.walk(c)
	}
}

// rankOf puts pages without a rank behind those that have one.
func rankOf(p *Page) int {
	if p.Source.Rank == 0 {
		return 1 << 30
	}
	return p.Source.Rank
}

// titles warns of pages of a language that have the same title: readers can't
// tell them apart in a list, a browser's tab, or a search result.
func (b *builder) titles() {
	for _, lang := range b.site.Languages {
		first := map[string]*Page{}
		for _, p := range lang.Pages {
			if p.Fallback || p.Title == "" {
				continue
			}
			if q := first[p.Title]; q != nil {
				b.diags.Warnf(p.Source.File, p.Source.Front.Pos("title"), "give each page a title of its own", "the title %q is also that of %s", p.Title, q.Source.File)
				continue
			}
			first[p.Title] = p
		}
	}
}

// pair ties each page to its translations.
func (b *builder) pair() {
	for _, lang := range b.site.Languages {
		for _, p := range lang.Pages {
			for _, other := range b.site.Languages {
				if other == lang {
					continue
				}
				if q := other.Page(p.Key); q != nil && !q.Fallback {
					p.Others = append(p.Others, q)
				}
			}
		}
	}
}

// number gives every page its ID: those of the source language in reading order,
// then those that only other languages have.
func (b *builder) number() {
	next := 0
	for _, p := range b.site.Source.Pages {
		p.ID = next
		next++
	}
	extra := map[string]int{}
	for _, lang := range b.site.Languages {
		if lang == b.site.Source {
			continue
		}
		for _, p := range lang.Pages {
			if q := b.site.Source.Page(p.Key); q != nil {
				p.ID = q.ID
				continue
			}
			id, ok := extra[p.Key]
			if !ok {
				id = next
				extra[p.Key] = id
				next++
			}
			p.ID = id
		}
	}
	b.site.IDs = next
}

// address checks that every page and every old address has a place of its own,
// on file systems too that do not tell capital letters from small ones.
func (b *builder) address() {
	taken := map[string]*Page{}
	for _, lang := range b.site.Languages {
		for _, p := range lang.Made() {
			taken[strings.TrimSuffix(p.URL, "/")] = p
		}
		for _, p := range lang.Pages {
			at := strings.ToLower(strings.TrimSuffix(p.URL, "/"))
			first := taken[at]
			switch {
			case first == nil:
				taken[at] = p
			case p.Fallback && first.Fallback:
				// The same clash as in the source language, told there.
			case first.Made():
				b.diags.Errorf(p.Source.File, p.Source.Front.Pos("slug"), "give it another slug, or that page in ui.yaml", "its address /%s is that of a page that opas makes itself", p.URL)
			default:
				b.diags.Errorf(p.Source.File, p.Source.Front.Pos("slug"), "give one of them another slug", "its address /%s is also that of %s", p.URL, first.Source.File)
			}
		}
	}
	used := b.names()
	for _, lang := range b.site.Languages {
		for _, p := range lang.Pages {
			if !p.Fallback && len(p.Source.Front.Aliases) > 0 {
				b.aliases(p, taken, used())
			}
		}
	}
	slices.SortFunc(b.site.Redirects, func(a, b Redirect) int { return strings.Compare(a.From, b.From) })
}

// made are files that every site has, beside its index and its 404.html.
var made = []string{"_redirects", "robots.txt", "sitemap.xml"}

// aliases adds the old addresses of a page.
func (b *builder) aliases(p *Page, taken map[string]*Page, used names) {
	for _, alias := range p.Source.Front.Aliases {
		from := strings.Trim(strings.TrimSuffix(alias, "/index.html"), "/")
		at := strings.ToLower(from)
		red := Redirect{From: from, To: p}
		owner := ""
		if first := taken[at]; first != nil && !first.Made() {
			owner = first.Source.File
		} else if first != nil || from == "" || from == "index.html" || path.Base(at) == "404.html" || slices.Contains(made, at) {
			owner = "a file that opas makes itself"
		} else if other := used.claim(red.File()); other != "" {
			b.diags.Errorf(p.Source.File, p.Source.Front.Pos("aliases"), "a name is a file or a folder, and is spelled in one way", "alias %q clashes with %q", alias, "/"+other)
			continue
		}
		if owner != "" {
			b.diags.Errorf(p.Source.File, p.Source.Front.Pos("aliases"), "an old address may not be in use", "alias %q is the address of %s", alias, owner)
			continue
		}
		taken[at] = p
		b.site.Redirects = append(b.site.Redirects, red)
	}
}
