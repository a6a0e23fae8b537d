package content

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"opas/site/diag"
)

// ConfigFile is the name of the guide's settings in the content folder.
const ConfigFile = "site.yaml"

// Config is content/site.yaml.
type Config struct {
	Languages []LanguageConfig  `yaml:"languages"`
	Source    string            `yaml:"source"`             // code of the language that the others are translated from
	BaseURL   string            `yaml:"base_url,optional"`  // absolute, ends in a slash; "" where not known
	Contact   string            `yaml:"contact"`            // e-mail address
	Publisher map[string]string `yaml:"publisher"`          // by language code
	Authority Authority         `yaml:"authority,optional"` // supervises the accessibility of the site
	Version   string            `yaml:"version,optional"`   // of the guide, as printed
	Print     Print             `yaml:"print,optional"`

	places yamlFile
}

// TextPos returns the place of the first character of the text at a path of keys
// and indexes.
func (c *Config) TextPos(path ...any) diag.Pos { return c.places.textPos(path...) }

// Print says what is made for paper. A checklist is always a PDF file too.
type Print struct {
	Guide bool   `yaml:"guide,optional"` // the whole guide as a page to print and as a PDF file
	Paper string `yaml:"paper,optional"` // one of Papers
	PDF   string `yaml:"pdf,optional"`   // one of PDFs
}

// The values of Print's texts; the first is the usual one. A file that is PDF/A-2a
// for the archive as well may be one that can't be filled in.
var (
	Papers = []string{"a4", "letter"}
	PDFs   = []string{"ua", "a2a"}
)

// LanguageConfig is one language of the guide. Its folder has its code's name.
type LanguageConfig struct {
	Code   string `yaml:"code"`   // BCP 47, lower case: folder and first part of addresses
	Name   string `yaml:"name"`   // in the language itself
	Locale string `yaml:"locale"` // language and territory: fi-FI
	Title  string `yaml:"title"`  // of the guide
}

// Authority is the supervising authority that an accessibility statement names.
type Authority struct {
	Name map[string]string `yaml:"name"` // by language code
	URL  map[string]string `yaml:"url"`  // by language code, absolute
}

// codeForm is a language code that is safe as a folder and in an address.
var codeForm = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)

// parseConfig reads site.yaml. A config that has errors is still returned, as
// far as it could be read.
func parseConfig(file string, data []byte) (*Config, diag.List) {
	var c Config
	y := decodeYAML(file, data, &c)
	seen := map[string]bool{}
	codes := []string{}
	for i, l := range c.Languages {
		at := func(key string) diag.Pos { return y.pos("languages", i, key) }
		switch {
		case l.Code == "":
		case !codeForm.MatchString(l.Code):
			y.errorf(at("code"), "a lower-case BCP 47 tag, such as fi or sv", "language code %q is not valid", l.Code)
		case seen[l.Code]:
			y.errorf(at("code"), "keep one of them", "language %q is listed twice", l.Code)
		}
		seen[l.Code] = true
		codes = append(codes, l.Code)
		if l.Locale != "" {
			if _, err := language.Parse(l.Locale); err != nil || !strings.Contains(l.Locale, "-") {
				y.errorf(at("locale"), "language and territory, such as fi-FI", "locale %q is not valid", l.Locale)
			}
		}
	}
	if len(c.Languages) == 0 && !y.failed() {
		y.errorf(y.pos("languages"), "list at least one language with code, name, locale and title", "no languages")
	}
	if c.Source != "" && !seen[c.Source] {
		y.errorf(y.pos("source"), diag.DidYouMean(c.Source, codes), "source language %q is not listed under languages", c.Source)
	}
	c.BaseURL = y.baseURL(c.BaseURL)
	if c.Contact != "" && !strings.Contains(c.Contact, "@") {
		y.errorf(y.pos("contact"), "an e-mail address", "contact %q is not an e-mail address", c.Contact)
	}
	c.Print.Paper = y.choice(c.Print.Paper, Papers, "print", "paper")
	c.Print.PDF = y.choice(c.Print.PDF, PDFs, "print", "pdf")
	for _, m := range []struct {
		values map[string]string
		path   []any
	}{{c.Publisher, []any{"publisher"}}, {c.Authority.Name, []any{"authority", "name"}}, {c.Authority.URL, []any{"authority", "url"}}} {
		y.byLanguage(m.values, codes, m.path...)
	}
	c.places = yamlFile{file: file, root: y.root}
	return &c, y.diags
}

// ParseBaseURL checks a base URL, which may be "", and returns it with a slash
// at its end. The second result says what is wrong, "" if nothing.
func ParseBaseURL(s string) (base, problem string) {
	if s == "" {
		return "", ""
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return "", "not an absolute http or https address"
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return "", "it may hold no query, fragment or user"
	}
	return strings.TrimRight(s, "/") + "/", ""
}

func (y *yamlFile) baseURL(s string) string {
	base, problem := ParseBaseURL(s)
	if problem != "" {
		y.errorf(y.pos("base_url"), "such as https://guide.example.org/", "base URL %q: %s", s, problem)
	}
	return base
}

// choice checks that the text at a key of a group is one of those known, and
// returns the first of them where it is left out.
func (y *yamlFile) choice(value string, known []string, path ...any) string {
	switch {
	case value == "":
		return known[0]
	case !slices.Contains(known, value):
		y.errorf(y.pos(path...), diag.DidYouMean(value, known), "%s: unknown value %q", fmt.Sprintf("%s.%s", path...), value)
	}
	return value
}

// byLanguage checks that a map has a value for each language, and no others.
func (y *yamlFile) byLanguage(values map[string]string, codes []string, path ...any) {
	y.complete(values, codes, path...)
	known(y, values, codes, path...)
}

// complete checks that a map has a value for each language.
func (y *yamlFile) complete(values map[string]string, codes []string, path ...any) {
	if len(values) == 0 {
		return // left out altogether: reported where it is required
	}
	for _, code := range codes {
		if values[code] == "" {
			y.errorf(y.pos(path...), "add a value for each language", "%s: no value for language %q", path[len(path)-1], code)
		}
	}
}

// known checks that a map has no values for other languages.
func known[V any](y *yamlFile, values map[string]V, codes []string, path ...any) {
	for _, code := range sortedKeys(values) {
		if !slices.Contains(codes, code) {
			y.errorf(y.pos(append(path, code)...), diag.DidYouMean(code, codes), "%s: unknown language %q", path[len(path)-1], code)
		}
	}
}
