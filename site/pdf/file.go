package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"sync"
)

// ref is the number of an indirect object.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// file is the body of a PDF: its objects by number.
type file struct {
	objects []object
}

// object is an indirect object as it stands in the file.
type object struct {
	body   []byte
	stream bool
}

// alloc returns a number for an object that is set later.
func (f *file) alloc() ref {
	f.objects = append(f.objects, object{})
	return ref(len(f.objects))
}

func (f *file) set(r ref, format string, args ...any) {
	f.objects[r-1].body = fmt.Appendf(nil, format, args...)
}

func (f *file) add(format string, args ...any) ref {
	r := f.alloc()
	f.set(r, format, args...)
	return r
}

// addStream adds a stream, and compresses its data if that is asked for.
func (f *file) addStream(dict string, data []byte, compress bool) ref {
	if compress {
		data = deflate(data)
		dict += "/Filter/FlateDecode"
	}
	r := f.alloc()
	f.objects[r-1] = object{body: streamBody(dict, data), stream: true}
	return r
}

func streamBody(dict string, data []byte) []byte {
	b := fmt.Appendf(make([]byte, 0, len(dict)+len(data)+64), "<<%s/Length %d>>\nstream\n", dict, len(data))
	b = append(b, data...)
	return append(b, "\nendstream"...)
}

// compressors are kept for reuse, for each is a megabyte large. A higher level
// takes twice the time and makes files smaller by less than a hundredth.
var compressors = sync.Pool{New: func() any {
	z, err := zlib.NewWriterLevel(nil, zlib.DefaultCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return z
}}

func deflate(data []byte) []byte {
	z := compressors.Get().(*zlib.Writer)
	defer compressors.Put(z)
	var b bytes.Buffer
	z.Reset(&b)
	// A write to memory does not fail.
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// entry is an entry of the cross-reference stream (7.5.8.3).
type entry struct {
	kind   byte
	offset int // of the object, or the number of the stream that it is in
	index  int // within that stream
}

// objectsPerStream is a compromise: more compress better, fewer are found faster.
const objectsPerStream = 200

// bytes returns the whole file. Objects other than streams are gathered in
// object streams; the ID is a digest of what is before it.
func (f *file) bytes(catalog, info ref) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	entries := make([]entry, len(f.objects)+1, len(f.objects)+16)
	put := func(number int, body []byte) {
		entries[number] = entry{kind: 1, offset: out.Len()}
		fmt.Fprintf(&out, "%d 0 obj\n", number)
		out.Write(body)
		out.WriteString("\nendobj\n")
	}
	var plain []int
	for i, o := range f.objects {
		if o.stream {
			put(i+1, o.body)
		} else {
			plain = append(plain, i+1)
		}
	}
	for len(plain) > 0 {
		n := min(len(plain), objectsPerStream)
		number := len(entries)
		entries = append(entries, entry{})
		for i, o := range plain[:n] {
			entries[o] = entry{kind: 2, offset: number, index: i}
		}
		put(number, f.objectStream(plain[:n]))
		plain = plain[n:]
	}
	start := out.Len()
	id := sha256.Sum256(out.Bytes())
	number := len(entries)
	entries = append(entries, entry{kind: 1, offset: start})
	table := make([]byte, 0, 7*len(entries))
	for _, e := range entries {
		table = append(table, e.kind)
		table = binary.BigEndian.AppendUint32(table, uint32(e.offset))
		table = binary.BigEndian.AppendUint16(table, uint16(e.index))
	}
	// Object 0 heads the list of free objects, which is empty (7.5.4).
	binary.BigEndian.PutUint16(table[5:], 0xFFFF)
	dict := fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root %v/Info %v/ID[<%x><%x>]/Filter/FlateDecode", len(entries), catalog, info, id[:16], id[:16])
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", number, streamBody(dict, deflate(table)), start)
	return out.Bytes()
}

// objectStream returns a stream that holds the objects of the numbers (7.5.7).
func (f *file) objectStream(numbers []int) []byte {
	var head, data []byte
	for _, n := range numbers {
		head = fmt.Appendf(head, "%d %d ", n, len(data))
		data = append(data, f.objects[n-1].body...)
		data = append(data, '\n')
	}
	dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(numbers), len(head))
	return streamBody(dict, deflate(append(head, data...)))
}
