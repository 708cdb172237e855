package vocab

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unsafe"
)

// table is a list of lines in one piece of memory.
type table struct {
	text  string
	start []uint32 // of each line; one more than there are
}

func newTable(b []byte) table {
	t := table{text: unsafe.String(unsafe.SliceData(b), len(b))} // b is never changed
	t.start = make([]uint32, 1, bytes.Count(b, []byte{'\n'})+1)
	for i, c := range b {
		if c == '\n' {
			t.start = append(t.start, uint32(i+1))
		}
	}
	return t
}

func (t table) len() int        { return len(t.start) - 1 }
func (t table) at(i int) string { return t.text[t.start[i] : t.start[i+1]-1] }

// search gives the line that equals s, -1 where none does. The lines are sorted.
func (t table) search(s string) int {
	low, high := 0, t.len()
	for low < high {
		mid := (low + high) / 2
		if t.at(mid) < s {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < t.len() && t.at(low) == s {
		return low
	}
	return -1
}

func (g *Gazetteer) candidates(b []byte) []Candidate {
	n, used := binary.Uvarint(b)
	out := make([]Candidate, 0, n)
	row := uint64(0)
	for range n {
		b = b[used:]
		var v uint64
		v, used = binary.Uvarint(b)
		row += v >> 1
		out = append(out, Candidate{Ref(row), v&1 == 1})
	}
	return out
}

var errBroken = errors.New("the gazetteer is cut off: build it again with tearsheet train places")

const magic = "places1\n"

// reader takes the sections of the unpacked gazetteer one after the other.
type reader struct {
	b   []byte
	err error
}

func (r *reader) section() []byte {
	if len(r.b) < 4 {
		r.err = errBroken
		return nil
	}
	n := binary.LittleEndian.Uint32(r.b)
	if uint64(n)+4 > uint64(len(r.b)) {
		r.err = errBroken
		return nil
	}
	s := r.b[4 : 4+n : 4+n]
	r.b = r.b[4+n:]
	return s
}

// sixteen joins the low and the high bytes, which are kept apart since they
// compress better so.
func (r *reader) sixteen() []uint16 {
	low, high := r.section(), r.section()
	out := make([]uint16, len(low))
	for i := range min(len(low), len(high)) {
		out[i] = uint16(low[i]) | uint16(high[i])<<8
	}
	return out
}

func (r *reader) signed() []int16 {
	v := r.sixteen()
	out := make([]int16, len(v))
	for i := range v {
		out[i] = int16(v[i])
	}
	return out
}

// ids are kept as differences.
func (r *reader) ids() []uint32 {
	b := r.section()
	out := make([]uint32, 0, len(b)/2)
	last := int64(0)
	for len(b) > 0 {
		v, n := binary.Varint(b)
		if n <= 0 {
			r.err = errBroken
			return nil
		}
		last += v
		out = append(out, uint32(last))
		b = b[n:]
	}
	return out
}

func decode(raw []byte) (*Gazetteer, error) {
	if !bytes.HasPrefix(raw, []byte(magic)) {
		return nil, errBroken
	}
	r := &reader{b: raw[len(magic):]}
	g := &Gazetteer{id: r.ids(), lat: r.signed(), lon: r.signed(), size: r.section(), kind: r.section(), country: r.section(), area: r.sixteen(), district: r.sixteen()}
	g.names, g.keys = newTable(r.section()), newTable(r.section())
	g.postings = r.section()
	codes := newTable(r.section())
	if r.err != nil {
		return nil, r.err
	}
	for i := range codes.len() {
		g.codes = append(g.codes, codes.at(i))
	}
	return g, g.index()
}

// index finds where each key's postings begin, and checks that all columns
// are of one length.
func (g *Gazetteer) index() error {
	n := g.Len()
	if len(g.lat) != n || len(g.lon) != n || len(g.size) != n || len(g.kind) != n || len(g.country) != n || len(g.area) != n || len(g.district) != n || g.names.len() != n {
		return errBroken
	}
	g.at = make([]uint32, 0, g.keys.len())
	for at := 0; at < len(g.postings); {
		g.at = append(g.at, uint32(at))
		count, used := binary.Uvarint(g.postings[at:])
		at += used
		for range count {
			_, used = binary.Uvarint(g.postings[at:])
			at += used
		}
	}
	if len(g.at) != g.keys.len() {
		return errBroken
	}
	g.byCode = map[string]Ref{}
	for r := range g.kind {
		if Kind(g.kind[r]) == Country {
			g.byCode[g.codes[g.country[r]]] = Ref(r)
		}
	}
	return nil
}
