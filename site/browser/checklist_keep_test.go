package browser

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// download returns the file that a page saves.
func download(t *testing.T, ctx context.Context) string {
	t.Helper()
	dir := t.TempDir()
	run(t, ctx, call(cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}))
	do(t, ctx, "save")
	ctx, stop := context.WithTimeout(ctx, 10*time.Second)
	defer stop()
	for tick := time.NewTicker(5 * time.Millisecond); ; {
		if files, _ := filepath.Glob(filepath.Join(dir, "*.json")); len(files) == 1 {
			tick.Stop()
			return files[0]
		}
		select {
		case <-ctx.Done():
			t.Fatal("no file was saved")
		case <-tick.C:
		}
	}
}

// TestChecklistFiles saves a copy to a file and loads it, from a server and from a
// folder, and refuses other files.
func TestChecklistFiles(t *testing.T) {
	ctx := list(t, goalList)
	tick(t, ctx, "goal", "return")
	run(t, ctx, click(`#audience-text`), chromedp.KeyEvent("Opiskelijat"))
	file := download(t, ctx)
	if got := filepath.Base(file); got != "tavoitteet-oma-lista.json" {
		t.Errorf("the file is called %s", got)
	}
	load := func(file string) {
		t.Helper()
		run(t, ctx, chromedp.SetUploadFiles(chromedp.CSS(".checklist-file"), []string{file}))
	}
	load(file)
	until(t, ctx, copyName+` === "Oma lista 2"`)
	want(t, ctx, ticked+` + " " + document.getElementById("audience-text").value`, "goal return Opiskelijat")

	bad := filepath.Join(t.TempDir(), "bad.json")
	for text, says := range map[string]string{
		"\xff\x00":                              "Tiedostoa ei voi lukea.",
		`{"opas":"checklist","v":2,"marks":{}}`: "uudemmasta versiosta",
		`{"opas":"checklist","v":1,"title":"Turvalliset tilit","marks":{}}`: "toiseen listaan: Turvalliset tilit",
	} {
		if err := os.WriteFile(bad, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		load(bad)
		until(t, ctx, message+`.includes(`+quote(says)+`)`)
		want(t, ctx, `String(document.querySelectorAll(".checklist-choice option").length)`, "2")
	}

	// The same from a folder, where the storage is another one.
	run(t, ctx, chromedp.Navigate("file://"+filepath.ToSlash(shared.guide.dir)+"/"+goalList+"index.html"), wait(`.checklist-tools:not([hidden])`))
	eval[int](t, ctx, `localStorage.clear(), 0`)
	load(file)
	until(t, ctx, copyName+` === "Oma lista 2"`)
	tick(t, ctx, "steering")
	run(t, ctx, chromedp.Reload(), wait(`.checklist-tools:not([hidden])`))
	want(t, ctx, ticked, "goal steering return")
	download(t, ctx)
}

// TestChecklistTabs: what is ticked in one tab shows in another, and what is being
// written there stays.
func TestChecklistTabs(t *testing.T) {
	one := list(t, goalList)
	two := tab(t)
	run(t, two, open(goalList), wait(`.checklist-tools:not([hidden])`))
	tick(t, one, "goal")
	until(t, two, ticked+` === "goal"`)
	run(t, two, click(`#goal-text`), chromedp.KeyEvent("Kesken"))
	tick(t, one, "steering")
	until(t, two, ticked+` === "goal steering"`)
	until(t, one, `document.getElementById("goal-text").value === "Kesken"`)
	want(t, two, `document.getElementById("goal-text").value`, "Kesken")
}

// TestChecklistStorage: where the storage is broken or forbidden the list works for
// the visit, and says so.
func TestChecklistStorage(t *testing.T) {
	ctx := list(t, postList)
	tick(t, ctx, "public")
	eval[int](t, ctx, `localStorage.setItem(Object.keys(localStorage).find((k) => k.startsWith("opas:checklist")), "{"), 0`)
	run(t, ctx, chromedp.Reload(), wait(`.checklist-tools:not([hidden])`))
	fine(t, ctx, keptNote+`.includes("ei voitu lukea")`, "nothing tells that the storage is corrupt")
	tick(t, ctx, "respect")
	run(t, ctx, chromedp.Reload(), wait(`.checklist-tools:not([hidden])`))
	want(t, ctx, ticked, "respect")

	for _, broken := range []string{
		`Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }`,
		`Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError") } })`,
	} {
		ctx := tab(t)
		run(t, ctx, before(broken), open(postList), wait(`.checklist-tools:not([hidden])`))
		tick(t, ctx, "trace")
		do(t, ctx, "create")
		name(t, ctx, "Toinen", kb.Enter)
		until(t, ctx, copyName+` === "Toinen"`)
		tick(t, ctx, "lawful")
		want(t, ctx, ticked, "lawful")
		fine(t, ctx, keptNote+`.includes("ei voi tallentaa")`, broken+": nothing tells that ticks are not kept")
	}
}
