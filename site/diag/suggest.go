package diag

import (
	"strings"
	"unicode/utf8"
)

// DidYouMean builds a hint for an unknown word: the known word nearest to it,
// if one is near enough to be a slip, and then all that are known, if they are
// not too many. It is empty where nothing is known.
func DidYouMean(got string, known []string) string {
	s := Nearest(got, known)
	switch list := "known: " + strings.Join(known, ", "); {
	case len(known) == 0 || s == "" && len(known) > mostListed:
		return ""
	case len(known) > mostListed:
		return "did you mean \"" + s + "\"?"
	case s != "":
		return "did you mean \"" + s + "\"? " + list
	default:
		return list
	}
}

// mostListed is how many words a hint lists at most.
const mostListed = 60

// Nearest returns the word of known with the smallest edit distance to got, at
// most a third of got's length (but at least 1), or "". Case does not count.
func Nearest(got string, known []string) string {
	g := []rune(strings.ToLower(got))
	best, limit := "", max(1, len(g)/3)
	for _, k := range known {
		if d := distance(g, []rune(strings.ToLower(k))); d <= limit {
			best, limit = k, d-1
		}
	}
	return best
}

// OneApart reports whether the edit distance of two words is 1.
func OneApart(a, b string) bool {
	if n := len(a) - len(b); n > utf8.UTFMax || n < -utf8.UTFMax {
		return false
	}
	return distance([]rune(a), []rune(b)) == 1
}

// distance is the optimal string alignment distance: insertions, deletions,
// substitutions and swaps of neighbours count one each.
func distance(a, b []rune) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	before, last, row := rows[0], rows[1], rows[2]
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
