package content

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"opas/site/diag"
)

var byteOrderMark = []byte("\xef\xbb\xbf")

// normalize returns a text as the rest of the generator wants it: UTF-8 without
// a byte-order mark, lines ending in \n, letters composed (NFC). What had to be
// changed is a warning.
func normalize(file string, data []byte) ([]byte, diag.List) {
	var diags diag.List
	start := diag.Pos{Line: 1, Col: 1}
	if bytes.HasPrefix(data, byteOrderMark) {
		diags.Warnf(file, start, "it is passed over; save as UTF-8 without BOM", "begins with a byte-order mark")
		data = data[len(byteOrderMark):]
	}
	if i := bytes.IndexByte(data, '\r'); i >= 0 {
		pos := diag.Pos{Line: 1 + bytes.Count(data[:i], []byte("\n")), Col: 1}
		diags.Warnf(file, pos, "they are read as plain line ends; set the editor to LF", "Windows line ends")
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if mayDecompose(data) && !norm.NFC.IsNormal(data) {
		diags.Warnf(file, diag.PosAt(data, firstDecomposed(data)), "they are read as composed ones; save the file in the form NFC", "decomposed letters, such as a + ¨ for ä")
		data = norm.NFC.Bytes(data)
	}
	return data, diags
}

// ReadText returns a text file of a content folder as it is parsed: lines and
// columns of diagnostics are those of this text. rel is composed (NFC).
func ReadText(fsys fs.FS, rel string) ([]byte, error) {
	data, err := diag.ReadFile(fsys, Spelling(fsys, rel))
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(data) {
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), nil // not parsed, and so not made normal
	}
	text, _ := normalize(rel, data)
	return text, nil
}

// Spelling returns the path of a file as the file system spells it, whose letters
// may be decomposed. rel is composed (NFC), and returned where there is no such
// file.
func Spelling(fsys fs.FS, rel string) string {
	if _, err := fs.Stat(fsys, rel); err == nil {
		return rel
	}
	found := "."
	for part := range strings.SplitSeq(rel, "/") {
		list, err := fs.ReadDir(fsys, found)
		i := slices.IndexFunc(list, func(d fs.DirEntry) bool { return norm.NFC.String(d.Name()) == part })
		if err != nil || i < 0 {
			return rel
		}
		found = path.Join(found, list[i].Name())
	}
	return found
}

// mayDecompose reports whether a text may hold what is not composed. All
// characters below U+0300 are (Unicode Standard Annex #15), and so are the
// dashes and quotation marks from U+2002 to U+203F; most texts hold no others.
func mayDecompose(data []byte) bool {
	for i, c := range data {
		if c < 0xcc {
			continue // ASCII, a lead byte below U+0300, or a trailing byte
		}
		if c == 0xe2 && data[i+1] == 0x80 && data[i+2] >= 0x82 {
			continue
		}
		return true
	}
	return false
}

// firstDecomposed returns the offset of the first character that composing
// would change.
func firstDecomposed(data []byte) int {
	var it norm.Iter
	it.Init(norm.NFC, data)
	for !it.Done() {
		at := it.Pos()
		composed := it.Next()
		if !bytes.Equal(composed, data[at:it.Pos()]) {
			return at
		}
	}
	return 0
}
