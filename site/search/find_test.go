package search

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestFind: what readers type, and where the first result leads; "" for nowhere.
// how is the way the last word of the query was understood.
func TestFind(t *testing.T) {
	t.Parallel()
	const password = "fi/tilit/#miten-teen-hyvan-salasanan"
	tests := []struct{ name, lang, query, want, how string }{
		{"inflected", "fi", "salasanojen", password, "form"},
		{"inflected, possessive", "fi", "salasanallani", password, "form"},
		{"gradation", "fi", "hakemuksissa", "fi/hakeminen/", "form"},
		{"diphthong", "fi", "työssä", "fi/tunnisteet/#toissa-ja-kotona", "form"},
		{"inflected", "sv", "lösenordens", "sv/konton/#hur-gor-jag-ett-bra-losenord", "form"},
		{"inflected", "en", "passwords", "en/accounts/#how-do-i-make-a-good-password", "form"},
		{"inflected, y", "en", "policy", "en/ask/", "form"},
		{"capitals", "fi", "SALASANA", password, "form"},
		{"part of a compound", "fi", "ryhmä", "fi/kysy/", "part"},
		{"inflected part of a compound", "fi", "ryhmille", "fi/kysy/", "part"},
		{"part of an inflected compound", "fi", "tunnuksen", "fi/tilit/", "part"},
		{"part of a compound", "sv", "ord", "sv/konton/#hur-gor-jag-ett-bra-losenord", "part"},
		{"part after a hyphen", "fi", "kirjasto", "fi/tunnisteet/", "part"},
		{"hyphen", "fi", "hashtag-kirjastot", "fi/tunnisteet/", "form"},
		{"in one without its hyphen", "fi", "hashtagkirjasto", "fi/tunnisteet/", "form"},
		{"hyphen that the guide has not got", "fi", "käyttäjä-tunnus", "fi/tilit/", "form"},
		{"parts of a word with a hyphen that is not there", "fi", "tuki-lista", "fi/kysy/#estolista", ""},
		{"hashtag", "fi", "#HyväArki", "fi/tunnisteet/", "form"},
		{"hashtag in small letters", "fi", "kelakertoo", "fi/tunnisteet/", "form"},
		{"part of a hashtag", "fi", "kela", "fi/tunnisteet/", "part"},
		{"without dots", "fi", "saanto", "fi/kysy/#esimiehen-luvalla", "form"},
		{"without dots", "fi", "hairiko", "fi/kysy/#estolista", "form"},
		{"without dots", "sv", "losenord", "sv/konton/#hur-gor-jag-ett-bra-losenord", "form"},
		{"letters changed places", "fi", "slaasana", password, "typo"},
		{"letter missing", "fi", "saasana", password, "typo"},
		{"letter too many", "fi", "salassana", password, "typo"},
		{"another letter", "fi", "salapana", password, "typo"},
		{"typo in an inflected form", "fi", "salasanqn", password, "typo"},
		{"typo in a word with dots", "fi", "sääntlö", "fi/kysy/#esimiehen-luvalla", "typo"},
		{"typo in a word with a hyphen", "fi", "hashtag-kirajsto", "fi/tunnisteet/", "typo"},
		{"synonym", "fi", "pomo", "fi/kysy/#esimiehen-luvalla", "synonym"},
		{"inflected synonym", "fi", "pomoltani", "fi/kysy/#esimiehen-luvalla", "synonym"},
		{"synonym for a compound", "fi", "tunnari", "fi/tilit/", "synonym"},
		{"inflected synonym", "sv", "bossen", "sv/fraga/", "synonym"},
		{"letter missing in a synonym", "fi", "tunari", "fi/tilit/", "synonym"},
		{"beginning of a synonym", "fi", "tunna", "fi/tilit/", "synonym"},
		{"phrase", "fi", "musta lista", "fi/kysy/#estolista", "synonym"},
		{"phrase in a question", "fi", "Mikä on musta lista?", "fi/kysy/#estolista", "synonym"},
		{"inflected phrase", "fi", "mustalla listalla", "fi/kysy/#estolista", "synonym"},
		{"phrase with a stop word in it", "fi", "musta on se lista", "fi/kysy/#estolista", "synonym"},
		{"derived word", "fi", "kirjoitus", "fi/kysy/#esimiehen-luvalla", "form"},
		{"keyword", "fi", "turvallisuus", "fi/tilit/", "form"},
		{"tag", "fi", "tuki", "fi/kysy/", "form"},
		{"summary", "fi", "turvassa", "fi/tilit/", "form"},
		{"compound that the guide has not got", "fi", "salasanaohje", password, "split"},
		{"compound that the guide has not got, with dots", "fi", "kissasääntö", "fi/kysy/#esimiehen-luvalla", "split"},
		{"beginning", "fi", "maanan", "fi/kysy/", "prefix"},
		{"question", "fi", "Miten teen hyvän salasanan?", password, "form"},
		{"question in other words", "fi", "voinko ilmoittaa oudoista sähköposteista", "fi/tilit/#sahkoposti", "form"},
		{"question", "sv", "Hur byter jag lösenord?", "sv/konton/#hur-gor-jag-ett-bra-losenord", "form"},
		{"stop word alone", "fi", "miten", "", ""},
		{"stop words alone", "fi", "mitä se on", "", ""},
		{"not in the guide", "fi", "avaruusalus", "", ""},
		{"of a language without rules", "se", "čáppa", "se/", "form"},
		{"of a language without rules, without its dots", "se", "cappa", "se/", "form"},
		{"of a language without rules, beginning", "se", "oahp", "se/", "prefix"},
	}
	g := small(t, nil)
	for _, tt := range tests {
		t.Run(tt.lang+" "+tt.name, func(t *testing.T) {
			r := search(t, g.searcher(t, tt.lang), tt.query, false)
			if tt.want == "" {
				if all := r.All(); len(all) > 0 {
					t.Errorf("%s: found %v, want nothing", tt.query, places(all))
				}
				return
			}
			if len(r.Main) == 0 || r.Main[0].where() != tt.want {
				t.Fatalf("%s: found %v, want %s first", tt.query, places(r.Main), tt.want)
			}
			if h := r.Main[0]; h.Via != nil || h.Lang != "" {
				t.Errorf("%s: via %v, lang %q, want the reader's own language", tt.query, h.Via, h.Lang)
			}
			if why := r.Main[0].Why; tt.how != "" && how(why) != tt.how {
				t.Errorf("%s: %v, want the way %q", tt.query, why, tt.how)
			}
		})
	}
}

