package annotate

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"tearsheet/internal/vocab"
)

// TrainPlaces learns from marked texts below the folder of development data
// which names mean places, and which ones. The same data give the same lines.
func TrainPlaces(data string) ([]byte, error) {
	texts, err := readPlaceTexts(data)
	if err != nil {
		return nil, fmt.Errorf("read the texts for places: %w", err)
	}
	return trainPlaces(texts).bytes(), nil
}

func readPlaceTexts(data string) ([]*placeText, error) {
	var all []*placeText
	for _, set := range []string{"lgl", "geowebnews"} {
		t, err := readGeo(data, set)
		if err != nil {
			return nil, err
		}
		all = append(all, t...)
	}
	news, err := readNews(data)
	return append(all, news...), err
}

func trainPlaces(texts []*placeText) *placeModel {
	m := &placeModel{find: trainFinder(texts)}
	for k := range m.which {
		m.which[k], m.prior[k] = 0, 0
	}
	m.prior[isHeld], m.prior[bySize] = 2, 1
	m.trainPrior(texts)
	m.which = m.prior
	for range 3 {
		m.trainWhich(texts)
	}
	m.trainFocus(texts)
	return m
}

// trainFocus learns from our own labels which countries a text is about.
func (m *placeModel) trainFocus(texts []*placeText) {
	var all []example
	seen := map[string]int{}
	m.focus = placeSigns{}
	for _, t := range texts {
		if t.places {
			continue
		}
		f := focusOf(newResolver(t.d, m, false))
		most := 0
		for _, c := range f.countries {
			most = max(most, c.all())
		}
		for _, c := range slices.Sorted(maps.Keys(f.countries)) {
			e := example{signs: f.turns(c, most)}
			if slices.Contains(t.about, c) {
				e.yes = 1
			}
			for _, s := range e.signs {
				seen[s]++
			}
			all = append(all, e)
		}
	}
	m.focus = learnWeights(all, seen, .1, 1e-3)
}

// bytes writes a model as it is read.
func (m *placeModel) bytes() []byte {
	var b strings.Builder
	fmt.Fprintln(&b, "# Weights of the finder and the resolver of places; made by tearsheet train places.")
	for k := range evidences {
		if m.prior[k] != 0 {
			fmt.Fprintf(&b, "prior\t%d\t%.3g\n", k, m.prior[k])
		}
		if m.which[k] != 0 {
			fmt.Fprintf(&b, "which\t%d\t%.3g\n", k, m.which[k])
		}
	}
	m.find.write(&b, "find")
	m.focus.write(&b, "focus")
	return []byte(b.String())
}

func (w placeSigns) write(b *strings.Builder, part string) {
	for _, k := range slices.Sorted(maps.Keys(w)) {
		if math.Abs(w[k]) > .03 {
			fmt.Fprintf(b, "%s\t%s\t%.3g\n", part, k, w[k])
		}
	}
}

// example is one decision of the finder.
type example struct {
	signs []string
	yes   float64
}

func trainFinder(texts []*placeText) placeSigns {
	examples, seen := finderExamples(texts)
	return learnWeights(examples, seen, .2, 1e-3)
}

// learnWeights is a logistic regression, learned by small steps; what stands
// in fewer than four texts counts for nothing.
func learnWeights(examples []example, seen map[string]int, rate0, shrink float64) placeSigns {
	w := placeSigns{}
	dice := rand.New(rand.NewPCG(5, 7))
	for epoch := range 12 {
		dice.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		rate := rate0 / (1 + float64(epoch)/3)
		for _, e := range examples {
			off := rate * (e.yes - sigmoid(w.score(e.signs)))
			for _, s := range e.signs {
				if seen[s] >= 4 {
					w[s] += off - rate*shrink*w[s]
				}
			}
			w["bias"] += off
		}
	}
	return w
}

func finderExamples(texts []*placeText) ([]example, map[string]int) {
	g := vocab.Places()
	var all []example
	seen := map[string]int{}
	for _, t := range texts {
		spots := spotsOf(t.d, g)
		names := othersIn(t.d, spots)
		in := map[string]bool{}
		for i := range spots {
			s := &spots[i]
			yes, judged := t.judge(s)
			if s.stands != "" || !judged {
				continue
			}
			fs := append(signs(t.d, g, spots, i, names, t.places), "set "+t.set)
			all = append(all, example{fs, yes})
			for _, f := range fs {
				if !in[f] { // in how many texts
					in[f] = true
					seen[f]++
				}
			}
		}
	}
	return all, seen
}

