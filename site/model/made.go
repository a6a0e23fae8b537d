package model

import (
	"cmp"
	"strings"

	"opas/site/content"
	"opas/site/markdown"
)

// Keys of the pages that opas makes itself. No file has a key like these.
const (
	searchKey   = "/search"
	registerKey = "/register"
	printKey    = "/print"
)

// madePages is how many they are at most.
const madePages = 3

// madeWords are the words of ui.yaml that the pages are made of.
type madeWords struct{ search, register, print [3]string } // slug, title and summary

func madeOf(ui *content.UI) madeWords {
	return madeWords{
		search:   [3]string{ui.SearchSlug, ui.SearchTitle, ""},
		register: [3]string{ui.RegisterSlug, ui.RegisterTitle, ui.RegisterText},
		print:    [3]string{ui.PrintSlug, ui.PrintTitle, ui.PrintText},
	}
}

// addMade adds the pages of a language that no file stands for: the results of
// the search, the register of all headings and keywords, and, where it is asked
// for, the whole guide to print. ui.yaml gives their addresses and titles. They
// have no place in the reading order.
func (l *Language) addMade() {
	m := madeOf(l.UI)
	l.Search = l.newMade("search", searchKey, m.search)
	l.Register = l.newMade("register", registerKey, m.register)
	if l.site.Config.Print.Guide {
		l.Print = l.newMade("print", printKey, m.print)
	}
}

func (l *Language) newMade(kind, key string, words [3]string) *Page {
	slug, title, summary := words[0], words[1], words[2]
	url := l.Code + "/" + slug + "/"
	return l.add(Page{
		Key: key, ID: -1, Kind: kind, Title: title, Slug: slug, URL: url, file: url + "index.html", Parent: l.Home,
		Source: &content.Source{Lang: l.Code, Key: key, Front: content.Front{Title: title, Summary: summary}, Doc: &markdown.Doc{}}, source: -1,
	})
}

// Made returns the pages of a language that opas makes itself.
func (l *Language) Made() []*Page {
	switch {
	case l.Search == nil:
		return nil
	case l.Print == nil:
		return []*Page{l.Search, l.Register}
	}
	return []*Page{l.Search, l.Register, l.Print}
}

// Made reports whether the page has no source file.
func (p *Page) Made() bool { return p.Source.File == "" }

// PDF returns the path in the output of the file that the page is as a PDF, ""
// where it is none: checklists are, the library of hashtags, and the whole guide.
func (p *Page) PDF() string {
	switch {
	case p == p.Lang.Print:
		return p.URL + cmp.Or(markdown.Fold(p.Lang.Title), p.Slug) + ".pdf"
	case p.Kind == content.Checklist || p.ShowsHashtags():
		return p.URL + cmp.Or(p.Slug, markdown.Fold(p.Title), p.Lang.Code) + ".pdf" // the home page has no slug
	}
	return ""
}

// PartID returns the id of the page's part in the whole guide of its language. No
// id of a page has a slash.
func (p *Page) PartID() string { return strings.TrimSuffix(p.URL, "/") }

// PartPrefix returns what the ids within that part begin with.
func (p *Page) PartPrefix() string { return p.PartID() + ":" }
