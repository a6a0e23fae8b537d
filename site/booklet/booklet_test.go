package booklet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opas/site/block"
	"opas/site/content"
	"opas/site/model"
	"opas/site/output"
	"opas/site/typeset"
)

const settings = `languages:
  - {code: fi, name: Suomi, locale: fi-FI, title: Opas}
  - {code: sv, name: Svenska, locale: sv-FI, title: Guide}
source: fi
contact: a@example.org
publisher: {fi: Virasto, sv: Verket}
authority: {name: {fi: Valvoja, sv: Tillsyn}, url: {fi: "https://example.org/fi", sv: "https://example.org/sv"}}
`

// small is a guide whose pages lead to each other in all ways.
var small = map[string]string{
	"site.yaml":          settings + "version: 3\nprint: {guide: true}\n",
	"fi/index.md":        "---\ntitle: Etusivu\nsummary: Alku.\nupdated: 2026-01-31\n---\n[Osa](1-osa/index.md) [Miksi](1-osa/step-1.md#miksi) [tämä](#kohta) [liite](/liite.txt)\n\n## Kohta\n",
	"fi/1-osa/index.md":  "---\ntitle: Osa\n---\nTeksti.\n",
	"fi/1-osa/step-1.md": "---\ntitle: Askel\nkind: step\nsummary: Ensin.\nupdated: 2026-02-28\n---\n## Miksi?\n\n[Lista](../2-lista.md#lue)\n",
	"fi/2-lista.md":      "---\ntitle: Lista\nkind: checklist\nsummary: Kaikki.\nupdated: 2026-01-31\n---\n- [ ] Lue [osa](1-osa/index.md). {#lue from=1-osa/step-1.md#miksi}\n- [x] Näe [se](#lue).\n\nNimi: ____\n\n![piste](/piste.png)\n",
	"fi/3-luonnos.md":    "---\ntitle: Luonnos\ndraft: true\n---\nKesken.\n",
	"fi/9-seloste.md":    "---\ntitle: Seloste\nkind: statement\n---\nTeksti.\n",
	"sv/index.md":        "---\ntitle: Startsida\n---\n[Steg](1-osa/step-1.md)\n",
	"liite.txt":          "Liite",
	"piste.png":          "\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82",
}

// siteOf arranges the small guide with some of its files changed.
func siteOf(t *testing.T, drafts bool, changes map[string]string) *model.Site {
	t.Helper()
	fsys := fstest.MapFS{}
	ui, err := os.ReadFile("../../content/en/ui.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range small {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range changes {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	fsys["fi/ui.yaml"] = &fstest.MapFile{Data: ui}
	fsys["sv/ui.yaml"] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(ui), ": This page is not translated", ": Inte översatt"))}
	return read(t, fsys, drafts)
}

func read(t testing.TB, fsys fs.FS, drafts bool) *model.Site {
	t.Helper()
	c, diags, err := content.NewReader(fsys, "content").Read(context.Background())
	if err != nil || len(diags.Errors()) > 0 {
		t.Fatal(diags, err)
	}
	s, diags := model.New(c, model.Options{Drafts: drafts}, nil)
	if len(diags.Errors()) > 0 {
		t.Fatal(diags)
	}
	return s
}

// texts writes the runs of blocks, a line for each text, with where they lead.
func texts(blocks []block.Block) string {
	var b strings.Builder
	block.Walk(blocks, func(bl block.Block) {
		switch bl := bl.(type) {
		case *block.Section:
			fmt.Fprintf(&b, "section %s\n", bl.Lang)
		case *block.Heading:
			fmt.Fprintf(&b, "%s#%s %s ", strings.Repeat("=", bl.Level), bl.ID, bl.Number)
		case *block.List:
			for _, item := range bl.Items {
				fmt.Fprintf(&b, "item #%s\n", item.ID)
			}
		case *block.Field:
			fmt.Fprintf(&b, "field %s ", bl.Name)
		case *block.Paragraph:
			if bl.Lang != "" {
				fmt.Fprintf(&b, "@%s ", bl.Lang)
			}
		case *block.Image:
			fmt.Fprintf(&b, "image %d bytes\n", len(bl.Data))
		}
		for _, runs := range block.Texts(bl) {
			for _, r := range runs {
				b.WriteString(r.Text)
				if r.Link != "" {
					fmt.Fprintf(&b, "(%s)", r.Link)
				}
			}
			b.WriteByte('\n')
		}
	})
	return b.String()
}

