package site

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// Overlay returns a file system that has the files of over, and those of under
// that over has not got. It lets a folder on disk replace single files of the
// theme that the program carries.
func Overlay(over, under fs.FS) fs.FS { return overlay{over, under} }

type overlay struct{ over, under fs.FS }

// Open implements fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.under.Open(name)
	}
	return f, err
}

// Stat implements fs.StatFS: what is no regular file is not opened.
func (o overlay) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(o.over, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.Stat(o.under, name)
	}
	return info, err
}

// ReadDir implements fs.ReadDirFS: the entries of both, each name once.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.over, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	below, belowErr := fs.ReadDir(o.under, name)
	if err != nil && belowErr != nil {
		return nil, belowErr
	}
	for _, e := range below {
		if !slices.ContainsFunc(list, func(d fs.DirEntry) bool { return d.Name() == e.Name() }) {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}
