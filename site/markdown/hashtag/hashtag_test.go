package hashtag

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/util"
)

func convert(t testing.TB, in string) string {
	t.Helper()
	m := goldmark.New(goldmark.WithExtensions(New(Options{
		Open:  func(w util.BufWriter, n *Hashtag) { fmt.Fprintf(w, "<%s@%d|", n.Name, n.Pos()) },
		Close: func(w util.BufWriter, _ *Hashtag) { fmt.Fprint(w, ">") },
	})))
	var out bytes.Buffer
	if err := m.Convert([]byte(in), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestHashtag(t *testing.T) {
	tests := []struct{ in, want string }{
		{"#lapsilisä", "<lapsilisä@0|#lapsilisä>"},
		{"a #b_c, d", "a <b_c@2|#b_c>, d"},
		{"(#a)", "(<a@1|#a>)"},
		{"#a#b", "<a@0|#a>#b"},
		{"#covid19 #19a", "<covid19@0|#covid19> <19a@9|#19a>"},
		{"_#a_", "<em><a@1|#a></em>"},
		{"#a_", "<a@0|#a>_"},
		{"C# #1 #_ # a#b ##c", "C# #1 #_ # a#b ##c"},
		{"x/#a x=#a {#a} \\#a `#a`", "x/#a x=#a {#a} #a <code>#a</code>"},
		{"&#228;a &#xe4; &#; &#a &#1a b;", "äa ä &amp;#; &amp;#a &amp;#1a b;"},
		{"# #a", "<h1><a@2|#a></h1>"},
		{"[x](#a)", `<a href="#a">x</a>`},
	}
	for _, tt := range tests {
		want := tt.want
		if want[:2] != "<h" {
			want = "<p>" + want + "</p>"
		}
		if got := convert(t, tt.in); got != want+"\n" {
			t.Errorf("%q: got %s, want %s", tt.in, got, want)
		}
	}
}

func TestLength(t *testing.T) {
	tests := []struct {
		text string
		want int
	}{
		{"", 0}, {"a", 1}, {"a-b", 1}, {"ä", 2}, {"a\u0308x", 4}, {"12", 0}, {"12a", 3}, {"_", 0}, {"_a_b__", 4}, {"\xff", 0}, {"a\xff", 1},
	}
	for _, tt := range tests {
		if got := Length([]byte(tt.text)); got != tt.want {
			t.Errorf("%q: got %d, want %d", tt.text, got, tt.want)
		}
	}
}

// FuzzHashtag: what a name is, Length knows alone.
func FuzzHashtag(f *testing.F) {
	f.Add("#a #b_c &#228; C# _#d_ [#e](#f)")
	f.Fuzz(func(t *testing.T, in string) {
		convert(t, in)
		if n := Length([]byte(in)); n > 0 && Length([]byte(in[:n])) != n {
			t.Errorf("%q has a name of %d bytes, which is none", in, n)
		}
	})
}