func TestDocuments(t *testing.T) {
	const base = "https://example.org/opas/"
	tests := []struct {
		name, base string
		drafts     bool
		page       func(s *model.Site) *model.Page
		head, want string
	}{
		{
			"checklist", base, false, func(s *model.Site) *model.Page { return s.Source.Page("lista") },
			"Lista|fi|Virasto|Kaikki.|https://example.org/opas/fi/lista/|Version 3 · 31 January 2026|Updated 31 January 2026",
			`item #lue
item #task:nae-se
Lue osa(https://example.org/opas/fi/osa/). Source: Step 1, Miksi?(https://example.org/opas/fi/osa/step-1/#miksi)
Näe se(#lue).
field field:nimi Nimi
image 67 bytes
`,
		},
		{
			"checklist at no known address", "", false, func(s *model.Site) *model.Page { return s.Source.Page("lista") },
			"Lista|fi|Virasto|Kaikki.||Version 3 · 31 January 2026|Updated 31 January 2026",
			`item #lue
item #task:nae-se
Lue osa. Source: Step 1, Miksi?
Näe se(#lue).
field field:nimi Nimi
image 67 bytes
`,
		},
		{
			"checklist without a translation", "", false, func(s *model.Site) *model.Page { return s.Languages[1].Page("lista") },
			"Lista|fi|Virasto|Kaikki.||Version 3 · 31 January 2026|Updated 31 January 2026",
			`Inte översatt
@sv This page is not available in English yet. The content is shown in the original language.
item #lue
item #task:nae-se
Lue osa. Source: Step 1, Miksi?
Näe se(#lue).
field field:nimi Nimi
image 67 bytes
`,
		},
		{
			"guide", base, false, func(s *model.Site) *model.Page { return s.Source.Print },
			"Opas|fi|Virasto|Alku.|https://example.org/opas/fi/|Version 3 · 28 February 2026|Version 3|Updated 28 February 2026",
			`section 
=#fi  Etusivu
Osa(#fi/osa) Miksi(#fi/osa/step-1:miksi) tämä(#fi:kohta) liite(https://example.org/opas/media/liite.a68e7ec3.txt)
==#fi:kohta  Kohta
section 
=#fi/osa  Osa
Teksti.
section 
==#fi/osa/step-1 1 Askel
Ensin.
===#fi/osa/step-1:miksi  Miksi?
Lista(#fi/lista:lue)
section 
=#fi/lista  Lista
Kaikki.
item #fi/lista:lue
item #fi/lista:task:nae-se
Lue osa(#fi/osa). Source: Step 1, Miksi?(#fi/osa/step-1:miksi)
Näe se(#fi/lista:lue).
field fi/lista:field:nimi Nimi
image 67 bytes
section 
=#fi/seloste  Seloste
Teksti.
==#fi/seloste:ui_authority  Supervising authority
If you are not satisfied with the answer, you can contact the authority that supervises the accessibility of digital services:
Valvoja(https://example.org/fi)
`,
		},
		{
			"guide that waits for translations, with a draft", "", true, func(s *model.Site) *model.Page { return s.Languages[1].Print },
			"Guide|sv|Verket|||Version 3 · 28 February 2026|Version 3|Updated 28 February 2026",
			`section 
=#sv  Startsida
Steg(#sv/osa/step-1)
section fi
=#sv/osa  Osa
Inte översatt
@sv This page is not available in English yet. The content is shown in the original language.
Teksti.
section fi
==#sv/osa/step-1 1 Askel
Inte översatt
@sv This page is not available in English yet. The content is shown in the original language.
Ensin.
===#sv/osa/step-1:miksi  Miksi?
Lista(#sv/lista:lue)
section fi
=#sv/lista  Lista
Inte översatt
@sv This page is not available in English yet. The content is shown in the original language.
Kaikki.
item #sv/lista:lue
item #sv/lista:task:nae-se
Lue osa(#sv/osa). Source: Step 1, Miksi?(#sv/osa/step-1:miksi)
Näe se(#sv/lista:lue).
field sv/lista:field:nimi Nimi
image 67 bytes
section fi
=#sv/luonnos  Luonnos
Inte översatt
@sv This page is not available in English yet. The content is shown in the original language.
@sv Draft: this page is not published yet.
Kesken.
section fi
=#sv/seloste  Seloste
Inte översatt
@sv This page is not available in English yet. The content is shown in the original language.
Teksti.
==#sv/seloste:ui_authority  Supervising authority
@sv If you are not satisfied with the answer, you can contact the authority that supervises the accessibility of digital services:
@sv Tillsyn(https://example.org/sv)
`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := siteOf(t, tt.drafts, nil)
			b, diags := New(s, Options{BaseURL: tt.base}, nil)
			if len(diags) > 0 {
				t.Error(diags)
			}
			d := b.document(tt.page(s))
			head := strings.Join(slices.Concat([]string{d.Title, d.Lang, d.Publisher, d.Summary, d.Source, d.Edition}, d.Meta), "|")
			if head != tt.head {
				t.Errorf("got  %s\nwant %s", head, tt.head)
			}
			if got := texts(d.Blocks); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// A file that nobody waited for is made when it is asked for again.
func TestCalledOff(t *testing.T) {
	b, _ := New(siteOf(t, false, nil), Options{}, nil)
	p := b.pages[0]
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if data, err := b.Bytes(ctx, p); !errors.Is(err, context.Canceled) || data != nil {
		t.Errorf("got %d bytes, %v", len(data), err)
	}
	if data, err := b.Bytes(t.Context(), p); err != nil || len(data) == 0 {
		t.Errorf("got %d bytes, %v", len(data), err)
	}
}

// A file is made again only where something that is in it has changed, and is
// what a new Memory gives.
func TestMemory(t *testing.T) {
	var m Memory
	made := func(changes map[string]string) map[string][]byte {
		t.Helper()
		s := siteOf(t, false, changes)
		out := map[string][]byte{}
		for _, memory := range []*Memory{&m, nil} {
			b, _ := New(s, Options{}, memory)
			for _, p := range b.pages {
				data, err := b.Bytes(t.Context(), p)
				if err != nil {
					t.Fatal(err)
				}
				if memory == nil && !bytes.Equal(data, out[p.PDF()]) {
					t.Errorf("%s is not what a new build makes", p.PDF())
				}
				out[p.PDF()] = firstOf(out[p.PDF()], data)
			}
		}
		return out
	}
	const list = "fi/lista/lista.pdf"
	first := made(nil)
	again := made(nil)
	if &first[list][0] != &again[list][0] {
		t.Error("a file was made again, and nothing had changed")
	}
	elsewhere := made(map[string]string{"fi/1-osa/index.md": "---\ntitle: Osa\n---\nToinen.\n"})
	if &first[list][0] != &elsewhere[list][0] {
		t.Error("a file was made again, and the change is not in it")
	}
	for name, text := range map[string]string{
		"fi/2-lista.md":      strings.Replace(small["fi/2-lista.md"], "Näe", "Katso", 1),
		"fi/1-osa/step-1.md": strings.Replace(small["fi/1-osa/step-1.md"], "Miksi?", "Miksi!", 1),
		"site.yaml":          strings.Replace(small["site.yaml"], "version: 3", "version: 4", 1),
	} {
		made(nil)
		if changed := made(map[string]string{name: text}); bytes.Equal(first[list], changed[list]) {
			t.Errorf("a change of %s does not show", name)
		}
	}
	made(map[string]string{"site.yaml": settings})
	if len(m.files) != 2 || len(m.found) != 1 {
		t.Errorf("%d files and %d sources are kept of a guide with one checklist in two languages", len(m.files), len(m.found))
	}
}

func firstOf(a, b []byte) []byte {
	if a != nil {
		return a
	}
	return b
}

// A guide that asks for nothing has no files, and no text is kept for them.
func TestNothingToPrint(t *testing.T) {
	s := siteOf(t, false, map[string]string{"site.yaml": settings, "fi/2-lista.md": "---\ntitle: Lista\n---\n- [ ] Merkki 漢. {#lue}\n"})
	var m Memory
	b, diags := New(s, Options{}, &m)
	var set output.Set
	if err := b.AddTo(&set); err != nil || set.Len() > 0 || len(diags) > 0 || len(m.found) > 0 {
		t.Errorf("%d files, diagnostics %v, %d sources read, error %v", set.Len(), diags, len(m.found), err)
	}
	for _, src := range s.Source.Sources {
		if src.Text != nil {
			t.Errorf("the text of %s is kept", src.File)
		}
	}
}

// What can't be set is told once, at its place, by a warm build too.
func TestGlyphs(t *testing.T) {
	s := siteOf(t, false, map[string]string{"fi/2-lista.md": "---\ntitle: Lista 漢\nkind: checklist\n---\n\n- [ ] Merkki \"a\" -- 字. {#lue}\n"})
	var m Memory
	for range 2 {
		_, diags := New(s, Options{}, &m)
		var got []string
		for _, d := range diags {
			got = append(got, fmt.Sprintf("%s:%d:%d", d.File, d.Pos.Line, d.Pos.Col))
		}
		if want := []string{"content/fi/2-lista.md:2:14", "content/fi/2-lista.md:6:21"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

// The home page has no slug that its file could be called by.
func TestHomeAsList(t *testing.T) {
	for title, want := range map[string]string{"Aloita tästä!": "fi/aloita-tasta.pdf", "!": "fi/fi.pdf"} {
		s := siteOf(t, false, map[string]string{"fi/index.md": "---\ntitle: \"" + title + "\"\nkind: checklist\n---\n- [ ] Lue. {#lue}\n"})
		if got := s.Source.Home.PDF(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Letter paper and the archive's form are what site.yaml asks for.
func TestOptions(t *testing.T) {
	s := siteOf(t, false, map[string]string{"site.yaml": settings + "print: {paper: letter, pdf: a2a}\n"})
	b, _ := New(s, Options{}, nil)
	if want := (typeset.Options{Paper: typeset.Letter, Archive: true}); b.options != want {
		t.Errorf("got %+v, want %+v", b.options, want)
	}
}

// A guide that is too long for paper is told so, and its pages are not read again.
func TestTooLong(t *testing.T) {
	pages := map[string]string{}
	for i := range mostPages {
		pages[fmt.Sprintf("fi/page-%d.md", i)] = fmt.Sprintf("---\ntitle: Sivu %d\n---\n", i)
	}
	var m Memory
	_, diags := New(siteOf(t, false, pages), Options{Content: "content"}, &m)
	if len(diags) != 1 || diags[0].File != "content/site.yaml" || !strings.Contains(diags[0].Message, "too many") || len(m.found) > 0 {
		t.Errorf("got %v, %d sources read", diags, len(m.found))
	}
}
