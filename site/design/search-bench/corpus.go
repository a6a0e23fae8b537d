//go:build ignore

// Corpus writes a generated guide for the measurement of a large site:
//
//	go run site/design/search-bench/corpus.go DIR [PAGES]
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"opas/site/corpus"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run writes the guide to the folder content of args[0], of 10,002 pages in all
// languages together unless args[1] tells another number.
func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("usage: corpus.go DIR [PAGES]")
	}
	n := 10002
	if len(args) > 1 {
		var err error
		if n, err = strconv.Atoi(args[1]); err != nil {
			return fmt.Errorf("number of pages: %w", err)
		}
	}
	return corpus.Write(filepath.Join(args[0], "content"), os.DirFS("content"), n/len(corpus.Languages))
}
