package browser

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestPreviewMovedWhileAway: a page that got a new address while there was no
// preview is shown there by the tab that was left open, its query and anchor
// with it; one that was deleted says so.
func TestPreviewMovedWhileAway(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/?q=sana#loppu")
	d.stop()
	until(t, ctx, ui+`.querySelector(".is-lost")`)
	d.edit("content/fi/koe.md", "slug: koe", "slug: uusi-koe")
	d.start()
	until(t, ctx, `location.href.endsWith("/fi/uusi-koe/?q=sana#loppu")`)
	d.edit("content/fi/koe.md", "Ensimmäinen", "Muutettu")
	until(t, ctx, shows("Muutettu kappale.")+` && `+notOverlaid)
	d.stop()
	until(t, ctx, ui+`.querySelector(".is-lost")`)
	if err := os.Remove(filepath.Join(d.dir, "content", "fi", "koe.md")); err != nil {
		t.Fatal(err)
	}
	d.start()
	until(t, ctx, overlaid("Tämä sivu on poistettu"))
	notReloaded(t, ctx)
}

// TestPreviewAlias: a page whose old address leads to the new one from the same
// save on is shown there, and changes in place.
func TestPreviewAlias(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	eval[int](t, ctx, `scrollTo(0, 300), 0`)
	d.edit("content/fi/koe.md", "slug: koe", "slug: uusi-koe\naliases: [/fi/koe/]")
	until(t, ctx, `location.pathname === "/fi/uusi-koe/"`)
	d.edit("content/fi/koe.md", "Viimeinen kappale.", "Muutettu kappale.")
	until(t, ctx, shows("Muutettu kappale."))
	fine(t, ctx, `scrollY === 300`, "the place is lost")
	notReloaded(t, ctx)
}

// TestPreviewTrade: of pages that trade their addresses each tab follows its own.
func TestPreviewTrade(t *testing.T) {
	d := newDraft(t)
	d.write("content/fi/toinen.md", "---\ntitle: Toinen\nslug: toinen\n---\n\nTisle.\n")
	one, two := d.open("/fi/koe/"), d.open("/fi/toinen/")
	d.edit("content/fi/koe.md", "slug: koe", "slug: toinen") // an error until the other is saved
	until(t, one, overlaid("toinen"))
	d.edit("content/fi/toinen.md", "slug: toinen", "slug: koe")
	until(t, one, `location.pathname === "/fi/toinen/"`)
	until(t, two, `location.pathname === "/fi/koe/"`)
	fine(t, one, shows("Ensimmäinen kappale.")+` && document.title.startsWith("Koesivu")`, "the tab shows the other page")
	fine(t, two, shows("Tisle.")+` && document.title.startsWith("Toinen")`, "the tab shows the other page")
	notReloaded(t, one)
	notReloaded(t, two)
}

// TestPreviewBecomesDraft: a page that has become a draft stays to be read and says
// so; one that was removed and is put back elsewhere is shown there.
func TestPreviewBecomesDraft(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	d.edit("content/fi/koe.md", "slug: koe", "slug: koe\ndraft: true")
	until(t, ctx, overlaid("Tämä sivu on nyt luonnos"))
	fine(t, ctx, shows("Ensimmäinen kappale.")+` && !`+overlaid("poistettu"), "a draft is told to be deleted")
	run(t, ctx, press(kb.Escape))
	until(t, ctx, notOverlaid)
	file := filepath.Join(d.dir, "content", "fi", "koe.md")
	if err := os.Rename(file, filepath.Join(d.dir, "koe.md")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, overlaid("Tämä sivu on poistettu"))
	if err := os.Rename(filepath.Join(d.dir, "koe.md"), filepath.Join(d.dir, "content", "fi", "muualla.md")); err != nil {
		t.Fatal(err)
	}
	d.edit("content/fi/muualla.md", "slug: koe\ndraft: true", "slug: muualla")
	until(t, ctx, `location.pathname.endsWith("/muualla/")`)
	until(t, ctx, notOverlaid)
	notReloaded(t, ctx)
}

// TestPreviewRoot: the page that is shown is shown below a new base URL, and
// where it was when that is taken back.
func TestPreviewRoot(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	d.edit("content/site.yaml", `base_url: ""`, "base_url: https://example.org/opas/")
	until(t, ctx, `location.pathname === "/opas/fi/koe/"`)
	d.edit("content/site.yaml", "base_url: https://example.org/opas/", `base_url: ""`)
	until(t, ctx, `location.pathname === "/fi/koe/"`)
	fine(t, ctx, shows("Ensimmäinen kappale.")+` && `+notOverlaid, "the page is not there again")
}

// TestPreviewListLanguage: the panel over the list speaks as the list does.
func TestPreviewListLanguage(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/_preview/?lang=sv")
	want(t, ctx, `document.documentElement.lang`, "sv")
	want(t, ctx, ui+`.querySelector(".dock").lang`, "sv")
	want(t, ctx, ui+`.querySelector(".panel").ariaLabel`, "Förhandsvisning")
}
