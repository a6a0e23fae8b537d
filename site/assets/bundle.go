package assets

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// importRule reads an @import, without its semicolon. It returns nil if the rule
// is wrong.
func (s *scanner) importRule(toks []token) *importRule {
	at := toks[0].at
	i := next(toks, 1)
	switch {
	case s.depth > 0:
		s.errorAt(s.name, at, "move it to the top of the file", "@import within a block")
		return nil
	case s.rules:
		s.errorAt(s.name, at, "move it to the top of the file: browsers pass it over here", "@import after other rules")
		return nil
	case i == len(toks) || toks[i].TokenType != css.StringToken && toks[i].TokenType != css.URLToken:
		s.errorAt(s.name, at, `write @import "file.css";`, "@import without a file")
		return nil
	}
	address := tokenAddress(toks[i])
	name, _, ok := s.locate(s.name, toks[i].at, address)
	if !ok {
		return nil
	}
	if kindOf(name) != styleSheet {
		s.errorAt(s.name, toks[i].at, "", "@import of a file that is not a style sheet: %q", address)
		return nil
	}
	rule := conditions(toks, i+1)
	rule.at, rule.name = toks[i].at, name
	return rule
}

// conditions reads what follows the address of an @import, from token i on:
// [layer | layer(name)] [supports(condition)] [media].
func conditions(toks []token, i int) *importRule {
	rule := &importRule{}
	if i = next(toks, i); i < len(toks) && toks[i].TokenType == css.IdentToken && bytes.EqualFold(toks[i].text, []byte("layer")) {
		rule.layered = true
		i++
	} else if content, after, ok := argument(toks, i, "layer("); ok {
		rule.layered, rule.layer, i = true, content, after
	}
	i = next(toks, i)
	if content, after, ok := argument(toks, i, "supports("); ok {
		rule.supports, i = content, after
	}
	rule.media = text(toks[i:])
	return rule
}

// argument returns what stands between the brackets of the function that token
// i opens, if it is the one named, and where it ends.
func argument(toks []token, i int, name string) (content string, after int, ok bool) {
	if i == len(toks) || !bytes.EqualFold(toks[i].text, []byte(name)) {
		return "", i, false
	}
	depth := 1
	for after = i + 1; depth > 0; after++ {
		switch toks[after].TokenType {
		case css.FunctionToken, css.LeftParenthesisToken:
			depth++
		case css.RightParenthesisToken:
			depth--
		}
	}
	return text(toks[i+1 : after-1]), after, true
}

// text joins tokens, without comments and outer space.
func text(toks []token) string {
	var b strings.Builder
	for _, t := range toks {
		if t.TokenType == css.CommentToken {
			b.WriteByte(' ')
		} else {
			b.Write(t.text)
		}
	}
	return strings.TrimSpace(b.String())
}

// publishSheets bundles, minifies and publishes the sheets that no other one
// imports.
func (b *builder) publishSheets() {
	names := slices.Sorted(maps.Keys(b.sheets))
	imported := map[string]bool{}
	done := map[string]bool{}
	for _, name := range names {
		b.breakCycles(name, nil, done, b.sheetImports)
	}
	for _, name := range names {
		for _, place := range b.sheetImports(name) {
			imported[(*place).name] = true
		}
	}
	sound := len(b.diags) == 0 // otherwise nothing will be published
	for _, name := range names {
		if imported[name] {
			continue
		}
		data := b.bundle(nil, b.sheets[name])
		if sound {
			data = b.minify(name, data)
		}
		b.publish(name, data)
	}
}

// sheetImports returns where the imports of a sheet stand.
func (b *builder) sheetImports(name string) []**importRule {
	var out []**importRule
	for i := range b.sheets[name].cuts {
		if place := &b.sheets[name].cuts[i].rule; *place != nil {
			out = append(out, place)
		}
	}
	return out
}

// breakCycles reports the imports that lead back to a file of the way to name, and
// forgets them. imports gives the imports of a file where they stand.
func (b *builder) breakCycles(name string, way []string, done map[string]bool, imports func(name string) []**importRule) {
	if done[name] {
		return
	}
	way = append(way, name)
	for _, place := range imports(name) {
		rule := *place
		if start := slices.Index(way, rule.name); start >= 0 {
			b.errorAt(name, rule.at, "remove one of these imports", "import cycle: %s", strings.Join(append(slices.Clone(way[start:]), rule.name), " → "))
			*place = nil
			continue
		}
		b.breakCycles(rule.name, way, done, imports)
	}
	done[name] = true
}

// bundle appends a sheet to dst with all that it imports.
func (b *builder) bundle(dst []byte, s *sheet) []byte {
	at := 0
	for _, c := range s.cuts {
		dst = append(dst, s.src[at:c.start]...)
		dst = append(dst, c.text...)
		if c.rule != nil {
			dst = c.rule.wrap(dst, b.bundle(nil, b.sheets[c.rule.name]))
		}
		at = c.end
	}
	return append(dst, s.src[at:]...)
}

// wrap appends the content of an imported sheet under the rule's conditions.
func (r *importRule) wrap(dst, content []byte) []byte {
	empty := true
	for t := range tokens(content) {
		if !t.blank() {
			empty = false
			break
		}
	}
	if empty && !r.layered {
		return dst
	}
	closing := "\n"
	if r.media != "" {
		dst = append(dst, "@media "+r.media+"{"...)
		closing += "}"
	}
	if r.supports != "" {
		dst = append(dst, "@supports ("+r.supports+"){"...)
		closing += "}"
	}
	switch {
	case empty && r.layer != "":
		// As a statement: the minifier drops an empty block, and with it the
		// layer's place in the order.
		dst = append(dst, "@layer "+r.layer+";"...)
	case r.layered:
		dst = append(dst, "@layer "+r.layer+"{"...)
		closing += "}"
	}
	dst = append(dst, content...)
	return append(dst, closing+"\n"...)
}
