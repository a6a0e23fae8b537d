package search

import (
	"strings"
	"sync"
	"testing"

	"opas/site/content"
)

// filesOf returns the files of a guide's search, asked for all at once.
func filesOf(t testing.TB, g guide) map[string]string {
	t.Helper()
	out := map[string]string{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, p := range g.set.Paths() {
		wg.Go(func() {
			data, err := g.set.Bytes(p)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			out[p] = string(data)
		})
	}
	wg.Wait()
	return out
}

// assertSame asserts that two guides have the same files.
func assertSame(t testing.TB, name string, got, want map[string]string) {
	t.Helper()
	for p := range want {
		if got[p] != want[p] {
			t.Errorf("%s: %s differs: got\n%s\nwant\n%s", name, p, got[p], want[p])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d files, want %d", name, len(got), len(want))
	}
}

// TestSame: what a Memory has seen before does not show, nor does the order in
// which it met words.
func TestSame(t *testing.T) {
	t.Parallel()
	files := func(change map[string]string) map[string]string {
		return filesOf(t, small(t, change))
	}
	want := files(nil)
	for p, text := range files(nil) {
		if text != want[p] {
			t.Errorf("%s: two builds differ", p)
		}
	}
	const otherTags = "---\ntitle: Muut #KelaKer|too #KELAKertoo #hyväarki\nslug: muut\n---\n\nZebra #hyVäarKi #kelaKertoo #HyväArki #H-yväarki tilit TilIt kisSA.\n"
	changes := map[string]map[string]string{
		"pages that are gone":       {"fi/0-muut.md": otherTags, "sv/0-muut.md": otherTags, "se/0-muut.md": otherTags},
		"other spellings":           {"fi/3-tunnisteet.md": strings.ReplaceAll(otherTags, "muut", "tunnisteet")},
		"other synonyms and splits": {"fi/synonyms.tsv": "boss\tesimies\n", "fi/compounds.tsv": "", "sv/compounds.tsv": "l|ö|s|e|n|o|r|d\n"},
		"a page less":               {"fi/1-tilit.md": "", "sv/1-tilit.md": "", "en/1-tilit.md": ""},
		"another translation":       {"sv/6-vain-suomeksi.md": "---\ntitle: Bildbank\nslug: bildbank\n---\n\nBilder.\n"},
	}
	all := &Memory{}
	for name, change := range changes {
		m := &Memory{}
		assertSame(t, name+", first", filesOf(t, built(t, plan(t, smallGuide(t, change), m))), files(change))
		assertSame(t, name, filesOf(t, built(t, plan(t, smallGuide(t, nil), m))), want)
		built(t, plan(t, smallGuide(t, change), all)).makeAll()
	}
	assertSame(t, "all of them", filesOf(t, built(t, plan(t, smallGuide(t, nil), all))), want)
}

// makeAll makes all indexes, for what they leave behind in a Memory.
func (g guide) makeAll() {
	for _, l := range g.languages {
		l.made()
	}
}

// TestForget: a Memory keeps the words of the sources that there are.
func TestForget(t *testing.T) {
	t.Parallel()
	m := &Memory{}
	built(t, plan(t, smallGuide(t, map[string]string{"fi/0-muut.md": oddPage}), m)).makeAll()
	g := built(t, plan(t, smallGuide(t, nil), m))
	g.makeAll()
	sources := map[*content.Source]bool{}
	for _, l := range g.site.Languages {
		for _, s := range l.Sources {
			sources[s] = true
		}
	}
	for s := range m.terms {
		if !sources[s] {
			t.Errorf("the words of %s are kept", s.File)
		}
	}
	if len(m.terms) != len(sources) {
		t.Errorf("the words of %d sources are kept, want %d", len(m.terms), len(sources))
	}
}

// TestSplit: forms of reviewed compounds are joined where these are.
func TestSplit(t *testing.T) {
	t.Parallel()
	var list content.Compounds
	for _, word := range strings.Fields("viestintä|ryhmä viestintä|ryhmän|vetäjä äitiys|pakkaus työ|aika työ|aika|laki maailma maa|ilta tie|to työ|yö sähkö|posti|osoite sähkö|posti") {
		list = append(list, content.Compound{Parts: strings.Split(word, "|")})
	}
	s := newSplitter(list)
	for _, tt := range []struct {
		form, want string
		reviewed   bool
	}{
		{"viestintäryhmä", "viestintä|ryhmä", true},
		{"viestintäryhmille", "viestintä|ryhmille", true},
		{"viestintäryhmänvetäjää", "viestintä|ryhmän|vetäjää", true},
		{"viestintäryhmän", "viestintä|ryhmän", true},
		{"viestintä", "viestintä", false},
		{"viestintäry", "viestintäry", false},
		{"äitiyspakkaukset", "äitiys|pakkaukset", true},
		{"aitiyspakkaus", "aitiyspakkaus", false}, // other letters
		{"työaikalain", "työ|aika|lain", true},
		{"työaikaa", "työ|aikaa", true},
		{"työajan", "työajan", false},
		{"työöissä", "työöissä", false},
		{"maailmaa", "maailmaa", true},
		{"maailta", "maa|ilta", true},
		{"sähköpostiosoitteet", "sähkö|posti|osoitteet", true},
		{"sähköpostit", "sähkö|postit", true},
		{"", "", false}, {"a", "a", false}, {"työ", "työ", false}, {"漢字", "漢字", false},
	} {
		if got, reviewed := s.split(tt.form); got != tt.want || reviewed != tt.reviewed {
			t.Errorf("%s: got %s, %v", tt.form, got, reviewed)
		}
	}
}

// TestUnreviewed: the long words that no list has, with a guess.
func TestUnreviewed(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{"fi/7-muut.md": "---\ntitle: Muut\nslug: muut\n---\n\nPosti ja sähkö. Sähköpostit. Viestintäryhmille. Hakemukset, hashtag-kirjasto, covid19-rokote ja #KelaKertoo.\n"})
	list, ok := g.Unreviewed("fi")
	if !ok {
		t.Fatal("no such language")
	}
	got := map[string]Unreviewed{}
	for _, u := range list {
		got[u.Word] = u
	}
	for word, want := range map[string]Unreviewed{
		"sähköposti":   {"sähköposti", "sähkö|posti", 2, "content/fi/1-tilit.md"},
		"turvallisuus": {"turvallisuus", "", 1, "content/fi/1-tilit.md"},
	} {
		if got[word] != want {
			t.Errorf("%s: got %+v", word, got[word])
		}
	}
	for _, u := range list {
		for _, word := range []string{"viestintäryh", "käyttäjätunnus", "hashtag", "covid", "kelakertoo", "kissa"} {
			if strings.HasPrefix(u.Word, word) {
				t.Errorf("%s is listed", u.Word)
			}
		}
	}
	if _, ok := g.Unreviewed("de"); ok {
		t.Error("a language that there is not has words")
	}
}

// TestReview: synonyms whose words the guide has not got are told.
func TestReview(t *testing.T) {
	t.Parallel()
	x := plan(t, smallGuide(t, map[string]string{
		"fi/synonyms.tsv": "pomo\tesimies\nluvat\tlupia\nporukka\tryhmä|viestintä\nkello\tesimeis\nkirja\tkissoista|hashtag|kirjastossa\nraketti\tavaruus alus\n",
		"se/synonyms.tsv": "a\toahpistus\nb\toahpistusa\n",
	}), nil)
	var got []string
	for _, d := range x.Review("content") {
		got = append(got, d.String())
	}
	for i, want := range []string{
		`content/fi/synonyms.tsv:4:1: warning: "kello" stands for "esimeis", which no page says`,
		`content/fi/synonyms.tsv:6:1: warning: "raketti" stands for "avaruus alus", which no page says`,
		`content/se/synonyms.tsv:2:1: warning: "b" stands for "oahpistusa", which no page says`,
	} {
		if len(got) <= i || !strings.HasPrefix(got[i], want) {
			t.Fatalf("got\n%s\nwant in place %d\n%s", strings.Join(got, "\n"), i, want)
		}
	}
	if len(got) > 3 {
		t.Errorf("got more: %s", got[3:])
	}
}
