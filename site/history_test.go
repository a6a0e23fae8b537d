package site_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"opas/site"
	"opas/site/diag"
	"pgregory.net/rapid"
)

// The law of incremental builds: whatever happens to the folders, a Builder that
// has built before gives what a new one gives. This file states it;
// history_guide_test.go is a small guide on disk, history_acts_test.go all that
// may happen to it, traps_test.go the classic traps by name. Where making files
// is slow, TMPDIR can name a file system in memory.

// stepsVariable sets how many steps TestAnyHistory takes at least.
const stepsVariable = "OPAS_PROPERTY_STEPS"

// TestAnyHistory draws histories of a guide. After each step the warm build must
// equal a clean one in diagnostics and bytes, and the last good result must still
// give what it gave.
func TestAnyHistory(t *testing.T) {
	want := 2000
	if s := os.Getenv(stepsVariable); s != "" {
		var err error
		if want, err = strconv.Atoi(s); err != nil {
			t.Fatalf("%s: %v", stepsVariable, err)
		}
	}
	// The number of steps is drawn, too: twice as many as are wanted on average.
	// The run ends when there are enough.
	const length = 60
	setFlag(t, "rapid.steps", length)
	setFlag(t, "rapid.checks", 2*want/length+5)
	dir := filepath.Join(t.TempDir(), "guide") // one name, so that messages stay the same
	var count tally
	failed := false
	start := time.Now()
	rapid.Check(t, func(rt *rapid.T) {
		if count.steps >= want && !failed {
			return
		}
		passed := false
		defer func() { failed = failed || !passed }()
		defer os.RemoveAll(dir)
		rapid.SyncTest(rt, func(rt *rapid.T) {
			h := newHistory(rt, dir, rapid.Bool().Draw(rt, "overlaid theme"), rapid.Bool().Draw(rt, "drafts"))
			h.count = &count
			rt.Repeat(h.actions())
		})
		passed = true
	})
	t.Logf("%d steps in %v: %d good builds, %d of them published, %d ended in an error", count.steps,
		time.Since(start).Round(time.Millisecond), count.good, count.published, count.failed)
	if count.steps < want && !testing.Short() {
		t.Errorf("%d steps, want %d", count.steps, want)
	}
}

// setFlag sets a flag of package rapid for the time of a test.
func setFlag(t *testing.T, name string, value int) {
	t.Helper()
	f := flag.Lookup(name)
	old := f.Value.String()
	if err := f.Value.Set(strconv.Itoa(value)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Value.Set(old); err != nil {
			t.Error(err)
		}
	})
}

// history is a guide on disk, and what was built from it so far. It lives in a
// bubble of synctest.
type history struct {
	folders
	warm   *site.Builder
	broken bool // the last build was not OK
	// last is what the last good build gave, files what it held then, and rescue
	// the folders that it was built from.
	last          *site.Result
	files, rescue tree
	count         *tally
}

// tally counts what a test has done.
type tally struct{ steps, good, published, failed int }

func newHistory(t rapid.TB, dir string, overlaid, drafts bool) *history {
	h := &history{folders: folders{dir: dir, overlaid: overlaid, drafts: drafts}, count: &tally{}}
	h.begin(t)
	h.warm = site.NewBuilder(h.options())
	return h
}

// check builds after a step, at once or when the files have settled.
func (h *history) check(t *rapid.T) {
	moments := []string{"settled, publish"}
	moments = append(moments, slices.Repeat([]string{"settled", "at once"}, 8)...)
	moment := rapid.SampledFrom(moments).Draw(t, "moment")
	if strings.HasPrefix(moment, "settled") {
		h.wait(t)
	}
	h.build(t, strings.HasSuffix(moment, "publish"))
}

