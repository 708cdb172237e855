package follow

import (
	"slices"
	"time"

	"tearsheet"
	"tearsheet/internal/diff"
)

// Classifier is the version of the rules by which kinds are told, beside the
// algorithm of the difference.
const Classifier = "kinds/1"

// Boilerplate knows the blocks that a publisher prints on many pages: sign-up
// lines, related links. Who asks gives one of its host.
type Boilerplate interface {
	Repeated(block string) bool
}

// Classify gives the change from one revision to a later one, with its kinds.
// History are the revisions before old, in order; without it nothing is known
// to alternate. Boilerplate may be nil.
func Classify(history []tearsheet.Revision, old, new tearsheet.Revision, b Boilerplate) tearsheet.Change {
	return classify(history, old, new, b, Operations(old, new))
}

func classify(history []tearsheet.Revision, old, new tearsheet.Revision, b Boilerplate, c Comparison) tearsheet.Change {
	change := c.change(old, new)
	change.Rung = climb(history, &old, &new, b)
	if change.Rung != tearsheet.RungSubstantive {
		change.Kinds = []tearsheet.ChangeKind{tearsheet.KindNoise}
		return change
	}
	v := judge(history, old, new, b)
	change.Kinds, change.Evidence = v.kinds(), v.evidence
	change.Declared, change.Undisclosed = v.declared, v.undisclosed()
	if slices.Equal(change.Kinds, noise) {
		change.Rung = v.quiet()
	}
	return change
}

var noise = []tearsheet.ChangeKind{tearsheet.KindNoise}

// climb takes a change up the noise ladder to the rung that decides.
func climb(history []tearsheet.Revision, old, new *tearsheet.Revision, b Boilerplate) tearsheet.Rung {
	switch {
	case old.SameWords(new) && old.Declared.Correction == new.Declared.Correction:
		return tearsheet.RungUnchanged
	case old.Origin != new.Origin:
		return tearsheet.RungSuspect
	case !sameStatements(old, new):
		return tearsheet.RungSubstantive
	case b != nil && folded(old, repeated(b)) == folded(new, repeated(b)) && folded(old, nothing) != folded(new, nothing):
		return tearsheet.RungBoilerplate
	case folded(old, furniture(b)) == folded(new, furniture(b)):
		return tearsheet.RungCosmetic
	case Returns(history, *new, b) > 0:
		return tearsheet.RungAlternating
	}
	return tearsheet.RungSubstantive
}

// sameStatements reports whether what stands beside the words is the same: who
// wrote them, when, and what the page declares of a correction.
func sameStatements(old, new *tearsheet.Revision) bool {
	return sameNames(old.Byline, new.Byline) && old.Published.Equal(new.Published) && old.Declared.Correction == new.Declared.Correction
}

// flapWithin is for how long an earlier version that comes back is taken for a
// test of headlines or a stale copy of the page. What returns later was
// put back.
const flapWithin = 48 * time.Hour

// Returns counts how often the words of new were already left for others:
// 1 when an earlier version comes back for the first time. From 2 on, nothing
// is told by keeping it again.
func Returns(history []tearsheet.Revision, new tearsheet.Revision, b Boilerplate) int {
	return returns(history, new, b, flapWithin)
}

// Flaps counts the same over two weeks. From 2 on the article has gone to and
// fro between its versions, and one that comes back is worth keeping only when
// it stays.
func Flaps(history []tearsheet.Revision, new tearsheet.Revision, b Boilerplate) int {
	return returns(history, new, b, 14*24*time.Hour)
}

func returns(history []tearsheet.Revision, new tearsheet.Revision, b Boilerplate, over time.Duration) int {
	want, n, away := folded(&new, furniture(b)), 0, true
	for k := len(history) - 1; k >= 0; k-- {
		same := new.Seen.Sub(history[k].Seen) <= over && folded(&history[k], furniture(b)) == want
		if same && away {
			n++
		}
		away = !same
	}
	return n
}

func within(before, after time.Time) bool { return after.Sub(before) <= flapWithin }

// Sequence classes each step of an article's revisions with hindsight: a
// headline that is put back within two days was a test of headlines on its way
// out as well, which nobody can know when it goes.
func Sequence(revisions []tearsheet.Revision, b Boilerplate) []tearsheet.Change {
	var all []tearsheet.Change
	for k := 1; k < len(revisions); k++ {
		all = append(all, withHindsight(revisions, k, b))
	}
	return all
}

// Changes gives what is to be kept once revision number of an article is there:
// the change that led to it, and of the two days before those changes that it
// shows to have been a test of headlines. Revisions are all there are, in order.
func Changes(revisions []tearsheet.Revision, number int, b Boilerplate) []tearsheet.Change {
	last := number - 1
	if last < 1 || last >= len(revisions) {
		return nil
	}
	all := []tearsheet.Change{withHindsight(revisions, last, b)}
	for k := last - 1; k >= 1 && within(revisions[k].Seen, revisions[last].Seen); k-- {
		if fold(revisions[k-1].Headline) != fold(revisions[k].Headline) && putBack(revisions[:k], revisions[k:last+1]) {
			all = append(all, withHindsight(revisions, k, b))
		}
	}
	return all
}

// withHindsight classes the change to the revision at k by what came before and
// after it.
func withHindsight(revisions []tearsheet.Revision, k int, b Boilerplate) tearsheet.Change {
	c := Classify(revisions[:k-1], revisions[k-1], revisions[k], b)
	if at := slices.Index(c.Kinds, tearsheet.KindHeadline); at >= 0 && putBack(revisions[:k], revisions[k:]) {
		c = withoutHeadline(c, at)
	}
	return c
}

// putBack reports whether a headline comes back after it was changed: the one
// that was changed, or one before it, where more than two are tried.
func putBack(before, after []tearsheet.Revision) bool {
	had := map[string]bool{}
	for _, r := range before {
		if within(r.Seen, after[0].Seen) || r.Number == before[len(before)-1].Number {
			had[fold(r.Headline)] = true
		}
	}
	for _, r := range after[1:] {
		if !within(after[0].Seen, r.Seen) {
			return false
		}
		if had[fold(r.Headline)] {
			return true
		}
	}
	return false
}

func withoutHeadline(c tearsheet.Change, at int) tearsheet.Change {
	c.Kinds = slices.Delete(slices.Clone(c.Kinds), at, at+1)
	c.Evidence = slices.DeleteFunc(slices.Clone(c.Evidence), func(e tearsheet.ChangeEvidence) bool { return e.Kind == tearsheet.KindHeadline })
	if len(c.Kinds) == 0 {
		c.Kinds, c.Rung = slices.Clone(noise), tearsheet.RungAlternating
	}
	c.Undisclosed = c.Undisclosed && (slices.Contains(c.Kinds, tearsheet.KindFact) || slices.Contains(c.Kinds, tearsheet.KindRemoval))
	return c
}

// change gives what is told without classing.
func (c Comparison) change(old, new tearsheet.Revision) tearsheet.Change {
	headline := diff.Count([]diff.Op{c.Headline}, nil)
	return tearsheet.Change{
		Article: new.Article, From: old.Number, To: new.Number, At: new.Seen,
		Headline: c.Headline.Kind != diff.Same,
		Edited:   c.Counts.Edited, Added: c.Counts.Added, Removed: c.Counts.Removed, Moved: c.Counts.Moved,
		Words:   c.Counts.WordsAdded + c.Counts.WordsRemoved + headline.WordsAdded + headline.WordsRemoved,
		Summary: c.Summary, By: c.By + "+" + Classifier,
	}
}
