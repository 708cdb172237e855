// Package group answers who else has an article: it takes one article and an
// index of all others and gives what it has of them, each with passages, counts
// and the evidence for who was first.
package group

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tearsheet"
)

// The algorithms with their versions. Prints of different versions are never
// equal; what was said by another version of the rest stands until it is said anew.
const (
	By       = "tearsheet-reuse@1"
	PrintsBy = "tearsheet-prints@1"
)

// Limits of the work for one article.
const (
	mostCandidates = 24 // by shared prints
	mostAlike      = 24 // of each credited source
	mostCredited   = 6  // sources
	creditWindow   = 30 * 24 * time.Hour
)

// Reuse gives what an article has of others in the index, and what others that
// came before it have of it: then Copy is the other one, and the rows of that
// Copy are all its rows. Each row takes the place of what was known of its
// Copy. No row: nothing is claimed.
func Reuse(ctx context.Context, article tearsheet.Item, x *Index) ([]tearsheet.Reuse, error) {
	found, err := Find(ctx, article, x)
	return found.Rows, err
}

// Find gives what Reuse gives, and whose rows they are.
func Find(ctx context.Context, article tearsheet.Item, x *Index) (Found, error) {
	return (&Entry{x: x, piece: newPiece(&article, nil)}).Reuse(ctx, nil)
}

// Found is what was found about the articles in Copies: Rows holds all rows of
// each of them, which may be none.
type Found struct {
	Copies []tearsheet.ArticleID
	Rows   []tearsheet.Reuse
}

// Reuse gives what the article has of others, and anew all rows of those that
// came later and have words of it. The copies are those that were known to have
// words of an earlier revision: they may have none of this one.
func (e *Entry) Reuse(ctx context.Context, copies []tearsheet.ArticleID) (Found, error) {
	id := e.piece.item.Article.ID
	s := newSearch(e.x, e.piece)
	rows, err := s.rows(ctx)
	if err != nil {
		return Found{}, fmt.Errorf("find what %s has of others: %w", id, err)
	}
	found, origins := Found{Copies: []tearsheet.ArticleID{id}, Rows: rows}, append(s.origins(), e.piece)
	if err := s.spread(ctx); err != nil {
		return Found{}, fmt.Errorf("find what others have of %s: %w", id, err)
	}
	known, err := e.x.loadAll(ctx, e.piece, copies)
	if err != nil {
		return Found{}, fmt.Errorf("find what others have of %s: %w", id, err)
	}
	for _, o := range append(s.later, known...) {
		if slices.Contains(found.Copies, o.item.Article.ID) {
			continue
		}
		theirs, err := newSearch(e.x, o).rows(ctx, origins...)
		if err != nil {
			return Found{}, fmt.Errorf("find what %s has of others: %w", o.item.Article.ID, err)
		}
		found.Copies, found.Rows = append(found.Copies, o.item.Article.ID), append(found.Rows, theirs...)
	}
	return found, nil
}

// found is a claim in the making.
type found struct {
	overlap  *overlap
	credit   credit
	verdict  verdict
	relation tearsheet.Relation
}

func (f *found) row() tearsheet.Reuse { return f.overlap.row(f.relation, f.verdict) }

func (v *overlap) row(r tearsheet.Relation, d verdict) tearsheet.Reuse {
	c, o := v.copy.item, v.origin.item
	row := tearsheet.Reuse{
		Copy: c.Article.ID, Of: o.Article.ID, Relation: r,
		WordsSame: v.same, WordsCopy: len(v.copy.words), WordsOrigin: len(v.origin.words), Quoted: v.quoted,
		Passages: v.passages(), Headline: headlines(c.Revision.Headline, o.Revision.Headline),
		First: tearsheet.FirstUnclear, Reason: d.reason(), By: By,
	}
	switch {
	case d.first > 0:
		row.First = tearsheet.FirstOrigin
	case d.first < 0:
		row.First = tearsheet.FirstCopy
	}
	return row
}
