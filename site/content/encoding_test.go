package content

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"
)

// TestOtherEncodings: a text that is not UTF-8 is one error, and nothing that follows
// from it is told.
func TestOtherEncodings(t *testing.T) {
	const page = "---\ntitle: Äiti\n---\n\n## Miksi?\n"
	utf16Of := func(text string, bom bool) string {
		var b strings.Builder
		if bom {
			text = "\uFEFF" + text
		}
		for _, u := range utf16.Encode([]rune(text)) {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"UTF-16":             utf16Of(page, true),
		"UTF-16 without BOM": utf16Of(page, false),
		"of ASCII":           utf16Of(strings.Replace(page, "Ä", "A", 1), false),
		"Latin-1":            "---\ntitle: \xc4iti\n---\n\n\xe4\xf6\xe5\n",
		"bytes":              "\x80\x81\xff\xfe\x00\x01\x02",
	} {
		for _, file := range []string{"fi/a.md", "site.yaml", "fi/ui.yaml", "fi/synonyms.tsv"} {
			c, got := read(t, files(t, map[string]string{file: text, "fi/b.md": "---\ntitle: B\n---\n\n[a](a.md#miksi)\n"}))
			if c != nil || strings.Count(got, "hint: ") != 1 || !strings.HasPrefix(got, "content/"+file) || !strings.Contains(got, ": not UTF-8\n    hint: save the file as UTF-8; ") {
				t.Errorf("%s, %s: got\n%s", file, name, got)
			}
			if utf16 := strings.Contains(got, "UTF-16"); utf16 != (name != "Latin-1" && name != "bytes") {
				t.Errorf("%s, %s: got\n%s", file, name, got)
			}
		}
	}
	// A file to download is in whatever encoding it is.
	if c, got := read(t, files(t, map[string]string{"fi/data.tsv": "\xc4"})); c == nil || got != "" {
		t.Errorf("a file to download: %s", got)
	}
}

// TestIrregular: pipes, sockets and devices are told, and not read.
func TestIrregular(t *testing.T) {
	for _, name := range []string{"fi/index.md", "fi/dot.png", "site.yaml", "fi/ui.yaml"} {
		for _, kind := range []fs.FileMode{fs.ModeNamedPipe, fs.ModeSocket, fs.ModeDevice | fs.ModeCharDevice} {
			fsys := files(t, nil)
			fsys[name] = &fstest.MapFile{Mode: kind}
			c, got := read(t, fsys)
			if want := "content/" + name + ": not a regular file\n    hint: put the file itself here\n"; c != nil || got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
			}
		}
	}
}
