package booklet

import (
	"errors"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	_ "image/gif" // formats that are turned into PNG

	_ "golang.org/x/image/webp"

	"opas/site/content"
	"opas/site/diag"
	"opas/site/model"
	"opas/site/pdf"
)

// mostPixels is how many pixels a side of a picture has on paper at most: over the
// width of the text, 300 to an inch.
const mostPixels = 2000

// picture is a picture as a PDF holds it.
type picture struct {
	data []byte // JPEG or PNG; nil where there is none
	err  error  // why it can't be read
}

// read reads the pictures of pages, in parallel, those that are not known yet, and
// returns what is wrong with them. It forgets all others.
func (m *Memory) read(pages []*model.Page) diag.List {
	m.mu.Lock()
	defer m.mu.Unlock()
	var files []*content.Media
	known := map[*content.Media]picture{}
	for _, p := range pages {
		for i := range p.Source.Images {
			f := p.Picture(i)
			if _, ok := known[f]; f != nil && !ok {
				known[f] = m.pictures[f]
				files = append(files, f)
			}
		}
	}
	pictures := make([]picture, len(files))
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(files))
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(files); i += workers {
				if pictures[i] = known[files[i]]; pictures[i].data == nil && pictures[i].err == nil {
					pictures[i] = readPicture(files[i])
				}
			}
		})
	}
	wg.Wait()
	var diags diag.List
	for i, f := range files {
		known[f] = pictures[i]
		if err := pictures[i].err; err != nil {
			diags.Errorf(f.File, diag.Pos{}, "export the image again", "not a readable %s image: %v", strings.ToLower(path.Ext(f.Rel))[1:], err)
		}
	}
	m.pictures = known
	return diags
}

// readPicture reads the picture in a file. A drawing has no form that a PDF can
// hold, and some formats can't be read.
func readPicture(f *content.Media) picture {
	if !slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".webp"}, strings.ToLower(path.Ext(f.Rel))) {
		return picture{}
	}
	data, err := pdf.Shrink(f.Data, mostPixels)
	if inner := errors.Unwrap(err); inner != nil {
		err = inner
	}
	return picture{data, err}
}

// picture returns the bytes of a picture in a format that a PDF can hold, nil where
// there are none. A document of an earlier build may ask for one that has been
// forgotten.
func (m *Memory) picture(f *content.Media) []byte {
	m.mu.Lock()
	p, ok := m.pictures[f]
	m.mu.Unlock()
	if !ok {
		p = readPicture(f)
	}
	return p.data
}
