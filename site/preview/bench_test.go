package preview

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"opas/assets"
	"opas/site"
	"opas/site/corpus"
	"opas/site/diag"
	"opas/templates"
)

// edit is a kind of edit: what is changed, and what shows it.
type edit struct {
	name string
	file string                                // in the project
	put  func(text, mark string) string        // the text with a mark
	show func(b *testing.B, s *benched) string // the address that shows it
	save func(file string, text []byte) error
}

func page(*testing.B, *benched) string { return "/fi/" + corpus.PageURL }

func home(*testing.B, *benched) string { return "/fi/index.html" }

var edits = []edit{
	{"body", "content/fi/" + corpus.Page, body, page, byRename},
	{"body in place", "content/fi/" + corpus.Page, body, page, inPlace},
	{"title", "content/fi/section-1/index.md", func(t, m string) string { return strings.Replace(t, "title: ", "title: "+m+" ", 1) }, home, byRename},
	{"template", "templates/partials/footer.html", func(t, m string) string { return strings.Replace(t, "<footer", "<!-- --><p>"+m+"</p><footer", 1) }, page, byRename},
	{"style", "assets/css/base.css", func(t, m string) string { return t + "\n." + m + "{color:red}\n" }, style, byRename},
	{"words", "content/fi/ui.yaml", func(t, m string) string { return strings.Replace(t, "menu: ", "menu: "+m+" ", 1) }, page, byRename},
}

func body(text, mark string) string { return text + "\n" + mark + "\n" }

// byRename saves as most editors do: what watches sees one change.
func byRename(file string, text []byte) error {
	if err := os.WriteFile(file+"~", text, 0o644); err != nil {
		return err
	}
	return os.Rename(file+"~", file)
}

// inPlace saves as others do: what watches sees an empty file, and the text.
func inPlace(file string, text []byte) error { return os.WriteFile(file, text, 0o644) }

// style returns the address of the style sheet, as the page has it now.
func style(b *testing.B, s *benched) string {
	body := string(s.get(b, "/fi/index.html"))
	_, rest, _ := strings.Cut(body, `href="../assets/main.`)
	name, _, _ := strings.Cut(rest, `"`)
	return "/assets/main." + name
}

// benched is a preview that a benchmark edits.
type benched struct {
	dir, url string
	buf      bytes.Buffer
}

func (s *benched) get(b *testing.B, path string) []byte {
	resp, err := http.Get(s.url + path)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	s.buf.Reset()
	if _, err := io.Copy(&s.buf, resp.Body); err != nil {
		b.Fatal(err)
	}
	return s.buf.Bytes()
}

// BenchmarkSaved measures from a save until the new text is served, at moments that are no one's beat. It reports the median
// and the 95th percentile in milliseconds.
func BenchmarkSaved(b *testing.B) {
	for _, n := range []int{75, 10002} {
		for _, e := range edits {
			b.Run(fmt.Sprintf("%d/%s", n, e.name), func(b *testing.B) { benchSaved(b, n, e) })
		}
	}
}

func benchSaved(b *testing.B, n int, e edit) {
	s := startBenched(b, n)
	file := filepath.Join(s.dir, filepath.FromSlash(e.file))
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	var took []float64
	for i := 0; b.Loop(); i++ {
		time.Sleep(time.Duration(300+rand.IntN(400)) * time.Millisecond)
		mark := fmt.Sprintf("mark%dx", i)
		start := time.Now()
		if err := e.save(file, []byte(e.put(string(text), mark))); err != nil {
			b.Fatal(err)
		}
		for !bytes.Contains(s.get(b, e.show(b, s)), []byte(mark)) {
			if time.Since(start) > 30*time.Second {
				b.Fatal("the edit is never shown")
			}
			time.Sleep(time.Millisecond)
		}
		took = append(took, float64(time.Since(start).Microseconds())/1000)
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "p50-ms")
	b.ReportMetric(took[len(took)*95/100], "p95-ms")
	b.ReportMetric(0, "ns/op")
}

// startBenched serves a generated guide of n pages, with a theme on disk.
func startBenched(b *testing.B, n int) *benched {
	b.Helper()
	s := &benched{dir: b.TempDir()}
	if err := corpus.Write(filepath.Join(s.dir, "content"), os.DirFS("../../content"), n/len(corpus.Languages)); err != nil {
		b.Fatal(err)
	}
	for name, theme := range map[string]fs.FS{"templates": templates.FS, "assets": assets.FS} {
		if err := os.CopyFS(filepath.Join(s.dir, name), theme); err != nil {
			b.Fatal(err)
		}
	}
	folder := func(name string) site.Folder {
		return site.Folder{FS: os.DirFS(filepath.Join(s.dir, name)), Name: name}
	}
	// As a project's files are: changed so long ago that no stat is in doubt.
	time.Sleep(2100 * time.Millisecond)
	ctx, stop := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{
			Builder:  site.NewBuilder(site.Options{Content: folder("content"), Templates: folder("templates"), Assets: folder("assets")}),
			Folders:  []string{filepath.Join(s.dir, "content"), filepath.Join(s.dir, "templates"), filepath.Join(s.dir, "assets")},
			ReadLink: os.Readlink, Out: "public", Listening: func(url string, _ []string) { listening <- strings.TrimSuffix(url, "/") },
			Checked: func(diag.List) {},
			Built: func(r *site.Result, err error, _ time.Duration) {
				if err != nil || !r.OK() {
					b.Error(err, r)
				}
			},
		})
	}()
	b.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	})
	s.url = <-listening
	return s
}
