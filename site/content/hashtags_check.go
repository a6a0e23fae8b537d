package content

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"opas/site/diag"
	"opas/site/markdown"
	"opas/site/markdown/hashtag"
)

// hashtagChecker looks for what is wrong with a library.
type hashtagChecker struct {
	*yamlFile
	*Hashtags
	known map[string]bool // abbreviations
}

// limits checks that they are none or more.
func (c *hashtagChecker) limits() {
	check := func(n int, path ...any) {
		if n < 0 {
			key := path[len(path)-1].(string)
			c.errorf(c.Pos(path...), "0 is no limit", "%s: want %s, got %q", key, "a whole number from 0", strconv.Itoa(n))
		}
	}
	check(c.Limits.Page, "limits", "page")
	for i, s := range c.Limits.Services {
		check(s.Characters, "limits", "services", i, "characters")
		check(s.Tags, "limits", "services", i, "tags")
	}
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
		if id, ok := strings.CutPrefix(t.ID, ThemeAnchor("")); ok && hasTheme[id] {
			c.errorf(c.Pos("tags", i, "id"), "give the hashtag another id", "id %q is the anchor of a theme", t.ID)
		}
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

// entry checks an entry by itself.
func (c *hashtagChecker) entry(i int) {
	t := c.Tags[i]
	for _, lang := range sortedKeys(t.Tag) {
		if t.Tag[lang] != "" { // else told as missing
			c.tag(t.Tag[lang], append(t.Synonyms[lang], t.Meaning[lang]), c.Pos("tags", i, "tag", lang))
		}
	}
	for _, lang := range sortedKeys(t.Meaning) {
		if strings.Contains(strings.TrimSpace(t.Meaning[lang]), "\n") {
			c.diags.Warnf(c.File, c.Pos("tags", i, "meaning", lang), "write it on one line", "the meaning has several lines")
		}
	}
	if !t.Reviewed.IsZero() && t.Reviewed.Before(t.Since) {
		c.diags.Warnf(c.File, c.Pos("tags", i, "reviewed"), "correct reviewed or since", "reviewed on %s, but taken in on %s", dayCell(t.Reviewed), dayCell(t.Since))
	}
}

// tag checks how a tag is written of which there are texts in its language.
func (c *hashtagChecker) tag(tag string, texts []string, at diag.Pos) {
	switch n := hashtag.Length([]byte(tag)); {
	case n == 0 && !strings.ContainsFunc(tag, unicode.IsLetter):
		c.errorf(at, "add a letter", "hashtag %q: services take none without letters", tag)
	case strings.HasPrefix(tag, "#"):
		c.errorf(at, "write "+strings.TrimLeft(tag, "#"), "hashtag %q: here it has no # sign", tag)
	case n < len(strings.TrimRight(tag, "_")):
		r, _ := utf8.DecodeRuneInString(tag[n:])
		hint := "letters, digits and underscores"
		if unicode.IsSpace(r) {
			hint = "write " + capitals(strings.Join(strings.Fields(tag), "_"), nil, c.known)
		}
		c.errorf(at, hint, "hashtag %q: services take no %q in one", tag, string(r))
	case strings.Trim(tag, "_") != tag:
		c.diags.Warnf(c.File, at, "write "+strings.Trim(tag, "_"), "hashtag %q has an underscore at its edge", tag)
	default:
		if n := utf8.RuneCountInString(tag); n > longestTag {
			c.diags.Warnf(c.File, at, "a hashtag is no sentence: name the subject in a word or a few", "hashtag %q is long: %d characters", tag, n)
		}
		if better := capitals(tag, texts, c.known); better != tag {
			c.diags.Warnf(c.File, at, "write "+better+": screen readers tell words by their capitals", "hashtag %q has several words", tag)
		} else if isCapitals(tag) && !isShort(tag) && !c.known[tag] {
			c.diags.Warnf(c.File, at, "write the first letter of each word as a capital, the others small", "hashtag %q is all in capitals", tag)
		}
	}
}

// longestTag is how many characters a tag has at most that is not told of: more
// than the names of benefits have in any language.
const longestTag = 50

// written is a tag of the library as a language writes it.
type written struct {
	tag, lower, folded string
	entry              int
	lang               string
}

// duplicates tells of tags that are the same to the services, and of those of a
// language that readers take for one another. A retired tag may be near its
// successor.
func (c *hashtagChecker) duplicates() {
	var all []written
	for i, t := range c.Tags {
		for _, lang := range sortedKeys(t.Tag) {
			if tag := t.Tag[lang]; tag != "" {
				all = append(all, written{tag, strings.ToLower(tag), markdown.Fold(tag), i, lang})
			}
		}
	}
	for i, a := range all {
		for _, b := range all[:i] {
			if t, u := c.Tags[a.entry], c.Tags[b.entry]; t.Successor != u.ID && u.Successor != t.ID {
				c.alike(a, b)
			}
		}
	}
}

// alike tells where a tag is one that comes before it, or nearly.
func (c *hashtagChecker) alike(a, b written) {
	at := func() diag.Pos { return c.Pos("tags", a.entry, "tag", a.lang) }
	switch {
	case a.tag == b.tag && a.entry == b.entry:
	case a.lower == b.lower && a.entry == b.entry:
		c.diags.Warnf(c.File, at(), "write it alike in all languages", "hashtag %q is also written %q", a.tag, b.tag)
	case a.lower == b.lower && a.lang == b.lang:
		c.errorf(at(), "one hashtag, one entry: see "+c.Tags[b.entry].ID, "hashtag %q is in the library twice", a.tag)
	case a.lower == b.lower: // a word of both languages, perhaps
		c.diags.Warnf(c.File, at(), "one hashtag, one entry: see "+c.Tags[b.entry].ID, "hashtag %q is in the library twice", a.tag)
	case a.lang != b.lang || a.entry == b.entry:
	case a.folded == b.folded || min(utf8.RuneCountInString(a.tag), utf8.RuneCountInString(b.tag)) >= shortestNear && diag.OneApart(a.lower, b.lower):
		c.diags.Warnf(c.File, at(), "keep one of them, or write them less alike", "hashtag %q is nearly %q", a.tag, b.tag)
	}
}

// shortestNear is how many characters tags have at least of which one that differs
// is taken for a slip.
const shortestNear = 3
