package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// within is the condition that a button of the preview is in view and is what a
// click on it reaches.
func within(id string) string {
	return `(() => {
		const button = ` + ui + `.getElementById(` + quote(id) + `);
		if (!button) return false;
		const { left, top, width, height } = button.getBoundingClientRect();
		const x = left + width / 2, y = top + height / 2;
		return x > 0 && x < innerWidth && y > 0 && y < innerHeight && button === ` + ui + `.elementFromPoint(x, y);
	})()`
}

// TestPreviewManyWarnings: however long the panel is, the buttons that put it away
// and bring errors back are in view.
func TestPreviewManyWarnings(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/koe/")
	var unknown strings.Builder
	for c := 'a'; c <= 'p'; c++ {
		unknown.WriteString("Tunniste #seepra" + strings.Repeat(string(c), 3) + ".\n\n")
	}
	d.edit("content/fi/koe.md", "Ensimmäinen kappale.\n\n", unknown.String())
	until(t, ctx, ui+`.getElementById("warnings")`)
	eval[int](t, ctx, ui+`.querySelector(".facts details").toggleAttribute("open", true), 0`)
	for _, window := range [][2]int64{{1280, 800}, {360, 500}} {
		run(t, ctx, size(window[0], window[1]))
		fine(t, ctx, ui+`.getElementById("facts").scrollHeight > innerHeight`, "there are too few warnings for the test")
		fine(t, ctx, within("toggle"), "the button that puts the panel away is out of view")
	}
	d.edit("content/fi/koe.md", "slug: koe", "slugg: koe")
	until(t, ctx, overlaid("slugg"))
	run(t, ctx, press(kb.Escape))
	until(t, ctx, notOverlaid)
	fine(t, ctx, within("badge")+` && `+within("toggle"), "nothing in view brings the errors back")
	notReloaded(t, ctx)
}

// TestPreviewDialog: over a modal dialog of the page the errors can be read and put
// away, whichever of the two comes first, and they stay when the dialog is closed.
func TestPreviewDialog(t *testing.T) {
	const file = "content/fi/koe.md"
	const dialog = `document.querySelector(".dialog")`
	const openDialog = `document.querySelector("[data-do=create]").click(), 0` // which the panel may lie over
	d := newDraft(t)
	d.write(file, movable)
	ctx := d.open("/fi/koe/")
	until(t, ctx, `document.querySelector(".checklist-tools:not([hidden])")`)
	for _, width := range []int64{1280, 360} {
		run(t, ctx, size(width, 700))
		eval[int](t, ctx, openDialog)
		until(t, ctx, dialog+`.open`)
		d.edit(file, "slug: koe", "slugg: koe")
		until(t, ctx, overlaid("slugg"))
		until(t, ctx, within("hide"))
		fine(t, ctx, dialog+`.contains(document.activeElement)`, "the dialog has lost the focus")
		run(t, ctx, press(kb.Escape))
		until(t, ctx, `!`+dialog+`.open`)
		until(t, ctx, overlaid("slugg")+` && `+within("hide"))

		eval[int](t, ctx, openDialog)
		until(t, ctx, dialog+`.open`)
		until(t, ctx, within("hide"))
		eval[int](t, ctx, `(() => {
			window.inner = document.createElement("dialog");
			inner.textContent = "Toinen";
			document.body.prepend(inner);
			inner.showModal();
			return 0;
		})()`)
		until(t, ctx, within("hide"))
		eval[int](t, ctx, `inner.remove(), 0`)
		until(t, ctx, within("hide"))
		eval[int](t, ctx, ui+`.getElementById("hide").focus(), 0`)
		run(t, ctx, press(kb.Enter))
		until(t, ctx, notOverlaid+` && `+within("badge")+` && `+dialog+`.open`)
		run(t, ctx, chromedp.Focus(chromedp.CSS("#ui_name")), press(kb.Escape))
		until(t, ctx, `!`+dialog+`.open && `+within("badge"))
		d.edit(file, "slugg: koe", "slug: koe")
		until(t, ctx, notOverlaid+` && !`+ui+`.getElementById("badge")`)
	}
	notReloaded(t, ctx)
}
