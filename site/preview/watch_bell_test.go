package preview

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// bell is a watched project folder, and someone who looks at it at each ring.
type bell struct {
	t     *testing.T
	dir   string
	roots []string
	w     *watcher
	heard chan string // names of events that counted, below dir
	looks chan string // what was seen at each ring
	last  string      // sentinel
}

// project makes a project with a folder of content.
func project(t *testing.T) *bell {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b := &bell{t: t, dir: dir, heard: make(chan string, 1<<16), looks: make(chan string, 1<<16)}
	b.roots = []string{b.path("content"), b.path("templates"), b.path("assets")}
	b.write("content/x.md", "old\n")
	b.write("content/part/y.md", "old\n")
	return b
}

// watch watches the project from now on.
func (b *bell) watch(o watchOptions) {
	b.t.Helper()
	if o.Folders == nil {
		o.Folders = b.roots
	}
	o.ReadLink = os.Readlink
	if o.seams.heard == nil {
		o.seams.heard = func(name string) {
			rel, err := filepath.Rel(b.dir, name)
			if err != nil {
				b.t.Error(err)
			}
			b.heard <- filepath.ToSlash(rel)
		}
	}
	w, err := newWatcher(o)
	if err != nil {
		b.t.Fatal(err)
	}
	b.w = w
	stop, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-w.rings:
				b.looks <- b.look()
			case <-stop:
				return
			}
		}
	}()
	b.t.Cleanup(func() {
		w.close()
		close(stop)
		<-ended
	})
}

func (b *bell) path(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

// look returns the names and the bytes of all sources.
func (b *bell) look() string {
	var seen strings.Builder
	for _, root := range b.roots {
		_ = filepath.WalkDir(root+string(filepath.Separator)+".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || isPassedOver(d.Name(), false) {
				return nil
			}
			data, err := os.ReadFile(name)
			if err == nil {
				seen.WriteString(name + ": " + string(data) + "\n")
			}
			return nil
		})
	}
	return seen.String()
}

// await waits until a look at a ring has seen the state that there is now, and
// returns how often it rang for that.
func (b *bell) await() (rings int) {
	b.t.Helper()
	want := b.look()
	timeout := time.After(patience)
	for seen := ""; seen != want; rings++ {
		select {
		case seen = <-b.looks:
		case <-timeout:
			b.t.Fatalf("no ring after which this is seen:\n%.2000s", want)
		}
	}
	return rings
}

// once makes sure that what is done rings two times at most; where the machine
// is slow, as often as there were quiet times, and once for what was before.
func (b *bell) once(quiet time.Duration, do func()) {
	b.t.Helper()
	start := time.Now()
	do()
	rings := b.await()
	if allowed := max(2, 1+int(time.Since(start)/quiet)); rings > allowed {
		b.t.Errorf("%d rings, want %d at most", rings, allowed)
	}
}

// edit saves a file and waits for its ring.
func (b *bell) edit(name string) {
	b.t.Helper()
	b.write(name, time.Now().String())
	b.await()
}

// sentinel makes one last edit, and returns the names of the events before it
// that counted, without those of earlier sentinels.
func (b *bell) sentinel() (heard []string) {
	b.t.Helper()
	earlier := b.last
	b.last = "sentinel-" + time.Now().Format("150405.000000000") + ".md"
	b.edit("content/" + b.last) // which may be a link
	for {
		select {
		case name := <-b.heard:
			switch path.Base(name) {
			case b.last:
				return heard
			case earlier:
			default:
				heard = append(heard, name)
			}
		case <-time.After(patience):
			b.t.Fatal("the sentinel is not heard")
		}
	}
}

// silent makes sure that nothing that has been done counts.
func (b *bell) silent() {
	b.t.Helper()
	if heard := b.sentinel(); len(heard) > 0 {
		b.t.Errorf("rings for %q", heard)
	}
}

func (b *bell) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// write truncates a file and writes it; its folders are made.
func (b *bell) write(name, text string) {
	b.t.Helper()
	b.ok(os.MkdirAll(filepath.Dir(b.path(name)), 0o755))
	b.ok(os.WriteFile(b.path(name), []byte(text), 0o644))
}

func (b *bell) rename(from, to string) {
	b.t.Helper()
	b.ok(os.Rename(b.path(from), b.path(to)))
}

func (b *bell) remove(name string) {
	b.t.Helper()
	b.ok(os.Remove(b.path(name)))
}

func (b *bell) link(target, name string) {
	b.t.Helper()
	b.ok(os.Symlink(target, b.path(name)))
}
