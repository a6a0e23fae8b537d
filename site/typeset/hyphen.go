package typeset

import (
	"slices"
	"strings"
	"unicode"
)

// Words with fewer letters than the first are not divided; what has more than the
// second is no word.
const leastDivided, mostDivided = 7, 100

// hyphenate returns where a word may be divided. Finnish is divided by its rule
// of syllables; other languages have none that short, and are divided only where
// the text has soft hyphens.
func (s *setter) hyphenate(lang, word string) []int {
	if lang == "" {
		lang = s.lang
	}
	if primary, _, _ := strings.Cut(lang, "-"); primary != "fi" {
		return nil
	}
	return divideFinnish(word)
}

const finnishVowels = "aeiouyäöå"

// finnishPairs are the pairs of vowels that are one sound in any syllable: long
// vowels, and diphthongs.
var finnishPairs = func() map[string]bool {
	pairs := map[string]bool{}
	for _, p := range strings.Fields("aa ee ii oo uu yy ää öö ai ei oi ui yi äi öi au eu iu ou ey iy äy öy ie uo yö") {
		pairs[p] = true
	}
	return pairs
}()

// finnishSeconds are beginnings of words that often come second in a compound
// and begin with a vowel. The rule of syllables would take the last consonant of
// the first word to them: kansa-neläke.
var finnishSeconds = strings.Fields("ajan aika alue annos antaj arvo asia asumi asunno asunto avustu edun ehdo ehto elatu eläk etuu etuj ilmoit oheis ohj oikeu oikai omai opas opinto opiskel opetu osoit osuu uudis uhri yhtei yhty")

// divideFinnish returns the byte offsets where a Finnish word may be divided:
// before a consonant that a vowel follows, and between vowels that are no pair
// (Kielitoimiston ohjepankki, tavutus). A syllable of one vowel stays with its
// neighbour, two letters at least stand before and three after, and a word that holds
// anything but small letters after its first is left alone, for it is a name, an
// abbreviation, a tag or an address. Of the seams of compounds only those of
// finnishSeconds are known; a soft hyphen in the text shows others.
func divideFinnish(word string) []int {
	start := strings.IndexFunc(word, unicode.IsLetter)
	if start < 0 || strings.ContainsAny(word[:start], "#@") {
		return nil
	}
	end := start
	var letters []rune
	var offsets []int
	for i, r := range word[start:] {
		if !unicode.IsLetter(r) {
			break
		}
		if len(letters) > 0 && !unicode.IsLower(r) {
			return nil
		}
		letters = append(letters, unicode.ToLower(r))
		offsets = append(offsets, start+i)
		end = start + i + len(string(r))
	}
	if len(letters) < leastDivided || len(letters) > mostDivided || strings.IndexFunc(word[end:], unicode.IsLetter) >= 0 {
		return nil
	}
	vowel := func(i int) bool { return strings.ContainsRune(finnishVowels, letters[i]) }
	var out []int
	last := 0 // where the syllable begins
	for i := 1; i < len(letters); i++ {
		ends := false
		switch {
		case i >= 2 && strings.ContainsRune("nslrt", letters[i]) && beginsSecond(letters[i+1:]):
			i++ // the compound's seam is after this consonant
			out = append(out, offsets[i])
			last = i
		case !vowel(i):
			ends = i+1 < len(letters) && vowel(i+1) && hasVowel(letters[last:i])
		case vowel(i - 1):
			long := i-2 >= last && vowel(i-2) // a third vowel begins a syllable
			ends = long || !finnishPairs[string(letters[i-1:i+1])]
		}
		if !ends {
			continue
		}
		alone := vowel(i) && vowel(i-1) // between vowels a division is hard to read
		if !alone && i >= 2 && len(letters)-i >= 3 && i-last >= 2 {
			out = append(out, offsets[i])
		}
		last = i
	}
	return out
}

func beginsSecond(letters []rune) bool {
	rest := string(letters)
	return slices.ContainsFunc(finnishSeconds, func(begin string) bool { return strings.HasPrefix(rest, begin) })
}

func hasVowel(letters []rune) bool {
	return strings.ContainsAny(string(letters), finnishVowels)
}
