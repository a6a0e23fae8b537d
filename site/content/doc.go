// Package content reads a guide's sources: site.yaml, the languages with their
// ui.yaml, the Markdown pages with their front matter, and hashtags.yaml.
//
// What enters is an fs.FS whose root is the content folder; what leaves is
// typed and immutable: a Config, a Language for each language and a Source for
// each page, paired across languages by Key. Every mistake of an author is a
// diagnostic, and so is a file that can't be read. The package must not know of
// addresses, navigation or HTML pages.
//
// A Reader keeps what it has read: it looks at the tree anew on every Read, but
// opens only files whose stat has changed, and parses only bytes it has not
// seen. The result is that of a new Reader.
package content
