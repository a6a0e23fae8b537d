// Package messages puts diagnostics into the languages of their readers.
//
// What enters is a diagnostic as the generator makes it, in English; what leaves
// is the same one with its message and hint in another language, as far as the
// catalogue of that language has them. The package makes no diagnostics of its
// own and never fails: what it does not know stays as it is.
//
// # Catalogues
//
// The file catalogue/<language>.yaml maps format strings of the generator to
// their translations, in three sections: messages, hints, and phrases, which
// are words that the generator itself puts into a message, such as "a whole
// number". A plain text is a format as well, so it has %% for a percent sign.
//
// A translation has the verbs of its key. Where the order changes they have
// indexes, as in %[2]q. A plus, as in %+s, marks an argument that may be a
// phrase; all others are an author's own words, names or code, and stay.
//
// A test reads the generator's code and fails when a catalogue lacks one of its
// texts or has one too many.
package messages

import (
	"strings"

	"opas/site/diag"
)

// Translate returns the diagnostic with its message and hint in a language, as
// far as the catalogue has it; English stays as it is. lang is a BCP 47 tag, of
// which the language counts alone.
func Translate(d diag.Diagnostic, lang string) diag.Diagnostic {
	code, _, _ := strings.Cut(lang, "-")
	if c := catalogues()[strings.ToLower(code)]; c != nil {
		d.Message = c.messages.translate(d.Message)
		d.Hint = c.hints.translate(d.Hint)
	}
	return d
}
