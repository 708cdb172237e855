package group

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"tearsheet"
)

// Twelve words in a row are enough, wherever they stand.
func TestTextsThatShareTwelveWordsShareAPrint(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	draw := func(n int) []uint64 {
		out := make([]uint64, n)
		for i := range out {
			out[i] = r.Uint64()
		}
		return out
	}
	for range 3000 {
		shared := draw(certainAt)
		a := append(append(draw(r.IntN(30)), shared...), draw(r.IntN(30))...)
		b := append(append(draw(r.IntN(30)), shared...), draw(r.IntN(30))...)
		have := map[uint64]bool{}
		for _, p := range winnow(a) {
			have[p] = true
		}
		found := false
		for _, p := range winnow(b) {
			found = found || have[p]
		}
		if !found {
			t.Fatalf("no print shared by %d and %d words", len(a), len(b))
		}
	}
}

// A print is kept in stores: another figure for the same words would make them
// worthless without a sign.
func TestPrintsAreTheSameInEveryVersion(t *testing.T) {
	item := made("one", "a.example", report)
	prints := Fingerprints(item).Prints
	sum := uint64(0)
	for _, p := range prints {
		sum = sum*31 + p
	}
	if len(prints) != wantPrints || sum != wantSum {
		t.Errorf("%d prints with the sum %#x, want %d and %#x: change By and tell operators to redo", len(prints), sum, wantPrints, uint64(wantSum))
	}
}

func TestWordsAreFoldedButNotFigures(t *testing.T) {
	same := [][2]string{{"Don’t", "don't"}, {"ÉCOLE", "école"}, {"ﬁsh", "fish"}, {"−5", "-5"}, {"10\u00a0000", "10 000"}}
	for _, c := range same {
		if hashWord(c[0]) != hashWord(c[1]) {
			t.Errorf("%q and %q are two words", c[0], c[1])
		}
	}
	other := [][2]string{{"12.5", "125"}, {"12.5", "12,5"}, {"1,000", "1000"}, {"5", "-5"}, {"cafe", "café"}}
	for _, c := range other {
		if hashWord(c[0]) == hashWord(c[1]) {
			t.Errorf("%q and %q are one word", c[0], c[1])
		}
	}
}

// Of articles whose time is not known the first ones stay.
func TestAPrintKeepsTheFirstArticlesAndThreeOfASource(t *testing.T) {
	m, ctx := NewMemory(), context.Background()
	add := func(id, source string) {
		t.Helper()
		if err := m.Add(ctx, tearsheet.ArticleID(id), tearsheet.SourceID(source), time.Time{}, []uint64{1 << 60}); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		add("first", "a") // again and again
	}
	for _, id := range []string{"b1", "b2", "b3", "b4", "b5"} {
		add(id, "b")
	}
	for i := range 30 {
		add("c"+string(rune('A'+i)), "c"+string(rune('A'+i)))
	}
	got, err := m.Candidates(ctx, "query", "q", []uint64{1 << 60}, 100)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != mostPostings || got[0].Article != "first" || got[0].Prints != 1 {
		t.Errorf("%d candidates, the first %+v; want %d beginning with the first article", len(got), got[0], mostPostings)
	}
	of := map[byte]int{}
	for _, c := range got {
		of[c.Article[0]]++
	}
	if of['b'] != furnitureFrom {
		t.Errorf("%d articles of one source, want %d", of['b'], furnitureFrom)
	}
	if repeated, _ := m.Repeated(ctx, "b", []uint64{1 << 60, 1 << 61}); !repeated[0] || repeated[1] {
		t.Errorf("repeated by b: %v, want the first", repeated)
	}
	if mine, _ := m.Candidates(ctx, "b9", "b", []uint64{1 << 60}, 100); len(mine) != 0 {
		t.Errorf("furniture of the asking source gave %v", mine)
	}
}

const (
	wantPrints = 36
	wantSum    = 0x4627a324150a4d7a
)
