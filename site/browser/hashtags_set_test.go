package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	setSize  = `document.querySelector(".tags-set-size").textContent`
	setNotes = `[...document.querySelectorAll(".tags-notes li")].filter((li) => li.checkVisibility()).map((li) => li.textContent).join("|")`
)

// TestHashtagSet: a set is gathered, arranged, copied and cleared by keyboard
// alone; it is announced, and remembered.
func TestHashtagSet(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, addScript(clipboard))
	openLibrary(t, ctx, library)
	fine(t, ctx, `!`+setShown, "an empty set is shown")
	for _, id := range []string{"lapsilisa", "opintotuki", "kela"} {
		run(t, ctx, pressed(tagButton(id, "add"))...)
	}
	until(t, ctx, tagsSpoken+` === "Lisätty: #Kela. 3 tunnistetta, 28 merkkiä"`)
	fine(t, ctx, setLine+` === "#lapsilisä #opintotuki #Kela" && `+setShown, "the set is not shown as a line")
	fine(t, ctx, `document.querySelector('#kela [data-act="add"]').ariaPressed === "true"`, "the button does not tell that the tag is in the set")
	run(t, ctx, pressed(".tags-skip")...)
	run(t, ctx, press(kb.Tab))
	fine(t, ctx, `document.activeElement.dataset.act === "copy-all"`, "the way from the tools to the set leads elsewhere")
	run(t, ctx, pressed(".tags-set summary")...)
	run(t, ctx, pressed(`[data-id="kela"] [data-act="earlier"]`)...)
	fine(t, ctx, gathered+` === "lapsilisa kela opintotuki" && document.activeElement.closest("li")?.dataset.id === "kela" && document.activeElement.dataset.act === "earlier"`, "a tag moves and keeps the focus")
	until(t, ctx, tagsSpoken+` === "#Kela on nyt paikalla 2/3. 3 tunnistetta, 28 merkkiä"`)
	run(t, ctx, enter)
	fine(t, ctx, gathered+` === "kela lapsilisa opintotuki" && document.activeElement.dataset.act === "later"`, "at the end the focus goes to the other way")
	run(t, ctx, pressed(`[data-id="lapsilisa"] [data-act="remove"]`)...)
	fine(t, ctx, gathered+` === "kela opintotuki" && document.activeElement.closest("li")?.dataset.id === "opintotuki"`, "after a removal the focus is lost")
	until(t, ctx, tagsSpoken+` === "Poistettu: #lapsilisä. 2 tunnistetta, 17 merkkiä"`)
	run(t, ctx, pressed(`[data-act="copy-all"]`)...)
	until(t, ctx, `globalThis.copied === "#Kela #opintotuki"`)
	until(t, ctx, tagsSpoken+` === "Kopioitu: #Kela #opintotuki"`)
	openLibrary(t, ctx, "sv/hashtaggar/index.html")
	fine(t, ctx, setLine+` === "#FPA #studiestöd"`, "the set is not remembered")
	run(t, ctx, pressed(".tags-set summary")...)
	run(t, ctx, pressed(`[data-act="clear"]`)...)
	fine(t, ctx, `!`+setShown+` && document.activeElement.id === "ui_tags_filter"`, "a set that is cleared leaves the focus nowhere")
	until(t, ctx, tagsSpoken+` === "Samlingen är tom"`)
}

// TestHashtagLimits: more than a service takes is told.
func TestHashtagLimits(t *testing.T) {
	ctx := tab(t)
	openLibrary(t, ctx, library+"?tags=kela,omakela,asumistuki,opintotuki,lapsilisa")
	warnings := `[...document.querySelectorAll(".tags-set-warnings li")].map((li) => li.textContent).join("|")`
	fine(t, ctx, warnings+` === ""`, "five tags are too many")
	run(t, ctx, click(tagButton("sosiaaliturva", "add")))
	fine(t, ctx, warnings+` === "Instagram: viestissä saa olla enintään 5 tunnistetta"`, "six tags are not too many")
	until(t, ctx, tagsSpoken+`.endsWith("Instagram: viestissä saa olla enintään 5 tunnistetta")`)
	eval[int](t, ctx, `for (const b of [...document.querySelectorAll('[data-act="add"][aria-pressed="false"]')].slice(0, 20)) b.click(); 0`)
	fine(t, ctx, warnings+`.startsWith("Twitter: viestissä saa olla enintään 280 merkkiä|")`, "a line of more than 280 characters is not too long")
	run(t, ctx, click(".tags-set summary"), click(`[data-act="clear"]`))
}

