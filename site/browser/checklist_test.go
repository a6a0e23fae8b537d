package browser

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The checklists that the tests use: one of tasks alone, and the worksheet.
const (
	postList = "fi/tarkistuslistat/ennen-julkaisua/"
	goalList = "fi/tarkistuslistat/tavoitteet/"
)

// list opens a checklist as a reader who has never been here does.
func list(t *testing.T, path string) context.Context {
	t.Helper()
	ctx := tab(t)
	run(t, ctx, open("fi/tuki/"))
	eval[int](t, ctx, `localStorage.clear(), 0`)
	run(t, ctx, open(path), wait(`.checklist-tools:not([hidden])`))
	t.Cleanup(func() {
		if ctx.Err() == nil {
			eval[int](t, ctx, `localStorage.clear(), 0`)
		}
	})
	return ctx
}

// tick clicks the labels of tasks.
func tick(t *testing.T, ctx context.Context, ids ...string) {
	t.Helper()
	for _, id := range ids {
		run(t, ctx, click(`label[for="`+id+`"]`))
	}
}

// do presses a button of the tools; those of the menu are shown first.
func do(t *testing.T, ctx context.Context, what string) {
	t.Helper()
	eval[int](t, ctx, `document.querySelector("details:has([data-do=`+what+`])")?.setAttribute("open", ""), 0`)
	run(t, ctx, click(`[data-do=`+what+`]`))
}

const (
	ticked   = `[...document.querySelectorAll(".task :checked")].map((b) => b.id).join(" ")`
	progress = `document.querySelector(".checklist-count").textContent`
	copyName = `document.querySelector(".checklist-choice").selectedOptions[0].text`
	message  = `document.querySelector(".checklist-message p").textContent`
	keptNote = `document.querySelector(".checklist-kept").textContent`
)

// name writes a name into the dialog and ends it with a key.
func name(t *testing.T, ctx context.Context, text, key string) {
	t.Helper()
	run(t, ctx, wait(`dialog[open]`), chromedp.KeyEvent(text), chromedp.KeyEvent(key))
}

// TestChecklistTicks: ticks and texts come back, in all languages, and the
// overview counts them. A link in a label is a link.
func TestChecklistTicks(t *testing.T) {
	ctx := list(t, postList)
	want(t, ctx, progress, "0/11 tehty")
	tick(t, ctx, "public", "trace")
	want(t, ctx, ticked, "public trace")
	want(t, ctx, progress, "2/11 tehty")
	run(t, ctx, chromedp.Reload(), wait(`.checklist-tools:not([hidden])`))
	want(t, ctx, ticked, "public trace")
	want(t, ctx, progress, "2/11 tehty")
	run(t, ctx, click(`.languages a[lang=sv]`), wait(`html[lang=sv] .checklist-tools:not([hidden])`))
	want(t, ctx, ticked, "public trace")
	tick(t, ctx, "trace", "spread")

	run(t, ctx, open("fi/tarkistuslistat/"), wait(`.card-progress progress`))
	want(t, ctx, `document.querySelector('[data-key$="checklist-post"]').textContent.trim()`, "2/11 tehty")
	want(t, ctx, `String(document.querySelector('[data-key$="checklist-post"] progress').value)`, "2")

	run(t, ctx, open("fi/tarkistuslistat/alkuun/"), wait(`.checklist-tools:not([hidden])`), click(`label[for=rules] a`), wait(`body.kind-section`))
	at(t, ctx, shared.guide.url+"fi/pelisaannot/")
	run(t, ctx, open("fi/tarkistuslistat/alkuun/"), wait(`.checklist-tools:not([hidden])`))
	want(t, ctx, ticked, "")
	fine(t, ctx, `[...document.querySelectorAll(".task")].every((t) => t.querySelector(".task-source[href]"))`, "a task has no source")
}

