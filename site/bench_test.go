package site_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"opas/site"
)

// corpus writes a guide of n pages in each of the three languages to a folder:
// sections of twelve parts of twelve pages, 300 to 1,000 words a page, with
// headings, lists, tables and links. The same n gives the same guide.
func corpus(tb testing.TB, dir string, n int) {
	tb.Helper()
	if err := os.CopyFS(dir, siteFiles(tb)); err != nil {
		tb.Fatal(err)
	}
	for li, lang := range []string{"fi", "sv", "en"} {
		r := rand.New(rand.NewPCG(uint64(n), uint64(li)))
		words := vocabulary(r)
		write := func(rel, slug string, links []string) {
			name := filepath.Join(dir, lang, rel)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				tb.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(prose(r, words, slug, links)), 0o644); err != nil {
				tb.Fatal(err)
			}
		}
		write("index.md", "", []string{"section-1/index.md"})
		for i := range n - 1 {
			section, rest := fmt.Sprintf("section-%d", i/145+1), i%145
			if rest == 0 {
				write(section+"/index.md", "", []string{"../index.md"})
				continue
			}
			folder := fmt.Sprintf("%s/part-%d", section, (rest-1)/12+1)
			if page := (rest - 1) % 12; page == 0 {
				write(folder+"/index.md", "", []string{"../index.md"})
			} else {
				write(fmt.Sprintf("%s/page-%d.md", folder, page), fmt.Sprintf("p%d", page), []string{"index.md", "../index.md"})
			}
		}
	}
}

// siteFiles are the guide's settings and interfaces.
func siteFiles(tb testing.TB) fstest.MapFS {
	tb.Helper()
	m := fstest.MapFS{}
	for _, name := range []string{"site.yaml", "fi/ui.yaml", "sv/ui.yaml", "en/ui.yaml"} {
		data, err := os.ReadFile(filepath.Join("..", "content", name))
		if err != nil {
			tb.Fatal(err)
		}
		m[name] = &fstest.MapFile{Data: data}
	}
	return m
}

func vocabulary(r *rand.Rand) []string {
	syllables := strings.Fields("ka ki ko tä tö la li lu mä me na ni nen sa si su vä vi ra ri ja jä ha hy pa pi to ta")
	words := make([]string, 4000)
	for i := range words {
		for range 2 + r.IntN(3) {
			words[i] += syllables[r.IntN(len(syllables))]
		}
	}
	return words
}

func prose(r *rand.Rand, words []string, slug string, links []string) string {
	var b strings.Builder
	some := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = words[r.IntN(len(words))]
		}
		return strings.Join(out, " ")
	}
	fmt.Fprintf(&b, "---\ntitle: %s\n", some(3))
	if slug != "" {
		fmt.Fprintf(&b, "slug: %s\n", slug)
	}
	fmt.Fprintf(&b, "summary: %s.\n---\n\n", some(10))
	for left := 300 + r.IntN(700); left > 0; left -= 70 {
		fmt.Fprintf(&b, "## %s\n\n%s. **%s** %s [%s](%s).\n\n", some(3), some(25), some(1), some(12), some(2), links[r.IntN(len(links))])
		switch r.IntN(3) {
		case 0:
			fmt.Fprintf(&b, "- %s.\n- %s.\n- %s.\n\n", some(8), some(8), some(8))
		case 1:
			fmt.Fprintf(&b, "| %s | %s |\n| --- | --- |\n| %s | %s |\n| %s | %s |\n\n", some(1), some(1), some(2), some(3), some(2), some(3))
		case 2:
			fmt.Fprintf(&b, "%s.\n\n", some(24))
		}
	}
	return b.String()
}

// sizes are numbers of pages in all languages together.
var sizes = []int{60, 1002, 10002}

// BenchmarkBuild builds and writes a whole guide from nothing, as opas build
// does. Compare it with BenchmarkFloor in the same run.
func BenchmarkBuild(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			corpus(b, filepath.Join(dir, "content"), n/3)
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
			corpus(b, dir, n/3)
			builder := site.NewBuilder(guide(os.DirFS(dir)))
			name := filepath.Join(dir, "fi", "section-1", "part-1", "page-3.md")
			text, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
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
				page, err := r.Set.Bytes("fi/section-1/part-1/p3/index.html")
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
			corpus(b, filepath.Join(dir, "content"), n/3)
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
