package browser

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPreviewTabs: of many windows side by side, more than a browser opens
// connections to a server, each is kept up to date, in the language of its page;
// and when the preview was away, they all catch up.
func TestPreviewTabs(t *testing.T) {
	d := newDraft(t)
	var tabs []context.Context
	for range 4 {
		for _, path := range []string{"/fi/koe/", "/sv/koe/"} {
			tabs = append(tabs, d.openWith(`Object.defineProperty(document, "hidden", { get: () => false })`, path))
		}
	}
	all := func(condition string) {
		t.Helper()
		for _, ctx := range tabs {
			until(t, ctx, condition)
		}
	}
	d.edit("content/fi/koe.md", "Ensimmäinen", "Muutettu")
	all(shows("Muutettu kappale."))
	d.edit("content/fi/koe.md", "title:", "titel:")
	for i, says := range []string{"virhettä", " fel"} {
		until(t, tabs[i], overlaid(says))
	}
	want(t, tabs[1], ui+`.querySelector(".dock").lang`, "sv")
	d.edit("content/fi/koe.md", "titel:", "title:")
	all(notOverlaid)
	d.stop()
	all(ui + `.querySelector(".is-lost")`)
	d.edit("content/fi/koe.md", "Muutettu", "Korjattu")
	d.start()
	all(shows("Korjattu kappale.") + ` && !` + ui + `.querySelector(".is-lost")`)
	for _, ctx := range tabs {
		notReloaded(t, ctx)
	}

	// The first of them goes.
	run(t, tabs[0], chromedp.Navigate("about:blank"))
	tabs = tabs[1:]
	d.edit("content/fi/koe.md", "Korjattu", "Viimeistelty")
	all(shows("Viimeistelty kappale."))
}

// TestPreviewAlone: where tabs can't share a worker, each that is seen hears of
// builds by itself, and one that nobody sees catches up when it is seen again.
func TestPreviewAlone(t *testing.T) {
	for _, without := range []string{
		`delete globalThis.SharedWorker;`,
		`{ const Own = SharedWorker; globalThis.SharedWorker = class extends Own { constructor(url, options) { super(url + "nowhere", options); } } };`,
	} {
		d := newDraft(t)
		ctx := d.openWith(without+`
			globalThis.hides = false;
			Object.defineProperty(document, "hidden", { get: () => hides });
			globalThis.see = (seen) => { hides = !seen; document.dispatchEvent(new Event("visibilitychange")); };
		`, "/fi/koe/")
		d.edit("content/fi/koe.md", "Ensimmäinen", "Muutettu")
		until(t, ctx, shows("Muutettu kappale."))
		eval[int](t, ctx, `see(false), 0`)
		d.edit("content/fi/koe.md", "Muutettu", "Korjattu")
		other := d.open("/fi/koe/")
		until(t, other, shows("Korjattu kappale."))
		eval[int](t, ctx, `see(true), 0`)
		until(t, ctx, shows("Korjattu kappale."))
		d.stop()
		until(t, ctx, ui+`.querySelector(".is-lost")`)
		d.start()
		until(t, ctx, `!`+ui+`.querySelector(".is-lost")`)
		notReloaded(t, ctx)
	}
}
