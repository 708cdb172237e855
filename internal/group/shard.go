package group

import (
	"math/bits"
	"slices"
)

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

// replace puts a posting in the place of another one of the same print.
func (s *shard) replace(old, posting uint64) {
	part := s.main
	at, there := slices.BinarySearch(part, old)
	if !there {
		part = s.tail
		at, _ = slices.BinarySearch(part, old)
	}
	for ; at > 0 && part[at-1] > posting; at-- {
		part[at] = part[at-1]
	}
	for ; at+1 < len(part) && part[at+1] < posting; at++ {
		part[at] = part[at+1]
	}
	part[at] = posting
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

// find gives the place of the first posting that is not smaller than the key.
// Hashes are spread evenly, so that two guesses by proportion land within a few
// places of it; from there the way is searched in doubling steps, which is
// short and right for any postings.
func find(sorted []uint64, key uint64) int {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	high, _ := bits.Mul64(key, uint64(n))
	at := int(high)
	off := float64(key) - float64(sorted[at])
	at = min(max(at+int(off*float64(n)/(1<<64)), 0), n-1)
	if sorted[at] < key {
		return upwards(sorted, key, at)
	}
	return downwards(sorted, key, at)
}

// upwards searches from a posting that is smaller than the key.
func upwards(sorted []uint64, key uint64, at int) int {
	step := 1
	for at+step < len(sorted) && sorted[at+step] < key {
		at += step
		step *= 2
	}
	found, _ := slices.BinarySearch(sorted[at+1:min(at+step+1, len(sorted))], key)
	return at + 1 + found
}

// downwards searches from a posting that is not smaller than the key.
func downwards(sorted []uint64, key uint64, at int) int {
	step := 1
	for at-step >= 0 && sorted[at-step] >= key {
		at -= step
		step *= 2
	}
	from := max(at-step, 0)
	found, _ := slices.BinarySearch(sorted[from:at], key)
	return from + found
}
