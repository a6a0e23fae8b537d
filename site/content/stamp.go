package content

import (
	"io/fs"
	"time"
)

// stamp tells whether a file may have changed without opening it. Its size and
// time of modification are not enough: cp -p, rsync -t, and mv of an older file
// keep both or set them back. So where the system has them, the file's identity
// and the time of its last change of any kind stand beside them: that time is
// the system's own, and programs can't set it. Stamps are compared with ==.
type stamp struct {
	size     int64
	modified time.Time
	inode    inode
	trusted  bool
}

// inode is what Unix knows of a file beside its contents. It is zero where the
// file system or the platform does not tell.
type inode struct {
	device, number uint64
	changed        time.Time // ctime
}

// Changed returns when a file last changed in any way, its permissions too: the
// ctime of Unix. It is zero where the platform does not tell.
func Changed(info fs.FileInfo) time.Time { return inodeOf(info).changed }

// settle is how long ago a file must have changed for its stamp to be trusted.
// One that changed less before it was read may change again unseen, by the
// coarseness of file times: 2 s on FAT, a clock tick elsewhere.
const settle = 2 * time.Second

// stampOf returns the stamp of a file that is read at the time now. A file
// system that does not tell the time of modification is never trusted.
func stampOf(info fs.FileInfo, now time.Time) stamp {
	s := stamp{size: info.Size(), modified: info.ModTime(), inode: inodeOf(info)}
	s.trusted = !s.modified.IsZero() && now.Sub(s.modified) > settle && now.Sub(s.inode.changed) > settle
	return s
}
