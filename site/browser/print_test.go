package browser

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// printed are the pages with the whole guide.
var printed = []string{"fi/tulosta/", "sv/skriv-ut/", "en/print/"}

// TestWholeGuide: the page with the whole guide is a document of its own: each id
// once, no link into it that leads nowhere, no heading skipped, all pictures there.
func TestWholeGuide(t *testing.T) {
	ctx := tab(t)
	for _, file := range printed {
		run(t, ctx, open(file))
		for what, script := range map[string]string{
			"ids that stand twice": `(ids => [...new Set(ids.filter((id, i) => ids.indexOf(id) < i))])([...document.querySelectorAll("[id]")].map(e => e.id))`,
			"links that lead nowhere": `[...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute("href"))
				.filter(h => !document.getElementById(decodeURIComponent(h.slice(1))))`,
			"links to pages that are parts":              `[...document.querySelectorAll("main a[href]")].map(a => a.getAttribute("href")).filter(h => h.includes("index.html"))`,
			"lists that don't tell where ticks are kept": `[...document.querySelectorAll(".booklet-part:has(.task)")].filter(p => !p.querySelector(".checklist-passing strong")).map(p => p.id)`,
			"headings that skip a level": `(levels => levels.filter((n, i) => n > (levels[i - 1] ?? 0) + 1).map(String))(
				[...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].map(h => +h.localName[1]))`,
			"labels of nothing": `[...document.querySelectorAll("label[for]")].map(l => l.htmlFor).filter(id => !document.getElementById(id))`,
			"pictures to come":  `[...document.querySelectorAll("main img")].filter(i => i.loading == "lazy" || !i.complete).map(i => i.src)`,
		} {
			if got := eval[[]string](t, ctx, script); len(got) > 0 {
				t.Errorf("%s has %s: %q", file, what, got)
			}
		}
		if n := eval[int](t, ctx, `document.querySelectorAll("h1").length`); n != 1 {
			t.Errorf("%s has %d headings of level 1", file, n)
		}
	}
}

// TestPrintButton: the page with the whole guide prints itself.
func TestPrintButton(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, open(printed[0]), wait(`[data-component=print]:not([hidden])`))
	eval[int](t, ctx, `window.print = () => document.body.dataset.printed = "", 0`)
	run(t, ctx, click(`[data-component=print]`))
	want(t, ctx, `String("printed" in document.body.dataset)`, "true")
}

// TestPrintWholeGuide: on paper it begins with a cover and the contents, and each
// main page with a new sheet; nothing of the site is around it.
func TestPrintWholeGuide(t *testing.T) {
	ctx := tab(t)
	for _, file := range printed {
		run(t, ctx, open(file), call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
		for _, hidden := range []string{"#ui_nav", ".header", ".footer", ".anchor", ".breadcrumbs", ".button", ".checklist-passing"} {
			fine(t, ctx, `![...document.querySelectorAll('`+hidden+`')].some(e => e.checkVisibility())`, file+": "+hidden+" is printed")
		}
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		parts := eval[int](t, ctx, `[...document.querySelectorAll(".booklet-part h2")].filter(h => h.closest(".booklet-header")).length`)
		if sheets := bytes.Count(pdf, []byte("/Type /Page\n")); sheets < parts+2 {
			t.Errorf("%s: %d main pages on %d sheets", file, parts, sheets)
		}
	}
}

// TestPrintTags: in the whole guide on A4 each hashtag of the library stands on one
// line: where one ends in the middle it can't be copied by hand.
func TestPrintTags(t *testing.T) {
	ctx := tab(t)
	const between = 643 // CSS pixels, 170 mm between the margins
	run(t, ctx, size(between, 900), call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	for _, file := range printed {
		run(t, ctx, open(file))
		want(t, ctx, `(cells => cells.length < 100 ? "no library" : cells.filter((cell) => {
			const text = document.createRange();
			text.selectNodeContents(cell);
			const boxes = [...text.getClientRects()];
			return boxes.some((b) => b.top > boxes[0].bottom);
		}).map((c) => c.textContent).join())([...document.querySelectorAll(".booklet-library td:not(:last-child)")])`, "")
	}
}

// TestPrintSheets: no sheet of the whole guide but its cover has only a line or two.
func TestPrintSheets(t *testing.T) {
	ctx := tab(t)
	for _, file := range printed {
		run(t, ctx, open(file), call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
		for i, sheet := range sheets(t, ctx) {
			if n := len(strings.FieldsFunc(sheet, func(r rune) bool { return r == '\n' })); i > 0 && n < 3 {
				t.Errorf("%s: sheet %d has only %q", file, i+1, sheet)
			}
		}
	}
}

// sheets prints the page and returns the text of each sheet.
func sheets(t *testing.T, ctx context.Context) []string {
	t.Helper()
	pdftotext, err := exec.LookPath("pdftotext")
	need(t, err == nil, "pdftotext")
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(pdftotext, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

// TestPrintLastSheet: no page ends in a sheet that is empty, or has nothing but what
// is told of every page.
func TestPrintLastSheet(t *testing.T) {
	ctx := tab(t)
	for _, file := range shared.guide.pages {
		run(t, ctx, open(file), call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
		foot := eval[string](t, ctx, `[...document.querySelectorAll(".updated, .footer dl")].filter((e) => e.checkVisibility()).map((e) => e.innerText).join(" ")`)
		sheets := sheets(t, ctx)
		last := sheets[len(sheets)-1]
		if strings.HasSuffix(words(foot), words(last)) {
			t.Errorf("%s: the last of %d sheets has only %q", file, len(sheets), last)
		}
	}
}

// words returns a text with its white space made even.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }
