package render

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// smallTheme is a theme whose base leads over a partial to what kinds define.
func smallTheme() fstest.MapFS {
	files := map[string]string{
		"base.html":            `{{define "base"}}{{template "frame" .}}{{template "footer" .}}{{end}}`,
		"partials/frame.html":  `{{define "frame"}}[{{template "slot" .}}]{{end}}{{define "slot"}}nothing{{end}}`,
		"partials/footer.html": `{{define "footer"}}.{{end}}{{define "nav"}}nav{{end}}{{define "search"}}search{{end}}`,
		"partials/icons.html":  `{{define "icon-note"}}n{{end}}{{define "icon-tip"}}t{{end}}{{define "icon-warning"}}w{{end}}{{define "icon-important"}}i{{end}}`,
		"page.html":            ``,
		"step.html":            `{{define "slot"}}step{{template "more" .}}{{end}}{{define "more"}} and more{{end}}`,
		"rules.html":           `{{define "slot"}}{{end}}{{define "more"}}no{{end}}`,
		"statement.html":       `{{define "footer"}}!{{end}}`,
		"notfound.html":        `{{define "base"}}lost{{end}}`,
	}
	for _, kind := range []string{"search", "register", "print", "redirect", "root"} {
		files[kind+".html"] = ""
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// TestKinds: what a kind defines takes the place of what is shared, for this kind
// alone; without content it leaves that.
func TestKinds(t *testing.T) {
	var m Memory
	theme, diags, err := m.ParseTemplates(smallTheme(), "templates")
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	if theme.all == nil {
		t.Error("templates without mistakes are not escaped at once")
	}
	for kind, want := range map[string]string{
		"page": "[nothing].", "step": "[step and more].", "rules": "[nothing].", "statement": "[nothing]!", "notfound": "lost", "search": "[nothing].",
	} {
		var b strings.Builder
		if err := theme.execute(&b, kind, "base", nil); err != nil || b.String() != want {
			t.Errorf("%s: got %q, %v, want %q", kind, &b, err, want)
		}
	}
	for kind, own := range map[string]bool{"step": false, "statement": true} {
		if got := theme.set.Lookup("footer"+ofKind+kind) != nil; got != own {
			t.Errorf("%s: a footer of its own: %v, want %v", kind, got, own)
		}
	}
}

// TestHiddenPartials: an editor's lock, a hidden link to nowhere, is no partial.
func TestHiddenPartials(t *testing.T) {
	fsys := smallTheme()
	fsys["partials/.#footer.html"] = &fstest.MapFile{Data: []byte("anna@host.4711"), Mode: fs.ModeSymlink}
	var m Memory
	if _, diags, err := m.ParseTemplates(fsys, "templates"); err != nil || len(diags) > 0 {
		t.Error(diags, err)
	}
}

// TestMistakesOfKinds: each kind with a mistake is told, by its file and by the
// names its author gave.
func TestMistakesOfKinds(t *testing.T) {
	fsys := smallTheme()
	fsys["step.html"].Data = []byte(`{{define "slot"}}{{.Nope}}{{end}}`)
	fsys["rules.html"].Data = []byte(`{{define "slot"}}{{template "nowhere"}}{{end}}`)
	fsys["root.html"].Data = []byte(`{{define "slot"}}<p title={{if .}}"{{end}}>{{end}}`)
	var m Memory
	for range 2 { // the second time from memory
		_, diags, err := m.ParseTemplates(fsys, "templates")
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := diags.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{
			`templates/step.html:1:20: no field "Nope"`,
			`templates/rules.html:1:29: template "nowhere" is not defined`,
			`templates/root.html:1:32: the branches end at different places of the HTML`,
		} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("got\n%s\nwant %s", &b, want)
			}
		}
		if strings.Contains(b.String(), ofKind) || len(diags) != 3 {
			t.Errorf("got\n%s", &b)
		}
	}
}
