// Package diag describes what an author got wrong: where it is, what is the
// matter, and how to mend it.
//
// A Diagnostic is data, not an error value: packages collect all they find and
// the command sorts, shows and counts them. A source that can't be read is one
// too; a Go error is kept for output that failed and for bugs. The package knows
// nothing of guides, and prints only to the writer it is given.
package diag

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Severity says whether a diagnostic stops the build.
type Severity uint8

// The severities, gravest first.
const (
	Error   Severity = iota // nothing is written while one stands
	Warning                 // shown, does not stop
	Note                    // shown by a check alone: may be as it should
)

var severities = []string{"error", "warning", "note"}

// String returns "error", "warning" or "note".
func (s Severity) String() string { return severities[s] }

// MarshalText encodes a severity as its name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText decodes a severity from its name.
func (s *Severity) UnmarshalText(name []byte) error {
	if i := slices.Index(severities, string(name)); i >= 0 {
		*s = Severity(i)
		return nil
	}
	return fmt.Errorf("unknown severity %q", name)
}

// Pos is a place in a file: line and column count from 1, columns in runes.
// Zero means that the whole file, or the whole line, is meant.
type Pos struct {
	Line int `json:"line,omitempty"`
	Col  int `json:"col,omitempty"`
}

// Diagnostic is one finding. File is a slash path from the project's root.
type Diagnostic struct {
	File     string   `json:"file"`
	Pos               // inlined into the JSON object
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
}

// String formats the diagnostic as "file:line:col: message", one line, with
// the word "warning: " or "note: " before the message of one. The hint is left
// out.
func (d Diagnostic) String() string {
	var b strings.Builder
	b.WriteString(d.File)
	if d.Line > 0 {
		fmt.Fprintf(&b, ":%d", d.Line)
		if d.Col > 0 {
			fmt.Fprintf(&b, ":%d", d.Col)
		}
	}
	b.WriteString(": ")
	if d.Severity != Error {
		b.WriteString(d.Severity.String() + ": ")
	}
	b.WriteString(d.Message)
	return b.String()
}

// List is a collection of diagnostics, in any order until Sorted.
type List []Diagnostic

// Errorf adds an error.
func (l *List) Errorf(file string, pos Pos, hint, format string, args ...any) {
	*l = append(*l, Diagnostic{File: file, Pos: pos, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Warnf adds a warning.
func (l *List) Warnf(file string, pos Pos, hint, format string, args ...any) {
	*l = append(*l, Diagnostic{File: file, Pos: pos, Severity: Warning, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Notef adds a note.
func (l *List) Notef(file string, pos Pos, hint, format string, args ...any) {
	*l = append(*l, Diagnostic{File: file, Pos: pos, Severity: Note, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Sorted returns a copy ordered by file, place, severity and message, each
// finding once.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Hint, b.Hint),
		)
	})
	return slices.Compact(out)
}

// Count returns how many errors and how many warnings the list holds.
func (l List) Count() (errors, warnings int) {
	for _, d := range l {
		switch d.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}

// Errors returns the errors alone, in the list's order.
func (l List) Errors() List {
	var out List
	for _, d := range l {
		if d.Severity == Error {
			out = append(out, d)
		}
	}
	return out
}

// WriteText prints each diagnostic on a line, its hint indented below.
func (l List) WriteText(w io.Writer) error { return l.WriteExcerpts(w, nil) }

// WriteExcerpts prints as WriteText does, and of each error that has a place the
// line, with its column pointed at. read, which may be nil, returns a file by its
// name in diagnostics; of one that can't be read no line is shown. Control characters
// are shown as signs.
func (l List) WriteExcerpts(w io.Writer, read func(file string) ([]byte, error)) error {
	for _, d := range l {
		s := Visible(d.String()) + "\n"
		if read != nil && d.Severity == Error && d.Line > 0 {
			if text, err := read(d.File); err == nil {
				for _, line := range Excerpt(text, d.Pos, 0) {
					s += "    | " + strings.ReplaceAll(line.pointed(), "\n", "\n    | ") + "\n"
				}
			}
		}
		if d.Hint != "" {
			s += "    hint: " + Visible(d.Hint) + "\n"
		}
		if _, err := io.WriteString(w, s); err != nil {
			return err
		}
	}
	return nil
}

// WriteJSON prints the list as one JSON array, indented, never null.
func (l List) WriteJSON(w io.Writer) error {
	if l == nil {
		l = List{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(l)
}
