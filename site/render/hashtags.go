package render

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"opas/site/content"
	"opas/site/model"
)

// hashtagScript is the script of the library of hashtags, which other pages do
// not load.
const hashtagScript = "js/hashtags.js"

func (r *Renderer) needsHashtagScript() bool {
	return r.site.Hashtags != nil && slices.ContainsFunc(r.site.Languages, func(l *model.Language) bool { return l.Hashtags != nil })
}

// hashtags returns the view of a page that shows the library.
func (r *Renderer) hashtags(p *model.Page, page Page) *Hashtags {
	v := &Hashtags{Page: page}
	h := r.site.Hashtags
	if h == nil {
		return v
	}
	l := p.Lang
	v.Root, v.Script, v.Scripts, v.Limits = up(depth(p.URL)), relative(p.URL, r.hashtagScript), r.wordScripts(p), limits(h.Source.Limits.Services)
	order := h.Order(l)
	if order[0] != l {
		v.TagsLang = order[0].Code
	}
	for _, o := range h.Languages(r.site) {
		v.Written = append(v.Written, HashtagLanguage{Code: o.Code, Name: o.Name, Current: o == order[0]})
	}
	v.Choice = len(v.Written) > 1
	v.Count = l.UI.TagsOne
	if n := len(h.Tags()); n != 1 {
		v.Count = content.Fill(l.UI.TagsMany, "n", strconv.Itoa(n))
	}
	if day := h.Reviewed(); !day.IsZero() {
		v.Reviewed = content.Fill(l.UI.TagsReviewed, "date", l.UI.FormatDate(day))
	}
	for _, t := range h.Themes {
		theme := HashtagTheme{ID: t.Anchor(), Name: t.Title(l)}
		for _, tag := range t.Tags {
			theme.Tags = append(theme.Tags, r.hashtag(p, tag, order))
		}
		v.Themes = append(v.Themes, theme)
	}
	for _, t := range h.Retired {
		v.Retired = append(v.Retired, RetiredHashtag{
			ID: t.ID, Forms: hashtagForms(t, order), Meaning: t.About(l), Successor: t.Successor.ID, New: Link{Title: t.Successor.In(l), URL: "#" + t.Successor.ID},
		})
	}
	v.Letters = hashtagLetters(h, l)
	return v
}

// hashtag shows an entry, its forms in the order of some languages.
func (r *Renderer) hashtag(p *model.Page, t *model.Hashtag, order []*model.Language) Hashtag {
	l := p.Lang
	out := Hashtag{ID: t.ID, Forms: hashtagForms(t, order), Meaning: t.About(l)}
	pages := slices.Clone(t.Uses(l))
	for _, q := range t.Pages(l) {
		if !slices.Contains(pages, q) {
			pages = append(pages, q)
		}
	}
	for _, q := range pages {
		out.Pages = append(out.Pages, r.link(p, q))
	}
	return out
}

// hashtagForms returns the forms of a tag in the order of some languages.
func hashtagForms(t *model.Hashtag, order []*model.Language) []HashtagForm {
	var out []HashtagForm
	for _, o := range order {
		f := HashtagForm{Lang: o.Code, Tag: t.In(o), Synonyms: strings.Join(t.Synonyms[o.Code], ";")}
		f.Same = slices.ContainsFunc(out, func(g HashtagForm) bool { return g.Tag == f.Tag })
		out = append(out, f)
	}
	return out
}

// hashtagLetters lists the tags of a language in its alphabet.
func hashtagLetters(h *model.Hashtags, l *model.Language) []HashtagLetter {
	tag := language.Make(l.Code)
	a := alphabet{order: collate.New(tag, collate.Numeric), letter: collate.New(tag, collate.Loose)}
	tags := h.Tags()
	slices.SortStableFunc(tags, func(x, y *model.Hashtag) int { return a.order.CompareString(x.In(l)[1:], y.In(l)[1:]) })
	var out []HashtagLetter
	for _, t := range tags {
		name := a.head(t.In(l)[1:]).Name
		if len(out) == 0 || out[len(out)-1].Name != name {
			out = append(out, HashtagLetter{Name: name})
		}
		last := &out[len(out)-1]
		last.Tags = append(last.Tags, Link{Title: t.In(l), URL: "#" + t.ID})
	}
	return out
}

// tags returns the hashtags that a page names, as links to their entries.
func (r *Renderer) tags(p *model.Page) []Link {
	if p.Lang.Hashtags == nil {
		return nil
	}
	var out []Link
	for _, t := range p.Tags() {
		out = append(out, Link{
			Title: t.In(p.Lang),
			URL:   r.address(p, model.Target{Page: p.Lang.Hashtags, Anchor: t.ID}),
		})
	}
	return out
}

// wordScripts returns the addresses of the scripts that find tags, in the order in
// which they run: those of the search, and the rules of all languages, for a tag is
// found by its forms in any of them.
func (r *Renderer) wordScripts(p *model.Page) string {
	files := slices.Clone(r.scripts.box[p.Lang.Code])
	for _, l := range r.site.Languages {
		if rules := r.scripts.rules[l.Code]; rules != "" && l != p.Lang {
			files = append(files, rules)
		}
	}
	for i, f := range files {
		files[i] = relative(p.URL, f)
	}
	return strings.Join(files, " ")
}

// limits returns what services take in the form that the script reads.
func limits(services []content.ServiceLimit) string {
	list := make([][3]any, len(services))
	for i, s := range services {
		list[i] = [3]any{s.Name, s.Characters, s.Tags}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // the template escapes it
	if err := e.Encode(list); err != nil {
		panic(err) // texts and numbers
	}
	return strings.TrimSpace(b.String())
}
