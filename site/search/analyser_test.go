package search

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// parsed returns the analyser of a language.
func parsed(t testing.TB, code string) *Analyser {
	t.Helper()
	a, err := ParseAnalyser(code, []byte(script(t, code)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// scriptKeys returns what the browser's analyser says of a word, in the order of
// Analyser.Keys.
func (a analysis) scriptKeys(t testing.TB, code, word string) []Key {
	t.Helper()
	pairs := a.call(t, "(code, word) => [...opasSearch.languages[code].keys(word)].map(([key, cost]) => [key, Math.round(cost * 100)])", code, word)
	var keys []Key
	for _, pair := range pairs.([]any) {
		pair := pair.([]any)
		keys = append(keys, Key{Text: pair[0].(string), Cost: int(pair[1].(int64))})
	}
	slices.SortFunc(keys, compareKeys)
	return keys
}

// guideText is all text of the guide in a language, markup included.
func guideText(t testing.TB, code string) string {
	t.Helper()
	var text strings.Builder
	root := os.DirFS("../../content/" + code)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		page, err := fs.ReadFile(root, name)
		text.Write(page)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// guideWords returns the different words of the guide in a language, sorted.
func guideWords(t testing.TB, code string) []string {
	t.Helper()
	var words []string
	for _, token := range Tokens(guideText(t, code)) {
		words = append(words, token.Word)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

var hostile = []string{
	"", " ", "a", "aa", "aaa", "iiiiiiiiiiiiiii", "-", "'", "a-b", "client's", "hashtag-kirjasto", "työ-", "--", "x--y",
	"ääkköset", "a\u0308a\u0308nestys", "ÅÄÖ", "É", "Straße", "ǼON", "İstanbul", "ΟΔΟΣ", "ΣΑΣ", "Σ", "ﬁ", "Ǆ", "한글", "漢字かな",
	"\u0344", "e\u0345", "ø’æ", "’", "don’t", "co\u2011op", "co\u2010", "#hashtag", "##a#b", "a_b", "1", "2026", "1.5", "100-vuotias", "4k",
	"\xff", "a\xffb", "\u0000", "a\u0000b", "𝒜𝓁", "a😀b", "\u200b", "K\u212a", "constructor", "__proto__", "toString", "NKMSX1", "V:V:",
	strings.Repeat("a", 40), strings.Repeat("a", 41), strings.Repeat("taan", 10), strings.Repeat("ssa", 13), strings.Repeat("ä", 40),
	"sissississa", "kinkinkinkin", "hanhanhanhan", "lähettäköönkäänhän", "epäjärjestelmällisyydellänsäkään",
}

func TestKeysEqualScript(t *testing.T) {
	b := load(t)
	for _, code := range analysers {
		a := parsed(t, code)
		for _, word := range slices.Concat(guideWords(t, code), hostile) {
			if got, want := a.Keys(word), b.scriptKeys(t, code, strings.ToValidUTF8(word, "\ufffd")); !slices.Equal(got, want) {
				t.Errorf("%s: keys of %q:\n got %v\nwant %v", code, word, got, want)
			}
		}
	}
}

func FuzzAnalyser(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	b := load(f)
	languages := map[string]*Analyser{}
	for _, code := range analysers {
		languages[code] = parsed(f, code)
	}
	f.Fuzz(func(t *testing.T, text string) {
		compareText(t, b, text)
		if !utf8.ValidString(text) {
			return
		}
		for code, a := range languages {
			if got, want := a.Keys(text), b.scriptKeys(t, code, text); !slices.Equal(got, want) {
				t.Errorf("%s: keys of %q:\n got %v\nwant %v", code, text, got, want)
			}
		}
	})
}

func TestKeysConcurrent(t *testing.T) {
	a := parsed(t, "fi")
	words := guideWords(t, "fi")
	want := make([][]Key, len(words))
	for i, word := range words {
		want[i] = a.Keys(word)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i, word := range words {
				if !slices.Equal(a.Keys(word), want[i]) {
					t.Errorf("keys of %q differ", word)
				}
			}
		})
	}
	wait.Wait()
}

func TestStop(t *testing.T) {
	for _, test := range []struct {
		code, word string
		want       bool
	}{
		{"fi", "että", true}, {"fi", "Minä", true}, {"fi", "talo", false}, {"fi", "", false},
		{"sv", "på", true}, {"en", "I’m", true}, {"en", "house", false},
	} {
		if got := parsed(t, test.code).Stop(test.word); got != test.want {
			t.Errorf("%s: Stop(%q) = %v", test.code, test.word, got)
		}
	}
}

func TestParseAnalyserErrors(t *testing.T) {
	language := func(tables string) string { return `opasSearch.language("xx", ` + tables + `)` }
	for _, test := range []struct{ name, js, want string }{
		{"syntax", "{", "SyntaxError"},
		{"silent", "1", `opasSearch.language("xx", …) is not called`},
		{"no rules", language(`{letters: ""}`), "TypeError"},
		{"empty rules", language(`{letters: "", rules: {}}`), "there are no states"},
		{"target", language(`{letters: "", rules: {a: ["n b"]}}`), `state "a": "n b": no state is called "b"`},
		{"letters", language(`{letters: "", rules: {a: ["ä ="]}}`), `pattern "ä" has letters`},
		{"cost", language(`{letters: "", rules: {a: ["- ="]}, grades: ["k k,x"]}`), `"x" is no cost`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseAnalyser("xx", []byte(test.js))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	full := language(`{letters: "", rules: {a: ["- ="]}, harmony: () => 0, near: "abcd", other: {deep: [1, () => 2]}}`)
	if _, err := ParseAnalyser("xx", []byte(full)); err != nil {
		t.Error(err)
	}
}

func BenchmarkAnalyserKeys(b *testing.B) {
	for _, code := range analysers {
		b.Run(code, func(b *testing.B) {
			a, words := parsed(b, code), guideWords(b, code)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				a.Keys(words[i%len(words)])
			}
		})
	}
}

func BenchmarkParseAnalyser(b *testing.B) {
	js := []byte(script(b, "fi"))
	for b.Loop() {
		if _, err := ParseAnalyser("fi", js); err != nil {
			b.Fatal(err)
		}
	}
}
