package markdown

import (
	"strings"
	"testing"
)

// benchText is a page of about 700 words, with some of everything that a page
// of a guide has.
var benchText = []byte(strings.Repeat(`## Määrittele "tavoitteesi"

Hyvä opas alkaa siitä, mitä lukija *aikoo* tehdä -- ei siitä, mitä kirjoittaja
tietää. Kirjoita ensin **yksi virke**, joka kertoo, mitä lukija osaa luettuaan
sivun, ja palaa siihen [ennen kuin](../aloitus/suunnittelu.md#tavoite) jatkat.

> [!TIP]
> Pyydä joku lukemaan virke ääneen. Jos hän pysähtyy, 'korjaa' se.

- Yksi asia sivulla, ja se asia ensimmäisenä.
- Lyhyet virkkeet: enintään kaksikymmentä sanaa.
- [ ] Tarkista otsikot komennolla `+"`opas check`"+`

1. Avaa luonnos ja lue se ääneen.
2. Poista jokainen sana, jota ilman virke säilyy.

![Kaavio sivun osista](kuvat/sivu.png "Sivun osat")

| Osa | Sanoja |
|-----|-------:|
| Johdanto | 50 |
| Ohje | 300 |

`+"```sh\nopas build --out julkinen\n```"+`

`, 8))

func BenchmarkParse(b *testing.B) {
	o := Options{File: "content/fi/sivu.md", Line: 1, Lang: "fi"}
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(benchText, o)
	}
}

func BenchmarkRender(b *testing.B) {
	d := Parse(benchText, Options{File: "content/fi/sivu.md", Line: 1, Lang: "fi"})
	r := plainResolver{d}
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		out = d.Render(out[:0], r)
	}
	b.SetBytes(int64(len(out)))
}
