package typeset

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var out = flag.String("out", "", "folder to write the samples to, to look at them")

// set sets a document that has nothing wrong.
func set(t testing.TB, d *Document, o Options) []byte {
	t.Helper()
	data, diags, err := Set(d, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Error(d)
	}
	return data
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
