package content

import (
	"strings"
	"testing"
)

const hashtagsYAML = `# The tags.
limits:
  page: 2
  services:
    - {name: Kanava, characters: 20}
themes:
  - id: tuki
    name: {fi: Tuki, sv: Stöd}
tags:
  # The first one.
  - id: lapsilisa
    theme: tuki
    tag: {fi: lapsilisä, sv: barnbidrag} # official
    meaning:
      fi: Tuki lapselle
      sv: Stöd till barn
    synonyms: {fi: [lapsiraha, tuki lapselle]}
    since: 2026-01-31

  # The second one.
  - id: omatuki
    theme: tuki
    tag: {fi: OmaTuki, sv: MittStöd}
    meaning: {fi: Palvelu, sv: Tjänst}
    related: [index]
    reviewed: 2026-02-28
`

// TestHashtagMistakes: each case replaces something in a library without faults.
func TestHashtagMistakes(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"fine", "", "", ""},
		{"unknown key", "synonyms:", "synonym:", "content/hashtags.yaml:17:5: unknown key \"tags.synonym\"\n    hint: did you mean \"synonyms\"? known: id, theme, tag, meaning, synonyms, related, since, reviewed, successor\n"},
		{"missing key", "    tag: {fi: OmaTuki, sv: MittStöd}\n", "", "content/hashtags.yaml:21:5: missing key \"tags.tag\"\n    hint: add it\n"},
		{"not a day", "2026-02-28", "eilen", "content/hashtags.yaml:26:15: tags.reviewed: want a day, such as 2026-03-31, got \"eilen\"\n"},
		{"id with capitals", "id: omatuki", "id: OmaTuki", "content/hashtags.yaml:21:9: id \"OmaTuki\" can't be an anchor\n    hint: small letters, digits and hyphens\n"},
		{"id twice", "id: omatuki", "id: lapsilisa", "content/hashtags.yaml:21:9: id \"lapsilisa\" comes twice\n    hint: give each an id of its own\n"},
		{"unknown theme", "theme: tuki\n    tag: {fi: OmaTuki", "theme: tuk\n    tag: {fi: OmaTuki", "content/hashtags.yaml:22:12: unknown theme \"tuk\"\n    hint: did you mean \"tuki\"? known: tuki\n"},
		{"unknown successor", "related: [index]", "successor: lapsilis", "content/hashtags.yaml:25:16: successor \"lapsilis\" is not in the library\n    hint: did you mean \"lapsilisa\"?\n"},
		{"no successor like it", "related: [index]", "successor: x", "content/hashtags.yaml:25:16: successor \"x\" is not in the library\n    hint: write the id of the hashtag to use instead\n"},
		{"its own successor", "related: [index]", "successor: omatuki", "content/hashtags.yaml:25:16: successor \"omatuki\" is retired itself\n    hint: name the one that is in use now\n"},
		{"no value for a language", "{fi: OmaTuki, sv: MittStöd}", "{fi: OmaTuki}", "content/hashtags.yaml:23:10: tag: no value for language \"sv\"\n    hint: add a value for each language\n"},
		{"unknown language", "{fi: Palvelu, sv: Tjänst}", "{fi: Palvelu, sv: Tjänst, en: Service}", "content/hashtags.yaml:24:44: meaning: unknown language \"en\"\n    hint: known: fi, sv\n"},
		{"unknown language of synonyms", "{fi: [lapsi", "{en: [lapsi", "content/hashtags.yaml:17:20: synonyms: unknown language \"en\"\n    hint: known: fi, sv\n"},
		{"with its sign", "fi: OmaTuki", "fi: '#OmaTuki'", "content/hashtags.yaml:23:15: hashtag \"#OmaTuki\": here it has no # sign\n    hint: write OmaTuki\n"},
		{"with a hyphen", "fi: OmaTuki", "fi: Oma-Tuki", "content/hashtags.yaml:23:15: hashtag \"Oma-Tuki\": services take no \"-\" in one\n    hint: letters, digits and underscores\n"},
		{"with a space", "fi: OmaTuki", "fi: Oma Tuki", "content/hashtags.yaml:23:15: hashtag \"Oma Tuki\": services take no \" \" in one\n    hint: write OmaTuki\n"},
		{"its sign alone", "fi: OmaTuki", "fi: '#'", "content/hashtags.yaml:23:15: hashtag \"#\": services take none without letters\n    hint: add a letter\n"},
		{"digits alone", "fi: OmaTuki", "fi: '2026'", "content/hashtags.yaml:23:15: hashtag \"2026\": services take none without letters\n    hint: add a letter\n"},
		{"small letter first", "fi: OmaTuki", "fi: omaTuki", "content/hashtags.yaml:23:15: warning: hashtag \"omaTuki\" has several words\n    hint: write OmaTuki: screen readers tell words by their capitals\n"},
		{"underscores", "fi: OmaTuki", "fi: oma_tuki", "content/hashtags.yaml:23:15: warning: hashtag \"oma_tuki\" has several words\n    hint: write OmaTuki: screen readers tell words by their capitals\n"},
		{"synonym with the words apart", "fi: lapsilisä", "fi: tukilapselle", "content/hashtags.yaml:13:15: warning: hashtag \"tukilapselle\" has several words\n    hint: write TukiLapselle: screen readers tell words by their capitals\n"},
		{"words apart within the meaning", "{fi: OmaTuki, sv: MittStöd}\n    meaning: {fi: Palvelu,", "{fi: yleinentuki, sv: MittStöd}\n    meaning: {fi: \"Se on Yleinen tuki, palvelu\",", "content/hashtags.yaml:23:15: warning: hashtag \"yleinentuki\" has several words\n    hint: write YleinenTuki: screen readers tell words by their capitals\n"},
		{"words apart, a capital first", "fi: lapsilisä", "fi: Tukilapselle", "content/hashtags.yaml:13:15: warning: hashtag \"Tukilapselle\" has several words\n    hint: write TukiLapselle: screen readers tell words by their capitals\n"},
		{"words apart, a capital within", "{fi: OmaTuki, sv: MittStöd}\n    meaning: {fi: Palvelu,", "{fi: OmaTukilapselle, sv: MittStöd}\n    meaning: {fi: oma tuki lapselle,", "content/hashtags.yaml:23:15: warning: hashtag \"OmaTukilapselle\" has several words\n    hint: write OmaTukiLapselle: screen readers tell words by their capitals\n"},
		{"words apart, all in capitals", "fi: lapsilisä", "fi: TUKILAPSELLE", "content/hashtags.yaml:13:15: warning: hashtag \"TUKILAPSELLE\" has several words\n    hint: write TukiLapselle: screen readers tell words by their capitals\n"},
		{"words apart, with an abbreviation", "{fi: OmaTuki, sv: MittStöd}\n    meaning: {fi: Palvelu,", "{fi: FPAKORTTI, sv: MittStöd}\n    meaning: {fi: FPA-kortti,", "content/hashtags.yaml:23:15: warning: hashtag \"FPAKORTTI\" has several words\n    hint: write FPAKortti: screen readers tell words by their capitals\n"},
		{"underscores, all in capitals", "{fi: OmaTuki, sv: MittStöd}", "{fi: FPA_TUKI, sv: FPA}", "content/hashtags.yaml:23:15: warning: hashtag \"FPA_TUKI\" has several words\n    hint: write FPATuki: screen readers tell words by their capitals\n"},
		{"words apart, each with its capital", "{fi: OmaTuki, sv: MittStöd}\n    meaning: {fi: Palvelu,", "{fi: OmaFPATuki, sv: MittStöd}\n    meaning: {fi: oma FPA-tuki,", ""},
		{"all in capitals", "fi: OmaTuki", "fi: YLEINENTUKI", "content/hashtags.yaml:23:15: warning: hashtag \"YLEINENTUKI\" is all in capitals\n    hint: write the first letter of each word as a capital, the others small\n"},
		{"an abbreviation", "fi: OmaTuki", "fi: COVID2026", ""},
		{"a long abbreviation that a text has", "{fi: OmaTuki, sv: MittStöd}\n    meaning: {fi: Palvelu,", "{fi: UNHABITAT, sv: MittStöd}\n    meaning: {fi: (UNHABITAT),", ""},
		{"a part of the meaning's words", "fi: lapsilisä", "fi: tukilap", ""},
		{"underscore at the end", "fi: OmaTuki", "fi: Aihe_", "content/hashtags.yaml:23:15: warning: hashtag \"Aihe_\" has an underscore at its edge\n    hint: write Aihe\n"},
		{"underscores at the beginning", "fi: OmaTuki", "fi: __x", "content/hashtags.yaml:23:15: warning: hashtag \"__x\" has an underscore at its edge\n    hint: write x\n"},
		{"a sentence", "fi: OmaTuki", "fi: " + "Å" + strings.Repeat("å", 50), "content/hashtags.yaml:23:15: warning: hashtag \"" + "Å" + strings.Repeat("å", 50) + "\" is long: 51 characters\n    hint: a hashtag is no sentence: name the subject in a word or a few\n"},
		{"as long as may be", "fi: OmaTuki", "fi: " + "Å" + strings.Repeat("å", 49), ""},
		{"in two languages", "fi: OmaTuki", "fi: Barnbidrag", "content/hashtags.yaml:23:15: warning: hashtag \"Barnbidrag\" is in the library twice\n    hint: one hashtag, one entry: see lapsilisa\n"},
		{"in two ways", "{fi: OmaTuki, sv: MittStöd}", "{fi: OmaTuki, sv: OmatukI}", "content/hashtags.yaml:23:28: warning: hashtag \"OmatukI\" is also written \"OmaTuki\"\n    hint: write it alike in all languages\n"},
		{"alike in both languages", "{fi: OmaTuki, sv: MittStöd}", "{fi: OmaTuki, sv: OmaTuki}", ""},
		{"anchor of a theme", "id: omatuki", "id: theme-tuki", "content/hashtags.yaml:21:9: id \"theme-tuki\" is the anchor of a theme\n    hint: give the hashtag another id\n"},
		{"no anchor of a theme", "id: omatuki", "id: theme-muu", ""},
		{"less than nothing", "page: 2", "page: -2", "content/hashtags.yaml:3:9: page: want a whole number from 0, got \"-2\"\n    hint: 0 is no limit\n"},
		{"less than nothing in a service", "characters: 20", "characters: -1", "content/hashtags.yaml:5:34: characters: want a whole number from 0, got \"-1\"\n    hint: 0 is no limit\n"},
		{"reviewed before it was taken in", "since: 2026-01-31", "since: 2026-01-31\n    reviewed: 2026-01-30", "content/hashtags.yaml:19:15: warning: reviewed on 2026-01-30, but taken in on 2026-01-31\n    hint: correct reviewed or since\n"},
		{"reviewed as it was taken in", "since: 2026-01-31", "since: 2026-01-31\n    reviewed: 2026-01-31", ""},
		{"meaning of two lines", "fi: Tuki lapselle", "fi: \"Tuki\\nlapselle\"", "content/hashtags.yaml:15:11: warning: the meaning has several lines\n    hint: write it on one line\n"},
		{"meaning with a line end behind it", "fi: Tuki lapselle", "fi: >\n        Tuki\n        lapselle", ""},
		{"the same but for case", "fi: OmaTuki", "fi: LapsiLisä", "content/hashtags.yaml:23:15: hashtag \"LapsiLisä\" is in the library twice\n    hint: one hashtag, one entry: see lapsilisa\n"},
		{"the same but for dots", "fi: OmaTuki", "fi: lapsilisa", "content/hashtags.yaml:23:15: warning: hashtag \"lapsilisa\" is nearly \"lapsilisä\"\n    hint: keep one of them, or write them less alike\n"},
		{"one letter apart", "fi: OmaTuki", "fi: lapsilisät", "content/hashtags.yaml:23:15: warning: hashtag \"lapsilisät\" is nearly \"lapsilisä\"\n    hint: keep one of them, or write them less alike\n"},
		{"old spelling of the successor", "{fi: OmaTuki, sv: MittStöd}", "{fi: LapsiLisä, sv: BarnBidrag}\n    successor: lapsilisa", ""},
		{"behind a hashtag", "fi: Tuki lapselle", "fi: Tuki #Kela ja muut", "content/hashtags.yaml:15:16: warning: the text from \"#Kela\" on is not read: here it is a comment\n" + lost},
		{"tags with their signs", "{fi: OmaTuki, sv: MittStöd}", "{fi: #OmaTuki, sv: #MittStöd}", "content/hashtags.yaml:23:15: the text from \"#OmaTuki\" on is not read: here it is a comment\n" + lost +
			"content/hashtags.yaml:23:29: the text from \"#MittStöd\" on is not read: here it is a comment\n" + lost},
		{"a comment that is one", "# official", "#", ""},
		{"not YAML", "themes:", "themes: [", "content/hashtags.yaml:6:1: not valid YAML: did not find expected node content\n    hint: write \"key: value\", and put a text that holds \": \" or begins with a sign in quotes\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(hashtagsYAML, tt.old) {
				t.Fatalf("no %q to replace", tt.old)
			}
			_, got := read(t, files(t, map[string]string{HashtagsFile: strings.Replace(hashtagsYAML, tt.old, tt.new, 1)}))
			if got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestNearHashtags: which tags readers take for one another.
