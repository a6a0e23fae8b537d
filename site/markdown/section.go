package markdown

import (
	"bytes"
	"html"
	"regexp"
	"strings"
)

// Section is the text from one heading to the next, without markup.
type Section struct {
	ID      string // of the heading; "" for the text before the first
	Heading string
	// Text has a line for each paragraph, list item and cell of a table. The
	// words of the interface and footnote marks are not in it.
	Text string
}

// Sections returns the text of the page as readers see it, cut at its headings
// of level 2 and 3. The first section is that before any heading, which may be
// empty.
func (d *Doc) Sections() []Section {
	s := sectioner{headings: d.Headings, list: make([]Section, 1, 1+len(d.Headings))}
	rest := d.html
	for len(rest) > 0 {
		text, after, found := bytes.Cut(rest, []byte{'<'})
		if s.hidden == "" {
			s.text.Write(bytes.ReplaceAll(text, []byte{'\n'}, []byte{' '}))
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
	text     bytes.Buffer
	hidden   string // the element whose content is passed over; "" for none
}

// hiddenLink fits the links that are no part of the text: of headings, rules and
// footnotes.
var hiddenLink = regexp.MustCompile(`class="(?:anchor|rule-number)"|role="doc-`)

// inline are the elements that stand within a line of text.
const inline = " a abbr b cite code del em i img kbd mark q s small span strong sub sup u var "

// tag takes in what stands between < and >.
func (s *sectioner) tag(tag []byte) {
	name, _, _ := strings.Cut(string(tag[:min(len(tag), 12)]), " ")
	closing := strings.HasPrefix(name, "/")
	name = strings.Trim(name, "/")
	if s.hidden != "" {
		if closing && name == s.hidden {
			s.hidden = ""
		}
		return
	}
	switch {
	case !closing && (name == "h2" || name == "h3"):
		s.end()
		// Headings of other levels are text like any other.
		for len(s.headings) > 0 && s.headings[0].Level > 3 {
			s.headings = s.headings[1:]
		}
		s.list = append(s.list, Section{ID: s.headings[0].ID, Heading: s.headings[0].Text})
		s.headings = s.headings[1:]
		s.hidden = name
	case name == "a" && !closing && hiddenLink.Match(tag):
		s.hidden = name
	case !strings.Contains(inline, " "+name+" "):
		s.text.WriteByte('\n')
	}
}

// end ends the section that is being gathered.
func (s *sectioner) end() {
	var lines []string
	for line := range strings.SplitSeq(html.UnescapeString(s.text.String()), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	s.list[len(s.list)-1].Text = strings.Join(lines, "\n")
	s.text.Reset()
}
