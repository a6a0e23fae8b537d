package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"opas/site/diag"
	"opas/site/markdown"
)

// The library as a table, for those who keep it in a sheet: a row for each
// hashtag. A column of a language has its code behind a colon, as in tag:fi;
// lists have a semicolon between their items. The column pages, how many pages
// use the tag, is for reading only.

// PagesColumn is the column that is not read.
const PagesColumn = "pages"

// hashtagKeys are the keys of an entry, in the order in which they are written.
// Those that are true have a value for each language.
var hashtagKeys = []struct {
	name   string
	inEach bool
}{{"id", false}, {"theme", false}, {"tag", true}, {"meaning", true}, {"synonyms", true}, {"related", false}, {"since", false}, {"reviewed", false}, {"successor", false}}

// HashtagColumns returns the columns of the table for languages.
func HashtagColumns(codes []string) []string {
	var out []string
	for _, k := range hashtagKeys {
		if !k.inEach {
			out = append(out, k.name)
			continue
		}
		for _, code := range codes {
			out = append(out, k.name+":"+code)
		}
	}
	return append(out, PagesColumn)
}

// Cell returns what an entry has in a column.
func (t *Hashtag) Cell(column string) string {
	key, code, _ := strings.Cut(column, ":")
	switch key {
	case "id":
		return t.ID
	case "theme":
		return t.Theme
	case "tag":
		return t.Tag[code]
	case "meaning":
		return t.Meaning[code]
	case "synonyms":
		return strings.Join(t.Synonyms[code], "; ")
	case "related":
		return strings.Join(t.Related, "; ")
	case "since":
		return dayCell(t.Since)
	case "reviewed":
		return dayCell(t.Reviewed)
	case "successor":
		return t.Successor
	}
	return ""
}

func dayCell(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(dayForm)
}

// isList reports whether the cells of a key are lists.
func isList(key string) bool { return key == "synonyms" || key == "related" }

// items returns the items of a cell that is a list.
func items(cell string) []string {
	var out []string
	for s := range strings.SplitSeq(cell, ";") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// HashtagTable is such a table.
type HashtagTable struct {
	File   string
	Rows   []HashtagRow
	places []map[string]diag.Pos // of the cells of each row, by column; of the row at ""
}

// HashtagRow is a row of a table: the cells by column, spaces cut off. Columns
// that the table has not got are left out.
type HashtagRow map[string]string

// pos returns the place of a cell, or of its row where there is no such column.
func (t *HashtagTable) pos(row int, column string) diag.Pos {
	if p, ok := t.places[row][column]; ok {
		return p
	}
	return t.places[row][""]
}

// ParseHashtagTable reads a table: CSV (RFC 4180) whose first row names the
// columns, in any order and case. Commas, semicolons or tabs part them, as
// spreadsheets of different countries write them; days may be written as in
// Finland. A row without id has that of its tag in the source language, whose code
// is the first. A table that has errors is not whole.
func ParseHashtagTable(file string, data []byte, codes []string) (*HashtagTable, diag.List) {
	t := &tableReader{HashtagTable: &HashtagTable{File: file}, codes: codes, seen: map[string]bool{}}
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 { // the latter in UTF-16
		t.errorf(diag.Pos{Line: 1, Col: 1}, `save the sheet as "CSV UTF-8"`, "not UTF-8")
		return t.HashtagTable, t.diags
	}
	// Spreadsheets write a byte-order mark, and line ends as RFC 4180 has them.
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, byteOrderMark), []byte("\r\n"), []byte("\n"))
	data, t.diags = normalize(file, data)
	t.read(string(data))
	if len(t.Rows) == 0 && len(t.diags.Errors()) == 0 {
		t.errorf(diag.Pos{Line: 1, Col: 1}, "write the names of the columns, and a row for each hashtag", "the table has no rows")
	}
	return t.HashtagTable, t.diags
}

// tableReader reads a table.
type tableReader struct {
	*HashtagTable
	codes   []string
	lines   []string
	columns []string
	seen    map[string]bool // ids
	diags   diag.List
}

