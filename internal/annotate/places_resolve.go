package annotate

import (
	"math"
	"slices"

	"tearsheet/internal/vocab"
)

// resolver finds out which places of the world the names of one text mean.
type resolver struct {
	d     *Document
	g     *vocab.Gazetteer
	model *placeModel
	spots []spot
	wide  bool // places within other names count, too
	votes placeVotes
}

// placeVotes are what the names of a text say together, each name once.
type placeVotes struct {
	country, area map[int32]float64
	names         map[string][]int // spots of each name
	near          []vocab.Ref      // the best place of each name
	nearName      []string
}

// rounds is how often the names of a text hear each other.
const rounds = 2

func (r *resolver) resolve() {
	for i := range r.spots {
		r.believe(i, r.prior(i), &r.model.prior)
	}
	for range rounds {
		r.vote()
		for i := range r.spots {
			r.believe(i, r.features(i), &r.model.which)
		}
	}
	r.oneSense()
}

// believe turns the scores of a spot's candidates into shares of one.
func (r *resolver) believe(i int, es [][]evidence, w *placeWeightsTable) {
	s := &r.spots[i]
	s.belief = make([]float64, len(s.refs))
	best := math.Inf(-1)
	for k := range s.refs {
		s.belief[k] = w.score(es[k])
		best = max(best, s.belief[k])
	}
	sum := 0.0
	for k, v := range s.belief {
		s.belief[k] = math.Exp(v - best)
		sum += s.belief[k]
	}
	for k := range s.belief {
		s.belief[k] /= sum
	}
}

// prior is what is known of the candidates before the text is asked.
func (r *resolver) prior(i int) [][]evidence {
	s := &r.spots[i]
	out := make([][]evidence, len(s.refs))
	most := 0
	for _, c := range s.refs {
		most = max(most, r.g.Size(c.Ref))
	}
	for k, c := range s.refs {
		out[k] = append(r.own(c, most), r.held(s, c.Ref)...)
	}
	return out
}

func (r *resolver) own(c vocab.Candidate, most int) []evidence {
	kind := r.g.Kind(c.Ref)
	size := float64(r.g.Size(c.Ref)) / 8
	fs := make([]evidence, 0, 12)
	if kind.IsSettlement() {
		fs = append(fs, evidence{bySize, size / 8})
	}
	fs = append(fs, evidence{ofKind + int(kind), 1}, evidence{behindLargest, (float64(most)/8 - size) / 8})
	if c.Alias {
		fs = append(fs, evidence{byAlias, 1}, evidence{aliasOfKind + int(kind), 1})
	}
	return fs
}

// held tells whether the names beside a spot hold a candidate, or the
// candidate them.
func (r *resolver) held(s *spot, ref vocab.Ref) []evidence {
	var fs []evidence
	if s.holder >= 0 {
		if r.mayContain(&r.spots[s.holder], ref) {
			fs = append(fs, evidence{isHeld, 1})
		}
	}
	if s.held >= 0 {
		for _, c := range r.spots[s.held].refs {
			if contains(r.g, ref, c.Ref) {
				fs = append(fs, evidence{holdsOther, 1})
				break
			}
		}
	}
	return fs
}

func (r *resolver) mayContain(outer *spot, ref vocab.Ref) bool {
	for _, c := range outer.refs {
		if contains(r.g, c.Ref, ref) {
			return true
		}
	}
	return false
}

// vote lets each name say once in which countries and areas the text is.
func (r *resolver) vote() {
	v := placeVotes{country: map[int32]float64{}, area: map[int32]float64{}, names: map[string][]int{}}
	for i := range r.spots {
		v.names[r.spots[i].normal] = append(v.names[r.spots[i].normal], i)
	}
	seen := map[string]bool{}
	for i := range r.spots {
		s := &r.spots[i]
		if seen[s.normal] || s.sure < .2 {
			continue
		}
		seen[s.normal] = true
		best, most := vocab.None, .0
		for k, c := range s.refs {
			b := s.belief[k]
			if b < .02 {
				continue
			}
			r.share(&v, c.Ref, b*s.sure)
			if b > most {
				best, most = c.Ref, b
			}
		}
		if most > .5 {
			v.near, v.nearName = append(v.near, best), append(v.nearName, s.normal)
		}
	}
	r.votes = v
}

func (r *resolver) share(v *placeVotes, ref vocab.Ref, b float64) {
	if c, ok := r.g.CountryOf(r.g.Country(ref)); ok {
		v.country[int32(c)] += b
	}
	if a := r.areaOf(ref); a != vocab.None {
		v.area[int32(a)] += b
	}
}

