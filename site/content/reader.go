package content

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"opas/site/diag"
)

// Content is everything that was read. It is immutable.
type Content struct {
	Name      string // of the content folder, for diagnostics
	Config    *Config
	Languages []*Language // in the order of site.yaml
	Media     []*Media    // sorted by Rel
	Hashtags  *Hashtags   // nil where there is no such file
}

// Language is one language of the guide.
type Language struct {
	LanguageConfig
	UI      *UI
	Sources []*Source // sorted by Rel

	// What helps the search; nil where there is no such file.
	Synonyms    Synonyms
	Compounds   Compounds
	SearchTests SearchTests
}

// Reader reads a content folder, again and again.
type Reader struct {
	fsys   fs.FS
	name   string // of the folder, for diagnostics
	config *cached
	whole  bool  // the guide is made for paper as a whole
	files  []job // as they were read last, sorted by rel
	// listings are the folders as they were read last, by path.
	listings map[string]listing
	// What was returned last: nil where something could not be read.
	last  *Content
	diags diag.List
}

// cached is a file as it was read last.
type cached struct {
	stamp stamp
	sum   [sha256.Size]byte
	// A pointer to Config, UI, Source, Media or Hashtags, or a table of the search;
	// nil for a file that vanished or could not be read.
	value  any
	diags  diag.List
	unread bool // for another reason than that it vanished, or not to be understood
}

// NewReader returns a Reader of fsys, whose root is the content folder; name is
// the folder's name for diagnostics.
func NewReader(fsys fs.FS, name string) *Reader {
	return &Reader{fsys: fsys, name: name}
}

// job is a file to be loaded.
type job struct {
	entry
	before *cached // nil where it was not there
	out    *cached
}

// Read looks at the folder and returns what it holds; where that is what it held
// the last time, the very same Content. It is nil where site.yaml could not be
// understood, or something could not be read: others may build on that. An error
// is ctx's.
func (r *Reader) Read(ctx context.Context) (*Content, diag.List, error) {
	entries, diags, ok := r.tree()
	if !ok {
		r.config = nil
		return nil, diags.Sorted(), nil
	}
	before := r.config
	config, ok, err := r.readConfig(ctx, entries, &diags)
	if err != nil || !ok {
		return nil, diags.Sorted(), err
	}
	r.whole = config.Print.Guide
	jobs := r.plan(config, entries, &diags)
	if err := r.load(ctx, jobs); err != nil {
		return nil, nil, err
	}
	same := before == r.config && len(jobs) == len(r.files)
	for i := range jobs {
		j := &jobs[i]
		same = same && j.before == j.out
		ok = ok && !j.out.unread
		j.before = nil
		diags = append(diags, j.out.diags...)
	}
	r.files = jobs // what is gone is forgotten
	if !ok {
		r.last = nil
		return nil, diags.Sorted(), nil
	}
	c := r.gather(config, &diags)
	diags = diags.Sorted()
	if same && r.last != nil && slices.Equal(diags, r.diags) {
		return r.last, diags, nil
	}
	r.last, r.diags = c, diags
	return c, diags, nil
}

// gather puts together what the files hold.
func (r *Reader) gather(config *Config, diags *diag.List) *Content {
	c := &Content{Name: r.name, Config: config}
	byCode := map[string]*Language{}
	for _, lc := range config.Languages {
		l := &Language{LanguageConfig: lc}
		c.Languages = append(c.Languages, l)
		byCode[lc.Code] = l
	}
	for _, j := range r.files {
		switch v := j.out.value.(type) {
		case *UI:
			byCode[path.Dir(j.rel)].UI = v
		case *Source:
			byCode[v.Lang].Sources = append(byCode[v.Lang].Sources, v)
		case *Media:
			c.Media = append(c.Media, v)
		case *Hashtags:
			c.Hashtags = v
			*diags = append(*diags, v.byLanguage(config)...)
		case Synonyms:
			byCode[path.Dir(j.rel)].Synonyms = v
		case Compounds:
			byCode[path.Dir(j.rel)].Compounds = v
		case SearchTests:
			byCode[path.Dir(j.rel)].SearchTests = v
		}
	}
	for _, l := range c.Languages {
		if l.UI == nil {
			diags.Errorf(r.file(l.Code+"/ui.yaml"), diag.Pos{}, "copy another language's ui.yaml and translate it", "language %q has no ui.yaml", l.Code)
			l.UI = &UI{}
		}
	}
	return c
}

func (r *Reader) file(rel string) string { return path.Join(r.name, rel) }

func (r *Reader) readConfig(ctx context.Context, entries []entry, diags *diag.List) (*Config, bool, error) {
	i := slices.IndexFunc(entries, func(e entry) bool { return e.rel == ConfigFile })
	if i < 0 {
		r.config = nil
		diags.Errorf(r.file(ConfigFile), diag.Pos{}, "every guide has one: languages, source, contact, publisher", "missing file")
		return nil, false, nil
	}
	jobs := []job{{entry: entries[i], before: r.config}}
	if err := r.load(ctx, jobs); err != nil {
		return nil, false, err
	}
	r.config = jobs[0].out
	*diags = append(*diags, r.config.diags...)
	c := r.Config()
	return c, c != nil && len(r.config.diags.Errors()) == 0, nil
}

