package content

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"opas/site/diag"
)

// yamlFile is a YAML file being decoded into a typed struct, with a diagnostic
// for everything that does not fit.
//
// Struct fields are matched by their yaml tag; ",optional" after the name makes
// a key one that may be left out. Strings, integers, booleans, days, slices,
// structs and maps by strings are understood.
type yamlFile struct {
	file  string
	root  *yaml.Node
	diags diag.List
}

// decodeYAML fills v, a pointer to a struct, as far as the data allows.
func decodeYAML(file string, data []byte, v any) *yamlFile {
	y := &yamlFile{file: file}
	var doc yaml.Node
	err := yaml.Unmarshal(data, &doc)
	lost, explained := lostTexts(file, string(data), err == nil)
	y.diags = lost
	if err != nil {
		if !explained {
			pos, msg := yamlError(err)
			y.errorf(pos, yamlHint, "not valid YAML: %s", msg)
		}
		return y
	}
	if doc.Kind != 0 {
		y.root = doc.Content[0]
	} else {
		y.root = &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}
	}
	y.decode(y.root, reflect.ValueOf(v).Elem(), "")
	return y
}

// yamlHint mends the commonest slip.
const yamlHint = `write "key: value", and put a text that holds ": " or begins with a sign in quotes`

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// yamlError takes the place out of an error of the YAML packages, which only
// tell the line, and only in words.
func yamlError(err error) (diag.Pos, string) {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	pos := diag.Pos{Line: 1, Col: 1}
	if m := yamlLine.FindStringSubmatch(msg); m != nil {
		pos.Line, _ = strconv.Atoi(m[1])
		msg = msg[len(m[0]):]
	}
	return pos, msg
}

func (y *yamlFile) errorf(pos diag.Pos, hint, format string, args ...any) {
	y.diags.Errorf(y.file, pos, hint, format, args...)
}

func (y *yamlFile) failed() bool { return len(y.diags.Errors()) > 0 }

// pos returns the place of the value at a path of keys and indexes, or of the
// deepest part of the path that exists.
func (y *yamlFile) pos(path ...any) diag.Pos {
	n := y.root
	if n == nil {
		return diag.Pos{Line: 1, Col: 1}
	}
	for _, p := range path {
		next := child(n, p)
		if next == nil {
			break
		}
		n = next
	}
	return diag.Pos{Line: n.Line, Col: n.Column}
}

// textPos returns the place of the first character of the text at a path.
func (y *yamlFile) textPos(path ...any) diag.Pos {
	pos, n := y.pos(path...), y.root
	for _, p := range path {
		if n != nil {
			n = child(n, p)
		}
	}
	if n != nil && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		pos.Col++
	}
	return pos
}

func child(n *yaml.Node, p any) *yaml.Node {
	switch p := p.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && p < len(n.Content) {
			return n.Content[p]
		}
	case string:
		if n.Kind == yaml.MappingNode {
			for i := 0; i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == p {
					return n.Content[i+1]
				}
			}
		}
	}
	return nil
}

func (y *yamlFile) decode(n *yaml.Node, v reflect.Value, path string) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Tag == "!!null" {
		return // as if left out
	}
	if v.Type() == dayType {
		y.decodeDay(n, v, path)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		y.decodeStruct(n, v, path)
	case reflect.Map:
		y.decodeMap(n, v, path)
	case reflect.Slice:
		if !y.want(n, yaml.SequenceNode, path, "a list") {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
		for i, item := range n.Content {
			y.decode(item, v.Index(i), path)
		}
	case reflect.String:
		if y.want(n, yaml.ScalarNode, path, "text") {
			v.SetString(n.Value)
		}
	case reflect.Int, reflect.Bool:
		if err := n.Decode(v.Addr().Interface()); err != nil {
			y.errorf(diag.Pos{Line: n.Line, Col: n.Column}, "", "%s: want %s, got %q", path, typeWord(v.Kind()), n.Value)
		}
	default:
		panic(fmt.Sprintf("content: no decoding into %s", v.Type()))
	}
}

var dayType = reflect.TypeFor[time.Time]()

func (y *yamlFile) decodeDay(n *yaml.Node, v reflect.Value, path string) {
	t, err := time.Parse(dayForm, n.Value)
	if err != nil {
		y.errorf(diag.Pos{Line: n.Line, Col: n.Column}, "", "%s: want %s, got %q", path, "a day, such as 2026-03-31", n.Value)
		return
	}
	v.Set(reflect.ValueOf(t))
}

func typeWord(k reflect.Kind) string {
	if k == reflect.Bool {
		return "true or false"
	}
	return "a whole number"
}

func (y *yamlFile) want(n *yaml.Node, kind yaml.Kind, path, word string) bool {
	if n.Kind == kind {
		return true
	}
	if path == "" {
		path = "the file"
	}
	y.errorf(diag.Pos{Line: n.Line, Col: n.Column}, "", "%s: want %s", path, word)
	return false
}

// pairs calls f for each key of a mapping, and reports keys that come twice.
func (y *yamlFile) pairs(n *yaml.Node, f func(key, value *yaml.Node)) {
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if seen[k.Value] {
			y.errorf(diag.Pos{Line: k.Line, Col: k.Column}, "keep one of them", "key %q comes twice", k.Value)
			continue
		}
		seen[k.Value] = true
		f(k, n.Content[i+1])
	}
}

func (y *yamlFile) decodeMap(n *yaml.Node, v reflect.Value, path string) {
	if !y.want(n, yaml.MappingNode, path, "keys with values") {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	y.pairs(n, func(k, value *yaml.Node) {
		item := reflect.New(v.Type().Elem()).Elem()
		y.decode(value, item, path+"."+k.Value)
		v.SetMapIndex(reflect.ValueOf(k.Value), item)
	})
}

func (y *yamlFile) decodeStruct(n *yaml.Node, v reflect.Value, path string) {
	if !y.want(n, yaml.MappingNode, path, "keys with values") {
		return
	}
	prefix := path
	if prefix != "" {
		prefix += "."
	}
	index := map[string]int{}
	var known []string
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if name == "" {
			continue // what was found out about the file
		}
		index[name] = i
		known = append(known, name)
	}
	y.pairs(n, func(k, value *yaml.Node) {
		i, ok := index[k.Value]
		if !ok {
			hint := diag.DidYouMean(k.Value, known)
			if hint == "" {
				hint = "take it away, or see another language's file for the keys"
			}
			y.errorf(diag.Pos{Line: k.Line, Col: k.Column}, hint, "unknown key %q", prefix+k.Value)
			return
		}
		y.decode(value, v.Field(i), prefix+k.Value)
	})
	for _, name := range known {
		i := index[name]
		_, option, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if option == "optional" || !v.Field(i).IsZero() || y.wrongType(n, name) {
			continue
		}
		y.errorf(diag.Pos{Line: n.Line, Col: n.Column}, "add it", "missing key %q", prefix+name)
	}
}

// wrongType reports whether a key is there with a value that was already
// complained about, so that it is not also called missing.
func (y *yamlFile) wrongType(n *yaml.Node, name string) bool {
	c := child(n, name)
	return c != nil && c.Tag != "!!null" && c.Value != "" || c != nil && c.Kind != yaml.ScalarNode
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
