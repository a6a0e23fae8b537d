package render

import (
	"bytes"
	"context"
	"encoding/xml"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"opas/site/model"
)

// notFound appends the page that a server shows for addresses that do not
// exist, in a language. It is shown at any depth, so it alone writes addresses
// from the root of the host, with the path of the base URL.
func (r *Renderer) notFound(dst []byte, l *model.Language) ([]byte, error) {
	root := "/"
	if u, err := url.Parse(r.base); err == nil && r.base != "" {
		root = u.Path
	}
	box, err := r.boxFrom(l, root)
	if err != nil {
		return dst, err
	}
	v := NotFound{
		UI: l.UI, Lang: l.Code, Site: l.Title,
		CSS: root + r.css, JS: root + r.js, Icon: root + r.icon, HomeURL: root + l.Home.File(),
		Search:   template.HTML(box),
		Register: Link{Title: l.Register.Title, URL: root + l.Register.File()},
	}
	for _, o := range r.site.Languages {
		v.Languages = append(v.Languages, Language{Code: o.Code, Name: o.Name, URL: root + o.Home.File(), Current: o == l})
	}
	return r.document(context.Background(), dst, "notfound", v)
}

// document appends what the base of a kind makes of a view.
func (r *Renderer) document(ctx context.Context, dst []byte, kind string, view any) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	err := r.templates.execute(&bounded{ctx, b, mostOfPage}, kind, "base", view)
	return b.Bytes(), err
}

// shared returns what a template that all pages use makes of a view.
func (r *Renderer) shared(name string, view any) (string, error) {
	var b bytes.Buffer
	err := r.templates.execute(&bounded{context.Background(), &b, mostOfPage}, "page", name, view)
	return b.String(), err
}

// root appends the page at "/", which leads to the source language.
func (r *Renderer) root(dst []byte) ([]byte, error) {
	l := r.site.Source
	v := Root{UI: l.UI, Lang: l.Code, Site: l.Title, URL: l.Home.File(), CSS: r.css, Icon: r.icon}
	for _, o := range r.site.Languages {
		v.Languages = append(v.Languages, RootLanguage{
			Language: Language{Code: o.Code, Name: o.Name, URL: o.Home.File(), Current: o == l},
			Site:     o.Title,
		})
	}
	return r.document(context.Background(), dst, "root", v)
}

// redirect appends the page at an old address.
func (r *Renderer) redirect(dst []byte, red model.Redirect) ([]byte, error) {
	file := red.File()
	folder := file[:strings.LastIndexByte(file, '/')+1]
	v := Redirect{
		UI: red.To.Lang.UI, Lang: red.To.Lang.Code, Title: red.To.Title,
		URL: relative(folder, red.To.File()), CSS: relative(folder, r.css),
	}
	if r.base != "" {
		v.Canonical = r.base + red.To.URL
	}
	return r.document(context.Background(), dst, "redirect", v)
}

// redirects appends Netlify's redirect file: the old addresses, the way from
// "/", and the not-found page of each language.
// https://docs.netlify.com/manage/routing/redirects/overview/
func (r *Renderer) redirects(dst []byte) ([]byte, error) {
	line := func(from, to, status string) {
		dst = append(dst, from+" "+to+" "+status+"\n"...)
	}
	line("/", "/"+r.site.Source.Home.URL, "302")
	for _, red := range r.site.Redirects {
		line("/"+red.From, "/"+red.To.URL, "301")
	}
	for _, l := range r.site.Languages {
		line("/"+l.Code+"/*", "/"+l.Code+"/404.html", "404")
	}
	line("/*", "/404.html", "404")
	return dst, nil
}

// robots appends robots.txt (RFC 9309): everything may be read.
func (r *Renderer) robots(dst []byte) ([]byte, error) {
	dst = append(dst, "User-agent: *\nAllow: /\n"...)
	if r.base != "" {
		dst = append(dst, "Sitemap: "+r.base+"sitemap.xml\n"...)
	}
	return dst, nil
}

// sitemap appends sitemap.xml with each page's translations
// (https://www.sitemaps.org/protocol.html; alternates as Google reads them).
// Pages that stand in for a translation are left out.
func (r *Renderer) sitemap(dst []byte) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	b.WriteString(xml.Header)
	b.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	for _, l := range r.site.Languages {
		for _, p := range append(slices.Clip(l.Pages), l.Register) {
			if p.Fallback {
				continue
			}
			b.WriteString("<url><loc>")
			escape(b, r.base+p.URL)
			b.WriteString("</loc>")
			if t := p.Source.Front.Updated; !t.IsZero() {
				b.WriteString("<lastmod>" + t.Format("2006-01-02") + "</lastmod>")
			}
			for _, a := range r.alternates(p) {
				b.WriteString(`<xhtml:link rel="alternate" hreflang="` + a.Lang + `" href="`)
				escape(b, a.URL)
				b.WriteString(`"/>`)
			}
			b.WriteString("</url>\n")
		}
	}
	b.WriteString("</urlset>\n")
	return b.Bytes(), nil
}

func escape(b *bytes.Buffer, s string) {
	if err := xml.EscapeText(b, []byte(s)); err != nil {
		panic(err) // a bytes.Buffer does not fail
	}
}
