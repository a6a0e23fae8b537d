// Package assets embeds the default theme's assets.
package assets

import "embed"

// FS holds css/, js/ and images/.
//
//go:embed css js images
var FS embed.FS
