package render

import (
	"cmp"
	"context"
	"errors"
	"html/template"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"opas/site/diag"
)

// explainer tells what is wrong with a template that failed, and where: the place
// that the package gives is one of the minified text, so the template is made once
// more as it is written, and fails again.
type explainer struct {
	name    string // of the folder, for diagnostics
	files   map[string]parsedFile
	written func() (*Templates, error)
}

// placed is how the packages tell the place of a mistake: file, line, and sometimes
// the column in bytes from 0.
var placed = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]*):(\d+)(?::(\d+))?: (.*)$`)

// executing is what they tell of it besides.
var executing = regexp.MustCompile(`(?s)^executing ".*?" at <(.*?)>: (.*)$`)

// failure returns the mistake of a template of a kind that failed with a view, as a
// *diag.Failure. An error that is not the template's it returns as it is.
func (x *explainer) failure(kind, name string, view any, err error) error {
	_, badHTML := errors.AsType[*template.Error](err)
	if !badHTML && !placed.MatchString(err.Error()) && !errors.Is(err, errEndless) {
		return err
	}
	t, wrong := x.written()
	if wrong != nil {
		return wrong
	}
	var found diag.List
	if errors.Is(err, errEndless) {
		x.endless(&found, t, t.name(kind, name))
		return &diag.Failure{Diagnostic: found[0]}
	}
	again := t.run(&bounded{context.Background(), io.Discard, mostOfPage}, kind, name, view)
	x.tell(&found, t, t.name(kind, name), cmp.Or(again, err))
	if again == nil {
		found[0].Pos = diag.Pos{} // only the minified one fails
	}
	return &diag.Failure{Diagnostic: found[0]}
}

// tell adds the mistake of the template of that name in a set.
func (x *explainer) tell(found *diag.List, t *Templates, name string, err error) {
	if bad, ok := errors.AsType[*template.Error](err); ok && bad.Node == nil && (bad.ErrorCode == template.ErrBadHTML || bad.ErrorCode == template.ErrEndContext) {
		if tree, at, ok := t.unfinished(name); ok {
			file, pos := x.place(tree, at)
			found.Errorf(file, pos, "close the quotes of attributes, a tag with >, a comment with -->, a script or a style with its end tag", "unfinished HTML")
			return
		}
	}
	file, msg, pos := x.fileOf(name), err.Error(), diag.Pos{}
	if m := placed.FindStringSubmatch(msg); m != nil {
		file, msg = m[1], m[4]
		src := x.files[file].src
		pos.Line, _ = strconv.Atoi(m[2])
		if bytes, err := strconv.Atoi(m[3]); err == nil {
			line := lineOf(src, pos.Line)
			pos.Col = 1 + utf8.RuneCountInString(line[:min(bytes, len(line))])
		}
	}
	at := ""
	if m := executing.FindStringSubmatch(msg); m != nil {
		at, msg = m[1], m[2]
	}
	if at != "" {
		at += ": "
	}
	message, hint := slip(at, strings.ReplaceAll(msg, ofKind, " "), t.known())
	found.Errorf(path.Join(x.name, file), pos, hint, "%s", message)
}

// known returns the names of the templates that a file may include.
func (t *Templates) known() []string {
	all := names{}
	for name := range t.plain() {
		if name, _, _ = strings.Cut(name, ofKind); !strings.HasSuffix(name, ".html") {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// fileOf returns the file that defines the template of that name in a set.
func (x *explainer) fileOf(name string) string {
	own, kind, _ := strings.Cut(name, ofKind)
	if f, ok := x.files[kind+".html"]; ok && f.written[own] != nil {
		return kind + ".html"
	}
	for _, file := range slices.Sorted(maps.Keys(x.files)) {
		if x.files[file].written[own] != nil && (file == "base.html" || strings.Contains(file, "/")) {
			return file
		}
	}
	return "base.html"
}

// place returns the file and the place of an offset in a template's text.
func (x *explainer) place(tree *parse.Tree, at parse.Pos) (file string, pos diag.Pos) {
	src := x.files[tree.ParseName].src
	return path.Join(x.name, tree.ParseName), diag.PosAt([]byte(src), int(at))
}

// endless adds the mistake of the template of that name in a set that writes without
// end: where it includes itself whatever the view, or else its first loop over a
// number, or else its file.
func (x *explainer) endless(found *diag.List, t *Templates, name string) {
	for _, tree := range t.reached(name) {
		for _, n := range tree.Root.Nodes {
			if call, ok := n.(*parse.TemplateNode); ok && t.reaches(call.Name, tree) {
				file, pos := x.place(tree, call.Position())
				found.Errorf(file, pos, withinBranch, "the template includes itself without end")
				return
			}
		}
	}
	file, pos := path.Join(x.name, x.fileOf(name)), diag.Pos{}
	for _, tree := range t.reached(name) {
		for loop := range under[*parse.RangeNode](tree.Root) {
			if pos == (diag.Pos{}) && len(loop.Pipe.Cmds) == 1 && loop.Pipe.Cmds[0].Args[0].Type() == parse.NodeNumber {
				file, pos = x.place(tree, loop.Pipe.Position())
			}
		}
	}
	found.Errorf(file, pos, "let {{range}} go through the lists of the page only", "the template does not come to an end")
}

// lineOf returns a line of a text, counted from 1.
func lineOf(text string, n int) string {
	lines := strings.Split(text, "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return lines[n-1]
}

// malformed adds the mistake of a file that can't be parsed. The package tells its
// line alone.
func malformed(found *diag.List, name, src string, err error) {
	m := placed.FindStringSubmatch(err.Error())
	if m == nil {
		found.Errorf(name, diag.Pos{}, compare, "template: %s", err.Error())
		return
	}
	pos, msg := diag.Pos{}, m[4]
	pos.Line, _ = strconv.Atoi(m[2])
	if started := unclosed.FindStringSubmatch(msg); started != nil {
		pos.Line, _ = strconv.Atoi(started[1])
	}
	if msg == "unexpected EOF" || msg == "unexpected {{define}}" {
		before := src
		if msg != "unexpected EOF" {
			before = strings.Join(strings.SplitAfter(src, "\n")[:pos.Line-1], "")
		}
		if word, at := openBlock(before); word != "" {
			found.Errorf(name, diag.PosAt([]byte(src), at), "close it with {{end}}", "%q without its %q", "{{"+word+"}}", "{{end}}")
			return
		}
	}
	pos.Col = column(lineOf(src, pos.Line), msg)
	message, hint := slip("", msg, nil)
	found.Errorf(name, pos, hint, "%s", message)
}

// column returns the column of a line that a message is about: of the word that it
// quotes, of the action that it names, or else of the last action.
func column(line, msg string) int {
	at := max(strings.LastIndex(line, "{{"), 0)
	var meant []int
	if m := quotedWord.FindStringSubmatch(msg); m != nil {
		meant = regexp.MustCompile(regexp.QuoteMeta(cmp.Or(m[1], m[2]))).FindStringIndex(line)
	} else if m := noValue.FindStringSubmatch(msg); m != nil {
		meant = regexp.MustCompile(`\{\{-?\s*` + m[1] + `\s*-?\}\}`).FindStringIndex(line)
	}
	if meant != nil {
		at = meant[0]
	}
	return 1 + utf8.RuneCountInString(line[:at])
}

var (
	unclosed = regexp.MustCompile(`^unclosed action started at .*:(\d+)$`)
	// quotedWord is the word that a message is about.
	quotedWord = regexp.MustCompile(`"([^"]+)"|(\{\{\w+)`)
	block      = regexp.MustCompile(`(?s)\{\{-?\s*(?:/\*.*?\*/|(if|range|with|define|block|end)\b)`)
)

// openBlock returns the word and the offset of the action whose end is missing: of
// those that are open at the end of a text the last. But where that is a {{define}},
// which has its end most often, an action within has taken it.
func openBlock(src string) (word string, at int) {
	type action struct {
		word string
		at   int
	}
	var open []action
	var closed action
	for _, m := range block.FindAllStringSubmatchIndex(src, -1) {
		switch {
		case m[2] < 0: // a comment
		case src[m[2]:m[3]] != "end":
			open = append(open, action{src[m[2]:m[3]], m[0]})
			closed = action{}
		case len(open) > 0:
			closed = open[len(open)-1]
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return "", 0
	}
	last := open[len(open)-1]
	if last.word == "define" && closed.word != "" {
		last = closed
	}
	return last.word, last.at
}
