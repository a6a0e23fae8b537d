package check

import (
	"slices"
	"testing"
)

const (
	addFile  = "    hint: correct the address, or add the file"
	ownCopy  = "    hint: keep a copy in the site and refer to that"
	giveID   = "    hint: give the element that is meant this id, or name one that the page has"
	relative = "    hint: write it relative to this file: it must work in any folder"
)

func TestAddresses(t *testing.T) {
	runFindings(t, []finding{
		{"file", `<a href="b/index.html">x</a><a href="../assets/guide.pdf#page=3">x</a>`, ""},
		{"folder", `<a href="b/">x</a><a href="./b/">x</a><a href="../fi/b/">x</a><a href="..">x</a><a href="../">x</a>`, ""},
		{"same page", `<a href="">x</a><a href="?a=1">x</a><a href="a.html">x</a><a href="#">x</a><a href="#top">x</a>`, ""},
		{"query", `<a href="b/?q=../../../x">x</a>`, ""},
		{"spaces around", "<a href=' b/\n'>x</a>", ""},
		{"no quotes", `<a href=b/ >x</a><a href=zzzzz/>x</a>`, "5:21: the site has no file \"fi/zzzzz/index.html\"\n" + addFile},
		{"entities", `<a href="b&#47;&quest;a=1&amp;copy=2&copy=3">x</a>`, ""},
		{"percent", `<a href="%C3%A4%20%c3%b6.html#m%C3%A4%C3%A4r%C3%A4">x</a><a href="ä ö.html#määrä">x</a>`, ""},
		{"missing file", "<p>\n<a class=k href=\"zzzzz.html\">x</a>", "6:12: the site has no file \"fi/zzzzz.html\"\n" + addFile},
		{"missing file, near", `<a href="b/indx.html">x</a>`, "5:4: the site has no file \"fi/b/indx.html\"\n    hint: did you mean \"fi/b/index.html\"?"},
		{"missing folder, near", `<a href="../assts/">x</a><a href="../f">x</a>`, "5:4: the site has no file \"assts/index.html\"\n" + addFile +
			"\n5:29: the site has no file \"f\"\n    hint: did you mean \"fi/index.html\"?"},
		{"folder without slash", `<a href="b">x</a>`, "5:4: the site has no file \"fi/b\"\n    hint: it is a folder: put a slash at the end"},
		{"capitals", `<a href="B/">x</a>`, "5:4: the site has no file \"fi/B/index.html\"\n    hint: did you mean \"fi/b/index.html\"?"},
		{"twice on a page", `<a href="zzzzz/">x</a><a href="../fi/zzzzz/">y</a>`, "5:4: the site has no file \"fi/zzzzz/index.html\"\n" + addFile},
		{"column in runes", `<p>ääkköset</p><a href="zzzzz/">x</a>`, "5:19: the site has no file \"fi/zzzzz/index.html\"\n" + addFile},
		{"fragment", `<a href="b/#osa">x</a><a href="b/#vanha">x</a><a href="b/#top">x</a><a href="b/#">x</a><a id="x" href="#x">x</a>`, ""},
		{"missing fragment", `<a href="b/#os">x</a>`, "5:4: \"fi/b/index.html\" has no id \"os\"\n    hint: did you mean \"osa\"?"},
		{"missing fragment on the page", `<a href="#zzzzz">x</a>`, "5:4: the page has no id \"zzzzz\"\n" + giveID},
		{"absolute", `<a href="/fi/b/">x</a>`, "5:4: href \"/fi/b/\" is absolute\n" + relative},
		{"climbs out", `<a href="../../fi/b/">x</a>`, "5:4: href \"../../fi/b/\" climbs out of the site\n    hint: take a \"../\" away"},
		{"climbs out, encoded", `<a href="%2e%2e/..%2f../x">x</a>`, "5:4: href \"%2e%2e/..%2f../x\" climbs out of the site\n    hint: take a \"../\" away"},
		{"bad percent", `<a href="100%.html">x</a>`, "5:4: href \"100%.html\" has a percent sign that encodes no character\n    hint: write a percent sign itself as %25"},
		{"mail and telephone", `<a href="mailto:a@b.fi">x</a><a href="TEL:+358">x</a>`, ""},
		{"unknown scheme", `<a href="htps://b.fi/">x</a>`, "5:4: href \"htps://b.fi/\" has the unknown scheme \"htps\"\n" +
			"    hint: known: http, https, mailto, tel; a file name with a colon begins with \"./\""},
		{"script", `<a href=" JavaScript:go()">x</a>`, "5:4: href \"JavaScript:go()\" is a script\n    hint: use a button, and a script file that listens to it"},
		{"external", `<a href="https://b.fi/x?y#z">x</a><link rel="canonical" href="https://a.fi/"><blockquote cite="https://b.fi/">x</blockquote>`, ""},
		{"external without host", `<a href="https:/b.fi">x</a>`, "5:4: href \"https:/b.fi\" has no host\n    hint: write it as https://host/path"},
		{"external without scheme", `<a href="//b.fi/">x</a>`, "5:4: href \"//b.fi/\" has no scheme\n    hint: write \"https:\" before it"},
		{"backslashes", `<a href="\\b.fi\x">x</a>`, "5:4: href \"//b.fi/x\" has no scheme\n    hint: write \"https:\" before it"},
		{"NUL", "<a href='z\x00zzzz.html'>x</a>", "5:4: the site has no file \"fi/z\uFFFDzzzz.html\"\n" + addFile},
		{"NUL, encoded", `<a href="b%00">x</a>`, "5:4: href \"b%00\" has a percent sign that encodes no character\n    hint: write a percent sign itself as %25"},
		{"tab and line end", "<a href='b\t/\n#osa'>x</a>", ""},
		{"in svg", `<svg><a href="b/"/><use href="#own"/><path id="own"/><title>Kuva</title></svg><a href="zzzzz/">x</a>`,
			"5:82: the site has no file \"fi/zzzzz/index.html\"\n" + addFile},
		{"dead in svg", "<SVG viewBox='0 0 1 1'><g><a xlink:href=\"zzzzz/\">x</a></g></SVG>", "5:30: the site has no file \"fi/zzzzz/index.html\"\n" + addFile},
		{"long", `<a href="/` + string(slices.Repeat([]byte("ä"), 90)) + `">x</a>`,
			"5:4: href \"/" + string(slices.Repeat([]byte("ä"), 78)) + "…\" is absolute\n" + relative},
	})
}