// TestChecklistLayout: a box stands before its text, wide and narrow, in a list
// with fields and in one without, and on paper.
func TestChecklistLayout(t *testing.T) {
	ctx := tab(t)
	for _, path := range []string{postList, goalList} {
		run(t, ctx, open(path))
		for _, width := range []int64{320, 1280} {
			for _, kind := range []string{"screen", "print"} {
				run(t, ctx, size(width, 800), call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind}))
				want(t, ctx, `[...document.querySelectorAll(".task input[type=checkbox]")].filter((box) => {
					const text = document.createRange();
					text.selectNodeContents(box.labels[0]);
					const a = box.getBoundingClientRect(), b = text.getBoundingClientRect();
					return a.right > b.left || a.left < 0 || a.top > b.top + 6 || a.bottom > b.bottom + 6;
				}).map((box) => box.id).join()`, "")
			}
		}
	}
}

// TestChecklistLongNames: the name of a copy that is as long as one can be, in
// words or in one, makes no page wider than a phone.
func TestChecklistLongNames(t *testing.T) {
	ctx := list(t, postList)
	run(t, ctx, size(320, 800))
	for _, long := range []string{strings.Repeat("Uusi työntekijä ", 6) + "ab", strings.Repeat("uusi_tyontekija_", 6) + "ab"} {
		run(t, ctx, open(postList), wait(`.checklist-tools:not([hidden])`))
		do(t, ctx, "create")
		run(t, ctx, wait(`dialog[open]`))
		eval[int](t, ctx, `document.querySelector("dialog input").value = `+quote(long)+`, 0`)
		run(t, ctx, chromedp.KeyEvent(kb.Enter))
		until(t, ctx, copyName+` === `+quote(long))
		const inside = `document.documentElement.scrollWidth <= 320 && [...document.querySelectorAll(".checklist-tools *, .card-progress *")].every((e) => e.getBoundingClientRect().right <= 320)`
		fine(t, ctx, inside, "a new copy makes the page wider")
		do(t, ctx, "clear")
		fine(t, ctx, inside, "undo makes the page wider")
		run(t, ctx, open("fi/tarkistuslistat/"), wait(`.card-progress progress`))
		fine(t, ctx, inside, "the overview is wider")
	}
}

// TestChecklistTexts: what is written in fields is kept when the writer pauses,
// or leaves.
func TestChecklistTexts(t *testing.T) {
	ctx := list(t, goalList)
	run(t, ctx, click(`#goal-text`), chromedp.KeyEvent("Lisää yhteydenottoja"))
	until(t, ctx, `Object.values(localStorage).join().includes("yhteydenottoja")`)
	run(t, ctx, click(`#mentions-now`), chromedp.KeyEvent("7"), click(`#mentions-target`), chromedp.KeyEvent("12"), chromedp.Reload(), wait(`.checklist-tools:not([hidden])`))
	want(t, ctx, `["goal-text", "mentions-now", "mentions-target"].map((id) => document.getElementById(id).value).join()`, "Lisää yhteydenottoja,7,12")
	want(t, ctx, progress, "0/10 tehty")
}

