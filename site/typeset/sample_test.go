package typeset

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"time"

	"opas/site/block"
)

// text makes runs of a text with marks: *strong*, _emphasis_, `mono`,
// [text](target), {lang:text}.
func text(s string) []block.Run {
	var out []block.Run
	add := func(r block.Run) {
		if r.Text != "" {
			out = append(out, r)
		}
	}
	for s != "" {
		i := strings.IndexAny(s, "*_`[{")
		if i < 0 {
			add(block.Run{Text: s})
			break
		}
		add(block.Run{Text: s[:i]})
		open := s[i]
		inner, rest, _ := strings.Cut(s[i+1:], map[byte]string{'*': "*", '_': "_", '`': "`", '[': "](", '{': "}"}[open])
		switch open {
		case '*':
			add(block.Run{Text: inner, Style: block.Strong})
		case '_':
			add(block.Run{Text: inner, Style: block.Emphasis})
		case '`':
			add(block.Run{Text: inner, Style: block.Mono})
		case '{':
			lang, foreign, _ := strings.Cut(inner, ":")
			add(block.Run{Text: foreign, Lang: lang})
		case '[':
			target, after, _ := strings.Cut(rest, ")")
			add(block.Run{Text: inner, Link: target})
			rest = after
		}
		s = rest
	}
	return out
}

func para(s string) *block.Paragraph { return &block.Paragraph{Text: text(s)} }

func heading(level int, id, s string) *block.Heading {
	return &block.Heading{Level: level, ID: id, Text: text(s)}
}

func bullets(items ...string) *block.List {
	l := &block.List{}
	for _, s := range items {
		l.Items = append(l.Items, block.Item{Label: "•", Blocks: []block.Block{para(s)}})
	}
	return l
}

func tasks(prefix string, items ...string) *block.List {
	l := &block.List{}
	for i, s := range items {
		first, note, _ := strings.Cut(s, "|")
		it := block.Item{Task: &block.Task{Name: fmt.Sprintf("%s-%d", prefix, i+1)}, Blocks: []block.Block{para(first)}}
		if note != "" {
			it.Blocks = append(it.Blocks, para(note))
		}
		l.Items = append(l.Items, it)
	}
	return l
}

// checklist is a sheet of one page.
func checklist() *Document {
	return &Document{
		Title: "Ennen julkaisua: tarkista nämä", Lang: "fi", Publisher: "Esimerkkilaitos",
		Summary: "Käy lista läpi, ennen kuin julkaiset kuvan, videon tai tekstin sosiaalisessa mediassa. Merkitse kohta vasta, kun olet tarkistanut sen itse.",
		Meta:    []string{"Päivitetty 24.11.2026. Versio 2."},
		Source:  "https://opas.example.fi/fi/tarkistuslistat/ennen-julkaisua/",
		Edition: "Versio 2 · 24.11.2026",
		Date:    time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
		Words:   Words{Contents: "Sisällys", Note: "Alaviite"},
		Blocks: []block.Block{
			heading(2, "sisalto", "Sisältö ja kieli"),
			tasks("sisalto",
				"Julkaisulla on tavoite, ja tiedät, *kenelle* se on tarkoitettu. Katso [tavoitteet](https://opas.example.fi/fi/tavoitteet/).",
				"Teksti on selkeää yleiskieltä, ja lyhenteet on avattu.",
				"Vieraskieliset osat on merkitty: esimerkiksi {en:skip to main content} ja {sv:tillgänglighetsutlåtande}.",
				"Aihetunnisteissa jokainen sana alkaa isolla kirjaimella: #KelaTutkii.|Silloin ruudunlukija osaa lukea sanat erikseen.",
				"Linkki johtaa sivulle, joka toimii puhelimella."),
			heading(2, "kuvat", "Kuvat ja videot"),
			tasks("kuvat",
				"Kuvalla on vaihtoehtoinen teksti, joka kertoo kuvan tarkoituksen.",
				"Kuvassa näkyviltä ihmisiltä on pyydetty lupa.",
				"Videossa on tekstitys, myös suorassa lähetyksessä, jos tallenne julkaistaan.",
				"Äänitiedostolla on tekstivastine.",
				"Tekstin ja taustan kontrasti on vähintään 4,5 : 1."),
			&block.Callout{Kind: "tip", Title: []block.Run{{Text: "Vinkki"}}, Blocks: []block.Block{para("Pyydä työkaveria lukemaan julkaisu ennen sinua kiireisempää lukijaa: epäselvä kohta löytyy minuutissa.")}},
			heading(2, "vastuu", "Vastuu"),
			&block.Field{Name: "vastuu", Label: text("Kuka vastaa kommentteihin?"), Lines: 1},
			&block.Field{Name: "muuta", Label: text("Mitä muuta pitää muistaa?"), Lines: 3},
		},
	}
}

