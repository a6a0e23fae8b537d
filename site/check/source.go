package check

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"opas/site/diag"
)

// source is one file while it is read: its bytes and what was found in them.
// Sources are used again for the next file.
type source struct {
	path   string
	out    string // Options.Out
	folder string // of path: "" or ending in a slash
	root   string // what absolute addresses begin with, "" where there must be none
	buf    []byte // a copy: the lexer writes to it
	cursor cursor

	links    []link
	keys     []byte // of the links, see targets
	external [][]byte
	diags    diag.List
}

// link is a local address. Its key is keys[start:end], and keys[start:pathEnd]
// without the fragment.
type link struct {
	start, pathEnd, end int
	off                 int // byte offset of what refers
	target              uint32
	load                bool // fetched by a first visit
}

func (s *source) reset(o Options, p string, b []byte) {
	buf := append(s.buf[:0], b...)
	buf = append(buf, 0)[:len(b)] // the lexer wants room for a byte more
	*s = source{
		path: p, out: o.Out, buf: buf, cursor: newCursor(buf),
		links: s.links[:0], keys: s.keys[:0], external: s.external[:0], diags: s.diags[:0],
	}
	s.folder, _ = path.Split(p)
	if s.notFound() {
		s.root = o.Root
	}
}

// notFound reports whether the file is the page that a server shows in place of
// a missing one, in any folder.
func (s *source) notFound() bool { return path.Base(s.path) == "404.html" }

// errorf reports an error at a byte offset, or for the whole file where off is
// negative.
func (s *source) errorf(off int, hint, format string, args ...any) {
	var at diag.Pos
	if off >= 0 {
		at = s.cursor.at(off)
	}
	s.diags.Errorf(label(s.out, s.path), at, hint, format, args...)
}

// label names a file of the site for diagnostics.
func label(out, p string) string {
	if out == "" {
		return p
	}
	return strings.TrimSuffix(out, "/") + "/" + p
}

// quoted shows text of the site in a message, cut where it is long.
func quoted(v []byte) string {
	const most = 80
	if utf8.RuneCount(v) > most {
		v = []byte(string([]rune(string(v))[:most-1]) + "…")
	}
	return fmt.Sprintf("%q", v)
}

// cursor turns byte offsets into lines and columns. It goes on from the last
// place it was asked for: offsets that rise cost one walk over the file.
type cursor struct {
	buf            []byte
	off, line, col int
}

func newCursor(buf []byte) cursor { return cursor{buf: buf, line: 1, col: 1} }

func (c *cursor) at(off int) diag.Pos {
	if off < c.off {
		*c = newCursor(c.buf)
	}
	part := c.buf[c.off:off]
	if n := bytes.Count(part, []byte{'\n'}); n > 0 {
		c.line += n
		c.col = 1
		part = part[bytes.LastIndexByte(part, '\n')+1:]
	}
	for _, b := range part {
		if utf8.RuneStart(b) {
			c.col++
		}
	}
	c.off = off
	return diag.Pos{Line: c.line, Col: c.col}
}