func TestResources(t *testing.T) {
	other := func(at, what string) string { return at + ": " + what + " is on another host\n" + ownCopy }
	runFindings(t, []finding{
		{"own", `<script src="../assets/main.js"></script><link rel=stylesheet href="../assets/main.css">` +
			`<img src="../assets/x.png" srcset="../assets/x.png 1x, ../assets/with,comma.png 2x" alt="" width=1 height=2>` +
			`<video poster="../assets/x.png"></video><object data="../assets/guide.pdf"></object><form action="b/"></form>`, ""},
		{"sprite", `<svg><use href="../assets/icons.svg#arrow"/></svg>`, ""},
		{"sprite without id", `<svg><use href="../assets/icons.svg#zzzzz"/></svg>`, "5:11: \"assets/icons.svg\" has no id \"zzzzz\"\n" + giveID},
		{"srcset without descriptors", `<source srcset="../assets/x.png, ../assets/with,comma.png,">`, ""},
		{"missing in srcset", `<source srcset="../assets/x.png, ../assets/zzzzzz.webp 2x">`, "5:9: the site has no file \"assets/zzzzzz.webp\"\n" + addFile},
		{"missing object", `<object data="zzzzzz.pdf"></object>`, "5:9: the site has no file \"fi/zzzzzz.pdf\"\n" + addFile},
		{"empty", `<source src="">`, "5:9: src is empty\n    hint: name a file of the site"},
		{"script", `<script src="https://c.com/x.js"></script>`, other("5:9", `src "https://c.com/x.js"`)},
		{"no scheme", `<script src="//c.com/x.js"></script>`, other("5:9", `src "//c.com/x.js"`)},
		{"style sheet", `<link href="https://c.com/x.css" rel="Stylesheet">`, other("5:7", `href "https://c.com/x.css"`)},
		{"icon", `<link rel="shortcut icon" href="https://c.com/i.ico">`, other("5:27", `href "https://c.com/i.ico"`)},
		{"no rel", `<link href="https://c.com/x">`, other("5:7", `href "https://c.com/x"`)},
		{"preload", `<link rel=preload href=https://c.com/f.woff2>`, other("5:19", `href "https://c.com/f.woff2"`)},
		{"preconnect", `<link rel=preconnect href=https://c.com/>`, other("5:22", `href "https://c.com/"`)},
		{"image", `<img src="https://c.com/x.png" alt="" width=1 height=1>`, other("5:6", `src "https://c.com/x.png"`)},
		{"srcset", `<source srcset="../assets/x.png 1x,https://c.com/x.png 2x">`, other("5:9", `srcset "https://c.com/x.png"`)},
		{"video", `<video src="https://c.com/x"></video>`, other("5:8", `src "https://c.com/x"`)},
		{"poster", `<video poster="https://c.com/x"></video>`, other("5:8", `poster "https://c.com/x"`)},
		{"audio", `<audio src="https://c.com/x"></audio>`, other("5:8", `src "https://c.com/x"`)},
		{"iframe", `<iframe src="https://c.com/x"></iframe>`, other("5:9", `src "https://c.com/x"`)},
		{"object", `<object data="https://c.com/x"></object>`, other("5:9", `data "https://c.com/x"`)},
		{"embed", `<embed src="https://c.com/x">`, other("5:8", `src "https://c.com/x"`)},
		{"use", `<svg><use href="https://c.com/x.svg#a"/></svg>`, other("5:11", `href "https://c.com/x.svg#a"`)},
		{"form", `<form action="https://c.com/x"></form>`, other("5:7", `action "https://c.com/x"`)},
		{"button", `<button formaction="https://c.com/x"></button>`, other("5:9", `formaction "https://c.com/x"`)},
		{"data", `<img src="data:image/gif;base64,R0" alt="" width=1 height=1>`,
			"5:6: src \"data:image/gif;base64,R0\" is not a file\n    hint: make it a file of the site and refer to that"},
	})
}

