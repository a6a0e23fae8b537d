package check

import "strings"

// wellFormed reports whether tag is a well-formed language tag (RFC 5646, 2.1).
// The grandfathered tags that break the grammar, such as "i-klingon", are not
// accepted: each has a modern form.
func wellFormed(tag string) bool {
	parts := strings.Split(strings.ToLower(tag), "-")
	for _, p := range parts {
		if len(p) == 0 || len(p) > 8 || !alphanumeric(p) {
			return false
		}
	}
	if parts[0] == "x" {
		return len(parts) > 1
	}
	rest := language(parts)
	if rest == nil {
		return false
	}
	if len(rest) > 0 && len(rest[0]) == 4 && letters(rest[0]) {
		rest = rest[1:] // script
	}
	if len(rest) > 0 && (len(rest[0]) == 2 && letters(rest[0]) || len(rest[0]) == 3 && !hasLetter(rest[0])) {
		rest = rest[1:] // region
	}
	for len(rest) > 0 && (len(rest[0]) >= 5 || len(rest[0]) == 4 && isDigit(rest[0][0])) {
		rest = rest[1:] // variant
	}
	return extensions(rest)
}

// language cuts the language and its extended subtags off; nil means that there
// is none.
func language(parts []string) []string {
	n := len(parts[0])
	if n < 2 || !letters(parts[0]) {
		return nil
	}
	rest := parts[1:]
	for i := 0; i < 3 && n <= 3 && len(rest) > 0 && len(rest[0]) == 3 && letters(rest[0]); i++ {
		rest = rest[1:]
	}
	return rest
}

// extensions reports whether parts are extensions, each a letter or digit and
// at least one subtag, and at the end perhaps "x" with private subtags.
func extensions(parts []string) bool {
	for len(parts) > 0 {
		if len(parts[0]) != 1 || len(parts) == 1 {
			return false
		}
		if parts[0] == "x" {
			return true
		}
		n := 1
		for n < len(parts) && len(parts[n]) > 1 {
			n++
		}
		if n == 1 {
			return false
		}
		parts = parts[n:]
	}
	return true
}

func alphanumeric(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) && !isDigit(s[i]) {
			return false
		}
	}
	return true
}

func letters(s string) bool { return !strings.ContainsAny(s, "0123456789") }

func hasLetter(s string) bool { return strings.Trim(s, "0123456789") != "" }