func TestNearHashtags(t *testing.T) {
	tests := []struct {
		a, b string
		near bool
	}{
		{"tuki", "tuky", true}, {"aaa", "aaab", true}, {"mor", "mår", true}, {"stöd", "stød", true}, {"tuki", "tkui", true},
		{"ä", "a", true}, {"ab", "ac", false}, {"åb", "åc", false}, {"tuki", "tukea", false}, {"tuki", "apu", false},
	}
	for _, tt := range tests {
		text := strings.NewReplacer("lapsilisä", tt.a, "OmaTuki", tt.b).Replace(hashtagsYAML)
		_, diags := parseHashtags(HashtagsFile, []byte(text))
		if got := len(diags) > 0; got != tt.near {
			t.Errorf("%s and %s: %v, want near: %v", tt.a, tt.b, diags, tt.near)
		}
	}
}

// TestHashtagLanguage: a language that has no hashtags yet waits for them; the
// source language does not.
func TestHashtagLanguage(t *testing.T) {
	text := hashtagsYAML
	for _, sv := range []string{", sv: Stöd", ", sv: barnbidrag", "      sv: Stöd till barn\n", ", sv: MittStöd", ", sv: Tjänst"} {
		text = strings.Replace(text, sv, "", 1)
	}
	_, got := read(t, files(t, map[string]string{HashtagsFile: text}))
	want := "content/hashtags.yaml: warning: no translation of the hashtags into language \"sv\"\n    hint: until they are written, those of language \"fi\" are shown\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	_, got = read(t, files(t, map[string]string{HashtagsFile: text, "site.yaml": strings.Replace(siteYAML, "source: fi", "source: sv", 1)}))
	if !strings.Contains(got, `tag: no value for language "sv"`) {
		t.Errorf("the source language may lack hashtags:\n%s", got)
	}
}
