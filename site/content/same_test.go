package content

import (
	"context"
	"testing"
	"testing/fstest"
)

// TestReaderReturnsTheSame: where nothing has changed, neither has Content.
func TestReaderReturnsTheSame(t *testing.T) {
	fsys := files(t, nil)
	r := NewReader(fsys, "content")
	get := func() *Content {
		c, _, err := r.Read(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	last := get()
	if get() != last {
		t.Error("nothing changed, Content is another")
	}
	for name, text := range map[string]string{
		"fi/index.md": "---\ntitle: Toinen\n---\n",
		"fi/new.md":   "---\ntitle: Uusi\n---\n",
		"sv/new.md":   "",
		"site.yaml":   siteYAML + "print: {guide: true}\n",
		"images/x.md": "no page",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		now := get()
		if same := now == last; same != (name == "images/x.md") {
			t.Errorf("%s changed: Content is the same: %v", name, same)
		}
		last = now
	}
	delete(fsys, "fi/new.md")
	if get() == last {
		t.Error("a page is gone, Content is the same")
	}
}