func (t *tableReader) errorf(at diag.Pos, hint, format string, args ...any) {
	t.diags.Errorf(t.File, at, hint, format, args...)
}

// separator is a line that Excel writes, and reads, before the table.
var separator = regexp.MustCompile(`^"?(?i:sep)=([,;\t])"?[,;\t]*\n`)

func (t *tableReader) read(text string) {
	t.lines = strings.Split(text, "\n")
	head := t.lines[0]
	if m := separator.FindStringSubmatch(text); m != nil {
		head, text = m[1], text[len(m[0])-1:] // an empty line is passed over, and counted
	}
	r := csv.NewReader(strings.NewReader(text))
	for _, c := range "\t;" {
		if strings.ContainsRune(head, c) {
			r.Comma = c
			break
		}
	}
	r.FieldsPerRecord = -1
	for {
		record, err := r.Read()
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			t.errorf(t.place(wrong.Line, wrong.Column), "save the sheet as CSV again", "not a table: %v", wrong.Err)
			return
		}
		if err != nil {
			return // the end: the data are in memory
		}
		places := make([]diag.Pos, len(record))
		for i := range record {
			record[i] = strings.TrimSpace(record[i])
			places[i] = t.place(r.FieldPos(i))
		}
		switch {
		case t.columns == nil:
			if !t.head(record, places) {
				return
			}
		case strings.Join(record, "") != "": // a row that is not empty
			t.row(record, places)
		}
	}
}

// place returns a place of which the column is in bytes.
func (t *tableReader) place(line, col int) diag.Pos {
	text := t.lines[min(line, len(t.lines))-1]
	return diag.Pos{Line: line, Col: utf8.RuneCountInString(text[:min(col-1, len(text))]) + 1}
}

// head takes the names of the columns, and reports whether they are right.
func (t *tableReader) head(names []string, places []diag.Pos) bool {
	known := HashtagColumns(t.codes)
	for i, name := range names {
		at := slices.IndexFunc(known, func(c string) bool { return strings.EqualFold(c, name) })
		switch {
		case at < 0:
			t.errorf(places[i], diag.DidYouMean(name, known), "unknown column %q", name)
			continue
		case slices.Contains(t.columns, known[at]):
			t.errorf(places[i], "keep one of them", "column %q comes twice", name)
		}
		t.columns = append(t.columns, known[at])
	}
	return len(t.diags.Errors()) == 0
}

// row takes a row.
func (t *tableReader) row(record []string, places []diag.Pos) {
	row, at := HashtagRow{}, map[string]diag.Pos{"": {Line: places[0].Line, Col: 1}}
	for i, cell := range record {
		if i < len(t.columns) {
			row[t.columns[i]], at[t.columns[i]] = t.cell(t.columns[i], cell, places[i]), places[i]
		} else if cell != "" {
			t.errorf(places[i], "put a cell with a comma in quotes", "the row has more cells than the first")
			break
		}
	}
	if row["id"] == "" {
		row["id"] = markdown.Fold(row["tag:"+t.codes[0]])
	}
	t.Rows, t.places = append(t.Rows, row), append(t.places, at)
	switch id := row["id"]; {
	case id == "":
		t.errorf(at[""], "give it an id or a tag", "the row is of no hashtag")
	case t.seen[id]:
		t.errorf(t.pos(len(t.Rows)-1, "id"), "keep one of the rows", "id %q comes twice", id)
	}
	t.seen[row["id"]] = true
}

// cell returns a cell as the library has it: a tag without its sign, a day as
// 2006-01-02.
func (t *tableReader) cell(column, text string, at diag.Pos) string {
	switch {
	case strings.HasPrefix(column, "tag:"):
		return strings.TrimPrefix(text, "#")
	case text == "" || column != "since" && column != "reviewed":
		return text
	}
	for _, form := range []string{dayForm, "2.1.2006"} {
		if day, err := time.Parse(form, text); err == nil {
			return dayCell(day)
		}
	}
	t.errorf(at, "year-month-day, such as 2026-03-31", "%s: want %s, got %q", column, "a day, such as 2026-03-31", text)
	return text
}
