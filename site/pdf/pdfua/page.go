package pdfua

import (
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

func (c *checker) checkPage(n int) {
	page, ref, _, err := c.ctx.PageDict(n, false)
	if err != nil || page == nil || ref == nil {
		c.report("7.1", "page %d can't be read: %v", n, err)
		return
	}
	c.checkFonts(page)
	owners := c.array(c.parents[c.number(page, "StructParents")])
	content, err := c.ctx.PageContent(page, n)
	if err != nil {
		c.report("7.1", "page %d: %v", n, err)
		return
	}
	for _, id := range c.markedContent(n, content) {
		if id >= len(owners) {
			c.report("7.1", "page %d: content %d is not in the parent tree", n, id)
			continue
		}
		owner, ok := owners[id].(types.IndirectRef)
		if e := c.byNumber[owner.ObjectNumber.Value()]; !ok || e == nil || !e.content[[2]int{ref.ObjectNumber.Value(), id}] {
			c.report("7.1", "page %d: content %d has no element", n, id)
		}
	}
	annotations := c.array(page["Annots"])
	if len(annotations) > 0 && c.name(page, "Tabs") != "S" {
		c.report("7.18.3", "page %d: the tab order is not that of the structure", n)
	}
	for _, a := range annotations {
		if ref, ok := a.(types.IndirectRef); ok {
			c.checkAnnotation(n, ref)
		}
	}
}

// checkAnnotation wants an annotation in an element of its role, with a text.
func (c *checker) checkAnnotation(page int, ref types.IndirectRef) {
	a := c.dict(ref)
	want, key, clause := "Form", "TU", "7.18.4"
	if c.name(a, "Subtype") == "Link" {
		want, key, clause = "Link", "Contents", "7.18.5"
	}
	if c.text(a, key) == "" {
		c.report(clause, "page %d: %s without %s", page, c.name(a, "Subtype"), key)
	}
	owner, _ := c.parents[c.number(a, "StructParent")].(types.IndirectRef)
	e := c.byNumber[owner.ObjectNumber.Value()]
	if e == nil {
		c.report("7.18.1", "page %d: an annotation is not in the parent tree", page)
		return
	}
	found := 0
	for _, o := range e.objects {
		if o == ref.ObjectNumber.Value() {
			found++
		}
	}
	if e.role != want || found != 1 {
		c.report(clause, "page %d: an annotation in %s, %d times", page, e.role, found)
	}
}

// checkFonts wants fonts that are embedded and can be read out.
func (c *checker) checkFonts(page types.Dict) {
	for name, o := range c.dict(c.dict(page["Resources"])["Font"]) {
		font := c.dict(o)
		if _, ok := font["ToUnicode"]; !ok {
			c.report("7.21.7", "font %s has no Unicode values", name)
		}
		for _, d := range c.array(font["DescendantFonts"]) {
			if _, ok := c.dict(c.dict(d)["FontDescriptor"])["FontFile2"]; !ok {
				c.report("7.21.4", "font %s is not embedded", name)
			}
		}
	}
}

// markedContent returns the numbers of the marked content of a page; whatever is
// shown must be in one, or in an artifact. It reads content as the writer lays it
// out: what begins or ends marked content has a line to itself.
func (c *checker) markedContent(page int, content []byte) []int {
	var ids []int
	open := false
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasSuffix(line, " BMC") || strings.HasSuffix(line, "BDC"):
			if open {
				c.report("7.1", "page %d: marked content within marked content", page)
			}
			open = true
			if _, after, ok := strings.Cut(line, "/MCID "); ok {
				digits, _, _ := strings.Cut(after, ">")
				id, err := strconv.Atoi(digits)
				if err != nil {
					c.report("7.1", "page %d: %q", page, line)
				}
				ids = append(ids, id)
			}
		case line == "EMC":
			open = false
		case !open && line != "":
			c.report("7.1", "page %d: neither tagged nor an artifact: %q", page, line)
		case strings.Contains(line, "[<0000"):
			c.report("7.21.8", "page %d: a character without a glyph", page)
		}
	}
	if open {
		c.report("7.1", "page %d: marked content is not closed", page)
	}
	return ids
}
