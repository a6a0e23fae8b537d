package search

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// A reader is the browser's end of the format: matching.js without an analyser.
type reader struct{ vm *goja.Runtime }

func newReader(t testing.TB) reader {
	t.Helper()
	r := reader{goja.New()}
	for _, name := range []string{analysisScript, matchingScript} {
		if _, err := r.vm.RunScript(name, string(themeScript(name))); err != nil {
			t.Fatal(err)
		}
	}
	// What the index says of words: pages and levels, then questions, undefined for
	// none; and what it says of questions.
	_, err := r.vm.RunString(`const entriesOf = (code, words) => {
		const index = opasSearch.index(code, opasSearch.files.get("search/" + code + ".js"));
		return JSON.stringify([
			words.map((word) => index.entry(word)).map((entry) => entry && [...entry.pages.map(([page, level]) => [page, +level]), ...entry.asks.map((question) => [question, -1])]),
			index.questions.map(({ page, words }) => [page, words]),
		]);
	}`)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// firstQuestion is more than any page of entriesFrom.
const firstQuestion = 1 << 15

// read puts entries and questions in a file, as Go writes it, and returns what the
// browser reads of the words, and of the questions.
func (r reader) read(t testing.TB, list []entry, questions []question, words []string) (pages [][][2]int, asked [][2]int) {
	t.Helper()
	const code = "xx"
	file := append(appendCall(nil, Dir+"/"+code+".js"), "{n:1,"...)
	if questions != nil {
		file = append(appendQuestions(append(file, "asks:"...), firstQuestion, questions), ',')
	}
	file = append(appendEntries(file, list), "}"+end...)
	if _, err := r.vm.RunString(string(file)); err != nil {
		t.Fatalf("%v in %.200s", err, file)
	}
	f, _ := goja.AssertFunction(r.vm.Get("entriesOf"))
	v, err := f(goja.Undefined(), r.vm.ToValue(code), r.vm.ToValue(words))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(v.String()), &[]any{&pages, &asked}); err != nil {
		t.Fatal(err)
	}
	return pages, asked
}

// assertReads asserts that the browser reads all entries and questions, and only
// these.
func (r reader) assertReads(t testing.TB, list []entry, questions []question) {
	t.Helper()
	var words []string
	var want [][][2]int
	for _, e := range list {
		var pages [][2]int
		for _, p := range e.posts {
			if p.level == none {
				pages = append(pages, [2]int{int(p.page) - firstQuestion, -1})
			} else {
				pages = append(pages, [2]int{int(p.page), int(p.level)})
			}
		}
		words = append(words, strings.ReplaceAll(e.word, "|", ""))
		want = append(want, pages)
	}
	got, asked := r.read(t, list, questions, append(slices.Clone(words), "nosuchword", ""))
	for i, word := range words {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%q: got %v, want %v", word, got[i], want[i])
		}
	}
	if rest := got[len(words):]; !slices.Contains(words, "nosuchword") && (rest[0] != nil || rest[1] != nil) {
		t.Errorf("read what is not there: %v", rest)
	}
	for i, q := range asked {
		if i >= len(questions) || q != [2]int{questions[i].page, questions[i].words} {
			t.Errorf("question %d: got %v of %v", i, q, questions)
		}
	}
	if len(asked) != len(questions) {
		t.Errorf("got %d questions, want %d", len(asked), len(questions))
	}
}

// entriesFrom makes an index of the words of a text: bars, pages, levels and
// questions are drawn.
func entriesFrom(text string, seed uint64) ([]entry, []question) {
	r := rand.New(rand.NewPCG(seed, 1))
	questions := make([]question, r.IntN(300))
	for i := range questions {
		questions[i] = question{r.IntN(40), r.IntN(9)}
		if i > 0 {
			questions[i].page += questions[i-1].page
		}
	}
	seen := map[string]bool{}
	var list []entry
	for _, token := range Tokens(text) {
		if seen[token.Word] {
			continue
		}
		seen[token.Word] = true
		e := entry{word: token.Word, text: Fold(token.Word)}
		if letters := []rune(token.Word); len(letters) > 2 && r.IntN(3) == 0 {
			at := 1 + r.IntN(len(letters)-1)
			e.word = string(letters[:at]) + "|" + string(letters[at:])
		}
		page := 0
		for range 1 + r.IntN(6) {
			e.posts = append(e.posts, posting{uint32(page + r.IntN(1<<r.IntN(12))), byte(r.IntN(10))})
			page = int(e.posts[len(e.posts)-1].page) + 1
		}
		if len(questions) > 0 && r.IntN(4) == 0 {
			e.posts = append(e.posts, posting{uint32(firstQuestion + r.IntN(len(questions))), none})
		}
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.text+"\x00"+a.word, b.text+"\x00"+b.word) })
	return list, questions
}

