package group

import (
	"cmp"
	"math"
	"slices"
	"sync/atomic"
	"unicode"

	"tearsheet/internal/text"
)

// Frequencies counts in how many articles a word stands, roughly: words share
// counters. It may be used by many at once.
type Frequencies struct {
	articles atomic.Int64
	counts   []atomic.Uint32
}

const counters = 1 << 20

// NewFrequencies gives counters at zero.
func NewFrequencies() *Frequencies { return &Frequencies{counts: make([]atomic.Uint32, counters)} }

func (f *Frequencies) add(p *piece) {
	f.articles.Add(1)
	for h := range p.stems() { // most are never asked for it again, and it is large
		f.counts[h%counters].Add(1)
	}
}

// weight is how much a word tells: much where it is rare.
func (f *Frequencies) weight(h uint64) float64 {
	n := float64(f.articles.Load())
	return math.Log((n + 2) / (float64(f.counts[h%counters].Load()) + 1))
}

// stemLetters is how many letters of a word count: whoever retells a matter says
// "robbed" for "robbery".
const stemLetters = 6

// vocabulary gives the words of headline and body that can tell one matter
// from another, by their beginnings, with the place of each in the body; -1:
// it stands in the headline only.
func (p *piece) vocabulary() map[uint64]int {
	p.voiced.Do(func() { p.vocab = p.stems() })
	return p.vocab
}

func (p *piece) stems() map[uint64]int {
	all := make(map[uint64]int, len(p.words)/2)
	for _, w := range text.Words(p.item.Revision.Headline) {
		if h, ok := stem(w); ok {
			all[h] = -1
		}
	}
	for i := range p.words {
		if h, ok := stem(p.word(i)); ok {
			all[h] = i
		}
	}
	return all
}

// stem gives the beginning of a word; words of three letters tell little.
func stem(w string) (uint64, bool) {
	w = bareName(w)
	n := 0
	for i := range w {
		if n == stemLetters && !unicode.IsDigit(rune(w[0])) {
			return hashWord(w[:i]), true
		}
		n++
	}
	return hashWord(w), n > 3 || n > 0 && unicode.IsDigit(rune(w[0]))
}

// likeness is the cosine of the vocabularies of two articles, each word by how
// much it tells.
func (f *Frequencies) likeness(p, o *piece) float64 {
	a, b := p.vocabulary(), o.vocabulary()
	var dot, na, nb float64
	for h := range a {
		w := f.weight(h)
		na += w * w
		if _, both := b[h]; both {
			dot += w * w
		}
	}
	for h := range b {
		w := f.weight(h)
		nb += w * w
	}
	if dot == 0 {
		return 0
	}
	return dot / math.Sqrt(na*nb)
}

// telling gives the words of an article that tell most, as they stand.
func (f *Frequencies) telling(p *piece, most int) []string {
	type scored struct {
		at     int
		weight float64
	}
	var all []scored
	words := p.nameWords()
	for h, at := range p.vocabulary() {
		if at >= 0 {
			w := f.weight(h)
			if words[at].capital {
				w *= 2
			}
			all = append(all, scored{at, w})
		}
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.at, b.at)) })
	out := make([]string, 0, most)
	for _, s := range all[:min(most, len(all))] {
		out = append(out, bareName(p.word(s.at)))
	}
	return out
}
