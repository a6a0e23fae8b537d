package output

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestStageRefusesForeignFiles(t *testing.T) {
	manifest := formatManifest([]string{"a", "fi/b"})
	tests := map[string]struct {
		files []string
		want  []string
	}{
		"no manifest":          {[]string{"fi/b", "", "a", ""}, []string{"a", "fi/b"}},
		"one too many":         {[]string{".opas", manifest, "a", "", "fi/c", ""}, []string{"fi/c"}},
		"hidden":               {[]string{".opas", manifest, ".git/HEAD", ""}, []string{".git/HEAD"}},
		"a stranger's .opas":   {[]string{".opas", "notes", "a", ""}, []string{".opas", "a"}},
		"folder in its place":  {[]string{".opas", manifest, "a/x", ""}, []string{"a/x"}},
		"file for the staging": {[]string{".opas-stage", "x"}, []string{".opas-stage"}},
		"many": {[]string{"1", "", "2", "", "3", "", "4", "", "5", "", "6", "", "7", ""},
			[]string{"1", "2", "3", "4", "5", "6"}},
		"beside a leftover": {[]string{".opas-stage/0", "", "x", ""}, []string{"x"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, tt.files...)
			before := snapshot(t, dir)
			_, err := Stage(t.Context(), dir, setOf(t, "a", "new"), func(string, []byte) { t.Error("a file was made") })
			var foreign *ForeignError
			if !errors.As(err, &foreign) {
				t.Fatalf("error %v, want a *ForeignError", err)
			}
			if foreign.Dir != dir || !slices.Equal(foreign.Files, tt.want) {
				t.Errorf("foreign: %+v, want %q", foreign, tt.want)
			}
			wantSnapshot(t, dir, before)
		})
	}
}

func TestForeignErrorText(t *testing.T) {
	err := &ForeignError{Dir: "public", Files: []string{"1", "2", "3", "4", "5", "6"}}
	want := `output folder "public" holds files that opas did not write (1, 2, 3, 4, 5, …): choose an empty folder, or move them elsewhere`
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

func TestStageRefusesForeignLinks(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	write(t, dir, ".opas", formatManifest([]string{"fi/a"}))
	write(t, elsewhere, "a", "not ours")
	if err := os.Symlink(elsewhere, filepath.Join(dir, "fi")); err != nil {
		t.Skip("no symbolic links here")
	}
	_, err := Stage(t.Context(), dir, setOf(t, "fi/a", "new"), nil)
	var foreign *ForeignError
	if !errors.As(err, &foreign) || !slices.Equal(foreign.Files, []string{"fi"}) {
		t.Errorf("error %v, want a *ForeignError for fi", err)
	}
}

func TestStageRefusesBadFolders(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "file", "x", "damaged/.opas", manifestHead+"\na\n../../home\n")
	before := snapshot(t, dir)
	tests := map[string]string{"file": "is a file", "file/public": "open the output folder", "damaged": `invalid path "../../home"`}
	for name, want := range tests {
		_, err := Stage(t.Context(), filepath.Join(dir, name), setOf(t, "a", ""), nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", name, err, want)
		}
	}
	wantSnapshot(t, dir, before)
}
