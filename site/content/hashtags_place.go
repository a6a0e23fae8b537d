package content

import (
	"slices"
	"strings"

	"opas/site/diag"
)

// Trace returns diagnostics of a merged library, which is on no disk, at the places
// of what they tell of: what a row brought at its cell in the table, all else where
// the file has it. merged is the library as it was read from the Merge, nil where it
// could not be read; diagnostics of other files stay as they are.
func (m *Merge) Trace(diags diag.List, table *HashtagTable, merged *Hashtags) diag.List {
	out := slices.Clone(diags)
	for i := range out {
		d := &out[i]
		if merged == nil || d.File != merged.File || d.Pos.Line == 0 {
			continue
		}
		moved := 0 // lines, by the pieces before
		for _, p := range m.pieces {
			if d.Pos.Line <= p.from {
				break
			}
			if d.Pos.Line <= p.to {
				d.File, d.Pos = table.File, table.pos(p.row, merged.column(table.Rows[p.row], d.Pos))
				break
			}
			moved += p.to - p.from - p.was
		}
		if d.File == merged.File {
			d.Pos.Line -= moved
		}
	}
	return out.Sorted()
}

// column returns the column of a row whose value is at a place of the library: the
// one that begins last before it; "" where none does.
func (h *Hashtags) column(row HashtagRow, at diag.Pos) string {
	i := slices.IndexFunc(h.Tags, func(t Hashtag) bool { return t.ID == row["id"] })
	if i < 0 {
		return ""
	}
	entry := child(child(h.places.root, "tags"), i)
	best, found := "", diag.Pos{}
	for _, c := range sortedKeys(row) {
		key, code, inEach := strings.Cut(c, ":")
		value := child(entry, key)
		if value != nil && inEach && row[c] != "" {
			value = child(value, code)
		}
		if value == nil {
			continue
		}
		if p := (diag.Pos{Line: value.Line, Col: value.Column}); !before(at, p) && before(found, p) {
			best, found = c, p
		}
	}
	return best
}

func before(a, b diag.Pos) bool { return a.Line < b.Line || a.Line == b.Line && a.Col < b.Col }
