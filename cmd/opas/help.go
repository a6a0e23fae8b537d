package main

import (
	"context"
	"embed"
	"fmt"
	"io"

	"opas/site/diag"
)

//go:embed help/*.txt
var helpTexts embed.FS

func writeHelp(w io.Writer, name string) error {
	text, err := helpTexts.ReadFile("help/" + name + ".txt")
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

func runHelp(_ context.Context, e env, args []string) error {
	if len(args) == 0 {
		return writeHelp(e.out, "opas")
	}
	name := args[0]
	var known []string
	for _, c := range commandNames {
		if c != name {
			known = append(known, c)
			continue
		}
		if err := writeHelp(e.out, name); err != nil {
			return err
		}
		if f := flagsOf(name); f != nil {
			fmt.Fprintf(e.out, "Flags:\n%s", f.set.FlagUsages())
		}
		return nil
	}
	return &usageError{fmt.Sprintf("unknown command %q", name), diag.DidYouMean(name, known)}
}

// commandNames are the commands in the order help lists them; apart from
// commands, since those refer to help.
var commandNames = []string{"serve", "build", "check", "search", "compounds", "hashtags", "version", "help"}
