// Package booklet makes the PDF files of a guide: each checklist, the library of
// hashtags, and where site.yaml asks for it the whole guide of a language.
//
// A model.Site enters; entries of an output.Set leave, each made when it is asked
// for. The texts are parsed once more, as blocks: most pages are never printed, so
// nothing is kept of them for it. The package must not know how a document is
// laid out: that is typeset's.
package booklet
