package markdown

import (
	"strings"
	"testing"
	"unicode"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Määrittele tavoitteesi!", "maarittele-tavoitteesi"},
		{"Åland ÅLAND", "aland-aland"},
		{"Čáhcesuolu Ŋ ŧ đ", "cahcesuolu-n-t-d"},
		{"Straße, Łódź & Ærø", "strasse-lodz-aero"},
		{"ǾǼ", "oae"},
		{"  --a__b..c--  ", "a-b-c"},
		{"EU:n 2. osa", "eu-n-2-osa"},
		{"ma\u0308a\u0308ritta\u0308", "maaritta"},
		{"Йод", "йод"},
		{"И\u0306од", "йод"},
		{"Ελλάδα", "ελλάδα"},
		{"हिन्दी", "हिन्दी"},
		{"日本語 テスト", "日本語-テスト"},
		{"½ ² ™", ""},
		{"!?", ""},
		{"", ""},
		{"İstanbul ılık", "istanbul-ilik"},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// FuzzFold holds every text to what an address relies on: folding again changes
// nothing, and nothing is left that needs an escape.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Määrittele tavoitteesi!", "Łódź", "हिन्दी", "a\u0308\u0301", "-\u0308-", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Fold(s)
		if again := Fold(got); again != got {
			t.Errorf("Fold(%q) = %q, and again %q", s, got, again)
		}
		if strings.HasPrefix(got, "-") || strings.HasSuffix(got, "-") || strings.Contains(got, "--") {
			t.Errorf("Fold(%q) = %q", s, got)
		}
		for _, r := range got {
			if r != '-' && !(r >= '0' && r <= '9') && !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) || unicode.ToLower(r) != r {
				t.Errorf("Fold(%q) = %q, which has %q", s, got, r)
			}
		}
	})
}
