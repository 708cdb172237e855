package pipeline

import (
	"context"
	"fmt"
	"slices"

	"tearsheet"
	"tearsheet/internal/group"
)

// mostRevisions bounds how many earlier revisions of an origin a copy is
// compared with, the latest of them first.
const mostRevisions = 12

// closest gives a copy's row towards the revision of its origin that it is
// closest to. Who took a text and left it alone has not modified it because the
// publisher of the original did so later.
func (l *Line) closest(ctx context.Context, r tearsheet.Reuse) (tearsheet.Reuse, error) {
	if r.Relation == tearsheet.RelationVerbatim || r.Relation == tearsheet.RelationBasedOn {
		return r, nil
	}
	origin, err := l.Store.Item(ctx, r.Of)
	if err != nil || origin.Article.Revisions < 2 {
		return r, err
	}
	c, err := l.Store.Item(ctx, r.Copy)
	if err != nil {
		return r, err
	}
	earlier, err := l.Store.Revisions(ctx, r.Of)
	if err != nil {
		return r, err
	}
	earlier = earlier[:max(0, len(earlier)-1)]
	for _, revision := range slices.Backward(earlier[max(0, len(earlier)-mostRevisions):]) {
		origin.Revision = revision
		o, err := group.Pair(ctx, c, origin)
		if err != nil {
			return r, fmt.Errorf("compare %s with revision %d of %s: %w", r.Copy, revision.Number, r.Of, err)
		}
		if closer(&o, &r) {
			o.Copy, o.Of, o.OfRevision = r.Copy, r.Of, revision.Number
			o.First, o.Reason, o.By = r.First, r.Reason, r.By
			r = o
		}
	}
	return r, nil
}

// closer reports whether a is a closer relation than b, or the same with more
// of the words.
func closer(a, b *tearsheet.Reuse) bool {
	rank := func(r tearsheet.Relation) int { return slices.Index(tearsheet.Relations, r) }
	if a.Relation == "" || rank(a.Relation) != rank(b.Relation) {
		return a.Relation != "" && rank(a.Relation) < rank(b.Relation)
	}
	return a.WordsSame > b.WordsSame
}
