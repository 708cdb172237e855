package group

import (
	"testing"

	"tearsheet"
)

func TestExplainingLeavesTheClaimsAsTheyWere(t *testing.T) {
	const words = "The river rose by two metres on Monday night, and the town closed both of its bridges before the water reached the market and the school by the quay."
	item := func(id tearsheet.ArticleID) *tearsheet.Item {
		return &tearsheet.Item{Article: tearsheet.Article{ID: id, Source: tearsheet.SourceID(id)}, Revision: tearsheet.Revision{Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: words}}}}
	}
	c := newPiece(item("copy"), nil)
	var claims []*found
	for _, id := range []tearsheet.ArticleID{"a", "b", "c"} {
		claims = append(claims, &found{overlap: compare(c, newPiece(item(id), nil)), relation: tearsheet.RelationVerbatim})
	}
	first := explain(c, claims)
	for i, f := range claims {
		if f == nil {
			t.Fatalf("claim %d of three is gone after they were explained", i)
		}
	}
	if again := explain(c, claims); len(first) != 1 || len(again) != 1 || first[0] != again[0] {
		t.Errorf("the same claims are explained by %d and then by %d origins", len(first), len(again))
	}
}
