package messages

import (
	"regexp"
	"strconv"
	"strings"
)

// format is a format string in the sense of package fmt, taken apart: a literal
// before each verb, and one behind the last.
type format struct {
	literals []string
	verbs    []verb
}

// verb stands for an argument.
type verb struct {
	letter byte
	arg    int // index of the argument, from 0
	phrase bool
}

// verbForm is a verb: flags and numbers, index, letter.
var verbForm = regexp.MustCompile(`%([+0-9.]*)(?:\[([1-9])\])?([a-zA-Z%])`)

func parseFormat(s string) format {
	f := format{literals: []string{""}}
	at, arg := 0, 0
	add := func(text string) { f.literals[len(f.literals)-1] += text }
	for _, m := range verbForm.FindAllStringSubmatchIndex(s, -1) {
		add(s[at:m[0]])
		at = m[1]
		letter := s[m[6]]
		if letter == '%' {
			add("%")
			continue
		}
		if m[4] >= 0 {
			n, _ := strconv.Atoi(s[m[4]:m[5]])
			arg = n - 1
		}
		f.verbs = append(f.verbs, verb{letter, arg, strings.Contains(s[m[2]:m[3]], "+")})
		f.literals = append(f.literals, "")
		arg++
	}
	add(s[at:])
	return f
}

// loose reports whether any text may be in the verb's place.
func (v verb) loose() bool { return v.letter == 's' || v.letter == 'v' }

// quoted is what %q makes of a string.
const quoted = `"(?:[^"\\]|\\.)*"`

// pattern returns an expression that matches what the format makes, with a
// group for each verb. Within a loose verb a quotation stays whole, so that no
// word in it is taken for one of the format's.
func (f format) pattern() *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`(?s)\A` + regexp.QuoteMeta(f.literals[0]))
	for i, v := range f.verbs {
		switch v.letter {
		case 'q':
			b.WriteString("(" + quoted + ")")
		case 'd':
			b.WriteString(`(-?[0-9]+)`)
		case 'X':
			b.WriteString(`([0-9A-F]+)`)
		default:
			b.WriteString(`((?:` + quoted + `|.)*?)`)
		}
		b.WriteString(regexp.QuoteMeta(f.literals[i+1]))
	}
	b.WriteString(`\z`)
	return regexp.MustCompile(b.String())
}

// fill puts arguments in the place of the verbs; phrases translate those that
// may be one.
func (f format) fill(args []string, phrases *section) string {
	var b strings.Builder
	b.WriteString(f.literals[0])
	for i, v := range f.verbs {
		arg := args[v.arg]
		if v.phrase {
			arg = phrases.translate(arg)
		}
		b.WriteString(arg)
		b.WriteString(f.literals[i+1])
	}
	return b.String()
}
