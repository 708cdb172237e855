// Package storetest answers whether a store keeps its promises: it takes a way
// to open one and gives a failed test for every promise that is broken. Every
// store must pass it.
package storetest

import (
	"context"
	"testing"
	"time"

	"tearsheet"
)

// Store is the union of what the rooms want of a store.
type Store interface {
	AddSource(context.Context, tearsheet.Source) error
	Sources(context.Context) ([]tearsheet.Source, error)
	Source(context.Context, tearsheet.SourceID) (tearsheet.Source, error)
	SetRights(context.Context, tearsheet.SourceID, tearsheet.Rights) error
	SetName(context.Context, tearsheet.SourceID, string) error
	SetFollowing(ctx context.Context, id tearsheet.SourceID, f tearsheet.Following, minimum int, a tearsheet.Archive) error
	SourceFigures(context.Context, tearsheet.SourceID) (tearsheet.SourceFigures, error)

	AddFeed(context.Context, tearsheet.Feed) (tearsheet.Feed, bool, error)
	Feed(context.Context, tearsheet.FeedID) (tearsheet.Feed, error)
	Feeds(context.Context, tearsheet.SourceID) ([]tearsheet.Feed, error)
	DueFeeds(ctx context.Context, now time.Time, except []string, limit int) ([]tearsheet.Feed, error)
	RefreshFeeds(ctx context.Context, now time.Time) (int, error)
	KeepListing(context.Context, tearsheet.Feed, []tearsheet.Look, []tearsheet.Drop) error
	Drops(context.Context, tearsheet.FeedID, int) ([]tearsheet.Drop, error)

	Known(context.Context, []string) (map[string]tearsheet.Look, error)
	DueLooks(ctx context.Context, now time.Time, except []string, perHost, limit int) ([]tearsheet.Look, error)
	KeepLook(context.Context, tearsheet.Look, *tearsheet.Drop) error
	MarkGone(context.Context, tearsheet.Look, time.Time) error
	NextDue(context.Context) (time.Time, error)
	DueAt(ctx context.Context, host string, until time.Time, limit int) (int, error)
	Recall(ctx context.Context, now time.Time, beyond, by time.Duration) (int64, error)

	Repeated(ctx context.Context, article tearsheet.ArticleID, keys []int64, at time.Time) (map[int64]bool, error)
	Furniture(ctx context.Context, source tearsheet.SourceID, limit int) ([]tearsheet.Furniture, error)
	ChangeRate(ctx context.Context, source tearsheet.SourceID, since, now time.Time) (tearsheet.ChangeRate, error)

	KeepRevision(context.Context, tearsheet.Keeping) (tearsheet.Kept, error)
	Item(context.Context, tearsheet.ArticleID) (tearsheet.Item, error)
	Items(context.Context, tearsheet.Selection) ([]tearsheet.Item, tearsheet.Cursor, error)
	Revision(context.Context, tearsheet.ArticleID, int) (tearsheet.Revision, error)
	Revisions(context.Context, tearsheet.ArticleID) ([]tearsheet.Revision, error)
	Capture(context.Context, int64) (tearsheet.Capture, error)
	LastNumber(context.Context) (int64, error)

	Index(context.Context, tearsheet.Item) error
	Search(ctx context.Context, query string, limit int, after tearsheet.Cursor) ([]tearsheet.Hit, tearsheet.Cursor, error)
	KeepChange(context.Context, tearsheet.Change) error
	Changes(context.Context, tearsheet.ArticleID) ([]tearsheet.Change, error)
	ListChanges(context.Context, tearsheet.ChangeSelection) ([]tearsheet.Changed, error)

	KeepReuse(ctx context.Context, prints tearsheet.Prints, copies []tearsheet.ArticleID, rows []tearsheet.Reuse) (kept bool, err error)
	EachPrints(context.Context, func(tearsheet.Prints) error) error
	ReuseOf(context.Context, tearsheet.ArticleID) ([]tearsheet.Reuse, error)
	Shares(context.Context, tearsheet.SourceID) ([]tearsheet.RelationCount, error)
	At(context.Context, string) (tearsheet.ArticleID, error)
	Alike(ctx context.Context, source tearsheet.SourceID, words []string, since, until time.Time, most int) ([]tearsheet.ArticleID, error)

	AddSubscription(context.Context, tearsheet.Subscription) error
	EndSubscription(ctx context.Context, feed tearsheet.FeedID, now time.Time) error
	Subscription(ctx context.Context, callback string) (tearsheet.Subscription, error)
	SubscriptionOf(context.Context, tearsheet.FeedID) (tearsheet.Subscription, error)
	DueSubscriptions(ctx context.Context, now time.Time, limit int) ([]tearsheet.Subscription, error)
	ChangeSubscription(ctx context.Context, callback string, change func(*tearsheet.Subscription) (keep bool, err error)) error
	Ping(ctx context.Context, callback string, at time.Time) error

	KeepAlerts(context.Context, []tearsheet.Alert) error
	MoveAlert(context.Context, tearsheet.Alert) error
	DueAlerts(ctx context.Context, now time.Time, limit int, except ...string) ([]tearsheet.Alert, error)

	Add(context.Context, ...tearsheet.Job) error
	Work(ctx context.Context, workers int, do func(context.Context, tearsheet.Job) error) error
	WorkApart(ctx context.Context, kind string, workers int, do func(context.Context, tearsheet.Job) error) error
	Waits(ctx context.Context, kind string) (bool, error)
	QueueDepth(context.Context) (tearsheet.QueueDepth, error)
	Redo(ctx context.Context, kind string) (int, error)

	Stats(ctx context.Context, now time.Time) (tearsheet.Stats, error)
	Check(context.Context) ([]tearsheet.Finding, error)
	Close() error
}

// Bench opens the store of one test. Reopen closes it and opens it again on
// what it has kept.
type Bench interface {
	Store() Store
	Reopen() Store
}

// promise is one of the things that every store must do.
type promise struct {
	name string
	keep func(*testing.T, Bench)
}

// Run holds a store to every promise, each on a store that open gives empty.
func Run(t *testing.T, open func(*testing.T) Bench) {
	for _, list := range [][]promise{feedPromises, lookPromises, followPromises, articlePromises, listPromises, searchPromises, changePromises, copyPromises,
		queuePromises, tellingPromises} {
		for _, p := range list {
			t.Run(p.name, func(t *testing.T) {
				b := open(t)
				p.keep(t, b)
				sound(t, b.Store())
			})
		}
	}
}

// sound fails the test when the store's own check finds something.
func sound(t *testing.T, s Store) {
	t.Helper()
	found, err := s.Check(t.Context())
	must(t, err)
	for _, f := range found {
		if f.Kind != "index" { // most promises are about articles that nobody indexes
			t.Errorf("check afterwards: %v", f)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
