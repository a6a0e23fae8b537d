package render

import (
	"reflect"
	"slices"
	"sync"
)

// functions are those that a template may call.
var functions = []string{
	"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf", "println", "slice", "urlquery",
}

// fieldsOf returns the names of what a template may ask of a view, or of a part of
// one, by its type as the package names it.
func fieldsOf(name string) []string {
	return viewTypes()[name]
}

// viewTypes are the types of all views and their parts, with the names that they have.
var viewTypes = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, kind := range slices.Concat(framed, whole) {
		addType(out, reflect.TypeOf(sample(kind)))
	}
	addType(out, reflect.TypeOf(sampleNav))
	addType(out, reflect.TypeOf(sampleSearch))
	return out
})

func addType(out map[string][]string, t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer:
		addType(out, t.Elem())
		out[t.String()] = out[t.Elem().String()]
	case reflect.Slice, reflect.Array, reflect.Map:
		addType(out, t.Elem())
	case reflect.Struct:
		if _, ok := out[t.String()]; ok {
			return
		}
		var names []string
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous {
				names = append(names, f.Name)
			}
		}
		out[t.String()] = names
		for i := range t.NumField() {
			addType(out, t.Field(i).Type)
		}
	}
}