// how returns the way in which the last word of a query was understood best.
func how(why []Reason) string {
	i := slices.IndexFunc(why, func(r Reason) bool { return r.Word == why[len(why)-1].Word })
	return why[i].How
}

func TestSuggestion(t *testing.T) {
	t.Parallel()
	s := small(t, nil).searcher(t, "fi")
	for query, want := range map[string]string{
		"salasana": "", "salasanojen": "", "slaasana": "salasana", "salsana kisa": "salasana kissa",
		"hyvä slaasana": "hyvä salasana", "pomo": "", "maanan": "", "avaruusalus": "", "miten": "", "": "",
	} {
		if got := search(t, s, query, false).Suggestion; got != want {
			t.Errorf("%q: suggested %q, want %q", query, got, want)
		}
	}
}

// TestTyping: while a word is being typed, what begins like it is found.
func TestTyping(t *testing.T) {
	t.Parallel()
	s := small(t, nil).searcher(t, "fi")
	const password = "fi/tilit/#miten-teen-hyvan-salasanan"
	word := []rune("salasanassa")
	for n := 2; n <= len(word); n++ {
		if r := search(t, s, string(word[:n]), true); !slices.Contains(places(r.Main), password) {
			t.Errorf("%q: found %v", string(word[:n]), places(r.Main))
		}
	}
	for _, tt := range []struct {
		query, want string
	}{
		{"ryh", "fi/kysy/"},    // a part
		{"hyvä sal", password}, // the last word
		{"kerto", "fi/tunnisteet/"},
		{"viest", "fi/kysy/"},
		{"kuvap", "fi/kuvapankki/"},
		{"mai", "fi/kuvapankki/#kuvaajan-nimi"},
		{"hakemuksiini", "fi/hakeminen/"},
		{"salasanoil", password}, // no word begins so: the stem has changed
		{"jo", "fi/tilit/"},      // a stop word, but the beginning of others
	} {
		r := search(t, s, tt.query, true)
		if len(r.Main) == 0 || r.Main[0].where() != tt.want {
			t.Errorf("%q: found %v, want %s first", tt.query, places(r.Main), tt.want)
		}
	}
}

