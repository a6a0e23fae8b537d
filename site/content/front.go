package content

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	meta "github.com/yuin/goldmark-meta"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"
	"opas/site/diag"
	"opas/site/markdown"
)

// Front is the front matter of a page.
type Front struct {
	Title     string
	Slug      string    // last part of the address; "" where it follows the file's name
	Order     int       // among the pages of a folder; 0 where it follows the file's name
	Summary   string    // one sentence, plain text
	Kind      string    // one of Kinds; "" for the usual one
	Tags      []string  // without #
	Boost     float64   // of the page in the search, 0.1 to 2; 0 where not given
	Keywords  []string  // words a reader may look for that the text does not have
	Questions []string  // that the page answers, as readers would ask them
	Aliases   []string  // old addresses, from the site's root: /fi/old/
	Updated   time.Time // day of the last change; zero where not given
	Draft     bool

	at   map[string]diag.Pos // place of each key's value
	tags []diag.Pos          // of each of Tags
}

// Pos returns the place of a key's value, or of the file's begin where the key
// was left out.
func (f *Front) Pos(key string) diag.Pos {
	if p, ok := f.at[key]; ok {
		return p
	}
	return diag.Pos{Line: 1, Col: 1}
}

// TagPos returns the place of Tags[i].
func (f *Front) TagPos(i int) diag.Pos {
	if i < len(f.tags) {
		return f.tags[i]
	}
	return f.Pos("tags")
}

// Kinds are the kinds of pages that front matter may ask for. Each has a
// template of its name.
var Kinds = []string{"home", "section", "page", "step", "rules", Checklist, HashtagsKind, "statement"}

// Kinds of the pages that are PDF files too.
const (
	Checklist    = "checklist"
	HashtagsKind = "hashtags"
)

// frontKeys are the keys of front matter, in the order hints list them.
var frontKeys = []string{"title", "slug", "order", "summary", "kind", "tags", "keywords", "questions", "boost", "aliases", "updated", "draft"}

// metaParser reads front matter alone, so that a body is parsed only by the
// package markdown. It is safe for concurrent use.
var metaParser = goldmark.New(goldmark.WithExtensions(meta.Meta)).Parser()

var fence = []byte("---\n")

// splitFront cuts a page into its front matter, fences included, and its body.
// bodyLine is the line the body begins on. ok is false where there is no front
// matter, closed is false where its end is missing.
func splitFront(data []byte) (head, body []byte, bodyLine int, ok, closed bool) {
	if !bytes.HasPrefix(data, fence) {
		return nil, data, 1, false, true
	}
	for i := len(fence); i < len(data); {
		end := bytes.IndexByte(data[i:], '\n')
		line := data[i:]
		next := len(data)
		if end >= 0 {
			line, next = data[i:i+end], i+end+1
		}
		if string(bytes.TrimRight(line, " \t")) == "---" {
			head = data[:next]
			return head, data[next:], bytes.Count(head, []byte("\n")) + 1, true, true
		}
		i = next
	}
	return data, nil, 1, true, false
}

// frontFile decodes one page's front matter.
type frontFile struct {
	file  string
	at    map[string]diag.Pos
	diags diag.List
}

// parseFront reads front matter, fences included.
func parseFront(file string, head []byte) (Front, diag.List) {
	y := &frontFile{file: file, at: map[string]diag.Pos{}}
	y.locate(head)
	front := Front{at: y.at}
	ctx := parser.NewContext()
	metaParser.Parse(text.NewReader(head), parser.WithContext(ctx))
	values, err := meta.TryGet(ctx)
	lost, explained := lostTexts(file, string(head[len(fence):]), err == nil)
	for i := range lost {
		lost[i].Pos.Line++ // both count from behind the fence
	}
	if err != nil {
		if y.diags = append(y.diags, lost...); !explained {
			pos, msg := yamlError(err)
			pos.Line++
			y.errorf(pos, yamlHint, "front matter is not valid YAML: %s", msg)
		}
		return front, y.diags
	}
	for _, key := range sortedKeys(values) {
		y.set(&front, key, values[key])
	}
	if len(front.Tags) > 0 {
		front.tags = itemsAt(head, "tags")
	}
	if strings.TrimSpace(front.Title) == "" && !y.complained("title") {
		y.errorf(diag.Pos{Line: 1, Col: 1}, `add "title: " and the page's heading`, "missing title")
	}
	return front, append(y.diags, lost...)
}

// locate finds the places of the values of the outermost keys, which the YAML
// package does not tell, and keys that come twice, which it passes over.
func (y *frontFile) locate(head []byte) {
	n := 0
	for line := range bytes.Lines(head) {
		n++
		key, rest, ok := bytes.Cut(line, []byte(":"))
		if !ok || len(key) == 0 || !letter(key[0]) && key[0] != '"' {
			continue
		}
		name := strings.Trim(string(bytes.TrimRight(key, " \t")), `"`)
		if _, twice := y.at[name]; twice {
			y.errorf(diag.Pos{Line: n, Col: 1}, "keep one of them", "key %q comes twice", name)
			continue
		}
		space := len(rest) - len(bytes.TrimLeft(rest, " \t"))
		y.at[name] = diag.Pos{Line: n, Col: utf8.RuneCount(key) + len(":") + space + 1}
	}
}

