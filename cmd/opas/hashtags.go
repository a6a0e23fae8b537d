package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"text/tabwriter"

	"opas/site"
	"opas/site/content"
	"opas/site/model"
)

func runHashtags(ctx context.Context, e env, args []string) error {
	f, help, err := parseFlags(e, "hashtags", args)
	if err != nil || help {
		return err
	}
	switch words := f.set.Args(); {
	case f.json && f.csv:
		return &usageError{"--json and --csv are two ways to print the hashtags", "choose one of them"}
	case len(words) == 0 && f.write:
		return &usageError{"--write goes with import", "opas hashtags import FILE.csv --write"}
	case len(words) == 0:
		return f.listHashtags(ctx, e)
	case words[0] != "import":
		return &usageError{fmt.Sprintf("unexpected argument %q", words[0]), "opas hashtags import FILE.csv"}
	case len(words) != 2:
		return &usageError{"import which file?", "opas hashtags import FILE.csv"}
	case f.csv:
		return &usageError{"--csv does not go with import", "opas hashtags import FILE.csv"}
	default:
		return f.importHashtags(ctx, e, words[1])
	}
}

// hashtagsOf builds the guide and returns it; a guide without hashtags is a
// mistake of the one who asks for them.
func (f *flags) hashtagsOf(ctx context.Context, e env) (*site.Result, error) {
	r, _, err := f.buildIn(ctx, e)
	if err != nil {
		return nil, err
	}
	return r, f.wantHashtags(r)
}

func (f *flags) wantHashtags(r *site.Result) error {
	if r.Site.Hashtags == nil {
		return &usageError{"the guide has no " + path.Join(slashName(f.content), content.HashtagsFile), "README.md tells how to write one"}
	}
	return nil
}

func (f *flags) listHashtags(ctx context.Context, e env) error {
	r, err := f.hashtagsOf(ctx, e)
	if err != nil {
		return err
	}
	switch {
	case f.csv:
		return writeHashtagTable(e, r.Site)
	case f.json:
		return writeHashtagJSON(e, r.Site)
	}
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	row := func(t *model.Hashtag, end string) {
		for _, l := range languagesOf(r.Site) {
			fmt.Fprintf(w, "  %s\t", t.In(l))
		}
		fmt.Fprintf(w, "  %s\n", end)
	}
	for _, theme := range r.Site.Hashtags.Themes {
		fmt.Fprintln(w, theme.Title(r.Site.Source))
		for _, t := range theme.Tags {
			row(t, plural(usesOf(r.Site, t), "page"))
		}
	}
	if retired := r.Site.Hashtags.Retired; len(retired) > 0 {
		fmt.Fprintln(w, "Retired")
		for _, t := range retired {
			row(t, plural(usesOf(r.Site, t), "page")+", now "+t.Successor.In(r.Site.Source))
		}
	}
	return w.Flush()
}

// languagesOf returns the languages of a site, the source language first.
func languagesOf(s *model.Site) []*model.Language {
	out := []*model.Language{s.Source}
	for _, l := range s.Languages {
		if l != s.Source {
			out = append(out, l)
		}
	}
	return out
}

func codesOf(s *model.Site) []string {
	var out []string
	for _, l := range languagesOf(s) {
		out = append(out, l.Code)
	}
	return out
}

// usesIn returns the pages that are written in a language and use a tag. A page
// that is not translated is one of the source language alone.
func usesIn(l *model.Language, t *model.Hashtag) []*model.Page {
	return slices.DeleteFunc(slices.Clone(t.Uses(l)), func(p *model.Page) bool { return p.Fallback })
}

// usesOf returns on how many pages of all languages a tag is used.
func usesOf(s *model.Site, t *model.Hashtag) int {
	n := 0
	for _, l := range s.Languages {
		n += len(usesIn(l, t))
	}
	return n
}

// writeHashtagTable prints the table. It begins with a byte-order mark, for Excel
// takes a table without one for Windows-1252.
func writeHashtagTable(e env, s *model.Site) error {
	if _, err := io.WriteString(e.out, "\ufeff"); err != nil {
		return err
	}
	w := csv.NewWriter(e.out)
	columns := content.HashtagColumns(codesOf(s))
	_ = w.Write(columns) // an error stays, and Flush tells it
	for i := range s.Hashtags.Source.Tags {
		t := s.Hashtags.Tag(s.Hashtags.Source.Tags[i].ID)
		var row []string
		for _, c := range columns {
			if c == content.PagesColumn {
				row = append(row, strconv.Itoa(usesOf(s, t)))
			} else {
				row = append(row, t.Cell(c))
			}
		}
		_ = w.Write(row)
	}
	w.Flush()
	return w.Error()
}

// hashtagJSON is an entry as --json prints it.
type hashtagJSON struct {
	ID        string              `json:"id"`
	Theme     string              `json:"theme"`
	Tag       map[string]string   `json:"tag"`
	Meaning   map[string]string   `json:"meaning"`
	Synonyms  map[string][]string `json:"synonyms,omitempty"`
	Related   []string            `json:"related,omitempty"`
	Since     string              `json:"since,omitempty"`
	Reviewed  string              `json:"reviewed,omitempty"`
	Successor string              `json:"successor,omitempty"`
	Pages     map[string][]string `json:"pages,omitempty"` // keys of those that use it, by language
}

func writeHashtagJSON(e env, s *model.Site) error {
	list := []hashtagJSON{}
	for _, t := range s.Hashtags.Source.Tags {
		entry := hashtagJSON{
			ID: t.ID, Theme: t.Theme, Tag: t.Tag, Meaning: t.Meaning, Synonyms: t.Synonyms, Related: t.Related,
			Since: t.Cell("since"), Reviewed: t.Cell("reviewed"), Successor: t.Successor, Pages: map[string][]string{},
		}
		for _, l := range s.Languages {
			for _, p := range usesIn(l, s.Hashtags.Tag(t.ID)) {
				entry.Pages[l.Code] = append(entry.Pages[l.Code], p.Key)
			}
		}
		list = append(list, entry)
	}
	enc := json.NewEncoder(e.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(list)
}