func FuzzIndex(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, uint64(7))
	}
	prefix := strings.Repeat("pitkä", 6)
	f.Add("saa sää säa saä 2026 a-b a'b a’b", uint64(1))
	f.Add(prefix+"a "+prefix+"b "+prefix[:20]+" "+prefix+prefix+" "+prefix+prefix+"x", uint64(2))
	f.Add("αβγ αβδ город города 漢字 漢字かな 한글 한국 čáppa ŋ ǆ ⱥ", uint64(3))
	f.Add(guideText(f, "sv"), uint64(4))
	r := newReader(f)
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		list, questions := entriesFrom(text, seed)
		r.assertReads(t, list, questions)
	})
}

// TestNumbers: each number is read as it was written, alone and in a row.
func TestNumbers(t *testing.T) {
	t.Parallel()
	numbers := []int{}
	for n := range 4000 {
		numbers = append(numbers, n)
	}
	for bits := 12; bits < 31; bits++ {
		numbers = append(numbers, 1<<bits-1, 1<<bits, 1<<bits+1)
	}
	var list []entry
	for i, n := range numbers {
		e := entry{word: fmt.Sprintf("w%06d", i), posts: []posting{{uint32(n / 2), byte(i % 10)}}}
		if n%2 == 0 { // not the last one of its word
			e.posts = append(e.posts, posting{uint32(n/2 + 1 + i), 3})
		}
		list = append(list, e)
	}
	newReader(t).assertReads(t, list, nil)
	for _, tt := range []struct{ n, length int }{{0, 1}, {58, 1}, {59, 2}, {90, 2}, {91, 2}, {59<<payload - 1, 2}, {59 << payload, 3}} {
		if got := appendNumber(nil, tt.n); len(got) != tt.length {
			t.Errorf("%d takes %d characters, want %d", tt.n, len(got), tt.length)
		}
	}
	for d, c := range []byte(digits) {
		if c <= ' ' || c > '~' || c == '"' || c == '\\' || strings.IndexByte(digits, c) != d {
			t.Errorf("digit %d is %q", d, c)
		}
	}
}

// TestFrontCoding: what is left out of a word is that of the word before it.
func TestFrontCoding(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 25)
	for _, tt := range []struct{ before, word, want string }{
		{"", "kana", "Akana"}, {"kana", "kanat", "Et"}, {"kanat", "kana", "E"}, {"kana", "kana", "E"}, {"sää", "säät", "Dt"}, {"saa", "sää", "Bää"},
		{long[:24], long, "Ya"}, {long, long + "b", "Zb"}, {long + "b", long + "bc", "Zbc"}, {long + long, long + long + "c", "Z" + long + "c"},
		{"漢字", "漢字かな", "Cかな"}, {"kana", "ka|na", "C|na"}, {"ka|na", "kana", "Cna"},
	} {
		if got := string(appendWord(nil, tt.before, tt.word)); got != tt.want {
			t.Errorf("%s after %s: got %s, want %s", tt.word, tt.before, got, tt.want)
		}
	}
}

// FuzzQuoted: a text is read as it was written, control characters as spaces.
func FuzzQuoted(f *testing.F) {
	for _, text := range append(hostile, `"`, `\`, `\"`, "\n\n", "\r\n", "\x00\x1f\x7f", "</script>", "\u2028\u2029", "`${1}`", `\u0041\x41\n`, "<!--", "\ufeff", "\U0010ffff") {
		f.Add(text)
	}
	vm := goja.New()
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		v, err := vm.RunString(string(append(appendQuoted([]byte("("), text), ')')))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		want := strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' {
				return ' '
			}
			return r
		}, text)
		if got := v.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// TestPageFiles: the browser reads of each page what the model says of it.
func TestPageFiles(t *testing.T) {
	t.Parallel()
	g := small(t, map[string]string{"fi/7-oudot.md": oddPage + strings.Repeat("pitkä teksti ", 4000) + "\n"})
	s := g.searcher(t, "fi")
	for _, l := range g.languages {
		for _, p := range l.Pages {
			id := p.ID
			data, err := g.set.Bytes(l.pageFile(id))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.run(l.pageFile(id), data); err != nil {
				t.Fatal(err)
			}
			v, err := s.vm.RunString(`opasSearch.files.get("` + l.pageFile(id) + `")`)
			if err != nil {
				t.Fatal(err)
			}
			lang := ""
			if p.Fallback {
				lang = p.Source.Lang
			}
			sections, _ := g.sections(l.Code, id)
			var list []any
			for _, each := range sections {
				list = append(list, []any{each[0], each[1], clip(each[2])})
			}
			want := []any{p.URL, p.Title, lang, list}
			if got := v.Export(); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got %v, want %v", l.pageFile(id), got, want)
			}
		}
	}
}

func TestClip(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "ä", strings.Repeat("a", longestSection), strings.Repeat("ä", longestSection/2) + "a", strings.Repeat("a", longestSection-1) + "ä", strings.Repeat("€", longestSection)} {
		got := clip(text)
		if !strings.HasPrefix(text, got) || len(got) > longestSection || len(text) > longestSection && len(got) < longestSection-3 || strings.ToValidUTF8(got, "") != got {
			t.Errorf("%d bytes of %d", len(got), len(text))
		}
	}
}
