package render

import (
	"fmt"
	"html/template"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"text/template/parse"
)

// All kinds of pages have one set of templates, since each template of a set is
// checked and escaped but once: a set for each kind would take four times as long.
// What a kind's file defines, and what comes to it, stands in the set under names
// of the kind's own: "base" leads to "main", which each kind has, so there is a
// "base" for each; all use the same "footer".

// trees are templates by name, as they are parsed.
type trees map[string]*parse.Tree

// treesOf returns the trees of a set, which tick from now on.
func treesOf(set *template.Template) trees {
	out := trees{}
	for _, t := range set.Templates() {
		if t.Tree != nil {
			tick(t.Tree.Root)
			out[t.Name()] = t.Tree
		}
	}
	return out
}

// over returns the trees, with others in the place of those of the same names; but
// one without content leaves what there was, as in the package.
func (t trees) over(others trees) trees {
	all := trees{}
	maps.Copy(all, t)
	for name, tree := range others {
		if _, ok := t[name]; !ok || !parse.IsEmptyTree(tree.Root) {
			all[name] = tree
		}
	}
	return all
}

// names are a set of names of templates.
type names map[string]bool

// overridden returns the names that mean something of its own in a kind: those of
// its trees, and of the shared trees from which these are reached.
func overridden(shared, own trees) names {
	out := names{}
	for name := range own {
		out[name] = true
	}
	for more := true; more; {
		more = false
		for name, tree := range shared {
			if out[name] {
				continue
			}
			for call := range calls(tree.Root) {
				if out[call.Name] {
					out[name], more = true, true
				}
			}
		}
	}
	return out
}

// ofKind stands between the name of a template and the kind whose it is.
const ofKind = "\u00b7"

// name returns the name in the set of what a kind knows by a name.
func (t *Templates) name(kind, name string) string {
	if t.own[kind][name] {
		return name + ofKind + kind
	}
	return name
}

// execute writes what a template of a kind makes of a view. An error is a
// *diag.Failure, or that of w.
func (t *Templates) execute(w io.Writer, kind, name string, view any) error {
	err := t.run(w, kind, name, view)
	if err == nil || t.explain == nil {
		return err
	}
	return t.explain.failure(kind, name, view, err)
}

func (t *Templates) run(w io.Writer, kind, name string, view any) error {
	name = t.name(kind, name)
	if t.all == nil {
		return t.set.ExecuteTemplate(w, name, view)
	}
	return t.all.Execute(w, chosen{name, view})
}

// chosen is the view of the template that leads to all others: the name of one, and
// its view.
type chosen struct {
	Name string
	View any
}

// part is templates of a kind, of which those of the names that are its own go into
// the set; all of them, where kind is "".
type part struct {
	trees
	kind string
	own  names
}

// copies gives the templates of a part as they are called in the set.
func (t *Templates) copies(p part) iter.Seq2[string, *parse.Tree] {
	return func(yield func(string, *parse.Tree) bool) {
		for name, tree := range p.trees {
			if p.kind != "" && !p.own[name] {
				continue
			}
			tree = tree.Copy()
			for call := range calls(tree.Root) {
				call.Name = t.name(p.kind, call.Name)
			}
			if !yield(t.name(p.kind, name), tree) {
				return
			}
		}
	}
}

// lead makes a template that leads to those that are executed, so that all are
// checked and escaped at once: the package goes through all that it has escaped
// whenever there is more. Where one has a mistake, each must be tried by itself.
func (t *Templates) lead(kinds []string) error {
	names := map[string]bool{t.name("page", "nav"): true, t.name("page", "search"): true}
	for _, kind := range kinds {
		names[t.name(kind, "base")] = true
	}
	for _, kind := range calloutKinds {
		names[t.name("page", "icon-"+kind)] = true
	}
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if t.set.Lookup(name) == nil {
			return nil // which is told when it is tried
		}
		fmt.Fprintf(&text, "{{if eq .Name %q}}{{template %q .View}}{{end}}", name, name)
	}
	all, err := t.set.New("all").Parse(text.String())
	if err != nil {
		return fmt.Errorf("templates: %w", err)
	}
	if all.Execute(io.Discard, chosen{}) == nil {
		t.all = all
	}
	return nil
}

// calls gives the {{template}} actions under a node.
func calls(node parse.Node) iter.Seq[*parse.TemplateNode] { return under[*parse.TemplateNode](node) }

// under gives the nodes of a type under a node, in the order in which they stand.
func under[N parse.Node](node parse.Node) iter.Seq[N] {
	return func(yield func(N) bool) { eachUnder(node, yield) }
}

func eachUnder[N parse.Node](node parse.Node, yield func(N) bool) bool {
	if n, ok := node.(N); ok && !yield(n) {
		return false
	}
	for _, list := range listsOf(node) {
		for _, each := range list.Nodes {
			if !eachUnder(each, yield) {
				return false
			}
		}
	}
	return true
}

// listsOf returns the lists that a node has: of an action with branches, those.
func listsOf(node parse.Node) []*parse.ListNode {
	var b parse.BranchNode
	switch n := node.(type) {
	case *parse.ListNode:
		return []*parse.ListNode{n}
	case *parse.IfNode:
		b = n.BranchNode
	case *parse.WithNode:
		b = n.BranchNode
	case *parse.RangeNode:
		b = n.BranchNode
	default:
		return nil
	}
	if b.ElseList == nil {
		return []*parse.ListNode{b.List}
	}
	return []*parse.ListNode{b.List, b.ElseList}
}