// TestMarks: what was looked for is marked, in the forms that the page has.
func TestMarks(t *testing.T) {
	t.Parallel()
	g := small(t, nil)
	for _, tt := range []struct{ lang, query, title, heading, excerpt string }{
		{"fi", "miten teen hyvän salasanan", "Tilit ja kirjautuminen", "Miten [teen] [hyvän] [salasanan]?",
			"[Hyvä] [salasana] on pitkä. Vaihda [salasana] heti, jos epäilet, että joku muu tietää sen. Kissan nimi ei ole [hyvä] [salasana]."},
		{"fi", "pomolle", "Keneltä kysyn", "[Esimiehen] luvalla", "Kerro [esimiehelle], mitä aiot kirjoittaa. Sääntö koskee kaikkia."},
		{"fi", "tilejä", "[Tilit] ja kirjautuminen", "", "Näin pidät [tilisi] turvassa. · Jokaisella on oma käyttäjätunnus. Älä anna sitä muille."},
		{"fi", "hakemusten", "Hakeminen", "", "Hakija täyttää [hakemuksen]. [Hakemukset] käsitellään päivässä. Kissa saa odottaa."},
		{"fi", "arki", "Aihetunnisteet", "", "Tunniste #[HyväArki] kertoo [arjesta], ja #KelaKertoo kertoo palveluista. Ne ovat hashtag-kirjastossa."},
		{"fi", "liite", "Tilit ja kirjautuminen", "Sähköposti", "Älä avaa outoja [liitteitä]. Ilmoita niistä tukeen."},
		{"en", "manager", "Whom to ask", "", "Ask your [manager] about policies and umbrellas."},
	} {
		r, err := g.searcher(t, tt.lang).Search(tt.query, 1)
		if err != nil || len(r.Main) == 0 {
			t.Errorf("%s: found nothing, %v", tt.query, err)
			continue
		}
		h, s := r.Main[0], r.Main[0].Sections[0]
		if h.Title.String() != tt.title || s.Heading.String() != tt.heading || s.Excerpt.String() != tt.excerpt {
			t.Errorf("%s: got\n%s\n%s\n%s", tt.query, h.Title, s.Heading, s.Excerpt)
		}
	}
}

// TestAcrossLanguages: what the reader's language does not know is asked of the
// others, and shown as the reader's page.
func TestAcrossLanguages(t *testing.T) {
	t.Parallel()
	g := small(t, nil)
	for _, tt := range []struct{ name, lang, query, want, via, text string }{
		{"another language's word", "fi", "password", "fi/tilit/", "en password", ""},
		{"another language's form", "fi", "fallskärm", "fi/kysy/", "sv fallskärmar", ""},
		{"neither the reader's nor the source's", "en", "fallskärm", "en/ask/", "sv fallskärmar", ""},
		{"the page is not translated", "sv", "valokuvilla", "sv/kuvapankki/", "fi valokuvia", "fi"},
		{"its title", "en", "kuvapankki", "en/kuvapankki/", "fi kuvapankki", "fi"},
		{"a language without rules asks others", "se", "password", "se/tilit/", "en password", "fi"},
		{"a language that others ask has no rules", "fi", "boahtin", "fi/", "se boahtin", ""},
	} {
		r := search(t, g.searcher(t, tt.lang), tt.query, false)
		if len(r.Main) > 0 || len(r.Other) == 0 || r.Other[0].URL != tt.want {
			t.Errorf("%s: %s: found %v, and through others %v, want only %s", tt.name, tt.query, places(r.Main), places(r.Other), tt.want)
			continue
		}
		h := r.Other[0]
		if h.Via == nil || h.Via.Lang+" "+h.Via.Word != tt.via {
			t.Errorf("%s: %s: via %v, want %s", tt.name, tt.query, h.Via, tt.via)
		}
		if h.Lang != tt.text {
			t.Errorf("%s: %s: the text is in %q, want %q", tt.name, tt.query, h.Lang, tt.text)
		}
		if r.Suggestion != "" {
			t.Errorf("%s: %s: suggested %q", tt.name, tt.query, r.Suggestion)
		}
	}
}

