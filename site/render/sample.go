package render

import (
	"html/template"

	"opas/site/content"
)

// sample returns a view for trying a template: everything that may be there is
// there, so that every branch is taken.
func sample(kind string) any {
	ui := &content.UI{}
	link := Link{Title: "t", URL: "u", Lang: "fi", Current: true}
	card := Card{Title: "t", URL: "u", Lang: "fi", Current: true, Number: 1, Summary: "s", Kind: "step", Key: "k", Tasks: "t", Done: "d"}
	store := Store{Scripts: []string{"s"}, Root: "r"}
	language := Language{Code: "fi", Name: "n", URL: "u"}
	page := Page{
		UI: ui, Lang: "fi", TextLang: "sv", Site: "s", Kind: kind, Title: "t", HeadTitle: "t", Summary: "s",
		Canonical: "c", OGLocale: "fi_FI", Alternates: []Alternate{{Lang: "sv", URL: "u"}},
		CSS: "c", JS: "j", Icon: "i", HomeURL: "h", Languages: []Language{language},
		Nav: "n", Search: "s", NoIndex: true, Crumbs: []Crumb{{Title: "t", URL: "u", Lang: "fi", Position: 1}}, TOC: []TOCItem{{ID: "i", Text: "t", Items: []TOCItem{{ID: "j", Text: "t"}}}},
		Article: template.HTML("<p>a"), Tags: []Link{link}, Prev: &link, Next: &link, Updated: &Date{ISO: "2000-01-01", Text: "t"}, PDF: &File{URL: "u", Text: "t"},
		Checklists:   []Link{link},
		Untranslated: true, Draft: true, Footer: Footer{Publisher: "p", Contact: "c", Links: []Link{link}},
	}
	switch kind {
	case "home":
		return Home{Page: page, Steps: []Card{card}}
	case "section":
		return Section{Page: page, Cards: []Card{card}, Store: &store}
	case "checklist":
		return Checklist{Page: page, Store: store, Key: "k", File: "f", Total: 1, Done: "d"}
	case "step":
		return Step{Page: page, Number: 1, Total: 2, Of: "o", Steps: []Card{card}}
	case "rules":
		return Rules{Page: page, Number: 1, Part: "p"}
	case "hashtags":
		tag := Hashtag{ID: "i", Meaning: "m", Pages: []Link{link}, Forms: []HashtagForm{{Lang: "fi", Tag: "#t", Synonyms: "s", Same: true}}}
		return Hashtags{
			Page: page, TagsLang: "fi", Root: "r", Script: "s", Scripts: "s", Limits: "[]", Reviewed: "r",
			Choice: true, Count: "c",
			Written: []HashtagLanguage{{Code: "fi", Name: "n", Current: true}},
			Themes:  []HashtagTheme{{ID: "i", Name: "n", Tags: []Hashtag{tag}}},
			Retired: []RetiredHashtag{{ID: "i", Forms: tag.Forms, Meaning: "m", Successor: "i", New: link}},
			Letters: []HashtagLetter{{Name: "A", Tags: []Link{link}}},
		}
	case "search":
		return Search{Page: page, Box: "b", Register: link}
	case "register":
		return Register{Page: page, Letters: []RegisterLetter{{Name: "A", ID: "a", Entries: []RegisterEntry{
			{Text: "t", Lang: "fi", URL: "u", Page: "p", PageLang: "fi"}, {Text: "t", Lang: "fi", Places: []Link{link, link}}}}}}
	case "print":
		entry := PrintEntry{URL: "u", Title: "t", Lang: "fi"}
		entry.Items = []PrintEntry{entry}
		text := Text{"t", "fi"}
		heading := PrintHeading{ID: "i", Level: 3, Text: text}
		library := &PrintLibrary{
			Reviewed: text, Languages: []Text{text}, Meaning: text, Themes: []PrintTheme{{heading, []PrintTag{{ID: "i", Forms: []Text{text}, Meaning: text}}}},
			Heading: heading, Successor: text, Retired: []PrintRetired{{ID: "i", Tag: text, New: text, URL: "u"}},
		}
		v := Print{Page: page, Meta: []string{"m"}, Address: "a", Contents: []PrintEntry{entry}}
		for level := 2; level <= 6; level++ {
			v.Parts = append(v.Parts, PrintPart{ID: "i", Level: level, Title: "t", Lang: "fi", Kicker: "k", Summary: "s", Kind: "checklist",
				Article: "<p>a", Untranslated: true, Draft: true,
				Library:   library,
				Authority: &PrintAuthority{ID: "i", Name: "n", URL: "u"}})
		}
		return v
	case "statement":
		return Statement{Page: page, AuthorityName: "a", AuthorityURL: "u"}
	case "notfound":
		return NotFound{UI: ui, Lang: "fi", Site: "s", CSS: "c", JS: "j", Icon: "i", HomeURL: "h", Search: "<form>", Register: link, Languages: []Language{language}}
	case "redirect":
		return Redirect{UI: ui, Lang: "fi", Title: "t", URL: "u", Canonical: "c", CSS: "c"}
	case "root":
		return Root{UI: ui, Lang: "fi", Site: "s", URL: "u", CSS: "c", Icon: "i", Languages: []RootLanguage{{Language: language, Site: "s"}}}
	}
	return page
}

var sampleNav = []NavItem{{Title: "t", URL: "u", Lang: "fi", Open: true, Items: []NavItem{{Title: "t", URL: "u"}}}}

var sampleSearch = SearchBox{
	UI: &content.UI{}, Large: true, Root: "r", Register: "r", Results: "r", Scripts: "s", Marks: "m",
	Languages: []SearchLanguage{{Code: "fi", Rules: "r", Via: "v"}},
}
