package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestPreviewEdit: a saved edit changes the text in place. What the reader
// sees, has ticked and has selected stays, and so does what a script has added.
func TestPreviewEdit(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	const ticked = `[...document.querySelectorAll("main input:checked")].map((i) => i.labels[0].textContent.trim()).join()`
	// Not every browser keeps the place by itself.
	eval[int](t, ctx, `(() => {
		document.documentElement.style.overflowAnchor = "none";
		document.querySelector("main").classList.add("theirs");
		document.querySelectorAll("main input")[1].click();
		const text = document.querySelector("main h2 ~ p, main div + p").firstChild;
		getSelection().setBaseAndExtent(text, 12, text, 19);
		scrollTo(0, 1500);
		window.seen = [...document.querySelectorAll("main p")].find((p) => p.getBoundingClientRect().top > 100);
		window.topThen = seen.getBoundingClientRect().top;
		return 0;
	})()`)
	d.edit("content/fi/koe.md", "Ensimmäinen kappale.\n", "Aivan ensimmäinen kappale.\n\n"+strings.Repeat("Uusi kappale.\n\n", 5))
	until(t, ctx, shows("Uusi kappale."))
	fine(t, ctx, `Math.abs(seen.getBoundingClientRect().top - topThen) <= 1`, "what is in view has moved")
	want(t, ctx, `String(getSelection())`, "kappale")
	d.edit("content/fi/koe.md", "- [ ] Yksi\n", "- [ ] Nolla\n- [ ] Yksi\n")
	until(t, ctx, shows("Nolla"))
	want(t, ctx, ticked, "Kaksi")
	d.edit("content/fi/koe.md", "- [ ] Yksi\n- [ ] Kaksi\n\n## Loppu\n", "- [ ] Yksi\n\n## Loppu\n\n- [ ] Kaksi\n")
	until(t, ctx, `document.querySelectorAll("main ul.tasks").length === 2`)
	want(t, ctx, ticked, "Kaksi")
	fine(t, ctx, `document.querySelector("main").classList.contains("theirs")`, "what a script has added is gone")
	notReloaded(t, ctx)
}

// TestPreviewStyle: an edited style sheet takes the place of the old one.
func TestPreviewStyle(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	d.write("assets/css/print.css", `body { letter-spacing: 3px }`)
	until(t, ctx, `getComputedStyle(document.body).letterSpacing === "3px"`)
	until(t, ctx, `document.querySelectorAll("link[rel=stylesheet]").length === 1`)
	notReloaded(t, ctx)
}

// TestPreviewErrors: an error is shown over the last good page with its place
// and the lines around it; put away, it comes back with a new one, and goes
// when it is mended.
func TestPreviewErrors(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	until(t, ctx, notOverlaid)
	d.edit("content/fi/koe.md", "slug: koe", "slugg: koe")
	until(t, ctx, overlaid("content/fi/koe.md:3:1"))
	want(t, ctx, ui+`.querySelector(".line:has(mark)").textContent`, "3slugg: koe")
	fine(t, ctx, shows("Ensimmäinen kappale."), "the last good page is gone")
	run(t, ctx, chromedp.KeyEvent(kb.Escape))
	until(t, ctx, notOverlaid+` && `+ui+`.getElementById("badge")`)
	d.edit("content/fi/koe.md", "title: Koesivu", "titel: Koesivu")
	until(t, ctx, overlaid("content/fi/koe.md:2:1"))
	d.edit("content/fi/koe.md", "titel: Koesivu\nslugg: koe", "title: Koesivu\nslug: koe")
	until(t, ctx, notOverlaid+` && !`+ui+`.getElementById("badge")`)
	notReloaded(t, ctx)
}

// TestPreviewFirstErrors: where no build was ever good, the errors are all
// there is; the page appears when they are mended.
func TestPreviewFirstErrors(t *testing.T) {
	d := newDraft(t)
	d.stop()
	d.edit("content/fi/koe.md", "title: Koesivu", "titel: Koesivu")
	d.start()
	ctx := d.open("/fi/koe/")
	until(t, ctx, overlaid("content/fi/koe.md:2:1"))
	fine(t, ctx, `!`+ui+`.getElementById("hide")`, "the errors can be put away, and then nothing is there")
	d.edit("content/fi/koe.md", "titel: Koesivu", "title: Koesivu")
	until(t, ctx, shows("Ensimmäinen kappale."))
}

// TestPreviewAddress: a page with a new address is shown there; one that was
// deleted stays to be read, and says so.
func TestPreviewAddress(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	d.edit("content/fi/koe.md", "slug: koe", "slug: uusi-koe")
	until(t, ctx, `location.pathname === "/fi/uusi-koe/"`)
	d.edit("content/fi/koe.md", "Ensimmäinen", "Muutettu")
	until(t, ctx, shows("Muutettu kappale."))
	file := filepath.Join(d.dir, "content", "fi", "koe.md")
	if err := os.Rename(file, file+".off"); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, overlaid("Tämä sivu on poistettu"))
	fine(t, ctx, shows("Muutettu kappale."), "the page is gone")
	if err := os.Rename(file+".off", file); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, notOverlaid)
	notReloaded(t, ctx)
}

// TestPreviewRestart: a tab that was left alone says so, and catches up when
// the preview is back.
func TestPreviewRestart(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	d.stop()
	until(t, ctx, ui+`.querySelector(".is-lost")`)
	d.edit("content/fi/koe.md", "Ensimmäinen", "Muutettu")
	d.start()
	until(t, ctx, shows("Muutettu kappale."))
	until(t, ctx, `!`+ui+`.querySelector(".is-lost")`)
	notReloaded(t, ctx)
}

// TestPreviewAxe runs axe-core over the panel, the overlay and the list. Without
// preload it writes no styles of its own, which the policy would forbid.
func TestPreviewAxe(t *testing.T) {
	script, err := os.ReadFile(axeFile)
	need(t, err == nil, "axe-core")
	d := newDraft(t)
	for _, width := range []int64{1280, 360} {
		for _, scheme := range []string{"light", "dark"} {
			ctx := d.open("/fi/koe/")
			run(t, ctx, size(width, 800), call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Features: []*emulation.MediaFeature{
					{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
			}))
			audit := func(what string) {
				t.Helper()
				eval[int](t, ctx, string(script)+";0")
				result := eval[string](t, ctx, `axe.run({resultTypes: ["violations"], preload: false}).then(r => r.violations.map(
					v => v.id + ": " + v.nodes.map(n => n.html + " " + n.failureSummary)).join("\n"))`)
				if result != "" {
					t.Errorf("%s (%s, %d px): %s", what, scheme, width, result)
				}
			}
			eval[int](t, ctx, `(() => { const b = `+ui+`.getElementById("toggle"); if (b.ariaExpanded !== "true") b.click(); return 0 })()`)
			audit("panel")
			d.edit("content/fi/koe.md", "slug: koe", "slugg: koe")
			until(t, ctx, overlaid("slugg"))
			audit("overlay")
			d.edit("content/fi/koe.md", "slugg: koe", "slug: koe")
			until(t, ctx, notOverlaid)
			run(t, ctx, chromedp.Navigate(d.url("/_preview/")))
			until(t, ctx, ui+`?.querySelector(".panel")`)
			audit("list")
		}
	}
}