// build is the law: it builds and compares, and returns the warm diagnostics.
func (h *history) build(t rapid.TB, publish bool) diag.List {
	t.Helper()
	ctx := context.Background()
	// As in the preview, pages of the last good build are asked for meanwhile.
	same := make(chan error, 1)
	go func() { same <- h.recheck() }()
	warm, warmErr := h.warm.Build(ctx)
	if err := <-same; err != nil {
		t.Fatalf("the last good result: %v", err)
	}
	cleanBuilder := site.NewBuilder(h.options())
	clean, cleanErr := cleanBuilder.Build(ctx)
	h.count.steps++
	if (warmErr == nil) != (cleanErr == nil) {
		t.Fatalf("warm error: %v\nclean error: %v", warmErr, cleanErr)
	}
	h.broken = warmErr != nil || !warm.OK()
	if warmErr != nil {
		h.count.failed++
		return nil
	}
	sameDiags(t, warm.Diags, clean.Diags)
	if (warm.Set == nil) != (clean.Set == nil) || (warm.Site == nil) != (clean.Site == nil) {
		t.Fatalf("one result has a site that the other has not")
	}
	if h.broken {
		return warm.Diags
	}
	files, err := filesOf(warm)
	if err != nil {
		t.Fatal(err)
	}
	want, err := filesOf(clean)
	if err != nil {
		t.Fatal(err)
	}
	if err := differ(files, want); err != nil {
		t.Fatal(err)
	}
	h.count.good++
	h.last, h.files, h.rescue = warm, files, treeOf(t, h.at(""))
	if publish {
		h.publish(t, cleanBuilder, warm, clean)
	}
	return warm.Diags
}

// recheck looks whether the last good result still gives the same bytes.
func (h *history) recheck() error {
	if h.last == nil {
		return nil
	}
	files, err := filesOf(h.last)
	if err != nil {
		return err
	}
	return differ(files, h.files)
}

// filesOf returns the files of a result.
func filesOf(r *site.Result) (tree, error) {
	out := tree{}
	for _, p := range r.Set.Paths() {
		data, err := r.Set.Bytes(p)
		if err != nil {
			return nil, err
		}
		out[p] = string(data)
	}
	return out, nil
}

func sameDiags(t rapid.TB, warm, clean diag.List) {
	t.Helper()
	if !slices.Equal(warm, clean) {
		t.Fatalf("warm diagnostics:\n%sclean diagnostics:\n%s", textOf(warm), textOf(clean))
	}
}

func textOf(l diag.List) string {
	var b strings.Builder
	if err := l.WriteText(&b); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	return b.String()
}

// publish publishes both results, the warm one into the same folder each time,
// and checks them.
func (h *history) publish(t rapid.TB, cleanBuilder *site.Builder, warm, clean *site.Result) {
	t.Helper()
	h.count.published++
	warmDir, cleanDir := filepath.Join(h.dir, "warm"), filepath.Join(h.dir, "clean")
	if err := os.RemoveAll(cleanDir); err != nil {
		t.Fatal(err)
	}
	before := treeOf(t, warmDir)
	_, warmDiags, err := h.warm.Publish(context.Background(), warm, warmDir, "public", nil)
	if err != nil {
		t.Fatal(err)
	}
	_, cleanDiags, err := cleanBuilder.Publish(context.Background(), clean, cleanDir, "public", nil)
	if err != nil {
		t.Fatal(err)
	}
	sameDiags(t, warmDiags, cleanDiags)
	warmFound, warmErr := h.warm.Check(context.Background(), warm, "public")
	cleanFound, cleanErr := cleanBuilder.Check(context.Background(), clean, "public")
	if fmt.Sprint(warmErr) != fmt.Sprint(cleanErr) {
		t.Fatalf("check: warm error: %v\nclean error: %v", warmErr, cleanErr)
	}
	sameDiags(t, warmFound.Diags, cleanFound.Diags)
	want := treeOf(t, cleanDir)
	if len(warmDiags.Errors()) > 0 {
		if err := differ(want, tree{}); err != nil {
			t.Fatalf("published in spite of errors: %v", err)
		}
		want = before
	}
	if err := differ(treeOf(t, warmDir), want); err != nil {
		t.Fatalf("published: %v", err)
	}
}

// wait lets the clock of the bubble go on until the files that have changed so
// far have settled, and those that change from now on have not.
func (h *history) wait(t rapid.TB) {
	t.Helper()
	const settle = 2 * time.Second // as in package content
	time.Sleep(time.Until(h.now(t).Add(settle)))
}

// now returns the time of the system as files have it. That is later than the
// time of any file.
func (h *history) now(t rapid.TB) time.Time {
	t.Helper()
	probe := filepath.Join(h.dir, "probe")
	look := func() time.Time {
		if err := os.WriteFile(probe, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(probe)
		if err != nil {
			t.Fatal(err)
		}
		return info.ModTime()
	}
	first := look()
	for {
		if now := look(); now.After(first) {
			return now
		}
	}
}
