package render

import (
	"context"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"opas/site/diag"
	"opas/templates"
)

// carried is the theme that opas carries, with a text of a file in another's place.
func carried(t *testing.T, file, old, text string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(templates.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates.FS, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	was := string(out[file].Data)
	if !strings.Contains(was, old) {
		t.Fatalf("%s has no %q", file, old)
	}
	if old == "" {
		was = ""
	}
	out[file] = &fstest.MapFile{Data: []byte(strings.Replace(was, old, text, 1))}
	return out
}

// TestMistakesOfTemplates: one slip is one error, at its place in the file as it is
// written, with a hint.
func TestMistakesOfTemplates(t *testing.T) {
	const base, footer = "base.html", "partials/footer.html"
	const line = "\n  <main" // in the place of <main, so that lines of the minified text are others
	for _, tt := range []struct{ name, file, old, text, want string }{
		{"field", base, "<main", "<p>ä {{.Nope}}</p>" + line, `base.html:17:8: no field "Nope"`},
		{"field of a field", base, "<main", "{{.UI.Nope}}" + line, `base.html:17:6: no field "Nope"`},
		{"field near another", base, "<main", "{{.Titel}}" + line, `base.html:17:3: no field "Titel"`},
		{"index", base, "<main", "{{index .Title 999}}" + line, "base.html:17:3: index out of range"},
		{"template", base, "<main", `{{template "fotter" .}}` + line, `base.html:17:12: template "fotter" is not defined`},
		{"function", base, "<main", "{{foo .Title}}" + line, `base.html:17:3: no function "foo"`},
		{"variable", base, "<main", "{{$x}}" + line, `base.html:17:3: variable "$x" is not defined`},
		{"no condition", base, "<main", "{{if}}x{{end}}" + line, `base.html:17:1: "if" without a value`},
		{"no end", base, "<main", "{{if .Draft}}x" + line, `base.html:17:1: "{{if}}" without its "{{end}}"`},
		{"an end too many", base, "{{- end}}", "{{end}}\n{{end}}", `base.html:25:1: unexpected "{{end}}"`},
		{"an action that begins on the first line", base, "", "{{\n", "base.html:1:1: action without its }}"},
		{"recursion", base, "<main", `{{template "footer" .}}{{template "base" .}}` + line, "base.html:17:35: the template includes itself without end"},
		{"no list", base, "<main", "{{range .Title}}{{end}}" + line, "base.html:17:9: {{range}} over what is no list"},
		{"wrong number of arguments", base, "<main", "{{len}}" + line, `base.html:17:3: "len" has too many values, or too few`},
		{"loop that writes", base, "<main", "{{range 2000000000}}x{{end}}" + line, "base.html:17:9: the template does not come to an end"},
		{"loop that does not write", base, "<main", "{{range 2000000000}}{{end}}" + line, "base.html:17:9: the template does not come to an end"},
		{"quotation", footer, `<footer class="`, `<footer class="x><p class="`, "partials/footer.html:2:1: unfinished HTML"},
		{"tag", footer, "</footer>", "</footer", "partials/footer.html:"},
		{"branches", base, "<main", `<a title="{{if .Draft}}"{{end}}>` + line, "base.html:17:16: the branches end at different places of the HTML"},
		{"empty file", base, "", "", `base.html: template "base" is not defined`},
		{"letters", base, "<main", "\xe4" + line, "base.html:17:1: not UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var m Memory
			_, diags, err := m.ParseTemplates(carried(t, tt.file, tt.old, tt.text), "templates")
			if err != nil {
				t.Fatal(err)
			}
			if len(diags) != 1 || !strings.HasPrefix(diags[0].String(), "templates/"+tt.want) || diags[0].Hint == "" {
				t.Errorf("got\n%v\nwant templates/%s and a hint", diags, tt.want)
			}
		})
	}
}

// TestFailure: what shows only on a page is a diagnostic as well, and ends.
func TestFailure(t *testing.T) {
	for text, want := range map[string]string{
		"{{.Prev.Title}}": `templates/base.html:17:25: "Title" of what is not there`,
		`{{if eq .Kind "step"}}{{else}}{{end}}{{range 100000000}}{{end}}`: "templates/base.html:17:63: the template does not come to an end",
	} {
		theme, diags, err := new(Memory).ParseTemplates(carried(t, "base.html", "<main", `{{if not .Draft}}`+text+`{{end}}`+"\n<main"), "templates")
		if err != nil || len(diags) > 0 {
			t.Fatal(diags, err)
		}
		view := sample("page").(Page)
		view.Prev, view.Draft = nil, false
		var found diag.List
		if err := found.Take(theme.execute(&bounded{t.Context(), new(strings.Builder), mostOfSample}, "page", "base", view)); err != nil || len(found) != 1 || !strings.HasPrefix(found[0].String(), want) {
			t.Errorf("%s: got %v, %v, want %s", text, found, err, want)
		}
	}
}

// TestCalledOff: a page is left when there is nobody to make it for.
func TestCalledOff(t *testing.T) {
	theme, _, err := new(Memory).ParseTemplates(carried(t, "base.html", "<main", "{{if not .Draft}}{{range 100000000}}{{end}}{{end}}<main"), "templates")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	view := sample("page").(Page)
	view.Draft = false
	if err := theme.execute(&bounded{ctx, io.Discard, mostOfPage}, "page", "base", view); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
