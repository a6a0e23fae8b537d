package model

// checklists tells each page of the checklists that have a task from it. They
// come in reading order.
func (b *builder) checklists() {
	for _, lang := range b.site.Languages {
		for _, p := range lang.Pages {
			if p.Kind == "checklist" {
				p.tellSources()
			}
		}
	}
}

func (p *Page) tellSources() {
	for i, l := range p.Source.Doc.Links {
		if l.Task == "" {
			continue
		}
		from := p.Target(i).Page
		if from == nil || from == p || from.Lang != p.Lang {
			continue
		}
		if n := len(from.Checklists); n == 0 || from.Checklists[n-1] != p {
			from.Checklists = append(from.Checklists, p)
		}
	}
}
