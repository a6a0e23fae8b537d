package booklet

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"sync"

	"opas/site/block"
	"opas/site/content"
	"opas/site/diag"
	"opas/site/markdown"
	"opas/site/model"
	"opas/site/typeset"
)

// Memory keeps what a build can use of the one before it: what was found in each
// source, and the files with the documents that they were made of. The zero
// Memory is empty; it is safe for concurrent use.
type Memory struct {
	mu       sync.Mutex
	found    map[*content.Source]diag.List
	files    map[string]file // by path
	pictures map[*content.Media]picture
}

// file is a document as it was set last.
type file struct {
	document *typeset.Document
	options  typeset.Options
	data     []byte
}

// set returns the bytes of a document: those of last time where it is the same. It
// gives up when ctx ends.
func (m *Memory) set(ctx context.Context, path string, d *typeset.Document, o typeset.Options) ([]byte, error) {
	m.mu.Lock()
	last, ok := m.files[path]
	m.mu.Unlock()
	if ok && last.options == o && reflect.DeepEqual(last.document, d) {
		return last.data, nil
	}
	data, _, err := typeset.Set(ctx, d, o)
	if err != nil {
		return nil, fmt.Errorf("set %q: %w", d.Title, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path] = file{d, o, data}
	return data, nil
}

// forget forgets the files of other pages.
func (m *Memory) forget(pages []*model.Page) {
	m.mu.Lock()
	defer m.mu.Unlock()
	files := make(map[string]file, len(pages))
	for _, p := range pages {
		if f, ok := m.files[p.PDF()]; ok {
			files[p.PDF()] = f
		}
	}
	m.files = files
}

// check returns what can't be set in the sources of pages, in parallel, and forgets
// all other sources.
func (m *Memory) check(pages []*model.Page) diag.List {
	m.mu.Lock()
	defer m.mu.Unlock()
	sources := make([]*content.Source, len(pages))
	for i, p := range pages {
		sources[i] = p.Source
	}
	found := make([]diag.List, len(sources))
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(sources))
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(sources); i += workers {
				var ok bool
				if found[i], ok = m.found[sources[i]]; !ok {
					found[i] = check(sources[i])
				}
			}
		})
	}
	wg.Wait()
	var diags diag.List
	m.found = make(map[*content.Source]diag.List, len(sources))
	for i, s := range sources {
		m.found[s] = found[i]
		diags = append(diags, found[i]...)
	}
	return diags
}

// check returns what can't be set of a source.
func check(s *content.Source) diag.List {
	front := func(key, text string) block.Block {
		return &block.Paragraph{Text: []block.Run{{Text: text, Pos: s.Front.Pos(key), File: s.File}}}
	}
	blocks := []block.Block{front("title", s.Front.Title), front("summary", s.Front.Summary)}
	return typeset.Check(append(blocks, markdown.Blocks(s.Text, s.Options(), markdown.Frame{}, alone{})...))
}

// alone resolves nothing: what a source says itself is enough.
type alone struct{}

func (alone) Link(int) string            { return "" }
func (alone) Tag(int) string             { return "" }
func (alone) Source(int) markdown.Source { return markdown.Source{} }
func (alone) Picture(int) []byte         { return nil }
func (alone) Word(markdown.Word) string  { return "" }