func TestStyleSheets(t *testing.T) {
	tests := []struct{ name, css, want string }{
		{"own", `@import "b.css"; @import url(b.css) supports(content: "x"); a{background:url( "../assets/x.png" )} i{mask:url(#m)}`, ""},
		{"not fetched", `@namespace url(http://www.w3.org/1999/xhtml); /* url(https://c.com) */ a::before{content:"https://c.com"}`, ""},
		{"escapes", `a{background:url(b\.css)} b{background:url("b\2e css")}`, ""},
		{"missing", "a{}\n b{background:URL(zzzzzz.png)}", "2:15: the site has no file \"css/zzzzzz.png\"\n" + addFile},
		{"missing import", `@import 'zzzzzz.css';`, "1:9: the site has no file \"css/zzzzzz.css\"\n" + addFile},
		{"other host", `@font-face{src:url("https://c.com/f.woff2")}`, "1:16: url \"https://c.com/f.woff2\" is on another host\n" + ownCopy},
		{"other host, import", `@import "//c.com/x.css" layer(x);`, "1:9: @import \"//c.com/x.css\" is on another host\n" + ownCopy},
		{"absolute", `a{background:url(/assets/x.png)}`, "1:14: url \"/assets/x.png\" is absolute\n" + relative},
		{"data", `a{background:url(data:image/gif;base64,R0)}`, "1:14: url \"data:image/gif;base64,R0\" is not a file\n    hint: make it a file of the site and refer to that"},
		{"unreadable", `a{background:url(a b.png)}`, "1:14: \"url(a b.png)\" cannot be read\n    hint: put the address into quotes"},
	}
	for _, tt := range tests {
		want := tt.want
		if want != "" {
			want = "css/a.css:" + want + "\n"
		}
		site := map[string]string{"css/a.css": tt.css, "css/b.css": "", "assets/x.png": ""}
		if got := text(t, inspect(Options{}, site).Diagnostics()); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, want)
		}
	}
}

func TestNotFoundPage(t *testing.T) {
	tests := []struct{ name, root, href, want string }{
		{"root", "/", "/fi/", ""},
		{"no root", "", "/fi/", ""},
		{"below", "/ohje/", "/ohje/fi/index.html", ""},
		{"root without slashes", "ohje", "/ohje/fi/", ""},
		{"the root itself", "/ohje/", "/ohje", ""},
		{"missing", "/ohje/", "/ohje/zzzzzz.html", "404.html:5:4: the site has no file \"zzzzzz.html\"\n" + addFile + "\n"},
		{"outside", "/ohje/", "/fi/", "404.html:5:4: href \"/fi/\" is outside the site\n    hint: begin it with /ohje/\n"},
		{"climbs out", "/ohje/", "/ohje/../fi/", "404.html:5:4: href \"/ohje/../fi/\" climbs out of the site\n    hint: take a \"../\" away\n"},
	}
	for _, tt := range tests {
		site := map[string]string{
			"404.html":      shell("A", `<a href="`+tt.href+`">x</a>`),
			"index.html":    shell("A", ""),
			"fi/index.html": shell("A", ""),
		}
		if got := text(t, inspect(Options{Root: tt.root}, site).Diagnostics()); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestExternalAddresses(t *testing.T) {
	in := inspect(Options{}, map[string]string{
		"a.html": shell("A", `<a href="https://b.fi/x?y&amp;z#1">x</a><a href="http://a.fi">x</a><link rel=canonical href="https://own.fi/">`),
		"b.html": shell("B", `<a href="https://b.fi/x?y&amp;z#2">x</a><a href="mailto:a@b.fi">x</a><svg><a xlink:href="HTTPS://c.fi">x</a></svg>`),
	})
	want := []string{"HTTPS://c.fi", "http://a.fi", "https://b.fi/x?y&z"}
	if got := in.External(); !slices.Equal(got, want) {
		t.Errorf("External() = %q, want %q", got, want)
	}
	if l := in.Diagnostics(); len(l) > 0 {
		t.Errorf("Diagnostics() = %v, want none", l)
	}
}
