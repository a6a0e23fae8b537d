// Package assets makes a theme's style sheets, scripts, images and fonts ready
// to publish.
//
// What enters is a folder of files. What leaves is a Manifest: files named for
// their own bytes, so that a server may let browsers keep them for ever, all
// flat in the folder Dir of the output, so that what one file says of another is
// a bare name and holds on a domain, under a sub-path and from file://.
//
// A file is rewritten first, then minified, then named:
//
//   - Scripts and SVG images are minified. All other files are copied.
//   - A script takes in the scripts that it imports for their effects at its head:
//     import "./part.js"; A script that another one imports is not published
//     itself. Modules, with names that go in and out, are not known: browsers do not
//     load them from a folder (file://).
//   - A style sheet takes in the sheets that it imports, with their layers and
//     conditions, as CSS Cascading and Inheritance Level 5, section 2, gives
//     them meaning. Its url() and image-set() get the published names of the
//     files they point to. A sheet that another one imports is a part of that
//     one and is not published itself.
//
// Hidden files, Go files and names that end in "~" are passed over. Everything
// else is the author's, and what is wrong in it is a diagnostic: a file that is
// absent, an address on another host, a cycle of imports, broken syntax.
//
// The package must not write files, and knows nothing of pages.
package assets
