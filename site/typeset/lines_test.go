package typeset

import (
	"strings"
	"testing"

	"opas/site/block"
	"opas/site/pdf"
)

// broken returns a text as it is broken into lines.
func broken(lang, s string, width pdf.Length) []string {
	set := newSetter(&Document{Lang: lang}, Options{})
	var out []string
	for _, l := range set.lines(set.spans(text(s), usual.body, lang), width, false) {
		line := ""
		for _, p := range l.pieces {
			line += p.text
		}
		out = append(out, line)
	}
	return out
}

func TestLines(t *testing.T) {
	const narrow = 70 * pdf.Point
	tests := []struct {
		name, lang, text, want string
	}{
		{"nothing", "fi", "", ""},
		{"spaces alone", "fi", "   ", ""},
		{"one line", "fi", "yksi  kaksi ", "yksi kaksi"},
		{"two lines", "fi", "yksi kaksi kolme", "yksi kaksi |kolme"},
		{"forced", "fi", "yksi\nkaksi", "yksi|kaksi"},
		{"forced twice", "fi", "yksi\n\nkaksi", "yksi||kaksi"},
		{"no-break space", "fi", "summa on 1\u00A0000\u00A0€", "summa on |1\u00A0000\u00A0€"},
		{"soft hyphen used", "sv", "försäkrings\u00ADkassans", "försäkrings\u00AD|kassans"},
		{"soft hyphen not used", "sv", "kassa\u00ADns", "kassans"},
		{"Finnish", "fi", "yhteistyökumppanit", "yhteistyö\u00AD|kumppanit"},
		{"Swedish has no rule", "sv", "samarbetspartnererna", "samarbetspart|nererna"},
		{"hyphen", "fi", "uudet Kela-asiat", "uudet Kela-|asiat"},
		{"minus stays", "fi", "lämpötila on -5 astetta", "lämpötila on -5 |astetta"},
		{"address", "fi", "https://example.org/pitka/polku", "https://|example.org/|pitka/polku"},
		{"zero-width space", "fi", "aaaaaaaaaaa\u200Bbbbbbbbbbb", "aaaaaaaaaaa|bbbbbbbbbb"},
		{"tag", "fi", "#OsittainenKuntoutus", "#Osittainen\u00AD|Kuntoutus"},
		{"long tag", "sv", "#moderskapsförpackning", "#moderskapsf\u00AD|örpackning"},
		{"three letters at least are left", "sv", "#moderskapspen", "#moderskaps\u00AD|pen"},
		{"code", "fi", "`moderskapsförpackning`", "moderskapsför|packning"},
		{"over runs", "fi", "ala*lihava*loppu sana", "alalihavaloppu |sana"},
		{"decomposed", "fi", "pa\u0308iva\u0308", "päivä"},
		{"selector", "fi", "a\uFE0Fb", "ab"},
	}
	for _, tt := range tests {
		if got := strings.Join(broken(tt.lang, tt.text, narrow), "|"); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestNextEnd: a tag is one word, underscores or not.
func TestNextEnd(t *testing.T) {
	for text, want := range map[string]int{"oma_tuki": 4, "#oma_tuki": 9, "#a/b_c": 3, "#oma_tuki nyt": 9} {
		if got, _, _ := nextEnd(text); got != want {
			t.Errorf("%q: a line may end after %d bytes, want %d", text, got, want)
		}
	}
}

// TestLinesFit sets text in columns of many widths: no line is longer than its
// column, and no character is lost.
func TestLinesFit(t *testing.T) {
	words := strings.Join(strings.Fields(lorem), "")
	for width := 30 * pdf.Point; width < 400*pdf.Point; width += 7 * pdf.Point {
		set := newSetter(&Document{Lang: "fi"}, Options{})
		got := ""
		for _, l := range set.lines(set.spans([]block.Run{{Text: lorem}}, usual.body, "fi"), width, false) {
			if l.width > width+pdf.Point/4 {
				t.Errorf("width %v: a line is %v long", width, l.width)
			}
			for _, p := range l.pieces {
				got += p.text
			}
		}
		got = strings.NewReplacer(" ", "", "\u00AD", "").Replace(got)
		if got != words {
			t.Errorf("width %v: got %q", width, got)
		}
	}
}

// TestLongWord sets a word of many pages, such as data that got into the text:
// in a time by its length, not by the square of that.
func TestLongWord(t *testing.T) {
	const n = 1 << 18
	lines := broken("fi", strings.Repeat("x", n), 450*pdf.Point)
	got := 0
	for _, l := range lines {
		got += strings.Count(l, "x")
	}
	if got != n {
		t.Errorf("%d of %d characters are left", got, n)
	}
}

// A table whose words have no room beside each other gives each column what the
// longest part of its words needs, and divides them where a hyphen may stand.
func TestNarrowColumns(t *testing.T) {
	heads := []string{"Kommunikations\u00ADverksamhets\u00ADutveckling", "Tillgänglighets\u00ADanpassnings\u00ADbestämmelser", "Arbetsmarknads\u00ADstöds\u00ADansökan", "Ja", "Bostadsbidrags\u00ADansökningar"}
	table := &block.Table{}
	for _, h := range heads {
		table.Columns = append(table.Columns, block.Column{Head: text(h)})
	}
	set := newSetter(&Document{Lang: "sv"}, Options{})
	var cells []block.Cell
	for _, c := range table.Columns {
		cells = append(cells, c.Head)
	}
	widths := set.columns(table, cells, 450*pdf.Point)
	got := ""
	for i, w := range widths {
		for _, l := range set.lines(set.spans(cells[i], headCell, "sv"), w, false) {
			if l.width > w {
				t.Errorf("a line of %q is %v long in a column of %v", heads[i], l.width, w)
			}
			for _, p := range l.pieces {
				got += p.text
			}
			got += "|"
		}
	}
	want := "Kommunikations\u00AD|verksamhetsutveckling|Tillgänglighets\u00AD|anpassnings\u00AD|bestämmelser|Arbetsmarknads\u00AD|stödsansökan|Ja|Bostadsbidrags\u00AD|ansökningar|"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHyphenate(t *testing.T) {
	tests := []struct{ lang, want string }{
		{"fi", "kump-pa-nuus"},
		{"fi", "toi-meen-tu-lo-tuki"},
		{"fi", "yh-teis-työ"},
		{"fi", "stra-te-gia"}, // not "gi-a": one letter would stand alone
		{"fi", "asian-tun-tija"},
		{"fi", "saa-vu-tet-ta-vuus"},
		{"fi", "kansan"},
		{"fi", "kan-san-eläk-kee-seen"},
		{"fi", "vi-ran-omai-sille"},
		{"fi", "työ-ky-vyt-tö-myys-eläke"},
		{"fi", "(pal-ve-luissa)"},
		{"fi", "lää-kera-sia"}, // a box, not a matter
		{"fi", "pah-vira-sia"},
		{"fi", "sil-mäla-sia"},
		{"fi", "au-rin-kola-sia"},
		{"fi", "ikära-jan"},
		{"fi", "ku-lut-ta-jan"},
		{"fi", "mak-sa-jan"},
		{"fi", "fan-ta-sia"},
		{"fi", "va-rareh-tori"},
		{"fi", "odo-tus-ajan"},
		{"fi", "ylei-nen-asu-mis-tuki"},
		{"sv", "bostadsbidrag"}, // a language without a rule
		{"fi-FI", "kump-pa-nuus"},
		{"fi", "KELA!kortti"},
		{"en", "McDonalds"},
		{"sv", "example.org/kissa"},
		{"fi", "1234567890"},
		{"sv", "#bostadsbidrag"},
		{"en", ""},
	}
	set := newSetter(&Document{Lang: "fi"}, Options{})
	for _, tt := range tests {
		word := strings.ReplaceAll(tt.want, "-", "")
		got, at := "", 0
		for _, cut := range set.hyphenate(tt.lang, word) {
			got += word[at:cut] + "-"
			at = cut
		}
		if got += word[at:]; got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.lang, got, tt.want)
		}
	}
}
