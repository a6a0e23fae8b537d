package messages

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed catalogue/*.yaml
var files embed.FS

// catalogues returns the catalogue of each language, by its code. One that is
// not well formed is a bug, as a regular expression would be.
var catalogues = sync.OnceValue(func() map[string]*catalogue {
	names, err := fs.Glob(files, "catalogue/*.yaml")
	if err != nil {
		panic(err)
	}
	out := map[string]*catalogue{}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		c, err := parse(data)
		if err != nil {
			panic(fmt.Sprintf("messages: %s: %v", name, err))
		}
		out[strings.TrimSuffix(path.Base(name), ".yaml")] = c
	}
	return out
})

// catalogue holds the translations into one language.
type catalogue struct{ messages, hints *section }

func parse(data []byte) (*catalogue, error) {
	var f struct{ Messages, Hints, Phrases map[string]string }
	if err := yaml.Unmarshal(data, &f); err != nil {
		return nil, err
	}
	phrases, err := newSection(f.Phrases, nil)
	if err != nil {
		return nil, err
	}
	phrases.phrases = phrases // a phrase may hold another
	messages, err := newSection(f.Messages, phrases)
	if err != nil {
		return nil, err
	}
	hints, err := newSection(f.Hints, phrases)
	return &catalogue{messages, hints}, err
}

// section translates texts of one sort.
type section struct {
	plain   map[string]string // of texts without verbs
	entries []entry           // of the others, the most specific first
	phrases *section
}

// entry is the translation of a format with verbs.
type entry struct {
	key     string
	pattern *regexp.Regexp // of the whole text, with a group for each verb
	fixed   int            // bytes of the format that are not verbs
	loose   int            // verbs that any text fits
	to      format
}

func newSection(pairs map[string]string, phrases *section) (*section, error) {
	s := &section{plain: map[string]string{}, phrases: phrases}
	for key, value := range pairs {
		from, to := parseFormat(key), parseFormat(value)
		for _, v := range to.verbs {
			if v.arg >= len(from.verbs) {
				return nil, fmt.Errorf("%q: no argument %d", value, v.arg+1)
			}
		}
		if len(from.verbs) == 0 {
			s.plain[from.literals[0]] = to.literals[0]
			continue
		}
		e := entry{key: key, pattern: from.pattern(), to: to}
		for _, l := range from.literals {
			e.fixed += len(l)
		}
		for _, v := range from.verbs {
			if v.loose() {
				e.loose++
			}
		}
		s.entries = append(s.entries, e)
	}
	slices.SortFunc(s.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.fixed, a.fixed), cmp.Compare(a.loose, b.loose), strings.Compare(a.key, b.key))
	})
	return s, nil
}

// translate returns a text in the language, or as it is where none is known.
func (s *section) translate(text string) string {
	if t, ok := s.plain[text]; ok {
		return t
	}
	for _, e := range s.entries {
		if m := e.pattern.FindStringSubmatch(text); m != nil {
			return e.to.fill(m[1:], s.phrases)
		}
	}
	return text
}
