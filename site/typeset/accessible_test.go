package typeset

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"opas/site/pdf/pdfua"
)

// samples are documents of all kinds, with the options that they are set with.
var samples = []struct {
	name    string
	make    func() *Document
	options Options
}{
	{"checklist", checklist, Options{}},
	{"checklist-letter", checklist, Options{Paper: Letter}},
	{"checklist-archive", checklist, Options{Archive: true}},
	{"book", func() *Document { return book(3) }, Options{}},
	{"long book", func() *Document { return book(60) }, Options{}},
	{"trial", trial, Options{}},
	{"trial-archive", trial, Options{Archive: true}},
	{"empty", func() *Document { return &Document{Title: "Tyhjä", Lang: "fi"} }, Options{}},
}

func TestAccessible(t *testing.T) {
	for _, s := range samples {
		for _, problem := range pdfua.Check(set(t, s.make(), s.options)) {
			t.Errorf("%s: %s", s.name, problem)
		}
	}
}

// TestVeraPDF asks veraPDF what it thinks of the samples. OPAS_VERAPDF is a
// class path that has it.
func TestVeraPDF(t *testing.T) {
	classPath := os.Getenv("OPAS_VERAPDF")
	if classPath == "" {
		t.Skip("OPAS_VERAPDF names no veraPDF")
	}
	all, archive := t.TempDir(), t.TempDir()
	for _, s := range samples {
		data := set(t, s.make(), s.options)
		for _, dir := range []string{all, archive} {
			if dir == archive && !s.options.Archive {
				continue
			}
			if err := os.WriteFile(filepath.Join(dir, s.name+".pdf"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for flavour, dir := range map[string]string{"ua1": all, "2a": archive} {
		out, err := exec.Command("java", "-cp", classPath, "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour, "--format", "text", "-v", dir).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "PASS") || strings.Contains(string(out), "FAIL") {
			t.Errorf("%s: %v\n%s", flavour, err, out)
		}
	}
}
