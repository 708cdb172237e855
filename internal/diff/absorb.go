package diff

import "slices"

// absorb makes a sentence without a partner part of the edited pair next to it
// where that makes the pair clearly more alike: one sentence was split in two,
// or two were joined. Without this half of its words would count as new.
func (c *comparison) absorb() {
	for i := range c.old {
		s := &c.old[i]
		if s.partner >= 0 && !s.moved && !s.part && s.whole != c.new[s.partner].whole {
			c.grow(i, s.partner)
		}
	}
}

// grow takes neighbours into the pair of i and j as long as one gains enough.
// Each gain is a tenth, so that it ends after a few.
func (c *comparison) grow(i, j int) {
	old, new := side{c.old, i, i + 1, c.old[i].bag}, side{c.new, j, j + 1, c.new[j].bag}
	for {
		alike := dice(old.bag, new.bag, 0) + gainToAbsorb
		switch {
		case old.take(old.to, new.bag, alike):
			c.old[old.to-1].partner = j
		case old.take(old.from-1, new.bag, alike):
			c.old[old.from].partner = j
		case new.take(new.to, old.bag, alike):
			c.new[new.to-1].partner = i
		case new.take(new.from-1, old.bag, alike):
			c.new[new.from].partner = i
		default:
			return
		}
	}
}

// side is one side of a pair: neighbouring sentences and their words together.
type side struct {
	text     []sentence
	from, to int
	bag      []int
}

// take makes the sentence at a place part of the side if it has no partner and
// the side is then at least so alike to the other.
func (s *side) take(at int, other []int, least float64) bool {
	if at < 0 || at >= len(s.text) || s.text[at].partner >= 0 {
		return false
	}
	bag := slices.Concat(s.bag, s.text[at].bag)
	slices.Sort(bag)
	if dice(bag, other, least) < least {
		return false
	}
	s.text[at].part = true
	s.bag, s.from, s.to = bag, min(s.from, at), max(s.to, at+1)
	return true
}
