package model

import (
	"slices"
	"strings"
	"time"

	"opas/site/content"
	"opas/site/markdown"
)

// Hashtags is the library of hashtags, and where the guide uses each.
type Hashtags struct {
	Source *content.Hashtags
	Themes []*HashtagTheme // in the file's order
	// Retired are the tags that are not to be used any more; they are in no theme.
	Retired []*Hashtag

	sound   bool // what it has not got is not meant to be in it
	byID    map[string]*Hashtag
	byName  map[string][]spelling // by the name in small letters
	anchors map[string]bool       // of tags and themes
}

// HashtagTheme is a group of hashtags.
type HashtagTheme struct {
	*content.HashtagTheme
	Tags []*Hashtag
}

// Hashtag is an entry of the library.
type Hashtag struct {
	*content.Hashtag
	Successor *Hashtag // nil while it is in use
	uses      map[*Language][]*Page
}

// spelling is how an entry is written in a language.
type spelling struct {
	tag  string
	lang string
	of   *Hashtag
}

// In returns the tag as it is written in a language, with its # sign. Where the
// language has no hashtags it is that of the source language.
func (t *Hashtag) In(l *Language) string {
	tag, _ := l.choose(t.Tag)
	return "#" + tag
}

// About returns what the tag means.
func (t *Hashtag) About(l *Language) string { return markdown.Typeset(l.choose(t.Meaning)) }

// Title returns the name of a theme.
func (t *HashtagTheme) Title(l *Language) string { return markdown.Typeset(l.choose(t.Name)) }

// Languages returns the languages that have hashtags of their own, in the site's
// order.
func (h *Hashtags) Languages(s *Site) []*Language {
	var out []*Language
	for _, l := range s.Languages {
		if slices.ContainsFunc(h.Source.Tags, func(t content.Hashtag) bool { return t.Tag[l.Code] != "" }) {
			out = append(out, l)
		}
	}
	return out
}

// Order returns the languages that have hashtags of their own, that of a reader
// first; where it has none, the source language.
func (h *Hashtags) Order(l *Language) []*Language {
	written := h.Languages(l.site)
	first := max(0, slices.Index(written, l.site.Source))
	if own := slices.Index(written, l); own >= 0 {
		first = own
	}
	return slices.Concat(written[first:first+1], written[:first], written[first+1:])
}

// choose returns the text of a language and its code, or those of the source
// language where it has none.
func (l *Language) choose(texts map[string]string) (text, code string) {
	if text = texts[l.Code]; text != "" {
		return text, l.Code
	}
	code = l.site.Source.Code
	return texts[code], code
}

// Anchor returns the anchor of a theme's heading, which no name and no tag changes.
func (t *HashtagTheme) Anchor() string { return content.ThemeAnchor(t.ID) }

// Uses returns the pages of a language that use the tag, in reading order.
func (t *Hashtag) Uses(l *Language) []*Page { return t.uses[l] }

// Pages returns the pages of a language that the entry names as related.
func (t *Hashtag) Pages(l *Language) []*Page {
	var out []*Page
	for _, key := range t.Related {
		if p := l.Page(key); p != nil {
			out = append(out, p)
		}
	}
	return out
}

// Find returns the entry that a name means, case being of no matter, and the
// name as the library writes it; nil where there is none. The form of the
// language goes before those of others, and a tag in use before one that is not.
func (h *Hashtags) Find(name, lang string) (*Hashtag, string) {
	best, rank := spelling{}, -1
	for _, s := range h.byName[strings.ToLower(name)] {
		r := 0
		if s.lang == lang {
			r++
		}
		if s.of.Successor == nil {
			r += 2
		}
		if r > rank {
			best, rank = s, r
		}
	}
	return best.of, best.tag
}

// hasAnchor reports whether an anchor is that of a tag or a theme. A library with
// errors may be meant to have any.
func (h *Hashtags) hasAnchor(anchor string) bool { return h.anchors[anchor] || !h.sound }

// Tag returns the entry of an id, nil where there is none.
func (h *Hashtags) Tag(id string) *Hashtag { return h.byID[id] }

// Tags returns the tags in use, by theme.
func (h *Hashtags) Tags() []*Hashtag {
	var out []*Hashtag
	for _, t := range h.Themes {
		out = append(out, t.Tags...)
	}
	return out
}

// Reviewed returns the day since which all tags in use have been looked at; zero
// where one has no day.
func (h *Hashtags) Reviewed() time.Time {
	tags := h.Tags()
	if len(tags) == 0 {
		return time.Time{}
	}
	return slices.MinFunc(tags, func(a, b *Hashtag) int { return a.Hashtag.Reviewed.Compare(b.Hashtag.Reviewed) }).Hashtag.Reviewed
}

// addHashtags gives the site its library.
func (b *builder) addHashtags(c *content.Content) {
	if c.Hashtags != nil {
		b.site.Hashtags = newHashtags(b.site, c.Hashtags)
	}
}

// newHashtags arranges a library for a site.
func newHashtags(s *Site, source *content.Hashtags) *Hashtags {
	h := &Hashtags{
		Source: source, sound: source.Sound(s.Config), byID: map[string]*Hashtag{}, byName: map[string][]spelling{},
		anchors: map[string]bool{},
	}
	themes := map[string]*HashtagTheme{}
	for i := range source.Themes {
		t := &HashtagTheme{HashtagTheme: &source.Themes[i]}
		h.Themes = append(h.Themes, t)
		themes[t.ID] = t
		h.anchors[t.Anchor()] = true
	}
	for i := range source.Tags {
		t := &Hashtag{Hashtag: &source.Tags[i], uses: map[*Language][]*Page{}}
		h.byID[t.ID] = t
		h.anchors[t.ID] = true
		for _, l := range s.Languages {
			if tag := t.Tag[l.Code]; tag != "" {
				name := strings.ToLower(tag)
				h.byName[name] = append(h.byName[name], spelling{tag, l.Code, t})
			}
		}
		if t.Hashtag.Successor != "" {
			h.Retired = append(h.Retired, t)
		} else if theme := themes[t.Theme]; theme != nil {
			theme.Tags = append(theme.Tags, t)
		}
	}
	for _, t := range h.Retired {
		t.Successor = h.byID[t.Hashtag.Successor]
	}
	return h
}

// sections returns the library as the search of a language finds it: a section
// for each tag, with its forms in all languages, and for each theme. A theme is
// named like a tag of it at times, so they stand behind.
func (h *Hashtags) sections(l *Language) []markdown.Section {
	var out []markdown.Section
	for _, t := range slices.Concat(h.Tags(), h.Retired) {
		out = append(out, t.section(l))
	}
	for _, theme := range h.Themes {
		out = append(out, markdown.Section{ID: theme.Anchor(), Heading: theme.Title(l)})
	}
	return out
}

func (t *Hashtag) section(l *Language) markdown.Section {
	tag := t.In(l)
	var forms []string
	for _, o := range l.site.Languages {
		if other := t.In(o); other != tag && !slices.Contains(forms, other) {
			forms = append(forms, other)
		}
	}
	lines := []string{t.About(l), strings.Join(t.Synonyms[l.Code], ", ")}
	lines = slices.DeleteFunc(lines, func(s string) bool { return s == "" })
	return markdown.Section{ID: t.ID, Heading: tag, Text: strings.Join(lines, "\n"), Foreign: strings.Join(forms, " ")}
}