// TestMarksAcrossLanguages: a page that is not translated is marked, and opened,
// where its own language found the words; a translation only where it has them.
func TestMarksAcrossLanguages(t *testing.T) {
	t.Parallel()
	s := small(t, nil).searcher(t, "sv")
	for _, tt := range []struct{ query, want, heading, excerpt string }{
		{"valokuvilla", "sv/kuvapankki/", "", "[Valokuvia] julkaisuihin. · Kuvapankissa on [valokuvia]. Kysy niihin lupa."},
		{"kuvaajien nimiä", "sv/kuvapankki/#kuvaajan-nimi", "[Kuvaajan] [nimi]", "Mainitse aina valokuvaaja."},
		{"umbrella", "sv/fraga/", "", "Fråga chefen. Chefen vet mer om fallskärmar."},
	} {
		r := search(t, s, tt.query, false)
		if len(r.Other) == 0 || r.Other[0].where() != tt.want {
			t.Errorf("%s: found %v, want %s first", tt.query, places(r.Other), tt.want)
			continue
		}
		if f := r.Other[0].Sections[0]; f.Heading.String() != tt.heading || f.Excerpt.String() != tt.excerpt {
			t.Errorf("%s: got\n%s\n%s", tt.query, f.Heading, f.Excerpt)
		}
	}
}

// TestRelated: pages that have few of the words stand apart.
func TestRelated(t *testing.T) {
	t.Parallel()
	s := small(t, nil).searcher(t, "fi")
	r := search(t, s, "kissan hakemus", false)
	if got := places(r.Main); !slices.Equal(got, []string{"fi/hakeminen/"}) {
		t.Errorf("main: %v", got)
	}
	if got := places(r.Related); !slices.Equal(got, []string{"fi/tilit/#miten-teen-hyvan-salasanan"}) {
		t.Errorf("related: %v", got)
	}
	for _, h := range r.All() {
		if h.Score <= 0 || len(h.Why) == 0 || len(h.Sections) == 0 {
			t.Errorf("%s: score %v, why %v", h.URL, h.Score, h.Why)
		}
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	s := small(t, nil).searcher(t, "fi")
	for query, groups := range map[string][2]int{"kertoo": {3, 0}, "kissan hakemus": {1, 1}} {
		all, err := s.Search(query, 100)
		if err != nil || len(all.Main) != groups[0] || len(all.Related) != groups[1] {
			t.Fatalf("%s: %v, %v, %v", query, places(all.Main), places(all.Related), err)
		}
		ids, err := s.Rank(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range all.All() {
			if ids[i] != h.ID {
				t.Errorf("%s: ranked %v, found %v", query, ids, places(all.All()))
			}
		}
		for limit := range 5 {
			r, err := s.Search(query, limit)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := places(r.Main), places(all.Main[:min(limit, len(all.Main))]); !slices.Equal(got, want) {
				t.Errorf("%s, limit %d: got %v, want %v", query, limit, got, want)
			}
			if n, want := len(r.All()), min(limit, len(ids)); n != want {
				t.Errorf("%s, limit %d: %d results, want %d", query, limit, n, want)
			}
		}
	}
}

// TestWithoutWords: a page, or a language, that says nothing can be published.
func TestWithoutWords(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{"se/index.md": "---\ntitle: \"!!!\"\n---\n"})
	for _, lang := range []string{"fi", "se"} {
		if all := search(t, g.searcher(t, lang), "merkit", false).All(); len(all) > 0 {
			t.Errorf("%s: found %v", lang, places(all))
		}
	}
	data, err := g.set.Bytes("search/se.js")
	if err != nil || !strings.Contains(string(data), `{n:1,priors:"6",words:"",posts:"",levels:""}`) {
		t.Errorf("an index without words: %s, %v", data, err)
	}
	if r := search(t, g.searcher(t, "se"), "salasana", false); len(r.Other) == 0 || r.Other[0].URL != "se/tilit/" {
		t.Errorf("through others: %v", places(r.Other))
	}
}

// TestPriors: of pages that say the same, those that sum up others stand behind.
func TestPriors(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string][]string{
		"page":      {"fi/a/", "fi/b/"},
		"rules":     {"fi/a/", "fi/b/"},
		"checklist": {"fi/b/", "fi/a/"},
		"statement": {"fi/b/", "fi/a/"},
	} {
		const body = "---\n\nZeppeliini lentää.\n"
		s := small(t, map[string]string{
			"fi/7-a.md": "---\ntitle: Eka\nslug: a\nkind: " + kind + "\n" + body,
			"fi/8-b.md": "---\ntitle: Toka\nslug: b\n" + body,
		}).searcher(t, "fi")
		if got := places(search(t, s, "zeppeliini", false).Main); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", kind, got, want)
		}
	}
}

