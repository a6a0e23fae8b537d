package preview

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestFolders changes folders, and then edits in them: they must be watched.
func TestFolders(t *testing.T) {
	tests := []struct {
		name  string
		do    func(b *bell)
		edits []string
	}{
		{"files made at once in a new folder", func(b *bell) {
			b.write("content/a/b/c/x.md", "")
			b.write("content/a/b/y.md", "")
		}, []string{"content/a/b/c/x.md", "content/a/z.md"}},
		{"folder renamed", func(b *bell) {
			b.rename("content/part", "content/other")
		}, []string{"content/other/y.md"}},
		{"folders that change places", func(b *bell) {
			b.write("content/deep/down/x.md", "")
			b.await()
			b.rename("content/deep", "content/was")
			b.rename("content/part", "content/deep")
			b.rename("content/was", "content/part")
			b.write("content/deep/down/x.md", "new")
		}, []string{"content/part/down/x.md", "content/deep/down/x.md", "content/deep/y.md"}},
		{"folder deleted and restored", func(b *bell) {
			b.ok(os.RemoveAll(b.path("content/part")))
			b.write("content/part/y.md", "back")
		}, []string{"content/part/y.md"}},
		{"folder moved out and another in", func(b *bell) {
			b.write("drafts/deep/x.md", "")
			b.rename("content/part", "away")
			b.rename("drafts", "content/part")
		}, []string{"content/part/deep/x.md"}},
		{"folder that becomes a file and a folder", func(b *bell) {
			b.ok(os.RemoveAll(b.path("content/part")))
			b.write("content/part", "file")
			b.await()
			b.remove("content/part")
			b.write("content/part/y.md", "")
		}, []string{"content/part/y.md"}},
		{"hidden folder shown", func(b *bell) {
			b.write("content/.draft/x.md", "")
			b.rename("content/.draft", "content/draft")
		}, []string{"content/draft/x.md"}},
		{"root deleted and restored", func(b *bell) {
			b.ok(os.RemoveAll(b.path("content")))
			b.await()
			b.write("content/part/y.md", "back")
		}, []string{"content/x.md", "content/part/y.md"}},
		{"root deleted and restored at once", func(b *bell) {
			b.ok(os.RemoveAll(b.path("content")))
			b.write("content/part/y.md", "back")
		}, []string{"content/x.md", "content/part/y.md"}},
		{"root moved away and back", func(b *bell) {
			b.rename("content", "away")
			b.await()
			b.rename("away", "content")
		}, []string{"content/x.md", "content/part/y.md"}},
		{"root swapped for another", func(b *bell) {
			b.write("fresh/part/y.md", "")
			b.rename("content", "away")
			b.rename("fresh", "content")
		}, []string{"content/x.md", "content/part/y.md"}},
		{"roots made later", func(b *bell) {
			b.write("templates/base.html", "")
			b.await()
			b.write("assets/css/base.css", "")
		}, []string{"templates/base.html", "assets/css/base.css"}},
		{"content deleted and restored", func(b *bell) {
			b.ok(os.RemoveAll(b.path("content/part")))
			b.remove("content/x.md")
			b.await()
			b.write("content/x.md", "back")
			b.write("content/part/y.md", "back")
		}, []string{"content/x.md", "content/part/y.md"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := project(t)
			b.watch(watchOptions{})
			tt.do(b)
			b.await()
			for _, name := range tt.edits {
				b.edit(name)
			}
		})
	}
}

// TestMovedAway makes sure that folders which have left no longer ring.
func TestMovedAway(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.write("content/a/b/x.md", "")
	b.write("content/c/d/x.md", "")
	b.watch(watchOptions{})
	b.rename("content/a", "away")
	b.rename("content/c", "content/.c")
	b.await()
	b.sentinel()
	b.write("away/b/x.md", "new")
	b.write("content/.c/d/x.md", "new")
	b.silent()
}

// TestParents lets the folders above a root come and go.
func TestParents(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.roots = append(b.roots, b.path("theme/dark/templates"))
	b.watch(watchOptions{})
	b.write("theme/dark/templates/base.html", "")
	b.await()
	b.rename("theme/dark", "theme/light")
	b.await()
	b.rename("theme/light", "theme/dark")
	b.await()
	b.edit("theme/dark/templates/base.html")
	b.ok(os.RemoveAll(b.path("theme")))
	b.await()
	b.write("theme/dark/other/base.html", "")
	b.write("theme/dark/templates/base.html", "back")
	b.await()
	b.edit("theme/dark/templates/base.html")
}

func TestLinks(t *testing.T) {
	t.Parallel()
	b := project(t)
	b.write("v1/part/x.md", "")
	b.write("v2/part/x.md", "")
	b.ok(os.RemoveAll(b.path("content")))
	b.link("v1", "content")
	b.link("gone/templates", "templates")
	b.watch(watchOptions{})
	b.edit("v1/part/x.md")
	b.edit("content/new/y.md")

	// Another target, as "ln -sfn" does it.
	b.link("v2", "content.tmp")
	b.rename("content.tmp", "content")
	b.await()
	b.edit("v2/part/x.md")
	b.sentinel()
	b.write("v1/part/x.md", "no longer the guide's")
	b.silent()

	// The target goes and comes.
	b.ok(os.RemoveAll(b.path("v2")))
	b.await()
	b.write("v2/part/x.md", "back")
	b.await()
	b.edit("content/part/x.md")
	b.write("gone/templates/base.html", "")
	b.await()
	b.edit("templates/base.html")

	// Links to folders in the tree are not followed.
	b.link("../../v1", "content/part/v1")
	b.sentinel()
	b.write("v1/part/x.md", "")
	b.silent()
}

// TestRelative is not parallel: the working directory is that of all.
func TestRelative(t *testing.T) {
	b := project(t)
	b.write("assets/x.css", "")
	t.Chdir(b.path("assets"))
	b.watch(watchOptions{Folders: []string{"../content", ".", "../templates"}})
	for range 2 {
		b.edit("content/x.md")
		b.edit("content/new/x.md")
		b.edit("assets/x.css")
		b.edit("templates/new/x.html")
		b.ok(os.RemoveAll(b.path("templates")))
		b.ok(os.RemoveAll(b.path("content")))
		b.await()
	}
}

// TestStorm moves folders about at random, and then edits in all of them.
func TestStorm(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			b := project(t)
			b.watch(watchOptions{})
			random := rand.New(rand.NewPCG(seed, 0))
			name := func() string {
				path := "content"
				for range 1 + random.IntN(3) {
					path += "/" + string(rune('a'+random.IntN(3)))
				}
				return b.path(path)
			}
			for range 300 {
				switch random.IntN(4) {
				case 0: // errors: the draw makes no sense as things are
					_ = os.MkdirAll(name(), 0o755)
				case 1, 2:
					_ = os.Rename(name(), name())
				case 3:
					_ = os.RemoveAll(name())
				}
			}
			b.write("content/last.md", "")
			b.await()
			var folders []string
			b.ok(filepath.WalkDir(b.path("content"), func(name string, d fs.DirEntry, err error) error {
				if err == nil && d.IsDir() {
					folders = append(folders, name)
				}
				return err
			}))
			for _, folder := range folders {
				rel, err := filepath.Rel(b.dir, folder)
				b.ok(err)
				b.edit(filepath.ToSlash(rel) + "/x.md")
			}
		})
	}
}
