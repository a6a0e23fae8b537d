package search

// The numbers of an index: see the package comment.
const (
	finals  = 59 // digits below it end a number
	payload = 5  // that each of the others gives
)

// digits are the characters of the digits from 0 to 90: the commoner one is in an
// index, the commoner the letter that stands for it is in words, so that one code of
// Huffman's suits both (400 bytes less of 13,000).
const digits = "CNaltdeuigsyovrp|EkfmFBjDhc)w,bnS:&>/Y*X<^VW;[U?(=]~Z`_}T{@-$.'IR71G53Q40H+K%2P8qz6MLx#AOJ9"

// appendNumber appends a number that is not negative.
func appendNumber(dst []byte, n int) []byte {
	for n >= finals {
		dst = append(dst, digits[finals+n&(1<<payload-1)])
		n >>= payload
	}
	return append(dst, digits[n])
}

// appendQuestions appends the questions that pages answer as a JavaScript string:
// the number of the first one, and of each its page, as a difference, and how many
// words it has.
func appendQuestions(dst []byte, first int, list []question) []byte {
	dst = appendNumber(append(dst, '"'), first)
	last := 0
	for _, q := range list {
		dst = appendNumber(appendNumber(dst, q.page-last), q.words)
		last = q.page
	}
	return append(dst, '"')
}

// mostShared is the largest count of letters in common that front coding tells.
const mostShared = 'Z' - 'A'

// appendWord appends a word, front-coded behind the one before it.
func appendWord(dst []byte, before, word string) []byte {
	shared, at := 0, 0
	// In UTF-16 units, as the browser counts: all letters of an index are one.
	rest := []rune(before)
	for i, r := range word {
		if shared == len(rest) || shared == mostShared || rest[shared] != r {
			break
		}
		shared++
		at = i + len(string(r))
	}
	dst = append(dst, 'A'+byte(shared))
	return append(dst, word[at:]...)
}

// appendCall appends the beginning of the script that puts data at a path; end
// must follow.
func appendCall(dst []byte, path string) []byte {
	dst = append(dst, `opasSearch.put("`...)
	dst = append(dst, path...)
	return append(dst, `",`...)
}

const end = ");\n"

// appendQuoted appends a JavaScript string.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := range len(s) {
		if c := s[i]; c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[from:i]...)
		from = i + 1
		switch c := s[i]; c {
		case '\n':
			dst = append(dst, `\n`...)
		case '"', '\\':
			dst = append(dst, '\\', c)
		default: // a control character, which no text needs
			dst = append(dst, ' ')
		}
	}
	dst = append(dst, s[from:]...)
	return append(dst, '"')
}
