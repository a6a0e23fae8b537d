package content

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"opas/site/diag"
	"opas/site/markdown"
)

// UI holds every word of the interface in one language, from
// content/<lang>/ui.yaml. Its keys are the yaml tags; a key that is missing,
// empty or unknown is a diagnostic. Words in braces are filled in when a page
// is made: a text must hold exactly those listed in its params tag.
type UI struct {
	// Frame of every page.
	SkipLink    string   `yaml:"skip_link"`
	Home        string   `yaml:"home"`
	Menu        string   `yaml:"menu"`
	CloseMenu   string   `yaml:"close_menu"`
	Languages   string   `yaml:"languages"`   // accessible name of the language links
	Navigation  string   `yaml:"navigation"`  // accessible name of the navigation of the guide
	Breadcrumbs string   `yaml:"breadcrumbs"` // accessible name
	Contents    string   `yaml:"contents"`    // heading of a page's table of contents
	PrevNext    string   `yaml:"prev_next"`   // accessible name of the way to the neighbours
	Previous    string   `yaml:"previous"`
	Next        string   `yaml:"next"`
	Updated     string   `yaml:"updated" params:"date"`
	Date        string   `yaml:"date" params:"day month year"` // {month} is a number, or a name where months are given
	MonthNames  []string `yaml:"months,optional"`              // twelve names for {month} of date; a number where left out
	Contact     string   `yaml:"contact"`                      // before the contact address
	Publisher   string   `yaml:"publisher"`                    // before the publisher's name

	// Page kinds.
	Steps       string `yaml:"steps"`                    // heading of the path on the front page
	StepsStart  string `yaml:"steps_start"`              // link to the first step
	Step        string `yaml:"step" params:"n"`          // which step, in a few words
	StepOf      string `yaml:"step_of" params:"n total"` // which step of how many
	StepsNav    string `yaml:"steps_nav"`                // accessible name of the links to all steps
	InSection   string `yaml:"in_section"`               // heading of the list of a section's pages
	RulesPart   string `yaml:"rules_part" params:"n"`    // which part of the rules
	Checklist   string `yaml:"checklist"`                // label above a checklist's title
	PDF         string `yaml:"checklist_pdf" params:"n"` // link to the checklist as a PDF file of so many kilobytes
	Authority   string `yaml:"authority"`                // heading: supervising authority
	AuthorityBy string `yaml:"authority_text"`           // what one may do there

	// States of a page.
	Untranslated     string `yaml:"untranslated"`      // heading of the notice
	UntranslatedText string `yaml:"untranslated_text"` // the text below shows the source language
	Draft            string `yaml:"draft"`

	// Within articles.
	CalloutNote      string `yaml:"callout_note"`
	CalloutTip       string `yaml:"callout_tip"`
	CalloutWarning   string `yaml:"callout_warning"`
	CalloutImportant string `yaml:"callout_important"`
	Table            string `yaml:"table"`         // accessible name of a table that scrolls
	Permalink        string `yaml:"permalink"`     // before the heading it leads to
	Footnotes        string `yaml:"footnotes"`     // heading of the notes
	FootnoteBack     string `yaml:"footnote_back"` // accessible name of the way back
	Rule             string `yaml:"rule"`          // before a rule's number
	Source           string `yaml:"source"`        // of a task, before the page and the place that it comes from

	// Checklists: what their scripts say. A copy is a set of ticks with a name.
	Checklists          string `yaml:"checklists"`                          // label of the links to the checklists that come from a page
	ChecklistDone       string `yaml:"checklist_done" params:"done all"`    // how much of a list is done
	ChecklistAllDone    string `yaml:"checklist_all_done" params:"all"`     // likewise, at the end
	ChecklistOneDone    string `yaml:"checklist_one_done"`                  // likewise, of a list of one task
	ChecklistProgress   string `yaml:"checklist_progress"`                  // accessible name of the bar
	ChecklistKept       string `yaml:"checklist_kept"`                      // where ticks are kept
	ChecklistNotKept    string `yaml:"checklist_not_kept"`                  // that they are not
	ChecklistPassing    string `yaml:"checklist_passing"`                   // that they are not, without scripts and in the whole guide
	ChecklistUnreadable string `yaml:"checklist_unreadable"`                // that what was kept is lost
	ChecklistCopy       string `yaml:"checklist_copy"`                      // label of the choice between copies
	ChecklistMine       string `yaml:"checklist_mine"`                      // name of the copy that one begins with
	ChecklistNew        string `yaml:"checklist_new"`                       // button, and heading of its dialog
	ChecklistRename     string `yaml:"checklist_rename"`                    // likewise
	ChecklistDelete     string `yaml:"checklist_delete"`                    // button
	ChecklistReset      string `yaml:"checklist_reset"`                     // button: takes all ticks and texts off
	ChecklistExport     string `yaml:"checklist_export"`                    // button
	ChecklistImport     string `yaml:"checklist_import"`                    // button
	ChecklistMore       string `yaml:"checklist_more"`                      // button that shows the others
	ChecklistPrint      string `yaml:"checklist_print"`                     // button
	ChecklistPrintBlank string `yaml:"checklist_print_blank"`               // button
	ChecklistPrinted    string `yaml:"checklist_printed" params:"date"`     // on paper, before the address of the page
	ChecklistName       string `yaml:"checklist_name"`                      // label of a copy's name
	ChecklistSave       string `yaml:"checklist_save"`                      // button
	ChecklistCancel     string `yaml:"checklist_cancel"`                    // button
	ChecklistUndo       string `yaml:"checklist_undo"`                      // button
	ChecklistMade       string `yaml:"checklist_made" params:"name"`        // what has been done with a copy
	ChecklistRenamed    string `yaml:"checklist_renamed" params:"name"`     // likewise
	ChecklistDeleted    string `yaml:"checklist_deleted" params:"name"`     // likewise
	ChecklistCleared    string `yaml:"checklist_cleared" params:"name"`     // likewise
	ChecklistRestored   string `yaml:"checklist_restored" params:"name"`    // likewise
	ChecklistImported   string `yaml:"checklist_imported" params:"name"`    // likewise
	ChecklistNameless   string `yaml:"checklist_nameless"`                  // what is wrong with a name
	ChecklistTaken      string `yaml:"checklist_taken" params:"name"`       // likewise
	ChecklistNoFile     string `yaml:"checklist_no_file"`                   // what is wrong with a file
	ChecklistOtherFile  string `yaml:"checklist_other_file" params:"title"` // likewise
	ChecklistNewFile    string `yaml:"checklist_new_file"`                  // likewise
	ChecklistReworded   string `yaml:"checklist_reworded"`                  // before ticks and texts of items that have been reworded since
	ChecklistBefore     string `yaml:"checklist_before" params:"text"`      // what such an item said
	ChecklistConfirm    string `yaml:"checklist_confirm"`                   // button: the tick or the text still holds
	ChecklistUntick     string `yaml:"checklist_untick"`                    // button
	ChecklistGone       string `yaml:"checklist_gone"`                      // before ticks and texts of items that are no longer on the list
	ChecklistForget     string `yaml:"checklist_forget"`                    // button

	// Search.
	Search         string            `yaml:"search"`       // button
	SearchLabel    string            `yaml:"search_label"` // of the box: what is searched
	SearchTitle    string            `yaml:"search_title"` // of the page of results
	SearchSlug     string            `yaml:"search_slug" form:"slug"`
	SearchOf       string            `yaml:"search_of" params:"query"` // title of the page with results
	SearchOne      string            `yaml:"search_one"`               // how many results
	SearchMany     string            `yaml:"search_many" params:"n"`
	SearchNone     string            `yaml:"search_none" params:"query"`
	SearchAll      string            `yaml:"search_all"`                           // link to the page of results
	SearchMeant    string            `yaml:"search_meant" params:"query"`          // did you mean
	SearchRelated  string            `yaml:"search_related"`                       // heading of results that are less near
	SearchOther    string            `yaml:"search_other"`                         // heading of results found through another language
	SearchVia      string            `yaml:"search_via" params:"word language"`    // the word that found it, and its language's name
	SearchViaIn    map[string]string `yaml:"search_via_in,optional" params:"word"` // the same in better words, by language: {word}
	SearchLoading  string            `yaml:"search_loading"`
	SearchFailed   string            `yaml:"search_failed"`    // before the link to the register
	SearchNoScript string            `yaml:"search_no_script"` // likewise
	SearchTips     string            `yaml:"search_tips"`      // heading of what to do where nothing is found
	SearchTipWords string            `yaml:"search_tip_words"`
	SearchTipList  string            `yaml:"search_tip_list"` // before the link to the register
	SearchTipAsk   string            `yaml:"search_tip_ask"`  // before the contact address
	SearchShortcut string            `yaml:"search_shortcut"` // label of the choice whether "/" leads to the box

	// The register: all headings, keywords and hashtags of the guide.
	RegisterTitle   string `yaml:"register_title"`
	RegisterSlug    string `yaml:"register_slug" form:"slug"`
	RegisterText    string `yaml:"register_text"`    // what it lists
	RegisterLetters string `yaml:"register_letters"` // accessible name of the links to the letters

	// The guide and its checklists on paper.
	PrintTitle    string `yaml:"print_title"` // of the page with the whole guide, and of the links to it
	PrintSlug     string `yaml:"print_slug" form:"slug"`
	PrintText     string `yaml:"print_text"`           // what the page is
	PrintPDF      string `yaml:"print_pdf" params:"n"` // link to the guide as a PDF file of so many kilobytes
	PrintContents string `yaml:"print_contents"`       // heading of the table of contents
	PrintNow      string `yaml:"print_now"`            // button
	PrintKept     string `yaml:"print_kept"`           // before the name of a checklist, whose own page keeps ticks
	Version       string `yaml:"version" params:"version"`
	Footnote      string `yaml:"footnote"` // what a reference to a footnote is called

	// The library of hashtags.
	PageTags           string `yaml:"page_tags"`                   // before the hashtags of a page
	TagsHeading        string `yaml:"tags_heading"`                // of the list
	TagsReviewed       string `yaml:"tags_reviewed" params:"date"` // since when all have been looked at
	TagsFilter         string `yaml:"tags_filter"`                 // of the field
	TagsFilterHint     string `yaml:"tags_filter_hint"`            // what one may write in it
	TagsFilterHintOne  string `yaml:"tags_filter_hint_one"`        // where tags are in one language
	TagsTheme          string `yaml:"tags_theme"`                  // of the choice
	TagsThemeAll       string `yaml:"tags_theme_all"`
	TagsThemeShowAll   string `yaml:"tags_theme_show_all"` // button
	TagsThemes         string `yaml:"tags_themes"`         // accessible name of the links to themes
	TagsLanguage       string `yaml:"tags_language"`       // of the choice
	TagsOrder          string `yaml:"tags_order"`          // of the choice
	TagsByTheme        string `yaml:"tags_by_theme"`
	TagsByLetter       string `yaml:"tags_by_letter"`
	TagsOne            string `yaml:"tags_one"` // how many
	TagsMany           string `yaml:"tags_many" params:"n"`
	TagsNone           string `yaml:"tags_none" params:"query"`
	TagsNear           string `yaml:"tags_near" params:"query"`            // before guesses
	TagsElsewhere      string `yaml:"tags_elsewhere" params:"theme query"` // no tag of the theme is found, but others are
	TagsNoneAsk        string `yaml:"tags_none_ask"`                       // before the contact address
	TagsPages          string `yaml:"tags_pages"`                          // before the pages that use a tag
	TagsCopy           string `yaml:"tags_copy"`
	TagsCopied         string `yaml:"tags_copied" params:"text"`
	TagsDone           string `yaml:"tags_done"`                     // in short, on a button
	TagsFailed         string `yaml:"tags_failed"`                   // where the browser does not copy
	TagsAdd            string `yaml:"tags_add"`                      // to the set
	TagsSet            string `yaml:"tags_set"`                      // heading
	TagsSetSize        string `yaml:"tags_set_size" params:"tags n"` // how many, and characters
	TagsSetEmpty       string `yaml:"tags_set_empty"`
	TagsSetCopy        string `yaml:"tags_set_copy"`
	TagsSetArrange     string `yaml:"tags_set_arrange"`
	TagsSetShare       string `yaml:"tags_set_share"`
	TagsSetClear       string `yaml:"tags_set_clear"`
	TagsSetUp          string `yaml:"tags_set_up"`
	TagsSetDown        string `yaml:"tags_set_down"`
	TagsSetRemove      string `yaml:"tags_set_remove"`
	TagsSetAdded       string `yaml:"tags_set_added" params:"tag"` // what was done with a tag
	TagsSetRemoved     string `yaml:"tags_set_removed" params:"tag"`
	TagsSetMoved       string `yaml:"tags_set_moved" params:"tag n all"`
	TagsSetReplaced    string `yaml:"tags_set_replaced" params:"tag successor"` // of a retired tag
	TagsSetUnknown     string `yaml:"tags_set_unknown"`                         // the address has tags that there are not
	TagsSetShared      string `yaml:"tags_set_shared"`                          // the set came with the address
	TagsSetOwn         string `yaml:"tags_set_own"`
	TagsMostCharacters string `yaml:"tags_most_characters" params:"service n"`
	TagsMostTags       string `yaml:"tags_most_tags" params:"service n"`
	TagsRetired        string `yaml:"tags_retired"`        // heading
	TagsSuccessor      string `yaml:"tags_successor"`      // before the tag to use
	TagsMeaning        string `yaml:"tags_meaning"`        // heading of what tags mean
	TagsPDF            string `yaml:"tags_pdf" params:"n"` // link to the library as a PDF file of so many kilobytes

	// Pages that the generator makes.
	NotFound      string `yaml:"not_found"`
	NotFoundText  string `yaml:"not_found_text"`
	NotFoundHome  string `yaml:"not_found_home"`
	Moved         string `yaml:"moved"`
	MovedText     string `yaml:"moved_text"` // before the link to the new address
	ChooseLang    string `yaml:"choose_language"`
	ChooseLangFor string `yaml:"choose_language_text"` // before the list of languages

	places yamlFile
}

