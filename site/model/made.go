package model

import (
	"opas/site/content"
	"opas/site/markdown"
)

// Keys of the pages that opas makes itself. No file has a key like these.
const (
	searchKey   = "/search"
	registerKey = "/register"
)

// madePages is how many they are.
const madePages = 2

// addMade adds the pages of a language that no file stands for: the results of the
// search, and the register of all headings and keywords. ui.yaml gives their
// addresses and titles. They have no place in the reading order.
func (l *Language) addMade() {
	ui := l.UI
	l.Search = l.newMade("search", searchKey, ui.SearchSlug, ui.SearchTitle, "")
	l.Register = l.newMade("register", registerKey, ui.RegisterSlug, ui.RegisterTitle, ui.RegisterText)
}

func (l *Language) newMade(kind, key, slug, title, summary string) *Page {
	url := l.Code + "/" + slug + "/"
	return l.add(Page{
		Key: key, ID: -1, Kind: kind, Title: title, Slug: slug, URL: url, file: url + "index.html", Parent: l.Home,
		Source: &content.Source{Lang: l.Code, Key: key, Front: content.Front{Title: title, Summary: summary}, Doc: &markdown.Doc{}}, source: -1,
	})
}

// made returns the pages of a language that opas makes itself.
func (l *Language) made() []*Page {
	if l.Search == nil {
		return nil
	}
	return []*Page{l.Search, l.Register}
}

// Made reports whether the page has no source file.
func (p *Page) Made() bool { return p.Source.File == "" }
