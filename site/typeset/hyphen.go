package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words with fewer letters than the first are not divided; what has more than the
// second is no word.
const leastDivided, mostDivided = 7, 100

// So many letters of a word at least stand before a hyphen, and after it.
const leastBefore, leastAfter = 2, 3

// hyphenate returns the byte offsets where a word may be divided: a Finnish one by
// its rule of syllables. Those of other languages are divided only where the text
// has soft hyphens.
func (s *setter) hyphenate(lang, word string) []int {
	if lang == "" {
		lang = s.lang
	}
	if primary, _, _ := strings.Cut(lang, "-"); primary != "fi" {
		return nil
	}
	letters, offsets := lettersOf(word)
	var out []int
	for _, i := range divideFinnish(letters) {
		if i >= leastBefore && len(letters)-i >= leastAfter {
			out = append(out, offsets[i])
		}
	}
	return out
}

// lettersOf returns the letters of a word in lower case, with their byte offsets.
// One that holds anything but small letters after its first has none, for it is a
// name, an abbreviation, a tag or an address.
func lettersOf(word string) (letters []rune, offsets []int) {
	start := strings.IndexFunc(word, unicode.IsLetter)
	if start < 0 || strings.ContainsAny(word[:start], "#@") {
		return nil, nil
	}
	end := start
	for i, r := range word[start:] {
		if !unicode.IsLetter(r) {
			break
		}
		if len(letters) > 0 && !unicode.IsLower(r) {
			return nil, nil
		}
		letters = append(letters, unicode.ToLower(r))
		offsets = append(offsets, start+i)
		end = start + i + utf8.RuneLen(r)
	}
	if len(letters) < leastDivided || len(letters) > mostDivided || strings.IndexFunc(word[end:], unicode.IsLetter) >= 0 {
		return nil, nil
	}
	return letters, offsets
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
// the first word to them: kansa-neläke. A word that ends in a consonant has a vowel
// before it.
var finnishSeconds = strings.Fields("ajan aika alue annos antaj arvo asia asumi asunno asunto avustu edun ehdo ehto elatu eläk etuu etuj ilmoit oheis ohj oikeu oikai omai opas opinto opiskel opetu osoit osuu uudis uhri yhtei yhty")

// finnishDoubtful are beginnings of finnishSeconds with a consonant that may as well
// be theirs: a box is a rasia (lääke-rasia), a limit's is rajan (ikä-rajan). Only who
// knows the word can tell, so it is divided on neither side of the consonant.
var finnishDoubtful = strings.Fields("lasia lehdo lehto najan nasia raika rajan rasia rehto taika tajan")

// divideFinnish returns the indexes of the letters before which a Finnish word may
// be divided: before a consonant that a vowel follows, and between vowels that are
// no pair (Kielitoimiston ohjepankki, tavutus). A syllable of one vowel stays with
// its neighbour. Of the seams of compounds only those of finnishSeconds are known;
// a soft hyphen in the text shows others.
func divideFinnish(letters []rune) []int {
	vowel := func(i int) bool { return strings.ContainsRune(finnishVowels, letters[i]) }
	var out []int
	last := 0 // where the syllable begins
	for i := 1; i < len(letters); i++ {
		ends := false
		switch {
		case i >= 2 && vowel(i-1) && strings.ContainsRune("nslrt", letters[i]) && begins(letters[i+1:], finnishSeconds):
			if begins(letters[i:], finnishDoubtful) {
				continue
			}
			i++ // the compound's seam is after this consonant
			out = append(out, i)
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
		if !alone && i-last >= 2 {
			out = append(out, i)
		}
		last = i
	}
	return out
}

// begins tells whether letters begin like one of a list.
func begins(letters []rune, list []string) bool {
	rest := string(letters)
	return slices.ContainsFunc(list, func(begin string) bool { return strings.HasPrefix(rest, begin) })
}

func hasVowel(letters []rune) bool {
	return strings.ContainsAny(string(letters), finnishVowels)
}
