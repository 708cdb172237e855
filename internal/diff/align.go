package diff

// patience is how many edits the search for the shortest way looks ahead on
// each side. Texts with fewer edits get a longest common subsequence; others
// are cut where the search came furthest, so that time grows with the length
// times this and not with its square.
const patience = 512

// match says that a[old:old+n] and b[new:new+n] are equal.
type match struct{ old, new, n int }

// aligner finds common subsequences by Myers' O(ND) algorithm in linear space.
// It keeps its working memory between calls and serves one goroutine.
type aligner struct {
	forward, backward []int // furthest x on each diagonal, from either end
	zero              int   // index of diagonal 0
	stamp             []int // by token: in which call it was seen on which side
	calls             int
	found             []match
}

// align gives the matches of a longest common subsequence in order.
func (g *aligner) align(a, b []int) []match {
	p, s := commonEnds(a, b)
	inA, inB := g.shared(a[p:len(a)-s], b[p:len(b)-s])
	reduced := g.search(pick(a[p:], inA), pick(b[p:], inB))
	g.found = nil
	g.add(0, 0, p)
	for _, m := range reduced {
		for k := range m.n {
			g.add(p+inA[m.old+k], p+inB[m.new+k], 1)
		}
	}
	g.add(len(a)-s, len(b)-s, s)
	return g.found
}

func (g *aligner) search(a, b []int) []match {
	if need := len(a) + len(b) + 3; need > len(g.forward) {
		g.forward, g.backward = make([]int, 2*need), make([]int, 2*need)
	}
	g.zero = len(b) + 1
	g.found = nil
	g.compare(a, b, 0, len(a), 0, len(b))
	return g.found
}

// shared gives the places in a and b of what stands in both: nothing else can
// be part of a common subsequence.
func (g *aligner) shared(a, b []int) (inA, inB []int) {
	g.calls++
	seen := 2 * g.calls
	for _, t := range a {
		for t >= len(g.stamp) {
			g.stamp = append(g.stamp, make([]int, t+1)...)
		}
		g.stamp[t] = seen
	}
	for j, t := range b {
		if t < len(g.stamp) && g.stamp[t] >= seen {
			g.stamp[t] = seen + 1
			inB = append(inB, j)
		}
	}
	for i, t := range a {
		if g.stamp[t] == seen+1 {
			inA = append(inA, i)
		}
	}
	return inA, inB
}

func pick(from, at []int) []int {
	picked := make([]int, len(at))
	for k, i := range at {
		picked[k] = from[i]
	}
	return picked
}

func commonEnds(a, b []int) (prefix, suffix int) {
	for prefix < len(a) && prefix < len(b) && a[prefix] == b[prefix] {
		prefix++
	}
	for prefix+suffix < len(a) && prefix+suffix < len(b) && a[len(a)-1-suffix] == b[len(b)-1-suffix] {
		suffix++
	}
	return prefix, suffix
}

// add notes that n tokens are equal, as part of the last match where they go on
// from it.
func (g *aligner) add(i, j, n int) {
	if n == 0 {
		return
	}
	if k := len(g.found) - 1; k >= 0 && g.found[k].old+g.found[k].n == i && g.found[k].new+g.found[k].n == j {
		g.found[k].n += n
		return
	}
	g.found = append(g.found, match{i, j, n})
}

// compare notes the matches of a[i0:i1] and b[j0:j1].
func (g *aligner) compare(a, b []int, i0, i1, j0, j1 int) {
	p, s := commonEnds(a[i0:i1], b[j0:j1])
	g.add(i0, j0, p)
	i0, j0, i1, j1 = i0+p, j0+p, i1-s, j1-s
	if i0 < i1 && j0 < j1 {
		x, y := g.middle(a, b, i0, i1, j0, j1)
		if (x != i0 || y != j0) && (x != i1 || y != j1) {
			g.compare(a, b, i0, x, j0, y)
			g.compare(a, b, x, i1, y, j1)
		}
	}
	g.add(i1, j1, s)
}

// band is the range of diagonals that one direction of the search has reached.
type band struct{ min, max int }

// widen adds one diagonal at each end, or takes one off where the edge of the
// grid is reached; beyond holds what stands for "not reached".
func (b *band) widen(lowest, highest int, v []int, zero, beyond int) {
	if b.min > lowest {
		b.min--
		v[zero+b.min-1] = beyond
	} else {
		b.min++
	}
	if b.max < highest {
		b.max++
		v[zero+b.max+1] = beyond
	} else {
		b.max--
	}
}

// middle gives a point on a shortest way through a[i0:i1] × b[j0:j1], searched
// from both ends at once, or the furthest point when patience ends.
func (g *aligner) middle(a, b []int, i0, i1, j0, j1 int) (x, y int) {
	lowest, highest := i0-j1, i1-j0
	start, end := i0-j0, i1-j1
	odd := (start-end)&1 != 0
	fore, back := band{start, start}, band{end, end}
	g.forward[g.zero+start], g.backward[g.zero+end] = i0, i1
	for range patience {
		fore.widen(lowest, highest, g.forward, g.zero, -1)
		for d := fore.max; d >= fore.min; d -= 2 {
			x := g.stepForward(a, b, d, i1, j1)
			if odd && back.min <= d && d <= back.max && g.backward[g.zero+d] <= x {
				return x, x - d
			}
		}
		back.widen(lowest, highest, g.backward, g.zero, len(a)+1)
		for d := back.max; d >= back.min; d -= 2 {
			x := g.stepBackward(a, b, d, i0, j0)
			if !odd && fore.min <= d && d <= fore.max && x <= g.forward[g.zero+d] {
				return x, x - d
			}
		}
	}
	return g.furthest(fore, i1, j1)
}

func (g *aligner) stepForward(a, b []int, d, i1, j1 int) int {
	x := max(g.forward[g.zero+d-1]+1, g.forward[g.zero+d+1])
	for x < i1 && x-d < j1 && a[x] == b[x-d] {
		x++
	}
	g.forward[g.zero+d] = x
	return x
}

func (g *aligner) stepBackward(a, b []int, d, i0, j0 int) int {
	x := min(g.backward[g.zero+d-1], g.backward[g.zero+d+1]-1)
	for x > i0 && x-d > j0 && a[x-1] == b[x-d-1] {
		x--
	}
	g.backward[g.zero+d] = x
	return x
}

// furthest gives the point that the forward search brought nearest to the end.
func (g *aligner) furthest(fore band, i1, j1 int) (x, y int) {
	best := -1
	for d := fore.max; d >= fore.min; d -= 2 {
		i := min(g.forward[g.zero+d], i1, j1+d)
		if 2*i-d > best {
			best, x, y = 2*i-d, i, i-d
		}
	}
	return x, y
}
