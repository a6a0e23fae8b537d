package messages

import (
	"testing"

	"opas/site/diag"
)

// translations are diagnostics as the generator makes them.
var translations = []struct{ name, message, hint, fi, fiHint, sv, svHint string }{
	{
		"no arguments", "no front matter", "end it with a line ---",
		"sivun tiedot puuttuvat", "päätä sivun tiedot riviin ---",
		"sidans uppgifter saknas", "avsluta sidans uppgifter med en rad ---",
	},
	{
		"no hint", `order: want a whole number, got the text "eka"`, "",
		`order: tähän kuuluu kokonaisluku, ei teksti "eka"`, "",
		`order: här ska stå ett heltal, inte texten "eka"`, "",
	},
	{
		"a phrase with commas", `tags: want a list, such as [one, two], got the text "a, got b"`, "",
		`tags: tähän kuuluu luettelo, esimerkiksi [yksi, kaksi], ei teksti "a, got b"`, "",
		`tags: här ska stå en lista, till exempel [ett, två], inte texten "a, got b"`, "",
	},
	{
		"a value as it is", "draft: want true or false, got 3", "put it in quotes",
		"draft: tähän kuuluu true tai false, ei 3", "kirjoita se lainausmerkkeihin",
		"draft: här ska stå true eller false, inte 3", "skriv det inom citattecken",
	},
	{
		"a phrase for a key", "the file: want keys with values", "",
		"tiedosto: tähän kuuluu avaimia arvoineen", "",
		"filen: här ska stå nycklar med värden", "",
	},
	{
		"a quotation where a type is told", `languages.order: want a whole number, got "x"`, "",
		`languages.order: tähän kuuluu kokonaisluku, ei "x"`, "",
		`languages.order: här ska stå ett heltal, inte "x"`, "",
	},
	{
		"suggestion", `unknown key "sumary"`, `did you mean "summary"? known: title, slug, summary`,
		`tuntematon avain "sumary"`, `tarkoititko "summary"? mahdolliset: title, slug, summary`,
		`okänd nyckel "sumary"`, `menade du "summary"? möjliga: title, slug, summary`,
	},
	{
		"names that are words of the generator", `dead link "a.md#txt": no heading "#txt" in content/fi/text`, `did you mean "text"? known: text`,
		`kuollut linkki "a.md#txt": otsikkoa "#txt" ei ole tiedostossa content/fi/text`, `tarkoititko "text"? mahdolliset: text`,
		`död länk "a.md#txt": rubriken "#txt" finns inte i filen content/fi/text`, `menade du "text"? möjliga: text`,
	},
	{
		"an author's quotation", `dead link "a \"b\": no such file": no such file`, `did you mean "1-osa/a.md"?`,
		`kuollut linkki "a \"b\": no such file": tiedostoa ei ole`, `tarkoititko "1-osa/a.md"?`,
		`död länk "a \"b\": no such file": filen finns inte`, `menade du "1-osa/a.md"?`,
	},
	{
		"library within a frame", "front matter is not valid YAML: mapping values are not allowed in this context",
		`write "key: value", and put a text that holds ": " or begins with a sign in quotes`,
		"sivun tiedoissa on YAML-virhe: mapping values are not allowed in this context",
		`kirjoita "avain: arvo"; jos tekstissä on ": " tai se alkaa erikoismerkillä, kirjoita se lainausmerkkeihin`,
		"YAML-fel i sidans uppgifter: mapping values are not allowed in this context",
		`skriv "nyckel: värde"; en text som innehåller ": " eller börjar med ett specialtecken skriver du inom citattecken`,
	},
	{
		"template", `template: executing "main" at <.NoSuchField>: can't evaluate field`, "",
		`sivupohja: executing "main" at <.NoSuchField>: can't evaluate field`, "",
		`sidmall: executing "main" at <.NoSuchField>: can't evaluate field`, "",
	},
	{
		"image", "not a readable png image: image: unknown format", "export the image again",
		"png-kuvaa ei voi lukea: image: unknown format", "tallenna kuva uudelleen kuvankäsittelyohjelmasta",
		"png-bilden går inte att läsa: image: unknown format", "spara bilden på nytt från bildprogrammet",
	},
	{
		"callout", `unknown callout "DANGER"`, "known: note, tip, warning, important",
		`tuntematon huomiolaatikko "DANGER"`, "mahdolliset: note, tip, warning, important",
		`okänd inforuta "DANGER"`, "möjliga: note, tip, warning, important",
	},
	{
		"link or image", `control character in link: "a\tb.md"`, "write the address on one line, without tabs",
		`linkki, jonka osoitteessa on ohjausmerkki: "a\tb.md"`, "kirjoita osoite yhdelle riville ilman sarkaimia",
		`länk med styrtecken i adressen: "a\tb.md"`, "skriv adressen på en rad, utan tabbar",
	},
	{
		"numbers", "heading of level 5 after level 2", "write ### here, or add the heading between",
		"tason 5 otsikko tulee heti tason 2 jälkeen", "kirjoita tähän ### tai lisää puuttuva otsikko väliin",
		"rubrik på nivå 5 direkt efter nivå 2", "skriv ### här eller lägg till rubriken som saknas emellan",
	},
	{
		"code", `raw HTML is not allowed: "<b class=\"x\">"`, "write Markdown; to show the tag itself put it in backticks: `<b class=\"x\">`",
		`HTML-koodia ei saa käyttää: "<b class=\"x\">"`, "kirjoita Markdownia; jos haluat näyttää itse koodin, kirjoita se näin: `<b class=\"x\">`",
		`HTML-kod är inte tillåten: "<b class=\"x\">"`, "skriv Markdown; om du vill visa själva koden skriver du den så här: `<b class=\"x\">`",
	},
	{
		"alias of another page", `alias "/sv" is the address of content/sv/index.md`, "an old address may not be in use",
		`vanha osoite "/sv" on jo käytössä: content/sv/index.md`, "poista vanha osoite: käytössä oleva osoite ei kelpaa",
		`den gamla adressen "/sv" används redan: content/sv/index.md`, "ta bort den gamla adressen: en adress som används duger inte",
	},
	{
		"alias of a made file", `alias "/fi/404.html" is the address of a file that opas makes itself`, "",
		`vanha osoite "/fi/404.html" on jo käytössä: tiedosto, jonka ohjelma tekee itse`, "",
		`den gamla adressen "/fi/404.html" används redan: en fil som programmet gör själv`, "",
	},
	{
		"no translation", `no translation of "osa/a" into language "sv"`, "until it is written, the page shows content/fi/1-osa/a.md",
		`sivua "osa/a" ei ole käännetty kielelle "sv"`, "kunnes käännös on kirjoitettu, sivulla näkyy content/fi/1-osa/a.md",
		`sidan "osa/a" är inte översatt till språket "sv"`, "tills översättningen är skriven visar sidan content/fi/1-osa/a.md",
	},
	{
		"finished page", `href "../../fi/b/" climbs out of the site`, `take a "../" away`,
		`href "../../fi/b/" johtaa ulos sivustosta`, `poista yksi "../"`,
		`href "../../fi/b/" leder ut ur webbplatsen`, `ta bort ett "../"`,
	},
	{
		"finished page, spaces in the address", `srcset "a is absolute b" is absolute`, "write it relative to this file: it must work in any folder",
		`srcset "a is absolute b" alkaa vinoviivalla`, "kirjoita se tästä tiedostosta lähtien: sen pitää toimia missä tahansa kansiossa",
		`srcset "a is absolute b" börjar med ett snedstreck`, "skriv den från den här filen: den måste fungera i vilken mapp som helst",
	},
	{
		"percent signs", `href "100%.html" has a percent sign that encodes no character`, "write a percent sign itself as %25",
		`href "100%.html": prosenttimerkki ei vastaa mitään merkkiä`, "kirjoita pelkkä prosenttimerkki muodossa %25",
		`href "100%.html": procenttecknet motsvarar inget tecken`, "skriv ett vanligt procenttecken som %25",
	},
	{
		"image with a name", `image "a b.png" has no alt`, "",
		`kuvalta "a b.png" puuttuu alt`, "",
		`bilden "a b.png" saknar alt`, "",
	},
	{
		"image without a name", "image has no alt", "",
		"kuvalta puuttuu alt", "",
		"bilden saknar alt", "",
	},
	{
		"base URL", `base URL "example.org": not an absolute http or https address`, "such as https://guide.example.org/",
		`sivuston osoite "example.org": tähän kuuluu koko osoite, jonka alussa on http tai https`, "kirjoita esimerkiksi https://opas.example.org/",
		`webbplatsens adress "example.org": här ska stå en hel adress som börjar med http eller https`, "skriv till exempel https://guide.example.org/",
	},
	{
		"external link", "external link: answers 404 Not Found", "",
		"ulkoinen linkki: palvelin vastaa 404 Not Found", "",
		"extern länk: servern svarar 404 Not Found", "",
	},
	{
		"brackets of a style sheet", `"{" without its "}"`, `the next closing bracket is the ")" at 3:14`,
		`merkiltä "{" puuttuu pari "}"`, `tarkista seuraava loppusulku, ")" kohdassa 3:14`,
		`tecknet "{" saknar sitt "}"`, `kontrollera nästa slutparentes, ")" vid 3:14`,
	},
	{
		"not of the generator", "unexpected = in expression", "ask someone",
		"unexpected = in expression", "ask someone",
		"unexpected = in expression", "ask someone",
	},
	{"nothing", "", "", "", "", "", ""},
}

func TestTranslate(t *testing.T) {
	for _, tt := range translations {
		t.Run(tt.name, func(t *testing.T) {
			want := map[string][2]string{
				"fi": {tt.fi, tt.fiHint}, "sv": {tt.sv, tt.svHint}, "sv-FI": {tt.sv, tt.svHint}, "FI": {tt.fi, tt.fiHint},
				"en": {tt.message, tt.hint}, "en-GB": {tt.message, tt.hint}, "se": {tt.message, tt.hint}, "": {tt.message, tt.hint},
			}
			for lang, w := range want {
				d := diag.Diagnostic{File: "a.md", Pos: diag.Pos{Line: 1, Col: 2}, Severity: diag.Warning, Message: tt.message, Hint: tt.hint}
				got := Translate(d, lang)
				d.Message, d.Hint = w[0], w[1]
				if got != d {
					t.Errorf("%q: got %v (%s), want %v (%s)", lang, got, got.Hint, d, d.Hint)
				}
			}
		})
	}
}

func BenchmarkTranslate(b *testing.B) {
	for b.Loop() {
		for _, tt := range translations {
			Translate(diag.Diagnostic{Message: tt.message, Hint: tt.hint}, "fi")
		}
	}
}
