package typeset

import (
	"cmp"
	"strconv"
	"strings"

	"opas/site/block"
	"opas/site/pdf"
)

// setter sets one document: blocks become rows, each with its element of the
// structure tree, then the rows are dealt out to pages, then drawn.
type setter struct {
	*form
	doc     *Document
	paper   Paper
	pdf     *pdf.Document
	regular *pdf.Font
	strong  *pdf.Font
	italic  *pdf.Font
	faces   *faces
	height  pdf.Length      // of the text on a page
	done    <-chan struct{} // closed when nobody waits for the document any more
	lang    string
	marks   map[string]*mark // by ID
	levels  []int            // of the headings that are around
	titles  []title
	noted   int  // footnotes so far
	task    tip  // of the task that is around; none at all outside of tasks
	stick   bool // the next row stays with the heading before it
	after   pdf.Length
}

// title is a heading as the table of contents and the bookmarks have it.
type title struct {
	level int // in the structure tree
	text  string
	lang  string
	mark  *mark
}

// box is where blocks are set: a column of the page, and their element.
type box struct {
	x, width pdf.Length
	parent   *pdf.Element
	look     look       // of running text
	apart    pdf.Length // between paragraphs
}

// narrowest is the least width of a box: room for a word of a dozen letters.
const narrowest = 72 * pdf.Point

// wide returns a box that is at least so wide. One that is not begins further to
// the left: so what is indented too often is indented no more.
func (b box) wide(width pdf.Length) box {
	more := max(width-b.width, 0)
	b.x, b.width = b.x-more, b.width+more
	return b
}

// narrow returns a box without its first part, for another element.
func (b box) narrow(by pdf.Length, parent *pdf.Element) box {
	b = b.wide(by + narrowest)
	b.x, b.width, b.parent = b.x+by, b.width-by, parent
	return b
}

// blocks sets blocks below each other, until it is called off.
func (s *setter) blocks(list []block.Block, in box) []row {
	var rows []row
	for _, b := range list {
		if s.ended() {
			break
		}
		stick, after := s.stick, s.after
		s.stick, s.after = false, 0
		set := s.block(b, in)
		if len(set) == 0 {
			s.stick, s.after = stick, after
			continue
		}
		set[0].above = max(set[0].above, after)
		if stick {
			set[0].hold = holdFast
		}
		s.stick = endsInHeading(b)
		s.after = s.roomBelow(b)
		rows = append(rows, set...)
	}
	return rows
}

// ended tells whether the work is called off. What is set by then is of no use.
func (s *setter) ended() bool {
	select {
	case <-s.done:
		return true
	default:
		return false
	}
}

// endsInHeading tells whether the last row of a block is a heading's.
func endsInHeading(b block.Block) bool {
	switch b := b.(type) {
	case *block.Heading:
		return true
	case *block.Section:
		return len(b.Blocks) > 0 && endsInHeading(b.Blocks[len(b.Blocks)-1])
	}
	return false
}

// roomBelow returns the least room between a block and the one after it.
func (s *setter) roomBelow(b block.Block) pdf.Length {
	switch b.(type) {
	case *block.Table, *block.Callout, *block.Image, *block.Code, *block.Quote, *block.Field:
		return aroundFrames
	case *block.Heading:
		return s.belowHeading
	}
	return 0
}

// block sets one block.
func (s *setter) block(b block.Block, in box) []row {
	switch b := b.(type) {
	case *block.Heading:
		return s.heading(b, in)
	case *block.Paragraph:
		return s.paragraph(b, in)
	case *block.List:
		return s.list(b, in)
	case *block.Field:
		return s.field(b, in)
	case *block.Table:
		return s.table(b, in)
	case *block.Definitions:
		return s.definitions(b, in)
	case *block.Quote:
		return s.quote(b, in)
	case *block.Callout:
		return s.callout(b, in)
	case *block.Code:
		return s.code(b, in)
	case *block.Divider:
		return s.divider(in)
	case *block.Image:
		return s.image(b, in)
	case *block.Notes:
		return s.notes(b, in)
	case *block.Section:
		return s.section(b, in)
	}
	return nil
}

