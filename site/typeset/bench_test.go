package typeset

import "testing"

func BenchmarkChecklist(b *testing.B) { benchmark(b, checklist()) }

// BenchmarkBook sets a guide of about sixty pages.
func BenchmarkBook(b *testing.B) { benchmark(b, book(29)) }

func benchmark(b *testing.B, d *Document) {
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(set(b, d, Options{}))))
	}
}
