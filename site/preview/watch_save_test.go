package preview

import (
	"os"
	"slices"
	"testing"
	"time"
)

// saves are what programs do to save content/x.md, in their order. Their other
// files must not ring, but for those in passing, which a build would read.
var saves = []struct {
	name    string
	save    func(b *bell)
	passing []string
}{
	{name: "vim", save: func(b *bell) { // backupcopy=no
		b.write("content/.x.md.swp", "swap")
		b.write("content/4913", "")
		b.remove("content/4913")
		b.write("content/.x.md.swp", "swap 2")
		b.rename("content/x.md", "content/x.md~")
		b.write("content/x.md", "vim\n")
		b.ok(os.Chmod(b.path("content/x.md"), 0o600))
		b.remove("content/x.md~")
		b.remove("content/.x.md.swp")
	}},
	{name: "emacs", save: func(b *bell) {
		b.link("anna@host.4711:1700000000", "content/.#x.md")
		b.write("content/#x.md#", "emac")
		b.write("content/#x.md#", "emacs\n")
		b.rename("content/x.md", "content/x.md~")
		b.write("content/x.md", "emacs\n")
		b.ok(os.Chmod(b.path("content/x.md"), 0o600))
		b.remove("content/#x.md#")
		b.remove("content/.#x.md")
	}},
	{name: "vs code", save: func(b *bell) {
		b.ok(os.Truncate(b.path("content/x.md"), 0))
		f, err := os.OpenFile(b.path("content/x.md"), os.O_WRONLY, 0)
		b.ok(err)
		_, err = f.WriteString("code\n")
		b.ok(err)
		b.ok(f.Sync())
		b.ok(f.Close())
	}},
	{name: "jetbrains", save: func(b *bell) {
		b.write("content/x.md___jb_tmp___", "idea\n")
		b.rename("content/x.md", "content/x.md___jb_old___")
		b.rename("content/x.md___jb_tmp___", "content/x.md")
		b.remove("content/x.md___jb_old___")
	}},
	{name: "helix", passing: []string{"content/x.mdK3Dx8s.bck"}, save: func(b *bell) {
		b.rename("content/x.md", "content/x.mdK3Dx8s.bck")
		b.write("content/x.md", "helix\n")
		b.remove("content/x.mdK3Dx8s.bck")
	}},
	{name: "kate", passing: []string{"content/x.md.tWQxcV"}, save: func(b *bell) { // QSaveFile
		b.write("content/x.md.tWQxcV", "kate\n")
		b.ok(os.Chmod(b.path("content/x.md.tWQxcV"), 0o644))
		b.rename("content/x.md.tWQxcV", "content/x.md")
	}},
	{name: "hidden file, then renamed", save: func(b *bell) {
		b.write("content/.goutputstream-X1", "gedit\n")
		b.rename("content/.goutputstream-X1", "content/x.md")
	}},
}

// TestSaves saves while someone looks at each ring. The quiet time is long here,
// lest the machine's other work tear a save apart.
func TestSaves(t *testing.T) {
	for _, tt := range saves {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := project(t)
			const quiet = 100 * time.Millisecond
			b.watch(watchOptions{seams: seams{quiet: quiet, longest: patience}})
			b.once(quiet, func() { tt.save(b) })
			heard := b.sentinel()
			if !slices.Contains(heard, "content/x.md") {
				t.Error("nothing of the file itself counts")
			}
			for _, name := range heard {
				if name != "content/x.md" && !slices.Contains(tt.passing, name) {
					t.Errorf("rings for %s", name)
				}
			}
		})
	}
}

// TestSavesAtOnce saves with the real times.
func TestSavesAtOnce(t *testing.T) {
	for _, tt := range saves {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := project(t)
			b.watch(watchOptions{})
			for range 5 {
				tt.save(b)
				b.await()
				b.ok(os.RemoveAll(b.path("content/x.md~")))
				b.edit("content/x.md")
			}
		})
	}
}

func TestSilence(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.write("content/.obsidian/app.json", "{}")
	b.write("public/index.html", "")
	b.write(".git/index", "")
	b.watch(watchOptions{})
	tests := map[string]func(){
		"hidden file":   func() { b.write("content/.x.md.swp", "") },
		"hidden folder": func() { b.write("content/.obsidian/app.json", "[]") },
		"new hidden folder": func() {
			b.write("content/part/.trash/y.md", "")
			b.write("content/part/.trash/z.md", "")
		},
		"backup":             func() { b.write("content/part/y.md~", "") },
		"of a folder's name": func() { b.write("content/#part/y.md", "") },
		"auto-save":          func() { b.write("content/#y.md#", "") },
		"siblings":           func() { b.write("public/index.html", "new"); b.write(".git/index", "new") },
		"new siblings":       func() { b.write("contents/x.md", ""); b.write("node_modules/x.md", "") },
		"sibling gone":       func() { b.ok(os.RemoveAll(b.path("public"))) },
	}
	for name, do := range tests {
		do()
		if heard := b.sentinel(); len(heard) > 0 {
			t.Errorf("%s: rings for %q", name, heard)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.watch(watchOptions{})
	for _, name := range []string{
		"content/a\u0308iti.md",             // decomposed, as macOS spells it
		"content/\u00e4iti.md",              // composed
		"content/a\u0308a\u0308/o\u0308.md", // in a folder's name
		"content/4913/index.md",             // a folder, not Vim's file
		"content/with space/~end.md", "content/mid#dle.md",
	} {
		b.edit(name)
		b.edit(name)
	}
}
