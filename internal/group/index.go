package group

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tearsheet"
)

// Prints is the index of fingerprints. It is asked by many at once.
type Prints interface {
	// Add keeps the prints of an article of a source; adding them again changes
	// nothing.
	Add(ctx context.Context, id tearsheet.ArticleID, source tearsheet.SourceID, prints []uint64) error
	// Candidates gives at most so many articles of other sources that share
	// prints, those that share most first.
	Candidates(ctx context.Context, id tearsheet.ArticleID, source tearsheet.SourceID, prints []uint64, most int) ([]Candidate, error)
	// Repeated says of each print whether three or more articles of the source
	// have it.
	Repeated(ctx context.Context, source tearsheet.SourceID, prints []uint64) ([]bool, error)
}

// Candidate is an article that shares so many prints.
type Candidate struct {
	Article tearsheet.ArticleID
	Prints  int
}

// Archive gives the articles that are kept, each with its latest revision. An
// article that is not there any more is tearsheet.ErrNotFound.
type Archive interface {
	Item(ctx context.Context, id tearsheet.ArticleID) (tearsheet.Item, error)
	// At gives the article at a normal address.
	At(ctx context.Context, address string) (tearsheet.ArticleID, error)
	// Alike gives at most so many articles of a source, published or first seen
	// in [since, until], that hold most of the words; the order is free.
	Alike(ctx context.Context, source tearsheet.SourceID, words []string, since, until time.Time, most int) ([]tearsheet.ArticleID, error)
}

// Index is what finding copies needs to know of all articles.
type Index struct {
	Prints  Prints
	Archive Archive
	Names   *Names
	Words   *Frequencies
}

// NewIndex gives an index with empty lists in memory beside an archive.
func NewIndex(archive Archive) *Index {
	return &Index{Prints: NewMemory(), Archive: archive, Names: NewNames(), Words: NewFrequencies()}
}

// Learn adds an article to the index. It may come before or after Reuse of the
// same article.
func (x *Index) Learn(ctx context.Context, item tearsheet.Item) error {
	p := newPiece(&item, nil)
	if err := x.Prints.Add(ctx, item.Article.ID, item.Article.Source, p.prints()); err != nil {
		return fmt.Errorf("keep the prints of %s: %w", item.Article.ID, err)
	}
	x.Names.Add(item.Article.Source, item.Source.Name, item.Revision.Site)
	x.Words.add(p)
	return nil
}

// Fingerprints gives what Learn hands to Prints, for a store that keeps it:
// the prints of the words and one for each block.
func Fingerprints(item tearsheet.Item) []uint64 { return newPiece(&item, nil).prints() }

func (p *piece) prints() []uint64 { return append(winnow(p.words), p.blockPrints()...) }

func (p *piece) blockPrints() []uint64 {
	out := make([]uint64, len(p.blocks))
	for i, b := range p.blocks {
		out[i] = b.print
	}
	return out
}

// load reads a candidate; nil: it is not there any more.
func (x *Index) load(ctx context.Context, id tearsheet.ArticleID) (*piece, error) {
	item, err := x.Archive.Item(ctx, id)
	if errors.Is(err, tearsheet.ErrNotFound) || errors.Is(err, tearsheet.ErrGone) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read candidate %s: %w", id, err)
	}
	return newPiece(&item, nil), nil
}

// LearnFurniture adds only what a source repeats of an article, so that an
// archive that is read for the first time is judged as if it had been known.
func (x *Index) LearnFurniture(ctx context.Context, item tearsheet.Item) error {
	p := newPiece(&item, nil)
	if err := x.Prints.Add(ctx, item.Article.ID, item.Article.Source, p.blockPrints()); err != nil {
		return fmt.Errorf("keep the blocks of %s: %w", item.Article.ID, err)
	}
	return nil
}