// text sets runs as rows of an element.
func (s *setter) text(runs []block.Run, l look, in box, align block.Align, e *pdf.Element) []row {
	return s.textRows(s.lines(s.spans(runs, l, s.lang), in.width, l.balanced), l, in.x, in.width, align, e)
}

// within sets what is in another language.
func (s *setter) within(lang string, e *pdf.Element, set func() []row) []row {
	if lang == "" || lang == s.lang {
		return set()
	}
	outer := s.lang
	s.lang, e.Lang = lang, lang
	defer func() { s.lang = outer }()
	return set()
}

func (s *setter) paragraph(b *block.Paragraph, in box) []row {
	e := in.parent.Add("P")
	rows := s.within(b.Lang, e, func() []row { return s.text(b.Text, in.look, in, block.Start, e) })
	if len(rows) > 0 {
		rows[0].above = in.apart
	}
	return rows
}

// heading sets a heading. The structure tree skips no level: a heading is one
// level below the nearest heading before it that is of a higher level.
func (s *setter) heading(b *block.Heading, in box) []row {
	level := s.level(b.Level)
	return s.headingAt(b, min(max(b.Level, 1), len(s.headings))-1, level, in)
}

// level returns the level in the structure tree of a heading of a level in the
// text. The document's title is of level 1.
func (s *setter) level(l int) int {
	for n := len(s.levels); n > 0 && s.levels[n-1] >= l; n-- {
		s.levels = s.levels[:n-1]
	}
	s.levels = append(s.levels, l)
	return min(len(s.levels)+1, 6)
}

func (s *setter) headingAt(b *block.Heading, size, level int, in box) []row {
	l := s.headings[size]
	runs := b.Text
	if b.Number != "" {
		runs = append([]block.Run{{Text: b.Number + "\u00A0\u00A0"}}, runs...)
	}
	rows := s.text(runs, l.look, in, block.Start, in.parent.Add("H"+strconv.Itoa(level)))
	if len(rows) == 0 {
		return nil
	}
	hold(rows, holdFast)
	rows[0].above = l.above
	m := s.mark(b.ID)
	rows[0].marks = append(rows[0].marks, m)
	s.titles = append(s.titles, title{level, plain(runs), cmp.Or(commonLang(b.Text), s.lang), m})
	return rows
}

// mark returns the mark of an ID, or a new one where there is none.
func (s *setter) mark(id string) *mark {
	if m := s.marks[id]; m != nil && id != "" {
		return m
	}
	return &mark{}
}

// plain returns the text of runs as it stands in one line, without what is beside
// it and the marks of footnotes.
func plain(runs []block.Run) string {
	var b strings.Builder
	for _, r := range runs {
		if !beside(r) {
			b.WriteString(r.Text)
		}
	}
	return flat(b.String())
}

func (s *setter) section(b *block.Section, in box) []row {
	e := in.parent.Add("Sect")
	return s.within(b.Lang, e, func() []row {
		rows := s.blocks(b.Blocks, in.narrow(0, e))
		if len(rows) > 0 && len(b.Blocks) > 0 {
			if h, ok := b.Blocks[0].(*block.Heading); ok && h.Level == 1 {
				rows[0].fresh = true
			}
		}
		return rows
	})
}

func (s *setter) divider(in box) []row {
	return []row{{above: aroundFrames, height: aroundFrames, draw: func(p *page, top pdf.Length) {
		p.BeginArtifact(pdf.Decoration)
		p.Fill(hair, p.rect(in.x, top, in.x+in.width, top+hairline))
		p.End()
	}}}
}

// collect gives each ID a mark, so that links may lead forwards.
func (s *setter) collect(list []block.Block) {
	add := func(id string) {
		if id != "" && s.marks[id] == nil {
			s.marks[id] = &mark{}
		}
	}
	block.Walk(list, func(b block.Block) {
		for _, runs := range block.Texts(b) {
			for _, r := range runs {
				add(r.ID)
			}
		}
		switch b := b.(type) {
		case *block.Heading:
			add(b.ID)
		case *block.List:
			for _, it := range b.Items {
				add(it.ID)
			}
		case *block.Notes:
			for _, n := range b.Items {
				add(noteKey(n.ID))
			}
		}
	})
}

// noteKey is the key of a footnote, whose ID may be that of a block too.
func noteKey(id string) string { return "note " + id }
