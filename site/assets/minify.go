package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/parse/v2"

	"opas/site/diag"
)

// kind is what is done with a file.
type kind uint8

const (
	plain kind = iota // copied
	styleSheet
	script
	drawing
)

func kindOf(name string) kind {
	switch strings.ToLower(path.Ext(name)) {
	case ".css":
		return styleSheet
	case ".js", ".mjs":
		return script
	case ".svg":
		return drawing
	}
	return plain
}

// minifyOnce returns what minify does, from memory where it was all right.
func (b *builder) minifyOnce(name string, data []byte) []byte {
	if kindOf(name) == plain {
		return data
	}
	key := sha256.Sum256(append([]byte{byte(kindOf(name))}, data...))
	small, ok := b.known[key]
	if !ok {
		before := len(b.diags)
		if small = b.minify(name, data); len(b.diags) > before {
			return small
		}
	}
	b.minified[key] = small
	return small
}

// minify returns the file's bytes minified, or as they are if it is of a plain
// kind or broken; then it is reported.
func (b *builder) minify(name string, data []byte) []byte {
	var f minify.MinifierFunc
	switch kindOf(name) {
	case styleSheet:
		return squeeze(data)
	case script:
		f = js.Minify
	case drawing:
		if !b.wellFormed(name, data) {
			return data
		}
		f = svg.Minify
	default:
		return data
	}
	m := minify.New()
	m.AddFunc("text/css", squeezeStyle)
	var out bytes.Buffer
	// The minifier changes its input, so it must get a reader that it copies.
	err := f(m, &out, bytes.NewReader(data), nil)
	if err == nil {
		return out.Bytes()
	}
	var syntax *parse.Error
	if errors.As(err, &syntax) {
		b.errorf(name, diag.Pos{Line: syntax.Line, Col: syntax.Column}, "", "%s", syntax.Message)
	} else {
		b.errorf(name, diag.Pos{}, "", "%v", err)
	}
	return data
}

// wellFormed reports an SVG that is not well-formed XML; the minifier would let
// it pass, and browsers would show nothing.
func (b *builder) wellFormed(name string, data []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		_, err := d.Token()
		if err == nil {
			continue
		}
		if errors.Is(err, io.EOF) {
			return true
		}
		message := err.Error()
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			message = syntax.Msg
		}
		b.errorf(name, diag.PosAt(data, int(d.InputOffset())), "", "%s", message)
		return false
	}
}
