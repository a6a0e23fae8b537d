package preview

import "opas/site/diag"

// The preview's own addresses. No page of a guide has one: a language's code
// holds no underscore.
const (
	previewPath = "/_preview/"            // list of all pages and their states
	eventsPath  = previewPath + "events"  // server-sent events: an Event as JSON each
	statePath   = previewPath + "state"   // State as JSON, ?path=/fi/x/ the page shown, &lang= the reader's language where the path tells of none
	clientPath  = previewPath + "client/" // script and style of the preview
)

// Event tells open tabs that something has changed. One is sent at once to a
// tab that connects, so that it can catch up.
type Event struct {
	// Build names what is served: another name, another build. It holds the
	// start of the server and a number that grows, "mf3k2.17".
	Build    string `json:"build"`
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	// Checking tells that the finished pages are still being checked: more may
	// come to be known of this build.
	Checking bool `json:"checking"`
}

// State is what a tab shows beside its page: the overlay and the panel.
type State struct {
	Event
	Lang     string            `json:"lang"`     // language of the words
	Words    map[string]string `json:"words"`    // the preview's own words, by key
	Findings []Finding         `json:"findings"` // errors of the guide, those of the page first, and where there are many not all; empty while all is well
	Stale    bool              `json:"stale"`    // the pages are those of an earlier build, for the latest one has errors
	Drafts   int               `json:"drafts"`   // how many pages of all languages are drafts, shown or not
	Unpaired int               `json:"unpaired"` // how many pages have no original in the source language
	Page     *PageState        `json:"page"`     // nil where the path is no page
	LeftOut  bool              `json:"leftOut"`  // the page that the tab shows is no longer there, for it has become a draft
}

// Finding is a diagnostic in the language of the page, with the place in its
// file.
type Finding struct {
	File     string             `json:"file"`          // as the file system spells it
	URL      string             `json:"url,omitempty"` // of a finished page that it was found in, which is no file to edit
	Line     int                `json:"line,omitempty"`
	Col      int                `json:"col,omitempty"`
	Severity diag.Severity      `json:"severity"`
	Message  string             `json:"message"`
	Hint     string             `json:"hint,omitempty"`
	Excerpt  []diag.ExcerptLine `json:"excerpt,omitempty"` // lines around the place
}

// PageState is what the panel tells of the page that is shown.
type PageState struct {
	Key      string    `json:"key"`
	Lang     string    `json:"lang"` // whose page it is; with the key it names the page
	Title    string    `json:"title"`
	File     string    `json:"file"`    // of the text that is shown, as the file system spells it
	Line     int       `json:"line"`    // where the text begins
	Words    int       `json:"words"`   // of running text
	Draft    bool      `json:"draft"`   // built only since drafts were asked for
	Missing  bool      `json:"missing"` // no translation: the text is the source language's
	Unpaired bool      `json:"unpaired"`
	Lacking  []string  `json:"lacking"` // names of the languages that the page is not translated into; nil where there is but one language
	Warnings []Finding `json:"warnings"`
}
