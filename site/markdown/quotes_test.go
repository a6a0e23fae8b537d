package markdown

import "testing"

func TestQuotesFor(t *testing.T) {
	tests := []struct {
		lang string
		want Quotes
	}{
		{"fi", Quotes{"”", "”", "’", "’"}},
		{"sv-FI", Quotes{"”", "”", "’", "’"}},
		{"se", Quotes{"”", "”", "’", "’"}},
		{"en", Quotes{"“", "”", "‘", "’"}},
		{"EN-gb", Quotes{"“", "”", "‘", "’"}},
		{"de", Quotes{"„", "“", "‚", "‘"}},
		{"et", Quotes{"„", "”", "‚", "’"}},
		{"fr", Quotes{"«\u202f", "\u202f»", "“", "”"}},
		{"nb", Quotes{"«", "»", "‘", "’"}},
		{"ru", Quotes{"«", "»", "„", "“"}},
		{"tlh", Quotes{"“", "”", "‘", "’"}},
		{"", Quotes{"“", "”", "‘", "’"}},
	}
	for _, tt := range tests {
		if got := QuotesFor(tt.lang); got != tt.want {
			t.Errorf("QuotesFor(%q) = %q, want %q", tt.lang, got, tt.want)
		}
	}
}

// Quotes that are given count for more than those of the language.
func TestOptionsQuotes(t *testing.T) {
	d := Parse([]byte(`"a 'b'"`), Options{Lang: "fi", Quotes: Quotes{"«", "»", "‹", "›"}})
	if got, want := string(d.Render(nil, plainResolver{d})), "<p>«a ‹b›»</p>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