// TestHashtagShare: the address of a set shows it elsewhere, in its language, and
// leaves the reader's own until it is changed.
func TestHashtagShare(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, addScript(clipboard))
	openLibrary(t, ctx, library)
	run(t, ctx, click(tagButton("kela", "add")))
	openLibrary(t, ctx, library+"?tags=lapsilisa,none,opintotuki,lapsilisa&language=sv")
	fine(t, ctx, setLine+` === "#barnbidrag #studiestöd"`, "the address does not show its set")
	fine(t, ctx, `document.querySelector(".tags-set-shared").checkVisibility() && localStorage.getItem("opas:hashtags") === "kela"`, "the own set is lost")
	run(t, ctx, click(".tags-set summary"), click(`[data-act="share"]`))
	until(t, ctx, `globalThis.copied === location.origin + location.pathname + "?tags=lapsilisa,opintotuki&language=sv"`)
	run(t, ctx, click(`[data-act="own"]`))
	fine(t, ctx, gathered+` === "kela" && document.activeElement.matches(".tags-set")`, "the own set does not come back")
	run(t, ctx, click(tagButton("kela", "add")))
	fine(t, ctx, `localStorage.getItem("opas:hashtags") === ""`, "a set that was emptied is remembered")
}

// TestHashtagAddress: to load the page again changes nothing of what the reader
// sees, neither tags nor language.
func TestHashtagAddress(t *testing.T) {
	ctx := tab(t)
	openLibrary(t, ctx, library)
	choose(t, ctx, "language", "sv")
	run(t, ctx, click(tagButton("lapsilisa", "add")), click(tagButton("opintotuki", "add")))
	again := func() {
		t.Helper()
		eval[int](t, ctx, `(document.querySelector(".tag-actions").remove(), location.reload(), 0)`)
		until(t, ctx, `document.readyState === "complete" && document.querySelectorAll(".tag-actions").length === document.querySelectorAll(".tags-theme .tag").length && `+mounted)
	}
	again()
	want(t, ctx, setLine, "#barnbidrag #studiestöd")
	openLibrary(t, ctx, library+"?tags=kela,omakela#tilastot")
	want(t, ctx, setLine, "#Kela #OmaKela")
	until(t, ctx, tagsSpoken+` === "Tämä kokoelma tuli linkistä. Oma kokoelmasi säilyy, kunnes muutat tätä. 2 tunnistetta, 14 merkkiä"`)
	choose(t, ctx, "language", "en")
	until(t, ctx, `location.search === "?tags=kela,omakela&language=en" && location.hash === "#tilastot"`)
	again()
	want(t, ctx, setLine, "#Kela #OmaKela")
	run(t, ctx, click(tagButton("lapsilisa", "add")))
	until(t, ctx, `location.search === "" && location.hash === "#tilastot"`)
	again()
	want(t, ctx, setLine, "#Kela #OmaKela #ChildBenefit")
	fine(t, ctx, `!document.querySelector(".tags-set-shared").checkVisibility()`, "the reader's own set is said to come with the link")
	openLibrary(t, ctx, library+"?tags=tilastot&language=sv")
	want(t, ctx, setLine, "#statistik")
	run(t, ctx, click(`[data-act="own"]`))
	want(t, ctx, setLine, "#Kela #OmaKela #ChildBenefit")
	until(t, ctx, `location.search === ""`)
	run(t, ctx, click(".tags-set summary"), click(`[data-act="clear"]`))
	choose(t, ctx, "language", "fi")
	again()
	fine(t, ctx, `!`+setShown+` && document.querySelector("#ui_tags_language").value === "fi"`, "a set that was cleared comes back")
}

// TestHashtagUnknown: of tags that there are not the reader is told.
func TestHashtagUnknown(t *testing.T) {
	ctx := tab(t)
	const told = "Linkissä on tunnisteita, joita kirjastossa ei ole"
	for _, query := range []string{"none,foo", "none,kela"} {
		openLibrary(t, ctx, library+"?tags="+query)
		want(t, ctx, setNotes, told+".")
		until(t, ctx, tagsSpoken+`.startsWith("`+told+`")`+` || `+tagsSpoken+`.endsWith("`+told+`")`)
	}
	want(t, ctx, setSize, "1 tunniste, 5 merkkiä")
	openLibrary(t, ctx, library+"?tags=,kela,,")
	want(t, ctx, setLine, "#Kela")
	want(t, ctx, setNotes, "")
	run(t, ctx, click(tagButton("kela", "add")))
	want(t, ctx, setNotes, "")
	until(t, ctx, tagsSpoken+` === "Poistettu: #Kela. Kokoelma on tyhjä"`)
}

