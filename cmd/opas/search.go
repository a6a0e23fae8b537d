package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"opas/site"
	"opas/site/search"
)

func runSearch(ctx context.Context, e env, args []string) error {
	f, help, err := parseFlags(e, "search", args)
	if err != nil || help {
		return err
	}
	if f.set.NArg() == 0 {
		return &usageError{"search for what?", "opas search QUERY"}
	}
	r, lang, err := f.buildIn(ctx, e)
	if err != nil {
		return err
	}
	s, err := r.Search.Searcher(lang, r.Set.Bytes)
	if err != nil {
		return err
	}
	results, err := s.Search(strings.Join(f.set.Args(), " "), f.limit)
	if err != nil {
		return err
	}
	if f.json {
		enc := json.NewEncoder(e.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(results)
	}
	printResults(e, results)
	return nil
}

// buildIn builds the guide for a command that asks something of it in a
// language: that of --lang, or the source language.
func (f *flags) buildIn(ctx context.Context, e env) (r *site.Result, lang string, err error) {
	b, err := f.builder()
	if err != nil {
		return nil, "", err
	}
	if r, err = b.Build(ctx); err != nil {
		return nil, "", err
	}
	if !r.OK() {
		if err := r.Diags.Errors().WriteExcerpts(e.err, b.ReadSource); err != nil {
			return nil, "", err
		}
		return nil, "", errFailed
	}
	if f.lang == "" {
		return r, r.Site.Source.Code, nil
	}
	var known []string
	for _, l := range r.Site.Languages {
		if l.Code == f.lang {
			return r, l.Code, nil
		}
		known = append(known, l.Code)
	}
	return nil, "", &usageError{fmt.Sprintf("the guide has no language %q", f.lang), "known: " + strings.Join(known, " ")}
}

// printResults prints what was found, each page with its score and the places
// in it, and then why: how each word of the query was understood.
func printResults(e env, r *search.Results) {
	n := 0
	for _, group := range []struct {
		name string
		hits []search.Hit
	}{{"", r.Main}, {"Through another language", r.Other}, {"Related", r.Related}} {
		if group.name != "" && len(group.hits) > 0 {
			fmt.Fprintf(e.out, "\n%s:\n", group.name)
		}
		for _, h := range group.hits {
			n++
			fmt.Fprintf(e.out, "%2d. %s  (%s, score %.2f)\n", n, h.Title, h.URL, h.Score)
			if h.Via != nil {
				fmt.Fprintf(e.out, "    through %q in %s\n", h.Via.Word, h.Via.Lang)
			}
			for _, s := range h.Sections {
				if s.Anchor != "" {
					fmt.Fprintf(e.out, "    #%s  %s\n", s.Anchor, s.Heading)
				}
				fmt.Fprintf(e.out, "        %s\n", s.Excerpt)
			}
		}
	}
	if n == 0 {
		fmt.Fprintln(e.out, "Nothing was found.")
	}
	if r.Suggestion != "" {
		fmt.Fprintf(e.out, "\nDid you mean: %s\n", r.Suggestion)
	}
	fmt.Fprintf(e.out, "\nLooked for: %s\n", strings.Join(r.Words, " "))
	if n == 0 {
		return
	}
	fmt.Fprintf(e.out, "\n%-20s %-24s %-8s %5s %6s\n", "word", "taken for", "how", "cost", "pages")
	for _, h := range [][]search.Hit{r.Main, r.Other, r.Related} {
		if len(h) == 0 {
			continue
		}
		for _, w := range h[0].Why {
			fmt.Fprintf(e.out, "%-20s %-24s %-8s %5.2f %6d\n", w.Word, w.Form, w.How, w.Cost, w.Pages)
		}
		if len(r.Other) == 0 {
			return // the main and the related results have the same reasons
		}
	}
}