func (r *resolver) areaOf(ref vocab.Ref) vocab.Ref {
	if r.g.Kind(ref) == vocab.Area {
		return ref
	}
	return r.g.Area(ref)
}

// features are the prior and what the other names of the text say.
func (r *resolver) features(i int) [][]evidence {
	s := &r.spots[i]
	out := r.prior(i)
	all := 0.0
	for _, b := range r.votes.country {
		all += b
	}
	for k, c := range s.refs {
		own := 0.0
		if s.belief != nil && s.sure >= .2 {
			own = s.sure
		}
		out[k] = append(out[k], r.heard(s, k, c.Ref, own, all)...)
	}
	return out
}

// heard tells how much the other names speak for a candidate's country and area.
func (r *resolver) heard(s *spot, k int, ref vocab.Ref, own, all float64) []evidence {
	fs := make([]evidence, 0, 6)
	others := max(all-own, 0)
	country, _ := r.g.CountryOf(r.g.Country(ref))
	c := r.votes.country[int32(country)] - own*r.sameCountry(s, r.g.Country(ref))
	fs = append(fs, evidence{inCountry, math.Log((max(c, 0) + .1) / (others + .5))}, evidence{countryCount, min(max(c, 0), 2)})
	if a := r.areaOf(ref); a != vocab.None {
		v := r.votes.area[int32(a)] - own*r.sameArea(s, a)
		fs = append(fs, evidence{inArea, math.Log((max(v, 0) + .1) / (others + .5))}, evidence{areaCount, min(max(v, 0), 2)})
	} else {
		fs = append(fs, evidence{noArea, 1})
	}
	some, few := r.nearby(s, ref)
	fs = append(fs, evidence{closeBy, min(few, 3)}, evidence{nearBy, min(some, 3)})
	return fs
}

func (r *resolver) sameCountry(s *spot, code string) float64 {
	sum := 0.0
	for k, c := range s.refs {
		if s.belief[k] >= .02 && r.g.Country(c.Ref) == code {
			sum += s.belief[k]
		}
	}
	return sum
}

func (r *resolver) sameArea(s *spot, a vocab.Ref) float64 {
	sum := 0.0
	for k, c := range s.refs {
		if s.belief[k] >= .02 && r.areaOf(c.Ref) == a {
			sum += s.belief[k]
		}
	}
	return sum
}

// nearby counts the settlements and districts of other names around a candidate.
func (r *resolver) nearby(s *spot, ref vocab.Ref) (wide, narrow float64) {
	if k := r.g.Kind(ref); !k.IsSettlement() && k != vocab.District {
		return 0, 0
	}
	lat, lon := r.g.Point(ref)
	for i, n := range r.votes.near {
		if k := r.g.Kind(n); r.votes.nearName[i] == s.normal || n == ref || !k.IsSettlement() && k != vocab.District {
			continue
		}
		y, x := r.g.Point(n)
		far := roughKilometres(lat, lon, y, x)
		if far < 60 {
			narrow++
		}
		if far < 200 {
			wide++
		}
	}
	return wide, narrow
}

// roughKilometres is right to a few percent where it matters, nearby.
func roughKilometres(lat, lon, lat2, lon2 float64) float64 {
	dy := lat - lat2
	if dy > 3 || dy < -3 {
		return 1000
	}
	dx := (lon - lon2) * math.Cos(lat*math.Pi/180)
	return 111.2 * math.Sqrt(dx*dx+dy*dy)
}

// oneSense gives each name one meaning in the text, but where a name is held
// by another one: "Paris, Texas" once and Paris else.
func (r *resolver) oneSense() {
	for _, all := range r.votes.names {
		sum := make([]float64, len(r.spots[all[0]].refs))
		for _, i := range all {
			for k, b := range r.spots[i].belief {
				sum[k] += math.Log(b + 1e-6)
				if r.spots[i].holder >= 0 { // its place is told
					sum[k] += math.Log(b + 1e-6)
				}
			}
		}
		r.agree(all, sum)
	}
}

func (r *resolver) agree(all []int, sum []float64) {
	top, total := slices.Max(sum), 0.0
	for k := range sum {
		sum[k] = math.Exp((sum[k] - top) / float64(len(all)))
		total += sum[k]
	}
	for k := range sum {
		sum[k] /= total
	}
	for _, i := range all {
		r.spots[i].belief = sum
	}
}

// best is the place that a spot most likely means.
func (s *spot) best() (vocab.Ref, float64) {
	if len(s.refs) == 0 || len(s.belief) == 0 {
		return vocab.None, 0
	}
	at := 0
	for k := range s.belief {
		if s.belief[k] > s.belief[at] {
			at = k
		}
	}
	return s.refs[at].Ref, s.belief[at]
}
