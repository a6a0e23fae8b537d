package site_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"opas/site"
	"opas/site/corpus"
)

// generate writes a guide of n pages in all languages together.
func generate(b *testing.B, dir string, n int) {
	b.Helper()
	if err := corpus.Write(dir, os.DirFS("../content"), n/len(corpus.Languages)); err != nil {
		b.Fatal(err)
	}
}

// sizes are numbers of pages in all languages together.
var sizes = []int{60, 1002, 10002}

// BenchmarkBuild builds and writes a whole guide from nothing, as opas build
// does. Compare it with BenchmarkFloor in the same run.
func BenchmarkBuild(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			generate(b, filepath.Join(dir, "content"), n)
			for i := 0; b.Loop(); i++ {
				o := guide(os.DirFS(filepath.Join(dir, "content")))
				builder := site.NewBuilder(o)
				r, err := builder.Build(context.Background())
				if err != nil || !r.OK() {
					b.Fatal(err, r.Diags)
				}
				out := filepath.Join(dir, fmt.Sprint("public", i))
				if _, diags, err := builder.Publish(context.Background(), r, out, "public", nil); err != nil || len(diags.Errors()) > 0 {
					b.Fatal(err, diags)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/page")
		})
	}
}

// BenchmarkRebuild builds again after one page was edited, and makes that page.
func BenchmarkRebuild(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			generate(b, dir, n)
			builder := site.NewBuilder(guide(os.DirFS(dir)))
			name := filepath.Join(dir, "fi", corpus.Page)
			text, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			time.Sleep(2100 * time.Millisecond) // as a project's files are: no stat is in doubt
			if _, err := builder.Build(context.Background()); err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				if err := os.WriteFile(name, fmt.Appendf(text, "\nEdit %d.\n", i), 0o644); err != nil {
					b.Fatal(err)
				}
				r, err := builder.Build(context.Background())
				if err != nil || !r.OK() {
					b.Fatal(err, r.Diags)
				}
				page, err := r.Set.Bytes("fi/" + corpus.PageURL)
				if err != nil || !bytes.Contains(page, fmt.Appendf(nil, "Edit %d.", i)) {
					b.Fatal("the edit is not in the page", err)
				}
			}
		})
	}
}

// BenchmarkFloor is the least that such a generator must do: read every page,
// parse, render and minify its article, and write it into a folder of its own.
func BenchmarkFloor(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			generate(b, filepath.Join(dir, "content"), n)
			files, err := filepath.Glob(filepath.Join(dir, "content", "*", "*", "*", "*.md"))
			if err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				floor(b, files, filepath.Join(dir, fmt.Sprint("public", i)))
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(files)), "µs/page")
		})
	}
}

func floor(b *testing.B, files []string, out string) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	m := minify.New()
	m.AddFunc("text/html", html.Minify)
	queue := make(chan string)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var article, small bytes.Buffer
			for file := range queue {
				text, err := os.ReadFile(file)
				if err != nil {
					b.Error(err)
					continue
				}
				article.Reset()
				small.Reset()
				if err := md.Convert(text, &article); err != nil {
					b.Error(err)
				}
				if err := m.Minify("text/html", &small, &article); err != nil {
					b.Error(err)
				}
				folder := filepath.Join(out, strings.ReplaceAll(strings.TrimSuffix(file, ".md"), string(filepath.Separator), "-"))
				if err := os.MkdirAll(folder, 0o755); err != nil {
					b.Error(err)
				}
				if err := os.WriteFile(filepath.Join(folder, "index.html"), small.Bytes(), 0o644); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for _, f := range files {
		queue <- f
	}
	close(queue)
	wg.Wait()
}
