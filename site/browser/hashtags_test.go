package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	library    = "fi/hashtagit/index.html"
	field      = "#ui_tags_filter"
	shownTags  = `[...document.querySelectorAll(".tags .tag")].filter((t) => t.checkVisibility()).map((t) => t.id).join(" ")`
	gathered   = `[...document.querySelectorAll(".tags-set-list li")].map((li) => li.dataset.id).join(" ")`
	setLine    = `document.querySelector(".tags-set-line").textContent.trim()`
	setShown   = `document.querySelector(".tags-set").checkVisibility()`
	tagsSpoken = `document.querySelector(".tags [role=status]").textContent`
	mounted    = `document.querySelector(".tag-actions button")?.ariaLabel`
	indexed    = `["fi", "sv", "en"].every((l) => globalThis.opasSearch?.files?.has("search/" + l + "/tags.js"))`
)

// clipboard stands in for the browser's, which asks its user.
const clipboard = `Object.defineProperty(navigator, "clipboard", {value: {writeText: async (text) => { globalThis.copied = text; }}})`

// openLibrary opens the library and waits for its script.
func openLibrary(t *testing.T, ctx context.Context, path string) {
	t.Helper()
	run(t, ctx, open(path))
	until(t, ctx, mounted)
}

// tagButton is the selector of a button of an entry.
func tagButton(id, act string) string { return "#" + id + ` [data-act="` + act + `"]` }

func write(text string) action { return chromedp.SendKeys(chromedp.CSS(field), text) }

// pressed acts on a button by keyboard alone.
func pressed(selector string) []action {
	return []action{chromedp.Focus(chromedp.CSS(selector)), enter}
}

// TestHashtagFilter: inflected forms of words and of parts of compounds, other
// languages' forms, synonyms, themes and slips find the tag; a theme narrows it;
// nothing is loaded before.
func TestHashtagFilter(t *testing.T) {
	ctx := tab(t)
	openLibrary(t, ctx, library)
	fine(t, ctx, `!performance.getEntriesByType("resource").some((e) => /analysis|box|search/.test(e.name))`, "the analysis of words is loaded before it is needed")
	all := eval[int](t, ctx, `document.querySelectorAll(".tags-theme .tag").length`)
	if all < 60 {
		t.Errorf("the library has %d tags", all)
	}
	run(t, ctx, chromedp.Focus(chromedp.CSS(field)))
	until(t, ctx, indexed)
	tests := []struct{ query, want string }{
		{"#lapsilisä", "lapsilisa"},
		{"lapsilisästä", "lapsilisa"},
		{"LAPSILISA", "lapsilisa"},
		{"toimeentulotuella", "toimeentulotuki perustoimeentulotuki"},
		{"utkomststödet", "toimeentulotuki perustoimeentulotuki"},
		{"housing allowances", "asumistuki yleinenasumistuki elakkeensaajanasumistuki"},
		{"baby box", "aitiyspakkaus"},
		{"saikku", "sairauspaivaraha"},
		{"yleinen asumis", "yleinenasumistuki"},
		{"työttömyyden", "tyottomyysetuus yleistuki liikkuvuusavustus"},
		{"raskautta", "raskausraha"},
		{"tulkkauksen", "tulkkauspalvelu"},
		{"adoptiosta", "adoptiotuki"},
		{"opinnot", "opintotuki opintoraha asumislisa opintolainahyvitys"},
		{"lainaa", "opintoraha opintolainahyvitys"},
		{"värnpliktiga", "sotilasavustus asumisavustus perusavustus"},
		{"vammaisuus", "vammaisetuudet vammaistuki elakettasaavanhoitotuki tulkkauspalvelu"},
		{"asumisen", "asumislisa asumistuki yleinenasumistuki elakkeensaajanasumistuki asumisavustus kansainvalisettilanteet"},
		{"toimentulotuki", "toimeentulotuki perustoimeentulotuki"},
		{"asumistki", "asumistuki"},
		{"intti", "sotilasavustus asumisavustus perusavustus"},
		{"sjukpenning", "sairauspaivaraha osasairauspaivaraha"},
		{"e-tjänst", "omakela"},
		{"FPA:s", "kela sosiaaliturva omakela kelakortti kelakerttu"},
		{"eläkeläinen", "elakkeensaajanasumistuki elakettasaavanhoitotuki takuuelake"},
		{"qxqx", ""},
	}
	for _, tt := range tests {
		eval[int](t, ctx, `document.querySelector("`+field+`").select(), 0`)
		run(t, ctx, write(tt.query))
		want(t, ctx, shownTags, tt.want)
	}
	fine(t, ctx, `document.querySelector(".tags-none").checkVisibility() && document.querySelector('.tags-none a[href^="mailto:"]')`, "where nothing is found no address to ask is offered")
	until(t, ctx, tagsSpoken+` === "Ei tunnisteita haulla qxqx"`)
	fine(t, ctx, `document.querySelectorAll(".tags-theme:not([hidden])").length === 0`, "themes without tags are shown")
	run(t, ctx, chromedp.Focus(chromedp.CSS(field)), press(kb.Escape))
	fine(t, ctx, shownTags+`.split(" ").length === `+strconv.Itoa(all), "Escape does not show all")
	run(t, ctx, chromedp.Focus(chromedp.CSS("#ui_tags_theme")), press("Op"))
	until(t, ctx, shownTags+` === "opintotuki opintoraha asumislisa opintolainahyvitys koulumatkatuki ateriatuki"`)
	until(t, ctx, tagsSpoken+` === "6 tunnistetta"`)
	// A place of the address is never out of sight.
	eval[string](t, ctx, `location.hash = "kela"`)
	until(t, ctx, `document.getElementById("kela").checkVisibility()`)
}

