// Package corpus writes generated guides for benchmarks: as large as one wants,
// and always the same for the same size.
package corpus

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// Languages are those of a generated guide.
var Languages = []string{"fi", "sv", "en"}

// settings are the files that a generated guide takes from a real one.
var settings = []string{"site.yaml", "fi/ui.yaml", "sv/ui.yaml", "en/ui.yaml"}

// Page is a page that every generated guide of more than ten pages a language
// has, as a path in a language's folder, and its address in the output.
const (
	Page    = "section-1/part-1/page-3.md"
	PageURL = "section-1/part-1/p3/index.html"
)

// Write writes a guide of n pages in each language to a folder: sections of
// twelve parts of twelve pages, 300 to 1,000 words a page, with headings, lists,
// tables and links. guide is the content of a real guide in the same languages,
// for its settings and interface words.
func Write(dir string, guide fs.FS, n int) error {
	for _, name := range settings {
		data, err := fs.ReadFile(guide, name)
		if err != nil {
			return fmt.Errorf("read the settings: %w", err)
		}
		if err := write(dir, name, withoutPrint(data)); err != nil {
			return err
		}
	}
	for i, lang := range Languages {
		p := &prose{r: rand.New(rand.NewPCG(uint64(n), uint64(i)))}
		p.vocabulary()
		for _, page := range plan(n) {
			if err := write(dir, lang+"/"+page.file, p.page(page)); err != nil {
				return err
			}
		}
	}
	return nil
}

// withoutPrint takes the whole guide on paper out of settings: it is for guides
// that can be read on paper.
func withoutPrint(data []byte) []byte {
	return bytes.Replace(data, []byte("guide: true"), []byte("guide: false"), 1)
}

func write(dir, name string, data []byte) error {
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, data, 0o644)
}

// page is a page to be written.
type page struct {
	file, slug string
	links      []string
}

func plan(n int) []page {
	pages := []page{{"index.md", "", []string{"section-1/index.md"}}}
	for i := range n - 1 {
		section, rest := fmt.Sprintf("section-%d", i/145+1), i%145
		if rest == 0 {
			pages = append(pages, page{section + "/index.md", "", []string{"../index.md"}})
			continue
		}
		folder := fmt.Sprintf("%s/part-%d", section, (rest-1)/12+1)
		if k := (rest - 1) % 12; k == 0 {
			pages = append(pages, page{folder + "/index.md", "", []string{"../index.md"}})
		} else {
			pages = append(pages, page{fmt.Sprintf("%s/page-%d.md", folder, k), fmt.Sprintf("p%d", k), []string{"index.md", "../index.md"}})
		}
	}
	return pages
}

// prose makes text out of a vocabulary of its own.
type prose struct {
	r     *rand.Rand
	words []string
}

func (p *prose) vocabulary() {
	syllables := strings.Fields("ka ki ko tä tö la li lu mä me na ni nen sa si su vä vi ra ri ja jä ha hy pa pi to ta")
	p.words = make([]string, 4000)
	for i := range p.words {
		for range 2 + p.r.IntN(3) {
			p.words[i] += syllables[p.r.IntN(len(syllables))]
		}
	}
}

// some returns n words.
func (p *prose) some(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = p.words[p.r.IntN(len(p.words))]
	}
	return strings.Join(out, " ")
}

func (p *prose) page(pg page) []byte {
	b := fmt.Appendf(nil, "---\ntitle: %s\n", p.some(3))
	if pg.slug != "" {
		b = fmt.Appendf(b, "slug: %s\n", pg.slug)
	}
	b = fmt.Appendf(b, "summary: %s.\n---\n\n", p.some(10))
	for left := 300 + p.r.IntN(700); left > 0; left -= 70 {
		link := pg.links[p.r.IntN(len(pg.links))]
		b = fmt.Appendf(b, "## %s\n\n%s. **%s** %s [%s](%s).\n\n", p.some(3), p.some(25), p.some(1), p.some(12), p.some(2), link)
		switch p.r.IntN(3) {
		case 0:
			b = fmt.Appendf(b, "- %s.\n- %s.\n- %s.\n\n", p.some(8), p.some(8), p.some(8))
		case 1:
			b = fmt.Appendf(b, "| %s | %s |\n| --- | --- |\n| %s | %s |\n| %s | %s |\n\n", p.some(1), p.some(1), p.some(2), p.some(3), p.some(2), p.some(3))
		case 2:
			b = fmt.Appendf(b, "%s.\n\n", p.some(24))
		}
	}
	return b
}
