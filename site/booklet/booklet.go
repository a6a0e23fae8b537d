package booklet

import (
	"context"
	"fmt"
	"path"
	"slices"
	"sync"

	"opas/site/block"
	"opas/site/content"
	"opas/site/diag"
	"opas/site/markdown"
	"opas/site/model"
	"opas/site/output"
	"opas/site/typeset"
)

// mostPages is how many pages a language may have that are printed as one
// document: about 2,000 sheets, 6 s and 200 MiB.
const mostPages = 1000

// Options are choices of the one who builds.
type Options struct {
	BaseURL string // absolute, ends in a slash; "" where not known
	Content string // name of the content folder, for diagnostics
}

// Booklet is what a site has for paper.
type Booklet struct {
	site    *model.Site
	base    string
	options typeset.Options
	memory  *Memory
	pages   []*model.Page // that are PDF files, in the order of the languages
	files   map[*model.Page]*made
}

// made is the file of a page, once it is made.
type made struct {
	mu   sync.Mutex // held while it is made
	data []byte
}

// New plans the files of a site. The diagnostics are of what can't be set, such as
// a character that the typeface has not. m may be nil.
func New(s *model.Site, o Options, m *Memory) (*Booklet, diag.List) {
	if m == nil {
		m = &Memory{}
	}
	b := &Booklet{site: s, base: o.BaseURL, memory: m, files: map[*model.Page]*made{}}
	if s.Config.Print.Paper == "letter" {
		b.options.Paper = typeset.Letter
	}
	b.options.Archive = s.Config.Print.PDF == "a2a"
	for _, l := range s.Languages {
		for _, p := range slices.Concat(l.Pages, l.Made()) {
			if p.PDF() != "" {
				b.pages = append(b.pages, p)
				b.files[p] = &made{}
			}
		}
	}
	m.forget(b.pages)
	var diags diag.List
	for _, l := range s.Languages {
		if l.Print != nil && len(l.Pages) > mostPages {
			diags.Errorf(path.Join(o.Content, content.ConfigFile), diag.Pos{}, "leave print.guide out; checklists are PDF files without it", "language %q has %d pages, too many for one document (%d)", l.Code, len(l.Pages), mostPages)
			return b, diags
		}
	}
	printed := b.printed()
	return b, slices.Concat(m.check(printed), m.read(printed), typeset.Check(b.words(o.Content)))
}

// printed returns the pages that are printed, without those that stand in for a
// translation.
func (b *Booklet) printed() []*model.Page {
	var out []*model.Page
	for _, l := range b.site.Languages {
		for _, p := range l.Pages {
			if !p.Fallback && (l.Print != nil || p.PDF() != "") {
				out = append(out, p)
			}
		}
	}
	return out
}

// wordKeys are the keys of the words of the interface that documents have.
var wordKeys = []string{
	"updated", "date", "version", "print_contents", "footnote", "footnotes", "rule", "source",
	"untranslated", "untranslated_text", "draft", "authority", "authority_text",
	"callout_note", "callout_tip", "callout_warning", "callout_important",
}

// words returns what documents say beside the text of pages.
func (b *Booklet) words(folder string) []block.Block {
	c := b.site.Config
	var out []block.Block
	add := func(file, text string, pos diag.Pos) {
		out = append(out, &block.Paragraph{Text: []block.Run{{Text: text, Pos: pos, File: path.Join(folder, file)}}})
	}
	if len(b.pages) > 0 {
		add(content.ConfigFile, c.Version, c.TextPos("version"))
	}
	for i, l := range b.site.Languages {
		if !slices.ContainsFunc(b.pages, func(p *model.Page) bool { return p.Lang == l }) {
			continue
		}
		add(content.ConfigFile, l.Title, c.TextPos("languages", i, "title"))
		add(content.ConfigFile, c.Publisher[l.Code], c.TextPos("publisher", l.Code))
		add(content.ConfigFile, c.Authority.Name[l.Code], c.TextPos("authority", "name", l.Code))
		for _, key := range wordKeys {
			text, pos := l.UI.Text(key)
			add(l.Code+"/ui.yaml", text, pos)
		}
		for i, month := range l.UI.MonthNames {
			add(l.Code+"/ui.yaml", month, l.UI.MonthPos(i))
		}
		if l.Hashtags != nil && l.Hashtags.ShowsHashtags() {
			out = append(out, b.library(l.Hashtags, markdown.Frame{})...)
		}
	}
	return out
}

// AddTo adds the files to a Set.
func (b *Booklet) AddTo(s *output.Set) error {
	for _, p := range b.pages {
		err := s.Add(p.PDF(), func(ctx context.Context, dst []byte) ([]byte, error) {
			data, err := b.Bytes(ctx, p)
			return append(dst, data...), err
		})
		if err != nil {
			return fmt.Errorf("add %s: %w", p.PDF(), err)
		}
	}
	return nil
}

// Bytes returns the file of a page that has a PDF. It is made the first time, or the
// next where ctx has ended before.
func (b *Booklet) Bytes(ctx context.Context, p *model.Page) ([]byte, error) {
	f := b.files[p]
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.data == nil {
		data, err := b.memory.set(ctx, p.PDF(), b.document(p), b.options)
		if err != nil {
			return nil, err
		}
		f.data = data
	}
	return f.data, nil
}
