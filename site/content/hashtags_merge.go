package content

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"opas/site/diag"
)

// Merge is what becomes of hashtags.yaml when a table is merged into it.
type Merge struct {
	Data           []byte
	Changed, Added int
	pieces         []piece // in order
}

// piece is an entry that was written anew: the lines of Data from the first to
// before the last, and in place of how many, by a row of the table.
type piece struct {
	from, to, was, row int
}

// Merge puts the rows of a table in the text that the library was read from, by
// their ids: a cell is the new value, an empty one takes the value away, and rows
// that the library has not got are added behind the last of their theme. All else
// stays as it is, byte for byte, entries that do not change and comments between
// them included. codes are the languages in the order in which they are written. A
// text that nothing can be put in is told of.
func (h *Hashtags) Merge(data []byte, table *HashtagTable, codes []string) (*Merge, diag.List, error) {
	m := merger{Hashtags: h, lines: strings.SplitAfter(string(data), "\n"), columns: HashtagColumns(codes), newline: "\n"}
	if strings.HasSuffix(m.lines[0], "\r\n") {
		m.newline = "\r\n"
	}
	if diags := m.open(data); diags != nil {
		return nil, diags, nil
	}
	var added []int
	for r, row := range table.Rows {
		if i := slices.IndexFunc(h.Tags, func(t Hashtag) bool { return t.ID == row["id"] }); i >= 0 {
			m.change(i, r, row)
		} else {
			added = append(added, r)
		}
	}
	for _, r := range added {
		m.add(r, table.Rows[r])
	}
	m.finish()
	return &m.out, nil, m.err
}

// merger gathers the pieces of text that are to be replaced.
type merger struct {
	*Hashtags
	lines   []string
	newline string
	list    []*yaml.Node // the tags
	end     int          // line behind the list, where it is empty
	columns []string
	edits   []edit
	out     Merge
	err     error
}

// edit puts a text, of a row, in place of the lines from the first to before the
// last.
type edit struct {
	from, to, row int
	text          string
}

// open finds the list of tags, and makes one that entries can be put in of an empty
// one.
func (m *merger) open(data []byte) diag.List {
	var doc yaml.Node
	var diags diag.List
	if err := yaml.Unmarshal(data, &doc); err != nil {
		pos, msg := yamlError(err)
		diags.Errorf(m.File, pos, yamlHint, "not valid YAML: %s", msg)
		return diags
	}
	var list *yaml.Node
	if doc.Kind != 0 {
		list = child(doc.Content[0], "tags")
	}
	switch {
	case list == nil:
		diags.Errorf(m.File, diag.Pos{Line: 1, Col: 1}, "add it", "missing key %q", "tags")
	case list.Kind == yaml.SequenceNode && len(list.Content) > 0 && list.Style&yaml.FlowStyle == 0:
		m.list = list.Content
	case len(list.Content) > 0 || !m.unwrap():
		diags.Errorf(m.File, diag.Pos{Line: list.Line, Col: list.Column}, "begin a line for each hashtag: - id: …", "no table can be merged into tags that are written so")
	}
	return diags
}

// noTags is the line of an empty list.
var noTags = regexp.MustCompile(`^tags:[ \t]*(\[[ \t]*\]|~|null)?([ \t]*(#.*)?\r?\n?)$`)

// unwrap takes away what stands for an empty list, and reports whether it is on one
// line.
func (m *merger) unwrap() bool {
	i := slices.IndexFunc(m.lines, noTags.MatchString)
	if i < 0 {
		return false
	}
	m.lines[i] = noTags.ReplaceAllString(m.lines[i], "tags:$2")
	m.end = i + 1
	return true
}

// change sets the cells of an entry that differ.
func (m *merger) change(i, r int, row HashtagRow) {
	node, changed := m.list[i], false
	for _, column := range m.columns {
		if cell, given := row[column]; given && column != PagesColumn && cell != m.Tags[i].Cell(column) {
			key, _, _ := strings.Cut(column, ":")
			if isList(key) && slices.Equal(items(cell), items(m.Tags[i].Cell(column))) {
				continue
			}
			setCell(node, column, cell)
			changed = true
		}
	}
	if changed {
		from, to, indent := m.extent(node)
		m.edits = append(m.edits, edit{from, to, r, m.encode(node, indent)})
		m.out.Changed++
	}
}

// add writes a new entry behind the last one of its theme, or of all.
func (m *merger) add(r int, row HashtagRow) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, column := range m.columns {
		if column != PagesColumn {
			setCell(node, column, row[column])
		}
	}
	at, indent := m.end, 2
	for i, t := range m.Tags {
		if _, to, in := m.extent(m.list[i]); t.Theme == row["theme"] || i == len(m.Tags)-1 && at == 0 {
			at, indent = to, in
		}
	}
	m.edits = append(m.edits, edit{at, at, r, m.encode(node, indent)})
	m.out.Added++
}

