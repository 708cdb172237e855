package group

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"tearsheet"
)

// Limits on what is kept of one print.
const (
	mostPostings  = 16 // articles of one print: those that came first, and of the rest those that say they are the earliest
	furnitureFrom = 3  // articles of one source that share a print make it that source's furniture
	shardBits     = 12
)

// Memory is an index of prints in memory. An original that is gathered after
// many copies of it takes a place of theirs; whoever claims an early time can
// take only half of the places. It holds eight bytes for each print
// of an article and about 100 for the article; it may be used by many at once.
// Prints of 44 bits are told apart: a chance equality costs one look at a text.
type Memory struct {
	mu      sync.RWMutex
	shards  [1 << shardBits]shard
	docs    []doc
	numbers map[tearsheet.ArticleID]uint32
	sources map[tearsheet.SourceID]uint32
}

type doc struct {
	id     tearsheet.ArticleID
	source uint32
	time   uint32 // seconds since 1970
}

// NewMemory gives an index that holds nothing.
func NewMemory() *Memory {
	return &Memory{numbers: map[tearsheet.ArticleID]uint32{}, sources: map[tearsheet.SourceID]uint32{}}
}

// Add keeps the prints of an article. Adding more of the same article keeps
// those that were there: what it said once can have been copied then.
func (m *Memory) Add(_ context.Context, id tearsheet.ArticleID, source tearsheet.SourceID, at time.Time, prints []uint64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := m.number(id, source)
	m.docs[n].time = seconds(at)
	var found [mostPostings]uint32
	for _, p := range prints {
		s, tag := m.shard(p)
		docs := s.docs(found[:0], tag)
		if slices.Contains(docs, n) {
			continue
		}
		posting := uint64(tag)<<32 | uint64(n)
		if out, full := m.leaves(docs, n); !full {
			s.add(posting)
		} else if out != n {
			s.replace(uint64(tag)<<32|uint64(out), posting)
		}
	}
	return nil
}

// seconds gives a time in 32 bits, the last one where it is not known.
func seconds(at time.Time) uint32 {
	if at.IsZero() {
		return math.MaxUint32
	}
	return uint32(min(max(at.Unix(), 0), math.MaxUint32))
}

// leaves tells which of the articles of a print and a new one is left out;
// false: there is room for all.
func (m *Memory) leaves(docs []uint32, n uint32) (uint32, bool) {
	var held [mostPostings + 1]uint32
	same := append(held[:0], n)
	for _, d := range docs {
		if m.docs[d].source == m.docs[n].source {
			same = append(same, d)
		}
	}
	if len(same) > furnitureFrom {
		return m.last(same, furnitureFrom/2), true
	}
	if len(docs) < mostPostings {
		return 0, false
	}
	return m.last(append(append(held[:0], n), docs...), mostPostings/2), true
}

// last gives the latest of some articles, but for those that came first.
func (m *Memory) last(docs []uint32, spared int) uint32 {
	slices.Sort(docs)
	return slices.MaxFunc(docs[spared:], func(a, b uint32) int { return cmp.Or(cmp.Compare(m.docs[a].time, m.docs[b].time), cmp.Compare(a, b)) })
}

func (m *Memory) number(id tearsheet.ArticleID, source tearsheet.SourceID) uint32 {
	if n, known := m.numbers[id]; known {
		return n
	}
	n := uint32(len(m.docs))
	m.numbers[id] = n
	m.docs = append(m.docs, doc{id: id, source: m.source(source)})
	return n
}

func (m *Memory) source(id tearsheet.SourceID) uint32 {
	n, known := m.sources[id]
	if !known {
		n = uint32(len(m.sources))
		m.sources[id] = n
	}
	return n
}

func (m *Memory) shard(print uint64) (*shard, uint32) {
	return &m.shards[print>>(64-shardBits)], uint32(print >> (32 - shardBits))
}

// Candidates gives the articles of other sources that share prints, those that
// share most first, the earliest first among equals. Prints that the
// article's own source repeats do not count; those that the other source
// repeats count a quarter.
func (m *Memory) Candidates(_ context.Context, id tearsheet.ArticleID, source tearsheet.SourceID, prints []uint64, most int) ([]Candidate, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	own, known := m.sources[source]
	if !known {
		own = ^uint32(0)
	}
	shared := make([]uint32, 0, 4*len(prints))
	var found [mostPostings]uint32
	for _, p := range prints {
		s, tag := m.shard(p)
		shared = m.others(shared, s.docs(found[:0], tag), own, id)
	}
	return m.ranked(shared, most), nil
}

// others appends the articles of other sources, marked by the lowest bit where
// the print is no furniture of theirs.
func (m *Memory) others(to, docs []uint32, own uint32, id tearsheet.ArticleID) []uint32 {
	mine := 0
	for _, d := range docs {
		if m.docs[d].source == own && m.docs[d].id != id {
			mine++
		}
	}
	if mine >= furnitureFrom {
		return to
	}
	for _, d := range docs {
		if m.docs[d].source == own {
			continue
		}
		same := 0
		for _, e := range docs {
			if m.docs[e].source == m.docs[d].source {
				same++
			}
		}
		mark := uint32(1)
		if same >= furnitureFrom {
			mark = 0
		}
		to = append(to, d<<1|mark)
	}
	return to
}

func (m *Memory) ranked(shared []uint32, most int) []Candidate {
	slices.Sort(shared)
	type tally struct {
		doc    uint32
		prints int
		weight int
	}
	var all []tally
	for _, s := range shared {
		if n := len(all); n == 0 || all[n-1].doc != s>>1 {
			all = append(all, tally{doc: s >> 1})
		}
		t := &all[len(all)-1]
		t.prints++
		t.weight += 1 + 3*int(s&1)
	}
	slices.SortStableFunc(all, func(a, b tally) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(m.docs[a.doc].time, m.docs[b.doc].time))
	})
	all = all[:min(most, len(all))]
	out := make([]Candidate, len(all))
	for i, t := range all {
		out[i] = Candidate{m.docs[t.doc].id, t.prints}
	}
	return out
}

// Repeated says of each print whether so many articles of a source have it
// that it is the source's furniture.
func (m *Memory) Repeated(_ context.Context, source tearsheet.SourceID, prints []uint64) ([]bool, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	out := make([]bool, len(prints))
	own, known := m.sources[source]
	if !known {
		return out, nil
	}
	var found [mostPostings]uint32
	for i, p := range prints {
		s, tag := m.shard(p)
		n := 0
		for _, d := range s.docs(found[:0], tag) {
			if m.docs[d].source == own {
				n++
			}
		}
		out[i] = n >= furnitureFrom
	}
	return out, nil
}

// Len is how many articles the index knows.
func (m *Memory) Len() int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return len(m.docs)
}
