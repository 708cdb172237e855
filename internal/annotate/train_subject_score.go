package annotate

import (
	"cmp"
	"math"
	"slices"
)

// SubjectScores tell how good a subject model is on publishers that it was not
// trained on.
type SubjectScores struct {
	Strict     float64 `json:"strict"`            // the first topic is the reader's
	Accepted   float64 `json:"accepted"`          // the first topic is one that the reader would take
	Accepted70 float64 `json:"accepted_surest70"` // the same among the surest 70 %
	Filed      float64 `json:"filed"`             // share of the texts that are sure enough to be filed
	FiledRight float64 `json:"filed_right"`       // of these, under an accepted topic
}

// verdict is what a model said of a text that it had not seen.
type verdict struct {
	lesson *subjectLesson
	known  known
	p      []float64
	order  []int // of the topics
}

func (v verdict) accepted(rank int) bool { return v.lesson.accepted[v.order[rank]] }

// heldOut lets each text be judged by a model that has seen no text of its
// publisher.
func heldOut(lessons []*subjectLesson, seeds seedList, seed uint64) []verdict {
	var all []verdict
	for fold := range subjectFolds {
		var in, out []*subjectLesson
		for _, l := range lessons {
			if int(termHash(l.publisher))%subjectFolds == fold {
				out = append(out, l)
				continue
			}
			in = append(in, l)
		}
		m := trainSubject(in, seeds, seed)
		for _, l := range out {
			k := m.know(l.terms)
			p := softmax(m.logits(k))
			all = append(all, verdict{l, k, p, ranked(p)})
		}
	}
	return all
}

// calibrate fits how often a topic is accepted to the probability that the
// model gave it: for the first one, and for the second and third.
func calibrate(held []verdict) [2][2]float64 {
	var first, other []observed
	for _, v := range held {
		for rank := range 3 {
			p := observed{logOdds(v.p[v.order[rank]]), v.accepted(rank)}
			if rank == 0 {
				first = append(first, p)
				continue
			}
			other = append(other, p)
		}
	}
	return [2][2]float64{logistic(first), logistic(other)}
}

// observed is one observation of a yes or no.
type observed struct {
	x   float64
	yes bool
}

const logisticRounds = 50

// logistic fits slope and level of a logistic curve by Newton's method.
func logistic(points []observed) [2]float64 {
	slope, level := 1.0, 0.0
	for range logisticRounds {
		var gs, gl, ss, sl, ll float64 = slope * 1e-3, level * 1e-3, 1e-3, 0, 1e-3 // a little shrinking: never without a solution
		for _, p := range points {
			q := likelihood(slope*p.x + level)
			wrong := q
			if p.yes {
				wrong--
			}
			gs, gl = gs+wrong*p.x, gl+wrong
			ss, sl, ll = ss+q*(1-q)*p.x*p.x, sl+q*(1-q)*p.x, ll+q*(1-q)
		}
		det := ss*ll - sl*sl
		slope -= (ll*gs - sl*gl) / det
		level -= (ss*gl - sl*gs) / det
	}
	return [2]float64{slope, level}
}

// scoresOf counts what was right among texts that were held out.
func scoresOf(held []verdict, m *subjectModel) SubjectScores {
	held = slices.Clone(held)
	slices.SortStableFunc(held, func(a, b verdict) int { return cmp.Compare(b.p[b.order[0]], a.p[a.order[0]]) })
	var strict, accepted, surest, filed, filedRight float64
	for i, v := range held {
		right := 0.0
		if v.accepted(0) {
			right = 1
		}
		accepted += right
		if v.order[0] == v.lesson.main {
			strict++
		}
		if i < len(held)*7/10 {
			surest += right
		}
		if m.confidence(v.p[v.order[0]], 0) >= filedFrom && v.known.spoken[v.order[0]] >= filedSpoken {
			filed++
			filedRight += right
		}
	}
	n := max(float64(len(held)), 1)
	return SubjectScores{ratio(strict, n), ratio(accepted, n), ratio(surest, float64(len(held)*7/10)), ratio(filed, n), ratio(filedRight, filed)}
}

// ratio gives a part of a whole, to three digits.
func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return math.Round(part/whole*1000) / 1000
}
