package web

import (
	"context"
	"time"

	"tearsheet"
)

// Store is everything that is read here. Every method gives
// tearsheet.ErrNotFound for what never was, ErrGone for what was withdrawn and
// ErrInvalid for a cursor that it did not hand out; all are safe for
// concurrent use.
type Store interface {
	Articles
	Addresses
	Sources
	Searcher
	Figures
	Copies
	ChangeList
}

// Articles are read as lists, newest first, and one by one.
type Articles interface {
	Items(ctx context.Context, sel tearsheet.Selection) ([]tearsheet.Item, tearsheet.Cursor, error)
	Item(ctx context.Context, id tearsheet.ArticleID) (tearsheet.Item, error)
	Revisions(ctx context.Context, id tearsheet.ArticleID) ([]tearsheet.Revision, error)
	Revision(ctx context.Context, id tearsheet.ArticleID, number int) (tearsheet.Revision, error)
	Changes(ctx context.Context, id tearsheet.ArticleID) ([]tearsheet.Change, error)
	Capture(ctx context.Context, id int64) (tearsheet.Capture, error)
	LastNumber(ctx context.Context) (int64, error)
}

// Sources are the publishers with their feeds and their own record.
type Sources interface {
	Sources(ctx context.Context) ([]tearsheet.Source, error)
	Source(ctx context.Context, id tearsheet.SourceID) (tearsheet.Source, error)
	Feeds(ctx context.Context, id tearsheet.SourceID) ([]tearsheet.Feed, error)
	SourceFigures(ctx context.Context, id tearsheet.SourceID) (tearsheet.SourceFigures, error)
	Drops(ctx context.Context, feed tearsheet.FeedID, limit int) ([]tearsheet.Drop, error)
}

// Searcher finds articles by their words. The query is a reader's: no syntax
// in it may be an error.
type Searcher interface {
	Search(ctx context.Context, query string, limit int, after tearsheet.Cursor) ([]tearsheet.Hit, tearsheet.Cursor, error)
}

// Figures are counts over the whole store.
type Figures interface {
	Stats(ctx context.Context, now time.Time) (tearsheet.Stats, error)
}

// Copies tell whose words an article carries, and who carries its words.
type Copies interface {
	// ReuseOf gives the rows in which the article is the copy, closest first,
	// then those in which it is the origin, oldest first.
	ReuseOf(ctx context.Context, id tearsheet.ArticleID) ([]tearsheet.Reuse, error)
	// Shares counts a source's articles by their closest relation.
	Shares(ctx context.Context, source tearsheet.SourceID) ([]tearsheet.RelationCount, error)
}

// ChangeList is the changes of all articles, newest first.
type ChangeList interface {
	ListChanges(ctx context.Context, sel tearsheet.ChangeSelection) ([]tearsheet.Changed, error)
}