// TestChecklistCopies makes, names, deletes and clears copies, by keyboard.
func TestChecklistCopies(t *testing.T) {
	ctx := list(t, postList)
	tick(t, ctx, "public")
	do(t, ctx, "create")
	name(t, ctx, "Kampanja", kb.Enter)
	until(t, ctx, copyName+` === "Kampanja"`)
	want(t, ctx, message, "Kappale Kampanja on luotu.")
	want(t, ctx, ticked, "")
	want(t, ctx, `document.activeElement.dataset.do`, "create")
	tick(t, ctx, "respect", "manners")

	do(t, ctx, "create")
	name(t, ctx, "kampanja", kb.Enter)
	until(t, ctx, `document.querySelector(".dialog-fault").textContent.startsWith("Sinulla on jo")`)
	want(t, ctx, `document.activeElement.id + document.activeElement.getAttribute("aria-invalid")`, "ui_nametrue")
	run(t, ctx, chromedp.KeyEvent(kb.Escape))
	until(t, ctx, `!document.querySelector("dialog").open`)
	want(t, ctx, `String(document.querySelectorAll(".checklist-choice option").length)`, "2")

	do(t, ctx, "rename")
	run(t, ctx, wait(`dialog[open]`))
	eval[int](t, ctx, `document.querySelector("dialog input").value = "", 0`)
	name(t, ctx, "Uusi työntekijä", kb.Enter)
	until(t, ctx, copyName+` === "Uusi työntekijä"`)
	want(t, ctx, `document.activeElement.localName`, "summary")

	eval[int](t, ctx, `(() => { const c = document.querySelector(".checklist-choice"); c.selectedIndex = 0; c.dispatchEvent(new Event("change", {bubbles: true})); return 0 })()`)
	want(t, ctx, ticked, "public")
	run(t, ctx, chromedp.Reload(), wait(`.checklist-tools:not([hidden])`))
	want(t, ctx, copyName, "Oma lista")

	do(t, ctx, "clear")
	want(t, ctx, ticked+` + document.activeElement.dataset.do`, "undo")
	run(t, ctx, chromedp.KeyEvent(kb.Enter))
	want(t, ctx, ticked, "public")
	do(t, ctx, "remove")
	want(t, ctx, copyName+` + " " + `+ticked, "Uusi työntekijä respect manners")
	want(t, ctx, message, "Kappale Oma lista on poistettu.")
	want(t, ctx, `String(document.querySelector("[data-do=remove]").parentElement.hidden)`, "true")
	do(t, ctx, "undo")
	want(t, ctx, copyName+` + " " + `+ticked, "Oma lista public")
	want(t, ctx, `String(document.activeElement.className)`, "checklist-choice")

	run(t, ctx, open("fi/tarkistuslistat/"), wait(`.card-progress progress`))
	want(t, ctx, `[...document.querySelectorAll('[data-key$="checklist-post"] li')].map((l) => l.textContent.trim()).join()`, "Oma lista: 1/11 tehty,Uusi työntekijä: 2/11 tehty")
}

// TestChecklistKeyboard: boxes, the menu and the dialog answer to the keys that
// they should.
func TestChecklistKeyboard(t *testing.T) {
	ctx := list(t, postList)
	run(t, ctx, chromedp.Focus(chromedp.CSS("#manners")), chromedp.KeyEvent(" "))
	want(t, ctx, ticked, "manners")
	run(t, ctx, chromedp.KeyEvent(kb.Tab))
	want(t, ctx, `document.activeElement.className`, "task-source")
	run(t, ctx, chromedp.Focus(chromedp.CSS("summary")), chromedp.KeyEvent(kb.Enter))
	until(t, ctx, `document.querySelector("details").open`)
	run(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Escape))
	want(t, ctx, `document.querySelector("details").open + document.activeElement.localName`, "falsesummary")
	// The address of a task leads to its box.
	run(t, ctx, open("fi/tuki/"), open(postList+"#spread"), wait(`.checklist-tools:not([hidden])`))
	until(t, ctx, `document.activeElement.id === "spread" || document.querySelector(":target")?.id === "spread"`)
	fine(t, ctx, `(({top}) => top >= 0 && top <= 900)(document.getElementById("spread").getBoundingClientRect())`, "the task that the address names is out of view")
}

