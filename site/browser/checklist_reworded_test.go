package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const (
	rewordedShown = `document.querySelector(".checklist-reworded").checkVisibility() && document.querySelector(".checklist-reworded [role=status]").textContent`
	rewordedLines = `[...document.querySelectorAll(".checklist-reworded li")].map((l) => l.querySelector("a").textContent + " < " + l.querySelector("p").textContent).join()`
)

// TestChecklistReworded: of a ticked task that says something else now the reader
// is told what it said, until it is confirmed or unticked; not in another language,
// and not of typography.
func TestChecklistReworded(t *testing.T) {
	d := newDraft(t)
	const (
		name = "6-checklists/8-koe.md"
		file = "content/fi/" + name
		long = "- [ ] Kirjoita tiedotteen luonnos ja lähetä se viestintäryhmälle hyväksyttäväksi "
	)
	head := "---\ntitle: Koelista\nkind: checklist\nslug: koe\n---\n\n## Alku\n\n"
	d.write(file, head+"- [ ] Käytä omaa nimeäsi viesteissä[^1]\n- [ ] Lue \"kaikki\" säännöt {#rules}\n"+long+"maanantaina\n\n[^1]: Aina.\n")
	d.write("content/sv/"+name, head+"- [ ] Läs alla regler {#rules}\n")
	ctx := d.open("/fi/tarkistuslistat/koe/")
	eval[int](t, ctx, `localStorage.clear(), 0`)
	eval[int](t, ctx, `document.querySelectorAll(".task label").forEach((l) => l.click()), 0`)
	until(t, ctx, progress+` === "Kaikki 3 kohtaa on tehty"`)
	d.edit(file, "\"kaikki\" säännöt", "kaikki säännöt.")
	until(t, ctx, shows("kaikki säännöt."))
	d.edit(file, "## Alku\n", "## Alku\n\nAlaviite[^2]\n\n[^2]: Muu.\n")
	until(t, ctx, shows("Muu."))
	want(t, ctx, `document.querySelector(".checklist-reworded [role=status]").textContent`, "")
	want(t, ctx, rewordedLines, "")

	d.edit(file, "Käytä omaa", "Älä käytä omaa")
	d.edit(file, "maanantaina", "vasta luvan saatuasi")
	until(t, ctx, shows("luvan saatuasi"))
	ctx = d.open("/fi/tarkistuslistat/koe/") // as a reader who comes back
	fine(t, ctx, rewordedShown+`.startsWith("Tekstiä on muutettu")`, "nothing tells that tasks have been reworded")
	want(t, ctx, progress, "Kaikki 3 kohtaa on tehty")
	text := strings.TrimPrefix(long, "- [ ] ")
	want(t, ctx, rewordedLines, "Älä käytä omaa nimeäsi viesteissä < Ennen: Käytä omaa nimeäsi viesteissä,"+text+"vasta luvan saatuasi < Ennen: "+text+"maanantaina")
	want(t, ctx, `document.querySelector(".checklist-reworded button").ariaLabel`, "Olen tarkistanut: Älä käytä omaa nimeäsi viesteissä")
	do(t, ctx, "untick")
	want(t, ctx, progress, "2/3 tehty")
	want(t, ctx, `document.activeElement.dataset.do`, "confirm")
	do(t, ctx, "confirm")
	fine(t, ctx, `!(`+rewordedShown+`)`, "the notice stays when all of it is settled")
	want(t, ctx, `document.activeElement.className`, "checklist-choice")
	run(t, ctx, chromedp.Reload(), wait(`.checklist-tools:not([hidden])`))
	want(t, ctx, progress+` + `+rewordedLines, "2/3 tehty")

	run(t, ctx, chromedp.Navigate(d.url("/sv/checklistor/koe/")), wait(`html[lang=sv] .checklist-tools:not([hidden])`))
	want(t, ctx, ticked, "rules")
	want(t, ctx, progress+` + `+rewordedLines, "Listans enda punkt är klar")
	eval[int](t, ctx, `localStorage.clear(), 0`)
}

// TestChecklistGroup: several lists under a heading are one group with its name, in
// which all is spaced as it is outside, on the screen and on paper.
func TestChecklistGroup(t *testing.T) {
	d := newDraft(t)
	d.write("content/fi/6-checklists/8-koe.md", "---\ntitle: Koelista\nkind: checklist\nslug: koe\n---\n\n## Alku\n\n- [ ] Yksi\n\nVälissä.\n\n* [ ] Kaksi\n+ [ ] Kolme\n\n## Loppu\n\n- [ ] Neljä\n")
	ctx := d.open("/fi/tarkistuslistat/koe/")
	want(t, ctx, `[...document.querySelectorAll("[role=group]")].map((g) => g.getAttribute("aria-labelledby") + g.querySelectorAll(".task").length).join()`, "alku3,loppu1")
	for _, kind := range []string{"screen", "print"} {
		run(t, ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind}))
		fine(t, ctx, `[...document.querySelectorAll(".task-group > * + *")].every((e) => e.getBoundingClientRect().top > e.previousElementSibling.getBoundingClientRect().bottom + 8)`, kind+": lists of a group touch each other")
	}
}
