package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// titled is an entry of a list of results whose text holds a title.
func titled(list, title string) string {
	return `[...document.querySelectorAll("` + list + `")].find((e) => e.textContent.includes(` + quote(title) + `))`
}

// TestPreviewSearchBox: after a save the open list shows the new state, what the
// arrows have reached stays so, and what is typed afterwards is answered from the
// new index, of other languages too.
func TestPreviewSearchBox(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	run(t, ctx, ask("lösenord")) // found through Swedish
	until(t, ctx, answered("lösenord"))
	run(t, ctx, press(kb.Escape), press(kb.Escape), ask("salasana"))
	until(t, ctx, answered("salasana"))
	run(t, ctx, press(kb.ArrowDown), press(kb.ArrowDown))
	reached := eval[string](t, ctx, active+`.pathname + `+active+`.hash`)
	d.edit("content/fi/koe.md", "title: Koesivu", "title: Uuden salasanan koe")
	until(t, ctx, titled(".search-page", "Uuden salasanan koe"))
	want(t, ctx, active+`?.pathname + `+active+`?.hash`, reached)
	fine(t, ctx, active+`.ariaSelected === "true" && document.activeElement === `+box, "the list has taken the focus")
	d.edit("content/fi/koe.md", "Ensimmäinen kappale.", "Salasana on seepramainen.")
	until(t, ctx, titled(".search-page", "seepramainen"))

	run(t, ctx, press(kb.Escape))
	fine(t, ctx, popup+`.hidden`, "Escape does not close the list")
	d.edit("content/fi/koe.md", "seepramainen", "kirahvimainen")
	until(t, ctx, shows("kirahvimainen"))
	fine(t, ctx, popup+`.hidden`, "a save opens the list")
	run(t, ctx, press(kb.Escape), ask("kirahvimainen"))
	until(t, ctx, titled(".search-page", "Uuden salasanan koe"))

	d.edit("content/sv/3-support.md", "---\n\n", "---\n\nZebraklubben hjälper dig.\n\n")
	d.edit("content/fi/koe.md", "kirahvimainen", "tavallinen")
	until(t, ctx, shows("tavallinen"))
	run(t, ctx, press(kb.Escape), press(kb.Escape), ask("zebraklubben"))
	until(t, ctx, `document.querySelector("[role=option] .search-via")?.closest("a").pathname.endsWith("/fi/tuki/index.html")`)
	notReloaded(t, ctx)
}

// TestPreviewSearchResults: after a save the page of results shows the new state;
// the reader's focus, selection and place stay.
func TestPreviewSearchResults(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/haku/?q=salasana")
	until(t, ctx, results)
	run(t, ctx, size(1280, 500))
	eval[int](t, ctx, `(() => {
		document.documentElement.style.overflowAnchor = "none";
		const items = [...document.querySelectorAll(".results .result")];
		window.link = items.at(-1).querySelector("h3 a");
		window.text = document.createTreeWalker(items.at(-1).querySelector(".result-excerpt"), NodeFilter.SHOW_TEXT).nextNode();
		link.focus();
		link.scrollIntoView({ block: "center" });
		getSelection().setBaseAndExtent(text, 2, text, 9);
		window.selected = String(getSelection());
		window.topThen = link.getBoundingClientRect().top;
		return 0;
	})()`)
	fine(t, ctx, `scrollY > 0 && selected.length > 0`, "the page is too short for the test")
	d.edit("content/fi/koe.md", "title: Koesivu", "title: Salasana, salasanat ja salasanoista")
	until(t, ctx, titled(".results .result", "Salasana, salasanat ja salasanoista"))
	fine(t, ctx, `document.activeElement === link && link.isConnected`, "the focus is lost")
	fine(t, ctx, `String(getSelection()) === selected`, "the selection is lost")
	fine(t, ctx, `Math.abs(link.getBoundingClientRect().top - topThen) <= 1`, "what is in view has moved")
	fine(t, ctx, box+`.value === "salasana" && location.search === "?q=salasana" && document.title.startsWith("Haku: salasana – ")`, "another query is shown")

	d.edit("content/fi/koe.md", "Ensimmäinen kappale.", "Salasana on seepramainen.")
	until(t, ctx, titled(".results .result", "seepramainen"))
	d.edit("content/fi/koe.md", "title: Salasana, salasanat ja salasanoista", "title: Koesivu\ndraft: true")
	until(t, ctx, `!`+titled(".results .result", "Salasana, salasanat ja salasanoista"))

	run(t, ctx, click("#ui_q"), press(kb.Escape), ask("zebrafisken"))
	until(t, ctx, `document.querySelector(".results h2")?.textContent.includes("zebrafisken")`)
	d.edit("content/sv/3-support.md", "---\n\n", "---\n\nZebrafisken hjälper dig.\n\n")
	until(t, ctx, `document.querySelector(".results .result-via")`)
	notReloaded(t, ctx)
}

// TestPreviewSearchScripts: a tab does not go on with scripts that were edited,
// loaded or not.
func TestPreviewSearchScripts(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	d.edit("assets/js/search/box.js", `"search-note"`, `"search-note edited"`)
	until(t, ctx, `window.marker !== 1 && document.readyState === "complete"`)
	run(t, ctx, ask("salasana"))
	until(t, ctx, listed)
	fine(t, ctx, `document.querySelector(".search-note.edited")`, "the box is of the old script")
}

// TestPreviewSearchHidden: a page that nobody sees asks for no index; when it is
// seen again, it shows the new state.
func TestPreviewSearchHidden(t *testing.T) {
	d := newDraft(t)
	behind := d.open("/fi/haku/?q=salasana")
	until(t, behind, results)
	eval[int](t, behind, `(() => {
		window.hides = true;
		Object.defineProperty(document, "hidden", { get: () => hides });
		document.dispatchEvent(new Event("visibilitychange"));
		window.asked = () => [...document.scripts].filter((s) => s.src.includes("/search/fi.js")).length;
		window.asks = asked();
		window.build = document.querySelector("script[data-build]").dataset.build;
		return 0;
	})()`)
	d.open("/fi/koe/")
	d.edit("content/fi/koe.md", "title: Koesivu", "title: Uuden salasanan koe")
	until(t, behind, `document.querySelector("script[data-build]").dataset.build !== build`)
	fine(t, behind, `asked() === asks`, "a page that nobody sees asks for an index")
	eval[int](t, behind, `(() => {
		hides = false;
		document.dispatchEvent(new Event("visibilitychange"));
		return 0;
	})()`)
	until(t, behind, titled(".results .result", "Uuden salasanan koe"))
	notReloaded(t, behind)
}
