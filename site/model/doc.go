// Package model arranges what was read into a site: the pages of every
// language with their addresses, their order and their neighbours, each paired
// with the same page in the other languages.
//
// content.Content enters, a Site leaves: complete and immutable, so that every
// page can be rendered from it alone and in any order. The package checks what
// only shows when pages meet: addresses that clash, links and images that lead
// nowhere, pages without translation. It must not know of HTML.
package model
