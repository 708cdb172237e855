package follow

import (
	"tearsheet"
	"tearsheet/internal/diff"
)

func (v *verdict) judgeHeadline(history []tearsheet.Revision, old, new *tearsheet.Revision) {
	if fold(old.Headline) == fold(new.Headline) {
		return
	}
	for k := len(history) - 1; k >= 0; k-- {
		if within(history[k].Seen, new.Seen) && fold(history[k].Headline) == fold(new.Headline) {
			v.alternating = true
			return
		}
	}
	p := linePair(old.Headline, new.Headline)
	v.headline = !p.typed && (!v.minor(p) || v.turnedRound(p))
	v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindHeadline, Why: "headline", Old: old.Headline, New: new.Headline})
}

// turnedRound reports whether a headline says something else for all that
// little of it changed. Its capitals tell no names.
func (v *verdict) turnedRound(p pair) bool {
	for _, f := range v.facts(p, nil) {
		if f.why != "name" {
			return true
		}
	}
	return false
}

func linePair(old, new string) pair {
	a, b := unit{words: lineWords(old), tokens: tokens(old, ""), text: old}, unit{words: lineWords(new), tokens: tokens(new, ""), text: new}
	return pairOf(a, b, diff.Line(a.tokens, b.tokens))
}

// minor reports whether a change is one of style by itself: function words, or
// words that differ in two letters at most.
func (v *verdict) minor(p pair) bool {
	for _, g := range p.groups {
		if len(g.old) != len(g.new) {
			if holds(g.old, v.informs) || holds(g.new, v.informs) {
				return false
			}
			continue
		}
		for k := range g.old {
			if (v.informs(g.old[k]) || v.informs(g.new[k])) && !near(g.old[k].key, g.new[k].key) {
				return false
			}
		}
	}
	return true
}

func (v *verdict) informs(w word) bool { return v.content(w.key) }
