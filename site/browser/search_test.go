package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	box     = `document.getElementById("ui_q")`
	popup   = `document.querySelector(".search-popup")`
	listed  = `document.querySelector("#ui_options:not([hidden]) [role=option]")`
	spoken  = `document.querySelector(".search [role=status]").textContent`
	active  = `document.getElementById(` + box + `.getAttribute("aria-activedescendant"))`
	results = `document.querySelector(".results .result a")`
	marked  = `(CSS.highlights.get("opas-search")?.size ?? 0)`
)

// ask writes into the box.
func ask(text string) action { return chromedp.SendKeys(chromedp.CSS("#ui_q"), text) }

func press(keys string) action { return chromedp.KeyEvent(keys) }

// asked opens a page, writes into its box, and waits for the list.
func asked(t *testing.T, ctx context.Context, path, query string) {
	t.Helper()
	run(t, ctx, open(path), ask(query))
	until(t, ctx, answered(query))
}

// answered is the condition that the list is that of a query.
func answered(query string) string {
	return listed + ` && (document.querySelector(".search-all").search === "?q=" + encodeURIComponent(` + quote(query) + `) || document.querySelector(".search-note").textContent.endsWith(" " + ` + quote(query) + `))`
}

// slash and enter press a key as a person does: KeyEvent would go on to write it
// where the page has not let it.
var (
	slash = keyDown(input.DispatchKeyEventParams{Key: "/", Code: "Slash", Text: "/"})
	enter = keyDown(input.DispatchKeyEventParams{Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13})
)

func keyDown(p input.DispatchKeyEventParams) action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		p.Type = "keyDown"
		_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, p)
		return err
	})
}

// TestSearchLoads: nothing of the search is loaded before its box is used.
func TestSearchLoads(t *testing.T) {
	ctx := tab(t)
	loaded := `performance.getEntriesByType("resource").filter((e) => /\/search\/|box|analysis|results|marks/.test(e.name)).map((e) => e.name).join()`
	for _, path := range []string{"fi/index.html", "fi/haku/index.html"} {
		run(t, ctx, open(path))
		if got := eval[string](t, ctx, loaded); got != "" {
			t.Errorf("%s has loaded %s", path, got)
		}
	}
	run(t, ctx, open("fi/index.html"), chromedp.Focus(chromedp.CSS("#ui_q")))
	until(t, ctx, box+`.getAttribute("role") === "combobox"`)
}

// TestSearchKeys: "/" and Ctrl-K lead to the box, but not out of a field.
func TestSearchKeys(t *testing.T) {
	ctx := tab(t)
	here := `document.activeElement === ` + box
	run(t, ctx, open("fi/tuki/"), slash)
	fine(t, ctx, here, "/ does not lead to the box")
	run(t, ctx, slash)
	fine(t, ctx, box+`.value === "/"`, "/ can't be written in the box")
	run(t, ctx, open("fi/tuki/"), chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	fine(t, ctx, here, "Ctrl-K does not lead to the box")
	run(t, ctx, open("fi/haku/"), click(".search-shortcut label"), open("fi/tuki/"), slash)
	fine(t, ctx, `!(`+here+`)`, "/ leads to the box though it was switched off")
	run(t, ctx, open("fi/haku/"), click(".search-shortcut label"), open("fi/tuki/"), slash)
	fine(t, ctx, here, "/ does not lead to the box though it was switched on again")
}

// TestSearchKeyboard: from the box to a section by keys alone; its words are
// marked there until Escape.
func TestSearchKeyboard(t *testing.T) {
	ctx := tab(t)
	asked(t, ctx, "fi/tuki/", "salasana")
	fine(t, ctx, box+`.getAttribute("aria-expanded") === "true" && document.getElementById(`+box+`.getAttribute("aria-controls")).matches("[role=listbox]")`, "the box does not tell of its list")
	fine(t, ctx, `!`+box+`.hasAttribute("aria-activedescendant")`, "an option is active before an arrow was used")
	run(t, ctx, press(kb.ArrowDown))
	fine(t, ctx, active+` === document.querySelectorAll("[role=option]")[0] && `+active+`.ariaSelected === "true"`, "the arrow does not reach the first option")
	run(t, ctx, press(kb.ArrowUp))
	fine(t, ctx, `!`+box+`.hasAttribute("aria-activedescendant")`, "the arrow does not lead back to the box")
	run(t, ctx, press(kb.ArrowUp))
	fine(t, ctx, active+` === [...document.querySelectorAll("[role=option]")].at(-1)`, "the arrow does not reach the last option")
	run(t, ctx, press(kb.Home))
	fine(t, ctx, `!`+box+`.hasAttribute("aria-activedescendant") && `+box+`.selectionStart === 0`, "Home does not lead to the beginning of the box")
	// The first option that leads to a heading.
	n := eval[int](t, ctx, `[...document.querySelectorAll("[role=option]")].findIndex((o) => o.hash)`)
	if n < 0 {
		t.Fatal("no option leads to a heading")
	}
	heading := eval[string](t, ctx, `decodeURIComponent(document.querySelectorAll("[role=option]")[`+strconv.Itoa(n)+`].hash)`)
	for range n + 1 {
		run(t, ctx, press(kb.ArrowDown))
	}
	fine(t, ctx, `document.activeElement === `+box, "the focus has left the box")
	run(t, ctx, enter)
	until(t, ctx, `decodeURIComponent(location.hash) === `+quote(heading)+` && document.readyState === "complete"`)
	until(t, ctx, marked+` > 0`)
	fine(t, ctx, `location.search === "" && !location.pathname.endsWith("index.html")`, "the address still holds the words")
	fine(t, ctx, `document.querySelector(":target").getBoundingClientRect().top < innerHeight`, "the heading is not in view")
	run(t, ctx, press(kb.Escape))
	fine(t, ctx, marked+` === 0`, "Escape does not remove the marks")
}

// TestSearchTab: the list closes where the focus leaves the box.
func TestSearchTab(t *testing.T) {
	ctx := tab(t)
	asked(t, ctx, "fi/tuki/", "salasana")
	run(t, ctx, press(kb.Tab))
	until(t, ctx, `document.activeElement.matches(".search-button") && `+popup+`.hidden && `+box+`.getAttribute("aria-expanded") === "false"`)
}

// TestSearchHalfCharacter: half of a surrogate pair, which a paste can leave,
// finds what stands beside it.
func TestSearchHalfCharacter(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, open("fi/tuki/"), click("#ui_q"))
	until(t, ctx, box+`.getAttribute("role") === "combobox"`)
	eval[int](t, ctx, box+`.value = "salasana \ud83d"; `+box+`.dispatchEvent(new InputEvent("input", {bubbles: true})); 0`)
	until(t, ctx, listed+` && document.querySelector(".search-all").search === "?q=salasana%20"`)
}

