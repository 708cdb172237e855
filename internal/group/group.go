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
	found, err := (&Entry{x: x, piece: newPiece(&article, nil)}).Reuse(ctx, nil)
	return found.Rows, err
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
	rows, later, err := e.x.rows(ctx, e.piece)
	if err != nil {
		return Found{}, fmt.Errorf("find what %s has of others: %w", id, err)
	}
	found := Found{Copies: []tearsheet.ArticleID{id}, Rows: rows}
	known, err := e.x.loadAll(ctx, e.piece, copies)
	if err != nil {
		return Found{}, fmt.Errorf("find what others have of %s: %w", id, err)
	}
	for _, o := range append(later, known...) {
		if slices.Contains(found.Copies, o.item.Article.ID) {
			continue
		}
		theirs, _, err := e.x.rows(ctx, o, e.piece)
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

// rows gives the claims on one article's words, and the articles that came
// later and have words of it. Also are candidates that the index may not know yet.
func (x *Index) rows(ctx context.Context, p *piece, also ...*piece) ([]tearsheet.Reuse, []*piece, error) {
	others, err := x.candidates(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	for _, o := range also {
		others = append(slices.DeleteFunc(others, o.same), o)
	}
	claims, later, err := x.claims(ctx, p, others)
	if err != nil {
		return nil, nil, err
	}
	mentions := x.Names.mentions(p)
	kept := explain(p, claims)
	if open := unexplained(p, mentions, kept); len(open) > 0 {
		credited, err := x.credited(ctx, p, open, others)
		if err != nil {
			return nil, nil, err
		}
		more, laterToo, err := x.claims(ctx, p, credited)
		if err != nil {
			return nil, nil, err
		}
		others, later = append(others, credited...), append(later, laterToo...)
		kept = explain(p, append(claims, more...))
	}
	var rows []tearsheet.Reuse
	for _, f := range kept {
		rows = append(rows, f.row())
	}
	return append(rows, x.retold(p, others, mentions, kept)...), later, nil
}

// same reports whether both are of one article.
func (p *piece) same(o *piece) bool { return p.item.Article.ID == o.item.Article.ID }

// candidates gives the articles of other sources that may be what p was taken
// from or was taken from p: those that share prints and those it links to.
func (x *Index) candidates(ctx context.Context, p *piece) ([]*piece, error) {
	shared, err := x.Prints.Candidates(ctx, p.item.Article.ID, p.item.Article.Source, winnow(p.words), mostCandidates)
	if err != nil {
		return nil, err
	}
	var ids []tearsheet.ArticleID
	for _, c := range shared {
		ids = append(ids, c.Article)
	}
	for _, u := range append(slices.Clone(p.item.Revision.Declared.BasedOn), p.item.Revision.Declared.Canonical) {
		if u == "" {
			continue
		}
		if id, err := x.Archive.At(ctx, u); err == nil {
			ids = append(ids, id)
		}
	}
	return x.loadAll(ctx, p, ids)
}

// credited gives what the named sources wrote on the matter of p before it,
// without those that are known.
func (x *Index) credited(ctx context.Context, p *piece, mentions []mention, known []*piece) ([]*piece, error) {
	var ids []tearsheet.ArticleID
	asked := map[tearsheet.SourceID]bool{}
	until := timeOf(p.item)
	words := x.Words.telling(p, 16)
	for _, m := range mentions {
		if asked[m.source] || len(asked) >= mostCredited {
			continue
		}
		asked[m.source] = true
		alike, err := x.Archive.Alike(ctx, m.source, words, until.Add(-creditWindow), until, mostAlike)
		if err != nil {
			return nil, err
		}
		ids = append(ids, alike...)
	}
	for _, o := range known {
		ids = slices.DeleteFunc(ids, func(id tearsheet.ArticleID) bool { return id == o.item.Article.ID })
	}
	return x.loadAll(ctx, p, ids)
}

// timeOf is the place of an article in time.
func timeOf(item *tearsheet.Item) time.Time {
	if item.Article.FirstSeen.IsZero() {
		return item.Revision.Published.Time
	}
	return tearsheet.SortTime(&item.Revision, item.Article.FirstSeen)
}

func (x *Index) loadAll(ctx context.Context, p *piece, ids []tearsheet.ArticleID) ([]*piece, error) {
	var all []*piece
	seen := map[tearsheet.ArticleID]bool{p.item.Article.ID: true}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		o, err := x.load(ctx, id)
		if err != nil {
			return nil, err
		}
		if o != nil && o.item.Article.Source != p.item.Article.Source {
			all = append(all, o)
		}
	}
	return all, nil
}

// claims compares p with each candidate and names the relation, towards those
// that came before. Those that came after are given apart.
func (x *Index) claims(ctx context.Context, p *piece, others []*piece) (claims []*found, later []*piece, err error) {
	mine, err := x.furniture(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	for _, o := range others {
		theirs, err := x.furniture(ctx, o)
		if err != nil {
			return nil, nil, err
		}
		a, b := stripped(p, o, mine, theirs)
		switch j := x.recent.judged(a, b); {
		case j.later:
			later = append(later, o)
		case j.claim != nil:
			claims = append(claims, j.claim)
		}
	}
	return claims, later, nil
}

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
