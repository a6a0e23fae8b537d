package browser

import (
	"context"
	"encoding/json"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	theme "opas/assets"
	"opas/site"
	"opas/site/diag"
	"opas/site/preview"
	"opas/templates"
)

// draft is a copy of the guide that is edited while a preview shows it.
type draft struct {
	t    *testing.T
	dir  string // holds content and assets
	port int    // of the preview; 0 until it was started
	stop func()
}

// trial is a page that the tests edit: no other page leads to it, and it is
// longer than a window.
const trial = "---\ntitle: Koesivu\nslug: koe\n---\n\n## Alku\n\nEnsimmäinen kappale.\n\n- [ ] Yksi\n- [ ] Kaksi\n\n## Loppu\n\n"

// newDraft starts a preview of a fresh copy.
func newDraft(t *testing.T) *draft {
	t.Helper()
	need(t, shared.browser != nil, "Chromium")
	d := &draft{t: t, dir: t.TempDir()}
	if err := os.CopyFS(filepath.Join(d.dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(d.dir, "assets"), theme.FS); err != nil {
		t.Fatal(err)
	}
	d.write("content/fi/koe.md", trial+strings.Repeat("Pitkä kappale, jota vieritetään.\n\n", 60)+"Viimeinen kappale.\n")
	d.start()
	t.Cleanup(func() { d.stop() })
	return d
}

// start serves the draft, on the port it had before.
func (d *draft) start() {
	d.t.Helper()
	b := site.NewBuilder(site.Options{
		Content:   site.Folder{FS: os.DirFS(filepath.Join(d.dir, "content")), Name: "content"},
		Templates: site.Folder{FS: templates.FS, Name: "templates"},
		Assets:    site.Folder{FS: os.DirFS(filepath.Join(d.dir, "assets")), Name: "assets"},
	})
	ctx, cancel := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- preview.Serve(ctx, preview.Options{
			Builder: b, Folders: []string{filepath.Join(d.dir, "content"), filepath.Join(d.dir, "assets")},
			ReadLink: os.Readlink, Port: d.port, Out: "public",
			Listening: func(address string, _ []string) { listening <- address },
			Checked:   func(diag.List) {},
			Built: func(_ *site.Result, err error, _ time.Duration) {
				if err != nil {
					d.t.Error(err)
				}
			},
		})
	}()
	d.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			d.t.Error(err)
		}
		d.stop = func() {}
	}
	select {
	case address := <-listening:
		d.port = portOf(d.t, address)
	case err := <-ended:
		d.t.Fatalf("the preview ended: %v", err)
	}
}

func portOf(t *testing.T, address string) int {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func (d *draft) url(path string) string {
	return "http://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(d.port)) + path
}

func (d *draft) write(name, text string) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// edit replaces a text in a file.
func (d *draft) edit(name, before, after string) {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(name)))
	if err != nil {
		d.t.Fatal(err)
	}
	if !strings.Contains(string(data), before) {
		d.t.Fatalf("%s does not hold %q", name, before)
	}
	d.write(name, strings.Replace(string(data), before, after, 1))
}

// open shows a page of the draft in a new tab, and waits until the preview is
// there. marker tells later whether the page was loaded again.
func (d *draft) open(path string) context.Context {
	d.t.Helper()
	return d.openWith("", path)
}

// openWith does so with a script that runs before those of the page.
func (d *draft) openWith(script, path string) context.Context {
	d.t.Helper()
	ctx, cancel := chromedp.NewContext(shared.browser)
	d.t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute)
	d.t.Cleanup(stop)
	err := chromedp.Listen(ctx, func(ev any) {
		switch e := ev.(type) {
		case *cdplog.EventEntryAdded:
			// Other errors are expected: a server that is away, a page that is gone.
			if e.Entry.Source == cdplog.EntrySourceSecurity {
				d.t.Errorf("%s: %s", path, e.Entry.Text)
			}
		case *cdpruntime.EventExceptionThrown:
			d.t.Errorf("%s: exception: %s", path, e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		d.t.Fatal(err)
	}
	run(d.t, ctx, before(script), chromedp.Navigate(d.url(path)))
	until(d.t, ctx, ui+`?.querySelector(".panel, .overlay") && !document.querySelector("opas-preview").hidden`)
	eval[int](d.t, ctx, `window.marker = 1`)
	return ctx
}

// ui is where the preview's own elements are.
const ui = `document.querySelector("opas-preview")?.shadowRoot`

func shows(text string) string { return `document.body.textContent.includes(` + quote(text) + `)` }

// overlaid is the condition that the overlay is there and holds a text.
func overlaid(text string) string {
	return ui + `.querySelector(".overlay")?.textContent.includes(` + quote(text) + `)`
}

const notOverlaid = `!` + ui + `.querySelector(".overlay")`

func quote(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // strings can always be encoded
	}
	return string(data)
}

// notReloaded fails the test where the page is not the one that was opened.
func notReloaded(t *testing.T, ctx context.Context) {
	t.Helper()
	fine(t, ctx, `window.marker === 1`, "the page was loaded again")
}
