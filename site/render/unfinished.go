package render

import (
	"bytes"
	"context"
	"errors"
	"html/template"
	"io"
	"iter"
	"slices"
	"text/template/parse"
)

// Of a tag, a quotation or a comment without an end the package tells neither file
// nor line, and what it tells is where it got into trouble, often far below. So the
// place is found by trial: it is the last one up to which all was well.

// reached gives the names and trees of the templates that one of a set leads to, those that
// others include before them, and itself last.
func (t *Templates) reached(name string) iter.Seq2[string, *parse.Tree] {
	return func(yield func(string, *parse.Tree) bool) {
		seen := names{}
		var visit func(name string) bool
		visit = func(name string) bool {
			tree := t.plain()[name]
			if seen[name] || tree == nil {
				return true
			}
			seen[name] = true
			for call := range calls(tree.Root) {
				if !visit(call.Name) {
					return false
				}
			}
			return yield(name, tree)
		}
		visit(name)
	}
}

// reaches reports whether the template of that name in a set leads to another.
func (t *Templates) reaches(name string, other *parse.Tree) bool {
	for _, tree := range t.reached(name) {
		if tree == other {
			return true
		}
	}
	return false
}

// unfinished returns the template that is to blame for HTML without an end, and where
// in its text that begins.
func (t *Templates) unfinished(name string) (*parse.Tree, parse.Pos, bool) {
	for _, tree := range t.reached(name) {
		if !t.ends(tree.Root.Nodes) {
			s := seeker{Templates: t}
			s.seek(tree.Root, nil)
			return tree, s.last, true
		}
	}
	return nil, 0, false
}

// ends reports whether HTML of the nodes of a template is well to its end.
func (t *Templates) ends(nodes []parse.Node) bool {
	const probe = "probe"
	set := template.New(probe)
	list := &parse.ListNode{NodeType: parse.NodeList, Nodes: nodes}
	for call := range calls(list) {
		for name, tree := range t.reached(call.Name) {
			if _, err := set.AddParseTree(name, tree.Copy()); err != nil {
				return true // the mistake is another
			}
		}
	}
	if _, err := set.AddParseTree(probe, &parse.Tree{Name: probe, Root: list.CopyList()}); err != nil {
		return true
	}
	_, bad := errors.AsType[*template.Error](set.ExecuteTemplate(&bounded{context.Background(), io.Discard, 0}, probe, nil))
	return !bad
}

// seeker looks for the last tag before which the HTML of a template is well.
type seeker struct {
	*Templates
	last parse.Pos
}

// seek goes through a list that follows other nodes. It returns false where what was
// well before the list is not after it: the place is found.
func (s *seeker) seek(list *parse.ListNode, before []parse.Node) bool {
	well := s.ends(before)
	for _, n := range list.Nodes {
		if text, ok := n.(*parse.TextNode); ok {
			for i := range text.Text {
				if text.Text[i] == '<' && s.ends(append(slices.Clip(before), &parse.TextNode{NodeType: parse.NodeText, Text: bytes.Clone(text.Text[:i])})) {
					s.last = text.Pos + parse.Pos(i)
				}
			}
		}
		for _, branch := range listsOf(n) {
			if !s.seek(branch, before) {
				return false
			}
		}
		before = append(slices.Clip(before), n)
	}
	return !well || s.ends(before)
}
