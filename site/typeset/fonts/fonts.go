// Package fonts embeds the typeface that documents are set in: Source Sans 3,
// version 3.052, unmodified, under the SIL Open Font License 1.1 (LICENSE.md). It
// is no part of the theme's assets, for no page of the site uses it.
package fonts

import _ "embed"

// The faces, TrueType files.
var (
	//go:embed SourceSans3-Regular.ttf
	Regular []byte
	//go:embed SourceSans3-Semibold.ttf
	Semibold []byte
	//go:embed SourceSans3-It.ttf
	Italic []byte
)
