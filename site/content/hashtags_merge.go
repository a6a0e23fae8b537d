package content

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"opas/site/diag"
)

// Merge is what becomes of hashtags.yaml when a table is merged into it.
type Merge struct {
	Data           []byte
	Changed, Added int
}

// ParseHashtags reads a hashtags.yaml as Reader.Read does.
func ParseHashtags(file string, data []byte, c *Config) (*Hashtags, diag.List) {
	data, diags := normalize(file, data)
	h, found := parseHashtags(file, data)
	return h, slices.Concat(diags, found, h.byLanguage(c)).Sorted()
}

// Merge puts the rows of a table in the text that the library was read from, by
// their ids: a cell is the new value, an empty one takes the value away, and rows
// that the library has not got are added behind the last of their theme. All else
// stays as it is, byte for byte, entries that do not change and comments between
// them included. codes are the languages in the order in which they are written.
func (h *Hashtags) Merge(data []byte, rows []HashtagRow, codes []string) (Merge, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil || doc.Kind == 0 {
		return Merge{}, fmt.Errorf("read %s: not the text of the library", h.File)
	}
	list := child(doc.Content[0], "tags")
	if list == nil || list.Kind != yaml.SequenceNode || list.Style&yaml.FlowStyle != 0 {
		return Merge{}, fmt.Errorf("merge into %s: write tags as a list with a line for each", h.File)
	}
	m := merger{Hashtags: h, lines: strings.SplitAfter(string(data), "\n"), list: list, columns: HashtagColumns(codes)}
	var added []HashtagRow
	for _, row := range rows {
		if i := slices.IndexFunc(h.Tags, func(t Hashtag) bool { return t.ID == row["id"] }); i >= 0 {
			m.change(i, row)
		} else {
			added = append(added, row)
		}
	}
	for _, row := range added {
		m.add(row)
	}
	return m.finish()
}

// merger gathers the pieces of text that are to be replaced.
type merger struct {
	*Hashtags
	lines   []string
	list    *yaml.Node // of the tags
	columns []string
	edits   []edit
	out     Merge
	err     error
}

// edit puts a text in place of the lines from the first to before the last.
type edit struct {
	from, to int
	text     string
}

// change sets the cells of an entry that differ.
func (m *merger) change(i int, row HashtagRow) {
	node, changed := m.list.Content[i], false
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
		m.edits = append(m.edits, edit{from, to, m.encode(node, indent)})
		m.out.Changed++
	}
}

// add writes a new entry behind the last one of its theme, or of all.
func (m *merger) add(row HashtagRow) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, column := range m.columns {
		if column != PagesColumn {
			setCell(node, column, row[column])
		}
	}
	at, indent := len(m.lines), 2
	for i, t := range m.Tags {
		if _, to, in := m.extent(m.list.Content[i]); t.Theme == row["theme"] || i == len(m.Tags)-1 && at == len(m.lines) {
			at, indent = to, in
		}
	}
	m.edits = append(m.edits, edit{at, at, m.encode(node, indent)})
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
		out.WriteString(strings.Repeat(" ", indent) + line)
	}
	return out.String()
}

// finish makes the edits.
func (m *merger) finish() (Merge, error) {
	// From the last line to the first; of several at a line, the last one first.
	slices.Reverse(m.edits)
	slices.SortStableFunc(m.edits, func(a, b edit) int { return b.from - a.from })
	lines := m.lines
	for _, e := range m.edits {
		if e.from > 0 && !strings.HasSuffix(lines[e.from-1], "\n") {
			e.text = "\n" + e.text
		}
		lines = slices.Replace(lines, e.from, e.to, e.text)
	}
	m.out.Data = []byte(strings.Join(lines, ""))
	return m.out, m.err
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