// extent returns the lines of an entry, from its dash to before the blank lines
// and comments behind it, and how far the dash is indented.
func (m *merger) extent(node *yaml.Node) (from, to, indent int) {
	from = node.Line - 1
	for from > 0 && !strings.HasPrefix(strings.TrimLeft(m.lines[from], " "), "-") {
		from--
	}
	indent = indentOf(m.lines[from])
	to = from + 1
	for i := to; i < len(m.lines); i++ {
		text := strings.TrimSpace(m.lines[i])
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if indentOf(m.lines[i]) <= indent {
			break
		}
		to = i + 1
	}
	return from, to, indent
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// encode writes an entry as an item of a list. Comments around it stay where they
// are, outside its lines.
func (m *merger) encode(node *yaml.Node, indent int) string {
	node.HeadComment, node.FootComment = "", ""
	if n := len(node.Content); n > 1 {
		node.Content[0].HeadComment, node.Content[n-2].FootComment, node.Content[n-1].FootComment = "", "", ""
	}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(&yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{node}}); err != nil && m.err == nil {
		m.err = fmt.Errorf("write an entry of %s: %w", m.File, err)
	}
	var out strings.Builder
	for line := range strings.Lines(b.String()) {
		out.WriteString(strings.Repeat(" ", indent) + strings.TrimSuffix(line, "\n") + m.newline)
	}
	return out.String()
}

// finish makes the edits.
func (m *merger) finish() {
	// What is added at a line comes before what takes the line's place.
	slices.SortStableFunc(m.edits, func(a, b edit) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	var out strings.Builder
	line, next := 0, 0 // of the new text and the old one
	for _, e := range m.edits {
		out.WriteString(strings.Join(m.lines[next:e.from], ""))
		if text := out.String(); text != "" && !strings.HasSuffix(text, "\n") {
			out.WriteString(m.newline)
		}
		out.WriteString(e.text)
		line += e.from - next
		p := piece{from: line, to: line + strings.Count(e.text, "\n"), was: e.to - e.from, row: e.row}
		m.out.pieces = append(m.out.pieces, p)
		line, next = p.to, e.to
	}
	out.WriteString(strings.Join(m.lines[next:], ""))
	m.out.Data = []byte(out.String())
}

// setCell sets what an entry has in a column; nothing takes it away.
func setCell(entry *yaml.Node, column, cell string) {
	key, code, inEach := strings.Cut(column, ":")
	var value *yaml.Node
	switch {
	case cell == "":
	case isList(key):
		value = &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, s := range items(cell) {
			value.Content = append(value.Content, scalar(s))
		}
	case key == "since" || key == "reviewed":
		value = &yaml.Node{Kind: yaml.ScalarNode, Value: cell}
	default:
		value = scalar(cell)
	}
	if !inEach {
		setKeyOf(entry, key, value, rankOfKey)
		return
	}
	texts := child(entry, key)
	if texts == nil || texts.Kind != yaml.MappingNode {
		if value == nil {
			return
		}
		texts = &yaml.Node{Kind: yaml.MappingNode}
		if key != "meaning" {
			texts.Style = yaml.FlowStyle
		}
		setKeyOf(entry, key, texts, rankOfKey)
	}
	setKeyOf(texts, code, value, func(string) int { return 0 })
	if len(texts.Content) == 0 {
		setKeyOf(entry, key, nil, rankOfKey)
	}
}

// scalar returns the node of a text, in quotes where it would be read as another
// type.
func scalar(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

func rankOfKey(key string) int {
	for i, k := range hashtagKeys {
		if k.name == key {
			return i
		}
	}
	return len(hashtagKeys)
}

// setKeyOf sets a key of a mapping, a new one in its place by rank; nil takes it
// away.
func setKeyOf(n *yaml.Node, key string, value *yaml.Node, rank func(string) int) {
	at := len(n.Content)
	for i := 0; i+1 < len(n.Content); i += 2 {
		switch old := n.Content[i+1]; {
		case n.Content[i].Value == key && value == nil:
			n.Content = slices.Delete(n.Content, i, i+2)
			return
		case n.Content[i].Value == key:
			if old.Kind == value.Kind && old.Kind == yaml.ScalarNode {
				value.LineComment = old.LineComment
			}
			n.Content[i+1] = value
			return
		case at == len(n.Content) && rank(n.Content[i].Value) > rank(key):
			at = i
		}
	}
	if value != nil {
		n.Content = slices.Insert(n.Content, at, scalar(key), value)
	}
}