// itemsAt returns the places of the items of a list in front matter.
func itemsAt(head []byte, key string) []diag.Pos {
	var doc yaml.Node
	if err := yaml.Unmarshal(head, &doc); err != nil || doc.Kind == 0 {
		return nil // told by the one who reads the values
	}
	list := child(doc.Content[0], key)
	if list == nil {
		return nil
	}
	var out []diag.Pos
	for _, item := range list.Content {
		if item.Tag == "!!null" {
			continue
		}
		out = append(out, diag.Pos{Line: item.Line, Col: item.Column})
	}
	return out
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func (y *frontFile) errorf(pos diag.Pos, hint, format string, args ...any) {
	y.diags.Errorf(y.file, pos, hint, format, args...)
}

// complained tells whether a diagnostic already stands at a key's value.
func (y *frontFile) complained(key string) bool {
	at, ok := y.at[key]
	return ok && slices.ContainsFunc(y.diags, func(d diag.Diagnostic) bool { return d.Pos == at })
}

func (y *frontFile) set(f *Front, key string, value any) {
	if value == nil {
		return // "key:" with nothing behind it is as if left out
	}
	switch key {
	case "title":
		f.Title = strings.TrimSpace(y.text(key, value))
	case "slug":
		f.Slug = y.slug(y.text(key, value))
	case "order":
		n, ok := value.(int)
		if !ok {
			y.wrongType(key, value, "a whole number")
		}
		f.Order = n
	case "summary":
		f.Summary = strings.TrimSpace(y.text(key, value))
	case "kind":
		f.Kind = y.text(key, value)
		if f.Kind != "" && !slices.Contains(Kinds, f.Kind) {
			y.errorf(y.at[key], diag.DidYouMean(f.Kind, Kinds), "unknown kind %q", f.Kind)
		}
	case "tags":
		f.Tags = y.list(key, value)
	case "keywords":
		f.Keywords = y.list(key, value)
	case "questions":
		f.Questions = y.list(key, value)
	case "boost":
		f.Boost = y.boost(key, value)
	case "aliases":
		f.Aliases = y.aliases(key, value)
	case "updated":
		f.Updated = y.day(key, value)
	case "draft":
		b, ok := value.(bool)
		if !ok {
			y.wrongType(key, value, "true or false")
		}
		f.Draft = b
	default:
		pos := y.at[key]
		pos.Col = min(pos.Col, 1)
		y.errorf(pos, diag.DidYouMean(key, frontKeys), "unknown key %q", key)
	}
}

func (y *frontFile) wrongType(key string, value any, want string) {
	hint := ""
	switch want {
	case "text":
		hint = "put it in quotes"
	case "a whole number":
		hint = "write digits alone, such as 3"
	}
	y.errorf(y.at[key], hint, "%s: want %s, got %s", key, want, describe(value))
}

// describe names a YAML value's type in words an editor knows.
func describe(value any) string {
	switch v := value.(type) {
	case string:
		return fmt.Sprintf("the text %q", v)
	case []any:
		return "a list"
	case bool, int, int64, uint64, float64:
		return fmt.Sprintf("%v", v)
	default:
		return "keys with values"
	}
}

func (y *frontFile) text(key string, value any) string {
	s, ok := value.(string)
	if !ok {
		y.wrongType(key, value, "text")
	}
	return s
}

func (y *frontFile) list(key string, value any) []string {
	items, ok := value.([]any)
	if !ok {
		y.wrongType(key, value, "a list, such as [one, two]")
		return nil
	}
	var out []string
	for _, item := range items {
		if item == nil {
			continue // as if left out, like a key with nothing behind it
		}
		s, ok := item.(string)
		if !ok {
			y.wrongType(key, item, "text")
			continue
		}
		out = append(out, s)
	}
	return out
}

func (y *frontFile) slug(s string) string {
	switch folded := markdown.Fold(s); {
	case strings.Contains(s, "/"):
		y.errorf(y.at["slug"], "a slug is one part of the address; the folders give the others", "slug %q holds a slash", s)
	case folded == "" && s != "":
		y.errorf(y.at["slug"], "small letters, digits and hyphens", "slug %q can't be an address", s)
	case folded != s:
		y.errorf(y.at["slug"], fmt.Sprintf("write %q", folded), "slug %q: want small letters a–z, digits and hyphens", s)
	default:
		return s
	}
	return ""
}

// boost reads by how much the search prefers a page to others of its kind.
func (y *frontFile) boost(key string, value any) float64 {
	n, ok := value.(float64)
	if i, isInt := value.(int); isInt {
		n, ok = float64(i), true
	}
	if !ok || n < 0.1 || n > 2 {
		y.wrongType(key, value, "a number from 0.1 to 2, where 1 is usual")
		return 0
	}
	return n
}

var dayForm = "2006-01-02"

func (y *frontFile) day(key string, value any) time.Time {
	if t, ok := value.(time.Time); ok {
		return t
	}
	s, ok := value.(string)
	if !ok {
		y.wrongType(key, value, "a day, such as 2026-03-31")
		return time.Time{}
	}
	t, err := time.Parse(dayForm, s)
	if err != nil {
		y.errorf(y.at[key], "year-month-day, such as 2026-03-31", "updated: %q is not a day", s)
	}
	return t
}

// aliasForm is an address from the site's root, of safe characters and without
// hidden names: it becomes a file's path and a line of a redirect file.
var aliasForm = regexp.MustCompile(`^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?$`)

// aliases returns old addresses without the slash at their end.
func (y *frontFile) aliases(key string, value any) []string {
	var out []string
	for _, s := range y.list(key, value) {
		clean := path.Clean(s)
		if !aliasForm.MatchString(s) || clean != strings.TrimSuffix(s, "/") {
			y.errorf(y.at[key], "an old address from the site's root, such as /fi/old/", "alias %q is not an address", s)
			continue
		}
		out = append(out, clean)
	}
	return out
}