// Text returns the text of a key, "" for a key that has none, and the place of its
// first character.
func (u *UI) Text(key string) (string, diag.Pos) {
	index, ok := textFields()[key]
	if !ok {
		return "", diag.Pos{}
	}
	return reflect.ValueOf(u).Elem().FieldByIndex(index).String(), u.places.textPos(key)
}

// textFields are the fields of UI that are texts, by their keys.
var textFields = sync.OnceValue(func() map[string][]int {
	fields := map[string][]int{}
	for _, k := range uiKeys(reflect.String) {
		fields[k.name] = k.index
	}
	return fields
})

// MonthPos returns the place of the first character of a name of MonthNames.
func (u *UI) MonthPos(i int) diag.Pos { return u.places.textPos("months", i) }

// Months is the number of names in a list of months.
const Months = 12

// parseUI reads a ui.yaml. A UI that has errors is still returned, as far as it
// could be read.
func parseUI(file string, data []byte) (*UI, diag.List) {
	var u UI
	y := decodeYAML(file, data, &u)
	v := reflect.ValueOf(u)
	for _, k := range uiKeys(reflect.String) {
		if text := v.FieldByIndex(k.index).String(); text != "" {
			y.params(k.name, text, k.params)
			if k.slug {
				y.slug(k.name, text)
			}
		}
	}
	for _, k := range uiKeys(reflect.Map) {
		texts := v.FieldByIndex(k.index).Interface().(map[string]string)
		for _, code := range sortedKeys(texts) {
			y.params(k.name, texts[code], k.params)
		}
	}
	slugs := map[string]string{}
	for _, k := range uiKeys(reflect.String) {
		slug := v.FieldByIndex(k.index).String()
		if !k.slug || slug == "" {
			continue
		}
		if other, taken := slugs[slug]; taken {
			y.errorf(y.pos(k.name), "give each an address of its own", "%s: %q is also the value of %s", k.name, slug, other)
		}
		slugs[slug] = k.name
	}
	if n := len(u.MonthNames); n != Months && n != 0 {
		y.errorf(y.pos("months"), "from January to December", "months: want %d names, got %d", Months, n)
	}
	u.places = yamlFile{file: file, root: y.root}
	return &u, y.diags
}

