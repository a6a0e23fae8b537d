package content

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"opas/site/markdown/hashtag"
)

// isCapitals reports whether a word has letters, and no small ones.
func isCapitals(word string) bool {
	return strings.ToUpper(word) == word && strings.ToLower(word) != word
}

// longestAbbreviation is how many letters tags in capitals have at most that are
// taken for abbreviations without being known.
const longestAbbreviation = 6

func isShort(tag string) bool {
	letters := 0
	for _, r := range tag {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters <= longestAbbreviation
}

// wordsOf returns the words of a text.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !hashtag.IsPart(r) })
}

// abbreviations returns the words that the library writes in capitals: in texts,
// and as tags that are short.
func (h *Hashtags) abbreviations() map[string]bool {
	out := map[string]bool{}
	add := func(words ...string) {
		for _, w := range words {
			if isCapitals(w) {
				out[w] = true
			}
		}
	}
	for _, t := range h.Tags {
		for lang, tag := range t.Tag {
			if isShort(tag) {
				add(tag)
			}
			add(wordsOf(t.Meaning[lang])...)
			add(wordsOf(strings.Join(t.Synonyms[lang], " "))...)
		}
	}
	return out
}

// capitals returns a tag with a capital at each of its words, as far as they can
// be told: by an underscore, by a capital within, or by a text of the entry that has
// the tag with its words apart. Other languages tell nothing: a compound of one is
// several words of another. Where all is in capitals, the other letters become
// small, but for abbreviations.
func capitals(tag string, texts []string, abbreviations map[string]bool) string {
	words := strings.Split(tag, "_")
	if len(words) == 1 {
		words = apart(tag, texts)
	}
	if words == nil {
		if strings.ToLower(tag) == tag {
			return tag
		}
		words = []string{tag}
	}
	var b strings.Builder
	for _, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		if n > 0 {
			b.WriteRune(unicode.ToUpper(r))
		}
		if rest := w[n:]; len(words) > 1 && isCapitals(tag) && !abbreviations[w] {
			b.WriteString(strings.ToLower(rest))
		} else {
			b.WriteString(rest)
		}
	}
	return b.String()
}

// apart returns the words of a tag that a text has one after the other, as the tag
// writes them; nil where none has.
func apart(tag string, texts []string) []string {
	small := strings.ToLower(tag)
	for _, text := range texts {
		words := wordsOf(strings.ToLower(text))
		for from := range words {
			rest, to := small, from
			for to < len(words) && rest != "" && strings.HasPrefix(rest, words[to]) {
				rest = rest[len(words[to]):]
				to++
			}
			if rest == "" && to-from > 1 {
				return cutAs(tag, words[from:to])
			}
		}
	}
	return nil
}

// cutAs cuts a tag into parts of the length of its words, in characters.
func cutAs(tag string, words []string) []string {
	letters := []rune(tag)
	out := slices.Clone(words)
	for i, w := range words {
		n := utf8.RuneCountInString(w)
		out[i], letters = string(letters[:n]), letters[n:]
	}
	return out
}
