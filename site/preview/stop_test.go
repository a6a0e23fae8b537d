package preview

import (
	"context"
	"io/fs"
	"testing"
	"time"

	"opas/assets"
	"opas/site"
	"opas/site/diag"
	"opas/templates"
)

// hanging is a file system that does not answer, as a share of a network that has
// gone, until the test lets it.
type hanging struct {
	fs.FS
	asked, let chan struct{}
}

func (h hanging) ReadDir(name string) ([]fs.DirEntry, error) {
	select {
	case h.asked <- struct{}{}:
	default:
	}
	<-h.let
	return fs.ReadDir(h.FS, name)
}

// TestStopsWhileBuilding: a preview ends when it is told to, be a build under way.
func TestStopsWhileBuilding(t *testing.T) {
	h := hanging{templates.FS, make(chan struct{}, 1), make(chan struct{})}
	defer close(h.let)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{
			Builder: site.NewBuilder(site.Options{
				Content:   site.Folder{FS: h, Name: "content"},
				Templates: site.Folder{FS: templates.FS, Name: "templates"},
				Assets:    site.Folder{FS: assets.FS, Name: "assets"},
			}),
			Listening: func(string, []string) {},
			Built:     func(*site.Result, error, time.Duration) { t.Error("the build has come to an end") },
			Checked:   func(diag.List) {},
		})
	}()
	<-h.asked
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Fatal("the preview does not end")
	}
}
