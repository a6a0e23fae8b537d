package check

import (
	"bytes"
	"net/url"
	"strings"
)

// use says what an address is for, and so where it may lead.
type use uint8

const (
	useLink     use = iota // a reader may follow it: any site, mail, telephone
	useRelation            // says something of the page: any site
	useResource            // is fetched or sent to: this site only
	useLoad                // a resource that a first visit fetches
)

// refer checks the address v of an attribute or CSS function and notes where it
// leads. It returns the fragment if that is on the source itself.
func (s *source) refer(name, v []byte, off int, u use) (fragment []byte) {
	v = tidy(v)
	if n := schemeLen(v); n > 0 {
		s.absolute(name, v, n, off, u)
		return nil
	}
	if bytes.HasPrefix(v, []byte("//")) {
		if u < useResource {
			s.errorf(off, `write "https:" before it`, "%s %s has no scheme", name, quoted(v))
		} else {
			s.foreign(name, v, off)
		}
		return nil
	}
	if len(v) == 0 && u >= useResource {
		s.errorf(off, "name a file of the site", "%s is empty", name)
	}
	p, frag, _ := bytes.Cut(v, []byte("#"))
	p, _, _ = bytes.Cut(p, []byte("?"))
	if decoded, ok := unescape(frag); ok {
		frag = decoded
	}
	if bytes.EqualFold(frag, []byte("top")) {
		frag = nil
	}
	if len(p) == 0 {
		return frag
	}
	l := link{start: len(s.keys), off: off, load: u == useLoad}
	if hint, fault := s.resolve(p); fault != "" {
		s.keys = s.keys[:l.start]
		s.errorf(off, hint, "%s %s %s", name, quoted(v), fault)
		return nil
	}
	l.pathEnd = len(s.keys)
	if len(frag) > 0 {
		s.keys = append(append(s.keys, 0), frag...)
	}
	l.end = len(s.keys)
	s.links = append(s.links, l)
	return nil
}

// absolute checks an address whose scheme is n bytes long.
func (s *source) absolute(name, v []byte, n, off int, u use) {
	scheme := strings.ToLower(string(v[:n]))
	rest := v[n+1:]
	switch {
	case scheme == "javascript":
		s.errorf(off, "use a button, and a script file that listens to it", "%s %s is a script", name, quoted(v))
	case scheme == "http" || scheme == "https":
		host, ok := bytes.CutPrefix(rest, []byte("//"))
		switch {
		case !ok || len(host) == 0 || bytes.IndexByte([]byte("/?#:"), host[0]) >= 0:
			s.errorf(off, "write it as https://host/path", "%s %s has no host", name, quoted(v))
		case u >= useResource:
			s.foreign(name, v, off)
		case u == useLink:
			address, _, _ := bytes.Cut(v, []byte("#"))
			s.external = append(s.external, address)
		}
	case u >= useResource:
		s.errorf(off, "make it a file of the site and refer to that", "%s %s is not a file", name, quoted(v))
	case scheme != "mailto" && scheme != "tel":
		s.errorf(off, `known: http, https, mailto, tel; a file name with a colon begins with "./"`,
			"%s %s has the unknown scheme %q", name, quoted(v), scheme)
	}
}

func (s *source) foreign(name, v []byte, off int) {
	s.errorf(off, "keep a copy in the site and refer to that", "%s %s is on another host", name, quoted(v))
}

// resolve appends to keys the path in the site that p, a path relative to the
// source's folder, leads to; a folder means its index.html. Where there can be
// none it returns what is the matter.
func (s *source) resolve(p []byte) (hint, fault string) {
	p, ok := unescape(p)
	if !ok {
		return "write a percent sign itself as %25", "has a percent sign that encodes no character"
	}
	start := len(s.keys)
	if p[0] != '/' {
		s.keys = append(s.keys, s.folder...)
	} else if s.root == "" {
		return "write it relative to this file: it must work in any folder", "is absolute"
	} else if p, ok = below(p, s.root); !ok {
		return "begin it with " + s.root, "is outside the site"
	}
	for more := true; more; {
		var name []byte
		name, p, more = bytes.Cut(p, []byte("/"))
		switch string(name) {
		case ".":
		case "..":
			if len(s.keys) == start {
				return `take a "../" away`, "climbs out of the site"
			}
			cut := bytes.LastIndexByte(s.keys[start:len(s.keys)-1], '/')
			s.keys = s.keys[:start+cut+1]
		default:
			s.keys = append(s.keys, name...)
			if more {
				s.keys = append(s.keys, '/')
			}
		}
	}
	if len(s.keys) == start || s.keys[len(s.keys)-1] == '/' {
		s.keys = append(s.keys, "index.html"...)
	}
	return "", ""
}

// below cuts the root, which ends in a slash, off an absolute path. The root
// itself may be written without that slash.
func below(p []byte, root string) ([]byte, bool) {
	if string(p) == root[:len(root)-1] {
		return nil, true
	}
	return bytes.CutPrefix(p, []byte(root))
}

// tidy does to an address what browsers do before they read it: no spaces
// around it, no tabs and line ends in it, slashes for backslashes before the
// query (URL Standard, 4.4). A NUL becomes U+FFFD, as in any HTML text.
func tidy(v []byte) []byte {
	v = bytes.TrimFunc(v, func(r rune) bool { return r <= ' ' })
	clean := true
	for _, c := range v {
		clean = clean && c >= ' ' && c != '\\'
	}
	if clean {
		return v
	}
	out := make([]byte, 0, len(v))
	inPath := true
	for _, c := range v {
		inPath = inPath && c != '?' && c != '#'
		switch {
		case c == '\t' || c == '\n' || c == '\r':
		case c == '\\' && inPath:
			out = append(out, '/')
		case c == 0:
			out = append(out, "\uFFFD"...)
		default:
			out = append(out, c)
		}
	}
	return out
}

// schemeLen returns the length of the scheme that v begins with, 0 if it is
// relative (RFC 3986, 3.1).
func schemeLen(v []byte) int {
	for i, c := range v {
		switch {
		case isLetter(c):
		case i > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return i
		default:
			return 0
		}
	}
	return 0
}

// unescape decodes percent signs. A NUL among them is not accepted.
func unescape(v []byte) ([]byte, bool) {
	if bytes.IndexByte(v, '%') < 0 {
		return v, true
	}
	s, err := url.PathUnescape(string(v))
	if err != nil || strings.IndexByte(s, 0) >= 0 {
		return v, false
	}
	return []byte(s), true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
