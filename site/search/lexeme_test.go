package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// groups writes what Merge makes of words: the representative first in each
// group, the groups sorted.
func groups(a *Analyser, words []string) string {
	members := map[int][]string{}
	for i, r := range Merge(a, words) {
		if i != r {
			members[r] = append(members[r], words[i])
		} else if members[r] == nil {
			members[r] = []string{}
		}
	}
	var lines []string
	for r, others := range members {
		slices.Sort(others)
		lines = append(lines, strings.Join(append([]string{words[r]}, others...), " "))
	}
	slices.Sort(lines)
	return strings.Join(lines, ", ")
}

func TestMerge(t *testing.T) {
	for _, test := range []struct{ code, want string }{
		{"fi", "kanava kanavat kanavissa"},
		{"fi", "tieto tiedon tiedot tietoa, tien tiellä tietä"},
		{"fi", "haku hakua haun, haen"},
		{"fi", "asia asian asiat, asiakkaan asiakas asiakkaat"},
		{"fi", "oppaan opas oppaita, opastaa opastan opastat"},
		{"fi", "kela kelan, kelata"},
		{"fi", "viesti viestejä viestit, viestin, viestintä viestinnän viestintää"},
		{"fi", "kuusen, kuusi, kuuden kuuteen"},
		{"fi", "tukea tuki, tukee"},
		{"fi", "sää, säät, saa"},
		{"fi", "tapa tapoja, täpä"},                    // dots
		{"fi", "tapa tapoja, täpä, täpän"},             // dots; the lexeme is taken
		{"fi", "2026, 2026n"},                          // numbers
		{"fi", "hashtag-kirjasto hashtag-kirjastossa"}, // hyphens
		{"fi", "talo talo"},
		{"fi", ""},
		{"sv", "kanal kanalen kanaler kanalerna"},
		{"sv", "hand, händer"},
		{"en", "policy policies, police"},
		{"en", "client client's clients"},
	} {
		t.Run(test.want, func(t *testing.T) {
			words := strings.Fields(strings.ReplaceAll(test.want, ",", ""))
			want := strings.Split(test.want, ", ")
			slices.Sort(want)
			if got := groups(parsed(t, test.code), words); got != strings.Join(want, ", ") {
				t.Errorf("got %s", got)
			}
		})
	}
}

// TestMergeFinds asserts for the guide's words what Merge promises: a form that
// matches another matches what stands for that one.
func TestMergeFinds(t *testing.T) {
	for _, code := range analysers {
		t.Run(code, func(t *testing.T) {
			a, words := parsed(t, code), guideWords(t, code)
			stands := Merge(a, words)
			assertFinds(t, a, words, stands)
			if rest := len(words) - merged(stands); rest > len(words)*85/100 {
				t.Errorf("of %d forms, %d are left", len(words), rest)
			}
			rand.New(rand.NewPCG(1, 2)).Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
			if sorted := slices.Sorted(slices.Values(words)); groups(a, words) != groups(a, sorted) {
				t.Error("the order of the forms matters")
			}
		})
	}
	t.Run("hostile", func(t *testing.T) {
		a := parsed(t, "fi")
		words := slices.Concat(hostile, hostile)
		assertFinds(t, a, words, Merge(a, words))
	})
}

func merged(stands []int) (n int) {
	for i, r := range stands {
		if i != r {
			n++
		}
	}
	return n
}

func assertFinds(t *testing.T, a *Analyser, words []string, stands []int) {
	t.Helper()
	costs := make([]map[string]int, len(words))
	having := map[string][]int{}
	for i, word := range words {
		costs[i] = map[string]int{}
		for _, key := range a.Keys(word) {
			costs[i][key.Text] = key.Cost
			if !a.Stop(word) && !strings.ContainsAny(word, "0123456789") {
				having[key.Text] = append(having[key.Text], i)
			}
		}
	}
	match := func(i, j int) int {
		best := absent
		for key, cost := range costs[i] {
			if other, ok := costs[j][key]; ok {
				best = min(best, cost+other)
			}
		}
		return best
	}
	for i, r := range stands {
		if stands[r] != r {
			t.Errorf("%s stands for %s, but not for itself", words[r], words[i])
		}
		if i == r {
			continue
		}
		if cost := match(i, r); cost > limits[len(limits)-1]+10 {
			t.Errorf("%s does not find %s: %d", words[i], words[r], cost)
		}
		for key := range costs[i] {
			for _, query := range having[key] {
				if match(query, i) <= matching && match(query, r) > matching {
					t.Errorf("%s finds %s, but not %s", words[query], words[i], words[r])
				}
			}
		}
	}
}

func TestSameDots(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"saa", "sää", false}, {"tapa", "tåpå", false}, {"talo", "talossa", true}, {"", "ä", true},
		{"kieli", "kielä", true}, {"händer", "hand", false}, {"ö", "ä", true}, {"résumé", "resume", false},
		{"aä", "aå", false},
	} {
		if got := sameDots(test.a, test.b); got != test.want {
			t.Errorf("%q, %q: %v", test.a, test.b, got)
		}
	}
}

func BenchmarkMerge(b *testing.B) {
	a, words := parsed(b, "fi"), guideWords(b, "fi")
	for _, copies := range []int{1, 10} {
		// Other words of the same shape: the first letters are different.
		many := slices.Clone(words)
		for c := 1; c < copies; c++ {
			for _, word := range words {
				many = append(many, string(rune('a'+c))+"o"+word)
			}
		}
		b.Run(fmt.Sprint(len(many)), func(b *testing.B) {
			for b.Loop() {
				Merge(a, many)
			}
		})
	}
}
