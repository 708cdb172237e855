package annotate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"tearsheet"
)

// Subject finds which of the top Media Topics an English text belongs under.
// The topic it is filed under is Main; where that is not sure enough none is,
// and the most likely topic is given with its confidence, saying so.
type Subject struct{}

// Name is its name and version.
func (Subject) Name() string { return "subject@1" }

const (
	filedFrom   = .85 // of twenty such articles, editors would file seventeen so
	besideFrom  = .50 // another topic that would do as well, more likely than not
	filedSpoken = 6.  // as strongly the seeds of a text must speak for its topic: three that nearly decide, once each
	fewestTerms = 12  // that the model knows; less tells nothing
	sectionSays = 1.0 // what the publisher's own section adds to its topic's logit
)

// Annotate gives the topics, the most likely first. Texts in other languages
// and the shortest get none.
func (Subject) Annotate(d *Document) []tearsheet.Annotation {
	if !d.english {
		return nil
	}
	m, err := trainedSubject()
	if err != nil {
		panic(err) // Annotate tells it as this annotator's failure
	}
	k := m.know(termsOf(d))
	if len(k.rows) < fewestTerms {
		return nil
	}
	return m.topics(d, k)
}

// topics gives the first topic, those beside it that would do as well, and
// the finer topic within the first.
func (m *subjectModel) topics(d *Document, k known) []tearsheet.Annotation {
	z := m.logits(k)
	stated := sectionTopic(d.Section)
	if stated >= 0 {
		z[stated] += sectionSays
	}
	p := softmax(z)
	order := ranked(p)
	first := m.topic(order[0], p, 0, k)
	first.Main = first.Confidence >= filedFrom && k.spoken[order[0]] >= filedSpoken
	if order[0] == stated {
		first.Evidence += fmt.Sprintf("; its publisher files it under %q", strings.TrimSpace(d.Section))
	}
	all := []tearsheet.Annotation{first}
	if !first.Main {
		second := Topics[order[1]]
		all[0].Evidence = fmt.Sprintf("not sure enough to file it, it may be %s; %s", second.Label, first.Evidence)
	}
	for rank, t := range order[1:3] {
		if a := m.topic(t, p, rank+1, k); a.Confidence >= besideFrom {
			all = append(all, a)
		}
	}
	if fine, ok := finer(order[0], k.terms); ok && first.Main {
		all = append(all, fine)
	}
	return all
}

// ranked gives the topics by falling probability.
func ranked(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[b], p[a]) })
	return order
}

// topic says one topic of the whole text.
func (m *subjectModel) topic(t int, p []float64, rank int, k known) tearsheet.Annotation {
	return tearsheet.Annotation{
		Kind: tearsheet.AboutSubject, Name: Topics[t].Label, Topic: Topics[t].ID,
		Confidence: math.Round(m.confidence(p[t], rank)*1000) / 1000,
		Evidence:   "weighed most: " + quotedList(m.weighedMost(t, k)),
	}
}

const wordsShown = 5

// weighedMost gives the words that spoke most for a topic, as written.
func (m *subjectModel) weighedMost(t int, k known) []string {
	order := make([]int, len(k.rows))
	weight := make([]float64, len(k.rows))
	for n, i := range k.rows {
		order[n], weight[n] = n, m.row(i)[t]*k.values[n]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
	var shown []string
	for _, n := range order {
		if len(shown) == wordsShown || weight[n] <= 0 {
			break
		}
		if !slices.ContainsFunc(shown, func(s string) bool { return overlap(s, k.terms[n].words) }) {
			shown = append(shown, k.terms[n].words)
		}
	}
	return shown
}

// overlap reports whether one of two terms holds the other.
func overlap(a, b string) bool {
	a, b = " "+strings.ToLower(a)+" ", " "+strings.ToLower(b)+" "
	return strings.Contains(a, b) || strings.Contains(b, a)
}

func quotedList(words []string) string {
	if len(words) == 0 {
		return "no one word"
	}
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "“" + strings.Join(strings.Fields(w), " ") + "”"
	}
	return strings.Join(quoted, ", ")
}
