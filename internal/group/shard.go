package group

import "slices"

// shard is a part of the prints, as sorted figures: the tag of the print above,
// the number of the article below. New ones wait in a short tail, so that the
// long part is moved only now and then.
type shard struct {
	main, tail []uint64
}

const tailShare = 16 // the tail grows to a 16th of the main part

func (s *shard) add(posting uint64) {
	at, _ := slices.BinarySearch(s.tail, posting)
	s.tail = slices.Insert(s.tail, at, posting)
	if len(s.tail) >= 16 && len(s.tail) > len(s.main)/tailShare {
		s.merge()
	}
}

func (s *shard) merge() {
	merged := make([]uint64, 0, len(s.main)+len(s.tail))
	i, j := 0, 0
	for i < len(s.main) && j < len(s.tail) {
		if s.main[i] < s.tail[j] {
			merged, i = append(merged, s.main[i]), i+1
		} else {
			merged, j = append(merged, s.tail[j]), j+1
		}
	}
	merged = append(append(merged, s.main[i:]...), s.tail[j:]...)
	s.main, s.tail = merged, slices.Clip(s.tail[:0:0])
}

// docs appends the articles that have the print, at most mostPostings.
func (s *shard) docs(to []uint32, tag uint32) []uint32 {
	return listed(listed(to, s.main, tag), s.tail, tag)
}

func listed(to []uint32, postings []uint64, tag uint32) []uint32 {
	for i := find(postings, uint64(tag)<<32); i < len(postings) && uint32(postings[i]>>32) == tag && len(to) < mostPostings; i++ {
		to = append(to, uint32(postings[i]))
	}
	return to
}

// find gives the place of the first figure that is not smaller. Hashes are
// spread evenly, so that a guess by proportion lands within a few places.
func find(sorted []uint64, key uint64) int {
	lo, hi := 0, len(sorted)
	for step := 0; hi-lo > 16; step++ {
		low, high := sorted[lo], sorted[hi-1]
		if key <= low {
			return lo
		}
		if key > high {
			return hi
		}
		mid := lo + (hi-lo)/2
		if step < 8 { // then by halves: somebody's hashes may not be spread
			part := float64(key-low) / float64(high-low)
			mid = min(lo+int(part*float64(hi-lo-1)), hi-1)
		}
		lo, hi = around(sorted, key, lo, mid, hi)
	}
	for lo < hi && sorted[lo] < key {
		lo++
	}
	return lo
}

// around narrows [lo, hi) by looking at the guess and a little beside it.
func around(sorted []uint64, key uint64, lo, mid, hi int) (int, int) {
	const beside = 8
	if sorted[mid] < key {
		if up := mid + beside; up < hi && sorted[up] >= key {
			return mid + 1, up + 1
		}
		return mid + 1, hi
	}
	if down := mid - beside; down > lo && sorted[down] < key {
		return down + 1, mid + 1
	}
	return lo, mid + 1
}
