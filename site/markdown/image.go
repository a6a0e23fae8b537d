package markdown

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	fast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
)

// images is the extension of pictures and figures.
type images struct{}

// Extend implements goldmark.Extender.
func (e images) Extend(m goldmark.Markdown) { renders(m, e) }

// RegisterFuncs implements renderer.NodeRenderer.
func (images) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindImage, on(renderImage))
}

func renderImage(p *page, n *ast.Image, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	if !p.addImage(n) {
		return ast.WalkSkipChildren
	}
	last := len(p.doc.Images) - 1
	p.out = append(p.out, "<img "...)
	p.hole(hole{kind: holePicture, index: last})
	p.attribute("alt", p.doc.Images[last].Alt)
	if len(n.Title) > 0 && figureOf(n.Parent()) == nil {
		p.title(n.Title, n.Pos())
	}
	p.out = append(p.out, ` loading="lazy" decoding="async">`...)
	return ast.WalkSkipChildren
}

// addImage lists an image; false if its address is a mistake.
func (p *page) addImage(n *ast.Image) bool {
	p.set.see(mark)
	alt := p.plainText(n)
	p.checkAlt(n, alt)
	p.useReference(n.Reference)
	src := decodePercent(strings.TrimSpace(p.unescape(n.Destination, n.Pos())))
	if !p.checkSource(src, n.Pos()) {
		return false
	}
	p.doc.Images = append(p.doc.Images, Image{Src: src, Alt: alt, Pos: p.pos(n.Pos())})
	return true
}

// checkAlt adds what is wrong with an alternative text.
func (p *page) checkAlt(n *ast.Image, alt string) {
	if alt == "" {
		p.errorf(n.Pos(), "write what the picture shows in the brackets: ![a path in a forest](path.jpg)",
			"image without alternative text")
	}
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || c == ast.Node(n) {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Link, *ast.AutoLink, *ast.Image, *fast.FootnoteLink:
			p.errorf(n.Pos(), "put links and footnotes after the image", "alternative text with a link")
			return ast.WalkStop, nil
		case *ast.RawHTML:
			renderRawHTML(p, c, true)
		}
		return ast.WalkContinue, nil
	})
}

// checkSource reports whether an image can be shown, and adds what is wrong. A
// page asks no other site for anything.
func (p *page) checkSource(src string, at int) bool {
	if schemeOf(src) != "" || strings.HasPrefix(src, "//") || strings.HasPrefix(src, "#") {
		p.errorf(at, "save the image in the project and name its file", "image that is not a file: %q", clip([]byte(src)))
		return false
	}
	return p.checkPath("image", src, at)
}

// figureOf returns the image that makes a figure of a paragraph: it has a title
// and is alone there.
func figureOf(n ast.Node) *ast.Image {
	img, ok := n.FirstChild().(*ast.Image)
	if !ok || len(img.Title) == 0 {
		return nil
	}
	if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
		return nil
	}
	for c := img.NextSibling(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && t.Segment.IsEmpty() || c.Kind() == kindAttributes {
			continue // the end of the line before the attributes
		}
		return nil
	}
	return img
}

// caption writes an image's title as the caption of its figure.
func (p *page) caption(n *ast.Image) {
	p.out = append(p.out, "<figcaption>"...)
	p.out = p.apart(p.out, n.Title, n.Pos())
	p.out = append(p.out, "</figcaption>"...)
}
