package browser

import (
	"testing"
)

// movable is a page whose tasks, fields and links the test moves about.
const movable = `---
title: Koesivu
slug: koe
kind: checklist
---

## Alku

- [ ] Aamu {#aamu}
- [ ] Ilta {#ilta}
- [ ] Yö {#yo}

Tavoite: ____ {#goal}

Lue [tuesta](3-support.md).

## Loppu

- [ ] Muu {#muu}
`

// TestPreviewFocus: what has the focus has it after a save that has moved it, and
// in a field the same text is selected.
func TestPreviewFocus(t *testing.T) {
	const file = "content/fi/koe.md"
	d := newDraft(t)
	d.write(file, movable)
	ctx := d.open("/fi/koe/")
	until(t, ctx, `document.querySelector(".checklist-tools:not([hidden])")`)
	eval[int](t, ctx, `document.documentElement.style.overflowAnchor = "none", 0`)
	const isFirst = `(a, b) => !!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING)`
	for _, tt := range []struct {
		what, focused string // the element, as an expression
		before, after string
		moved         string // holds when it has been moved
	}{
		{"a task of the same list", `ilta`, "- [ ] Ilta {#ilta}\n- [ ] Yö {#yo}\n", "- [ ] Yö {#yo}\n- [ ] Ilta {#ilta}\n", `(` + isFirst + `)(yo, ilta)`},
		{"a task that comes first", `ilta`, "- [ ] Aamu {#aamu}\n- [ ] Yö {#yo}\n- [ ] Ilta {#ilta}\n", "- [ ] Ilta {#ilta}\n- [ ] Aamu {#aamu}\n- [ ] Yö {#yo}\n", `(` + isFirst + `)(ilta, aamu)`},
		{"a task of another list", `yo`, "- [ ] Yö {#yo}\n\n", "\n", ``},
		{"a task that is back", `muu`, "- [ ] Muu {#muu}\n", "- [ ] Yö {#yo}\n- [ ] Muu {#muu}\n", `(` + isFirst + `)(yo, muu)`},
		{"a field", `goal`, "Tavoite: ____ {#goal}\n\nLue [tuesta](3-support.md).\n\n## Loppu\n", "Lue [tuesta](3-support.md).\n\n## Loppu\n\nTavoite: ____ {#goal}\n", `(` + isFirst + `)(loppu, goal)`},
		{"a link", `document.querySelector('main a[href*="tuki"]')`, "Lue [tuesta](3-support.md).\n\n## Loppu\n", "## Loppu\n\nLue [tuesta](3-support.md).\n", `(` + isFirst + `)(loppu, document.querySelector('main a[href*="tuki"]'))`},
	} {
		if tt.moved == "" {
			d.edit(file, tt.before, tt.after)
			until(t, ctx, `!document.getElementById(`+quote(tt.focused)+`)`)
			continue
		}
		eval[int](t, ctx, `(() => {
			const el = `+tt.focused+`;
			el.focus();
			if (el.id === "goal") {
				el.value = "Enemmän lukijoita";
				el.dispatchEvent(new Event("input", { bubbles: true }));
				el.setSelectionRange(2, 5, "backward");
			} else if (el.type === "checkbox" && !el.checked) {
				el.click();
			}
			return 0;
		})()`)
		d.edit(file, tt.before, tt.after)
		until(t, ctx, tt.moved)
		fine(t, ctx, `document.activeElement === `+tt.focused, "the focus is lost: "+tt.what)
		fine(t, ctx, tt.focused+`.type !== "checkbox" || `+tt.focused+`.checked`, "the tick is lost: "+tt.what)
	}
	want(t, ctx, `[goal.value, goal.selectionStart, goal.selectionEnd].join()`, "Enemmän lukijoita,2,5")
	notReloaded(t, ctx)
}

// TestPreviewOpen: what the reader has opened stays open, and the button that has
// the focus keeps it.
func TestPreviewOpen(t *testing.T) {
	const file = "content/fi/koe.md"
	d := newDraft(t)
	d.write(file, movable)
	ctx := d.open("/fi/koe/")
	until(t, ctx, `document.querySelector(".checklist-tools:not([hidden])")`)
	for _, focused := range []string{`.checklist-more summary`, `.checklist-tools [data-do=create]`} {
		eval[int](t, ctx, `document.querySelector("`+focused+`").focus(), document.querySelector(".checklist-more").open = true, 0`)
		d.edit(file, "## Alku\n", "Johdanto.\n\n## Alku\n")
		until(t, ctx, shows("Johdanto."))
		fine(t, ctx, `document.querySelector(".checklist-more").open`, "what was opened is closed")
		fine(t, ctx, `document.activeElement.matches("`+focused+`")`, "the focus is lost")
		d.edit(file, "Johdanto.\n\n", "")
		until(t, ctx, `!`+shows("Johdanto."))
	}
	notReloaded(t, ctx)

	// The theme moves no details; another may.
	got := eval[string](t, ctx, `import("/_preview/client/reader.js").then(({ keepReader }) => {
		const main = document.querySelector("main"), place = document.createElement("div");
		main.append(place);
		const fill = () => {
			const details = document.createElement("details"), summary = document.createElement("summary"), button = document.createElement("button");
			summary.textContent = "Lisää";
			button.textContent = "Paina";
			details.append(summary, "Teksti");
			place.replaceChildren(details, button);
		};
		const both = () => [place.querySelector("details").open, document.activeElement.textContent].join();
		fill();
		place.querySelector("details").open = true;
		place.querySelector("button").focus();
		let keep = keepReader();
		fill();
		keep.fill();
		keep.stay([]);
		const one = both();
		place.querySelector("details").open = false;
		place.querySelector("summary").focus();
		keep = keepReader();
		fill();
		keep.fill();
		keep.stay([]);
		return [one, both(), place.querySelector("button").attributes.length].join(" ");
	})`)
	if want := "true,Paina false,Lisää 0"; got != want {
		t.Errorf("of elements that were replaced is kept %q, want %q", got, want)
	}
}
