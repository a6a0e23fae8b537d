package pdfua

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"opas/site/pdf"
)

// sample is a file with all that the mutations touch.
func sample(t *testing.T) []byte {
	t.Helper()
	font, err := os.ReadFile("../../typeset/fonts/SourceSans3-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	face, err := pdf.ReadFace(font)
	if err != nil {
		t.Fatal(err)
	}
	d := pdf.New(pdf.Info{Title: "Näyte", Lang: "fi"})
	f := d.Font(face)
	p := d.Page(300*pdf.Point, 300*pdf.Point)
	show := func(e *pdf.Element, y pdf.Length, s string) {
		p.Begin(e)
		p.Text(f, 12*pdf.Point, pdf.Color{}, 20*pdf.Point, y*pdf.Point, s)
	}
	root := d.Root()
	show(root.Add("H1"), 260, "Otsikko")
	show(root.Add("H2"), 240, "Väliotsikko")
	paragraph := root.Add("P")
	show(paragraph, 220, "Teksti ja ")
	link := paragraph.Add("Link")
	show(link, 200, "linkki")
	p.Link(link, pdf.Rect{X0: 20000, Y0: 195000, X1: 80000, Y1: 212000}, "linkki", pdf.Target{URI: "https://example.org/"})
	item := root.Add("L").Add("LI")
	p.CheckBox(item.Add("Lbl").Add("Form"), pdf.CheckBox{Name: "a", Tip: "Kohta", Rect: pdf.Rect{X0: 20000, Y0: 170000, X1: 31000, Y1: 181000}})
	show(item.Add("LBody"), 171, "Kohta")
	data, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// mutations break one rule each. They were all rejected by veraPDF.
var mutations = []struct {
	name string
	want string // of the report
	do   func(c *checker)
}{
	{"no language", "7.2: the file", func(c *checker) { delete(c.catalog, "Lang") }},
	{"not marked", "7.1: the file does not say", func(c *checker) { delete(c.catalog, "MarkInfo") }},
	{"no title", "7.1: no title", func(c *checker) { c.metadata("dc:title", "dc:source") }},
	{"title not shown", "7.1: the title is not", func(c *checker) { delete(c.catalog, "ViewerPreferences") }},
	{"no claim", "5: ", func(c *checker) { c.metadata("<pdfuaid:part>1</pdfuaid:part>", "") }},
	{"no structure tree", "7.1: no structure", func(c *checker) { delete(c.catalog, "StructTreeRoot") }},
	{"no parent tree", "7.1: page 1: content 0 is not in", func(c *checker) { delete(c.dict(c.catalog["StructTreeRoot"]), "ParentTree") }},
	{"field without a tip", "7.18.4: page 1: Widget without TU", func(c *checker) { delete(c.annotation("Widget"), "TU") }},
	{"no tab order", "7.18.3", func(c *checker) { delete(c.page(), "Tabs") }},
	{"link without a description", "7.18.5: page 1: Link without", func(c *checker) { delete(c.annotation("Link"), "Contents") }},
	{"link in a span", "7.18.5: page 1: an annotation in Span", func(c *checker) { c.role("Link", "Span") }},
	{"form in a paragraph", "7.18.4: page 1: an annotation in P", func(c *checker) { c.role("Form", "P") }},
	{"skipped heading", "7.4.2", func(c *checker) { c.role("H2", "H3") }},
}

func (c *checker) page() types.Dict {
	page, _, _, _ := c.ctx.PageDict(1, false)
	return page
}

func (c *checker) annotation(subtype string) types.Dict {
	for _, a := range c.array(c.page()["Annots"]) {
		if d := c.dict(a); c.name(d, "Subtype") == subtype {
			return d
		}
	}
	return nil
}

func (c *checker) role(from, to string) {
	for _, e := range c.byNumber {
		if e.role == from {
			e.dict["S"] = types.Name(to)
		}
	}
}

func (c *checker) metadata(from, to string) {
	ref := c.catalog["Metadata"].(types.IndirectRef)
	entry, _ := c.ctx.FindTableEntryForIndRef(&ref)
	stream := entry.Object.(types.StreamDict)
	stream.Content = bytes.Replace(stream.Raw, []byte(from), []byte(to), -1)
	stream.Raw = stream.Content
	length := int64(len(stream.Raw))
	stream.StreamLength = &length
	stream.Dict["Length"] = types.Integer(length)
	entry.Object = stream
}

func TestMutations(t *testing.T) {
	data := sample(t)
	if problems := Check(data); len(problems) > 0 {
		t.Errorf("the sample: %q", problems)
	}
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			ctx := mutated(t, data, m.do)
			problems := strings.Join(checkContext(ctx), "\n")
			if !strings.Contains(problems, m.want) {
				t.Errorf("got %q, want %q", problems, m.want)
			}
		})
	}
}

func mutated(t *testing.T, data []byte, do func(*checker)) *model.Context {
	t.Helper()
	ctx, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	do(newChecker(ctx))
	return ctx
}

// TestMutationsAgainstVeraPDF holds this package's judgement against that of
// veraPDF. OPAS_VERAPDF is a class path that has it.
func TestMutationsAgainstVeraPDF(t *testing.T) {
	classPath := os.Getenv("OPAS_VERAPDF")
	if classPath == "" {
		t.Skip("OPAS_VERAPDF names no veraPDF")
	}
	data := sample(t)
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("sample", data)
	for _, m := range mutations {
		var b bytes.Buffer
		if err := api.WriteContext(mutated(t, data, m.do), &b); err != nil {
			t.Fatal(err)
		}
		write(m.name, b.Bytes())
	}
	// Its exit status tells that files were rejected.
	out, err := exec.Command("java", "-cp", classPath, "org.verapdf.apps.GreenfieldCliWrapper", "-f", "ua1", "--format", "text", dir).CombinedOutput()
	if err == nil {
		t.Error("veraPDF accepts all")
	}
	if want := "PASS " + filepath.Join(dir, "sample.pdf"); !strings.Contains(string(out), want) {
		t.Errorf("the sample is not accepted: %s", out)
	}
	for _, m := range mutations {
		if want := "FAIL " + filepath.Join(dir, m.name+".pdf"); !strings.Contains(string(out), want) {
			t.Errorf("%s is not rejected: %s", m.name, out)
		}
	}
}
