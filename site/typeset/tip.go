package typeset

import (
	"cmp"
	"strings"
	"unicode"

	"opas/site/block"
	"opas/site/pdf"
)

// tip is what a screen reader says of a field, and its language.
type tip struct{ text, lang string }

// taskTip returns the tip of a task: what its pictures show up to its first paragraph,
// and that; else its first text of another kind, or its name.
func (s *setter) taskTip(it *block.Item) tip {
	var pictures tip
	for _, b := range it.Blocks {
		switch b := b.(type) {
		case *block.Image:
			pictures = s.together(pictures, " ", tip{flat(b.Alt), cmp.Or(b.Lang, s.lang)})
			continue
		case *block.Paragraph:
			if t := s.textTip(b.Text, cmp.Or(b.Lang, s.lang)); t.text != "" {
				return s.together(pictures, " ", t)
			}
		}
		if pictures.text != "" {
			return pictures
		}
		for _, runs := range block.Texts(b) {
			if t := s.textTip(runs, s.lang); t.text != "" {
				return t
			}
		}
	}
	if pictures.text == "" {
		return tip{it.Task.Name, s.lang}
	}
	return pictures
}

// fieldTip returns the tip of a field: its label, else its name. Of several tasks,
// each may have a field such as "Now", so that of the task around comes first.
func (s *setter) fieldTip(b *block.Field) tip {
	t := s.textTip(b.Label, s.lang)
	t.text = cmp.Or(t.text, b.Name)
	task, between := tip{briefly(s.task.text), s.task.lang}, ": "
	if strings.TrimRight(task.text, ".:!?…") != task.text {
		between = " "
	}
	return s.together(task, between, t)
}

// textTip returns runs as a tip; lang is the language around them.
func (s *setter) textTip(runs []block.Run, lang string) tip {
	return tip{plain(runs), cmp.Or(commonLang(runs), lang)}
}

// together returns two tips as one. Where their languages differ it is in that of the
// text around.
func (s *setter) together(a tip, between string, b tip) tip {
	switch {
	case a.text == "":
		return b
	case b.text == "":
		return a
	case a.lang != b.lang:
		a.lang = s.lang
	}
	return tip{a.text + between + b.text, a.lang}
}

// markLang makes a language that of an element, where it is not that around.
func (s *setter) markLang(e *pdf.Element, lang string) {
	if lang != s.lang {
		e.Lang = lang
	}
}

// commonLang returns the language that all words of runs are marked as, "" where
// there is none such.
func commonLang(runs []block.Run) string {
	lang, first := "", true
	for _, r := range runs {
		if beside(r) || !strings.ContainsFunc(r.Text, unicode.IsLetter) {
			continue
		}
		if !first && r.Lang != lang {
			return ""
		}
		lang, first = r.Lang, false
	}
	return lang
}

// beside tells whether a run is no part of what its text is called.
func beside(r block.Run) bool { return r.Aside || r.Note != "" }
