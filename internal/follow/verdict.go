package follow

import (
	"slices"
	"strings"

	"tearsheet"
	"tearsheet/internal/diff"
)

// verdict is what is found while a change is judged.
type verdict struct {
	*lexicon
	known    map[string]bool // names
	has      map[tearsheet.ChangeKind]bool
	evidence []tearsheet.ChangeEvidence

	notes       []unit // new in the text; each tells of a correction or an update
	declared    bool
	dated       bool // a visible or declared time of an update is new: the change is not hidden
	doubtful    bool // something new may be a note
	headline    bool // changed beyond style
	alternating bool // the headline came back
}

// judge tells the kinds of a change that is no noise.
func judge(history []tearsheet.Revision, old, new tearsheet.Revision, b Boilerplate) *verdict {
	drop := furniture(b)
	before, after := bodyOf(old.Body, drop), bodyOf(new.Body, drop)
	u := unitsOf(before, after, diff.Texts(before.tokens, after.tokens))
	v := &verdict{lexicon: languageOf(&new), has: map[tearsheet.ChangeKind]bool{}}
	v.known, v.doubtful = v.knownNames(before, after), !understood(&new)
	u = v.takeNotes(u, after)
	v.declarations(&old, &new)
	v.judgeHeadline(history, &old, &new)
	v.judgePairs(u.pairs)
	v.judgeUnits(u)
	v.judgeRest(u, &old, &new)
	return v
}

// mostEvidence bounds what is kept of a rewritten text; the kinds are told from
// all of it.
const mostEvidence = 40

func (v *verdict) say(e tearsheet.ChangeEvidence) {
	v.has[e.Kind] = true
	e.Old, e.New = excerpt(e.Old), excerpt(e.New)
	if len(v.evidence) < mostEvidence {
		v.evidence = append(v.evidence, e)
	}
}

// kinds gives what was said in the order of grace; noise where nothing was.
func (v *verdict) kinds() []tearsheet.ChangeKind {
	var all []tearsheet.ChangeKind
	for _, k := range tearsheet.ChangeKinds {
		if v.has[k] {
			all = append(all, k)
		}
	}
	if all == nil {
		return []tearsheet.ChangeKind{tearsheet.KindNoise}
	}
	return all
}

// quiet is the rung of a change in which nothing was found.
func (v *verdict) quiet() tearsheet.Rung {
	if v.alternating {
		return tearsheet.RungAlternating
	}
	return tearsheet.RungCosmetic
}

// undisclosed reports whether something changed that readers would want to be
// told of, and nothing tells them. In doubt it is not said.
func (v *verdict) undisclosed() bool {
	grave := v.has[tearsheet.KindFact] || v.has[tearsheet.KindRemoval] || v.headline && v.has[tearsheet.KindHeadline]
	return grave && !v.declared && !v.dated && !v.doubtful
}

// judgePairs tells what changed within sentences. What a correction speaks of
// is not said again.
func (v *verdict) judgePairs(pairs []pair) {
	found := make([]inPair, len(pairs))
	for k, p := range pairs {
		found[k] = v.lookAt(p)
	}
	accounted := v.accounted(pairs, found)
	for k, f := range found {
		if len(f.facts) > 0 && !accounted[k] {
			for _, one := range f.facts {
				v.say(one.evidence())
			}
		}
		for _, g := range f.gone {
			if !v.noteSpeaksOf(g.old, 1) {
				v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindRemoval, Why: "clause", Old: phrase(g.old), New: phrase(g.new)})
			}
		}
		for _, g := range f.came {
			if len(v.notes) == 0 || !v.noteSpeaksOf(g.new, 1) {
				v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindUpdate, Why: "clause", Old: phrase(g.old), New: phrase(g.new)})
			}
		}
		if f.style && len(v.notes) == 0 {
			v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindStyle, Why: "words", Old: pairs[k].oldText, New: pairs[k].newText})
		}
	}
}

// judgeUnits tells of the sentences that only one side has. Where others on the
// same matter came in the place of those that went, these stand for them unless
// they tell much less.
func (v *verdict) judgeUnits(u units) {
	went, came := v.byGap(u.removed), v.byGap(v.standing(u))
	for _, r := range u.removed {
		if v.tells(r) > 0 && went[r.gap] > limits.standsFor*came[r.gap] && !v.noteSpeaksOf(r.words, enough) {
			v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindRemoval, Why: "sentence", Old: r.text})
		}
	}
	for _, a := range u.added {
		if v.tells(a) > 0 {
			v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindUpdate, Why: "sentence", New: a.text})
		}
	}
}

// standing gives the sentences that came and speak of what those that went at
// the same place spoke of: they share a word that informs, or what went told
// that somebody had not answered.
func (v *verdict) standing(u units) []unit {
	matter := map[int]map[string]bool{}
	unanswered := map[int]bool{}
	for _, r := range u.removed {
		unanswered[r.gap] = unanswered[r.gap] || isRefusal(r.words)
		if matter[r.gap] == nil {
			matter[r.gap] = map[string]bool{}
		}
		for _, w := range r.words {
			if w.key != "" && v.content(w.key) {
				matter[r.gap][w.key] = true
			}
		}
	}
	var all []unit
	for _, a := range u.added {
		if unanswered[a.gap] || slices.ContainsFunc(a.words, func(w word) bool { return matter[a.gap][w.key] }) {
			all = append(all, a)
		}
	}
	return all
}

// isRefusal reports whether a sentence tells that somebody gave no comment.
func isRefusal(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return refusals[w.key] })
}

var refusals = set(`comment comments respond responded reply replied stellungnahme äußern reagierte commenter commentaire commentaires répondu
	comentar comentarios comentários respondió respondeu commentare commento risposto reageren reactie komentarza`)

func (v *verdict) byGap(all []unit) map[int]int {
	n := map[int]int{}
	for _, u := range all {
		n[u.gap] += v.tells(u)
	}
	return n
}

// tells counts the words of a sentence that inform.
func (v *verdict) tells(u unit) int {
	n := 0
	for _, w := range u.words {
		if w.key != "" && v.content(w.key) {
			n++
		}
	}
	return n
}

// judgeRest tells of what is left where nothing else was found.
func (v *verdict) judgeRest(u units, old, new *tearsheet.Revision) {
	style := func(why, from, to string) {
		v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindStyle, Why: why, Old: from, New: to})
	}
	switch {
	case len(v.has) > 0 || v.alternating:
	case u.moved:
		style("order", "", "")
	case !sameNames(old.Byline, new.Byline):
		style("byline", bylineOf(old), bylineOf(new))
	case !old.Published.Equal(new.Published):
		style("stated time of publication", old.Published.String(), new.Published.String())
	case len(u.removed)+len(u.added) > 0:
		style("words", "", "")
	}
}

func bylineOf(r *tearsheet.Revision) string {
	var names []string
	for _, p := range r.Byline {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}
