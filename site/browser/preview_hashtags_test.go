package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestPreviewHashtags: the library follows its file in an open tab, in either
// order: tags that are added, renamed, called otherwise and taken away; and so
// does the reader's set.
func TestPreviewHashtags(t *testing.T) {
	const file = "content/hashtags.yaml"
	d := newDraft(t)
	ctx := d.open("/fi/hashtagit/")
	run(t, ctx, size(1280, 900))
	filter := func(text string) {
		t.Helper()
		run(t, ctx, chromedp.Focus(chromedp.CSS(field)), press(kb.Escape), write(text))
	}
	until(t, ctx, mounted)
	run(t, ctx, click(tagButton("lapsilisa", "add")), click(tagButton("kela", "add")), chromedp.Focus(chromedp.CSS(field)))
	until(t, ctx, `["fi", "sv", "en"].every((l) => globalThis.opasSearch?.languages?.[l])`)

	// Called otherwise, while the filter is in use.
	filter("seeprat")
	want(t, ctx, shownTags, "")
	d.edit(file, "    tag: {fi: Kela, sv: FPA, en: Kela}\n", "    tag: {fi: Kela, sv: FPA, en: Kela}\n    synonyms: {fi: [seepra]}\n")
	want(t, ctx, shownTags, "kela")
	fine(t, ctx, `document.activeElement === document.querySelector("`+field+`")`, "the focus is lost")

	// Renamed.
	d.edit(file, "tag: {fi: Kela, sv:", "tag: {fi: Kirahvi, sv:")
	until(t, ctx, `document.querySelector("#kela .tag-form").textContent === "#Kirahvi"`)
	want(t, ctx, setLine, "#lapsilisä #Kirahvi")
	want(t, ctx, `document.querySelector("#kela button").ariaLabel`, "Kopioi #Kirahvi")
	filter("kirahveja")
	want(t, ctx, shownTags, "kela")

	// Added, while the order is that of the letters.
	run(t, ctx, press(kb.Escape))
	choose(t, ctx, "order", "letters")
	run(t, ctx, pressed(`.tags-set summary`)...)
	run(t, ctx, chromedp.Focus(chromedp.CSS(`[data-id="kela"] [data-act="earlier"]`)))
	d.edit(file, "  - id: sosiaaliturva\n", "  - id: aasi\n    theme: kela\n    tag: {fi: Aasi, sv: AsnaFest, en: DonkeyDay}\n    meaning: {fi: Aasi, sv: En åsna, en: A donkey}\n    since: 2026-11-24\n    reviewed: 2026-11-26\n  - id: sosiaaliturva\n")
	until(t, ctx, shownTags+`.startsWith("aasi ")`)
	fine(t, ctx, `document.activeElement.dataset.act === "earlier" && document.activeElement.isConnected`, "the focus is lost")
	choose(t, ctx, "order", "themes")
	fine(t, ctx, shownTags+`.startsWith("kela aasi sosiaaliturva ")`, "the order is not that of the file")

	// Taken away.
	run(t, ctx, click(tagButton("aasi", "add")))
	want(t, ctx, setLine, "#lapsilisä #Kirahvi #Aasi")
	d.edit(file, "  - id: aasi\n", "  - id: hevonen\n")
	want(t, ctx, setLine, "#lapsilisä #Kirahvi")
	d.edit(file, "  - id: hevonen\n", "  - id: aasi\n")
	want(t, ctx, setLine, "#lapsilisä #Kirahvi #Aasi")
	notReloaded(t, ctx)
}
