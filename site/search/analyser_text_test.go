package search

import (
	"slices"
	"strings"
	"testing"
)

func TestTextEqualsScript(t *testing.T) {
	b := load(t)
	for _, code := range analysers {
		compareText(t, b, guideText(t, code))
	}
	for _, text := range hostile {
		compareText(t, b, text)
		compareText(t, b, strings.ToUpper(text))
	}
	for r := rune(0); r < 0x10000; r += 13 {
		compareText(t, b, "a"+string(r)+"b "+string(r))
	}
}

// compareText compares what Go and the browser make of a text.
func compareText(t *testing.T, b analysis, text string) {
	t.Helper()
	valid := strings.ToValidUTF8(text, "\ufffd")
	if got, want := Fold(valid), b.call(t, "opasSearch.fold", valid); got != want {
		t.Errorf("fold of %q: got %q, want %q", text, got, want)
	}
	var got []any
	for _, token := range Tokens(text) {
		got = append(got, token.Word)
		if written := Tokens(text[token.At:token.End]); len(written) != 1 || written[0].Word != token.Word {
			t.Errorf("tokens of %q: %q stands for %q", text, text[token.At:token.End], token.Word)
		}
	}
	want := b.call(t, "(text) => opasSearch.tokens(text).map((token) => token.word)", valid).([]any)
	if !slices.Equal(got, want) {
		t.Errorf("tokens of %q: got %q, want %q", text, got, want)
	}
}
