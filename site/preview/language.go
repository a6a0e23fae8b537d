package preview

import (
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"opas/site/content"
)

// language returns the language of the interface at an address: that of its
// first folder; or else what the reader wants, "" for nothing; or else that of
// the source language.
func (s *shown) language(address, wanted string) string {
	for _, rel := range s.relative(address) {
		if code, _, _ := strings.Cut(rel, "/"); s.has(code) {
			return spoken(code)
		}
	}
	switch {
	case wanted != "":
		return spoken(wanted)
	case s.config != nil:
		return spoken(s.config.Source)
	}
	return fallbackLanguage
}

// has reports whether the guide has a language. While nothing is known of it, it
// may have those that the preview speaks.
func (s *shown) has(code string) bool {
	if s.config == nil || len(s.config.Languages) == 0 {
		return code == spoken(code)
	}
	return code != "" && slices.ContainsFunc(s.config.Languages, func(l content.LanguageConfig) bool { return l.Code == code })
}

// fallbackLanguage is that of words where there are none in another.
const fallbackLanguage = "en"

// spoken returns the language that the preview speaks to readers of a language,
// a BCP 47 tag of which the language counts alone.
func spoken(lang string) string {
	code, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if _, err := fs.Stat(client, "words/"+code+".yaml"); err != nil {
		return fallbackLanguage
	}
	return code
}

// wordsFor returns the preview's own words in a language that it speaks.
func wordsFor(lang string) map[string]string {
	words := map[string]string{}
	data, err := fs.ReadFile(client, "words/"+lang+".yaml")
	if err == nil {
		err = yaml.Unmarshal(data, &words)
	}
	if err != nil {
		panic(err) // embedded, and read by a test
	}
	return words
}