// TestSearchEscape: the first Escape closes the list, the second clears the box.
func TestSearchEscape(t *testing.T) {
	ctx := tab(t)
	asked(t, ctx, "fi/tuki/", "salasana")
	run(t, ctx, press(kb.Escape))
	fine(t, ctx, popup+`.hidden && `+box+`.value === "salasana" && `+box+`.getAttribute("aria-expanded") === "false"`, "the first Escape does not just close the list")
	run(t, ctx, press(kb.ArrowDown))
	until(t, ctx, `!`+popup+`.hidden`)
	run(t, ctx, press(kb.Escape), press(kb.Escape))
	fine(t, ctx, popup+`.hidden && `+box+`.value === "" && document.activeElement === `+box, "the second Escape does not clear the box")
	run(t, ctx, ask("salasana"))
	until(t, ctx, answered("salasana"))
	run(t, ctx, click(".footer-site"))
	fine(t, ctx, popup+`.hidden`, "a click beside the list does not close it")
	run(t, ctx, ask("t"))
	until(t, ctx, `!`+popup+`.hidden`)
	run(t, ctx, press(kb.Tab), press(kb.Tab))
	fine(t, ctx, popup+`.hidden`, "the list stays when the focus leaves")
}

// TestSearchSpoken: the number of results is told after a pause, in the
// reader's language, and so is that there are none.
func TestSearchSpoken(t *testing.T) {
	ctx := tab(t)
	asked(t, ctx, "fi/tuki/", "salasana")
	n := eval[int](t, ctx, `document.querySelectorAll(".search-page [role=option]").length`)
	until(t, ctx, spoken+` === `+quote(strconv.Itoa(n)+" tulosta"))
	run(t, ctx, press(kb.Escape), press(kb.Escape), ask("qxqxqx"))
	until(t, ctx, spoken+` === "Ei tuloksia haulla qxqxqx"`)
	fine(t, ctx, listed+`.pathname.endsWith("/fi/hakemisto/index.html")`, "where nothing is found the register is not offered")
}

// TestSearchStale: an answer that comes late does not replace a newer one.
func TestSearchStale(t *testing.T) {
	ctx := tab(t)
	slow := `globalThis.opasSearch = {
		get open() { return this.slow },
		set open(f) {
			this.slow = (options) => {
				const engine = f(options), search = engine.search.bind(engine);
				engine.search = async (query, options) => {
					const answer = await search(query, options);
					if (query.length < 8) await new Promise((later) => setTimeout(later, 300));
					(globalThis.answered ??= []).push(query);
					return answer;
				};
				return engine;
			};
		},
	}`
	run(t, ctx, addScript(slow), open("fi/tuki/"), ask("sal"))
	until(t, ctx, `globalThis.answered?.includes("sal")`) // everything has been loaded
	run(t, ctx, ask("asana"))
	until(t, ctx, `globalThis.answered?.includes("salasan") && answered.includes("salasana")`)
	fine(t, ctx, `answered.indexOf("salasana") < answered.indexOf("salasan")`, "no answer came late")
	fine(t, ctx, `new URL(document.querySelector(".search-all").href).searchParams.get("q") === "salasana"`, "the list is not the newest answer's")
}

