package content

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestHashComments: a § stands for the # sign of each comment that is to be found.
func TestHashComments(t *testing.T) {
	tests := []string{
		"a: b §Kela c\n",
		"a: §Kela\n",
		"a:\t§Kela\n",
		"a: b # Kela\n",
		"a: b #\n",
		"a: b #1\n",
		"a: b §7askelta #Kela\n",
		"#Kela\na: b\n  #Kela\n",
		"a: b#Kela\n",
		"a: \"b #Kela\" §Kela\n",
		"a: 'it''s #Kela' # Kela\n",
		"a: \"b \\\" #Kela\"\nb: it's §Kela\n",
		"a: \"b\n  c #Kela\n  d\"§Kela\n",
		"\"a #b\": c §Kela\n",
		"a: b\n  \"c §Kela\n",
		"a:\n  - b §Kela\n  - \"c #Kela\"\n  - §Kela\n  -\n    - d: \"#Kela\" §Kela\n",
		"a: [b, \"#Kela\", c#Kela] §Kela\n",
		"a: [b, §Kela\n  \"#Kela\"]\n",
		"a: [\n  \"#Kela\",\n  b §Kela\n  , c\n]\nb: \"#Kela\"\n",
		"a: {b: \"#Kela\", \"c\":\"#Kela\", d: e:#f} §Kela\n",
		"a: |\n  b #Kela\n\n   #Kela\n  'c\nb: c §Kela\n",
		"a:\n  - b: >- §Kela\n      c #Kela\n    d: 'c #Kela'\n  - |\n   #Kela\n   b #Kela\n  - b §Kela\n",
		"a: b | c §Kela\n",
		"- - 'a #b'\n  - |\n    a #b\n- a §b\n",
		// Not valid:
		"a: [§Kela]\nb: \"#Kela\"\n",
		"a: {b: §Kela, c: §Kela, d: \"#Kela\"}\nb: c §Kela\n",
		"a: [b, §Kela\nb: c §Kela\nc: \"#Kela\"\n",
		"a: \"b\nc: d #Kela\n",
		"]}#\n:#\n",
	}
	for _, tt := range tests {
		text := strings.ReplaceAll(tt, "§", "#")
		var want []int
		for i, r := range strings.ReplaceAll(tt, "§", "\x00") {
			if r == 0 {
				want = append(want, i)
			}
		}
		if got := hashComments(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", tt, got, want)
		}
	}
}

// TestHashCommentsAreComments asks the parser, of valid texts made of pieces: a
// comment is what can be left out.
func TestHashCommentsAreComments(t *testing.T) {
	pieces := []string{"a", "b: ", "c:", " ", " ", "\n", "\n", "\n  ", "\n    ", "- ", "[", "]", "{", "}", ", ", "\"", "'", "#x", " #x", " # y", "|\n", ">\n", "it's", ":", "\\"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 40_000 {
		text := "k: 0\n"
		for range 2 + random.IntN(10) {
			text += pieces[random.IntN(len(pieces))]
		}
		var doc yaml.Node
		if yaml.Unmarshal([]byte(text), &doc) != nil {
			continue
		}
		var want []int
		from := 0
		for line := range strings.Lines(text) {
			if i := firstComment(text, from, line, &doc); i > from && strings.TrimSpace(text[from:i]) != "" && strings.HasPrefix(text[i:], "#x") {
				want = append(want, i)
			}
			from += len(line)
		}
		got := slices.DeleteFunc(hashComments(text), func(i int) bool { // a line has one comment
			return slices.ContainsFunc(want, func(w int) bool { return w < i && !strings.Contains(text[w:i], "\n") })
		})
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// firstComment returns where in a text the comment of a line begins, the line's
// place being known; -1 where it has none.
func firstComment(text string, from int, line string, doc *yaml.Node) int {
	end := from + len(strings.TrimSuffix(line, "\n"))
	for i := from; i < end; i++ {
		var cut yaml.Node
		if text[i] == '#' && yaml.Unmarshal([]byte(text[:i]+text[end:]), &cut) == nil && sameNodes(&cut, doc) {
			return i
		}
	}
	return -1
}

func sameNodes(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.Value == b.Value && slices.EqualFunc(a.Content, b.Content, sameNodes)
}
