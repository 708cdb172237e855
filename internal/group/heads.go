package group

import "math/bits"

// heads finds the first place of a seed among many: a table with open slots,
// which is made anew for each text in a hundredth of the time of a map.
type heads struct {
	grams []uint64 // what stands at each place
	slots []int32  // one more than a place; 0: free
	shift int
}

// empty makes the table ready for the places of grams.
func (t *heads) empty(grams []uint64) {
	width := bits.Len(uint(2*len(grams))) + 1
	if size := 1 << width; len(t.slots) < size {
		t.slots = make([]int32, size)
	}
	clear(t.slots)
	t.grams, t.shift = grams, 65-bits.Len(uint(len(t.slots)))
}

// slot gives where the gram stands or would stand.
func (t *heads) slot(gram uint64) int {
	i := int(gram * base >> t.shift)
	for t.slots[i] > 0 && t.grams[t.slots[i]-1] != gram {
		i = (i + 1) & (len(t.slots) - 1)
	}
	return i
}

// put notes a place and gives the one that was noted for its gram before; -1:
// none.
func (t *heads) put(at int32) int32 {
	i := t.slot(t.grams[at])
	before := t.slots[i] - 1
	t.slots[i] = at + 1
	return before
}

// first gives the place noted last; -1: none.
func (t *heads) first(gram uint64) int32 { return t.slots[t.slot(gram)] - 1 }
