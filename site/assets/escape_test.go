package assets

import "testing"

func TestUnescape(t *testing.T) {
	tests := map[string]string{
		`plain`:            "plain",
		`\69 mage`:         "image",
		`\000069mage`:      "image",
		"\\69\r\nmage":     "image",
		`a\ b\)`:           "a b)",
		`\ä`:               "ä",
		"one\\\ntwo":       "onetwo",
		"one\\\r\ntwo":     "onetwo",
		`\0 \d800 \110000`: "\ufffd\ufffd\ufffd",
		`end\`:             "end",
	}
	for in, want := range tests {
		if got := unescape([]byte(in)); got != want {
			t.Errorf("unescape(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestQuoteIsUndoneByReading(t *testing.T) {
	for _, s := range []string{"", "a b", `"\`, "'", "line\nend", "\x00\x7f", "ä\u0085"} {
		want := s
		if s == "\x00\x7f" {
			want = "\ufffd\x7f" // CSS has no way to write a NUL
		}
		got, n, ok := stringContent([]byte(quote(s)))
		if got != want || n != len(quote(s)) || !ok {
			t.Errorf("quote(%q) = %s, which reads %q, %v", s, quote(s), got, ok)
		}
	}
}

func TestURLContent(t *testing.T) {
	tests := []struct {
		token, want string
		ok          bool
	}{
		{`url(a.png)`, "a.png", true},
		{`URL( "a b.png" )`, "a b.png", true},
		{`url('a\'b')`, "a'b", true},
		{`url(a\ )`, "a ", true},
		{`url(a\29 )`, "a)", true},
		{`url()`, "", true},
		{`url(a`, "", false},
		{`url("a)`, "", false},
		{`url(a\)`, "", false},
	}
	for _, tt := range tests {
		if got, ok := urlContent([]byte(tt.token)); ok != tt.ok || ok && got != tt.want {
			t.Errorf("urlContent(%s) = %q, %v, want %q, %v", tt.token, got, ok, tt.want, tt.ok)
		}
	}
}