const lorem = "Sosiaalinen media on paikka, jossa ihmiset puhuvat asioista, jotka koskevat heidän arkeaan ja toimeentuloaan. " +
	"Organisaation kannattaa olla mukana keskustelussa omalla äänellään, ystävällisesti ja asiantuntevasti. " +
	"Yksityisyydensuojaa ja salassapitovelvollisuutta koskevat säännöt pätevät sosiaalisessa mediassa samalla tavalla kuin muuallakin. "

// book is a guide with a table of contents, with as many chapters as asked.
func book(chapters int) *Document {
	d := checklist()
	d.Title, d.TitlePage, d.Contents = "Askelia sosiaaliseen mediaan", true, true
	d.Summary = "Opas virkamiehelle, joka kertoo työstään sosiaalisessa mediassa."
	d.Blocks = nil
	for c := 1; c <= chapters; c++ {
		id := func(s string) string { return fmt.Sprintf("c%d-%s", c, s) }
		section := &block.Section{Blocks: []block.Block{
			heading(1, id("top"), fmt.Sprintf("Askel %d: määrittele tavoitteesi", c)),
			para(lorem + lorem),
			heading(2, id("a"), "Mihin pyrit?"),
			para(lorem + "Lue myös [seuraava askel](#c" + fmt.Sprint(c%chapters+1) + "-top) ja [ohjeet](https://example.org/ohjeet/)."),
			bullets("lyhyt kohta", lorem, "toinen kohta, jossa on `koodia` ja *tärkeää* tekstiä"),
			&block.Callout{Kind: []string{"note", "tip", "warning", "important"}[c%4], Title: []block.Run{{Text: "Huomaa"}}, Blocks: []block.Block{para(lorem), bullets("yksi", "kaksi")}},
			heading(3, id("b"), "Keinot ja mittarit"),
			&block.Table{Columns: []block.Column{{Head: text("Keino")}, {Head: text("Mitä sillä saa aikaan")}, {Head: text("Mittari"), Align: block.End}}, Rows: [][]block.Cell{
				{text("Kysymys"), text("keskustelua, johon lukijat osallistuvat omilla kokemuksillaan ja jota muutkin seuraavat"), text("12,5 %")},
				{text("Kuva"), text("huomiota"), text("1 200")},
				{text("Video"), text("ymmärrystä siitä, miten etuus haetaan ja mitä liitteitä hakemukseen tarvitaan"), text("340")},
			}},
			heading(4, id("c"), "Säännöt"),
			&block.List{Ordered: true, Items: []block.Item{
				{ID: id("r1"), Label: fmt.Sprintf("%d.1", c), Blocks: []block.Block{para("Puhu omana itsenäsi. " + lorem)}},
				{ID: id("r2"), Label: fmt.Sprintf("%d.2", c), Blocks: []block.Block{para("Muista salassapito."), &block.List{Ordered: true, Items: []block.Item{
					{Label: "a)", Blocks: []block.Block{para("nimet ja tunnukset")}},
					{Label: "b)", Blocks: []block.Block{para(lorem)}},
				}}}},
			}},
			&block.Quote{Lang: "en", Blocks: []block.Block{para("A good question is worth more than a good answer, and it is read by more people than the answer ever will be.")}},
			&block.Definitions{Items: []block.Definition{{Term: text("Aihetunniste"), Blocks: []block.Block{para(lorem)}}, {Term: text("Tykkäys"), Blocks: []block.Block{para("Merkki siitä, että julkaisu on nähty.")}}}},
			&block.Code{Text: "opas serve --open\n\tja sisennetty rivi\n"},
			&block.Divider{},
			tasks(id("t"), "Tavoite on kirjattu", lorem),
			&block.Paragraph{Text: []block.Run{{Text: "Väite, jolle on lähde"}, {Text: "1", Style: block.Superscript, Note: id("n1")}, {Text: ", ja "}, {Text: "poistettu", Style: block.Struck}, {Text: " ja "}, {Text: "korostettu", Style: block.Marked}, {Text: " kohta, H"}, {Text: "2", Style: block.Subscript}, {Text: "O."}}},
			&block.Notes{Title: "Alaviitteet", Items: []block.Note{{ID: id("n1"), Label: "1", Blocks: []block.Block{para("Lähde: " + lorem)}}}},
		}}
		d.Blocks = append(d.Blocks, section)
	}
	return d
}

