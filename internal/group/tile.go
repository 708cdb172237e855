package group

import (
	"cmp"
	"slices"
	"sync"
)

// tile is a run of n equal words at a in one text and at b in the other.
type tile struct{ a, b, n int }

// Limits of the tiling. Time is bounded for any texts by looking less far for
// what is alike.
const (
	seed        = 6  // words in a row that begin a passage
	filling     = 3  // words in a row that count between passages
	mostChain   = 8  // places of one seed that are looked at
	workPerWord = 64 // words compared for each word of both texts
	closeShare  = 4  // from this part of the shorter text on, short runs count wherever they stand
	reach       = 80 // words beside a passage that are searched for shorter runs
)

// tiler holds what tiling needs again and again.
type tiler struct {
	heads    heads
	next     []int32
	found    []tile
	usedA    []bool
	usedB    []bool
	previous []int32
	current  []int32
}

var tilers = sync.Pool{New: func() any { return &tiler{} }}

// tiling gives the runs of words that stand in both texts, in the order of the
// first: the longest ones first chosen, none overlapping in either text, those
// of seed words wherever they stand and beside them those of filling words. Where
// the texts have much in common those of filling words count wherever they stand.
// The way back gives the same runs.
func tiling(a, b []uint64) []tile {
	if slices.Compare(a, b) > 0 {
		return mirrored(tiling(b, a))
	}
	t := tilers.Get().(*tiler)
	defer tilers.Put(t)
	return t.tile(a, b)
}

// mirrored gives the runs seen from the other text.
func mirrored(tiles []tile) []tile {
	back := make([]tile, len(tiles))
	for i, t := range tiles {
		back[i] = tile{t.b, t.a, t.n}
	}
	slices.SortFunc(back, func(x, y tile) int { return cmp.Compare(x.a, y.a) })
	return back
}

func (t *tiler) tile(a, b []uint64) []tile {
	t.matches(a, b, seed)
	if len(t.found) == 0 {
		return nil
	}
	t.usedA, t.usedB = cleared(t.usedA, len(a)), cleared(t.usedB, len(b))
	tiles := t.choose(nil, seed)
	for i := range tiles {
		tiles[i] = t.grow(a, b, tiles[i])
	}
	slices.SortFunc(tiles, func(x, y tile) int { return cmp.Compare(x.a, y.a) })
	tiles = t.fill(a, b, tiles)
	if covered(tiles)*closeShare >= min(len(a), len(b)) {
		t.matches(a, b, filling)
		tiles = t.choose(tiles, filling)
	}
	slices.SortFunc(tiles, func(x, y tile) int { return cmp.Compare(x.a, y.a) })
	return tiles
}

func covered(tiles []tile) int {
	n := 0
	for _, t := range tiles {
		n += t.n
	}
	return n
}

func cleared(s []bool, n int) []bool {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// matches finds the runs of at least least words that cannot be made longer.
func (t *tiler) matches(a, b []uint64, least int) {
	t.found = t.found[:0]
	if len(a) < least || len(b) < least {
		return
	}
	t.index(a, least)
	work := workPerWord * (len(a) + len(b))
	for j, h := range seeds(b, least) {
		i := t.heads.first(h)
		for chain := 0; i >= 0 && chain < mostChain && work > 0; chain++ {
			n := 0
			if i == 0 || j == 0 || a[i-1] != b[j-1] {
				n = common(a[i:], b[j:])
				work -= n + 1
			}
			if n >= least {
				t.found = append(t.found, tile{int(i), j, n})
			}
			i = t.next[i]
		}
	}
}

// index notes where each seed of a stands, the first places first.
func (t *tiler) index(a []uint64, least int) {
	grams := seeds(a, least)
	t.heads.empty(grams)
	t.next = slices.Grow(t.next[:0], len(grams))[:len(grams)]
	for i := len(grams) - 1; i >= 0; i-- {
		t.next[i] = t.heads.put(int32(i))
	}
}

func seeds(words []uint64, least int) []uint64 {
	out := make([]uint64, max(len(words)-least+1, 0))
	for i := range out {
		h := words[i]
		for _, w := range words[i+1 : i+least] {
			h = h*base + w
		}
		out[i] = h
	}
	return out
}

func common(a, b []uint64) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// choose takes the longest matches first; of one that meets words already
// taken it takes the stretches that are left.
func (t *tiler) choose(tiles []tile, least int) []tile {
	slices.SortFunc(t.found, func(x, y tile) int {
		return cmp.Or(cmp.Compare(y.n, x.n), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, m := range t.found {
		for k := 0; k < m.n; {
			n := 0
			for k+n < m.n && !t.usedA[m.a+k+n] && !t.usedB[m.b+k+n] {
				n++
			}
			if n >= least {
				tiles = append(tiles, t.take(tile{m.a + k, m.b + k, n}))
			}
			k += n + 1
		}
	}
	return tiles
}

func (t *tiler) take(m tile) tile {
	for k := range m.n {
		t.usedA[m.a+k], t.usedB[m.b+k] = true, true
	}
	return m
}

// grow adds free equal words at both ends, which clipping may have left.
func (t *tiler) grow(a, b []uint64, m tile) tile {
	for m.a > 0 && m.b > 0 && !t.usedA[m.a-1] && !t.usedB[m.b-1] && a[m.a-1] == b[m.b-1] {
		m = t.take(tile{m.a - 1, m.b - 1, m.n + 1})
	}
	for i, j := m.a+m.n, m.b+m.n; i < len(a) && j < len(b) && !t.usedA[i] && !t.usedB[j] && a[i] == b[j]; i, j = i+1, j+1 {
		m = t.take(tile{m.a, m.b, m.n + 1})
	}
	return m
}
