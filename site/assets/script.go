package assets

import (
	"bytes"
	"slices"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// scriptFile is a script and what it imports.
type scriptFile struct {
	name    string
	src     []byte // without its imports
	imports []scriptImport
	small   []byte // minified
}

// scriptImport is an import whose file is there.
type scriptImport struct {
	at   int // its place in the script
	name string
}

// scanScript reads the imports of a script, which stand at its head and are for
// effects alone (ECMAScript, 16.2.2: import ModuleSpecifier;). They leave blanks,
// so that all else keeps its place.
func (b *builder) scanScript(name string) *scriptFile {
	src := bytes.Clone(b.data[name])
	f := &scriptFile{name: name, src: src}
	// The lexer writes behind its input.
	lexer := js.NewLexer(parse.NewInputBytes(bytes.Clone(src)))
	start := -1 // of the import at hand
	address, more := "", 0
	for at := 0; ; {
		kind, text := lexer.Next()
		place := at
		at += len(text)
		switch {
		case start < 0 && kind == js.ImportToken:
			start, address, more = place, "", 0
		case kind == js.WhitespaceToken || kind == js.CommentToken || kind == js.CommentLineTerminatorToken:
		case start >= 0 && (kind == js.SemicolonToken || kind == js.LineTerminatorToken || kind == js.ErrorToken):
			if address == "" || more > 0 {
				b.errorf(name, position(src, start), `write import "./other.js"; and nothing before the name`, "a script imports others for their effects only")
			} else if other, ok := b.locateScript(name, start, address); ok {
				f.imports = append(f.imports, scriptImport{start, other})
			}
			for i := start; i < place; i++ {
				if src[i] != '\n' {
					f.src[i] = ' '
				}
			}
			start = -1
			if kind == js.ErrorToken {
				return f
			}
		case start >= 0 && address == "" && more == 0 && (kind == js.OpenParenToken || kind == js.DotToken):
			return f // an expression
		case start >= 0 && kind == js.StringToken && address == "":
			address = string(text[1 : len(text)-1])
		case start >= 0:
			more++
		case kind == js.StringToken || kind == js.SemicolonToken || kind == js.LineTerminatorToken: // "use strict"
		default:
			return f
		}
	}
}

// locateScript returns the asset that an import at an offset of a script means.
func (b *builder) locateScript(name string, at int, address string) (string, bool) {
	s := &scanner{builder: b, sheet: &sheet{name: name, src: b.data[name]}}
	other, _, ok := s.locate(at, address)
	if ok && kindOf(other) != script {
		s.errorAt(at, "", "import of a file that is not a script: %q", address)
		return "", false
	}
	return other, ok
}

// publishScripts publishes the scripts that no other one imports, each behind
// those that it imports.
func (b *builder) publishScripts(names []string) {
	imported := map[string]bool{}
	for _, name := range names {
		f := b.scanScript(name)
		b.scripts[name] = f
		f.small = b.minifyOnce(name, f.src)
		for _, i := range f.imports {
			imported[i.name] = true
		}
	}
	for _, name := range names {
		b.checkCycle(b.scripts[name], nil)
	}
	for _, name := range names {
		if imported[name] {
			b.m.parts[name] = b.scripts[name].small
			continue
		}
		var data []byte
		for i, part := range b.withImports(b.scripts[name], nil) {
			if i > 0 {
				data = append(data, ";\n"...) // a part may end without, and the next begin with a bracket
			}
			data = append(data, part.small...)
		}
		b.publish(name, data)
	}
}

// withImports appends a script to list behind those that it imports, each once.
func (b *builder) withImports(f *scriptFile, list []*scriptFile) []*scriptFile {
	for _, i := range f.imports {
		if other := b.scripts[i.name]; !slices.Contains(list, other) {
			list = b.withImports(other, list)
		}
	}
	return append(list, f)
}

// checkCycle reports the imports that lead back to a script of the way to f, and
// forgets them.
func (b *builder) checkCycle(f *scriptFile, way []string) {
	way = append(way, f.name)
	f.imports = slices.DeleteFunc(f.imports, func(i scriptImport) bool {
		start := slices.Index(way, i.name)
		if start >= 0 {
			b.reportCycle(f.name, position(f.src, i.at), append(slices.Clone(way[start:]), i.name))
			return true
		}
		b.checkCycle(b.scripts[i.name], way)
		return false
	})
}
