package search

import "strings"

// The numbers of an index: see the package comment.
const (
	finals  = 59 // digits below it end a number
	payload = 5  // that each of the others gives
)

// digit returns the character of a digit from 0 to 90.
func digit(d int) byte {
	c := byte(35 + d)
	if c >= '\\' {
		c++
	}
	return c
}

// appendNumber appends a number that is not negative.
func appendNumber(dst []byte, n int) []byte {
	for n >= finals {
		dst = append(dst, digit(finals+n&(1<<payload-1)))
		n >>= payload
	}
	return append(dst, digit(n))
}

// mostShared is the largest count of letters in common that front coding tells.
const mostShared = 'Z' - 'A'

// appendWord appends a word, front-coded behind the one before it.
func appendWord(dst []byte, before, word string) []byte {
	shared, at := 0, 0
	// In UTF-16 units, as the browser counts: all letters of an index are one.
	rest := []rune(before)
	for i, r := range word {
		if shared == len(rest) || shared == mostShared || rest[shared] != r {
			break
		}
		shared++
		at = i + len(string(r))
	}
	dst = append(dst, 'A'+byte(shared))
	return append(dst, word[at:]...)
}

// appendScript wraps data, a JavaScript expression, for a path.
func appendScript(dst []byte, path, data string) []byte {
	dst = append(dst, `opasSearch.put("`...)
	dst = append(dst, path...)
	dst = append(dst, `",`...)
	dst = append(dst, data...)
	return append(dst, ");\n"...)
}

// quote returns a JavaScript string. Nothing of an index but a synonym can hold
// a character that must be escaped.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\u2028", `\u2028`, "\u2029", `\u2029`).Replace(s) + `"`
}