// TestHashtagSmall: where the set does not stay in sight, the way to it does.
func TestHashtagSmall(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, size(320, 640))
	openLibrary(t, ctx, library+"?tags=kela,omakela")
	fine(t, ctx, `document.querySelector(".tags-skip").getBoundingClientRect().width > 44`, "there is no way to the set")
	run(t, ctx, click(".tags-skip"))
	until(t, ctx, `location.hash === "#ui_tags_set" && document.querySelector("#ui_tags_set").getBoundingClientRect().top < innerHeight`)
}

// TestHashtagStill: where a set has been kept, the page does not move when it
// comes, on a small screen and on a wide one.
func TestHashtagStill(t *testing.T) {
	ctx := tab(t)
	openLibrary(t, ctx, library)
	eval[bool](t, ctx, `localStorage.setItem("opas:hashtags", "kela,opintotuki"); true`)
	for _, width := range []int64{320, 1280} {
		run(t, ctx, size(width, 740))
		openSlowly(t, ctx, library)
		until(t, ctx, setLine+` === "#Kela #opintotuki"`)
		standsStill(t, ctx, library)
	}
}

// TestHashtagFocus: what has the focus is never behind the set (WCAG 2.2, 2.4.11),
// whether that is closed and long or open, on the way down and on the way up.
func TestHashtagFocus(t *testing.T) {
	ctx := tab(t)
	next, back := press(kb.Tab), chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))
	for _, way := range []struct {
		open  bool
		first string
		key   action
	}{{false, field, next}, {true, field, next}, {true, ".tags-set-copy button", back}} {
		run(t, ctx, size(1280, 800))
		openLibrary(t, ctx, library)
		ids := eval[string](t, ctx, `[...document.querySelectorAll(".tags-theme .tag")].slice(0, 25).map((tag) => tag.id).join()`)
		openLibrary(t, ctx, library+"?tags="+ids)
		eval[bool](t, ctx, `document.querySelector(".tags-set details").open = `+fmt.Sprint(way.open))
		stops := eval[int](t, ctx, `document.querySelectorAll(".tags-choices select, .tags-theme :is(a, button)").length`)
		run(t, ctx, chromedp.Focus(chromedp.CSS(way.first)))
		for range stops {
			run(t, ctx, way.key)
			fine(t, ctx, inSight, "what has the focus is behind the set")
			if t.Failed() {
				t.Fatalf("open %v, from %s: %s", way.open, way.first, eval[string](t, ctx, `document.activeElement.outerHTML`))
			}
		}
	}
	// A set that grows leaves what has the focus in sight.
	openLibrary(t, ctx, library)
	for _, id := range strings.Fields("kela lapsilisa kelasto") {
		eval[int](t, ctx, `(document.querySelector(`+quote(tagButton(id, "add"))+`).scrollIntoView({block: "end"}), 0)`)
		run(t, ctx, pressed(tagButton(id, "add"))...)
		fine(t, ctx, inSight, "the set has grown over what has the focus")
	}
	// Within the set the page does not move.
	run(t, ctx, pressed(".tags-set summary")...)
	before := eval[float64](t, ctx, `scrollY`)
	for range 5 {
		run(t, ctx, next)
	}
	if now := eval[float64](t, ctx, `scrollY`); now != before {
		t.Errorf("the page has moved by %v pixels", now-before)
	}
	run(t, ctx, click(`[data-act="clear"]`))
}

// inSight is the condition that neither the set nor the field hides anything of what
// has the focus.
const inSight = `(() => {
	const focused = document.activeElement, here = focused.getBoundingClientRect();
	const covers = (selector) => {
		const cover = document.querySelector(selector), box = cover.getBoundingClientRect();
		return !cover.contains(focused) && here.top < box.bottom - 1 && here.bottom > box.top + 1 && here.left < box.right && here.right > box.left;
	};
	return here.top >= 0 && !covers(".tags-set") && !covers(".tags-filter");
})()`