// TestBoost: of pages that say the same, the one that its author prefers is first.
func TestBoost(t *testing.T) {
	t.Parallel()
	for boosts, want := range map[[2]string][]string{
		{"1", "1"}: {"fi/a/", "fi/b/"}, {"0.9", "1"}: {"fi/b/", "fi/a/"}, {"1", "2"}: {"fi/b/", "fi/a/"}, {"0.1", "0.14"}: {"fi/a/", "fi/b/"},
	} {
		page := func(title, boost string) string {
			return "---\ntitle: " + title + "\nslug: " + strings.ToLower(title) + "\nboost: " + boost + "\n---\n\nZeppeliini lentää.\n"
		}
		s := small(t, map[string]string{"fi/7-a.md": page("A", boosts[0]), "fi/8-b.md": page("B", boosts[1])}).searcher(t, "fi")
		if got := places(search(t, s, "zeppeliini", false).Main); !slices.Equal(got, want) {
			t.Errorf("%v: got %v, want %v", boosts, got, want)
		}
	}
}

// TestQuestions: of pages that say the same, the one that answers what is asked is
// first; a word alone asks nothing, and a word that only questions have finds
// nothing.
func TestQuestions(t *testing.T) {
	t.Parallel()
	const body = "---\n\nZeppeliini lentää tuulella. Sen ohjaaja on taitava.\n"
	g := small(t, map[string]string{
		"fi/7-a.md": "---\ntitle: Eka\nslug: a\n" + body,
		"fi/8-b.md": "---\ntitle: Toka\nslug: b\nquestions: [kuka zeppeliiniä saa ohjata, miten zeppeliinit lentävät pilvilinnaan]\n" + body,
	})
	for query, want := range map[string][]string{
		"zeppeliini":                  {"fi/a/", "fi/b/"},
		"miten zeppeliini voi lentää": {"fi/b/", "fi/a/"},
		"Zeppeliinien lento":          {"fi/b/", "fi/a/"},
		"taitavan tuulella":           {"fi/a/", "fi/b/"},
		"pilvilinna":                  nil,
	} {
		if got := places(search(t, g.searcher(t, "fi"), query, false).Main); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", query, got, want)
		}
	}
}

// TestHashtagJoints: within the words of a hashtag its compound is joined as it was
// reviewed.
func TestHashtagJoints(t *testing.T) {
	t.Parallel()
	page := map[string]string{"fi/7-a.md": "---\ntitle: Eka\nslug: a\n---\n\nTunniste on #KotihoidonTuki.\n"}
	for compounds, want := range map[string]bool{"koti|hoidon|tuki\n": true, "maa|tila\n": false} {
		page["fi/compounds.tsv"] = compounds
		s := small(t, page).searcher(t, "fi")
		for query, want := range map[string]bool{"hoito": want, "KotihoidonTuki": true} {
			if got := places(search(t, s, query, false).Main); slices.Contains(got, "fi/a/") != want {
				t.Errorf("%q: %s: got %v, the page in it: want %v", compounds, query, got, want)
			}
		}
	}
}

// TestHashtagPlaces: of the places in the library a hashtag, and any form of it,
// leads to its very entry, not to one that has it as a part or to a text that speaks
// of it often. Another page may be about it, but where the # sign is typed.
func TestHashtagPlaces(t *testing.T) {
	t.Parallel()
	g := built(t, plan(t, os.DirFS("../../content"), nil))
	type asked struct{ query, id string }
	forms := map[string][]asked{
		"fi": {{"toimeentulotuella", "toimeentulotuki"}, {"utkomststöd", "toimeentulotuki"}, {"lapsilisistä", "lapsilisa"}},
		"sv": {{"barnbidraget", "lapsilisa"}, {"toimeentulotuki", "toimeentulotuki"}},
	}
	for _, l := range g.site.Languages {
		list := forms[l.Code]
		for _, tag := range g.site.Hashtags.Tags() {
			list = append(list, asked{tag.In(l), tag.ID})
		}
		for _, q := range list {
			for _, typing := range []bool{false, true} {
				got, want := places(search(t, g.searcher(t, l.Code), q.query, typing).All()), l.Hashtags.URL+"#"+q.id
				if at := slices.Index(got, want); at < 0 || at > 0 && q.query[0] == '#' {
					t.Errorf("%s: %s, typing %v: leads to %v, want %s", l.Code, q.query, typing, got, want)
				}
			}
		}
	}
}
