package assets

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/tools/txtar"
)

// addSheets seeds a fuzz target with the style sheets of the golden files.
func addSheets(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		arc, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range arc.Files {
			if path.Ext(part.Name) == ".css" {
				f.Add(string(part.Data))
			}
		}
	}
}

// FuzzStyleSheet checks that a sheet which passes as sound gives one that is
// sound as well, and that refers to nothing but published files. An @import left
// in it would be reported, since the file is no longer there.
func FuzzStyleSheet(f *testing.F) {
	addSheets(f)
	f.Fuzz(func(t *testing.T, src string) {
		in := theme("css/main.css", src, "css/reset.css", "@layer x;i{j:url(../images/i.png)}", "images/i.png", "i")
		m, diags := Build(in, "assets")
		p, ok := m.Path("css/main.css")
		if !ok {
			t.Fatal("the sheet has no path")
		}
		if len(diags) > 0 {
			return
		}
		again := theme()
		for _, file := range m.Files() {
			again[path.Base(file.Path)] = theme("", string(file.Data))[""]
		}
		if _, diags := Build(again, "assets"); len(diags) > 0 {
			t.Errorf("published:\n%s\nis not sound: %v", again[path.Base(p)].Data, diags)
		}
	})
}

// FuzzSqueeze checks that a squeezed sheet has the tokens that it had before,
// with space between them wherever that tells selectors or values apart.
func FuzzSqueeze(f *testing.F) {
	addSheets(f)
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) {
			t.Skip() // reported before anything looks at it
		}
		s := &scanner{builder: &builder{}, sheet: &sheet{src: []byte(src)}, toks: tokenize([]byte(src))}
		if !s.checkTokens() {
			t.Skip()
		}
		out := squeeze([]byte(src))
		if before, after := meaning(src), meaning(string(out)); !slices.Equal(before, after) {
			t.Errorf("%q\nbecame\n%q", src, out)
		}
		if twice := squeeze(out); string(twice) != string(out) {
			t.Errorf("%q\nsqueezed again is\n%q", out, twice)
		}
	})
}

// meaning returns the tokens of a sheet without comments and without semicolons
// that end nothing. Space counts, except beside the signs that separate already.
func meaning(src string) []string {
	const noSpaceAfter, noSpaceBefore = "{};,:([", "{};,)]!"
	var words []string
	last, space := ";", false
	for _, t := range tokenize([]byte(src)) {
		word := string(t.text)
		switch {
		case t.TokenType == css.WhitespaceToken:
			space = true
			continue
		case t.TokenType == css.CommentToken && !strings.HasPrefix(word, "/*!"),
			word == ";" && (last == ";" || last == "{"):
			continue
		case word == "}" && last == ";" && len(words) > 0:
			words = words[:len(words)-1]
		}
		if space && t.TokenType != css.CommentToken && !strings.HasSuffix(last, "(") &&
			!strings.Contains(noSpaceAfter, last) && !strings.Contains(noSpaceBefore, word) {
			words = append(words, " ")
		}
		words = append(words, word)
		last, space = word, false
	}
	return words
}
