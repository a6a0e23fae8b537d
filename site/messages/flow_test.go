package messages

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// object returns the texts that may be in a variable, field or parameter.
func (s *source) object(o types.Object) []text {
	if s.busy[o] {
		return nil
	}
	s.busy[o] = true
	defer delete(s.busy, o)
	var out []text
	for _, f := range s.flows[o] {
		out = append(out, s.eval(f)...)
	}
	return out
}

// eval returns the texts that an expression may have as its value.
func (s *source) eval(f flow) []text {
	e := ast.Unparen(f.expr)
	if v := s.info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return []text{s.text(escapePercent(constant.StringVal(v)), e)}
	}
	var out []text
	switch e := e.(type) {
	case *ast.BasicLit:
		if v, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return []text{s.text(escapePercent(v), e)}
		}
	case *ast.Ident:
		if e.Name != "err" { // what it says is never ours
			out = s.object(s.info.ObjectOf(e))
		}
	case *ast.SelectorExpr:
		out = s.object(s.info.ObjectOf(e.Sel))
	case *ast.IndexExpr:
		out = s.eval(flow{expr: e.X})
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			out = append(out, s.eval(flow{expr: elt})...)
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return s.join(e)
		}
	case *ast.CallExpr:
		out = s.value(e, f.result)
	}
	if len(out) == 0 {
		return []text{s.text(unknown, e)}
	}
	for i, t := range out {
		if t.format != "" && !hasWords(t.format) {
			out[i].format = unknown
		}
	}
	return out
}

// part returns the texts of a part of a longer text. One that is not known in
// all cases is data.
func (s *source) part(e ast.Expr) []text {
	list := s.eval(flow{expr: e})
	if i := slices.IndexFunc(list, func(t text) bool { return t.format == unknown }); i >= 0 {
		return list[i : i+1]
	}
	return list
}

// join returns the texts that a concatenation may have as its value.
func (s *source) join(e *ast.BinaryExpr) []text {
	var out []text
	right := s.part(e.Y)
	for _, l := range s.part(e.X) {
		for _, r := range right {
			out = append(out, s.text(l.format+r.format, e))
		}
	}
	return out
}

// value returns the texts that a call may return as its n'th result.
func (s *source) value(c *ast.CallExpr, n int) []text {
	if sel, ok := c.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Sprintf" {
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == "fmt" {
			return s.sprintf(c, 0)
		}
	}
	if id, ok := c.Fun.(*ast.Ident); ok && id.Name == "string" && len(c.Args) == 1 {
		return s.eval(flow{expr: c.Args[0]})
	}
	f := s.callees[c]
	if f == nil || s.busy[f] {
		return nil
	}
	s.busy[f] = true
	defer delete(s.busy, f)
	var out []text
	for _, r := range s.returns[f] {
		if n < len(r) {
			out = append(out, s.eval(r[n])...)
		}
	}
	return out
}

// sprintf returns the formats that argument i of a call may be; the arguments
// behind it are what is put in.
func (s *source) sprintf(c *ast.CallExpr, i int) []text {
	if len(c.Args) <= i {
		return nil
	}
	format, args := ast.Unparen(c.Args[i]), c.Args[i+1:]
	if id, ok := format.(*ast.Ident); ok && c.Ellipsis.IsValid() {
		f := s.owner[s.info.ObjectOf(id)]
		if f == nil {
			return nil
		}
		params := f.Type().(*types.Signature).Params()
		var out []text
		for k := range params.Len() {
			if params.At(k) != s.info.ObjectOf(id) {
				continue
			}
			for _, call := range s.calls[f] {
				out = append(out, s.sprintf(call, k)...)
			}
		}
		return out
	}
	v := s.info.Types[format].Value
	if v == nil || v.Kind() != constant.String {
		return []text{s.text(unknown, format)}
	}
	t := s.text(constant.StringVal(v), format)
	if t.format == "%s" || t.format == "%v" {
		return s.eval(flow{expr: args[0]})
	}
	f := parseFormat(t.format)
	if !hasWords(t.format) {
		return s.frame(f, format, args)
	}
	for k, v := range f.verbs {
		if v.loose() && k < len(args) {
			s.args = append(s.args, argument{t.format, k, args[k]})
		}
	}
	return []text{t}
}

// frame puts the arguments into a format that has no words of its own, such as
// "%s %s %s", so that whole sentences are translated.
func (s *source) frame(f format, at ast.Expr, args []ast.Expr) []text {
	out := []text{s.text(escapePercent(f.literals[0]), at)}
	for k, v := range f.verbs {
		parts := []text{{format: "%" + string(v.letter)}}
		if v.loose() && k < len(args) {
			parts = s.part(args[k])
		}
		var longer []text
		for _, l := range out {
			for _, p := range parts {
				longer = append(longer, text{format: l.format + p.format + escapePercent(f.literals[k+1]), at: l.at})
			}
		}
		out = longer
	}
	out = slices.DeleteFunc(out, func(t text) bool { return !hasWords(t.format) })
	return out
}

func (s *source) text(format string, e ast.Expr) text {
	t := text{format: format, at: s.fset.Position(e.Pos())}
	if format == unknown {
		t.expr = types.ExprString(e)
	}
	return t
}

func escapePercent(s string) string { return strings.ReplaceAll(s, "%", "%%") }

// hasWords reports whether a format holds more than verbs and signs.
func hasWords(format string) bool {
	return strings.ContainsFunc(verbForm.ReplaceAllString(format, ""), unicode.IsLetter)
}
