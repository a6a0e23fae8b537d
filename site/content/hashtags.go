package content

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"opas/site/diag"
	"opas/site/markdown"
	"opas/site/markdown/hashtag"
)

// HashtagsFile is the name of the library of hashtags in the content folder. A
// guide may have none.
const HashtagsFile = "hashtags.yaml"

// Hashtags is content/hashtags.yaml. It is immutable.
type Hashtags struct {
	File string // slash path from the project's root
	library
	places yamlFile
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
	c.ids()
	for i := range h.Tags {
		c.entry(i)
	}
	for _, lang := range sortedKeys(h.languages()) {
		c.duplicates(lang)
	}
	return h, c.diags
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

// hashtagChecker looks for what is wrong with a library.
type hashtagChecker struct {
	*yamlFile
	*Hashtags
}

// idForm is an anchor that needs no escape and no frame of a page has.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// ids checks the ids of themes and tags, and what refers to them.
func (c *hashtagChecker) ids() {
	var themes, tags []string
	retired := map[string]bool{}
	one := func(ids []string, list string) []string {
		seen := map[string]bool{}
		for i, id := range ids {
			at := c.Pos(list, i, "id")
			switch {
			case id == "": // told as missing
			case !idForm.MatchString(id):
				c.errorf(at, "small letters, digits and hyphens", "id %q can't be an anchor", id)
			case seen[id]:
				c.errorf(at, "give each an id of its own", "id %q comes twice", id)
			}
			seen[id] = true
		}
		return ids
	}
	for _, t := range c.Themes {
		themes = append(themes, t.ID)
	}
	for _, t := range c.Tags {
		tags = append(tags, t.ID)
		retired[t.ID] = retired[t.ID] || t.Successor != ""
	}
	hasTheme, hasTag := set(one(themes, "themes")), set(one(tags, "tags"))
	for i, t := range c.Tags {
		if t.Theme != "" && !hasTheme[t.Theme] {
			c.errorf(c.Pos("tags", i, "theme"), diag.DidYouMean(t.Theme, themes), "unknown theme %q", t.Theme)
		}
		switch at := c.Pos("tags", i, "successor"); {
		case t.Successor == "":
		case !hasTag[t.Successor]:
			c.errorf(at, didYouMean(t.Successor, tags, "write the id of the hashtag to use instead"), "successor %q is not in the library", t.Successor)
		case retired[t.Successor]:
			c.errorf(at, "name the one that is in use now", "successor %q is retired itself", t.Successor)
		}
	}
}

func set(list []string) map[string]bool {
	out := map[string]bool{}
	for _, s := range list {
		out[s] = true
	}
	return out
}

// didYouMean is a hint for one of so many words that they are not listed.
func didYouMean(got string, known []string, otherwise string) string {
	if s := diag.Nearest(got, known); s != "" {
		return `did you mean "` + s + `"?`
	}
	return otherwise
}

// entry checks how the tags of an entry are written.
func (c *hashtagChecker) entry(i int) {
	t := c.Tags[i]
	for _, lang := range sortedKeys(t.Tag) {
		tag, at := t.Tag[lang], c.Pos("tags", i, "tag", lang)
		switch n := hashtag.Length([]byte(tag)); {
		case tag == "": // told as missing
		case strings.HasPrefix(tag, "#"):
			c.errorf(at, "write "+strings.TrimLeft(tag, "#"), "hashtag %q: here it has no # sign", tag)
		case n == 0 && !strings.ContainsFunc(tag, unicode.IsLetter):
			c.errorf(at, "add a letter", "hashtag %q: services take none without letters", tag)
		case n < len(strings.TrimRight(tag, "_")):
			r, _ := utf8.DecodeRuneInString(tag[n:])
			c.errorf(at, "letters, digits and underscores", "hashtag %q: services take no %q in one", tag, string(r))
		default:
			if better := capitals(tag, t.Synonyms[lang]); better != tag {
				c.diags.Warnf(c.File, at, "write "+better+": screen readers tell words by their capitals", "hashtag %q has several words", tag)
			}
		}
	}
}

// capitals returns a tag with a capital at each of its words, as far as they can
// be told: by an underscore, by a capital within, or by a synonym that is the tag
// with its words apart.
func capitals(tag string, synonyms []string) string {
	words := strings.Split(tag, "_")
	if len(words) == 1 && strings.ToLower(tag) == tag {
		for _, s := range synonyms {
			if parts := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' }); strings.EqualFold(strings.Join(parts, ""), tag) {
				words = parts
			}
		}
	}
	if len(words) == 1 && strings.ToLower(tag) == tag {
		return tag
	}
	var b strings.Builder
	for _, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		if n > 0 {
			b.WriteRune(unicode.ToUpper(r))
		}
		b.WriteString(w[n:])
	}
	return b.String()
}

// duplicates tells of tags of a language that are the same to the services, or
// that readers take for one another. A retired tag may be near its successor.
func (c *hashtagChecker) duplicates(lang string) {
	for i, t := range c.Tags {
		a := t.Tag[lang]
		for _, u := range c.Tags[:i] {
			b := u.Tag[lang]
			if a == "" || b == "" || t.Successor == u.ID || u.Successor == t.ID {
				continue
			}
			at := c.Pos("tags", i, "tag", lang)
			switch low, lower := strings.ToLower(a), strings.ToLower(b); {
			case low == lower:
				c.errorf(at, "one hashtag, one entry: see "+u.ID, "hashtag %q is in the library twice", a)
			case markdown.Fold(a) == markdown.Fold(b) || min(len(a), len(b)) >= shortestNear && diag.OneApart(low, lower):
				c.diags.Warnf(c.File, at, "keep one of them, or write them less alike", "hashtag %q is nearly %q", a, b)
			}
		}
	}
}

// shortestNear is how many bytes tags have at least of which one letter that
// differs is taken for a slip.
const shortestNear = 5