// uiKey is a key of ui.yaml that holds a text.
type uiKey struct {
	name   string
	params []string
	slug   bool  // the text is a part of an address
	index  []int // of the field in UI
}

// uiKeys returns the keys whose fields are of a kind, in the order of the
// struct: texts, or maps of texts by language.
func uiKeys(kind reflect.Kind) []uiKey {
	var out []uiKey
	for _, f := range reflect.VisibleFields(reflect.TypeFor[UI]()) {
		if f.Type.Kind() != kind {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		out = append(out, uiKey{name, strings.Fields(f.Tag.Get("params")), f.Tag.Get("form") == "slug", f.Index})
	}
	return out
}

var param = regexp.MustCompile(`\{[^{}]*\}`)

// params checks that a text holds the parameters its key has, and no others.
func (y *yamlFile) params(key, text string, want []string) {
	got := map[string]bool{}
	for _, p := range param.FindAllString(text, -1) {
		name := strings.Trim(p, "{}")
		got[name] = true
		if !slices.Contains(want, name) {
			hint := "this text has none"
			if len(want) > 0 {
				hint = diag.DidYouMean(name, want)
			}
			y.errorf(y.pos(key), hint, "%s: unknown parameter %q", key, p)
		}
	}
	for _, name := range want {
		if !got[name] {
			y.errorf(y.pos(key), "it is filled in when the page is made", "%s: missing parameter %q", key, "{"+name+"}")
		}
	}
}

// slug checks a text that is a part of an address.
func (y *yamlFile) slug(key, text string) {
	if folded := markdown.Fold(text); folded != text {
		y.errorf(y.pos(key), "small letters, digits and hyphens", "%s: %q can't be a part of an address", key, text)
	}
}

// Fill puts values in a text's parameters: name, value, name, value …
func Fill(text string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return text
}

// FormatDate writes a day as the language does.
func (u *UI) FormatDate(t time.Time) string {
	month := strconv.Itoa(int(t.Month()))
	if len(u.MonthNames) == Months {
		month = u.MonthNames[t.Month()-1]
	}
	return Fill(u.Date, "day", strconv.Itoa(t.Day()), "month", month, "year", strconv.Itoa(t.Year()))
}

// Word returns the interface's word for a name that articles use.
func (u *UI) Word(w markdown.Word) string {
	switch w {
	case markdown.WordCallout + "note":
		return u.CalloutNote
	case markdown.WordCallout + "tip":
		return u.CalloutTip
	case markdown.WordCallout + "warning":
		return u.CalloutWarning
	case markdown.WordCallout + "important":
		return u.CalloutImportant
	case markdown.WordTable:
		return u.Table
	case markdown.WordPermalink:
		return u.Permalink
	case markdown.WordFootnotes:
		return u.Footnotes
	case markdown.WordBack:
		return u.FootnoteBack
	case markdown.WordRule:
		return u.Rule
	case markdown.WordSource:
		return u.Source
	}
	panic("content: no interface word for " + string(w))
}