// TestHashtagLanguage: the language of the tags is another than the page's, and so
// is their order.
func TestHashtagLanguage(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, addScript(clipboard))
	openLibrary(t, ctx, library)
	first := `document.querySelector("#lapsilisa .tag-form").textContent`
	fine(t, ctx, first+` === "#lapsilisä"`, "the page's own form is not first")
	run(t, ctx, click(`.tags-choice [value="en"]`))
	fine(t, ctx, first+` === "#ChildBenefit" && document.querySelector("#lapsilisa .tag-form").lang === "en"`, "the English form is not first")
	fine(t, ctx, `document.querySelector("#lapsilisa button").ariaLabel === "Kopioi #ChildBenefit"`, "the button names another form")
	run(t, ctx, click(tagButton("lapsilisa", "copy")))
	until(t, ctx, `globalThis.copied === "#ChildBenefit"`)
	run(t, ctx, click(`.tags-choice [value="letters"]`))
	fine(t, ctx, shownTags+`.startsWith("adoptiotuki perusavustus perustoimeentulotuki ")`, "the order is not that of the letters")
	letters := `[...document.querySelectorAll(".tags-jump-letters a")].map((a) => a.textContent).join("")`
	want(t, ctx, letters, "ABCDEFGHIKMNOPRSUV")
	run(t, ctx, click(`.tags-jump-letters li:last-child a`))
	until(t, ctx, `location.hash === "#ammatillinenkuntoutus"`)
	run(t, ctx, write("pension"))
	want(t, ctx, letters, "CDFGHNORS")
	run(t, ctx, click(`.tags-choice [value="themes"]`), chromedp.Focus(chromedp.CSS(field)), press(kb.Escape))
	fine(t, ctx, `!document.querySelector(".tags-jump-letters").checkVisibility()`, "links to letters stand above themes")
	fine(t, ctx, shownTags+`.startsWith("kela sosiaaliturva omakela ")`, "the order is not that of the themes")
}

// TestHashtagCopy: where the browser has no clipboard, the old way serves.
func TestHashtagCopy(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, addScript(`Object.defineProperty(navigator, "clipboard", {value: undefined});
		document.execCommand = (name) => { globalThis.copied = name + " " + document.activeElement.value; return !globalThis.refuse; };`))
	openLibrary(t, ctx, library)
	run(t, ctx, click(tagButton("omakela", "copy")))
	until(t, ctx, `globalThis.copied === "copy #OmaKela"`)
	until(t, ctx, tagsSpoken+` === "Kopioitu: #OmaKela"`)
	fine(t, ctx, `document.activeElement.matches(`+quote(tagButton("omakela", "copy"))+`) && !document.querySelector("body > textarea")`, "copying leaves a trace")
	eval[bool](t, ctx, `globalThis.refuse = true`)
	run(t, ctx, click(tagButton("kela", "copy")))
	until(t, ctx, tagsSpoken+`.startsWith("Kopiointi ei onnistunut")`)
}

