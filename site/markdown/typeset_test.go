package markdown

import "testing"

func TestTypeset(t *testing.T) {
	tests := []struct{ lang, in, want string }{
		{"fi", `Sano "hei" -- ja mene...`, `Sano ”hei” – ja mene…`},
		{"en", `Kela's "guide" isn't 'long'`, `Kela’s “guide” isn’t ‘long’`},
		{"sv", "Plain text - 2024-05-01.", "Plain text - 2024-05-01."},
		{"en", `a & b < c [d] \e`, `a & b < c [d] \e`},
		{"fi", `"Ääni"`, `”Ääni”`},
		{"fi", "", ""},
	}
	for _, tt := range tests {
		if got := Typeset(tt.in, tt.lang); got != tt.want {
			t.Errorf("Typeset(%q, %s) = %q, want %q", tt.in, tt.lang, got, tt.want)
		}
	}
}
