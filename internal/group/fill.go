package group

import "slices"

// fill looks beside each tile, in the free words after and before it in both
// texts, for shorter runs: what is left of an edited sentence.
func (t *tiler) fill(a, b []uint64, tiles []tile) []tile {
	for _, m := range slices.Clone(tiles) {
		fromA, fromB := m.a+m.n, m.b+m.n
		tiles = t.gap(a, b, tiles, fromA, t.free(t.usedA, fromA), fromB, t.free(t.usedB, fromB))
		tiles = t.gap(a, b, tiles, t.freeBefore(t.usedA, m.a), m.a, t.freeBefore(t.usedB, m.b), m.b)
	}
	return tiles
}

func (t *tiler) free(used []bool, from int) int {
	to := from
	for to < len(used) && to < from+reach && !used[to] {
		to++
	}
	return to
}

func (t *tiler) freeBefore(used []bool, to int) int {
	from := to
	for from > 0 && from > to-reach && !used[from-1] {
		from--
	}
	return from
}

// gap takes the longest run of two stretches, then goes on to both sides of it.
func (t *tiler) gap(a, b []uint64, tiles []tile, fromA, toA, fromB, toB int) []tile {
	if toA-fromA < filling || toB-fromB < filling {
		return tiles
	}
	m := t.longest(a, b, fromA, toA, fromB, toB)
	if m.n < filling {
		return tiles
	}
	tiles = append(tiles, t.take(m))
	tiles = t.gap(a, b, tiles, fromA, m.a, fromB, m.b)
	return t.gap(a, b, tiles, m.a+m.n, toA, m.b+m.n, toB)
}

// longest finds the longest common run of a[fromA:toA] and b[fromB:toB].
func (t *tiler) longest(a, b []uint64, fromA, toA, fromB, toB int) tile {
	width := toB - fromB + 1
	t.previous, t.current = zeros(t.previous, width), zeros(t.current, width)
	var best tile
	for i := fromA; i < toA; i++ {
		for j := fromB; j < toB; j++ {
			n := int32(0)
			if a[i] == b[j] {
				n = t.previous[j-fromB] + 1
			}
			t.current[j-fromB+1] = n
			if int(n) > best.n {
				best = tile{i - int(n) + 1, j - int(n) + 1, int(n)}
			}
		}
		t.previous, t.current = t.current, t.previous
	}
	return best
}

func zeros(s []int32, n int) []int32 {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}
