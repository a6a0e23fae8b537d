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
	tagCount   = `document.querySelector(".tags-count").textContent`
	tagsTold   = `[...document.querySelectorAll(".tags-none > *")].filter((e) => e.checkVisibility()).map((e) => e.textContent.trim()).join("|")`
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

// retype puts a text in place of the one in the field.
func retype(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	eval[int](t, ctx, `(document.querySelector("`+field+`").select(), 0)`)
	run(t, ctx, write(text))
}

// choose chooses a value of a list of the tools.
func choose(t *testing.T, ctx context.Context, name, value string) {
	t.Helper()
	run(t, ctx, chromedp.Focus(chromedp.CSS("#ui_tags_"+name)))
	if got := eval[string](t, ctx, `((list) => { list.value = "`+value+`"; list.dispatchEvent(new Event("input", {bubbles: true})); return list.value; })(document.activeElement)`); got != value {
		t.Fatalf("%q cannot be chosen as %s", value, name)
	}
}

// pressed acts on a button by keyboard alone.
func pressed(selector string) []action {
	return []action{chromedp.Focus(chromedp.CSS(selector)), enter}
}

// TestHashtagFilter: inflected forms of words and of parts of compounds, other
// languages' forms, synonyms, themes and slips find the tag, the nearest first; a
// theme narrows it; nothing is loaded before.
func TestHashtagFilter(t *testing.T) {
	ctx := tab(t)
	openLibrary(t, ctx, library)
	fine(t, ctx, `!performance.getEntriesByType("resource").some((e) => /analysis|box|search/.test(e.name))`, "the analysis of words is loaded before it is needed")
	all := eval[int](t, ctx, `document.querySelectorAll(".tags-theme .tag").length`)
	if all < 60 {
		t.Errorf("the library has %d tags", all)
	}
	want(t, ctx, tagCount, strconv.Itoa(all)+" tunnistetta")
	run(t, ctx, chromedp.Focus(chromedp.CSS(field)))
	until(t, ctx, indexed)
	const kelas = "kela omakela kelakortti kelakerttu"
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
		{"opinnot", "opintotuki opintoraha opintolainahyvitys asumislisa"},
		{"lainaa", "opintolainahyvitys opintoraha"},
		{"värnpliktiga", "sotilasavustus asumisavustus perusavustus"},
		{"vammaisuus", "vammaisetuudet vammaistuki elakettasaavanhoitotuki tulkkauspalvelu"},
		{"asumisen", "asumislisa asumistuki yleinenasumistuki elakkeensaajanasumistuki asumisavustus kansainvalisettilanteet"},
		{"intti", "sotilasavustus asumisavustus perusavustus"},
		{"sjukpenning", "sairauspaivaraha osasairauspaivaraha"},
		{"e-tjänst", "omakela"},
		{"FPA:s", "kela kelakortti omakela sosiaaliturva kelakerttu"},
		{"eläkeläinen", "elakkeensaajanasumistuki elakettasaavanhoitotuki takuuelake"},
		// The tag itself, then those that begin so, then others, and a theme's last.
		{"kuntoutuksen", "kuntoutus kuntoutusraha kuntoutuspsykoterapia ammatillinenkuntoutus vaativalaakinnallinenkuntoutus kuntoutustuki sairauspaivaraha osasairauspaivaraha erityishoitoraha laakekorvaus kantapalvelut omakanta"},
		{"sosiaaliturva", "sosiaaliturva " + kelas},
		{"social security", "sosiaaliturva yleistuki " + kelas},
		{"avoin data", "avoindata tutkimus tilastot kelasto"},
		{"disability pension", "tyokyvyttomyyselake elakettasaavanhoitotuki"},
		{"kansaneläke", "kansanelake kela"},
		// Letters within a word are not its beginning.
		{"isä", "vanhempainraha"},
		{"tillägg", "asumislisa rintamalisa"},
		{"bidr", "lapsilisa elatustuki adoptiotuki asumistuki yleinenasumistuki elakkeensaajanasumistuki vammaistuki elakettasaavanhoitotuki toimeentulotuki"},
		{"ill", "sairauspaivaraha osasairauspaivaraha erityishoitoraha laakekorvaus kuntoutus kuntoutusraha kuntoutuspsykoterapia ammatillinenkuntoutus vaativalaakinnallinenkuntoutus kantapalvelut omakanta"},
		// What tags mean in other languages, and the guide's synonyms.
		{"unemployed", "tyottomyysetuus yleistuki"},
		{"arbetslösa", "tyottomyysetuus yleistuki"},
		{"mother", "raskausraha vanhempainraha aitiysavustus"},
		{"äidin", "raskausraha vanhempainraha aitiysavustus aitiyspakkaus"},
		{"raskaana", "raskausraha aitiysavustus aitiyspakkaus"},
	}
	for _, tt := range tests {
		retype(t, ctx, tt.query)
		want(t, ctx, shownTags, tt.want)
		fine(t, ctx, tagsTold+` === ""`, tt.query+" counts as a guess")
	}
	// What is only guessed is told to be.
	for query, found := range map[string]string{
		"toimentulotuki":    "toimeentulotuki perustoimeentulotuki",
		"asumistki":         "asumistuki yleinenasumistuki elakkeensaajanasumistuki",
		"lapsilisä vektori": "lapsilisa",
	} {
		retype(t, ctx, query)
		want(t, ctx, shownTags, found)
		want(t, ctx, tagsTold, "Ei tunnisteita haulla "+query+". Lähimpänä ovat nämä:")
	}
	retype(t, ctx, "lasten")
	fine(t, ctx, shownTags+`.startsWith("lapsilisa ") && document.querySelector("#adoptiotuki").checkVisibility()`, "children's benefits are not found by their theme")
	retype(t, ctx, "qxqx")
	want(t, ctx, shownTags, "")
	want(t, ctx, tagCount, "0 tunnistetta")
	fine(t, ctx, `document.querySelector('.tags-none a[href^="mailto:"]').checkVisibility()`, "where nothing is found no address to ask is offered")
	until(t, ctx, tagsSpoken+` === "Ei tunnisteita haulla qxqx"`)
	fine(t, ctx, `document.querySelectorAll(".tags-theme:not([hidden])").length === 0`, "themes without tags are shown")
	run(t, ctx, chromedp.Focus(chromedp.CSS(field)), press(kb.Escape))
	fine(t, ctx, shownTags+`.split(" ").length === `+strconv.Itoa(all), "Escape does not show all")
	fine(t, ctx, shownTags+`.startsWith("kela sosiaaliturva omakela ")`, "the tags are not back in their themes")
}

