package group

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Whatever the postings are, spread evenly or all in one corner, the place is
// the one that a plain search finds.
func TestAPostingIsFoundWhereAPlainSearchFindsIt(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	shapes := map[string]func() uint64{
		"even":      r.Uint64,
		"low":       func() uint64 { return r.Uint64N(1000) },
		"high":      func() uint64 { return ^uint64(0) - r.Uint64N(1000) },
		"all equal": func() uint64 { return 42 },
		"two heaps": func() uint64 { return r.Uint64N(2)<<63 + r.Uint64N(50) },
	}
	for name, draw := range shapes {
		for _, n := range []int{0, 1, 2, 3, 17, 1000} {
			sorted := make([]uint64, n)
			for i := range sorted {
				sorted[i] = draw()
			}
			slices.Sort(sorted)
			for _, key := range append([]uint64{0, 1, ^uint64(0), draw(), draw()}, sorted...) {
				want, _ := slices.BinarySearch(sorted, key)
				if got := find(sorted, key); got != want {
					t.Fatalf("%s, %d postings: find(%d) = %d, want %d", name, n, key, got, want)
				}
			}
		}
	}
}

func TestAShardHoldsWhatWasAdded(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var s shard
	for n := range uint32(2000) {
		s.add(uint64(r.Uint32())<<32 | uint64(n))
		if n%100 == 0 {
			s.add(7<<32 | uint64(n))
		}
	}
	docs := s.docs(nil, 7)
	slices.Sort(docs)
	if want := mostPostings; len(docs) != want {
		t.Fatalf("%d articles have the print, want the %d that are given at most", len(docs), want)
	}
	if !slices.IsSorted(s.main) || !slices.IsSorted(s.tail) {
		t.Fatal("the postings are not in order")
	}
	if got := len(s.main) + len(s.tail); got != 2020 {
		t.Fatalf("%d postings, want 2020", got)
	}
}
