package check

import (
	"compress/gzip"
)

// scale weighs files as a server would send them.
type scale struct {
	zip *gzip.Writer
	n   int
}

func newScale() *scale {
	s := &scale{}
	s.zip = gzip.NewWriter(s) // the default level is 6, a server's too
	return s
}

// Write counts.
func (s *scale) Write(b []byte) (int, error) {
	s.n += len(b)
	return len(b), nil
}

// weigh returns the bytes that a visitor downloads for a file. Formats that are
// compressed in themselves weigh what they are.
func (in *Inspector) weigh(path string, b []byte) int {
	switch extension(path) {
	case ".html", ".css", ".js", ".svg", ".png":
	default:
		return len(b)
	}
	s := in.scales.Get().(*scale)
	defer in.scales.Put(s)
	s.n = 0
	s.zip.Reset(s)
	s.zip.Write(b) // a scale cannot fail
	s.zip.Close()
	return min(s.n, len(b))
}
