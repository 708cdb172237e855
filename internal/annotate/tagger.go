package annotate

import "math"

// tag is what the tagger says of a token: that it is outside of all names, or
// where it stands in a name of which kind (the BILOU scheme).
type tag uint8

const (
	noName tag = 0
	tags   int = 13
)

// position is where a token stands in a name.
type position uint8

const (
	atBegin position = iota
	atInside
	atLast
	atUnit
)

// nameKind is what a name names.
type nameKind uint8

const (
	aPerson nameKind = iota
	anOrganisation
	aPlace
)

func tagOf(k nameKind, p position) tag { return 1 + 4*tag(k) + tag(p) }

func (t tag) kind() nameKind     { return nameKind((t - 1) / 4) }
func (t tag) position() position { return position((t - 1) % 4) }

// opens reports whether a name goes on behind the token.
func (t tag) opens() bool { return t != noName && t.position() <= atInside }

// goesInto reports whether a name came into the token from before.
func (t tag) goesInto() bool {
	return t != noName && (t.position() == atInside || t.position() == atLast)
}

// mayFollow is whether one tag can stand behind another.
var mayFollow = func() (ok [tags][tags]bool) {
	for a := range tag(tags) {
		for b := range tag(tags) {
			ok[a][b] = a.opens() == b.goesInto() && (!a.opens() || a.kind() == b.kind())
		}
	}
	return ok
}()

// row holds the weights of one feature, one for each tag.
type row [tags]float32

// scores are a sentence's: how well each tag fits each token by itself.
type scores []row

// impossible is less than any sum of weights.
const impossible = float32(-1e9)

// bestTags gives the sequence of tags with the highest sum of fits and
// transitions (Viterbi).
func bestTags(s scores, follow *[tags]row) []tag {
	n := len(s)
	if n == 0 {
		return nil
	}
	from := make([][tags]tag, n)
	var before row
	for t := range tag(tags) {
		before[t] = impossible
		if !t.goesInto() {
			before[t] = s[0][t]
		}
	}
	for i := 1; i < n; i++ {
		before = extend(&before, &s[i], follow, &from[i])
	}
	last := noName
	for t := range tag(tags) {
		if !t.opens() && before[t] > before[last] {
			last = t
		}
	}
	path := make([]tag, n)
	for i := n - 1; i >= 0; i-- {
		path[i] = last
		last = from[i][last]
	}
	return path
}

func extend(before, fit *row, follow *[tags]row, from *[tags]tag) row {
	var now row
	for t := range tag(tags) {
		best, at := impossible, noName
		for b := range tag(tags) {
			if v := before[b] + follow[b][t]; mayFollow[b][t] && v > best {
				best, at = v, b
			}
		}
		now[t], from[t] = best+fit[t], at
	}
	return now
}

// lattice gives the probability of each tag at each token over all sequences
// (forward and backward sums). Training follows its gradient; the confidence
// of a name is read off it.
type lattice struct {
	fit, forward, backward []([tags]float64)
	scale                  []float64
	step                   [tags][tags]float64
}

// run fills the lattice for a sentence.
func (l *lattice) run(s scores, follow *[tags]row) {
	n := len(s)
	l.grow(n)
	for a := range tags {
		for b := range tags {
			l.step[a][b] = 0
			if mayFollow[a][b] {
				l.step[a][b] = math.Exp(float64(follow[a][b]))
			}
		}
	}
	for i := range s {
		highest := s[i][0]
		for _, v := range s[i][1:] {
			highest = max(highest, v)
		}
		for t, v := range s[i] {
			l.fit[i][t] = math.Exp(float64(v - highest))
		}
	}
	l.goForward(n)
	l.goBackward(n)
}

func (l *lattice) grow(n int) {
	for len(l.fit) < n {
		l.fit, l.forward, l.backward = append(l.fit, [tags]float64{}), append(l.forward, [tags]float64{}), append(l.backward, [tags]float64{})
		l.scale = append(l.scale, 0)
	}
}

func (l *lattice) goForward(n int) {
	for i := range n {
		sum := 0.0
		for t := range tag(tags) {
			v := 0.0
			if i == 0 && !t.goesInto() {
				v = 1
			}
			for b := 0; i > 0 && b < tags; b++ {
				v += l.forward[i-1][b] * l.step[b][t]
			}
			v *= l.fit[i][t]
			if i == n-1 && t.opens() {
				v = 0
			}
			l.forward[i][t] = v
			sum += v
		}
		sum = max(sum, math.SmallestNonzeroFloat32)
		for t := range tags {
			l.forward[i][t] /= sum
		}
		l.scale[i] = sum
	}
}

func (l *lattice) goBackward(n int) {
	for t := range tag(tags) {
		l.backward[n-1][t] = 1
		if t.opens() {
			l.backward[n-1][t] = 0
		}
	}
	for i := n - 2; i >= 0; i-- {
		for t := range tags {
			v := 0.0
			for b := range tags {
				v += l.step[t][b] * l.fit[i+1][b] * l.backward[i+1][b]
			}
			l.backward[i][t] = v / l.scale[i+1]
		}
	}
}

// of gives the probability that a token bears a tag.
func (l *lattice) of(i int, t tag) float64 { return l.forward[i][t] * l.backward[i][t] }

// both gives the probability that two tags follow each other behind token i.
func (l *lattice) both(i int, a, b int) float64 {
	return l.forward[i][a] * l.step[a][b] * l.fit[i+1][b] * l.backward[i+1][b] / l.scale[i+1]
}
