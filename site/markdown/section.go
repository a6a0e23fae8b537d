package markdown

import (
	"bytes"
	"html"
)

// Section is the text from one heading to the next, or a numbered rule, without
// markup.
type Section struct {
	ID      string // of the heading or the rule; "" for the text before the first heading
	Heading string // of a rule its number, which is its ID too
	Rule    bool
	// Text has a line for each paragraph, list item and cell of a table. The
	// words of the interface and footnote marks are not in it.
	Text string
	// Foreign is what it says in other languages, as names of a thing are.
	Foreign string
}

// Sections returns the text of the page as readers see it, cut at its headings
// of level 2 and 3 and at its rules. The first section is that before any heading,
// which may be empty. Rules follow the section that they stand in.
func (d *Doc) Sections() []Section {
	s := sectioner{headings: d.Headings, list: make([]Section, 1, 1+len(d.Headings)), text: make([]byte, 0, len(d.html)/2)}
	rest := d.html
	for len(rest) > 0 {
		text, after, found := bytes.Cut(rest, []byte{'<'})
		if s.hidden == "" {
			s.write(text)
		}
		if !found {
			break
		}
		end := tagEnd(after)
		s.tag(after[:end])
		rest = after[min(end+1, len(after)):]
	}
	s.end()
	return s.list
}

// tagEnd returns where the > of a tag stands: not within an attribute's value.
func tagEnd(b []byte) int {
	quoted := false
	for i, c := range b {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '>' && !quoted:
			return i
		}
	}
	return len(b)
}

// sectioner gathers sections out of the HTML of a Doc.
type sectioner struct {
	headings []Heading // those to come
	list     []Section
	at       int    // the section that is being gathered
	outer    int    // that before any heading, or of the last heading: rules stand in it
	lists    int    // that are open, one in another
	text     []byte // of the section so far, a line end before each block
	hidden   string // the element whose content is passed over; "" for none
}

// write adds text, each run of white space as one space.
func (s *sectioner) write(text []byte) {
	if bytes.IndexByte(text, '&') >= 0 {
		text = []byte(html.UnescapeString(string(text)))
	}
	for _, c := range text {
		if c == ' ' || c == '\n' || c == '\t' {
			if n := len(s.text); n > 0 && s.text[n-1] != ' ' && s.text[n-1] != '\n' {
				s.text = append(s.text, ' ')
			}
			continue
		}
		s.text = append(s.text, c)
	}
}

// newLine ends a line that has text.
func (s *sectioner) newLine() {
	s.text = bytes.TrimRight(s.text, " ")
	if n := len(s.text); n > 0 && s.text[n-1] != '\n' {
		s.text = append(s.text, '\n')
	}
}

// inline are the elements that stand within a line of text.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "cite": true, "code": true, "del": true, "em": true, "i": true, "img": true, "kbd": true,
	"mark": true, "q": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "u": true, "var": true,
}

// tag takes in what stands between < and >.
func (s *sectioner) tag(tag []byte) {
	name, closing := tag, false
	if len(name) > 0 && name[0] == '/' {
		name, closing = name[1:], true
	}
	if i := bytes.IndexAny(name, " /"); i >= 0 {
		name = name[:i]
	}
	switch {
	case s.hidden != "":
		if closing && string(name) == s.hidden {
			s.hidden = ""
		}
	case inline[string(name)]:
		if closing || string(name) != "a" {
			return
		}
		if _, number, ok := bytes.Cut(tag, []byte(`class="rule-number" href="#`)); ok {
			number, _, _ = bytes.Cut(number, []byte{'"'})
			s.begin(Section{ID: string(number), Heading: string(number), Rule: true})
		}
		if isHidden(tag) {
			s.hidden = "a"
		}
	case !closing && (string(name) == "h2" || string(name) == "h3"):
		// Headings of other levels are text like any other.
		for len(s.headings) > 0 && s.headings[0].Level > 3 {
			s.headings = s.headings[1:]
		}
		s.begin(Section{ID: s.headings[0].ID, Heading: s.headings[0].Text})
		s.outer = s.at
		s.headings = s.headings[1:]
		s.hidden = string(name)
	case string(name) == "ol" || string(name) == "ul":
		s.listTag(closing)
	default:
		s.newLine()
	}
}

// listTag takes in a tag of a list. After the outermost list, text is of the
// section that the rules in it stand in.
func (s *sectioner) listTag(closing bool) {
	s.newLine()
	if !closing {
		s.lists++
		return
	}
	s.lists--
	if s.lists == 0 && s.at != s.outer {
		s.end()
		s.at = s.outer
	}
}

// isHidden reports whether a link is no part of the text: that of a heading, a
// rule or a footnote.
func isHidden(tag []byte) bool {
	return bytes.Contains(tag, []byte(`class="anchor"`)) || bytes.Contains(tag, []byte(`class="rule-number"`)) || bytes.Contains(tag, []byte(`role="doc-`))
}

// begin begins a section.
func (s *sectioner) begin(section Section) {
	s.end()
	s.at = len(s.list)
	s.list = append(s.list, section)
}

// end ends the section that is being gathered, or a part of it.
func (s *sectioner) end() {
	s.newLine()
	if text := string(bytes.TrimRight(s.text, "\n")); text != "" {
		section := &s.list[s.at]
		if section.Text != "" {
			section.Text += "\n"
		}
		section.Text += text
	}
	s.text = s.text[:0]
}
