// Package render makes the pages of the output: it puts model.Page values
// through the theme's templates and adds what a published site needs beside
// them (the page of search results, the register, the whole guide to print,
// redirects, the not-found pages, sitemap.xml, robots.txt).
//
// A model.Site, Templates and an assets.Manifest enter; entries of an
// output.Set leave, each a pure function that makes one file when it is asked
// for. The package must not read files, and must not decide what a page is
// about: that is the model's.
package render