// addScript makes a script run before those of the pages that are opened.
func addScript(source string) action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})
		return err
	})
}

// TestSearchWithoutScript: the box leads to the register, and the page of
// results says why.
func TestSearchWithoutScript(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	for _, width := range []int64{360, 1280} {
		run(t, ctx, size(width, 800), open("sv/index.html"), click("#ui_q"), ask("lösenord"), enter, wait(".register"))
		at(t, ctx, shared.guide.url+"sv/register/index.html?q=l%C3%B6senord")
	}
	run(t, ctx, open("sv/sok/"), wait(`noscript a[href="../register/index.html"]`))
}

// TestSearchFails: where a part of the search does not arrive, the reader is
// told, and led to the register; the next time may be better.
func TestSearchFails(t *testing.T) {
	need(t, shared.browser != nil, "Chromium")
	ctx, cancel := chromedp.NewContext(shared.browser)
	defer cancel()
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute)
	defer stop()
	block := func(patterns ...string) action {
		var p network.SetBlockedURLsParams
		for _, pattern := range patterns {
			p.URLPatterns = append(p.URLPatterns, &network.BlockPattern{URLPattern: pattern, Block: true})
		}
		return call(network.SetBlockedURLs, p)
	}
	said := `!` + popup + `.hidden && document.querySelector(".search-failed").checkVisibility() && document.querySelector(".search-failed a").pathname.endsWith("/fi/hakemisto/index.html")`
	run(t, ctx, call(network.Enable, network.EnableParams{}))
	for _, pattern := range []string{"*://*:*/*/assets/box.*", "*://*:*/*/assets/analysis.*", "*://*:*/*/search/fi.js"} {
		run(t, ctx, block(pattern), open("fi/tuki/"), ask("salasana"))
		until(t, ctx, said)
		until(t, ctx, spoken+`.includes("Hakua ei voitu ladata")`)
		run(t, ctx, click(".footer-site"))
		fine(t, ctx, popup+`.hidden`, pattern+": the notice stays")
		run(t, ctx, block(pattern), open("fi/haku/?q=salasana"))
		until(t, ctx, said)
	}
	run(t, ctx, block("*://*:*/*/assets/box.*"), open("fi/tuki/"), ask("salasana"))
	until(t, ctx, said)
	run(t, ctx, block(), click(".footer-site"), click("#ui_q"))
	until(t, ctx, listed)
}

// TestSearchAxe runs axe-core while the list is open, and over results.
func TestSearchAxe(t *testing.T) {
	script, err := os.ReadFile(axeFile)
	need(t, err == nil, "axe-core")
	ctx := tab(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{360, 1280} {
			run(t, ctx, media("prefers-color-scheme", scheme), size(width, 900))
			for _, query := range []string{"salasana", "qxqxqx"} {
				asked(t, ctx, "fi/askeleet/jaa/", query)
				run(t, ctx, press(kb.ArrowDown))
				axe(t, ctx, string(script), query+" "+scheme)
				run(t, ctx, open("fi/haku/?q="+query))
				until(t, ctx, `document.querySelector(".results h2")`)
				axe(t, ctx, string(script), "results of "+query+" "+scheme)
			}
		}
	}
}

// TestSearchTargets: what a finger must hit is large enough (WCAG 2.2, 2.5.8),
// the list stays within a narrow window, and the page does not move.
func TestSearchTargets(t *testing.T) {
	ctx := tab(t)
	for _, width := range []int64{320, 360, 1280} {
		run(t, ctx, size(width, 800), open("fi/askeleet/jaa/"))
		before := eval[float64](t, ctx, `document.querySelector("h1").getBoundingClientRect().top`)
		run(t, ctx, click("#ui_q"), ask("salasana"))
		until(t, ctx, listed)
		want(t, ctx, `[...document.querySelectorAll(".search-option, .search-input, .search-button")].map((e) => [e, e.getBoundingClientRect()]).filter(([, r]) => r.height < 36 || r.width < 44).map(([e]) => e.className).join()`, "")
		fine(t, ctx, `(() => { const r = `+popup+`.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth; })()`, "the list leaves the window")
		fine(t, ctx, `document.documentElement.scrollWidth <= innerWidth`, fmt.Sprintf("%d px: the page scrolls sideways", width))
		fine(t, ctx, fmt.Sprintf(`document.querySelector("h1").getBoundingClientRect().top + scrollY === %g`, before), fmt.Sprintf("%d px: the page moves", width))
	}
}

