package search

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// A Token is a word of a text.
type Token struct {
	Word    string // lower case, NFC
	At, End int    // the word as written is text[At:End]
}

// Tokens returns the words of a text, in order: letters and digits, with
// hyphens, apostrophes, and dots between digits inside, without an ending behind
// a colon. It equals opasSearch.tokens of analysis.js, but for offsets, which are
// bytes here and UTF-16 units there.
func Tokens(text string) []Token {
	var found []Token
	eachToken(text, func(t Token) { found = append(found, t) })
	return found
}

// eachToken calls f for each of Tokens.
func eachToken(text string, f func(Token)) {
	at, end := -1, 0 // of the word so far
	joined := false  // is there a joint after it?
	plain := true    // is it lower case and composed already?
	flush := func() {
		if at >= 0 {
			word := text[at:end]
			if !plain {
				word = norm.NFC.String(lower(word))
			}
			f(Token{Word: word, At: at, End: end})
		}
		at, joined, plain = -1, false, true
	}
	skip := 0 // bytes of an ending behind a colon
	for i, r := range text {
		switch {
		case i < skip:
		case isLetter(r):
			if at < 0 {
				at = i
			}
			end, joined = i+utf8.RuneLen(r), false
			plain = plain && ('a' <= r && r <= 'z' || 'ß' <= r && r <= 'ÿ' || '0' <= r && r <= '9')
		case at >= 0 && !joined && (isJoint(r) || r == '.' && isDigitAt(text, i-1) && isDigitAt(text, i+1)):
			joined = true
		default:
			if r == ':' && at >= 0 && !joined {
				skip = i + 1 + endingLength(text[i+1:])
			}
			flush()
		}
	}
	flush()
}

// endingLength returns the length of the ending with which a text begins: "s" of
// "FPA:s". Longer than four letters it is a word.
func endingLength(text string) int {
	letters := 0
	for i, r := range text {
		switch {
		case letters < 5 && ('a' <= r && r <= 'z' || strings.ContainsRune("åäö", r)):
			letters++
		case isLetter(r) || letters == 5:
			return 0
		default:
			return i
		}
	}
	if letters > 4 {
		return 0
	}
	return len(text)
}

func isLetter(r rune) bool {
	switch {
	case r < 0x80:
		return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
	case r < 0x2000:
		return r >= 'À' && r != '×' && r != '÷'
	}
	return 0x3041 <= r && r <= 0xd7ff
}

// isDigitAt reports whether a text has a digit at a place, which may be its end.
func isDigitAt(text string, i int) bool { return i < len(text) && '0' <= text[i] && text[i] <= '9' }

func isJoint(r rune) bool {
	return r == '-' || r == '\'' || r == '’' || r == '\u2010' || r == '\u2011'
}

// foldedLatin is Fold of each character of the Latin blocks, which fold one by
// one whatever stands beside them.
var foldedLatin = func() (folded [0x250]string) {
	for r := range folded {
		folded[r] = foldSlowly(string(rune(r)))
	}
	return folded
}()

// Fold returns the text in lower case and without diacritics, so that words
// compare as readers type them. It equals opasSearch.fold of analysis.js.
func Fold(text string) string {
	var b strings.Builder
	plain := 0 // so many bytes of the text are as they were
	for i, r := range text {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' {
			continue
		}
		if r >= rune(len(foldedLatin)) {
			return foldSlowly(text)
		}
		if b.Len() == 0 {
			b.Grow(len(text) + 8)
		}
		b.WriteString(text[plain:i])
		b.WriteString(foldedLatin[r])
		plain = i + utf8.RuneLen(r)
	}
	if plain == 0 {
		return text
	}
	b.WriteString(text[plain:])
	return b.String()
}

var foldLetters = strings.NewReplacer("ø", "o", "ß", "ss", "’", "'")

func foldSlowly(text string) string {
	bare := strings.Map(func(r rune) rune {
		if 0x300 <= r && r <= 0x36f {
			return -1
		}
		return r
	}, norm.NFD.String(lower(text)))
	return foldLetters.Replace(bare)
}

// lower is toLowerCase of ECMAScript: it differs from strings.ToLower in the two
// special cases of Unicode that no language has of its own.
func lower(text string) string {
	if strings.ContainsAny(text, "İΣ") {
		return cases.Lower(language.Und).String(text)
	}
	return strings.ToLower(text)
}
