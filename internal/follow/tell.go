package follow

import (
	"slices"
	"time"

	"tearsheet"
)

// Confirm is after how long a changed headline is looked at once more, for it
// may be one of several that a publisher tries, and Quiet for how long nobody is
// told of it: then that look has been taken and Changes knows what came of it.
const (
	Confirm = 3 * time.Minute
	Quiet   = 5 * time.Minute
)

// toldKinds are the kinds of change that readers are told of. An update is a badge
// on the article; style and noise stand in its history alone.
var toldKinds = []tearsheet.ChangeKind{tearsheet.KindCorrection, tearsheet.KindHeadline, tearsheet.KindFact, tearsheet.KindRemoval}

// Tell reports whether a change is one of those of which pages of changes, feeds
// and alerts tell, as the operator wants it for the source.
func Tell(s tearsheet.Source, c tearsheet.Change) bool {
	if c.Rung != tearsheet.RungSubstantive || s.Follow == tearsheet.FollowNever || c.Words < s.MinimumChange {
		return false
	}
	if s.Follow == tearsheet.FollowHeadline {
		return slices.Contains(c.Kinds, tearsheet.KindHeadline)
	}
	return slices.ContainsFunc(c.Kinds, func(k tearsheet.ChangeKind) bool { return slices.Contains(toldKinds, k) })
}
