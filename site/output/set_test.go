package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// setOf builds a set from path, content pairs.
func setOf(t testing.TB, pairs ...string) *Set {
	t.Helper()
	s := &Set{}
	for i := 0; i < len(pairs); i += 2 {
		if err := s.AddBytes(pairs[i], []byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestAddRefuses(t *testing.T) {
	tests := []struct {
		has, add string
		want     string // in the error; "" for none
	}{
		{"a.html", "b.html", ""},
		{"fi/a.html", "fi/b.html", ""},
		{"fi/a.html", "fi/a/b.html", ""},
		{"fi/.well-known/x", "fi/y", ""},
		{"a.html", "a.html", `two files for the path "a.html"`},
		{"a.html", "A.html", `"a.html" and "A.html" clash`},
		{"fi/ä.html", "fi/Ä.html", "clash"},
		{"fi/a.html", "FI/b.html", `"fi" and "FI/b.html" clash`},
		{"a", "a/b/c", `"a" would be a file and a folder`},
		{"a/b/c", "a/b", `"a/b" would be a file and a folder`},
		{"a/b/c", "a", `"a" would be a file and a folder`},
		{"a", "A/b", "clash"},
		{"x", "", "invalid path"},
		{"x", ".", "invalid path"},
		{"x", "/a", "invalid path"},
		{"x", "a/", "invalid path"},
		{"x", "a/../b", "invalid path"},
		{"x", `a\b`, "invalid path"},
		{"x", "a\nb", "invalid path"},
		{"x", "a\x80b", "invalid path"},
		{"x", ".opas", "reserved"},
		{"x", ".OPAS-stage/a", "reserved"},
	}
	for _, tt := range tests {
		s := setOf(t, tt.has, "")
		err := s.AddBytes(tt.add, nil)
		if tt.want == "" {
			if err != nil || !s.Has(tt.add) {
				t.Errorf("%q, then %q: %v", tt.has, tt.add, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q, then %q: error %v, want %q", tt.has, tt.add, err, tt.want)
		}
		if got := s.Paths(); !slices.Equal(got, []string{tt.has}) {
			t.Errorf("%q, then %q refused: the set has %q", tt.has, tt.add, got)
		}
	}
}

func TestSetReads(t *testing.T) {
	s := setOf(t, "b/x", "two", "a", "one")
	if got := s.Paths(); !slices.Equal(got, []string{"a", "b/x"}) || s.Len() != 2 {
		t.Errorf("Paths() = %q, Len() = %d", got, s.Len())
	}
	for range 2 {
		if b, err := s.Bytes("b/x"); string(b) != "two" || err != nil {
			t.Errorf("Bytes() = %q, %v", b, err)
		}
	}
	if _, err := s.Bytes("b"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Bytes of a folder: error %v, want fs.ErrNotExist", err)
	}
	broken := errors.New("broken")
	if err := s.Add("c", func(context.Context, []byte) ([]byte, error) { return nil, broken }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Bytes("c"); !errors.Is(err, broken) || !strings.Contains(err.Error(), "c") {
		t.Errorf("Bytes of a broken file: error %v", err)
	}
}

func TestZeroSet(t *testing.T) {
	var s Set
	if s.Len() != 0 || s.Has("a") || len(s.Paths()) != 0 {
		t.Error("the zero Set is not empty")
	}
	if err := s.Each(t.Context(), func(string, []byte) error { return errors.New("called") }); err != nil {
		t.Error(err)
	}
}

func TestEachSeesEachFileOnce(t *testing.T) {
	s := &Set{}
	want := map[string]string{}
	for i := range 500 {
		p := fmt.Sprintf("%d/%d", i%7, i)
		want[p] = strings.Repeat("x", i%50) + p
		if err := s.AddBytes(p, []byte(want[p])); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	got := map[string]string{}
	err := s.Each(t.Context(), func(p string, b []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if _, twice := got[p]; twice {
			t.Errorf("%s seen twice", p)
		}
		got[p] = string(b)
		return nil
	})
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d files seen, want %d; error %v", len(got), len(want), err)
	}
	for p, w := range want {
		if got[p] != w {
			t.Errorf("%s: %q, want %q", p, got[p], w)
		}
	}
}

// TestEachCallsOff ends a context in the middle of a file that takes long: that is
// told as such, and not as a mistake in the file.
func TestEachCallsOff(t *testing.T) {
	s := setOf(t, "a", "x")
	long := func(ctx context.Context, dst []byte) ([]byte, error) {
		<-ctx.Done()
		return dst, fmt.Errorf("at work: %w", ctx.Err())
	}
	if err := s.Add("b", long); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := s.Each(ctx, func(string, []byte) error {
		cancel()
		return nil
	})
	if err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func TestEachReportsTheLowestError(t *testing.T) {
	s := &Set{}
	for i := range 300 {
		p := fmt.Sprintf("%03d", i)
		make := func(_ context.Context, dst []byte) ([]byte, error) {
			if i%2 == 1 && i > 100 {
				return nil, fmt.Errorf("bad %s", p)
			}
			return dst, nil
		}
		if err := s.Add(p, make); err != nil {
			t.Fatal(err)
		}
	}
	for range 50 {
		err := s.Each(t.Context(), func(p string, _ []byte) error {
			if p > "150" {
				return errors.New("too far")
			}
			return nil
		})
		if err == nil || err.Error() != "make 101: bad 101" {
			t.Fatalf("error %v, want that of 101", err)
		}
	}
}

func TestEachHonoursContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := setOf(t, "a", "", "b", "", "c", "", "d", "")
	err := s.Each(ctx, func(string, []byte) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

// TestNewSetIsAsIfFromNothing: a set that follows another one refuses and holds
// what one from nothing does, wherever their paths part.
func TestNewSetIsAsIfFromNothing(t *testing.T) {
	names := []string{"a", "a/b", "a/b/c", "A/x", "ä", "Ä", "b/x", "b/y", "b/z/x", "c", "c/", "d/e/f", "D/e"}
	rapid.Check(t, func(t *rapid.T) {
		var last *Set
		for range 3 {
			fresh, warm := &Set{}, NewSet(last)
			for i, p := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 12).Draw(t, "paths") {
				text := []byte{byte(i)}
				want, got := fresh.AddBytes(p, text), warm.AddBytes(p, text)
				if fmt.Sprint(want) != fmt.Sprint(got) {
					t.Fatalf("Add(%q) = %v, want %v", p, got, want)
				}
			}
			if got, want := warm.Paths(), fresh.Paths(); !slices.Equal(got, want) || warm.Len() != fresh.Len() {
				t.Fatalf("Paths() = %q, want %q", got, want)
			}
			for _, p := range names {
				got, _ := warm.Bytes(p)
				want, _ := fresh.Bytes(p)
				if !bytes.Equal(got, want) || warm.Has(p) != fresh.Has(p) || warm.obstructs(p) != fresh.obstructs(p) || warm.underFile(p) != fresh.underFile(p) {
					t.Fatalf("%q: %q, want %q", p, got, want)
				}
			}
			last = warm
		}
	})
}