// TestHashtagRetired: a tag that is retired is found, and its successor with it; in
// a set, shared or remembered, the successor takes its place, and the reader is told.
func TestHashtagRetired(t *testing.T) {
	d := newDraft(t)
	ctx := d.open("/fi/hashtagit/")
	until(t, ctx, mounted)
	for _, id := range []string{"tutkimus", "kelasto"} {
		run(t, ctx, pressed(tagButton(id, "add"))...)
	}
	want(t, ctx, setLine, "#tutkimus #Kelasto")
	d.edit("content/hashtags.yaml", "tag: {fi: Kelasto, sv: Kelasto, en: Kelasto}", "successor: tilastot\n    tag: {fi: Kelasto, sv: Kelasto, en: Kelasto}")
	until(t, ctx, `document.querySelector('.tags-retired #kelasto[data-successor="tilastot"]')`)
	run(t, ctx, chromedp.Navigate(d.url("/fi/hashtagit/")))
	const told = "#Kelasto on poistunut käytöstä. Sen tilalla on #tilastot."
	want(t, ctx, setNotes, told)
	want(t, ctx, setLine, "#tutkimus #tilastot")
	until(t, ctx, tagsSpoken+` === "#Kelasto on poistunut käytöstä. Sen tilalla on #tilastot"`)
	fine(t, ctx, `localStorage.getItem("opas:hashtags") === "tutkimus,tilastot"`, "the successor is not remembered")
	run(t, ctx, chromedp.Navigate(d.url("/fi/hashtagit/?tags=kelasto,tilastot,kela")))
	want(t, ctx, setNotes, told)
	want(t, ctx, setLine, "#tilastot #Kela")
	run(t, ctx, write("kelaston"))
	want(t, ctx, shownTags, "tilastot kelasto")
	fine(t, ctx, `!document.querySelector(".tags-none").checkVisibility()`, "a retired tag is said not to be found")
	run(t, ctx, click(`#kelasto a[href="#tilastot"]`))
	until(t, ctx, `location.hash === "#tilastot"`)
	retype(t, ctx, "lapsilisä")
	want(t, ctx, shownTags, "lapsilisa")
	fine(t, ctx, `!document.querySelector(".tags-retired").checkVisibility()`, "retired tags are shown whatever is looked for")
	// By a part of its form in another language, and within its successor's theme.
	d.edit("content/hashtags.yaml", "tag: {fi: Kelasto, sv: Kelasto, en: Kelasto}", "tag: {fi: VanhaLuku, sv: GammaltTal, en: OldFigure}")
	until(t, ctx, `document.querySelector('#kelasto [lang="sv"]').textContent === "#GammaltTal"`)
	choose(t, ctx, "theme", "theme-research")
	for _, query := range []string{"vanha", "gammalt"} {
		retype(t, ctx, query)
		want(t, ctx, shownTags, "tilastot kelasto")
	}
	choose(t, ctx, "theme", "theme-students")
	want(t, ctx, shownTags, "")
	fine(t, ctx, tagsTold+`.startsWith("Teemassa Opiskelijat ei ole")`, "a retired tag is shown in a theme that is not its successor's")
}

// TestHashtagOneLanguage: a library in one language has no choice of it, and does not
// promise others.
func TestHashtagOneLanguage(t *testing.T) {
	d := newDraft(t)
	d.write("content/hashtags.yaml", `themes:
  - {id: home, name: {fi: Koti}}
tags:
  - {id: tuki, theme: home, tag: {fi: asumistuki}, meaning: {fi: Tukea vuokraan}, reviewed: 2026-11-26}
`)
	for _, path := range []string{"/fi/hashtagit/", "/sv/hashtaggar/"} {
		ctx := d.open(path)
		until(t, ctx, mounted)
		fine(t, ctx, `!document.querySelector("#ui_tags_language") && document.querySelector("#ui_tags_hint").textContent.length < 25`, path+": there is a choice of one")
		run(t, ctx, write("asumistuella"))
		want(t, ctx, shownTags, "tuki")
	}
}

// TestHashtagHome: the front page shows its hashtags as others do.
func TestHashtagHome(t *testing.T) {
	d := newDraft(t)
	d.edit("content/fi/index.md", "kind: home\n", "kind: home\ntags: [opintotuki]\n")
	ctx := d.open("/fi/")
	until(t, ctx, `document.querySelector('.page-tags a[href$="#opintotuki"]')?.checkVisibility()`)
}
