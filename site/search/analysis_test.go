package search

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"opas/assets"
)

// analysers are the languages that have a rule table.
var analysers = []string{"fi", "sv", "en"}

// near is the highest cost at which two words still count as forms of one.
const near = 0.5

// derived is the highest cost at which one of two words is derived from the other.
const derived = 0.7

// script returns the text of a script of the search.
func script(t testing.TB, name string) string {
	t.Helper()
	src, err := fs.ReadFile(assets.FS, "js/search/"+name+".js")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// analysis is a JavaScript engine in which the analysers have been loaded.
type analysis struct{ vm *goja.Runtime }

func load(t testing.TB) analysis {
	t.Helper()
	vm := goja.New()
	for _, name := range append([]string{"analysis"}, analysers...) {
		if _, err := vm.RunScript(name+".js", script(t, name)); err != nil {
			t.Fatal(err)
		}
	}
	// Two helpers for the tests: cost of the best key that two words share, or
	// -1; and what is wrong with what keys and tokens make of a text.
	_, err := vm.RunString(`
		const cost = (lang, a, b) => {
			const keys = opasSearch.languages[lang].keys(b);
			let best = -1;
			for (const [key, cost] of opasSearch.languages[lang].keys(a)) {
				const sum = cost + keys.get(key);
				if (sum >= 0 && (best < 0 || sum < best)) best = sum;
			}
			return best;
		};
		const faults = (lang, text) => {
			const found = [], keys = opasSearch.languages[lang].keys(text), folded = opasSearch.fold(text);
			if (keys.get("=" + folded) !== 0) found.push("no key for the word itself");
			if (keys.size > 80) found.push(keys.size + " keys");
			for (const [key, cost] of keys) if (!(cost >= 0 && cost < 9)) found.push("cost " + cost + " of " + key);
			if (folded.replace(/[-']/g, "").length > 40) for (const key of keys.keys()) if (key[0] !== "=") found.push("key " + key + " of a long word");
			let end = 0;
			for (const token of opasSearch.tokens(text)) {
				if (token.at < end || token.word !== text.slice(token.at, token.end).toLowerCase().normalize()) found.push("token " + token.word);
				end = token.end;
			}
			opasSearch.languages[lang].near(text);
			if (opasSearch.languages[lang].harmony(text, text) > 0) found.push("differs from itself");
			return found.join("; ");
		};`)
	if err != nil {
		t.Fatal(err)
	}
	return analysis{vm}
}

// call calls a function of the page and exports its result.
func (a analysis) call(t testing.TB, function string, args ...any) any {
	t.Helper()
	f, err := a.vm.RunString(function)
	if err != nil {
		t.Fatal(err)
	}
	call, ok := goja.AssertFunction(f)
	if !ok {
		t.Fatalf("%s is no function", function)
	}
	values := make([]goja.Value, len(args))
	for i, arg := range args {
		values[i] = a.vm.ToValue(arg)
	}
	result, err := call(goja.Undefined(), values...)
	if err != nil {
		t.Fatalf("%s(%.200q): %v", function, args, err)
	}
	return result.Export()
}

// cost returns the cost at which two words are forms of one, or false.
func (a analysis) cost(t testing.TB, lang, one, other string) (float64, bool) {
	switch cost := a.call(t, "cost", lang, one, other).(type) {
	case int64:
		return float64(cost), cost >= 0
	case float64:
		return cost, true
	}
	return 0, false
}

// An example says that two words are forms of one word (=), that they are not
// (≠), or that one is derived from the other (~).
type example struct {
	one, other, relation string
	line                 int
}

// relation returns which of these two words are, by what it costs to meet.
func relation(cost float64, meet bool) string {
	switch {
	case meet && cost <= near:
		return "="
	case meet && cost <= derived:
		return "~"
	}
	return "≠"
}

var (
	tableBegins = regexp.MustCompile(`^  const (rules|tails|grades) = [\[{]$`)
	tableEnds   = regexp.MustCompile(`^  [\]}];$`)
	exampleForm = regexp.MustCompile(`(\pL[\pL'-]*)([=≠~])(\pL[\pL'-]*)`)
)

// examples reads the comments in the tables of a script. Rows that follow one
// another are a group; bare has the lines of groups whose comment, right above
// them, holds no example.
func examples(src string) (found []example, bare []int) {
	table, comment, row, shown := false, false, false, false
	for i, line := range strings.Split(src, "\n") {
		if tableBegins.MatchString(line) || tableEnds.MatchString(line) {
			table = tableBegins.MatchString(line)
			comment, row = false, false
			continue
		}
		line = strings.TrimSpace(line)
		switch {
		case !table:
		case strings.HasPrefix(line, "//"):
			if !comment {
				shown = false
			}
			comment, row = true, false
			for _, m := range exampleForm.FindAllStringSubmatch(line, -1) {
				shown = true
				found = append(found, example{m[1], m[3], m[2], i + 1})
			}
		case strings.HasPrefix(line, `"`):
			if !row && (!comment || !shown) {
				bare = append(bare, i+1)
			}
			comment, row = false, true
		default:
			comment, row, shown = false, false, false
		}
	}
	return found, bare
}

func TestExamples(t *testing.T) {
	a := load(t)
	for _, lang := range analysers {
		t.Run(lang, func(t *testing.T) {
			found, bare := examples(script(t, lang))
			for _, line := range bare {
				t.Errorf("%s.js:%d: rows without an example", lang, line)
			}
			if len(found) < 50 {
				t.Errorf("%d examples", len(found))
			}
			different := 0
			for _, e := range found {
				cost, ok := a.cost(t, lang, e.one, e.other)
				if got := relation(cost, ok); got != e.relation && (got != "~" || e.relation != "≠") {
					t.Errorf("%s.js:%d: %s and %s: cost %.2f (shared key: %v)", lang, e.line, e.one, e.other, cost, ok)
				}
				if e.relation == "≠" {
					different++
				}
			}
			if different == 0 {
				t.Error("no example of words that differ")
			}
		})
	}
}

func TestExamplesAreRequired(t *testing.T) {
	found, bare := examples("  const rules = {\n    word: [\n      // a=b, c≠d\n      \"x\",\n      \"y\",\n      // none\n      \"z\",\n    ],\n    next: [\n      \"w\",\n    ],\n  };\n  // e=f\n")
	if len(found) != 2 || found[0].relation != "=" || found[1].relation != "≠" {
		t.Errorf("examples %v", found)
	}
	if len(bare) != 2 || bare[0] != 7 || bare[1] != 10 {
		t.Errorf("groups without an example at lines %v", bare)
	}
}

func TestFold(t *testing.T) {
	a := load(t)
	for in, want := range map[string]string{
		"Äiti": "aiti", "ÅNGSTRÖM": "angstrom", "ÖLJY": "oljy", "élève": "eleve", "Šakki": "sakki", "žüøóà": "zuooa",
		"a\u0308": "a", "client’s": "client's", "日本": "日本", "": "",
	} {
		if got := a.call(t, "opasSearch.fold", in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	a := load(t)
	for in, want := range map[string]string{
		"Jaa, kuuntele!":                 "jaa 0-3|kuuntele 5-13",
		"#Hashtag-kirjasto 2026":         "hashtag-kirjasto 1-17|2026 18-22",
		"a client's view – ‘so’":         "a 0-1|client's 2-10|view 11-15|so 19-21",
		"-alku loppu- ' \u200b😀ta\u0308": "alku 1-5|loppu 6-11|tä 18-21",
		"Rule 1.4: v3.10.1-b, 1.4:ssä.":  "rule 0-4|1.4 5-8|v3.10.1-b 10-19|1.4 21-24",
		".1 2. a.3 4.b 5..6 7.-8":        "1 1-2|2 3-4|a 6-7|3 8-9|4 10-11|b 12-13|5 14-15|6 17-18|7 19-20|8 22-23",
		"":                               "",
	} {
		got := a.call(t, `(s) => opasSearch.tokens(s).map((x) => x.word + " " + x.at + "-" + x.end).join("|")`, in)
		if got != want {
			t.Errorf("tokens(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}

// TestWays tests what languages have beside their tables.
func TestWays(t *testing.T) {
	a := load(t)
	for _, tt := range []struct {
		do   string
		want any
	}{
		{`opasSearch.languages.fi.near("ty").join()`, "to"},
		{`opasSearch.languages.fi.near("to").join()`, "ty,tu"},
		{`opasSearch.languages.fi.near("ka").join()`, ""},
		{`opasSearch.languages.sv.near("ha").join()`, ""},
		{`opasSearch.languages.fi.harmony("sisältö", "sisältöä")`, int64(0)},
		{`opasSearch.languages.fi.harmony("sisallot", "sisällöt")`, 0.55},
		{`opasSearch.languages.fi.harmony("tyossa", "töihin")`, 0.55},
		{`opasSearch.languages.fi.harmony("tietaa", "tiedän")`, 0.55},
		{`opasSearch.languages.fi.harmony("kielen", "kieltä")`, int64(0)},
		{`opasSearch.languages.fi.harmony("sää", "saa")`, 1.2},
		{`opasSearch.languages.fi.harmony("talossä", "talossa")`, 1.2},
		{`opasSearch.languages.sv.harmony("sakerhet", "säkerhet")`, 0.15},
		{`opasSearch.languages.sv.harmony("händer", "hand")`, 0.1},
		{`opasSearch.languages.sv.harmony("nämns", "namn")`, 0.4},
		{`opasSearch.languages.sv.harmony("måla", "mala")`, 0.6},
		{`opasSearch.languages.en.harmony("cafe", "café")`, int64(0)},
		{`opasSearch.languages.fi.stop.has(opasSearch.fold("mistä"))`, true},
		{`opasSearch.languages.sv.stop.has(opasSearch.fold("hur"))`, true},
		{`opasSearch.languages.en.stop.has(opasSearch.fold("Don’t"))`, true},
		{`Object.keys(globalThis).join()`, "opasSearch"},
	} {
		v, err := a.vm.RunString(tt.do)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Export(); got != tt.want {
			t.Errorf("%s = %v, want %v", tt.do, got, tt.want)
		}
	}
}

// FuzzKeys gives the analysers any text for a word. A bound on the number of
// keys is a bound on the work.
func FuzzKeys(f *testing.F) {
	for _, seed := range []string{
		"", "a", "yö", "Työntekijöillemmekin", "hashtag-kirjasto", "client’s", "a\u0308a\u0308", "😀", "שלום", "مرحبا", "İ", "ﬁ", "\x00\x01\u202e", "__proto__", "^^^", "=|,>-:",
		"2026", "7askelta", "\ufffd", strings.Repeat("ta", 5000), strings.Repeat("issaniko", 5), strings.Repeat("ä", 40), strings.Repeat("a\u0301", 5000), strings.Repeat("-", 10000), strings.Repeat("e-", 30),
	} {
		f.Add(seed)
	}
	a := load(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range analysers {
			if faults := a.call(t, "faults", lang, text); faults != "" {
				t.Errorf("%s: %.100q: %s", lang, text, faults)
			}
		}
	})
}

func BenchmarkKeys(b *testing.B) {
	a := load(b)
	words := strings.Fields("kohderyhmäämme tavoitteista julkaisemalla esimiehelle vaitiolovelvollisuudesta työntekijöiden some")
	i := 0
	for b.Loop() {
		a.call(b, "opasSearch.languages.fi.keys", words[i%len(words)])
		i++
	}
}
