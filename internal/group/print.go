package group

// A print is the hash of five following words. Of every eight following ones
// the smallest is kept (winnowing, Schleimer et al. 2003), so that two texts
// which share twelve words in a row share a print for certain.
const (
	shingle   = 5
	window    = 8
	certainAt = shingle + window - 1 // words in a row that two texts must share to share a print for certain
)

const base = 0x9e3779b97f4a7c15 // of the rolling hash; odd

// winnow gives the prints of folded words, each once.
func winnow(words []uint64) []uint64 {
	n := len(words) - shingle + 1
	if n <= 0 {
		return nil
	}
	hashes := shingles(words)
	prints := make([]uint64, 0, 2*n/(window+1)+2)
	last := -1
	for from := 0; from == 0 || from+window <= n; from++ {
		to := min(from+window, n)
		if last < from {
			last = smallest(hashes, from, to)
		} else if hashes[to-1] <= hashes[last] {
			last = to - 1
		} else {
			continue
		}
		prints = append(prints, hashes[last])
	}
	return once(prints)
}

// smallest gives the last of the smallest figures in [from, to).
func smallest(h []uint64, from, to int) int {
	best := from
	for i := from + 1; i < to; i++ {
		if h[i] <= h[best] {
			best = i
		}
	}
	return best
}

// shingles gives the hash of each five following words.
func shingles(words []uint64) []uint64 {
	out := make([]uint64, len(words)-shingle+1)
	top := uint64(1)
	for range shingle - 1 {
		top *= base
	}
	var h uint64
	for i, w := range words {
		if i >= shingle {
			h -= words[i-shingle] * top
		}
		h = h*base + w
		if i >= shingle-1 {
			out[i-shingle+1] = finish(h)
		}
	}
	return out
}

// once drops what was there before, keeping the order.
func once(prints []uint64) []uint64 {
	seen := make(map[uint64]struct{}, len(prints))
	kept := prints[:0]
	for _, p := range prints {
		if _, known := seen[p]; !known {
			seen[p] = struct{}{}
			kept = append(kept, p)
		}
	}
	return kept
}
