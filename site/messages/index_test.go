package messages

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// index takes note of where the values of a file go.
func (s *source) index(pkg string, file *ast.File) {
	var within []ast.Node // functions around
	var stack []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if len(within) > 0 && within[len(within)-1] == last {
				within = within[:len(within)-1]
			}
			return true
		}
		stack = append(stack, n)
		switch n := n.(type) {
		case *ast.FuncDecl:
			within = append(within, n)
			s.parameters(s.info.Defs[n.Name], n.Type)
		case *ast.FuncLit:
			within = append(within, n)
		case *ast.AssignStmt:
			s.assign(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			var names []ast.Expr
			for _, name := range n.Names {
				names = append(names, name)
			}
			s.assign(names, n.Values)
		case *ast.RangeStmt:
			if n.Value != nil {
				s.store(s.target(n.Value), flow{expr: n.X})
			}
		case *ast.CompositeLit:
			s.literal(n)
		case *ast.CallExpr:
			s.call(pkg, n)
		case *ast.ReturnStmt:
			if f, ok := within[len(within)-1].(*ast.FuncDecl); ok {
				s.result(s.info.Defs[f.Name], f.Type, n)
			}
		}
		return true
	})
}

func (s *source) parameters(f types.Object, t *ast.FuncType) {
	for _, field := range t.Params.List {
		for _, name := range field.Names {
			s.owner[s.info.Defs[name]] = f
		}
	}
}

// target returns the variable or field that an assignment to an expression
// changes; an element of a container is not told from the others.
func (s *source) target(e ast.Expr) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return s.info.ObjectOf(e)
	case *ast.SelectorExpr:
		return s.info.ObjectOf(e.Sel)
	case *ast.IndexExpr:
		return s.target(e.X)
	case *ast.StarExpr:
		return s.target(e.X)
	}
	return nil
}

func (s *source) store(to types.Object, f flow) {
	if to == nil {
		return
	}
	s.flows[to] = append(s.flows[to], f)
	if lit, ok := ast.Unparen(f.expr).(*ast.FuncLit); ok {
		s.lits[to] = append(s.lits[to], lit)
	}
}

func (s *source) assign(to, from []ast.Expr) {
	for i, e := range to {
		switch {
		case len(from) == len(to):
			s.store(s.target(e), flow{expr: from[i]})
		case len(from) == 1:
			s.store(s.target(e), flow{from[0], i})
		}
	}
}

// literal stores the values of a struct in its fields.
func (s *source) literal(lit *ast.CompositeLit) {
	t := s.info.TypeOf(lit)
	if t == nil {
		return
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			s.store(s.info.ObjectOf(kv.Key.(*ast.Ident)), flow{expr: kv.Value})
		} else if i < st.NumFields() {
			s.store(st.Field(i), flow{expr: e})
		}
	}
}

// call stores the arguments of a call in the parameters.
func (s *source) call(pkg string, c *ast.CallExpr) {
	f := s.callee(pkg, c)
	if f == nil {
		return
	}
	s.callees[c] = f
	s.calls[f] = append(s.calls[f], c)
	sig, ok := f.Type().Underlying().(*types.Signature)
	if _, decl := f.(*types.Func); !ok || !decl {
		return
	}
	for i := range sig.Params().Len() {
		if last := i == sig.Params().Len()-1; i < len(c.Args) && !(last && sig.Variadic()) {
			s.store(sig.Params().At(i), flow{expr: c.Args[i]})
		}
	}
}

// callee returns the function that is called, or the field or variable that
// holds it; nil for one of another module.
func (s *source) callee(pkg string, c *ast.CallExpr) types.Object {
	var name *ast.Ident
	switch fun := ast.Unparen(c.Fun).(type) {
	case *ast.Ident:
		name = fun
	case *ast.SelectorExpr:
		name = fun.Sel
		if x, ok := fun.X.(*ast.Ident); ok {
			if p, ok := s.info.Uses[x].(*types.PkgName); ok && s.files[p.Imported().Path()] == nil {
				return nil
			}
		}
	default:
		return nil
	}
	switch f := s.info.ObjectOf(name).(type) {
	case *types.Func:
		return f.Origin()
	case *types.Var:
		return f
	case nil:
		same := s.named[pkg+"."+name.Name]
		if len(same) == 1 {
			return same[0]
		}
		if lower := strings.ToLower(name.Name); lower == "errorf" || lower == "warnf" || slices.ContainsFunc(same, takesHint) {
			s.t.Errorf("%s: which function %s is called?", s.fset.Position(c.Pos()), name.Name)
		}
	}
	return nil
}

func takesHint(f types.Object) bool {
	for v := range f.Type().(*types.Signature).Params().Variables() {
		if v.Name() == "hint" || v.Name() == "format" {
			return true
		}
	}
	return false
}

// bindLiterals stores the arguments of calls through a field or variable in the
// parameters of the functions it holds.
func (s *source) bindLiterals() {
	for holder, lits := range s.lits {
		for _, lit := range lits {
			i := 0
			for _, field := range lit.Type.Params.List {
				for _, name := range field.Names {
					for _, c := range s.calls[holder] {
						if i < len(c.Args) {
							s.store(s.info.Defs[name], flow{expr: c.Args[i]})
						}
					}
					i++
				}
				i += max(0, 1-len(field.Names))
			}
		}
	}
}

func (s *source) result(f types.Object, t *ast.FuncType, r *ast.ReturnStmt) {
	var list []flow
	switch {
	case t.Results == nil:
		return
	case len(r.Results) == 1 && t.Results.NumFields() > 1:
		for i := range t.Results.NumFields() {
			list = append(list, flow{r.Results[0], i})
		}
	case len(r.Results) == 0:
		for _, field := range t.Results.List {
			for _, name := range field.Names {
				list = append(list, flow{expr: name})
			}
		}
	default:
		for _, e := range r.Results {
			list = append(list, flow{expr: e})
		}
	}
	s.returns[f] = append(s.returns[f], list)
}