// trial holds what is hard to set.
func trial() *Document {
	d := checklist()
	d.Title = "Kansaneläkelaitoksen sosiaalisen median tarkistuslistojen kokeiluasiakirja, jonka otsikko on kolme riviä pitkä, vaikka ei pitäisi"
	d.Source = "https://intranet.example.org/palvelut/viestinta/sosiaalinen-media/oppaat/2026/kevat/fi/tarkistuslistat/ennen-julkaisua-tarkistettavat-asiat/index.html?versio=12&nayta=kaikki"
	long := tasks("pitka")
	for i := range 70 {
		long.Items = append(long.Items, tasks(fmt.Sprint("p", i), fmt.Sprintf("Kohta %d. ", i+1)+cut(20+i*7%len(lorem)%280)).Items...)
	}
	wide := &block.Table{Columns: []block.Column{{Head: text("Etuus")}, {Head: text("Kuvaus ja hakeminen")}, {Head: text("Osoite")}, {Head: text("Määrä"), Align: block.End}, {Head: text("Tila"), Align: block.Center}}}
	for i := range 40 {
		wide.Rows = append(wide.Rows, []block.Cell{text("Asumistuki"), text(cut(40 + i*11%200)), text("[https://opas.example.fi/fi/etuudet/asumistuki/hakeminen/](https://opas.example.fi/)"), text(fmt.Sprint(i*137, " €")), text("auki")})
	}
	d.Blocks = []block.Block{
		heading(2, "", "Pitkät sanat ja osoitteet"),
		para("Epäjärjestelmällistyttämättömyydelläänsäkäänköhän lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas tekee Ympäristöterveydenhuoltoviranomaisten kanssa yhteistyötä. Osoite https://intranet.example.org/palvelut/viestinta/sosiaalinen-media/oppaat/2026/kevat/fi/tarkistuslistat/ennen-julkaisua-tarkistettavat-asiat/ on pitkä, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA myös."),
		heading(5, "syva", "Taso hyppää yli"),
		para("Kiinteä väli 1\u00A0000\u00A0€ ja kan\u00ADsan\u00ADelä\u00ADke\u00ADlai\u00ADtos; „lainaus” – ajatusviiva – ja ”toinen”. Ensimmäinen rivi\ntoinen rivi"),
		&block.Quote{Blocks: []block.Block{para(lorem), &block.Quote{Blocks: []block.Block{para(lorem)}}, bullets("a", "b")}},
		&block.Callout{Kind: "important", Title: []block.Run{{Text: "Sisäkkäin"}}, Blocks: []block.Block{&block.Callout{Kind: "note", Title: []block.Run{{Text: "Sisempi"}}, Blocks: []block.Block{para(lorem)}}, tasks("sis", "kohta", "toinen"), &block.Code{Text: "koodi(x)\n  sisään"}}},
		heading(2, "", "Lista"), long,
		heading(2, "", "Taulukko"), wide,
		heading(2, "", "Sisäkkäiset listat"),
		&block.List{Items: []block.Item{{Label: "•", Blocks: []block.Block{para("ulompi"), &block.List{Items: []block.Item{{Label: "–", Blocks: []block.Block{para("keskimmäinen"), &block.List{Ordered: true, Items: []block.Item{{Label: "1.", Blocks: []block.Block{para(lorem)}}, {Label: "10.", Blocks: []block.Block{para("lyhyt")}}}}}}}}}}, {Label: "•"}, {Label: "•", Blocks: []block.Block{&block.Code{Text: "vain koodia"}}}}},
		&block.Image{Alt: "Kuva, jota ei ole"},
		&block.Image{Alt: "Liukuväri", Data: picture(400, 200)},
		&block.Image{Alt: "Linkki kuvana", Data: picture(200, 100), Link: "https://example.org/"},
		&block.Image{Alt: "Linkki, jonka kuvaa ei ole", Link: "https://example.org/"},
		&block.List{Items: []block.Item{{Task: &block.Task{Name: "a.b"}, Blocks: []block.Block{
			&block.Image{Alt: "A gradient", Lang: "en", Data: picture(40, 20), Link: "https://example.org/"},
			&block.Paragraph{Lang: "sv", Text: text("Läs reglerna.")},
			&block.Field{Name: "a-b", Label: text("{sv:Egna ord}"), Lines: 1},
		}}}},
		&block.Field{Name: "iso", Label: text("Kirjoita tähän *kaikki*, mitä mieleen tulee"), Lines: 12},
		&block.Field{Name: "ei", Lines: 0},
		heading(2, "", "Viimeinen otsikko ilman tekstiä"),
	}
	return d
}

// picture makes a PNG with a transparent corner.
func picture(w, h int) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			a := uint8(255)
			if x+y < h/2 {
				a = uint8((x + y) * 510 / h)
			}
			m.SetNRGBA(x, y, color.NRGBA{R: uint8(x * 255 / w), G: uint8(y * 255 / h), B: 120, A: a})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// cut returns the beginning of some text.
func cut(n int) string { return string([]rune(lorem)[:n]) }
