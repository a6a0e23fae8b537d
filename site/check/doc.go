// Package check looks at the finished site, file by file, as a browser and its
// readers will get it: does every address lead somewhere, is every page
// complete, does nothing come from another host.
//
// In goes each file of the site, once, as a path and its bytes; out come
// diagnostics at their place in the output, and the addresses on other sites
// that pages link to. The package does not know how the site was made, so it
// finds the mistakes of templates as well as those of authors. It keeps no file:
// of a page it remembers the ids, the title and the distinct addresses.
//
// It writes nothing, and asks the network only in CheckExternal.
package check
