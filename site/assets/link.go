package assets

import (
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"opas/site/diag"
)

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// link cuts the address in a url() or string token and puts the name that its
// file is published under.
func (s *scanner) link(t token) {
	address := tokenAddress(t)
	if strings.HasPrefix(address, "#") {
		return // within the document that uses the sheet
	}
	name, suffix, ok := s.locate(s.name, t.at, address)
	if !ok {
		return
	}
	if kindOf(name) == styleSheet {
		s.errorAt(s.name, t.at, `import it with @import "file";`, "address of a style sheet: %q", address)
		return
	}
	// URL escapes what is not plain in a name and guards one with a colon.
	text := quote((&url.URL{Path: path.Base(s.m.paths[name])}).String() + suffix)
	if t.TokenType == css.URLToken {
		text = "url(" + text + ")"
	}
	s.cuts = append(s.cuts, cut{start: t.at, end: t.end(), text: text})
}

// tokenAddress returns the address in a url() or string token. Browsers strip
// the space around it as well.
func tokenAddress(t token) string {
	var address string
	if t.TokenType == css.URLToken {
		address, _ = urlContent(t.text)
	} else {
		address, _, _ = stringContent(t.text)
	}
	return strings.TrimSpace(address)
}

// locate finds the file that an address at an offset of a file means, and returns
// its name and the query and fragment of the address. It reports an address that
// cannot be followed.
func (b *builder) locate(from string, at int, address string) (name, suffix string, ok bool) {
	file := address
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		file, suffix = address[:i], address[i:]
	}
	decoded, err := url.PathUnescape(file)
	name = path.Join(path.Dir(from), decoded)
	_, found := b.data[name]
	switch {
	case strings.HasPrefix(strings.ToLower(address), "data:"):
		b.errorAt(from, at, "save it as a file of its own: the security policy of the pages forbids data:", "data in an address")
	case scheme.MatchString(address) || strings.HasPrefix(address, "//"):
		b.errorAt(from, at, "save the file among the assets: pages ask no other host for anything", "address on another host: %q", address)
	case strings.HasPrefix(address, "/"):
		b.errorAt(from, at, "write the path from this file, so that the site works under any address", "absolute address: %q", address)
	case file == "":
		b.errorAt(from, at, "", "address without a file: %q", address)
	case err != nil:
		b.errorAt(from, at, "write % as %25", "malformed address: %q", address)
	case !found:
		b.errorAt(from, at, b.suggest(from, name), "no file %q", path.Join(b.prefix, name))
	default:
		return name, suffix, true
	}
	return "", "", false
}

// suggest builds a hint for a file that is not there.
func (b *builder) suggest(from, missing string) string {
	names := slices.Sorted(maps.Keys(b.data))
	i := slices.IndexFunc(names, func(n string) bool {
		return n != from && path.Base(n) == path.Base(missing)
	})
	near := diag.Nearest(missing, names)
	if i >= 0 {
		near = names[i]
	}
	if near == "" {
		return "addresses are relative to the file they stand in"
	}
	return "did you mean \"" + relative(path.Dir(from), near) + "\"?"
}

// relative returns the path that leads from a folder to a file; both are slash
// paths from one root.
func relative(dir, file string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(file, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	if dir == "." {
		return up + file
	}
	return up + strings.TrimPrefix(file, dir+"/")
}
