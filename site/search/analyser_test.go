package search

import (
	"encoding/json"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"

	"opas/assets"
)

var codes = []string{"fi", "sv", "en"}

// script returns a script of the search.
func script(t testing.TB, name string) []byte {
	t.Helper()
	js, err := fs.ReadFile(assets.FS, "js/search/"+name+".js")
	if err != nil {
		t.Fatal(err)
	}
	return js
}

func analyser(t testing.TB, code string) *Analyser {
	t.Helper()
	a, err := ParseAnalyser(code, script(t, code))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A browser runs the search scripts, as the reader's browser does.
type browser struct {
	fold, tokens, keys goja.Callable
	vm                 *goja.Runtime
}

func newBrowser(t testing.TB) *browser {
	t.Helper()
	b := &browser{vm: goja.New()}
	for _, name := range append([]string{"analysis"}, codes...) {
		if _, err := b.vm.RunScript(name+".js", string(script(t, name))); err != nil {
			t.Fatal(err)
		}
	}
	function := func(js string) goja.Callable {
		v, err := b.vm.RunString(js)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := goja.AssertFunction(v)
		return f
	}
	b.fold = function("opasSearch.fold")
	b.tokens = function("(text) => JSON.stringify(opasSearch.tokens(text).map((token) => token.word))")
	b.keys = function("(code, word) => JSON.stringify([...opasSearch.languages[code].keys(word)])")
	return b
}

func (b *browser) call(t testing.TB, f goja.Callable, args ...string) string {
	t.Helper()
	values := make([]goja.Value, len(args))
	for i, arg := range args {
		values[i] = b.vm.ToValue(arg)
	}
	v, err := f(goja.Undefined(), values...)
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return v.String()
}

// keysOf returns the script's keys in the order of Analyser.Keys.
func (b *browser) keysOf(t testing.TB, code, word string) []Key {
	t.Helper()
	var pairs [][2]any
	if err := json.Unmarshal([]byte(b.call(t, b.keys, code, word)), &pairs); err != nil {
		t.Fatal(err)
	}
	keys := make([]Key, len(pairs))
	for i, pair := range pairs {
		keys[i] = Key{Text: pair[0].(string), Cost: int(math.Round(pair[1].(float64) * 100))}
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
	b := newBrowser(t)
	for _, code := range codes {
		a := analyser(t, code)
		for _, word := range slices.Concat(guideWords(t, code), hostile) {
			if got, want := a.Keys(word), b.keysOf(t, code, strings.ToValidUTF8(word, "\ufffd")); !slices.Equal(got, want) {
				t.Errorf("%s: keys of %q:\n got %v\nwant %v", code, word, got, want)
			}
		}
	}
}

func TestTextEqualsScript(t *testing.T) {
	b := newBrowser(t)
	for _, code := range codes {
		compareText(t, b, guideText(t, code))
	}
	for _, text := range hostile {
		compareText(t, b, text)
		compareText(t, b, strings.ToUpper(text))
	}
	for r := rune(0); r < 0x10000; r += 7 {
		compareText(t, b, "a"+string(r)+"b "+string(r))
	}
}

func compareText(t *testing.T, b *browser, text string) {
	t.Helper()
	valid := strings.ToValidUTF8(text, "\ufffd")
	if got, want := Fold(text), b.call(t, b.fold, valid); got != want && utf8.ValidString(text) {
		t.Errorf("fold of %q: got %q, want %q", text, got, want)
	}
	got := []string{}
	for _, token := range Tokens(text) {
		got = append(got, token.Word)
		if written := Tokens(text[token.At:token.End]); len(written) != 1 || written[0].Word != token.Word {
			t.Errorf("tokens of %q: %q stands for %q", text, text[token.At:token.End], token.Word)
		}
	}
	var want []string
	if err := json.Unmarshal([]byte(b.call(t, b.tokens, valid)), &want); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("tokens of %q: got %q, want %q", text, got, want)
	}
}

func FuzzAnalyser(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	b := newBrowser(f)
	analysers := map[string]*Analyser{}
	for _, code := range codes {
		analysers[code] = analyser(f, code)
	}
	f.Fuzz(func(t *testing.T, text string) {
		compareText(t, b, text)
		if !utf8.ValidString(text) {
			return
		}
		for code, a := range analysers {
			if got, want := a.Keys(text), b.keysOf(t, code, text); !slices.Equal(got, want) {
				t.Errorf("%s: keys of %q:\n got %v\nwant %v", code, text, got, want)
			}
		}
	})
}

func TestKeysConcurrent(t *testing.T) {
	a := analyser(t, "fi")
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
		if got := analyser(t, test.code).Stop(test.word); got != test.want {
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

func BenchmarkKeys(b *testing.B) {
	for _, code := range codes {
		b.Run(code, func(b *testing.B) {
			a, words := analyser(b, code), guideWords(b, code)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				a.Keys(words[i%len(words)])
			}
		})
	}
}

func BenchmarkParseAnalyser(b *testing.B) {
	js := script(b, "fi")
	for b.Loop() {
		if _, err := ParseAnalyser("fi", js); err != nil {
			b.Fatal(err)
		}
	}
}
