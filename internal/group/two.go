package group

import (
	"context"
	"fmt"

	"tearsheet"
)

// Pair compares two articles, whoever published them: what has the copy of the
// origin? Its relation is empty where nothing shows that it was taken; the
// counts are given all the same.
func Pair(ctx context.Context, c, o tearsheet.Item) (tearsheet.Reuse, error) {
	x := NewIndex(NewShelf())
	for _, item := range []tearsheet.Item{c, o} {
		if err := x.Learn(ctx, item); err != nil {
			return tearsheet.Reuse{}, fmt.Errorf("compare two articles: %w", err)
		}
	}
	a, b := newPiece(&c, nil), newPiece(&o, nil)
	v := compare(a, b)
	says := creditOf(a, b)
	d := first(a, b, says)
	relation := v.relation(says)
	if relation == "" && says.given() && v.longestRun() < seed {
		relation = tearsheet.RelationBasedOn
	}
	return v.row(relation, d, says), nil
}

func (v *overlap) longestRun() int {
	n := 0
	for _, t := range v.tiles {
		n = max(n, t.n)
	}
	return n
}
