package diag

import (
	"bytes"
	"strconv"
	"testing"
)

func TestListSortedShowsEachOnce(t *testing.T) {
	var l List
	l.Warnf("content/b.md", Pos{Line: 2, Col: 1}, "", "later")
	l.Notef("content/b.md", Pos{Line: 2, Col: 1}, "", "as it may be")
	l.Errorf("content/a.md", Pos{Line: 10, Col: 2}, "mend %d", "ten")
	l.Errorf("content/a.md", Pos{Line: 9, Col: 7}, "", "nine %q", "x")
	l.Errorf("content/a.md", Pos{Line: 9, Col: 7}, "", "nine %q", "x")
	l.Errorf("content/a.md", Pos{}, "", "whole file")
	var b bytes.Buffer
	if err := l.Sorted().WriteText(&b); err != nil {
		t.Fatal(err)
	}
	want := `content/a.md: whole file
content/a.md:9:7: nine "x"
content/a.md:10:2: ten
    hint: mend %d
content/b.md:2:1: warning: later
content/b.md:2:1: note: as it may be
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if e, w := l.Count(); e != 4 || w != 1 {
		t.Errorf("Count() = %d, %d, want 4, 1", e, w)
	}
}

func TestWriteJSON(t *testing.T) {
	tests := []struct {
		name string
		list List
		want string
	}{
		{"none", nil, "[]\n"},
		{"one", List{{File: "a.md", Pos: Pos{1, 2}, Severity: Warning, Message: "<b>", Hint: "h"}},
			"[\n  {\n    \"file\": \"a.md\",\n    \"line\": 1,\n    \"col\": 2,\n    \"severity\": \"warning\",\n    \"message\": \"<b>\",\n    \"hint\": \"h\"\n  }\n]\n"},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		if err := tt.list.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		if b.String() != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, b.String(), tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"note", "tip", "warning", "important"}
	tests := map[string]string{
		"warnign":  "warning",
		"WARNING":  "warning",
		"tipp":     "tip",
		"impotant": "important",
		"danger":   "",
		"":         "",
	}
	for got, want := range tests {
		if s := Nearest(got, known); s != want {
			t.Errorf("Nearest(%q) = %q, want %q", got, s, want)
		}
	}
}

// TestDidYouMean: what is known is listed where that helps.
func TestDidYouMean(t *testing.T) {
	var many []string
	for i := range mostListed + 1 {
		many = append(many, "word"+strconv.Itoa(i))
	}
	tests := []struct {
		got   string
		known []string
		want  string
	}{
		{"a", nil, ""},
		{"x", []string{"note", "tip"}, "known: note, tip"},
		{"tipp", []string{"note", "tip"}, `did you mean "tip"? known: note, tip`},
		{"qxqx", many, ""},
		{"wrod1", many, `did you mean "word1"?`},
	}
	for _, tt := range tests {
		if s := DidYouMean(tt.got, tt.known); s != tt.want {
			t.Errorf("DidYouMean(%q) = %q, want %q", tt.got, s, tt.want)
		}
	}
}

func TestOneApart(t *testing.T) {
	tests := map[[2]string]bool{
		{"tuki", "tuki"}: false, {"tuki", "tuk"}: true, {"tuki", "tukia"}: true, {"tuki", "tuka"}: true, {"tuki", "tkui"}: true,
		{"tuki", "taka"}: false, {"äiti", "aiti"}: true, {"a", "abcdefg"}: false,
	}
	for pair, want := range tests {
		if OneApart(pair[0], pair[1]) != want {
			t.Errorf("OneApart(%q, %q) is not %v", pair[0], pair[1], want)
		}
	}
}
