package content

import (
	"strconv"
	"strings"

	"opas/site/diag"
)

// Names of the files in a language's folder that help its search. They are
// tables: a line is an entry, a tab ends a column, and a line that begins with
// "# " is a comment.
const (
	SynonymsFile    = "synonyms.tsv"
	CompoundsFile   = "compounds.tsv"
	SearchTestsFile = "search-tests.tsv"
)

// isSearchFile reports whether a path within a language's folder is one of them.
func isSearchFile(rel string) bool {
	return rel == SynonymsFile || rel == CompoundsFile || rel == SearchTestsFile
}

// Synonym is a word that readers type and the guide does not say. The first
// column is the word, or several; the second the words of the guide that it
// stands for, a bar between them.
type Synonym struct {
	Words string
	For   []string
	Pos   diag.Pos
}

// Synonyms are a language's, in the file's order.
type Synonyms []Synonym

// Compound is a word and where it is joined: "vaitiolo|velvollisuus". A word
// without a bar is one that is not to be split.
type Compound struct {
	Parts []string
	Pos   diag.Pos
}

// Word returns the compound in one.
func (c Compound) Word() string { return strings.Join(c.Parts, "") }

// Compounds are a language's, in the file's order.
type Compounds []Compound

// SearchTest says what a query must find. Its columns are the query; the keys
// of the pages that are right, a bar between them, each with the anchor of a
// heading if one is meant; how far down the list the first of them may stand;
// and what kind of query it is, for the editor.
type SearchTest struct {
	Query string
	Pages []Place // File is the page's key
	Among int     // the first so many results
	Kind  string
	Pos   diag.Pos
}

// SearchTests are a language's, in the file's order.
type SearchTests []SearchTest

// table is a file of lines with columns.
type table struct {
	file  string
	diags diag.List
}

// rows calls row for each entry of a table with its columns, spaces cut off,
// and reports those that have too few or too many, or nothing in the first.
func (t *table) rows(data []byte, least, most int, hint string, row func(columns []string, pos diag.Pos)) {
	seen := map[string]int{}
	for i, line := range strings.Split(string(data), "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "# ") || line == "#" {
			continue
		}
		pos := diag.Pos{Line: i + 1, Col: 1}
		columns := strings.Split(line, "\t")
		for i := range columns {
			columns[i] = strings.TrimSpace(columns[i])
		}
		if len(columns) < least || len(columns) > most || columns[0] == "" {
			t.diags.Errorf(t.file, pos, hint, "the line has not the columns of %s", t.file[strings.LastIndexByte(t.file, '/')+1:])
			continue
		}
		key := strings.ToLower(columns[0])
		if first := seen[key]; first != 0 {
			t.diags.Warnf(t.file, pos, "keep one of the lines", "%q is in line %d as well", columns[0], first)
			continue
		}
		seen[key] = pos.Line
		row(columns, pos)
	}
}

// list splits a column at its bars.
func list(column string) []string {
	var out []string
	for part := range strings.SplitSeq(column, "|") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func parseSynonyms(file string, data []byte) (Synonyms, diag.List) {
	t := table{file: file}
	var out Synonyms
	const hint = "write the word that readers type, a tab, and the guide's word: pomo\tesimies"
	t.rows(data, 2, 2, hint, func(columns []string, pos diag.Pos) {
		s := Synonym{Words: columns[0], For: list(columns[1]), Pos: pos}
		if len(s.For) == 0 {
			t.diags.Errorf(file, pos, hint, "%q stands for nothing", s.Words)
			return
		}
		if strings.Contains(s.Words, "|") {
			t.diags.Errorf(file, pos, "give each of the words a line of its own", "%q is more than one word that readers type", s.Words)
			return
		}
		out = append(out, s)
	})
	return out, t.diags
}

func parseCompounds(file string, data []byte) (Compounds, diag.List) {
	t := table{file: file}
	var out Compounds
	const hint = "write one word with a bar at each joint: sosiaali|turva"
	lines := map[string]int{} // of words, without bars
	t.rows(data, 1, 1, hint, func(columns []string, pos diag.Pos) {
		c := Compound{Parts: strings.Split(columns[0], "|"), Pos: pos}
		for _, p := range c.Parts {
			if p == "" || strings.ContainsAny(p, " \t") {
				t.diags.Errorf(file, pos, hint, "%q is not a compound", columns[0])
				return
			}
		}
		if first := lines[c.Word()]; first != 0 {
			t.diags.Warnf(file, pos, "keep one of the lines", "%q is in line %d as well", c.Word(), first)
			return
		}
		lines[c.Word()] = pos.Line
		out = append(out, c)
	})
	return out, t.diags
}

func parseSearchTests(file string, data []byte) (SearchTests, diag.List) {
	t := table{file: file}
	var out SearchTests
	const hint = "write the query, a tab, and the page that it must find: pomolle\trules/rules-2"
	t.rows(data, 2, 4, hint, func(columns []string, pos diag.Pos) {
		columns = append(columns, "", "")
		s := SearchTest{Query: columns[0], Among: 1, Kind: columns[3], Pos: pos}
		for _, page := range list(columns[1]) {
			key, anchor, _ := strings.Cut(page, "#")
			s.Pages = append(s.Pages, Place{File: key, Anchor: anchor})
		}
		if len(s.Pages) == 0 {
			t.diags.Errorf(file, pos, hint, "%q is to find nothing", s.Query)
			return
		}
		if columns[2] != "" {
			n, err := strconv.Atoi(columns[2])
			if err != nil || n < 1 {
				t.diags.Errorf(file, pos, "write a number: among how many results the page must be", "%q is not a number of results", columns[2])
				return
			}
			s.Among = n
		}
		out = append(out, s)
	})
	return out, t.diags
}
