package follow

import (
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
	v.known = v.knownNames(before, after)
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

// takeNotes takes what speaks of the article itself out of the units: it is no
// news. The rest of a paragraph that begins with a new correction goes on with
// it.
func (v *verdict) takeNotes(u units, after body) units {
	rest := units{removed: u.removed, moved: u.moved}
	inNote := -1
	notes := after.noteParagraphs(u.added)
	for _, a := range u.added {
		kind := noteOf(a.text)
		if kind == noNote && (a.paragraph == inNote || notes[a.paragraph]) {
			kind = correctionNote
		}
		if kind == correctionNote {
			inNote = a.paragraph
		}
		v.note(a, kind)
		if kind != correctionNote && !(kind == updateNote && v.bareNotice(a)) {
			rest.added = append(rest.added, a)
		}
	}
	for _, p := range u.pairs {
		if kind := noteOf(p.newText); kind != noNote {
			v.note(unit{words: p.new, text: p.newText}, kind)
			continue
		}
		rest.pairs = append(rest.pairs, p)
	}
	return rest
}

// noteParagraphs gives, of the paragraphs that something was added to, those
// that begin with a correction.
func (b body) noteParagraphs(added []unit) map[int]bool {
	asked := map[int]bool{}
	for _, a := range added {
		asked[a.paragraph] = false
	}
	for k, n := range b.paragraphs {
		if _, ask := asked[n]; ask && (k == 0 || b.paragraphs[k-1] != n) {
			asked[n] = noteOf(strings.Join(b.tokens[k], "")) == correctionNote
		}
	}
	return asked
}

func (v *verdict) note(a unit, kind noteKind) {
	switch kind {
	case noNote:
		v.doubtful = v.doubtful || isNote(a.text)
	case correctionNote:
		v.declared = true
		v.notes = append(v.notes, a)
		v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindCorrection, Why: "note", New: a.text})
	case updateNote:
		v.declared = true
	}
}

// bareNotice reports whether a note of an update tells nothing but that:
// "This story has been updated."
func (v *verdict) bareNotice(a unit) bool {
	n := 0
	for _, w := range a.words {
		if w.key != "" && v.content(w.key) && v.dates[w.key] == "" && !hasDigit(w.key) {
			n++
		}
	}
	return n <= 3
}

// declarations reads what the page says beside its words.
func (v *verdict) declarations(old, new *tearsheet.Revision) {
	if c := new.Declared.Correction; c != "" && c != old.Declared.Correction {
		v.declared = true
		v.notes = append(v.notes, unit{words: lineWords(c), text: c})
		v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindCorrection, Why: "declared", New: c})
	}
	v.dated = !new.Modified.IsZero() && !new.Modified.Equal(old.Modified) && !new.Modified.Equal(new.Published) || newStamp(old, new)
}

// newStamp reports whether a line such as "Updated 12:05" is new.
func newStamp(old, new *tearsheet.Revision) bool {
	had := map[string]bool{}
	for _, b := range old.Body {
		had[b.Text] = true
	}
	for _, b := range new.Body {
		if !had[b.Text] && isCounter(b.Text) && noteOf(b.Text) == updateNote {
			return true
		}
	}
	return false
}

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

// accounted tells which of the changed sentences the notes account for: those
// whose changed words they name, else those they speak of most, and all where
// nobody can tell.
func (v *verdict) accounted(pairs []pair, found []inPair) []bool {
	done, scores, most := make([]bool, len(pairs)), make([]int, len(pairs)), 0
	if len(v.notes) == 0 {
		return done
	}
	for k, f := range found {
		if len(f.facts) > 0 || f.style {
			scores[k] = v.spokenOf(pairs[k], f)
			most = max(most, scores[k])
		}
	}
	for k := range done {
		done[k] = scores[k] >= min(most, enough)
	}
	return done
}

// How sure it is that a note is about a sentence: it names the words that
// changed, or shares so many others with it.
const (
	named  = 10
	enough = 2
)

func (v *verdict) spokenOf(p pair, f inPair) int {
	score := v.shared(lexical(p.new))
	said := v.said()
	for _, one := range f.facts {
		for k := range one.spent {
			if said[k] && !v.function[k] {
				score = max(score, named)
			}
		}
		for w := range strings.FieldsSeq(speaksOf[one.why]) {
			if said[w] {
				score++
				break
			}
		}
	}
	return score
}

// speaksOf are the words by which a note tells what kind of fact was wrong.
var speaksOf = map[string]string{
	"number": "number figure figures amount total sum cost price age percentage percent zahl summe alter chiffre nombre montant cifra número cantidad numero getal aantal bedrag",
	"date":   "date day month year time datum tag termin jahr jour mois année fecha día mes data giorno dia dag",
	"name":   "name names spelling misspelled misspelt misspelling misidentified misnamed namen schreibweise nom orthographe nombre nome grafia naam spelling",
	"quote":  "quote quotation quoted misquoted words zitat citation cita citação citazione citaat",
}

// said are the words of the new notes.
func (v *verdict) said() map[string]bool {
	said := map[string]bool{}
	for _, n := range v.notes {
		for _, w := range n.words {
			if w.key != "" {
				said[w.key] = true
			}
		}
	}
	return said
}

// shared counts the words that inform, other than numbers, which the new notes
// share with some words.
func (v *verdict) shared(words []word) int {
	said, shared := v.said(), map[string]bool{}
	for _, w := range words {
		if said[w.key] && v.content(w.key) && !v.isNumber(w) && !hasDigit(w.key) {
			shared[w.key] = true
		}
	}
	return len(shared)
}

// noteSpeaksOf reports whether the new notes share at least so many words that
// inform with some words.
func (v *verdict) noteSpeaksOf(words []word, least int) bool {
	return len(v.notes) > 0 && v.shared(words) >= least
}

// judgeUnits tells of the sentences that only one side has. Where others came
// in the place of those that went, these stand for them unless they tell much
// less.
func (v *verdict) judgeUnits(u units) {
	went, came := v.byGap(u.removed), v.byGap(u.added)
	for _, r := range u.removed {
		if v.tells(r) > 0 && went[r.gap] > standsFor*came[r.gap] && !v.noteSpeaksOf(r.words, enough) {
			v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindRemoval, Why: "sentence", Old: r.text})
		}
	}
	for _, a := range u.added {
		if v.tells(a) > 0 {
			v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindUpdate, Why: "sentence", New: a.text})
		}
	}
}

// standsFor is how many times as many words that inform may have stood where
// new sentences stand.
const standsFor = 2

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
