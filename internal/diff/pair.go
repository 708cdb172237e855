package diff

import (
	"cmp"
	"slices"
)

// How alike sentences must be, by Dice's coefficient over their words, to be
// taken for the same sentence edited, in its place or anywhere else.
const (
	alikeInPlace   = 0.60
	alikeElsewhere = 0.75
	gainToAbsorb   = 0.10 // by which a neighbour must make a pair more alike to become part of it
)

// wordsToMoveFirst is how long an unchanged sentence must be to be called moved
// before a sentence at its old place is called an edit of it. Shorter ones
// ("He agreed.") recur by chance.
const wordsToMoveFirst = 5

// Bounds of the search for alike sentences: pairs looked at and words read.
const (
	mostPairs = 1 << 20
	mostWords = 1 << 26
)

// keep pairs the unchanged sentences that stand in order.
func (c *comparison) keep() {
	for _, m := range c.aligner.align(wholes(c.old), wholes(c.new)) {
		for k := range m.n {
			c.join(m.old+k, m.new+k, false)
		}
	}
}

func wholes(t []sentence) []int {
	ids := make([]int, len(t))
	for i := range t {
		ids[i] = t[i].whole
	}
	return ids
}

func (c *comparison) join(i, j int, moved bool) {
	c.old[i].partner, c.new[j].partner = j, i
	c.old[i].moved, c.new[j].moved = moved, moved
}

// moveUnchanged pairs equal sentences of at least so many words that stand in
// another order, the first with the first.
func (c *comparison) moveUnchanged(words int) {
	places := map[int][]int{}
	for j, s := range c.new {
		if s.partner < 0 && len(s.bag) >= words {
			places[s.whole] = append(places[s.whole], j)
		}
	}
	for i, s := range c.old {
		if at := places[s.whole]; s.partner < 0 && len(at) > 0 {
			c.join(i, at[0], true)
			places[s.whole] = at[1:]
		}
	}
}

// pair joins, between neighbouring sentences that were kept, those alike
// enough to be edits of each other, in order.
func (c *comparison) pair() {
	i, j := 0, 0
	for i < len(c.old) || j < len(c.new) {
		endOld, endNew := nextKept(c.old, i), nextKept(c.new, j)
		olds, news := loose(c.old, i, endOld), loose(c.new, j, endNew)
		for _, p := range heaviestChain(c.alike(olds, news, alikeInPlace), len(news)) {
			c.join(olds[p.i], news[p.j], false)
		}
		i, j = endOld+1, endNew+1
	}
}

func nextKept(t []sentence, at int) int {
	for at < len(t) && (t[at].partner < 0 || t[at].moved) {
		at++
	}
	return at
}

// loose gives the sentences from one place to another that have no partner.
func loose(t []sentence, from, to int) []int {
	var free []int
	for k := from; k < to; k++ {
		if t[k].partner < 0 {
			free = append(free, k)
		}
	}
	return free
}

// moveAlike pairs what is left with what is most like it anywhere. Where too
// much is left for that, only unchanged sentences are found again.
func (c *comparison) moveAlike() {
	olds, news := loose(c.old, 0, len(c.old)), loose(c.new, 0, len(c.new))
	if c.share(olds, news, 1) < len(news) {
		c.moveUnchanged(0)
		return
	}
	found := c.alike(olds, news, alikeElsewhere)
	slices.SortStableFunc(found, func(a, b likeness) int { return cmp.Compare(b.dice, a.dice) })
	for _, p := range found {
		if i, j := olds[p.i], news[p.j]; c.old[i].partner < 0 && c.new[j].partner < 0 {
			c.join(i, j, true)
		}
	}
}

// likeness is how alike the i-th of some old sentences and the j-th of some new
// ones are.
type likeness struct {
	i, j int
	dice float64
}

// alike gives the pairs that are at least so alike, by i and then j. Each old
// sentence is compared with as many new ones around its place as the bounds
// allow, in most texts with all.
func (c *comparison) alike(olds, news []int, least float64) []likeness {
	if len(olds) == 0 || len(news) == 0 {
		return nil
	}
	part := float64(len(olds)+len(news)) / float64(len(c.old)+len(c.new))
	reach := c.share(olds, news, part)
	var found []likeness
	for i := range olds {
		from := max(0, min(i*len(news)/len(olds)-reach/2, len(news)-reach))
		for j := from; j < min(from+reach, len(news)); j++ {
			if d := dice(c.old[olds[i]].bag, c.new[news[j]].bag, least); d >= least {
				found = append(found, likeness{i, j, d})
			}
		}
	}
	return found
}

// share gives with how many of the new sentences each old one can be compared
// within the given part of the bounds.
func (c *comparison) share(olds, news []int, part float64) int {
	words := 0
	for _, i := range olds {
		words += len(c.old[i].bag) * len(news)
	}
	for _, j := range news {
		words += len(c.new[j].bag) * len(olds)
	}
	pairs := len(olds) * len(news)
	room := min(part*mostPairs/float64(max(pairs, 1)), part*mostWords/float64(max(words, 1)), 1)
	return max(1, int(room*float64(len(news))))
}

// dice gives how alike two bags are: twice what they share over what they hold.
// It may give 0 where it sees that the answer is below least.
func dice(a, b []int, least float64) float64 {
	all := len(a) + len(b)
	if all == 0 || 2*float64(min(len(a), len(b))) < least*float64(all) {
		return 0
	}
	shared, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return 2 * float64(shared) / float64(all)
}
