package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"time"

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

// HashtagRow is a row of a table: the cells by column, spaces cut off. Columns
// that the table has not got are left out.
type HashtagRow map[string]string

// ParseHashtagTable reads a table: CSV (RFC 4180) whose first row names the
// columns, in any order. Commas, semicolons or tabs part them, as spreadsheets of
// different countries write them. A row without id has that of its tag in the
// source language, whose code is the first.
func ParseHashtagTable(file string, data []byte, codes []string) ([]HashtagRow, diag.List) {
	// Spreadsheets write a byte-order mark, and line ends as RFC 4180 has them.
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, byteOrderMark), []byte("\r\n"), []byte("\n"))
	data, diags := normalize(file, data)
	head, _, _ := strings.Cut(string(data), "\n")
	r := csv.NewReader(bytes.NewReader(data))
	for _, c := range "\t;" {
		if strings.ContainsRune(head, c) {
			r.Comma = c
			break
		}
	}
	r.FieldsPerRecord = -1
	var columns []string
	var out []HashtagRow
	seen := map[string]bool{}
	for {
		record, err := r.Read()
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			diags.Errorf(file, diag.Pos{Line: wrong.Line, Col: wrong.Column}, "save the sheet as CSV again", "not a table: %v", wrong.Err)
			return nil, diags
		}
		if err != nil {
			return out, diags // the end: the data are in memory
		}
		line, _ := r.FieldPos(0)
		at := diag.Pos{Line: line, Col: 1}
		for i := range record {
			record[i] = strings.TrimSpace(record[i])
		}
		if columns == nil {
			columns = record
			checkColumns(file, columns, codes, &diags)
			continue
		}
		row := HashtagRow{}
		for i, cell := range record {
			if i < len(columns) {
				if strings.HasPrefix(columns[i], "tag:") {
					cell = strings.TrimPrefix(cell, "#")
				}
				row[columns[i]] = cell
			} else if cell != "" {
				diags.Errorf(file, at, "put a cell with a comma in quotes", "the row has more cells than the first")
				break
			}
		}
		if row["id"] == "" {
			row["id"] = markdown.Fold(row["tag:"+codes[0]])
		}
		switch id := row["id"]; {
		case id == "" && strings.Join(record, "") == "": // an empty row
			continue
		case id == "":
			diags.Errorf(file, at, "give it an id or a tag", "the row is of no hashtag")
		case seen[id]:
			diags.Errorf(file, at, "keep one of the rows", "id %q comes twice", id)
		}
		seen[row["id"]] = true
		out = append(out, row)
	}
}

func checkColumns(file string, columns, codes []string, diags *diag.List) {
	known := HashtagColumns(codes)
	for i, c := range columns {
		switch {
		case !slices.Contains(known, c):
			diags.Errorf(file, diag.Pos{Line: 1, Col: 1}, diag.DidYouMean(c, known), "unknown column %q", c)
		case slices.Contains(columns[:i], c):
			diags.Errorf(file, diag.Pos{Line: 1, Col: 1}, "keep one of them", "column %q comes twice", c)
		}
	}
}