// TestChecklistEdited: ticks stay at their tasks while the author edits the list,
// in place and after the page is opened anew; what is gone is told before it is
// forgotten.
func TestChecklistEdited(t *testing.T) {
	d := newDraft(t)
	const file = "content/fi/6-checklists/8-koe.md"
	d.write(file, "---\ntitle: Koelista\nkind: checklist\nslug: koe\n---\n\n## Alku\n\n- [ ] Lue säännöt\n- [ ] Kysy neuvoa {#ask}\n- [ ] Kirjoita suunnitelma {#plan}\n\nMuistiin: ____ {#note}\n")
	ctx := d.open("/fi/tarkistuslistat/koe/")
	eval[int](t, ctx, `localStorage.clear(), 0`)
	tick(t, ctx, "task:lue-saannot", "ask", "plan")
	run(t, ctx, click(`#note`), chromedp.KeyEvent("Huomenna"))
	d.edit(file, "- [ ] Lue säännöt\n", "- [ ] Aivan uusi tehtävä\n- [ ] Lue säännöt huolella\n")
	until(t, ctx, shows("huolella"))
	until(t, ctx, ticked+` === "task:lue-saannot-huolella ask plan"`)
	notReloaded(t, ctx)
	want(t, ctx, progress, "3/4 tehty")
	want(t, ctx, `document.getElementById("note").value`, "Huomenna")

	// Not in place: as a reader who comes back.
	d.edit(file, "- [ ] Kysy neuvoa {#ask}\n- [ ] Kirjoita suunnitelma {#plan}\n", "- [ ] Laadi suunnitelma yhdessä {#plan}\n")
	until(t, ctx, shows("Laadi"))
	ctx = d.open("/fi/tarkistuslistat/koe/")
	want(t, ctx, ticked, "task:lue-saannot-huolella plan")
	want(t, ctx, `document.querySelector(".checklist-gone li").textContent`, "Kysy neuvoa")
	do(t, ctx, "forget")
	want(t, ctx, `String(document.querySelector(".checklist-gone").hidden)`, "true")
	run(t, ctx, chromedp.Reload(), wait(`.checklist-tools:not([hidden])`))
	want(t, ctx, `String(document.querySelector(".checklist-gone").hidden)`, "true")
	want(t, ctx, ticked, "task:lue-saannot-huolella plan")
	eval[int](t, ctx, `localStorage.clear(), 0`)
}

// TestChecklistSameWords: of items without ids, what is written at one never shows
// at another one of the same label, and a tick goes with its text to another heading.
func TestChecklistSameWords(t *testing.T) {
	d := newDraft(t)
	const (
		file  = "content/fi/6-checklists/8-koe.md"
		first = "- [ ] Seuraajat\n  Nyt: ____\n"
		check = "- [ ] Tarkista viestit\n"
		texts = `[...document.querySelectorAll(".field input")].map((f) => f.value).join()`
	)
	d.write(file, "---\ntitle: Koelista\nkind: checklist\nslug: koe\n---\n\n## Aamu\n\n"+first+"- [ ] Maininnat\n  Nyt: ____\n"+check+"\n## Ilta\n\n- [ ] Kysy neuvoa\n")
	ctx := d.open("/fi/tarkistuslistat/koe/")
	eval[int](t, ctx, `localStorage.clear(), 0`)
	tick(t, ctx, "task:tarkista-viestit")
	for _, f := range []struct{ task, text string }{{"seuraajat", "1"}, {"maininnat", "2"}} {
		run(t, ctx, click(`[id="field:nyt/task:`+f.task+`"]`), chromedp.KeyEvent(f.text))
	}
	until(t, ctx, `Object.values(localStorage).join().includes('"value":"2"')`)
	d.edit(file, first, "")
	until(t, ctx, texts+` === "2"`)
	d.edit(file, check, "")
	d.edit(file, "## Ilta\n\n", "## Ilta\n\n"+check)
	until(t, ctx, `document.querySelector("[aria-labelledby=ilta] label")?.textContent === "Tarkista viestit"`)
	want(t, ctx, ticked, "task:tarkista-viestit")
	want(t, ctx, `[...document.querySelectorAll(".checklist-gone li")].map((l) => l.textContent).join()`, "Seuraajat: Nyt: 1")
	eval[int](t, ctx, `localStorage.clear(), 0`)
}

