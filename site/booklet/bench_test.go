package booklet

import (
	"context"
	"os"
	"testing"

	"opas/site/model"
)

// realGuide returns the guide of this repository with all that is made for paper.
func realGuide(b *testing.B) *Booklet {
	b.Helper()
	s := read(b, os.DirFS("../../content"), false)
	booklet, _ := New(s, Options{BaseURL: "https://guide.example.org/"}, nil)
	return booklet
}

// benchmark sets pages again and again.
func benchmark(b *testing.B, wanted func(p *model.Page) bool) {
	booklet := realGuide(b)
	var pages []*model.Page
	for _, p := range booklet.pages {
		if wanted(p) {
			pages = append(pages, p)
		}
	}
	size, n := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		p := pages[n%len(pages)]
		data, err := (&Memory{files: map[string]file{}}).set(context.Background(), p.PDF(), booklet.document(p), booklet.options)
		if err != nil {
			b.Fatal(err)
		}
		size += len(data)
		n++
	}
	b.ReportMetric(float64(size)/float64(n), "B/file")
}

func BenchmarkChecklist(b *testing.B) {
	benchmark(b, func(p *model.Page) bool { return p != p.Lang.Print })
}

func BenchmarkGuide(b *testing.B) {
	benchmark(b, func(p *model.Page) bool { return p == p.Lang.Print })
}

// BenchmarkUnchanged asks for the guide of a build in which nothing has changed.
func BenchmarkUnchanged(b *testing.B) {
	booklet := realGuide(b)
	p := booklet.site.Source.Print
	b.ReportAllocs()
	for b.Loop() {
		if _, err := booklet.memory.set(context.Background(), p.PDF(), booklet.document(p), booklet.options); err != nil {
			b.Fatal(err)
		}
	}
}
