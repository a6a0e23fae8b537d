package block

// Walk calls visit for each block and all that are within it, in their order.
func Walk(list []Block, visit func(Block)) {
	for _, b := range list {
		visit(b)
		switch b := b.(type) {
		case *List:
			for _, it := range b.Items {
				Walk(it.Blocks, visit)
			}
		case *Definitions:
			for _, d := range b.Items {
				Walk(d.Blocks, visit)
			}
		case *Quote:
			Walk(b.Blocks, visit)
		case *Callout:
			Walk(b.Blocks, visit)
		case *Notes:
			for _, n := range b.Items {
				Walk(n.Blocks, visit)
			}
		case *Section:
			Walk(b.Blocks, visit)
		}
	}
}

// Texts returns the runs that a block has itself, without those of blocks within
// it.
func Texts(b Block) [][]Run {
	switch b := b.(type) {
	case *Heading:
		return [][]Run{b.Text}
	case *Paragraph:
		return [][]Run{b.Text}
	case *Field:
		return [][]Run{b.Label}
	case *Table:
		var out [][]Run
		for _, c := range b.Columns {
			out = append(out, c.Head)
		}
		for _, row := range b.Rows {
			for _, c := range row {
				out = append(out, c)
			}
		}
		return out
	case *Definitions:
		var out [][]Run
		for _, d := range b.Items {
			out = append(out, d.Term)
		}
		return out
	}
	return nil
}
