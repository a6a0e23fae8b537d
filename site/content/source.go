package content

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"opas/site/diag"
	"opas/site/markdown"
)

// Source is one page in one language, as its author wrote it. It is immutable.
type Source struct {
	Lang  string
	File  string // slash path from the project's root: content/fi/2-steps/step-1.md
	Rel   string // within the language's folder: 2-steps/step-1.md
	Key   string // the same in all languages: steps/step-1; index for the front page
	Index bool   // stands for its folder
	// Number is the number at the end of the file's name, 1 for step-1; else 0.
	Number int
	// Rank orders the pages of a folder: the front matter's order, or else the
	// number before the file's or folder's name; else 0.
	Rank  int
	Front Front
	Line  int // of File on which the text begins
	Doc   *markdown.Doc
	// Text is what Doc was made of. It is kept where the page becomes a PDF file
	// or a part of one, and nil elsewhere: most pages are not read again.
	Text []byte
	// Links and Images are what Doc's mean: places within the content folder.
	Links  []Place
	Images []Place
}

// Place is a file within the content folder, and a place in it. File is "" for
// the page itself.
type Place struct {
	File   string
	Anchor string // without #
}

// Dir returns the folder of the source within its language's folder, "." for
// the outermost.
func (s *Source) Dir() string { return path.Dir(s.Rel) }

var (
	rankPrefix = regexp.MustCompile(`^(\d{1,3})-(.+)$`)
	numberTail = regexp.MustCompile(`-(\d{1,4})$`)
)

// splitRank takes the number that orders a file or folder off its name.
func splitRank(name string) (rank int, rest string) {
	if m := rankPrefix.FindStringSubmatch(name); m != nil {
		rank, _ = strconv.Atoi(m[1])
		return rank, m[2]
	}
	return 0, name
}

// keyOf returns the key of a page: its path within the language's folder
// without extension and ranks; a folder's name for its index.md.
func keyOf(rel string) (key string, rank int, index bool) {
	parts := strings.Split(strings.TrimSuffix(rel, ".md"), "/")
	if last := len(parts) - 1; parts[last] == "index" {
		if last == 0 {
			return "index", 0, true
		}
		parts, index = parts[:last], true
	}
	for i, p := range parts {
		rank, parts[i] = splitRank(p)
	}
	return strings.Join(parts, "/"), rank, index
}

// parseSource reads a page. file is its path from the project's root, rel the
// one within its language's folder; whole tells whether the guide is made for
// paper as a whole. The result depends on these and on nothing else.
func parseSource(lang, file, rel string, data []byte, whole bool) (*Source, diag.List) {
	s := &Source{Lang: lang, File: file, Rel: rel}
	s.Key, s.Rank, s.Index = keyOf(rel)
	if m := numberTail.FindStringSubmatch(s.Key); m != nil {
		s.Number, _ = strconv.Atoi(m[1])
	}
	text, diags := normalize(file, data)
	head, body, line, ok, closed := splitFront(text)
	s.Line = line
	switch {
	case !ok:
		diags.Errorf(file, diag.Pos{Line: 1, Col: 1}, "begin the file with a line ---, then title: and the page's heading, then a line ---", "no front matter")
	case !closed:
		diags.Errorf(file, diag.Pos{Line: 1, Col: 1}, "end it with a line ---", "front matter has no end")
	default:
		front, d := parseFront(file, head)
		s.Front, diags = front, append(diags, d...)
		s.Front.Title = markdown.Typeset(front.Title, lang)
		s.Front.Summary = markdown.Typeset(front.Summary, lang)
	}
	if s.Front.Order != 0 {
		s.Rank = s.Front.Order
	}
	s.Doc = markdown.Parse(body, s.Options())
	if whole || s.Front.Kind == Checklist || s.Front.Kind == HashtagsKind {
		s.Text = body
	}
	for _, l := range s.Doc.Links {
		s.Links = append(s.Links, s.locate(l.Dest))
	}
	for _, im := range s.Doc.Images {
		s.Images = append(s.Images, s.locate(im.Src))
	}
	return s, append(diags, s.Doc.Diags...)
}

// Options are those that the source's text is parsed with.
func (s *Source) Options() markdown.Options {
	o := markdown.Options{File: s.File, Line: s.Line, Lang: s.Lang}
	switch s.Front.Kind {
	case "rules":
		o.Part = max(1, s.Number)
	case Checklist:
		o.Checklist = true
	}
	return o
}

// locate returns the place that an author means: a path from the folder of the
// source, or from the content folder where it begins with a slash.
func (s *Source) locate(dest string) Place {
	file, anchor, _ := strings.Cut(dest, "#")
	file, _, _ = strings.Cut(file, "?")
	switch {
	case strings.HasPrefix(file, "/"):
		file = strings.TrimPrefix(path.Clean(file), "/")
	case file != "":
		file = path.Join(s.Lang, s.Dir(), file)
	}
	return Place{file, anchor}
}