// TestHashtagTheme: a theme narrows the list; where it has nothing of what is looked
// for, it is the theme that is told to hide it.
func TestHashtagTheme(t *testing.T) {
	ctx := tab(t)
	openLibrary(t, ctx, library)
	run(t, ctx, chromedp.Focus(chromedp.CSS("#ui_tags_theme")), press("Op"))
	want(t, ctx, shownTags, "opintotuki opintoraha asumislisa opintolainahyvitys koulumatkatuki ateriatuki")
	until(t, ctx, tagsSpoken+` === "6 tunnistetta"`)
	run(t, ctx, write("yleinen asumistuki"))
	until(t, ctx, indexed)
	const told = "Teemassa Opiskelijat ei ole tunnisteita haulla yleinen asumistuki, mutta muissa teemoissa on."
	want(t, ctx, tagsTold, told+"|Näytä kaikki teemat")
	until(t, ctx, tagsSpoken+` === "`+told+`"`)
	run(t, ctx, pressed(`[data-act="all"]`)...)
	want(t, ctx, shownTags, "yleinenasumistuki")
	want(t, ctx, tagsTold, "")
	fine(t, ctx, `document.activeElement.matches("`+field+`") && document.querySelector("#ui_tags_theme").value === ""`, "the button leaves the focus nowhere")
	until(t, ctx, tagsSpoken+` === "1 tunniste"`)
}

// TestHashtagReveal: what is linked to is never out of sight, even where the address
// has it already.
func TestHashtagReveal(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, size(1280, 800))
	openLibrary(t, ctx, library)
	link := func(id string) {
		t.Helper()
		eval[int](t, ctx, `((a) => { a.href = "#`+id+`"; document.body.append(a); a.click(); a.remove(); return 0; })(document.createElement("a"))`)
		fine(t, ctx, `((target) => {
			const { left, top } = target.getBoundingClientRect();
			return target.checkVisibility() && target.contains(document.elementFromPoint(left + 2, top + 2));
		})(document.querySelector("#`+id+`"))`, id+" is out of sight")
	}
	for range 2 {
		run(t, ctx, write("kelasto"))
		want(t, ctx, shownTags, "kelasto")
		link("lapsilisa")
	}
	choose(t, ctx, "order", "letters")
	for range 2 {
		link("theme-pensions")
		want(t, ctx, `document.querySelector("#ui_tags_order").value`, "themes")
		run(t, ctx, write("kelasto"))
		want(t, ctx, shownTags, "kelasto")
	}
	choose(t, ctx, "theme", "theme-housing")
	link("kela")
}

