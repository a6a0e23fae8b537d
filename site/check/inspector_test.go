package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// faulty returns a site in which most pages have several faults.
func faulty(pages int) map[string]string {
	site := map[string]string{"a.css": `a{background:url(x.png)}`}
	for i := range pages {
		var b strings.Builder
		for j := range 20 {
			fmt.Fprintf(&b, `<p id="i%d"><a href="p%d.html#i%d">x</a><a href="https://b.fi/%d">x</a>`+"\n", j%19, (i+j)%(pages+5), j+15, i*j)
		}
		site[fmt.Sprintf("fi/p%d.html", i)] = shell(fmt.Sprint("T", i%50), b.String())
	}
	return site
}

func TestParallelIsTheSame(t *testing.T) {
	site := faulty(100)
	in := inspect(Options{Weight: true, Budget: 400}, site)
	want, wantExternal := text(t, in.Diagnostics()), in.External()
	if n := strings.Count(want, "\n"); n < 1000 {
		t.Fatalf("only %d lines of findings", n)
	}
	for range 3 {
		in := New(Options{Weight: true, Budget: 400})
		var wg sync.WaitGroup
		for p, html := range site {
			wg.Go(func() { in.Inspect(p, []byte(html)) })
		}
		wg.Wait()
		if got := text(t, in.Diagnostics()); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
		if got := in.External(); !slices.Equal(got, wantExternal) {
			t.Fatalf("External() = %q, want %q", got, wantExternal)
		}
	}
}

func TestDiagnosticsTwice(t *testing.T) {
	in := inspect(Options{Weight: true, Budget: 400}, faulty(10))
	if a, b := in.Diagnostics(), in.Diagnostics(); !slices.Equal(a, b) {
		t.Errorf("got %v, then %v", a, b)
	}
}

func TestInspectKeepsNothing(t *testing.T) {
	in := New(Options{})
	b := make([]byte, 0, 4096)
	for _, name := range []string{"a.html", "b.html"} {
		b = append(b[:0], shell("Title "+name, `<P ID="x"><a href="zzzzz.html#x">x</a><a href="https://b.fi/">x</a>`)...)
		before, after := string(b), string(b[:cap(b)])
		in.Inspect(name, b)
		if string(b) != before || string(b[:cap(b)]) != after {
			t.Errorf("%s: Inspect changed the bytes it was given", name)
		}
	}
	clear(b[:cap(b)])
	const want = `a.html:5:14: the site has no file "zzzzz.html"` + "\n" + addFile + "\n" +
		`b.html:5:14: the site has no file "zzzzz.html"` + "\n" + addFile + "\n"
	if got := text(t, in.Diagnostics()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := in.External(); !slices.Equal(got, []string{"https://b.fi/"}) {
		t.Errorf("External() = %q", got)
	}
}

func TestManyFaultsAreNotGuessed(t *testing.T) {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, `<a href="a%d.html">x</a>`, i)
	}
	l := inspect(Options{}, map[string]string{"a.html": shell("A", b.String())}).Diagnostics()
	if len(l) != 60 || l[0].Hint != "correct the address, or add the file" {
		t.Errorf("got %d findings, the first %+v", len(l), l[0])
	}
}

func FuzzInspect(f *testing.F) {
	f.Add("a.html", shell("A", `<svg><title/><a xlink:href="?#%zz"></svg><img srcset=", a 1x,,b"><a name=x href=//x>`))
	f.Add("404.html", `<a href=/x/..//..><!--<script><!--</script><math><xml></math><p lang=a-b-x id=&lt;&#0; onx style`)
	f.Add("fi/a.html", "<meta http-equiv=refresh content=';url=\"'><h3><link rel='icon x' href='\\\\\x00'><svg\x00<math>")
	f.Add("a.css", `@import"a\`)
	f.Add("a.css", `@import url( "a\110000 " );a{b:url(a"b)}/*`)
	f.Add("a.svg", `<?xml?><svg id=><use href="#`)
	f.Fuzz(func(t *testing.T, name, body string) {
		o := Options{Root: "/x", Weight: true, Budget: 1}
		site := map[string]string{name: body, "b.html": shell("B", `<a href="404.html#x">x</a>`)}
		in := inspect(o, site)
		l := in.Diagnostics()
		for _, d := range l {
			if d.File == name && d.Line > strings.Count(body, "\n")+1 {
				t.Errorf("line %d of %q: %s", d.Line, body, d)
			}
		}
		if again := inspect(o, site).Diagnostics(); !slices.Equal(l, again) {
			t.Errorf("got %v, then %v", l, again)
		}
	})
}

func BenchmarkInspect(b *testing.B) {
	var nav, body strings.Builder
	for i := range 45 {
		fmt.Fprintf(&nav, `<li><a class="nav-link" href="../osa-%d/sivu-%d.html">Sivun %d otsikko</a></li>`+"\n", i%7, i, i)
	}
	for i := range 12 {
		fmt.Fprintf(&nav, `<li><a href="#kohta-%d">Kohta %d</a></li>`+"\n", i, i)
		fmt.Fprintf(&body, `<h2 id="kohta-%d">Kohta %d<a class="anchor" href="#kohta-%d" aria-labelledby="kohta-%d">#</a></h2>`+"\n", i, i, i, i)
		body.WriteString(strings.Repeat("<p>Hyvä opas alkaa siitä, mitä lukija <em>aikoo</em> tehdä, ei siitä, mitä kirjoittaja tietää.</p>\n", 6))
		fmt.Fprintf(&body, `<p><a href="../osa-1/sivu-%d.html#kohta">Lue lisää</a><svg class="icon" aria-hidden="true" viewBox="0 0 24 24"><path d="M4 6.5h16M4 12h16"/></svg></p>`+"\n", i)
	}
	html := []byte(shell("Otsikko", "<nav><ul>"+nav.String()+"</ul></nav>"+body.String()))
	in := New(Options{})
	b.ReportAllocs()
	b.SetBytes(int64(len(html)))
	i := 0
	for b.Loop() {
		i++
		in.Inspect(fmt.Sprintf("fi/osa/p%d.html", i%10_000), html)
	}
	if l := in.Diagnostics(); len(l) == 0 {
		b.Error("no findings, though the pages linked to are missing")
	}
}
