// Package pdf writes tagged PDF files: pages with text, images, links and form
// fields enter, each part owned by an element of the structure tree or marked as
// an artifact; a file leaves that claims PDF/UA-1, and PDF/A-2a if it is asked
// to. It knows nothing of guides and breaks no lines; it must not read a clock,
// the environment or anything random, so the same calls give the same bytes.
//
// Implemented of ISO 32000-1 (PDF 1.7):
//
//	7.3, 7.5     objects, cross-reference streams, object streams; 7.5.5 trailer, ID from the content
//	7.9.2        text strings in ASCII and UTF-16
//	8.5, 8.6     paths and DeviceRGB/DeviceGray; 8.9 images, DCTDecode and FlateDecode, soft masks
//	9.6.3, 9.7   TrueType fonts: composite ones for text, a simple one for what is typed; 9.10 ToUnicode
//	12.3         destinations, bookmarks; 12.4.2 page labels
//	12.5.6.5     link annotations, 12.6.4.7 URI actions
//	12.7         check boxes and text fields with appearances; 12.7.3.3 default appearance
//	14.3.2, 14.3.3, 14.11.5  metadata, information dictionary, output intents
//	14.6 – 14.8  marked content, structure tree with parent tree, attributes, artifacts, standard roles
//	14.9         languages, alternate descriptions
//
// and of ISO 14289-1 (PDF/UA-1):
//
//	5     identification in the metadata
//	7.1   everything is tagged or an artifact; title shown; language of the file
//	7.2   languages of passages; 7.4 headings (the caller's), 7.9 notes with IDs
//	7.18  annotations in Link and Form elements with OBJR, descriptions, tab order
//	7.21  fonts embedded, with widths, Unicode values and no .notdef
package pdf