// TestHashtagInSight: at each common size of a window, whatever set there is, the
// first tag found and the count are in sight while one types, and nothing moves.
func TestHashtagInSight(t *testing.T) {
	ctx := tab(t)
	for _, window := range [][2]int64{{360, 740}, {768, 1024}, {1280, 720}, {1280, 900}, {320, 640}} {
		for _, set := range []string{"", "closed", "open"} {
			name := fmt.Sprint(window, set)
			run(t, ctx, size(window[0], window[1]))
			query := ""
			if set != "" {
				query = "?tags=kela,omakela,lapsilisa,opintotuki,sotilasavustus,tilastot"
			}
			openLibrary(t, ctx, library+query)
			eval[bool](t, ctx, fmt.Sprintf(`document.querySelector(".tags-set details").open = %v`, set == "open"))
			run(t, ctx, chromedp.Focus(chromedp.CSS(field)))
			until(t, ctx, indexed)
			place := `JSON.stringify([scrollY, document.querySelector("` + field + `").getBoundingClientRect().top])`
			before := eval[string](t, ctx, place)
			for _, typed := range []struct{ text, shown string }{
				{"asumis", ".tags-found .tag:not([hidden])"}, {"xyzzy", ".tags-told"}, {"toimentulotuki", ".tags-told"}, {"kuntoutus", ".tags-found .tag:not([hidden])"},
			} {
				retype(t, ctx, "")
				for _, letter := range typed.text {
					run(t, ctx, press(string(letter)))
					want(t, ctx, place, before)
				}
				for _, selector := range []string{typed.shown, field, ".tags-count"} {
					fine(t, ctx, `((box, set) => {
						const floor = set.height ? Math.min(set.top, innerHeight) : innerHeight;
						return box.height > 0 && box.top >= 0 && box.bottom <= floor;
					})(document.querySelector("`+selector+`").getBoundingClientRect(), document.querySelector(".tags-set").getBoundingClientRect())`, name+": "+typed.text+": out of sight: "+selector)
				}
			}
		}
	}
}

// TestHashtagLanguage: the language of the tags is another than the page's, and so
// is their order.
func TestHashtagLanguage(t *testing.T) {
	ctx := tab(t)
	run(t, ctx, addScript(clipboard))
	openLibrary(t, ctx, library)
	first := `document.querySelector("#lapsilisa .tag-form").textContent`
	fine(t, ctx, first+` === "#lapsilisä"`, "the page's own form is not first")
	choose(t, ctx, "language", "en")
	fine(t, ctx, first+` === "#ChildBenefit" && document.querySelector("#lapsilisa .tag-form").lang === "en"`, "the English form is not first")
	fine(t, ctx, `document.querySelector("#lapsilisa button").ariaLabel === "Kopioi #ChildBenefit"`, "the button names another form")
	run(t, ctx, click(tagButton("lapsilisa", "copy")))
	until(t, ctx, `globalThis.copied === "#ChildBenefit"`)
	choose(t, ctx, "order", "letters")
	fine(t, ctx, shownTags+`.startsWith("adoptiotuki perusavustus perustoimeentulotuki ")`, "the order is not that of the letters")
	letters := `[...document.querySelectorAll(".tags-jump-letters a")].filter((a) => a.checkVisibility()).map((a) => a.textContent).join("")`
	want(t, ctx, letters, "ABCDEFGHIKMNOPRSUV")
	run(t, ctx, click(`.tags-jump-letters li:last-child a`))
	until(t, ctx, `location.hash === "#ammatillinenkuntoutus"`)
	run(t, ctx, write("pension"))
	want(t, ctx, letters, "")
	choose(t, ctx, "order", "themes")
	run(t, ctx, chromedp.Focus(chromedp.CSS(field)), press(kb.Escape))
	want(t, ctx, letters, "")
	fine(t, ctx, shownTags+`.startsWith("kela sosiaaliturva omakela ")`, "the order is not that of the themes")
	// In another language a set is of another length, and a warning may come.
	for _, step := range []struct{ language, spoken string }{
		{"fi", "17 tunnistetta, 229 merkkiä. Instagram: viestissä saa olla enintään 5 tunnistetta"},
		{"en", "17 tunnistetta, 286 merkkiä. Twitter: viestissä saa olla enintään 280 merkkiä. Instagram: viestissä saa olla enintään 5 tunnistetta"},
	} {
		if step.language == "fi" {
			eval[int](t, ctx, `(() => { for (const b of [...document.querySelectorAll('[data-act="add"]')].slice(0, 17)) b.click(); return 0; })()`)
		}
		choose(t, ctx, "language", step.language)
		until(t, ctx, tagsSpoken+` === "`+step.spoken+`"`)
	}
	run(t, ctx, click(".tags-set summary"), click(`[data-act="clear"]`))
	until(t, ctx, tagsSpoken+` === "Kokoelma on tyhjä"`)
	choose(t, ctx, "language", "fi")
	until(t, ctx, tagsSpoken+` === ""`)
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
	retype(t, ctx, "raskautta")
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
			run(t, ctx, click(".tags-set summary"))
			choose(t, ctx, "order", "letters")
			run(t, ctx, click(tagButton("tutkimus", "add")))
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
