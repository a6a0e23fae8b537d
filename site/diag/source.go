package diag

import (
	"bytes"
	"errors"
	"io/fs"
	"syscall"
	"unicode/utf8"
)

// errIrregular tells of a pipe, a socket or a device: to read one may never end.
var errIrregular = errors.New("not a regular file")

// ReadFile reads a file of the sources, by itself or through a link. What is no
// regular file it does not open. Its errors are for Unreadable.
func ReadFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errIrregular}
	}
	return fs.ReadFile(fsys, name)
}

// Unreadable adds the error of a file or folder that can't be read: err is what
// its file system says.
func (l *List) Unreadable(file string, err error) {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		err = at.Err // the name is known
	}
	switch {
	case errors.Is(err, errIrregular):
		l.Irregular(file)
	case errors.Is(err, fs.ErrNotExist):
		l.Errorf(file, Pos{}, "it was there a moment ago; build again", "the file vanished while being read")
	case errors.Is(err, fs.ErrPermission):
		l.Errorf(file, Pos{}, "allow it to be read: chmod u+r for a file, chmod u+rx for a folder", "no permission to read it")
	case errors.Is(err, syscall.ENOTDIR):
		l.Errorf(file, Pos{}, "move the file that is here away: a folder belongs here", "not a folder")
	default:
		l.Errorf(file, Pos{}, "try again; if it stays so, see to the disk or the network that it is on", "can't be read: %v", err)
	}
}

// Irregular adds the error of what is neither a file nor a folder.
func (l *List) Irregular(file string) {
	l.Errorf(file, Pos{}, "put the file itself here", "not a regular file")
}

// NotUTF8 reports whether a text is in another encoding than UTF-8, and adds the
// error of that: the only one that is to be told, since nobody can tell which
// letters were meant.
func (l *List) NotUTF8(file string, text []byte) bool {
	switch {
	case isUTF16(text):
		l.Errorf(file, Pos{}, "save the file as UTF-8; it seems to be UTF-16, which some editors call Unicode", "not UTF-8")
	case !utf8.Valid(text):
		l.Errorf(file, PosAt(text, invalidAt(text)), "save the file as UTF-8; an old editor may have written Latin-1", "not UTF-8")
	default:
		return false
	}
	return true
}

// isUTF16 reports whether a text seems to be UTF-16: by its byte-order mark, or since
// a quarter of its bytes or more are zero, as half of those of Latin letters are.
func isUTF16(text []byte) bool {
	return bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) ||
		len(text) > 0 && 4*bytes.Count(text, []byte{0}) >= len(text)
}

// invalidAt returns the offset of the first byte that is not UTF-8.
func invalidAt(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(text)
}

// Failure is a diagnostic as an error: what only shows where something is made of
// the sources, long after they were read.
type Failure struct{ Diagnostic }

// Error returns the diagnostic in a line.
func (f *Failure) Error() string { return f.String() }

// Take adds the diagnostic that an error is, if it is a *Failure, and returns nil;
// any other error it returns.
func (l *List) Take(err error) error {
	f, ok := errors.AsType[*Failure](err)
	if !ok {
		return err
	}
	*l = append(*l, f.Diagnostic)
	return nil
}

// PosAt returns the place of an offset in bytes, that of the end for one beyond.
func PosAt(text []byte, offset int) Pos {
	before := text[:min(offset, len(text))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return Pos{Line: 1 + bytes.Count(before, []byte("\n")), Col: 1 + utf8.RuneCount(before[start:])}
}
