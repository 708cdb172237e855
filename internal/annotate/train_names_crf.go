package annotate

import (
	"math"
	"math/rand/v2"
	"slices"
)

// lesson is one labelled sentence: the features of its tokens, and its tags.
type lesson struct {
	ends     []int32 // of each token, in features
	features []uint32
	gold     []tag
	weight   float32
}

// course learns weights of features: a linear-chain conditional random field,
// by stochastic gradient with a step for each weight and a price on each weight
// that is not 0 (FTRL-proximal), because what a few texts show helps with no
// new publisher. Lessons come in an order that the seed alone decides.
type course struct {
	number      map[uint32]int32 // of a feature
	weights     []learnt
	follow      [tags]row
	followState [tags]learnt
	lattice     lattice
	random      *rand.Rand
	rate        float32
	price       float32 // of a weight that is not 0
	pull        float32 // of weights to 0
	drop        float32 // share of features that are hidden at each look
}

// learnt are the weights of one feature, with what they came from.
type learnt struct{ now, sum, squares row }

// newCourse numbers the features that occur twice or more.
func newCourse(lessons []lesson, seed uint64) *course {
	counts := map[uint32]uint8{}
	var order []uint32
	for i := range lessons {
		for _, f := range lessons[i].features {
			n := counts[f]
			if n < 2 {
				counts[f] = n + 1
			}
			if n == 1 {
				order = append(order, f)
			}
		}
	}
	c := &course{number: make(map[uint32]int32, len(order)), random: rand.New(rand.NewPCG(seed, 1)), rate: .2, price: .3, pull: .1, drop: .25}
	for i, f := range order {
		c.number[f] = int32(i)
	}
	c.weights = make([]learnt, len(order))
	return c
}

// numbered replaces features by their numbers and drops the rare ones.
func (c *course) numbered(lessons []lesson) []lesson {
	out := make([]lesson, len(lessons))
	for i, l := range lessons {
		n := lesson{gold: l.gold, weight: l.weight, ends: make([]int32, 0, len(l.ends))}
		from := int32(0)
		for _, end := range l.ends {
			for _, f := range l.features[from:end] {
				if k, ok := c.number[f]; ok {
					n.features = append(n.features, uint32(k))
				}
			}
			from = end
			n.ends = append(n.ends, int32(len(n.features)))
		}
		out[i] = n
	}
	return out
}

// learn goes through the lessons several times.
func (c *course) learn(lessons []lesson, rounds int) {
	order := make([]int, len(lessons))
	for i := range order {
		order[i] = i
	}
	for range rounds {
		c.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			c.take(&lessons[k])
		}
	}
}

func (c *course) take(l *lesson) {
	kept := slices.Clone(l.features)
	for i := range kept { // words that were learnt by heart help with no new publisher
		if c.random.Float32() < c.drop {
			kept[i] = dropped
		}
	}
	fits := make(scores, len(l.gold))
	from := int32(0)
	for i, end := range l.ends {
		if from == end {
			fits[i] = plainFit
		}
		for _, f := range kept[from:end] {
			if f != dropped {
				add(&fits[i], &c.weights[f].now)
			}
		}
		from = end
	}
	c.lattice.run(fits, &c.follow)
	from = 0
	for i, end := range l.ends {
		c.step(kept[from:end], i, l)
		from = end
		if i > 0 && fits[i] != plainFit {
			c.stepFollow(i, l)
		}
	}
}

const dropped = math.MaxUint32

func add(sum, w *row) {
	for t := range sum {
		sum[t] += w[t]
	}
}

func (c *course) step(features []uint32, i int, l *lesson) {
	var gradient row
	far := false
	for t := range tag(tags) {
		g := float32(c.lattice.of(i, t))
		if t == l.gold[i] {
			g--
		}
		gradient[t] = g * l.weight
		far = far || g > .002 || g < -.002
	}
	if !far {
		return
	}
	for _, f := range features {
		if f != dropped {
			c.move(&c.weights[f], &gradient)
		}
	}
}

// move takes a step against the gradient.
func (c *course) move(w *learnt, gradient *row) {
	for t, g := range gradient {
		if g < 1e-4 && g > -1e-4 {
			continue
		}
		before := w.squares[t]
		w.squares[t] += g * g
		root := float32(math.Sqrt(float64(w.squares[t])))
		w.sum[t] += g - (root-float32(math.Sqrt(float64(before))))/c.rate*w.now[t]
		w.now[t] = 0
		if z := w.sum[t]; z > c.price || z < -c.price {
			w.now[t] = -(z - float32(math.Copysign(float64(c.price), float64(z)))) / ((1+root)/c.rate + c.pull)
		}
	}
}

func (c *course) stepFollow(i int, l *lesson) {
	for a := range tags {
		var gradient row
		for b := range tags {
			if !mayFollow[a][b] {
				continue
			}
			gradient[b] = float32(c.lattice.both(i-1, a, b)) * l.weight
			if tag(a) == l.gold[i-1] && tag(b) == l.gold[i] {
				gradient[b] -= l.weight
			}
		}
		c.move(&c.followState[a], &gradient)
		c.follow[a] = c.followState[a].now
	}
}
