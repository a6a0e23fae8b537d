package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSearchResults: the page of results shows what its address asks, follows
// what is typed, and goes back.
func TestSearchResults(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, open("fi/haku/?q=salasana"))
	until(t, ctx, results)
	fine(t, ctx, box+`.value === "salasana" && document.title.startsWith("Haku: salasana – ")`, "the page does not tell what was asked")
	fine(t, ctx, `document.querySelector('meta[name="robots"]').content === "noindex"`, "search engines may list the results")
	fine(t, ctx, `document.querySelector(".results mark")`, "the words are not marked")
	run(t, ctx, click("#ui_q"), press(kb.End), ask(" qxqx"), enter)
	until(t, ctx, `location.search === "?q=salasana%20qxqx" && document.activeElement.matches(".results h2")`)
	run(t, ctx, chromedp.NavigateBack())
	until(t, ctx, box+`.value === "salasana" && `+results)
	run(t, ctx, chromedp.NavigateForward())
	until(t, ctx, box+`.value === "salasana qxqx"`)
	run(t, ctx, open("fi/haku/?q=qxqxqx"))
	until(t, ctx, `document.querySelector(".results-tips").checkVisibility()`)
	fine(t, ctx, `document.querySelector('.results-tips a[href^="mailto:"]')`, "where nothing is found no address to ask is offered")
	// From the box of another page.
	asked(t, ctx, "en/index.html", "x")
	run(t, ctx, enter)
	until(t, ctx, `location.pathname.endsWith("/en/search/") && location.search === "?q=x"`)
}

// TestSearchPrint: a print of the results has their addresses, and no box.
func TestSearchPrint(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, open("fi/haku/?q=salasana"))
	until(t, ctx, results)
	const asked = `document.querySelector(".results-asked")`
	fine(t, ctx, `!`+asked+`.checkVisibility()`, "what the box tells stands twice")
	run(t, ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	fine(t, ctx, `!document.querySelector(".search").checkVisibility()`, "the box is printed")
	fine(t, ctx, asked+`.checkVisibility() && `+asked+`.textContent === "Haku: salasana"`, "what was asked is not printed")
	fine(t, ctx, `getComputedStyle(document.querySelector("main")).minBlockSize === "0px"`, "the page is as high as the window on paper")
	fine(t, ctx, `[...document.querySelectorAll(".result-address")].every((a) => a.checkVisibility() && a.textContent.startsWith(`+quote(shared.guide.url+"fi/")+`))`, "addresses are not printed")
	run(t, ctx, open("fi/hakemisto/"))
	fine(t, ctx, `!document.querySelector(".letters").checkVisibility() && document.querySelector(".register a").checkVisibility()`, "the register does not print well")
}

// TestSearchMarks: words are marked without a change of the page, and where
// there is no anchor the first is brought into view. Where the browser can't do
// so, elements mark them.
func TestSearchMarks(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, size(1280, 600), open("fi/pelisaannot/turvallisesti-somessa/?mark=turvaopas,turvaopas.x,%3Cimg%3E"))
	until(t, ctx, marked+` > 0`)
	fine(t, ctx, `scrollY > 0`, "the first mark is out of view")
	fine(t, ctx, `!document.querySelector("main mark")`, "the page was changed")
	const middle = "fi/pelisaannot/turvallisesti-somessa/?mark=salasana,salasanalla"
	run(t, ctx, open(middle))
	until(t, ctx, marked+` > 1`)
	text := eval[string](t, ctx, `document.querySelector("main").textContent`)
	run(t, ctx, addScript(`delete globalThis.Highlight`), open(middle))
	until(t, ctx, `document.querySelectorAll("main mark").length > 1`)
	run(t, ctx, press(kb.Escape))
	fine(t, ctx, `!document.querySelector("main mark") && document.querySelector("main").textContent === `+quote(text), "Escape does not restore the page")
}