// TestHashtagFiles: all of it works from a folder.
func TestHashtagFiles(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, chromedp.Navigate("file://"+filepath.ToSlash(shared.guide.dir)+"/"+library+"?tags=kela"))
	until(t, ctx, mounted)
	fine(t, ctx, setLine+` === "#Kela"`, "the address does not show its set")
	run(t, ctx, write("utkomststödets"))
	until(t, ctx, shownTags+` === "toimeentulotuki perustoimeentulotuki"`)
	eval[int](t, ctx, `document.querySelector("`+field+`").select(), 0`)
	run(t, ctx, write("raskautta"))
	until(t, ctx, shownTags+` === "raskausraha"`)
	run(t, ctx, click(tagButton("raskausraha", "add")))
	fine(t, ctx, `location.search === ""`, "the address tells of a set that was changed")
	run(t, ctx, click(".tags-set summary"), click(`[data-act="clear"]`))
}

// TestHashtagWithoutScript: a list to read, with links to themes and letters, and
// nothing that does nothing.
func TestHashtagWithoutScript(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
		open(library), wait(".tags"))
	for _, tt := range []struct {
		selector string
		visible  bool
	}{{".tags-tools", false}, {".tag-actions", false}, {".tags-set", false}, {"#lapsilisa .tag-meaning", true}, {".tags-jump a", true}, {".tags-letters a", true}} {
		visible, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.querySelector(`+quote(tt.selector)+`).checkVisibility()`))
		if err != nil {
			t.Fatal(err)
		}
		if visible != tt.visible {
			t.Errorf("%s: visible %v", tt.selector, visible)
		}
	}
}

// TestHashtagPrint: the library takes two sheets of paper at most, and no tools.
func TestHashtagPrint(t *testing.T) {
	ctx := tab(t)
	for _, path := range []string{library, "sv/hashtaggar/index.html", "en/hashtags/index.html"} {
		openLibrary(t, ctx, path+"?tags=kela")
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		if n := pagesOf(pdf); n < 1 || n > 2 {
			t.Errorf("%s: %d pages", path, n)
		}
		run(t, ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
		fine(t, ctx, `![...document.querySelectorAll(".tags button, .tags input, .tags-set")].some((e) => e.checkVisibility())`, path+": tools are printed")
		fine(t, ctx, `[...document.querySelectorAll(".tags-theme .tag-form, .tags-theme .tag-meaning")].every((e) => parseFloat(getComputedStyle(e).fontSize) >= 12)`, path+": the text is smaller than 9 points")
		run(t, ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}))
	}
}

// TestHashtagLooks: with a set that is open, in the order of the letters, no page
// of the library fails axe, and none scrolls sideways.
func TestHashtagLooks(t *testing.T) {
	script, err := os.ReadFile(axeFile)
	need(t, err == nil, "axe-core")
	ctx := tab(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 320} {
			run(t, ctx, media("prefers-color-scheme", scheme), size(width, 800))
			openLibrary(t, ctx, library+"?tags=kela,eurooppalainensairaanhoitokortti,omakela,asumistuki,lapsilisa,kelasto&language=sv")
			run(t, ctx, click(".tags-set summary"), click(`.tags-choice [value="letters"]`), click(tagButton("tutkimus", "add")))
			axe(t, ctx, string(script), fmt.Sprintf("the library (%s, %d px)", scheme, width))
			fine(t, ctx, `document.documentElement.scrollWidth <= innerWidth`, fmt.Sprintf("%d px: the page scrolls sideways", width))
		}
	}
}

// pagesOf counts the pages of a PDF, whose page objects Chromium does not
// compress.
func pagesOf(pdf []byte) int {
	return len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1))
}
