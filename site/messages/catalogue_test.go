package messages

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"opas/site/diag"
)

// library are the expressions for what others than the generator say: it is
// passed through.
var library = regexp.MustCompile(`^err$|\.(Error\(\)|Msg|Message)$`)

// TestCatalogues holds the catalogues against the generator's code.
func TestCatalogues(t *testing.T) {
	found := generatorTexts(t)
	for _, lang := range []string{"fi", "sv"} {
		lines := catalogueLines(t, lang)
		for _, section := range []string{"messages", "hints", "phrases"} {
			used := map[string]bool{}
			for _, x := range found.sections[section] {
				switch {
				case x.format == "" || section == "messages" && x.format == unknown && library.MatchString(x.expr):
					continue
				case x.format == unknown:
					t.Errorf("%s:%d: a text that the test can't follow: %s", x.at.Filename, x.at.Line, x.expr)
					continue
				}
				used[x.format] = true
				if _, ok := lines[section][x.format]; !ok {
					t.Errorf("%s:%d: catalogue/%s.yaml has no %q in %s", x.at.Filename, x.at.Line, lang, x.format, section)
				}
			}
			for key, line := range lines[section] {
				if !used[key] {
					t.Errorf("catalogue/%s.yaml:%d: nothing says %q any more", lang, line.number, key)
					continue
				}
				if why := mismatch(key, line.value, found.phrase); why != "" {
					t.Errorf("catalogue/%s.yaml:%d: %s in %q", lang, line.number, why, line.value)
				}
			}
		}
	}
}

// mismatch tells what is wrong with a translation, "" if nothing is.
func mismatch(key, value string, phrase map[argument]bool) string {
	from, to := parseFormat(key), parseFormat(value)
	used := make([]bool, len(from.verbs))
	for _, v := range to.verbs {
		switch {
		case v.arg >= len(used):
			return "a verb more than in the key"
		case used[v.arg]:
			return "an argument twice"
		case v.letter != from.verbs[v.arg].letter:
			return "another verb than in the key"
		case v.phrase && !phrase[argument{format: key, index: v.arg}]:
			return "a plus, but the argument is never a phrase,"
		case !v.phrase && phrase[argument{format: key, index: v.arg}]:
			return "no plus, but the argument may be a phrase,"
		}
		used[v.arg] = true
	}
	switch {
	case slices.Contains(used, false):
		return "a verb less than in the key"
	case value == "" || value != strings.TrimSpace(value):
		return "nothing, or outer space,"
	case strings.HasSuffix(value, "."):
		return "a full stop"
	}
	return ""
}

type catalogueLine struct {
	value  string
	number int
}

// catalogueLines returns the translations by section and key.
func catalogueLines(t *testing.T, lang string) map[string]map[string]catalogueLine {
	t.Helper()
	data, err := files.ReadFile("catalogue/" + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]catalogueLine{}
	for section, n := range doc {
		out[section] = map[string]catalogueLine{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[section][n.Content[i].Value] = catalogueLine{n.Content[i+1].Value, n.Content[i].Line}
		}
	}
	if len(out) != 3 {
		t.Errorf("catalogue/%s.yaml has %d sections, want messages, hints and phrases", lang, len(out))
	}
	return out
}

// TestEachEntryIsFound makes a text of every format and wants its own
// translation, not that of a format much like it.
func TestEachEntryIsFound(t *testing.T) {
	samples := map[byte]string{'q': strconv.Quote(`a "b", got c: d`), 'd': "12", 'X': "1F", 's': "nimi.md", 'v': "nimi.md"}
	for _, lang := range []string{"fi", "sv"} {
		lines := catalogueLines(t, lang)
		c := catalogues()[lang]
		sections := map[string]*section{"messages": c.messages, "hints": c.hints, "phrases": c.messages.phrases}
		for name, s := range sections {
			for key, line := range lines[name] {
				from := parseFormat(key)
				var args []string
				for _, v := range from.verbs {
					args = append(args, samples[v.letter])
				}
				text := from.fill(args, nil)
				want := parseFormat(line.value).fill(args, s.phrases)
				if got := s.translate(text); got != want {
					t.Errorf("%s: %q: got %q, want %q", lang, text, got, want)
				}
			}
		}
	}
}

func TestFormat(t *testing.T) {
	tests := []struct{ english, translation, text, want string }{
		{"%q in %s", "%[2]s: %[1]q", `"a in b" in c`, `c: "a in b"`},
		{"%s in %s", "%[2]s: %[1]s", `"a in b" in c in d`, `c in d: "a in b"`},
		{"%d of %d", "%d/%d", "3 of 12", "3/12"},
		{"%d of %d", "%d/%d", "3 of many", "3 of many"},
		{"100%% %s", "%s 100%%", "100% cotton", "cotton 100%"},
		{"100%%", "sata", "100%", "sata"},
		{"U+%04X", "kirjain U+%04X", "U+00AD", "kirjain U+00AD"},
		{"want %s", "ei %+s", "want text", "ei teksti"},
		{"want %s", "ei %s", "want text", "ei text"},
		{"want %s", "ei %+s", "want text\nand more", "ei text\nand more"},
		{"[%s]", "(%s)", "[a\xffb]", "(a\xffb)"},
		{"a%s b", "%s", "a b", ""},
		{"(.*)", "x", "(.*)", "x"},
		{"(.*)%d", "%d", "any1", "any1"},
	}
	phrases := &section{plain: map[string]string{"text": "teksti"}}
	for _, tt := range tests {
		s, err := newSection(map[string]string{tt.english: tt.translation}, phrases)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.translate(tt.text); got != tt.want {
			t.Errorf("%q as %q: %q becomes %q, want %q", tt.english, tt.translation, tt.text, got, tt.want)
		}
	}
	if _, err := newSection(map[string]string{"%q": "%[2]q"}, nil); err == nil {
		t.Error("a translation with an argument too many is accepted")
	}
}

// FuzzTranslate: whatever the texts and the language, there is an answer, and
// nothing but the texts changes.
func FuzzTranslate(f *testing.F) {
	for _, tt := range translations {
		f.Add(tt.message, tt.hint, "fi")
		f.Add(tt.message, tt.hint, "sv-FI")
	}
	f.Add("tags: want a list, such as [one, two], got \"", "\xff\"\\", "EN")
	f.Fuzz(func(t *testing.T, message, hint, lang string) {
		d := diag.Diagnostic{File: "a.md", Pos: diag.Pos{Line: 2, Col: 3}, Severity: diag.Warning, Message: message, Hint: hint}
		if got := Translate(d, "en"); got != d {
			t.Errorf("in English %q becomes %q", d, got)
		}
		for _, l := range []string{lang, "fi", "sv"} {
			got := Translate(d, l)
			if again := Translate(d, l); again != got {
				t.Errorf("%q, then %q", got, again)
			}
			got.Message, got.Hint = message, hint
			if got != d {
				t.Errorf("%v becomes %v", d, got)
			}
		}
	})
}
