// Package templates embeds the default theme's templates.
package templates

import "embed"

// FS holds base.html, a file for each kind of page, and partials/.
//
//go:embed *.html partials
var FS embed.FS
