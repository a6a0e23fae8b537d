package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestAxe runs axe-core with all its rules over every page, light and dark,
// wide and narrow.
func TestAxe(t *testing.T) {
	script, err := os.ReadFile(axeFile)
	need(t, err == nil, "axe-core")
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1280}, {"dark", 1280}, {"light", 360}, {"dark", 360}} {
		t.Run(fmt.Sprintf("%s, %d px", look.scheme, look.width), func(t *testing.T) {
			ctx := tab(t)
			run(t, ctx, media("prefers-color-scheme", look.scheme), size(look.width, 900))
			for _, file := range shared.guide.pages {
				run(t, ctx, open(file))
				axe(t, ctx, string(script), file)
			}
		})
	}
}

// axe reports what axe-core, whose script is given, finds on the page.
func axe(t *testing.T, ctx context.Context, script, what string) {
	t.Helper()
	eval[int](t, ctx, script+";0")
	result := eval[string](t, ctx, `axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify(
		r.violations.map(v => [v.id, v.nodes.map(n => n.html + " " + n.failureSummary)])))`)
	var violations []json.RawMessage
	if err := json.Unmarshal([]byte(result), &violations); err != nil {
		t.Fatal(err)
	}
	for _, v := range violations {
		t.Errorf("%s: %s", what, v)
	}
}

// openSlowly opens a page whose parts come in the order that moves most: it is
// painted once all of it has been read, as a busy browser paints what it has and
// moves it as the rest comes, and its scripts come when it has been painted.
func openSlowly(t *testing.T, ctx context.Context, path string) {
	t.Helper()
	shared.scripts.Lock()
	defer shared.scripts.Unlock()
	func() {
		shared.styles.Lock()
		defer shared.styles.Unlock()
		url := shared.guide.url + path
		eval[bool](t, ctx, fmt.Sprintf(`location.href = %q; true`, url))
		until(t, ctx, fmt.Sprintf(`location.href === %q && document.readyState !== "loading"`, url))
	}()
	until(t, ctx, `performance.getEntriesByName("first-contentful-paint").length > 0`)
}

// TestNarrow: at 320 px, which is 1280 px at 400 % zoom, no page scrolls
// sideways (WCAG 2.2, 1.4.10), and no page shifts once it is there: not by its
// scripts, images or fonts.
func TestNarrow(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, size(320, 640), call(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
	for _, p := range shared.guide.pages {
		openSlowly(t, ctx, p)
		until(t, ctx, `document.readyState === "complete"`)
		if over := eval[int](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s: %d px too wide", p, over)
		}
		standsStill(t, ctx, p)
	}
}

// standsStill checks that nothing on the page has moved since it was painted.
func standsStill(t *testing.T, ctx context.Context, what string) {
	t.Helper()
	moved := eval[[]string](t, ctx, `new Promise(done => {
		const moved = [];
		new PerformanceObserver(list => {
			for (const {value, sources} of list.getEntries()) moved.push(value.toFixed(4) + " " + Array.from(sources, ({node}) => node?.outerHTML?.slice(0, 80) ?? node?.textContent));
		}).observe({type: "layout-shift", buffered: true});
		requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
	})`)
	for _, m := range moved {
		t.Errorf("%s: layout shift %s", what, m)
	}
}

// TestSkipLink: the first stop of the keyboard leads past the navigation.
func TestSkipLink(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, open("fi/askeleet/tavoitteet/"), chromedp.KeyEvent(kb.Tab))
	until(t, ctx, `document.activeElement.getAttribute("href")?.startsWith("#")`)
	run(t, ctx, chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	fine(t, ctx, `document.activeElement.closest("main")`, "the stop after the skip link is not in the main content")
}

// TestMenu: on a narrow screen the navigation opens by keyboard, and Escape
// closes it and gives the focus back.
func TestMenu(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, size(360, 740), open("sv/index.html"))
	const shown = `document.getElementById("ui_nav").checkVisibility({visibilityProperty: true})`
	fine(t, ctx, `!`+shown, "the menu is open at first")
	run(t, ctx, chromedp.Focus(chromedp.CSS(`[popovertarget="ui_nav"]`)), chromedp.KeyEvent(kb.Enter))
	fine(t, ctx, shown, "the menu does not open")
	run(t, ctx, chromedp.KeyEvent(kb.Escape))
	fine(t, ctx, `!`+shown, "Escape does not close the menu")
	fine(t, ctx, `document.activeElement.matches('[popovertarget="ui_nav"]')`, "the focus is lost")
	run(t, ctx, size(1280, 800))
	fine(t, ctx, shown, "on a wide screen the navigation is hidden")
}

// TestWithoutScript: pages lead where they should with scripts off.
func TestWithoutScript(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
		open(""),
		wait(`html[lang="fi"] main h1`),
		click(`main ol a`), wait(`html[lang="fi"] .article`))
	at(t, ctx, shared.guide.url+"fi/askeleet/tavoitteet/index.html")
}

// TestFiles: the same output works from a folder, without a server.
func TestFiles(t *testing.T) {
	ctx := tab(t)
	root := "file://" + filepath.ToSlash(shared.guide.dir)
	run(t, ctx, chromedp.Navigate(root+"/index.html"), wait(`html[lang="fi"] main h1`),
		click(`a[hreflang="en"]`), wait(`html[lang="en"] main h1`),
		click(`main ol a`), wait(`.article`))
	at(t, ctx, root+"/en/steps/goals/index.html")
	fine(t, ctx, `document.styleSheets.length > 0`, "no style sheet is loaded")
}

// TestAddressBar: on a server the address shown is the short one.
func TestAddressBar(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, open("en/index.html"), click(`main ol a`),
		wait(`.article`))
	at(t, ctx, shared.guide.url+"en/steps/goals/")
}

// TestPrint: paper shows the text and not the navigation.
func TestPrint(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, open("fi/pelisaannot/kelalaisena-somessa/"),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	for _, hidden := range []string{"#ui_nav", "header button", ".anchor"} {
		fine(t, ctx, `![...document.querySelectorAll('`+hidden+`')].some(e => e.checkVisibility())`, hidden+" is printed")
	}
	fine(t, ctx, `document.querySelector("main h1").checkVisibility()`, "the heading is not printed")
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if len(pdf) < 1000 {
		t.Errorf("the print has %d bytes", len(pdf))
	}
}

// TestForcedColours: in forced colours the focus can be seen, and so can the
// current page.
func TestForcedColours(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, media("forced-colors", "active"),
		open("fi/tuki/"),
		chromedp.KeyEvent(kb.Tab))
	fine(t, ctx, `document.activeElement !== document.body && getComputedStyle(document.activeElement).outlineStyle !== "none"`, "the focus has no outline")
}

// TestBreadcrumbsAligned: the way to a page begins where its title does, however
// wide the window is.
func TestBreadcrumbsAligned(t *testing.T) {
	ctx := tab(t)
	for _, width := range []int64{320, 900, 1000, 1280, 1600} {
		run(t, ctx, size(width, 900))
		for _, file := range shared.guide.pages {
			if !strings.HasPrefix(file, "fi/") {
				continue
			}
			run(t, ctx, open(file))
			fine(t, ctx, `(left => Math.abs(left(".breadcrumbs li") - left("h1")) < 1)(s => document.querySelector(s)?.getBoundingClientRect().left ?? document.querySelector("h1").getBoundingClientRect().left)`,
				fmt.Sprintf("%s, %d px: the breadcrumbs stand elsewhere than the title", file, width))
		}
	}
}
