package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path"

	"opas/site/content"
)

func runCompounds(ctx context.Context, e env, args []string) error {
	f, help, err := parseBare(e, "compounds", args)
	if err != nil || help {
		return err
	}
	r, lang, err := f.buildIn(ctx, e)
	if err != nil {
		return err
	}
	list, _ := r.Search.Unreviewed(lang) // buildIn knows the language
	if f.json {
		enc := json.NewEncoder(e.out)
		enc.SetIndent("", "  ")
		return enc.Encode(list)
	}
	for _, w := range list {
		word := w.Word
		if w.Guess != "" {
			word = w.Guess
		}
		fmt.Fprintf(e.out, "%-36s %s, %s\n", word, w.File, plural(w.Pages, "page"))
	}
	if !f.quiet {
		fmt.Fprintf(e.err, "%s to review; add them to %s: a compound with a bar at each joint, any other word as it is\n",
			plural(len(list), "word"), path.Join(slashName(f.content), lang, content.CompoundsFile))
	}
	return nil
}
