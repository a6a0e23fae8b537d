// Package browser tests the built guide in a real browser: every page of every
// language, as its readers see it.
//
// The tests need Chromium and axe-core (npm; .ci/run installs both). Where one
// of them is missing they are skipped, and in CI they fail.
package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
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
	server := httptest.NewServer(http.StripPrefix("/sub/path", withHeaders(http.FileServer(http.Dir(shared.guide.dir)))))
	defer server.Close()
	shared.guide.url = server.URL + "/sub/path/"
	if binary := chromium(); binary != "" {
		options := append(chromedp.DefaultExecAllocatorOptions[:],
			chromedp.ExecPath(binary), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-quic", true))
		allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
		defer cancel()
		browser, cancel := chromedp.NewContext(allocator)
		defer cancel()
		if err := chromedp.Run(browser); err != nil {
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
	}
	return nil
}

func withHeaders(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, header := range preview.Headers {
			w.Header().Set(header[0], header[1])
		}
		h.ServeHTTP(w, r)
	})
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
	chromedp.ListenTarget(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		if e, ok := ev.(*network.EventRequestWillBeSent); ok {
			u := e.Request.URL
			if !strings.HasPrefix(u, shared.guide.url) && !strings.HasPrefix(u, "file://") && !strings.HasPrefix(u, "about:") {
				bad = append(bad, "request to "+u)
			}
		}
		if text := complaint(ev); text != "" {
			bad = append(bad, text)
		}
	})
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, b := range bad {
			t.Error(b)
		}
	})
	run(t, ctx, network.Enable())
	return ctx
}

func run(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// eval returns the value of an expression in the page, or what its promise
// gives.
func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	var v T
	run(t, ctx, chromedp.Evaluate(expression, &v, func(p *runtime.EvaluateParams) *runtime.EvaluateParams {
		return p.WithAwaitPromise(true)
	}))
	return v
}
