package content

import (
	"io/fs"
	"syscall"
	"time"
)

func inodeOf(info fs.FileInfo) inode {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return inode{}
	}
	return inode{device: uint64(s.Dev), number: s.Ino, changed: time.Unix(s.Ctim.Unix())}
}
