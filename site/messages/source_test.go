package messages

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// The texts of the generator are found by asking what may flow into the fields
// Message and Hint of diag.Diagnostic: from there back through parameters to
// the calls, through variables to what is assigned, and through calls to what is
// returned. So a new wrapper of diag.List.Errorf needs no mention here.

// text is a format string of the generator and the place it stands at.
type text struct {
	format string
	at     token.Position
	expr   string // where the format is unknown
}

// unknown is the format of what only a run can tell.
const unknown = "%s"

// flow is an expression whose value goes somewhere; of a call with several
// results, the one of that index.
type flow struct {
	expr   ast.Expr
	result int
}

// source is the generator's code, and where its values go.
type source struct {
	t       *testing.T
	fset    *token.FileSet
	info    *types.Info
	files   map[string][]*ast.File // by import path
	checked map[string]*types.Package
	named   map[string][]types.Object // functions by import path and name, for calls that types don't tell

	flows   map[types.Object][]flow          // into a variable, field or parameter
	returns map[types.Object][][]flow        // of a function, by return statement
	calls   map[types.Object][]*ast.CallExpr // of a function, or of what holds one
	callees map[*ast.CallExpr]types.Object
	lits    map[types.Object][]*ast.FuncLit // stored in a field or variable
	owner   map[types.Object]types.Object   // the function that a parameter is of

	busy map[types.Object]bool
	args []argument // of %s and %v, still to be looked at for phrases
}

// argument is what is put into a format, at an index.
type argument struct {
	format string
	index  int
	expr   ast.Expr
}

// texts are what the generator can say.
type texts struct {
	sections map[string][]text // of a catalogue
	phrase   map[argument]bool // arguments that may be a phrase; expr is nil
}

// generatorTexts reads all Go files of the module but tests and this package.
func generatorTexts(t *testing.T) texts {
	t.Helper()
	s := &source{
		t: t, fset: token.NewFileSet(), files: map[string][]*ast.File{}, checked: map[string]*types.Package{},
		info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
			Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
		},
		named: map[string][]types.Object{}, flows: map[types.Object][]flow{}, returns: map[types.Object][][]flow{},
		calls: map[types.Object][]*ast.CallExpr{}, callees: map[*ast.CallExpr]types.Object{},
		lits: map[types.Object][]*ast.FuncLit{}, owner: map[types.Object]types.Object{}, busy: map[types.Object]bool{},
	}
	s.parse()
	for _, p := range slices.Sorted(maps.Keys(s.files)) {
		if _, err := s.Import(p); err != nil {
			t.Fatal(err)
		}
	}
	for p, files := range s.files {
		for _, f := range files {
			s.index(p, f)
		}
	}
	s.bindLiterals()
	diagnostic := s.checked["opas/site/diag"].Scope().Lookup("Diagnostic").Type().Underlying().(*types.Struct)
	out := texts{map[string][]text{}, map[argument]bool{}}
	for f := range diagnostic.Fields() {
		switch f.Name() {
		case "Message":
			out.sections["messages"] = once(s.object(f))
		case "Hint":
			out.sections["hints"] = once(s.object(f))
		}
	}
	var phrases []text
	seen := map[argument]bool{}
	for len(s.args) > 0 {
		a := s.args[0]
		s.args = s.args[1:]
		if seen[a] {
			continue
		}
		seen[a] = true
		for _, t := range s.eval(flow{expr: a.expr}) {
			if hasWords(t.format) {
				phrases = append(phrases, t)
				out.phrase[argument{format: a.format, index: a.index}] = true
			}
		}
	}
	out.sections["phrases"] = once(phrases)
	return out
}

// once returns each format with words, and each unknown place, once.
func once(list []text) []text {
	slices.SortFunc(list, func(a, b text) int {
		if a.format != b.format {
			return strings.Compare(a.format, b.format)
		}
		return strings.Compare(a.at.String(), b.at.String())
	})
	return slices.CompactFunc(list, func(a, b text) bool { return a.format == b.format && (a.format != unknown || a.at == b.at) })
}

func (s *source) parse() {
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != "." || d.Name() == "testdata" || d.Name() == "node_modules" || name == "site/messages") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(s.fset, name, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p := path.Join("opas", path.Dir(name))
		s.files[p] = append(s.files[p], file)
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// Import implements types.Importer. A package from elsewhere is empty: what it
// does with a text is not known anyway. The errors that follow are no matter.
func (s *source) Import(p string) (*types.Package, error) {
	if pkg := s.checked[p]; pkg != nil {
		return pkg, nil
	}
	if s.files[p] == nil {
		name := path.Base(p)
		if strings.HasPrefix(name, "v") && strings.Trim(name[1:], "0123456789") == "" {
			name = path.Base(path.Dir(p))
		}
		s.checked[p] = types.NewPackage(p, name)
		s.checked[p].MarkComplete()
		return s.checked[p], nil
	}
	conf := types.Config{Importer: s, Error: func(error) {}}
	pkg, _ := conf.Check(p, s.fset, s.files[p], s.info)
	s.checked[p] = pkg
	for _, f := range s.files[p] {
		for _, d := range f.Decls {
			if d, ok := d.(*ast.FuncDecl); ok {
				key := p + "." + d.Name.Name
				s.named[key] = append(s.named[key], s.info.Defs[d.Name])
			}
		}
	}
	return pkg, nil
}