// Config returns what could be read of site.yaml the last time, mistakes or not;
// nil where that is nothing.
func (r *Reader) Config() *Config {
	if r.config == nil {
		return nil
	}
	c, _ := r.config.value.(*Config)
	return c
}

// plan returns the files that are of use, each with what it was before.
func (r *Reader) plan(c *Config, entries []entry, diags *diag.List) []job {
	codes := map[string]bool{}
	for _, l := range c.Languages {
		codes[l.Code] = true
	}
	jobs := make([]job, 0, len(entries))
	last := r.files
	for _, e := range entries {
		first, rest, _ := strings.Cut(e.rel, "/")
		switch {
		case rest == "ui.yaml" && !codes[first]:
			diags.Warnf(r.file(e.rel), diag.Pos{}, "list it in "+r.file(ConfigFile), "language %q is not listed, its pages are left out", first)
			continue
		case e.rel == HashtagsFile:
		case rest == "ui.yaml" || (strings.HasSuffix(rest, ".md") || isSearchFile(rest)) && codes[first]:
		case strings.HasSuffix(e.rel, ".md") || strings.HasSuffix(e.rel, ".yaml") || isSearchFile(rest):
			continue
		}
		if e.open != e.rel {
			diags.Warnf(r.file(e.rel), diag.Pos{}, "rename it with composed letters", "the file's name has decomposed letters, such as a + ¨ for ä")
		}
		// Both lists are sorted: they are walked side by side.
		for len(last) > 0 && last[0].rel < e.rel {
			last = last[1:]
		}
		j := job{entry: e}
		for _, old := range last {
			if old.rel != e.rel {
				break
			}
			if old.open == e.open { // two spellings of a name may both be there
				j.before = old.out
			}
		}
		jobs = append(jobs, j)
	}
	return jobs
}

// isText reports whether a file is parsed as text.
func isText(rel string) bool {
	_, rest, _ := strings.Cut(rel, "/")
	return strings.HasSuffix(rel, ".md") || strings.HasSuffix(rel, ".yaml") || isSearchFile(rest)
}

// parse makes of a file what its name says.
func (r *Reader) parse(rel string, data []byte) (any, diag.List) {
	file := r.file(rel)
	first, rest, _ := strings.Cut(rel, "/")
	switch {
	case rel == ConfigFile:
		return parseText(file, data, parseConfig)
	case rel == HashtagsFile:
		return parseText(file, data, parseHashtags)
	case rest == "ui.yaml":
		return parseText(file, data, parseUI)
	case rest == SynonymsFile:
		return parseText(file, data, parseSynonyms)
	case rest == CompoundsFile:
		return parseText(file, data, parseCompounds)
	case rest == SearchTestsFile:
		return parseText(file, data, parseSearchTests)
	case strings.HasSuffix(rest, ".md"):
		return parseSource(first, file, rest, data, r.whole)
	}
	return parseMedia(file, rel, data)
}

// parseText parses a text file once it is normal.
func parseText[T any](file string, data []byte, parse func(file string, data []byte) (T, diag.List)) (any, diag.List) {
	data, diags := normalize(file, data)
	v, more := parse(file, data)
	return v, append(diags, more...)
}

// load fills in the results of all jobs, in parallel. An error is ctx's.
func (r *Reader) load(ctx context.Context, jobs []job) error {
	var (
		wg   sync.WaitGroup
		next atomic.Int64
	)
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return
				}
				jobs[i].out = r.loadOne(&jobs[i])
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// loadOne returns what a file holds; where that is what it held before, the very
// same value.
func (r *Reader) loadOne(j *job) *cached {
	now := stampOf(j.info, time.Now())
	old := j.before
	if old != nil && r.whole && !old.whole() {
		old = nil
	}
	if old != nil && old.stamp.trusted && old.stamp == now {
		return old
	}
	data, err := diag.ReadFile(r.fsys, j.open)
	if err != nil {
		out := &cached{unread: !errors.Is(err, fs.ErrNotExist)}
		out.diags.Unreadable(r.file(j.rel), err)
		return out
	}
	sum := sha256.Sum256(data)
	if old != nil && old.sum == sum && old.value != nil {
		old.stamp = now
		return old
	}
	if isText(j.rel) {
		out := &cached{stamp: now, unread: true}
		if out.diags.NotUTF8(r.file(j.rel), data) {
			return out
		}
	}
	value, diags := r.parse(j.rel, data)
	return &cached{stamp: now, sum: sum, value: value, diags: diags}
}

// whole reports whether a file was read for a guide that is made for paper as a
// whole.
func (c *cached) whole() bool {
	s, ok := c.value.(*Source)
	return !ok || s.Text != nil
}
