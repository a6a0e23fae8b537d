package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"opas/site/diag"
)

// Diagnostics returns all that was found so far, sorted. It is the same for the
// same files, in whatever order they passed.
func (in *Inspector) Diagnostics() diag.List {
	list := slices.Clone(in.diags)
	docs := slices.SortedFunc(slices.Values(in.docs), func(a, b *doc) int { return cmp.Compare(a.path, b.path) })
	in.checkLinks(docs, &list)
	in.checkTitles(docs, &list)
	if in.options.Weight {
		in.checkWeights(docs, &list)
	}
	return list.Sorted()
}

// fault is what is the matter with a target.
type fault struct{ message, hint string }

// checkLinks reports the references to files and ids that do not exist.
func (in *Inspector) checkLinks(docs []*doc, list *diag.List) {
	var missing []int
	for n, key := range in.targets.keys {
		if !in.exists(key) {
			missing = append(missing, n)
		}
	}
	if len(missing) == 0 {
		return
	}
	// To guess what was meant takes time, and so many are no slip of the pen.
	const most = 50
	faults := make([]*fault, len(in.targets.keys))
	for _, n := range missing {
		faults[n] = in.fault(in.targets.keys[n], len(missing) <= most)
	}
	for _, d := range docs {
		for _, r := range d.refs {
			if f := faults[r.target]; f != nil {
				at := diag.Pos{Line: int(r.line), Col: int(r.col)}
				list.Errorf(label(in.options.Out, d.path), at, f.hint, "%s", f.message)
			}
		}
	}
}

func (in *Inspector) exists(key string) bool {
	p, fragment := split(key)
	f, ok := in.files[p]
	return ok && (fragment == "" || f.ids == "" || strings.Contains(f.ids, "\x00"+fragment+"\x00"))
}

// fault describes a target that does not exist. With guess it looks for the one
// that was meant.
func (in *Inspector) fault(key string, guess bool) *fault {
	p, fragment := split(key)
	f, ok := in.files[p]
	if !ok {
		return &fault{fmt.Sprintf("the site has no file %s", quoted([]byte(p))), in.fileHint(p, guess)}
	}
	var known []string
	if guess {
		known = strings.Split(strings.Trim(f.ids, "\x00"), "\x00")
	}
	return &fault{fmt.Sprintf("%s has no id %s", quoted([]byte(p)), quoted([]byte(fragment))), idHint(fragment, known)}
}

// fileHint tells how to mend the address of a file that does not exist.
func (in *Inspector) fileHint(p string, guess bool) string {
	if _, ok := in.files[p+"/index.html"]; ok {
		return "it is a folder: put a slash at the end"
	}
	if guess {
		if near := in.nearestFile(p); near != "" {
			return "did you mean \"" + near + "\"?"
		}
	}
	return "correct the address, or add the file"
}

// nearestFile returns the file beside p that has almost its name, or "". The
// index.html of a folder goes by the name of the folder.
func (in *Inspector) nearestFile(p string) string {
	const index = "/index.html"
	folder, name := path.Split(strings.TrimSuffix(p, index))
	var names []string
	for other := range in.files {
		rest, ok := strings.CutPrefix(other, folder)
		rest = strings.TrimSuffix(rest, index)
		if ok && !strings.Contains(rest, "/") {
			names = append(names, rest)
		}
	}
	slices.Sort(names)
	near := diag.Nearest(name, names)
	if near == "" {
		return ""
	}
	if _, ok := in.files[folder+near]; ok {
		return folder + near
	}
	return folder + near + index
}

// checkTitles warns of pages of one language that cannot be told apart in a
// list of tabs or search results.
func (in *Inspector) checkTitles(docs []*doc, list *diag.List) {
	type key struct{ folder, title string }
	first := map[key]string{}
	for _, d := range docs {
		if d.title == "" {
			continue
		}
		folder, _, ok := strings.Cut(d.path, "/")
		if !ok {
			folder = ""
		}
		k := key{folder, d.title}
		if other, ok := first[k]; ok {
			list.Warnf(label(in.options.Out, d.path), d.titlePos, "say in the title what only this page is about",
				"title %s is also that of %q", quoted([]byte(d.title)), other)
			continue
		}
		first[k] = d.path
	}
}

// checkWeights warns of pages that are heavy on a first visit.
func (in *Inspector) checkWeights(docs []*doc, list *diag.List) {
	for _, d := range docs {
		if !d.page || slices.Contains(in.options.Whole, d.path) {
			continue
		}
		paths := []string{d.path}
		for _, n := range d.loads {
			paths = append(paths, in.targets.keys[n])
		}
		slices.Sort(paths)
		paths = slices.Compact(paths)
		total := 0
		for _, p := range paths {
			total += in.files[p].weight
		}
		if total > in.options.Budget {
			list.Warnf(label(in.options.Out, d.path), diag.Pos{}, in.heaviest(paths),
				"a first visit weighs %d bytes, the budget is %d", total, in.options.Budget)
		}
	}
}

// heaviest names what weighs most, for a hint.
func (in *Inspector) heaviest(paths []string) string {
	slices.SortStableFunc(paths, func(a, b string) int { return cmp.Compare(in.files[b].weight, in.files[a].weight) })
	var most []string
	for _, p := range paths[:min(3, len(paths))] {
		most = append(most, fmt.Sprintf("%s %d", p, in.files[p].weight))
	}
	return "heaviest: " + strings.Join(most, ", ")
}
