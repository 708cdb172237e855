package diff

import "slices"

// heaviestChain picks, of pairs sorted by i and then j, those that stand in one
// order on both sides and are together most alike.
func heaviestChain(pairs []likeness, width int) []likeness {
	ends := newChains(width)
	before := make([]int, len(pairs))
	top := chain{last: -1}
	for end := 0; end < len(pairs); {
		start := end
		for end < len(pairs) && pairs[end].i == pairs[start].i {
			end++
		}
		for k := end - 1; k >= start; k-- { // downwards: no chain takes two pairs of one i
			longer := ends.heaviestBefore(pairs[k].j)
			before[k] = longer.last
			longer = chain{longer.weight + pairs[k].dice, k}
			ends.put(pairs[k].j, longer)
			if longer.weight > top.weight {
				top = longer
			}
		}
	}
	var picked []likeness
	for k := top.last; k >= 0; k = before[k] {
		picked = append(picked, pairs[k])
	}
	slices.Reverse(picked)
	return picked
}

// chain is a chain of pairs by its weight and its last pair, -1 for none.
type chain struct {
	weight float64
	last   int
}

// chains is a Fenwick tree of the heaviest chain that ends at or before each j.
type chains []chain

func newChains(width int) chains {
	c := make(chains, width+1)
	for k := range c {
		c[k].last = -1
	}
	return c
}

func (c chains) heaviestBefore(j int) chain {
	best := chain{last: -1}
	for ; j > 0; j -= j & -j {
		if c[j].weight > best.weight {
			best = c[j]
		}
	}
	return best
}

func (c chains) put(j int, end chain) {
	for j++; j < len(c); j += j & -j {
		if end.weight > c[j].weight {
			c[j] = end
		}
	}
}
