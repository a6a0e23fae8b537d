package check

import (
	"strings"
	"testing"
)

func TestElements(t *testing.T) {
	const (
		oneID    = "    hint: give each element an id of its own"
		describe = "    hint: describe it in alt, or write alt=\"\" for an ornament"
		size     = "    hint: give its size in pixels, so that the page does not jump when it loads"
		langTag  = "    hint: write a language tag such as \"fi\" or \"sv-FI\""
	)
	runFindings(t, []finding{
		{"ids", `<p id="x"><p id="X"><a name="x">a</a>`, ""},
		{"id after name", `<a name="x"></a><a name="x"></a><p id="x"><label for="x">a</label>`, ""},
		{"id twice", "<p id=x>\n<p id='x'>\n<p class=k\n id=\"&#120;\">", "6:4: id \"x\" occurs twice\n" + oneID + "\n8:2: id \"x\" occurs twice\n" + oneID},
		{"id twice in svg", `<p id=x><svg><g><path id=x /></g></svg>`, "5:23: id \"x\" occurs twice\n" + oneID},
		{"id in a comment", `<p id=x><!-- <p id=x> -->`, ""},

		{"headings", `<h2>a</h2><h3>b</h3><h4>c</h4><h2>d</h2>`, ""},
		{"second h1", `<h1>x</h1>`, "5:1: second h1\n    hint: make it an h2: the h1 is the page's title"},
		{"level left out", `<h2>a</h2><h4>b</h4>`, "5:11: h4 after an h2\n    hint: use the next level, without a gap"},
		{"second main", `<main></main>`, "5:1: second main element\n    hint: keep the first, make the others a <section>"},

		{"image", `<img src="../assets/x.png" alt width="1" height="2">`, ""},
		{"image without alt", `<img src=../assets/x.png width=1 height=2>`, "5:1: image \"../assets/x.png\" has no alt\n" + describe},
		{"image without size", `<img src=../assets/x.png alt="" width=1>`, "5:1: image \"../assets/x.png\" has no width and height\n" + size},
		{"image size in percent", `<img alt="" width=100% height=2>`, "5:1: image has no width and height\n" + size},

		{"languages", `<p lang="sv">a<p lang="zh-Hant-TW" xml:lang=en><a hreflang="x-default" href="b/">b</a>`, ""},
		{"bad language", `<p lang="fi_FI">a`, "5:4: lang \"fi_FI\" is not a language tag\n" + langTag},
		{"empty language", `<p lang>a`, "5:4: lang \"\" is not a language tag\n" + langTag},

		{"references", `<p id=x><p id=y><nav aria-labelledby=" x  y "></nav><label for=x>a</label><button popovertarget=y>b</button>`, ""},
		{"dead labelledby", `<nav aria-labelledby="oma zzzzz" id=oma></nav>`,
			"5:6: aria-labelledby refers to the id \"zzzzz\", which the page does not have\n" + giveID},
		{"dead describedby", `<p aria-describedby=noet><p id=note>`,
			"5:4: aria-describedby refers to the id \"noet\", which the page does not have\n    hint: did you mean \"note\"?"},
		{"dead controls", `<p aria-controls=zzzzz>`, "5:4: aria-controls refers to the id \"zzzzz\", which the page does not have\n" + giveID},
		{"dead for", `<a name=x></a><label for=x>`, "5:22: for refers to the id \"x\", which the page does not have\n" + giveID},
		{"dead popover", `<button popovertarget=zzzzz>`, "5:9: popovertarget refers to the id \"zzzzz\", which the page does not have\n" + giveID},
		{"dead headers", `<td headers=zzzzz>`, "5:5: headers refers to the id \"zzzzz\", which the page does not have\n" + giveID},
		{"dead list", `<input list=zzzzz>`, "5:8: list refers to the id \"zzzzz\", which the page does not have\n" + giveID},

		{"style attribute", `<p data-style=a>a<p style="color:red">`, "5:21: style attribute in the page\n    hint: use a class and a CSS file"},
		{"style element", `<style>p{}</style>`, "5:1: style element in the page\n    hint: put the rules into a CSS file"},
		{"handler", `<p on=x data-on=y>a<p onClick="go()">`, "5:23: onclick attribute in the page\n    hint: listen to the event in a script file"},
		{"script", `<script>go("<p id=zzzzz>")</script>`, "5:1: script in the page\n    hint: put the script into a file and name it with src"},
		{"base", `<base target=_top>`, "5:1: base element moves every address of the page\n    hint: remove it and write addresses relative to the page"},
	})
}

