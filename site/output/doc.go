// Package output holds the finished site and puts it into a folder.
//
// What enters is a Set: slash paths, each with a function that makes the bytes
// of that file. What leaves is a folder that holds exactly those files, and a
// manifest, ".opas", that lists them. No other package writes there.
//
// Writing has two steps, so that a mistake found while the site is made leaves
// what is published untouched: Stage makes every file and keeps those that
// differ aside, Commit renames them into place, a new folder as a whole. The
// owner of the output folder is safe from us: one that holds a file which the
// manifest does not list is refused.
//
// The package must not know what the files mean; whether they are right is for
// the function that Stage is given to look at them.
package output
