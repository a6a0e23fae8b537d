package browser

import (
	"os"
	"path/filepath"
	"testing"
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