func TestWholePages(t *testing.T) {
	const (
		lang  = "    hint: write <html lang=\"fi\">, with the language of the page\n"
		title = "    hint: give the page a <title>\n"
		h1    = "    hint: give the page one <h1>\n"
		main  = "    hint: put the content of the page into one <main>\n"
	)
	tests := []struct{ name, html, want string }{
		{"complete", shell("A", ""), ""},
		{"empty", "", "a.html: page without a language\n" + lang + "a.html: page without a main element\n" + main +
			"a.html: page without a title\n" + title + "a.html: page without an h1\n" + h1},
		{"no language", "<html><title>A</title><main><h1>A</h1></main>", "a.html: page without a language\n" + lang},
		{"no h1", "<html lang=fi><title>A</title><main></main>", "a.html: page without an h1\n" + h1},
		{"no main", "<html lang=fi><title>A</title><h1>A</h1>", "a.html: page without a main element\n" + main},
		{"empty title", "<html lang=fi>\n <title> &nbsp;\n</title><main><h1>A</h1></main>", "a.html:2:2: title is empty\n    hint: say what the page is about\n"},
		{"title of an image only", "<html lang=fi><main><h1>A<svg><title>B</title></svg></h1></main>", "a.html: page without a title\n" + title},
		{"h2 before h1", "<html lang=fi><title>A</title><h2>Menu</h2><main><h1>A</h1></main>", ""},
		{"h3 before h1", "<html lang=fi><title>A</title><h3>Menu</h3><main><h1>A</h1></main>", "a.html:1:31: first heading is an h3\n    hint: begin with an h1 or h2\n"},
		{"redirect", `<html lang=fi><title>A</title><meta http-equiv=Refresh content="0; url=b.html#x">`, ""},
		{"redirect, quotes", `<html lang=fi><title>A</title><meta http-equiv=refresh content="0,URL = 'b.html'">`, ""},
		{"redirect abroad", `<html lang=fi><title>A</title><meta http-equiv=refresh content="0;https://b.fi">`, ""},
		{"dead redirect", `<html lang=fi><title>A</title><meta http-equiv=refresh content="0; url=zzzzzz.html">`,
			"a.html:1:56: the site has no file \"zzzzzz.html\"\n" + addFile + "\n"},
		{"dead redirect to itself", `<html lang=fi><title>A</title><meta http-equiv=refresh content="0; url=#zzzzzz">`,
			"a.html:1:56: the page has no id \"zzzzzz\"\n" + giveID + "\n"},
		{"reload", strings.Replace(shell("A", ""), "<title>", `<meta http-equiv=refresh content="5"><title>`, 1),
			"a.html:3:26: refresh \"5\" names no page\n    hint: write \"0; url=\" and the address\n"},
		{"other meta", strings.Replace(shell("A", ""), "<title>", `<meta name=refresh content="5"><meta http-equiv=refresh><title>`, 1), ""},
	}
	for _, tt := range tests {
		site := map[string]string{"a.html": tt.html, "b.html": shell("B", "<p id=x>")}
		if got := text(t, inspect(Options{}, site).Diagnostics()); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestTitles(t *testing.T) {
	redirect := `<html lang=fi><title>A</title><meta http-equiv=refresh content="0; url=a.html">`
	in := inspect(Options{Out: "public/"}, map[string]string{
		"a.html":      shell("A", ""),
		"fi/a.html":   shell("A", ""),
		"fi/404.html": shell("A", ""),
		"fi/b.html":   redirect,
		"sv/a.html":   shell("A", ""),
		"sv/b.html":   shell(" &#65;\n", ""),
		"sv/c/d.html": shell("A", ""),
	})
	in.Inspect("fi/a.svg", []byte("<svg><title>A</title></svg>"))
	got := text(t, in.Diagnostics())
	const hint = "    hint: say in the title what only this page is about\n"
	want := `public/sv/b.html:3:1: warning: title "A" is also that of "sv/a.html"` + "\n" + hint +
		`public/sv/c/d.html:3:1: warning: title "A" is also that of "sv/a.html"` + "\n" + hint
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWellFormed(t *testing.T) {
	tests := map[string]bool{
		"fi": true, "SV": true, "en-GB": true, "zh-Hant-TW": true, "sl-rozaj-biske-1994": true, "es-419": true,
		"zh-cmn-Hans-CN": true, "de-CH-1901": true, "de-a-value-x-own": true, "x-default": true, "x-a-b": true,
		"en-u-ca-gregory": true, "tlhx": true, "fi-Latn": true, "en-a-bb-b-cc": true,

		"": false, "f": false, "fi_FI": false, "fi-": false, "-fi": false, "fi--FI": false, "suomenkieli": false,
		"fi-FI-FI": false, "fi-1": false, "fi-x": false, "x": false, "de-a": false, "de-a-x-own": false, "f1": false,
		"en-GB-oedx-GB": false, "a-DE": false, "fi ": false, "ﬁ": false, "zh-cmn-hak-nan-wuu": false, "en-12": false,
	}
	for tag, want := range tests {
		if got := wellFormed(tag); got != want {
			t.Errorf("wellFormed(%q) = %v, want %v", tag, got, want)
		}
	}
}
