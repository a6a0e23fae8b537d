package typeset

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"opas/site/pdf"
)

var out = flag.String("out", "", "folder to write the samples to, to look at them")

// set sets a document that has nothing wrong.
func set(t testing.TB, d *Document, o Options) []byte {
	t.Helper()
	data, diags, err := Set(t.Context(), d, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Error(d)
	}
	return data
}

// TestPlaces sets a long book: the page that the table of contents names is the
// one that its links and bookmarks lead to.
func TestPlaces(t *testing.T) {
	s := newSetter(book(60), Options{})
	rows := s.document()
	firsts := paginate(rows, s.height)
	if len(firsts) < 100 {
		t.Errorf("%d pages, want more than 100", len(firsts))
	}
	number(rows, firsts)
	s.draw(rows, firsts)
	pages := map[int]*pdf.Page{}
	before := 0
	for _, title := range s.titles {
		m := title.mark
		if m.place.Page == nil || m.page < before {
			t.Fatalf("%q is on page %d after %d", title.text, m.page, before)
		}
		if p, ok := pages[m.page]; ok && p != m.place.Page {
			t.Errorf("%q: number and place of its page differ", title.text)
		}
		pages[m.page] = m.place.Page
		before = m.page
	}
	if len(s.titles) != 1+60*4 {
		t.Errorf("%d titles", len(s.titles))
	}
}

// TestAtOnce sets documents at the same time, as a build does.
func TestAtOnce(t *testing.T) {
	want := set(t, checklist(), Options{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got, _, err := Set(t.Context(), checklist(), Options{}); err != nil || !bytes.Equal(got, want) {
				t.Errorf("other bytes than alone (%v)", err)
			}
		})
	}
	wg.Wait()
}

func TestSamples(t *testing.T) {
	for name, d := range map[string]*Document{"checklist": checklist(), "book": book(3), "trial": trial()} {
		data := set(t, d, Options{})
		if again := set(t, d, Options{}); !bytes.Equal(data, again) {
			t.Errorf("%s: the same document gave other bytes", name)
		}
		if *out != "" {
			if err := os.WriteFile(filepath.Join(*out, name+".pdf"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
