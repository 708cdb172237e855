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
	// Add keeps the prints of an article of a source with its place in time;
	// adding them again changes nothing.
	Add(ctx context.Context, id tearsheet.ArticleID, source tearsheet.SourceID, at time.Time, prints []uint64) error
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
	// ReuseOf gives what is known of an article: the rows in which it is the copy
	// and those in which it is the origin.
	ReuseOf(ctx context.Context, id tearsheet.ArticleID) ([]tearsheet.Reuse, error)
	// Alike gives at most so many articles of a source, published or first seen
	// in [since, until], that hold most of the words; the order is free.
	Alike(ctx context.Context, source tearsheet.SourceID, words []string, since, until time.Time, most int) ([]tearsheet.ArticleID, error)
}

// Index is what finding copies needs to know of all articles. It may be used by
// many at once as far as its parts may.
type Index struct {
	Prints  Prints
	Archive Archive
	Names   *Names
	Words   *Frequencies

	recent *recent
}

// NewIndex gives an index with empty lists in memory beside an archive.
func NewIndex(archive Archive) *Index {
	return &Index{Prints: NewMemory(), Archive: archive, Names: NewNames(), Words: NewFrequencies(), recent: newRecent()}
}

// Learn adds an article to the index. It may come before or after Reuse of the
// same article.
func (x *Index) Learn(ctx context.Context, item tearsheet.Item) error {
	_, err := x.Enter(ctx, item)
	return err
}

// Entry is an article that the index has learnt.
type Entry struct {
	x      *Index
	piece  *piece
	prints []uint64
}

// Enter learns an article that will be asked about. Of two that are entered at
// once, at least the one that is asked about after both were entered finds the
// other.
func (x *Index) Enter(ctx context.Context, item tearsheet.Item) (*Entry, error) {
	p := newPiece(&item, nil)
	prints := p.prints()
	if err := x.Prints.Add(ctx, item.Article.ID, item.Article.Source, timeOf(&item), prints); err != nil {
		return nil, fmt.Errorf("keep the prints of %s: %w", item.Article.ID, err)
	}
	x.know(p)
	x.recent.put(p)
	return &Entry{x, p, prints}, nil
}

// Prints gives what was learnt, for a store that keeps it: the prints of the
// words and one for each block.
func (e *Entry) Prints() tearsheet.Prints {
	item := e.piece.item
	return tearsheet.Prints{Article: item.Article.ID, Source: item.Article.Source, Place: timeOf(item), Number: item.Revision.Number, Prints: e.prints, By: PrintsBy}
}

// Recall adds prints that Enter once gave.
func (x *Index) Recall(ctx context.Context, p tearsheet.Prints) error {
	return x.Prints.Add(ctx, p.Article, p.Source, p.Place, p.Prints)
}

// Know adds what an article tells beyond its prints: how its publisher is
// called and how frequent words are. The latter is an estimate: some articles of
// each source are enough for it.
func (x *Index) Know(item tearsheet.Item) { x.know(newPiece(&item, nil)) }

func (x *Index) know(p *piece) {
	x.Names.Add(p.item.Article.Source, p.item.Source.Name, p.item.Revision.Site)
	x.Words.add(p)
}

// Fingerprints gives the prints of an article that is not learnt.
func Fingerprints(item tearsheet.Item) tearsheet.Prints {
	p := newPiece(&item, nil)
	return (&Entry{piece: p, prints: p.prints()}).Prints()
}

func (p *piece) prints() []uint64 { return once(append(winnow(p.words), p.blockPrints()...)) }

func (p *piece) blockPrints() []uint64 {
	out := make([]uint64, len(p.blocks))
	for i, b := range p.blocks {
		out[i] = b.print
	}
	return out
}

// load reads a candidate; nil: it is not there any more.
func (x *Index) load(ctx context.Context, id tearsheet.ArticleID) (*piece, error) {
	if p := x.recent.get(id); p != nil {
		return p, nil
	}
	item, err := x.Archive.Item(ctx, id)
	if errors.Is(err, tearsheet.ErrNotFound) || errors.Is(err, tearsheet.ErrGone) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read candidate %s: %w", id, err)
	}
	p := newPiece(&item, nil)
	x.recent.put(p)
	return p, nil
}

// LearnFurniture adds only what a source repeats of an article, so that an
// archive that is read for the first time is judged as if it had been known.
func (x *Index) LearnFurniture(ctx context.Context, item tearsheet.Item) error {
	p := newPiece(&item, nil)
	if err := x.Prints.Add(ctx, item.Article.ID, item.Article.Source, timeOf(&item), p.blockPrints()); err != nil {
		return fmt.Errorf("keep the blocks of %s: %w", item.Article.ID, err)
	}
	return nil
}
