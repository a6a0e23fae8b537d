package markdown

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldings are the Latin letters that have no canonical decomposition.
var foldings = map[rune]string{
	'ß': "ss", 'æ': "ae", 'ð': "d", 'ø': "o", 'þ': "th", 'đ': "d", 'ħ': "h",
	'ı': "i", 'ł': "l", 'ŋ': "n", 'œ': "oe", 'ŧ': "t",
}

// Fold makes an address of a text: "Määrittele tavoitteesi!" becomes
// "maarittele-tavoitteesi". Latin letters lose their case and their marks, the
// letters of other scripts only their case, and every run of anything else but
// the digits 0-9 becomes one hyphen. The result is "" if nothing is left.
func Fold(s string) string {
	b := make([]byte, 0, len(s))
	gap := false // a hyphen is due before the next letter
	other := false
	for _, r := range norm.NFC.String(s) {
		out := foldRune(r)
		if out == "" {
			// A mark that composed with nothing: a Latin letter loses it, a
			// letter of another script is not whole without it.
			if unicode.Is(unicode.M, r) && len(b) > 0 && !gap {
				if other {
					b = utf8.AppendRune(b, r)
				}
				continue
			}
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, '-')
		}
		b = append(b, out...)
		gap, other = false, out[0] >= utf8.RuneSelf
	}
	return string(b)
}

// Parts of these are returned, which need no memory of their own.
const (
	letters = "abcdefghijklmnopqrstuvwxyz"
	digits  = "0123456789"
)

// foldRune returns what one letter or digit becomes, "" for anything else.
func foldRune(r rune) string {
	r = unicode.ToLower(r)
	switch {
	case 'a' <= r && r <= 'z':
		return letters[r-'a' : r-'a'+1]
	case '0' <= r && r <= '9':
		return digits[r-'0' : r-'0'+1]
	case r < utf8.RuneSelf:
		return ""
	}
	if s, ok := foldings[r]; ok {
		return s
	}
	var buf [utf8.UTFMax]byte
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if len(d) > 0 && d[0] < utf8.RuneSelf {
		if c := d[0]; 'a' <= c && c <= 'z' {
			return letters[c-'a' : c-'a'+1]
		}
		return ""
	}
	if len(d) > 0 {
		if base, _ := utf8.DecodeRune(d); foldings[base] != "" {
			return foldings[base] // ǿ, ǽ
		}
	}
	if unicode.IsLetter(r) {
		return string(r)
	}
	return ""
}
