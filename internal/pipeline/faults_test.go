package pipeline

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"tearsheet"
)

// faulty is a world in which single things go wrong.
type faulty struct {
	*world
	feed     tearsheet.Feed
	listings []tearsheet.Feed
	bad      string // the address whose revision cannot be kept
	missing  string // the address that answers 404
	drops    []tearsheet.Drop
}

func (f *faulty) Get(ctx context.Context, r tearsheet.Request) (tearsheet.Capture, error) {
	switch {
	case r.Purpose == tearsheet.ForFeed:
		panic("a feed that breaks the parser")
	case r.URL == f.missing:
		return tearsheet.Capture{}, &tearsheet.Error{Class: tearsheet.NotFound, URL: r.URL, Status: 404, Err: errors.New("the publisher has nothing at this address")}
	}
	return f.world.Get(ctx, r)
}

func (f *faulty) DueFeeds(_ context.Context, now time.Time, _ []string, _ int) ([]tearsheet.Feed, error) {
	if f.feed.URL == "" || f.feed.NextCheck.After(now) {
		return nil, nil
	}
	return []tearsheet.Feed{f.feed}, nil
}

func (f *faulty) KeepListing(_ context.Context, is tearsheet.Feed, _ []tearsheet.Look, _ []tearsheet.Drop) error {
	f.listings = append(f.listings, is)
	f.feed = is
	return nil
}

func (f *faulty) Feed(context.Context, tearsheet.FeedID) (tearsheet.Feed, error) {
	return tearsheet.Feed{ID: 1, Source: "digest.example", URL: "https://digest.example/feed"}, nil
}

func (f *faulty) KeepRevision(ctx context.Context, k tearsheet.Keeping) (tearsheet.Kept, error) {
	if k.Look.Address == f.bad {
		return tearsheet.Kept{}, errors.New("the body of this row cannot be unpacked")
	}
	return f.world.KeepRevision(ctx, k)
}

func (f *faulty) KeepLook(ctx context.Context, k tearsheet.Look, d *tearsheet.Drop) error {
	if d != nil {
		f.drops = append(f.drops, *d)
	}
	return f.world.KeepLook(ctx, k, d)
}

func (f *faulty) line() *Line { return New(Line{Fetch: f, Store: f, Workers: 4}) }

func TestAFeedThatBreaksTheParserIsInTroubleAndTheProgramLives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &faulty{world: newWorld(0), feed: tearsheet.Feed{ID: 1, URL: "https://digest.example/feed"}}
		f.list("a.example", 3)
		summary, err := f.line().Pass(t.Context(), nil)
		if err != nil || summary.Counts["articles new"] != 3 {
			t.Errorf("%v, %v", summary, err)
		}
		if len(f.listings) != 1 || f.listings[0].Trouble.Class != tearsheet.Parse || !f.listings[0].NextCheck.After(time.Now()) {
			t.Errorf("the feed was kept as %+v", f.listings)
		}
	})
}

func TestOneRowThatCannotBeKeptHoldsUpNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &faulty{world: newWorld(0), bad: "https://a.example/1"}
		f.list("a.example", 5)
		summary, err := f.line().Pass(t.Context(), nil)
		if err != nil || summary.Counts["articles new"] != 4 || summary.Counts["pages: internal"] != 1 {
			t.Errorf("%v, %v", summary, err)
		}
		bad := f.looks["https://a.example/1"]
		if bad.Trouble.Class != tearsheet.Internal || !bad.Due.After(time.Now()) {
			t.Errorf("the bad look goes on as %+v", bad)
		}
	})
}

func TestAnothersFeedPutsNoWordsInAPublishersMouth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &faulty{world: newWorld(0), missing: "https://paper.example/0"}
		f.list("paper.example", 1)
		k := f.looks["https://paper.example/0"]
		k.Entry = tearsheet.Entry{Title: "Paper apologises for everything", Summary: "So says the digest."}
		f.looks[k.Address] = k
		summary, err := f.line().Pass(t.Context(), nil)
		if err != nil || summary.Counts["articles new"] != 0 {
			t.Errorf("%v, %v", summary, err)
		}
		if len(f.drops) != 1 || f.drops[0].Reason != "not-found" {
			t.Errorf("drops %+v", f.drops)
		}
	})
}

func TestAPassOverSomeFeedsAsksOnlyThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &faulty{world: newWorld(0), feed: tearsheet.Feed{ID: 1, URL: "https://digest.example/feed"}}
		summary, err := f.line().Pass(t.Context(), []tearsheet.Feed{})
		if err != nil || len(f.listings) != 0 {
			t.Errorf("%v, %v: asked %d feeds", summary, err, len(f.listings))
		}
	})
}