// TestSearchFiles: all of it works from a folder.
func TestSearchFiles(t *testing.T) {
	ctx := tab(t)
	root := "file://" + filepath.ToSlash(shared.guide.dir)
	run(t, ctx, chromedp.Navigate(root+"/fi/index.html"), ask("salasana"))
	until(t, ctx, answered("salasana"))
	run(t, ctx, press(kb.ArrowDown), enter)
	until(t, ctx, marked+` > 0`)
	run(t, ctx, press(kb.Escape), ask("salasana"))
	until(t, ctx, answered("salasana"))
	run(t, ctx, enter)
	until(t, ctx, results)
	at(t, ctx, root+"/fi/haku/index.html?q=salasana")
	run(t, ctx, click("#ui_q"), press(kb.End), ask(" qxqx"), enter)
	until(t, ctx, `new URLSearchParams(location.search).get("q") === "salasana qxqx"`)
}

// TestSearchHostile: whatever is asked, the answer is at once, and text.
func TestSearchHostile(t *testing.T) {
	ctx := tab(t)
	for _, query := range []string{
		`<img src=x onerror="document.title='executed'">`, `"><script>document.title="executed"</script>`, "😀👍🏽🏳️‍🌈", "سلام مرحبا", "\u202eanasalas\u202c",
		"sa\u0308hko\u0308posti", "...!?", "ja on se", "{query}", "$&", "constructor", "__proto__", "%", "%E4", "a&b=c#d", strings.Repeat("salasana ", 1112), strings.Repeat("x", 10_000),
	} {
		run(t, ctx, open("fi/tuki/"), chromedp.Focus(chromedp.CSS("#ui_q")))
		until(t, ctx, box+`.getAttribute("role") === "combobox"`)
		eval[int](t, ctx, box+`.value = `+quote(query)+`; `+box+`.dispatchEvent(new InputEvent("input", {bubbles: true})); 0`)
		name := query[:min(len(query), 40)]
		t.Log(name)
		until(t, ctx, listed)
		fine(t, ctx, `!`+popup+`.querySelector("img, script") && !document.title.includes("executed")`, name+": was taken for HTML")
		fine(t, ctx, `document.documentElement.scrollWidth <= innerWidth`, name+": the page is too wide")
		eval[int](t, ctx, `location.href = document.querySelector(".search").dataset.results + "?q=" + encodeURIComponent(`+quote(query)+`); 0`)
		until(t, ctx, `document.querySelector(".results h2") && `+box+`.value === `+quote(query))
		fine(t, ctx, `!document.querySelector(".results").querySelector("img, script") && document.title !== "executed"`, name+": was taken for HTML among the results")
		fine(t, ctx, `document.documentElement.scrollWidth <= innerWidth`, name+": the results are too wide")
	}
}

// TestSearchTooEarly: of two letters that find nothing the box says nothing yet.
func TestSearchTooEarly(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, open("fi/tuki/"), ask("qxq"))
	until(t, ctx, listed)
	run(t, ctx, press(kb.Backspace))
	until(t, ctx, `!(`+listed+`)`)
}

// TestSearchForcedColours: the option that the arrows have reached can be told
// from the others.
func TestSearchForcedColours(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, media("forced-colors", "active"))
	asked(t, ctx, "fi/tuki/", "salasana")
	run(t, ctx, press(kb.ArrowDown))
	fine(t, ctx, `getComputedStyle(`+active+`).outlineStyle === "solid" && getComputedStyle(document.querySelector('[role=option][aria-selected="false"]')).outlineStyle === "none"`, "the active option has no outline")
}

// TestSearchPreview: an edit in the preview takes nothing from the box, and
// leaves marks.
func TestSearchPreview(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/?mark=viimeinen")
	until(t, ctx, marked+` === 1`)
	run(t, ctx, ask("salasana"))
	until(t, ctx, `!`+popup+`.hidden`)
	d.edit("content/fi/koe.md", "Ensimmäinen kappale.", "Toinen kappale.")
	until(t, ctx, shows("Toinen kappale."))
	fine(t, ctx, box+`.value === "salasana" && document.activeElement === `+box+` && !`+popup+`.hidden`, "the box has lost what it had")
	fine(t, ctx, marked+` === 1`, "the marks are gone")
	notReloaded(t, ctx)
}

// TestSearchNotFound: the page for addresses that there are not has the box too.
// Its addresses begin at the root of the host, which the preview is.
func TestSearchNotFound(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/404.html")
	run(t, ctx, ask("koe"))
	until(t, ctx, answered("koe"))
	run(t, ctx, press(kb.ArrowDown), enter)
	until(t, ctx, `location.pathname.startsWith("/fi/") && !location.pathname.includes("404") && `+marked+` > 0`)
}
