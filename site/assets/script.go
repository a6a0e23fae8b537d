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
	imports []*importRule
	small   []byte // minified
}

// scanScript reads the imports of a script, which stand at its head and are for
// effects alone (ECMAScript, 16.2.2: import ModuleSpecifier;). They leave blanks,
// so that all else keeps its place.
func (b *builder) scanScript(name string) *scriptFile {
	src := bytes.Clone(b.data[name])
	f := &scriptFile{name: name, src: src}
	// Cut to its length, so that the lexer copies src to append its end mark.
	lexer := js.NewLexer(parse.NewInputBytes(src[:len(src):len(src)]))
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
				b.errorAt(name, start, `write import "./other.js"; and nothing before the name`, "a script imports others for their effects only")
			} else if other, ok := b.locateScript(name, start, address); ok {
				f.imports = append(f.imports, &importRule{at: start, name: other})
			}
			for i := start; i < place; i++ {
				if src[i] != '\n' {
					src[i] = ' '
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
	other, _, ok := b.locate(name, at, address)
	if ok && kindOf(other) != script {
		b.errorAt(name, at, "", "import of a file that is not a script: %q", address)
		return "", false
	}
	return other, ok
}

// publishScripts publishes the scripts that no other one imports, each behind
// those that it imports.
func (b *builder) publishScripts(names []string) {
	for _, name := range names {
		b.scripts[name] = b.scanScript(name)
		b.scripts[name].small = b.minifyOnce(name, b.scripts[name].src)
	}
	imported := map[string]bool{}
	done := map[string]bool{}
	for _, name := range names {
		b.breakCycles(name, nil, done, b.scriptImports)
	}
	for _, name := range names {
		for _, place := range b.scriptImports(name) {
			imported[(*place).name] = true
		}
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

// scriptImports returns where the imports of a script stand.
func (b *builder) scriptImports(name string) []**importRule {
	var out []**importRule
	for i := range b.scripts[name].imports {
		if place := &b.scripts[name].imports[i]; *place != nil {
			out = append(out, place)
		}
	}
	return out
}

// withImports appends a script to list behind those that it imports, each once.
func (b *builder) withImports(f *scriptFile, list []*scriptFile) []*scriptFile {
	for _, place := range b.scriptImports(f.name) {
		if other := b.scripts[(*place).name]; !slices.Contains(list, other) {
			list = b.withImports(other, list)
		}
	}
	return append(list, f)
}