// TestChecklistWithoutScript: without scripts there are boxes, the PDF file, and
// none of the tools.
func TestChecklistWithoutScript(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), open(goalList), wait(`#goal`), click(`label[for=goal]`),
		click(`#goal-text`), chromedp.KeyEvent("Teksti"),
		call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false}))
	want(t, ctx, ticked+` + document.getElementById("goal-text").value`, "goalTeksti")
	fine(t, ctx, `document.querySelector("noscript > .checklist-passing")`, "nothing tells that ticks are not kept")
	want(t, ctx, `[...document.querySelectorAll(".checklist-tools, .checklist-print button")].filter((e) => e.checkVisibility({visibilityProperty: true})).map((e) => e.className).join()`, "")
	fine(t, ctx, `document.querySelector('.checklist-print a[type="application/pdf"]').checkVisibility()`, "no PDF file without scripts")
	run(t, ctx, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), open("fi/tarkistuslistat/"), click(`.card a`), wait(`.kind-checklist`))
}

// TestChecklistPrint: paper has the boxes and the lines, with what is ticked and
// written or blank, and none of the tools.
func TestChecklistPrint(t *testing.T) {
	ctx := list(t, goalList)
	tick(t, ctx, "goal")
	run(t, ctx, click(`#goal-text`), chromedp.KeyEvent("Oma teksti"))
	// What the printer would get.
	eval[int](t, ctx, `window.sheets = [], window.print = () => {
		dispatchEvent(new Event("beforeprint"));
		const sign = document.querySelector(".checklist-printed");
		sheets.push([
			getComputedStyle(document.getElementById("goal"), "::before").visibility,
			getComputedStyle(document.querySelector(".field:has(#goal-text)"), "::after").content.trim(),
			getComputedStyle(document.getElementById("goal-text")).visibility,
			sign.checkVisibility() && sign.textContent.includes(location.pathname) && sign.textContent.includes("Päivitetty"),
		].join());
		dispatchEvent(new Event("afterprint"));
	}, 0`)
	eval[int](t, ctx, `window.buttons = [...document.querySelectorAll(".checklist-print button")], 0`)
	run(t, ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	eval[int](t, ctx, `buttons.forEach((b) => b.click()), 0`)
	want(t, ctx, `sheets[0]`, `visible,"Oma teksti ",hidden,true`)
	want(t, ctx, `sheets[1]`, `hidden," ",hidden,true`)
	want(t, ctx, `document.documentElement.className`, "")
	want(t, ctx, `[".checklist-tools", ".checklist-print", ".task-source", ".nav", ".toc"].filter((s) => document.querySelector(s).checkVisibility()).join()`, "")
}

// TestChecklistAxe runs axe-core over a checklist in its states.
func TestChecklistAxe(t *testing.T) {
	script, err := os.ReadFile(axeFile)
	need(t, err == nil, "axe-core")
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1280}, {"dark", 360}} {
		ctx := list(t, goalList)
		run(t, ctx, media("prefers-color-scheme", look.scheme), size(look.width, 900))
		check := func(state string) {
			t.Helper()
			axe(t, ctx, string(script), fmt.Sprintf("%s (%s, %d px)", state, look.scheme, look.width))
		}
		tick(t, ctx, "goal")
		eval[int](t, ctx, `document.querySelector("details").open = true, 0`)
		check("the menu")
		do(t, ctx, "create")
		run(t, ctx, wait("dialog[open]"))
		check("the dialog")
		run(t, ctx, chromedp.KeyEvent(kb.Enter))
		until(t, ctx, `document.querySelector(".dialog-fault").textContent`)
		check("the dialog with a fault")
		run(t, ctx, chromedp.KeyEvent(kb.Escape))
		do(t, ctx, "clear")
		check("undo")
		eval[int](t, ctx, `document.querySelector(".checklist-gone").hidden = false, document.querySelector(".checklist-kept").classList.add("notice"),
			opasChecklist.showReworded(document.querySelector(".checklist-reworded"), [{ item: { id: "goal", label: "Uusi", initial: false }, before: "Vanha" }]), 0`)
		until(t, ctx, rewordedShown)
		check("notices")
	}
}
