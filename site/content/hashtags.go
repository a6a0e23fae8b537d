package content

import (
	"fmt"
	"time"

	"opas/site/diag"
)

// HashtagsFile is the name of the library of hashtags in the content folder. A
// guide may have none.
const HashtagsFile = "hashtags.yaml"

// Hashtags is content/hashtags.yaml. It is immutable.
type Hashtags struct {
	File string // slash path from the project's root
	library
	places yamlFile
	broken bool // has errors by itself
}

// library is what the file says.
type library struct {
	Limits Limits         `yaml:"limits,optional"`
	Themes []HashtagTheme `yaml:"themes"`
	Tags   []Hashtag      `yaml:"tags"`
}

// Limits say what is too much. 0 is no limit.
type Limits struct {
	Page     int            `yaml:"page,optional"` // hashtags on one page of the guide
	Services []ServiceLimit `yaml:"services,optional"`
}

// ServiceLimit is what a service of social media takes in one post.
type ServiceLimit struct {
	Name       string `yaml:"name"`
	Characters int    `yaml:"characters,optional"`
	Tags       int    `yaml:"tags,optional"`
}

// HashtagTheme is a group of hashtags.
type HashtagTheme struct {
	ID   string            `yaml:"id"`
	Name map[string]string `yaml:"name"` // by language
}

// ThemeAnchor returns the anchor of the theme of an id. Tags have their ids for
// anchors, and there may be a tag of the same id.
func ThemeAnchor(id string) string { return "theme-" + id }

// Hashtag is an entry of the library: a tag in all languages.
type Hashtag struct {
	ID        string              `yaml:"id"` // its anchor, for good
	Theme     string              `yaml:"theme"`
	Tag       map[string]string   `yaml:"tag"`     // by language, without #
	Meaning   map[string]string   `yaml:"meaning"` // likewise, a line
	Synonyms  map[string][]string `yaml:"synonyms,optional"`
	Related   []string            `yaml:"related,optional"`   // keys of pages
	Since     time.Time           `yaml:"since,optional"`     // day it was taken in
	Reviewed  time.Time           `yaml:"reviewed,optional"`  // day it was last looked at
	Successor string              `yaml:"successor,optional"` // id of the one to use instead; "" while it is in use
}

// Pos returns the place of the value at a path of keys and indexes.
func (h *Hashtags) Pos(path ...any) diag.Pos { return h.places.pos(path...) }

// parseHashtags reads hashtags.yaml and checks what needs nothing else. A
// library that has errors is still returned, as far as it could be read.
func parseHashtags(file string, data []byte) (*Hashtags, diag.List) {
	h := &Hashtags{File: file}
	c := &hashtagChecker{yamlFile: decodeYAML(file, data, &h.library), Hashtags: h}
	h.places = yamlFile{file: file, root: c.root}
	c.known = h.abbreviations()
	c.limits()
	c.ids()
	for i := range h.Tags {
		c.entry(i)
	}
	c.duplicates()
	h.broken = c.failed()
	return h, c.diags
}

// Sound reports whether the library has no errors, as far as it can be told
// without pages. Another one may lack a tag that it is meant to have.
func (h *Hashtags) Sound(config *Config) bool {
	return !h.broken && len(h.byLanguage(config).Errors()) == 0
}

// languages returns the languages in which there are tags.
func (h *Hashtags) languages() map[string]bool {
	out := map[string]bool{}
	for _, t := range h.Tags {
		for lang := range t.Tag {
			out[lang] = true
		}
	}
	return out
}

// byLanguage checks the texts against the languages of the guide. The source
// language has all of them; another one may lack all, and is told of each that it
// lacks otherwise.
func (h *Hashtags) byLanguage(config *Config) diag.List {
	if len(h.Tags) == 0 {
		return nil // told as missing
	}
	y := h.places // its diagnostics are this call's
	var all, codes []string
	written := h.languages()
	for _, l := range config.Languages {
		all = append(all, l.Code)
		if written[l.Code] || l.Code == config.Source {
			codes = append(codes, l.Code)
		} else {
			y.diags.Warnf(h.File, diag.Pos{}, fmt.Sprintf("until they are written, those of language %q are shown", config.Source), "no translation of the hashtags into language %q", l.Code)
		}
	}
	check := func(texts map[string]string, list string, i int, key string) {
		y.complete(texts, codes, list, i, key)
		known(&y, texts, all, list, i, key)
	}
	for i, t := range h.Themes {
		check(t.Name, "themes", i, "name")
	}
	for i, t := range h.Tags {
		check(t.Tag, "tags", i, "tag")
		check(t.Meaning, "tags", i, "meaning")
		known(&y, t.Synonyms, all, "tags", i, "synonyms")
	}
	return y.diags
}
