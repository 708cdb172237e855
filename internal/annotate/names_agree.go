package annotate

import (
	"slices"
	"strings"

	"tearsheet"
)

// inAgreement makes the mentions of a document agree: one word seldom names two
// kinds of things in one article, and where it is a name at several places it
// is one at the others, too.
func inAgreement(d *Document, all []Mention) []Mention {
	v := nameVotesOf(d, all)
	for i := range all {
		m := &all[i]
		if kind, sum := v[m.Of(d.Text)].best(); kind != m.Kind && sum > 1.5*v[m.Of(d.Text)].of(m.Kind) {
			m.Kind = kind
		}
	}
	return withMissed(d, all, v)
}

// nameVote is how sure the mentions with one wording are, added up by kind.
type nameVote [len(kindOf)]float64

type nameVotes map[string]*nameVote

func (v *nameVote) best() (tearsheet.AnnotationKind, float64) {
	k := 0
	for i := range v {
		if v[i] > v[k] {
			k = i
		}
	}
	return kindOf[k], v[k]
}

func (v *nameVote) of(kind tearsheet.AnnotationKind) float64 { return v[slices.Index(kindOf[:], kind)] }

func (v nameVotes) add(words string, kind tearsheet.AnnotationKind, sure float64) {
	if v[words] == nil {
		v[words] = &nameVote{}
	}
	v[words][slices.Index(kindOf[:], kind)] += sure
}

// nameVotesOf counts. A full name of a person speaks for its surname.
func nameVotesOf(d *Document, all []Mention) nameVotes {
	v := nameVotes{}
	for _, m := range all {
		words := m.Of(d.Text)
		v.add(words, m.Kind, m.Confidence)
		if last := strings.LastIndexByte(words, ' '); m.Kind == tearsheet.AboutPerson && last > 0 {
			v.add(words[last+1:], m.Kind, m.Confidence)
		}
	}
	return v
}

// withMissed adds the places at which a name was not seen. A name of one word
// must be seen twice, and never as a word in lower case.
func withMissed(d *Document, all []Mention, v nameVotes) []Mention {
	seen := map[string]int{}
	for _, m := range all {
		seen[m.Of(d.Text)]++
	}
	out := slices.Clone(all)
	for _, m := range all {
		words := m.Of(d.Text)
		times := seen[words]
		delete(seen, words)
		if len(words) < 4 || times == 0 || times < 2 && !strings.Contains(words, " ") {
			continue
		}
		kind, sum := v[words].best()
		if sum < .6*float64(times) || len(occurrences(d.Text, strings.ToLower(words))) > 0 {
			continue
		}
		for _, s := range occurrences(d.Text, words) {
			if !overlaps(out, s) {
				out = append(out, Mention{Span: s, Kind: kind, Confidence: sum / float64(times) / 2})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}
