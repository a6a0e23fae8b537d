package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"opas/site/markdown/callout"
)

// calloutOptions tie the callouts to the page that they are written to.
var calloutOptions = callout.Options{
	Kinds: []string{"note", "tip", "warning", "important"},
	Icon: func(w util.BufWriter, kind string) {
		w.(*page).hole(hole{kind: holeIcon, name: kind})
	},
	Word: func(w util.BufWriter, kind string) {
		w.(*page).word(WordCallout + Word(kind))
	},
	Plain: func(w util.BufWriter, title ast.Node) {
		p := w.(*page)
		p.out = appendEscaped(p.out, p.plainText(title))
	},
	Begin: func(w util.BufWriter) { w.(*page).set.begin() },
	Mistake: func(w util.BufWriter, offset int, hint, message string) {
		w.(*page).errorf(offset, hint, "%s", message)
	},
}
