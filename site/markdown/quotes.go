package markdown

import "strings"

// Quotes are the quotation marks of a language: double open and close, and the
// single ones for a quotation within a quotation. The closing single mark is
// not the apostrophe, which is U+2019 in every language.
type Quotes struct{ Open, Close, SingleOpen, SingleClose string }

// The marks that several languages share. French sets a narrow no-break space
// (U+202F) inside the guillemets.
var (
	quotesEnglish  = Quotes{"“", "”", "‘", "’"}
	quotesFinnish  = Quotes{"”", "”", "’", "’"}
	quotesGerman   = Quotes{"„", "“", "‚", "‘"}
	quotesEstonian = Quotes{"„", "”", "‚", "’"}
	quotesFrench   = Quotes{"«\u202f", "\u202f»", "“", "”"}
	quotesNordic   = Quotes{"«", "»", "‘", "’"}
	quotesRussian  = Quotes{"«", "»", "„", "“"}
	quotesSpanish  = Quotes{"«", "»", "“", "”"}
)

// quotesByLanguage follows the delimiters of the Unicode CLDR, by primary
// language subtag. A language that is not here is set as English.
var quotesByLanguage = map[string]Quotes{
	"bg":  quotesGerman,
	"cs":  quotesGerman,
	"da":  quotesNordic,
	"de":  quotesGerman,
	"en":  quotesEnglish,
	"es":  quotesSpanish,
	"et":  quotesEstonian,
	"fi":  quotesFinnish,
	"fr":  quotesFrench,
	"is":  quotesGerman,
	"it":  quotesSpanish,
	"lt":  quotesGerman,
	"nb":  quotesNordic,
	"nn":  quotesNordic,
	"no":  quotesNordic,
	"pl":  quotesEstonian,
	"ru":  quotesRussian,
	"se":  quotesFinnish,
	"sk":  quotesGerman,
	"sl":  quotesGerman,
	"smn": quotesFinnish,
	"sms": quotesFinnish,
	"sv":  quotesFinnish,
	"uk":  quotesRussian,
}

// QuotesFor returns the quotation marks for a BCP 47 language tag, by its
// primary subtag.
func QuotesFor(lang string) Quotes {
	primary, _, _ := strings.Cut(lang, "-")
	if q, ok := quotesByLanguage[strings.ToLower(primary)]; ok {
		return q
	}
	return quotesEnglish
}
