// Package search makes the files of a site's search, and asks them questions.
//
// A model.Site enters, files of the Set leave. The browser searches by itself:
// it loads the index of a language when a reader turns to the search box, and
// then the text of the pages that it shows. All files are scripts, which load
// from a folder (file://) too:
//
//	search/<lang>.js        the index: n pages, and of every word of the language
//	                        which pages have it; or, of a large site, where one
//	                        word's neighbours stand
//	search/<lang>/s<i>.js   a shard of a large site's index
//	search/<lang>/tags.js   an index of the library of hashtags, for its filter: the
//	                        documents are the tags, and behind them the theme of
//	                        each and what each means
//	search/<lang>/<id>.js   a page: address, title, language, and its sections
//
// # Format of an index
//
// Each file calls opasSearch.put(path, data). An index and a shard have
//
//	words   ["A"kanava]["G"t]["C"tso]…    front coding: a capital letter is how
//	        kanava  kanavat  katso        many letters are those of the word before
//	posts   [2·Δpage + last]…             for each word its pages, ascending, as
//	                                      differences; last is 1 at the word's end
//	levels  [digit 0…5]…                  for each page of posts how much the page is
//	                                      about the word (BM25, in six levels)
//
// The words are in the order of their folded forms (see [Fold]). A bar stands
// where a compound is joined: "viestintä|ryhmä". Numbers are written in 91
// digits, ASCII characters in the order in which encode.go has them: one below 59
// ends a number, and one from 59 on gives five bits, the lowest first. An index has besides
//
//	n       how many pages the language has
//	priors  how much a page is worth by its kind and its boost, a character of
//	        tenths for each, "0" to "D" (20); the last ones that count in full are
//	        left out
//	tags    the page that shows the library of hashtags, where there is one
//	asks    where pages have questions: the number of the first one, and of each
//	        question its page, as a difference, and how many words it has. A
//	        question is a document of its own: posts have its number as they have
//	        those of pages, which are smaller, but levels have nothing for it
//	also    synonyms, a line for all that mean the same: "word of the
//	        guide|another=synonym|another"
//	shards  where the index is in shards: the beginning of each one's first word
//
// That of the library has no n and no priors, but
//
//	ids     of the tags, by number; what a tag means has the number of the tag and
//	        that of all tags together
//
// In a shard a compound stands at its own beginning and at that of each of its
// parts, so that one shard answers for one beginning.
//
// Pages are numbered alike in all languages, so that what was found in one
// language can be shown in another.
//
// # Keys
//
// Words are not stemmed here. The browser compares the word that is typed with
// those of the index that begin alike, by hypotheses about their stems, which the
// scripts in assets/js/search make (see analysis.js): so there is one
// implementation of each language. The build needs hypotheses for one thing
// only: of several forms of a word in the index it keeps one ([Merge]). For that
// it runs the same tables.
package search
