package annotate

import "tearsheet/internal/text"

// listed says in which lists a word or a phrase stands. The lists are kept as
// hashes alone: they answer "is it in", never "what is in".
type listed uint8

const (
	givenName  listed = 1 << iota // a first or last name
	townName                      // a settlement
	cityName                      // a settlement of 50,000 or more
	landName                      // a country or its first-level area
	peopleName                    // "Mexican"
	roleName                      // "minister", "Dr"
	bodyName                      // an organisation
)

// lists are hashes of words and phrases with their lists, as an open table.
type lists struct {
	keys []uint32
	in   []listed
	mask uint32
}

func newLists(n int) *lists {
	size := 1024
	for size < 2*n {
		size *= 2
	}
	return &lists{make([]uint32, size), make([]listed, size), uint32(size - 1)}
}

func (l *lists) add(key uint32, in listed) {
	for at := spread(key) & l.mask; ; at = (at + 1) & l.mask {
		if l.keys[at] == key || l.keys[at] == 0 {
			l.keys[at] = key
			l.in[at] |= in
			return
		}
	}
}

func (l *lists) find(key uint32) listed {
	for at := spread(key) & l.mask; l.keys[at] != 0; at = (at + 1) & l.mask {
		if l.keys[at] == key {
			return l.in[at]
		}
	}
	return 0
}

// hashOf is FNV-1a, never 0, which marks an empty place of a table.
func hashOf(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return max(h, 1)
}

// joinedHash is the hash of a phrase whose beginning has hash a and whose next
// word has hash b.
func joinedHash(a, b uint32) uint32 { return max(spread(a*0x9E3779B1+b), 1) }

// spread mixes the bits of a hash.
func spread(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85EBCA6B
	h ^= h >> 13
	h *= 0xC2B2AE35
	return h ^ h>>16
}

// phraseHash is the hash of a phrase of at most five tokens, as the tagger asks
// for it; 0 of a longer one.
func phraseHash(words string) uint32 {
	key := uint32(0)
	for k, t := range text.TokenSpans(words) {
		h := newForm(t.Of(words)).lower
		switch {
		case k == 5:
			return 0
		case k == 0:
			key = h
		default:
			key = joinedHash(key, h)
		}
	}
	return key
}

func (l *lists) findPhrase(words string) listed { return l.find(phraseHash(words)) }