// judge tells whether readers marked a spot, and whether it counts.
func (t *placeText) judge(s *spot) (yes float64, judged bool) {
	if s.end > t.labeled {
		return 0, false
	}
	for _, m := range t.marks {
		if m.start < s.end && s.start < m.end {
			if m.ignore {
				return 0, false
			}
			if m.start == s.start && m.end == s.end {
				return 1, true
			}
		}
	}
	return 0, true
}

// choice is one decision of the resolver.
type choice struct {
	candidates [][]evidence
	right      []bool
}

func (m *placeModel) trainPrior(texts []*placeText) {
	var all []choice
	m.eachMarked(texts, func(r *resolver, t *placeText) {
		for i := range r.spots {
			if right, ok := t.right(r.g, &r.spots[i]); ok {
				all = append(all, choice{r.prior(i), right})
			}
		}
	})
	m.prior = learnWhich(m.prior, all)
}

// trainWhich learns from both rounds, with what the model so far believes.
func (m *placeModel) trainWhich(texts []*placeText) {
	var all []choice
	m.eachMarked(texts, func(r *resolver, t *placeText) {
		for i := range r.spots {
			r.believe(i, r.prior(i), &m.prior)
		}
		for range rounds {
			r.vote()
			var next [][][]evidence
			for i := range r.spots {
				es := r.features(i)
				next = append(next, es)
				if right, ok := t.right(r.g, &r.spots[i]); ok {
					all = append(all, choice{es, right})
				}
			}
			for i := range r.spots {
				r.believe(i, next[i], &m.which)
			}
		}
	})
	m.which = learnWhich(m.which, all)
}

func (m *placeModel) eachMarked(texts []*placeText, do func(*resolver, *placeText)) {
	for _, t := range texts {
		if !t.places {
			continue
		}
		r := &resolver{d: t.d, g: vocab.Places(), model: m, wide: true}
		r.spots = spotsOf(t.d, r.g)
		r.findPlaces()
		do(r, t)
	}
}

// right tells which candidates lie where the readers saw the place.
func (t *placeText) right(g *vocab.Gazetteer, s *spot) ([]bool, bool) {
	if s.stands != "" || len(s.refs) < 2 {
		return nil, false
	}
	for _, m := range t.marks {
		if m.start == s.start && m.end == s.end && m.placed && !m.ignore {
			return nearestTo(g, s, m)
		}
	}
	return nil, false
}

func nearestTo(g *vocab.Gazetteer, s *spot, m placeMark) ([]bool, bool) {
	far := make([]float64, len(s.refs))
	for k, c := range s.refs {
		lat, lon := g.Point(c.Ref)
		far[k] = kilometres(lat, lon, m.lat, m.lon)
	}
	least := slices.Min(far)
	right := make([]bool, len(far))
	for k := range far {
		right[k] = far[k] <= least+15
	}
	return right, least < 161
}

func kilometres(lat, lon, lat2, lon2 float64) float64 {
	p, q := lat*math.Pi/180, lat2*math.Pi/180
	a, b := math.Sin((q-p)/2), math.Sin((lon2-lon)*math.Pi/360)
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(a*a+math.Cos(p)*math.Cos(q)*b*b)))
}

// learnWhich is a softmax over the candidates, learned by small steps from
// where the weights are.
func learnWhich(w placeWeightsTable, all []choice) placeWeightsTable {
	dice := rand.New(rand.NewPCG(11, 13))
	for epoch := range 10 {
		dice.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		rate := .05 / (1 + float64(epoch)/2)
		for _, c := range all {
			step(&w, c, rate)
		}
	}
	return w
}

func step(w *placeWeightsTable, c choice, rate float64) {
	p := make([]float64, len(c.candidates))
	for k, es := range c.candidates {
		p[k] = w.score(es)
	}
	top, sum, good := slices.Max(p), 0.0, 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
		if c.right[k] {
			good += p[k]
		}
	}
	for k, es := range c.candidates {
		off := -p[k] / sum
		if c.right[k] {
			off += p[k] / max(good, 1e-9)
		}
		for _, e := range es {
			w[e.what] += rate * (off*e.value - 1e-4*w[e.what])
		}
	}
}
