package render

import (
	"fmt"
	"regexp"
	"strings"

	"opas/site/diag"
)

// The packages' words for the mistakes that are common. What a group matches goes into
// the message.
var (
	noField      = regexp.MustCompile(`^can't evaluate field (\S+) in type (\S+)$`)
	noFunction   = regexp.MustCompile(`^function "(.*)" not defined$`)
	noTemplate   = regexp.MustCompile(`^no such template "(.*)"$|^"(.*)" is an incomplete or empty template$`)
	noVariable   = regexp.MustCompile(`^undefined variable "(.*)"`)
	noClose      = regexp.MustCompile(`^unclosed action`)
	noBlock      = regexp.MustCompile(`^unexpected (\{\{\w+\}\})`)
	noValue      = regexp.MustCompile(`^missing value for (\w+)`)
	noStringEnd  = regexp.MustCompile(`^unterminated `)
	twice        = regexp.MustCompile(`multiple definition of template "(.*)"`)
	nilPointer   = regexp.MustCompile(`^nil pointer evaluating \S*?\.(\w+)$`)
	outOfRange   = regexp.MustCompile(`^error calling (?:index|slice): .*(?:index|range)`)
	tooDeep      = regexp.MustCompile(`^exceeded maximum template depth`)
	noList       = regexp.MustCompile(`^range can't iterate over `)
	wrongCount   = regexp.MustCompile(`^wrong number of args for (\w+): `)
	noOperand    = regexp.MustCompile(`^unexpected "(.*?)" in |^unexpected bad character .* '(.*)'`)
	incomparable = regexp.MustCompile(`incompatible types for comparison`)
	branchesEnd  = regexp.MustCompile(`branches end in different contexts`)
)

// Hints that several mistakes have.
const (
	compare      = "compare it with the file of the theme that opas carries; how actions are written: https://pkg.go.dev/text/template"
	withinBranch = "let it include itself within {{if}} or {{range}} only"
)

// slip returns the words for a mistake that the packages tell in theirs. at stands
// before it where it has no words of ours. templates are those that there are.
func slip(at, msg string, templates []string) (message, hint string) {
	var word string
	is := func(pattern *regexp.Regexp) bool {
		m := pattern.FindStringSubmatch(msg)
		if len(m) > 1 {
			word = m[1]
		}
		return m != nil
	}
	switch {
	case is(noField):
		hint = diag.DidYouMean(word, fieldsOf(noField.FindStringSubmatch(msg)[2]))
		if hint == "" {
			hint = compare
		}
		return fmt.Sprintf("no field %q", word), hint
	case is(noFunction):
		return fmt.Sprintf("no function %q", word), diag.DidYouMean(word, functions)
	case is(noTemplate):
		name, _, _ := strings.Cut(strings.Join(noTemplate.FindStringSubmatch(msg)[1:], ""), " ")
		return fmt.Sprintf("template %q is not defined", name), diag.DidYouMean(name, templates)
	case is(noVariable):
		return fmt.Sprintf("variable %q is not defined", word), "set it first: {{$name := .Title}}"
	case is(noClose):
		return "action without its }}", "close it with }} on the same line"
	case is(noBlock):
		return fmt.Sprintf("unexpected %q", word), "take it away, or begin the block that it belongs to"
	case is(noValue):
		return fmt.Sprintf("%q without a value", word), "write what it is about: {{if .Draft}}, {{range .Crumbs}}"
	case is(noStringEnd):
		return "string without an end", `close it with " on the same line`
	case is(twice):
		return fmt.Sprintf("template %q is defined twice", word), "keep one of them"
	}
	return failed(at, msg, is, &word)
}

// failed is slip for what shows when a template is escaped and executed. is reports
// whether a pattern matches, and leaves in word what its group does.
func failed(at, msg string, is func(*regexp.Regexp) bool, word *string) (message, hint string) {
	switch {
	case is(nilPointer):
		return fmt.Sprintf("%q of what is not there", *word), "not every page has it: write {{with .Next}} … {{end}} around it"
	case is(outOfRange):
		return "index out of range", "the list or the text is shorter: go through it with {{range}}, or ask its length with {{if gt (len .Crumbs) 1}}"
	case is(tooDeep):
		return "the template includes itself without end", withinBranch
	case is(noList):
		return "{{range}} over what is no list", "name a list, such as .Crumbs"
	case is(wrongCount):
		return fmt.Sprintf("%q has too many values, or too few", *word), compare
	case is(noOperand):
		return fmt.Sprintf("unexpected %q", strings.Join(noOperand.FindStringSubmatch(msg)[1:], "")), compare
	case is(incomparable):
		return "the values that are compared are of different kinds", compare
	case is(branchesEnd):
		return "the branches end at different places of the HTML", "begin and end tags, quotes and comments within one branch"
	}
	return fmt.Sprintf("template: %s", at+msg), compare
}
