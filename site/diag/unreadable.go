package diag

import (
	"errors"
	"io/fs"
	"syscall"
)

// Unreadable adds the error of a file or folder that can't be read: err is what
// its file system says.
func (l *List) Unreadable(file string, err error) {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		err = at.Err // the name is known
	}
	switch {
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
