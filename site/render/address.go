package render

import (
	"strings"

	"opas/site/model"
)

// Addresses in pages are relative and end in a file's name: a page then works
// from a server, below any path, from a zip and from a shared folder, where no
// server turns "kanavat/" into "kanavat/index.html".

// up returns the way from a page at depth folders below the root to the root.
func up(depth int) string { return strings.Repeat("../", depth) }

func depth(url string) int { return strings.Count(url, "/") }

// relative returns the shortest address of a file of the output, as seen from
// the folder url, which ends in a slash.
func relative(url, file string) string {
	common := 0
	for i := 0; i < len(url) && i < len(file) && url[i] == file[i]; i++ {
		if url[i] == '/' {
			common = i + 1
		}
	}
	return up(depth(url[common:])) + file[common:]
}

// address returns the address of a page's target as seen from the page.
func (r *Renderer) address(p *model.Page, t model.Target) string {
	switch {
	case t.Media != nil:
		return relative(p.URL, t.Media.Path)
	case t.Page == nil:
		return ""
	case t.Page == p && t.Anchor != "":
		return "#" + t.Anchor
	case t.Anchor != "":
		return relative(p.URL, t.Page.File()) + "#" + t.Anchor
	}
	return relative(p.URL, t.Page.File())
}
