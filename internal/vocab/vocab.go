// Package vocab answers which places a name may mean: it takes a name as
// written and gives the places of GeoNames that bear it, each with its point,
// its size and the areas that hold it; and for countries the words that stand
// for them.
package vocab

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Kind is what a place is.
type Kind uint8

// The kinds of places.
const (
	Country  Kind = iota + 1
	Area          // of the first level: a state, a province
	District      // of the second level: a county
	Capital       // a country's seat of government
	Seat          // of an area of the first level
	Town          // of an area below
	Village       // any other settlement
	Quarter       // a part of a settlement
	Continent
	Region // no area of government: Middle East
	Water
	Mountain
)

// IsSettlement reports whether people live there as in a town.
func (k Kind) IsSettlement() bool { return k >= Capital && k <= Quarter }

// Ref names a place of the gazetteer.
type Ref int32

// None is no place.
const None Ref = -1

// Candidate is one place that a name may mean.
type Candidate struct {
	Ref
	Alias bool // the name is another one than its own
}

// Gazetteer is the list of places. It is read-only and may be used at the
// same time by many.
type Gazetteer struct {
	id             []uint32
	lat, lon       []int16 // in hundredths of a degree
	size           []uint8 // see population
	kind, country  []uint8
	area, district []uint16 // rows + 1 of the areas that hold it; 0: none
	names          table
	keys           table
	postings       []byte
	at             []uint32 // where the postings of each key begin
	codes          []string // of countries
	byCode         map[string]Ref
}

//go:embed places.bin
var packed []byte

// Places is the gazetteer that comes with the program. It is unpacked at the
// first call, and not before.
var Places = sync.OnceValue(func() *Gazetteer {
	g, err := unpack(packed)
	if err != nil {
		panic(err) // a test opens it: a broken build only
	}
	return g
})

func unpack(b []byte) (*Gazetteer, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("open the gazetteer: %w", err)
	}
	defer d.Close()
	raw, err := d.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack the gazetteer; build it again with tearsheet train places: %w", err)
	}
	return decode(raw)
}

// Find gives the places that bear a name, in no order. The name must be normal.
func (g *Gazetteer) Find(normal string) []Candidate {
	k := g.keys.search(normal)
	if k < 0 {
		return nil
	}
	return g.candidates(g.postings[g.at[k]:])
}

// Name is the place's own name.
func (g *Gazetteer) Name(r Ref) string { return g.names.at(int(r)) }

// ID is its GeoNames id; 0 where it has none here.
func (g *Gazetteer) ID(r Ref) int64 { return int64(g.id[r]) }

// Kind is what it is.
func (g *Gazetteer) Kind(r Ref) Kind { return Kind(g.kind[r]) }

// Point is where it is, to a hundredth of a degree.
func (g *Gazetteer) Point(r Ref) (lat, lon float64) {
	return float64(g.lat[r]) / 100, float64(g.lon[r]) / 100
}

// Size is the binary logarithm of its population, in eighths; of a settlement
// whose population is unknown it is 0.
func (g *Gazetteer) Size(r Ref) int { return int(g.size[r]) }

// Country is the code of its country; empty where it lies in no one.
func (g *Gazetteer) Country(r Ref) string { return g.codes[g.country[r]] }

// Area is the area of the first level that holds it.
func (g *Gazetteer) Area(r Ref) Ref { return Ref(g.area[r]) - 1 }

// District is the area of the second level that holds it.
func (g *Gazetteer) District(r Ref) Ref { return Ref(g.district[r]) - 1 }

// CountryOf gives the place that a country's code stands for.
func (g *Gazetteer) CountryOf(code string) (Ref, bool) {
	r, ok := g.byCode[code]
	return r, ok
}

// Within names the areas that hold a place, the smallest first.
func (g *Gazetteer) Within(r Ref) string {
	out := ""
	if a := g.Area(r); a != None {
		out = g.Name(a)
	}
	c, ok := g.CountryOf(g.Country(r))
	if !ok || c == r {
		return out
	}
	if out != "" {
		out += "; "
	}
	return out + g.Name(c)
}

// Len is how many places there are.
func (g *Gazetteer) Len() int { return len(g.id) }
