package typeset

import (
	"sync"

	"golang.org/x/text/unicode/norm"

	"opas/site/block"
	"opas/site/diag"
	"opas/site/pdf"
	"opas/site/typeset/fonts"
)

// faces are the typeface.
type faces struct{ regular, semibold, italic *pdf.Face }

// typeface reads the typeface, once. It comes with the program, so that it can't
// be read is a bug.
var typeface = sync.OnceValue(func() *faces {
	read := func(data []byte) *pdf.Face {
		face, err := pdf.ReadFace(data)
		if err != nil {
			panic(err)
		}
		return face
	}
	return &faces{read(fonts.Regular), read(fonts.Semibold), read(fonts.Italic)}
})

// mostColumns is how many columns of a table have room for short words.
const mostColumns = 12

// Check finds what the blocks hold that can't be set: characters that the
// typeface has no glyph for. It warns of tables with too many columns.
func Check(blocks []block.Block) diag.List {
	return typeface().check(&Document{Blocks: blocks})
}

func (f *faces) check(d *Document) diag.List {
	var diags diag.List
	for _, text := range []string{d.Title, d.Summary} {
		f.checkText(&diags, d.File, text, func(int, int) diag.Pos { return diag.Pos{} })
	}
	block.Walk(d.Blocks, func(b block.Block) {
		for _, runs := range block.Texts(b) {
			for i := range runs {
				f.checkText(&diags, runs[i].File, runs[i].Text, from(runs[i].Pos))
			}
		}
		switch b := b.(type) {
		case *block.Code:
			f.checkText(&diags, b.File, b.Text, from(b.Pos))
		case *block.Table:
			if n := len(b.Columns); n > mostColumns {
				at := firstRun(b)
				diags.Warnf(at.File, at.Pos, "make two tables of it, or a list", "table of %d columns is too wide for paper", n)
			}
		case *block.Image:
			if b.Data == nil {
				f.checkText(&diags, b.File, b.Alt, func(int, int) diag.Pos { return b.Pos })
			}
		}
	})
	return diags
}

// firstRun returns the first run of a block, which says where it is.
func firstRun(b block.Block) block.Run {
	for _, runs := range block.Texts(b) {
		if len(runs) > 0 {
			return runs[0]
		}
	}
	return block.Run{}
}

// from returns the place of a character that is lines and columns after pos. The
// lines of code all begin in one column.
func from(pos diag.Pos) func(line, col int) diag.Pos {
	return func(line, col int) diag.Pos {
		if pos.Line == 0 {
			return pos
		}
		return diag.Pos{Line: pos.Line + line, Col: max(pos.Col, 1) + col}
	}
}

// checkText reports characters without a glyph, each once in a text. The faces
// have the same characters but for a few; all have to have one, for a text may
// be set in any of them.
func (f *faces) checkText(diags *diag.List, file, text string, at func(line, col int) diag.Pos) {
	line, col := 0, 0
	var seen map[rune]bool
	for _, r := range norm.NFC.String(text) {
		if r == '\n' {
			line, col = line+1, 0
			continue
		}
		if !shapeless(r) && !f.has(r) && !seen[r] {
			if seen == nil {
				seen = map[rune]bool{}
			}
			seen[r] = true
			diags.Errorf(file, at(line, col), "say it in words, or leave it out", "no glyph for U+%04X %q in the PDF's font", r, string(r))
		}
		col++
	}
}

// has tells whether a character can be shown.
func (f *faces) has(r rune) bool {
	if r >= ' ' && r <= '~' {
		return true
	}
	return f.regular.Has(r) && f.semibold.Has(r) && f.italic.Has(r)
}
