// Package pdfua checks finished PDF files, for tests: a file enters, what is
// wrong with it leaves. It reads with a library that is not ours, so that a
// mistake of the writer is not repeated by its judge. It has the rules of
// ISO 14289-1 that can be broken by what this generator writes, by the names of
// their clauses; it is no proof that a file conforms.
package pdfua

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Check returns what is wrong with a file: as a PDF, or by the rules of PDF/UA.
func Check(data []byte) []string {
	ctx, err := read(data)
	if err != nil {
		return []string{err.Error()}
	}
	return checkContext(ctx)
}

// Structure returns the structure tree, an element a line, each indented below
// its parent: role, attributes, and how many pieces of content it has.
func Structure(data []byte) (string, error) {
	ctx, err := read(data)
	if err != nil {
		return "", err
	}
	c := newChecker(ctx)
	var b strings.Builder
	var write func(e *element, depth int)
	write = func(e *element, depth int) {
		b.WriteString(strings.Repeat("  ", depth) + e.String() + "\n")
		for _, k := range e.kids {
			write(k, depth+1)
		}
	}
	if c.root != nil {
		write(c.root, 0)
	}
	return b.String(), nil
}

// read reads a file by the strict rules of the library.
func read(data []byte) (*model.Context, error) {
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	ctx, err := api.ReadAndValidate(bytes.NewReader(data), conf)
	if err != nil {
		return nil, fmt.Errorf("not a valid PDF: %w", err)
	}
	return ctx, nil
}

func checkContext(ctx *model.Context) []string {
	c := newChecker(ctx)
	c.checkCatalog()
	c.checkMetadata()
	if c.root != nil {
		c.checkElement(c.root, nil)
		c.checkHeadings()
	}
	for n := 1; n <= ctx.PageCount; n++ {
		c.checkPage(n)
	}
	return c.problems
}

// checker gathers the problems of one file.
type checker struct {
	ctx      *model.Context
	catalog  types.Dict
	root     *element // of the structure tree's one element
	byNumber map[int]*element
	parents  map[int]types.Object
	headings []int
	ids      map[string]bool
	problems []string
}

func newChecker(ctx *model.Context) *checker {
	c := &checker{ctx: ctx, byNumber: map[int]*element{}, parents: map[int]types.Object{}, ids: map[string]bool{}}
	catalog, err := ctx.Catalog()
	if err != nil {
		c.report("7.1", "no catalogue: %v", err)
	}
	c.catalog = catalog
	c.readStructure()
	return c
}

func (c *checker) report(clause, format string, args ...any) {
	c.problems = append(c.problems, clause+": "+fmt.Sprintf(format, args...))
}

// dict returns an object as a dictionary, nil if it is none.
func (c *checker) dict(o types.Object) types.Dict {
	o, err := c.ctx.Dereference(o)
	if err != nil {
		return nil
	}
	switch d := o.(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	}
	return nil
}

// array returns an object as an array; what is none is its only member.
func (c *checker) array(o types.Object) types.Array {
	o, err := c.ctx.Dereference(o)
	if err != nil || o == nil {
		return nil
	}
	if a, ok := o.(types.Array); ok {
		return a
	}
	return types.Array{o}
}

// text returns an entry as text, "" if it is missing.
func (c *checker) text(d types.Dict, key string) string {
	o, ok := d.Find(key)
	if !ok {
		return ""
	}
	s, err := c.ctx.DereferenceText(o)
	if err != nil {
		return ""
	}
	return s
}

func (c *checker) name(d types.Dict, key string) string {
	if n := d.NameEntry(key); n != nil {
		return *n
	}
	return ""
}

func (c *checker) number(d types.Dict, key string) int {
	if n := d.IntEntry(key); n != nil {
		return *n
	}
	return -1
}

func isTrue(d types.Dict, key string) bool {
	b := d.BooleanEntry(key)
	return b != nil && *b
}

func (c *checker) checkCatalog() {
	if c.text(c.catalog, "Lang") == "" {
		c.report("7.2", "the file has no language")
	}
	if mark := c.dict(c.catalog["MarkInfo"]); !isTrue(mark, "Marked") {
		c.report("7.1", "the file does not say that it is tagged")
	}
	if view := c.dict(c.catalog["ViewerPreferences"]); !isTrue(view, "DisplayDocTitle") {
		c.report("7.1", "the title is not shown")
	}
	if c.root == nil {
		c.report("7.1", "no structure tree")
	}
	for _, f := range c.array(c.dict(c.catalog["AcroForm"])["Fields"]) {
		if field := c.dict(f); field != nil && c.text(field, "T") == "" {
			c.report("7.18.1", "a field without a name")
		}
	}
}

var (
	dcTitle = regexp.MustCompile(`<dc:title>.*<rdf:li[^>]*>[^<]+</rdf:li>`)
	uaPart  = regexp.MustCompile(`<pdfuaid:part>1</pdfuaid:part>`)
)

func (c *checker) checkMetadata() {
	stream, _, err := c.ctx.DereferenceStreamDict(c.catalog["Metadata"])
	if err != nil || stream == nil {
		c.report("5", "no metadata")
		return
	}
	if err := stream.Decode(); err != nil {
		c.report("5", "metadata: %v", err)
	}
	if !dcTitle.Match(stream.Content) {
		c.report("7.1", "no title in the metadata")
	}
	if !uaPart.Match(stream.Content) {
		c.report("5", "the metadata do not claim PDF/UA-1")
	}
}
