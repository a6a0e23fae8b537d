// Package browser tests the built guide in a real browser: every page of every
// language, as its readers see it.
//
// The tests need Chromium and axe-core (npm; .ci/run installs both). Where one
// of them is missing they are skipped, and in CI they fail.
package browser

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	theme "opas/assets"
	"opas/site"
	"opas/site/preview"
	"opas/templates"
)

// axeFile is where .ci/run puts axe-core.
const axeFile = "../../.ci/node_modules/axe-core/axe.min.js"

// guide is the built guide: in a folder, and served from a sub-path with the
// headers of production.
type guide struct {
	dir   string
	url   string   // ends in a slash
	pages []string // paths of all pages of the guide, from the root
}

// shared is what all tests use: one build and one browser.
var shared struct {
	guide   guide
	browser context.Context
	styles  sync.RWMutex // held for writing, it holds back the style sheets
	scripts sync.RWMutex // likewise the scripts
}

func TestMain(m *testing.M) {
	status, err := setUp(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func setUp(m *testing.M) (status int, err error) {
	dir, err := os.MkdirTemp("", "opas-browser")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if err := buildGuide(filepath.Join(dir, "public")); err != nil {
		return 0, err
	}
	server := httptest.NewServer(http.StripPrefix("/sub/path/", http.HandlerFunc(serveGuide)))
	defer server.Close()
	shared.guide.url = server.URL + "/sub/path/"
	if binary := chromium(); binary != "" {
		options := append(chromedp.DefaultExecAllocatorOptions[:],
			chromedp.ExecPath(binary), chromedp.NoSandbox, chromedp.Flag("disable-gpu", true),
			chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true))
		allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
		defer cancel()
		browser, cancel := chromedp.NewContext(allocator)
		defer cancel()
		if err := chromedp.Do(browser); err != nil {
			return 0, fmt.Errorf("start %s: %w", binary, err)
		}
		shared.browser = browser
	}
	return m.Run(), nil
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

func buildGuide(dir string) error {
	ctx := context.Background()
	b := site.NewBuilder(site.Options{
		Content:   site.Folder{FS: os.DirFS("../../content"), Name: "content"},
		Templates: site.Folder{FS: templates.FS, Name: "templates"},
		Assets:    site.Folder{FS: theme.FS, Name: "assets"},
	})
	r, err := b.Build(ctx)
	if err != nil {
		return err
	}
	if !r.OK() {
		return fmt.Errorf("the guide has errors: %v", r.Diags)
	}
	_, diags, err := b.Publish(ctx, r, dir, "public", nil)
	if err != nil {
		return err
	}
	if errors, _ := diags.Count(); errors > 0 {
		return fmt.Errorf("the built site has errors: %v", diags)
	}
	shared.guide.dir = dir
	for _, l := range r.Site.Languages {
		for _, p := range l.Pages {
			shared.guide.pages = append(shared.guide.pages, p.File())
		}
		for _, p := range l.Made() {
			shared.guide.pages = append(shared.guide.pages, p.File())
		}
		if err := standIn(filepath.Join(dir, "search", l.Code+".js")); err != nil {
			return err
		}
	}
	return nil
}

// standIn puts an empty script where the index of a language is missing.
func standIn(file string) error {
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, nil, 0o644)
}

// serveGuide answers as a plain server does, with the headers of production.
func serveGuide(w http.ResponseWriter, r *http.Request) {
	for _, header := range preview.Headers {
		w.Header().Set(header[0], header[1])
	}
	name := r.URL.Path
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	data, err := os.ReadFile(filepath.Join(shared.guide.dir, filepath.FromSlash(name)))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	switch path.Ext(name) {
	case ".css":
		shared.styles.RLock()
		defer shared.styles.RUnlock()
	case ".js":
		shared.scripts.RLock()
		defer shared.scripts.RUnlock()
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
	w.Write(data)
}

// need skips a test where a thing is missing, and fails it in CI.
func need(t *testing.T, ok bool, what string) {
	t.Helper()
	switch {
	case ok:
	case os.Getenv("CI") != "":
		t.Fatalf("%s is missing", what)
	default:
		t.Skipf("%s is missing", what)
	}
}

// tab opens a tab that closes with the test. It fails the test where a page
// asks another host for something, or logs an error: a breach of the content
// security policy is one.
func tab(t *testing.T) context.Context {
	t.Helper()
	need(t, shared.browser != nil, "Chromium")
	ctx, cancel := chromedp.NewContext(shared.browser)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(stop)
	var mu sync.Mutex
	var bad []string
	err := chromedp.Listen(ctx, func(ev any) {
		if text := complaint(ev); text != "" {
			mu.Lock()
			defer mu.Unlock()
			bad = append(bad, text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, b := range bad {
			t.Error(b)
		}
	})
	return ctx
}

// complaint returns what an event tells of an error on a page, or "".
func complaint(ev any) string {
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		u := e.Request.URL
		if !strings.HasPrefix(u, shared.guide.url) && !strings.HasPrefix(u, "file://") && !strings.HasPrefix(u, "about:") {
			return "request to " + u
		}
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.EntryLevelError {
			return "log: " + e.Entry.Text
		}
	case *cdpruntime.EventExceptionThrown:
		return "exception: " + e.ExceptionDetails.Text
	}
	return ""
}

type action = chromedp.Action[chromedp.Void]

func run(t *testing.T, ctx context.Context, actions ...action) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// eval returns the value of an expression in the page, or what its promise
// gives.
func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// call returns the action of a command of the browser's protocol.
func call[P any](c cdp.Command[P, cdp.Empty], params P) action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// before has each page that is loaded from now on run a script first.
func before(script string) action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

// open loads a page of the guide, by its path from the root.
func open(path string) action { return chromedp.Navigate(shared.guide.url + path) }

// media makes the browser prefer something: a colour scheme, forced colours.
func media(feature, value string) action {
	return call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: feature, Value: value}},
	})
}

func size(width, height int64) action { return chromedp.EmulateViewport(width, height) }

func wait(selector string) action { return chromedp.WaitReady(chromedp.CSS(selector)) }

func click(selector string) action { return chromedp.Click(chromedp.CSS(selector)) }
