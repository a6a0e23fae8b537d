// Package site builds a guide: it is the pipeline, and this comment is the
// architecture.
//
//	fs.FS → content.Content → model.Site → output.Set → check → output.Stage
//
// One path serves every command. build, check and serve call the same
// [Builder.Build]; what differs is what becomes of the Set: build stages and
// commits it, check only looks at it, serve answers requests from it.
//
// # Layers
//
// A package imports packages of lower levels only, and none of its own level;
// a test keeps it so.
//
//	L0  diag       what an author got wrong: where, what, how to mend it
//	    output     the Set of files, and the only code that writes them
//	    corpus     generated guides for benchmarks
//	L1  messages   diagnostics in the languages of their readers
//	    block      a document's text as a tree of blocks: what it says
//	    pdf        a tagged PDF: pages, structure, fonts, forms; pdfua judges one, in tests
//	    typeset    blocks on pages of paper, in the typeface of typeset/fonts
//	    markdown   one page's text → HTML with holes, and facts about it
//	    assets     the theme's CSS, scripts and images: bundled, fingerprinted
//	L2  content    reads languages, pages and hashtags into typed sources
//	L3  model      pages, addresses, translations, hashtags: complete, immutable
//	L4  render     the model through templates into files of the Set
//	    booklet    checklists, hashtags and the whole guide as PDF files
//	    search     the model into the index that the browser searches
//	L5  check      the finished files: links, ids, headings, weight
//	L6  site       this package
//	L7  preview    HTTP and watching
//	L8  cmd/opas   flags, messages, exit status
//
// # Purity
//
// Every step is a function of its input: no clock, no randomness, no
// environment, no absolute path reaches the output, and every map is sorted on
// its way out. So the same input gives the same bytes anywhere, and a step's
// result may be kept for as long as its input is the same. Kept from build to
// build are, each with the diagnostics that came with it: the parsed sources and
// the names in each folder (by content.Reader), the templates, the assets, the
// shape of the site and what was found about each source's links (model.Memory),
// the words of each source (search.Memory), the PDF files with what they were made
// of (booklet.Memory), the names of the Set's files (output.NewSet), and the latest
// good result, for where nothing has changed at all. All else is made anew, so the
// work of a build is proportional to what changed plus a small cost per page, and a
// warm build cannot differ from a clean one.
//
// An entry of the Set is made when it is asked for. A page is cheap to put
// together, for its article was rendered when its source was read; so pages are
// not kept, and memory does not grow with their HTML. The index of a language is
// made once for all of its files.
package site
