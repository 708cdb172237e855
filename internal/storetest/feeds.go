package storetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"tearsheet"
)

var feedPromises = []promise{
	{"a source is added once and keeps what it was", sourceOnce},
	{"a feed is added once for an address", feedOnce},
	{"a feed that is gone is asked again when it is added again", feedRevived},
	{"every field of a feed comes back after reopening", feedWhole},
	{"due feeds come in the order of their time without busy hosts and gone feeds", feedsDue},
	{"a source is called as its feeds agree and by its host where they do not", sourceNamed},
	{"the operator's name for a source stays", operatorNames},
	{"rights need a known use and full rights a licence", rights},
	{"a listing is kept whole or not at all", listingWhole},
	{"a feed that moves to the address of another stays where it is", feedMoves},
	{"the same drop again counts up", dropsCount},
}

func sourceOnce(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	must(t, s.AddSource(ctx, Source("a.example")))
	again := Source("a.example")
	again.Name, again.Site = "Other", "https://other.example/"
	must(t, s.AddSource(ctx, again))
	got, err := b.Reopen().Source(ctx, "a.example")
	must(t, err)
	want := tearsheet.Source{ID: "a.example", Name: "a.example", Site: "https://a.example/", Rights: tearsheet.Rights{Use: tearsheet.Excerpt}, Added: Noon}
	equal(t, "source", got, want)
	if _, err := b.Store().Source(ctx, "none.example"); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("an absent source: got %v, want ErrNotFound", err)
	}
	if err := b.Store().AddSource(ctx, tearsheet.Source{}); !errors.Is(err, tearsheet.ErrInvalid) {
		t.Errorf("a source without ID: got %v, want ErrInvalid", err)
	}
	list, err := b.Store().Sources(ctx)
	must(t, err)
	equal(t, "sources", len(list), 1)
}

func feedOnce(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	again, added, err := s.AddFeed(ctx, tearsheet.Feed{Source: "a.example", URL: f.URL, Title: "Other"})
	must(t, err)
	equal(t, "added", added, false)
	equal(t, "feed", again, f)
	f.OldURL, f.URL = f.URL, "https://a.example/moved.xml"
	must(t, s.KeepListing(ctx, f, nil, nil))
	again, added, err = s.AddFeed(ctx, tearsheet.Feed{Source: "a.example", URL: f.OldURL})
	must(t, err)
	equal(t, "added at the address it moved from", added, false)
	equal(t, "feed", again.ID, f.ID)
	if _, _, err := s.AddFeed(ctx, tearsheet.Feed{Source: "none.example", URL: "https://none.example/f"}); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("a feed of no source: got %v, want ErrNotFound", err)
	}
	if _, err := s.Feed(ctx, 4711); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("an absent feed: got %v, want ErrNotFound", err)
	}
}

func feedRevived(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	first := feed(t, s, "a.example")
	gone, old := first, first.URL
	gone.Gone, gone.Failures, gone.Trouble = true, 1, tearsheet.Trouble{Class: tearsheet.Gone, Message: "gone", At: Noon}
	gone.ETag, gone.LastOK, gone.NextCheck = `"x"`, Noon, Noon.AddDate(100, 0, 0)
	for _, at := range []string{old, "https://a.example/moved.xml"} {
		gone.URL, gone.OldURL = at, ""
		if at != old {
			gone.OldURL = old
		}
		must(t, s.KeepListing(ctx, gone, nil, nil))
		got, added, err := s.AddFeed(ctx, tearsheet.Feed{Source: "a.example", URL: old, Title: "Other", NextCheck: Noon.Add(time.Hour)})
		must(t, err)
		equal(t, "added", added, false)
		want := first
		want.LastOK, want.NextCheck = Noon, Noon.Add(time.Hour)
		equal(t, "feed", got, want)
		due, err := b.Reopen().DueFeeds(ctx, Noon.Add(time.Hour), nil, 10)
		must(t, err)
		if !reflect.DeepEqual(due, []tearsheet.Feed{want}) {
			t.Errorf("due: got %+v\nwant %+v", due, want)
		}
		s = b.Store()
	}
}

func feedWhole(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	at := func(n int) time.Time { return Noon.Add(time.Duration(n) * time.Minute) }
	want := tearsheet.Feed{
		ID: f.ID, Source: "a.example", URL: "https://a.example/new.xml", Title: "A", Format: "rss 2.0", Category: "News/World",
		ETag: "W/\"é\x01\"", LastModified: "not a date", NextCheck: at(1), LastCheck: at(2), LastOK: at(3), LastChange: at(4), Interval: 15 * time.Minute,
		PerDay: 1.5, Failures: 3, Trouble: tearsheet.Trouble{Class: tearsheet.DNS, Message: "no such host", At: at(5)}, Gone: true,
		MovedTo: "https://a.example/newer.xml", MovedSince: at(6), MovedTimes: 2, OldURL: "https://a.example/feed.xml",
	}
	must(t, s.KeepListing(ctx, want, nil, nil))
	got, err := b.Reopen().Feed(ctx, f.ID)
	must(t, err)
	equal(t, "feed", got, want)
	list, err := b.Store().Feeds(ctx, "a.example")
	must(t, err)
	if !reflect.DeepEqual(list, []tearsheet.Feed{want}) {
		t.Errorf("feeds of the source: got %+v", list)
	}
	list, err = b.Store().Feeds(ctx, "b.example")
	must(t, err)
	equal(t, "feeds of another source", len(list), 0)
}

func feedsDue(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	later := feed(t, s, "later.example")
	later.NextCheck = Noon.Add(-time.Minute)
	must(t, s.KeepListing(ctx, later, nil, nil))
	gone := feed(t, s, "gone.example")
	gone.Gone, gone.NextCheck = true, Noon.Add(-time.Hour)
	must(t, s.KeepListing(ctx, gone, nil, nil))
	future := feed(t, s, "future.example")
	future.NextCheck = Noon.Add(time.Hour)
	must(t, s.KeepListing(ctx, future, nil, nil))
	feed(t, s, "busy.example")
	first := feed(t, s, "first.example")
	first.NextCheck = Noon.Add(-time.Hour)
	must(t, s.KeepListing(ctx, first, nil, nil))

	due := func(now time.Time, except ...string) (hosts []tearsheet.SourceID) {
		list, err := s.DueFeeds(ctx, now, except, 10)
		must(t, err)
		for _, f := range list {
			hosts = append(hosts, f.Source)
		}
		return hosts
	}
	if got := due(Noon, "busy.example", "x.example"); !reflect.DeepEqual(got, []tearsheet.SourceID{"first.example", "later.example"}) {
		t.Errorf("due: got %v", got)
	}
	n, err := s.RefreshFeeds(ctx, Noon)
	must(t, err)
	equal(t, "refreshed", n, 4)
	equal(t, "due after a refresh", len(due(Noon)), 4)
	equal(t, "the longest due stays first", due(Noon)[0], "first.example")
	next, err := s.NextDue(ctx)
	must(t, err)
	equal(t, "next due", next, first.NextCheck)
}

func sourceNamed(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	name := func() string {
		src, err := s.Source(ctx, "a.example")
		must(t, err)
		return src.Name
	}
	f := feed(t, s, "a.example")
	equal(t, "before any listing", name(), "a.example")
	f.Title = "The Example"
	must(t, s.KeepListing(ctx, f, nil, nil))
	equal(t, "one feed", name(), "The Example")
	g, _, err := s.AddFeed(ctx, tearsheet.Feed{Source: "a.example", URL: "https://a.example/sport.xml", Title: "The Example"})
	must(t, err)
	equal(t, "two that agree", name(), "The Example")
	g.Title = "The Example: Sport"
	must(t, s.KeepListing(ctx, g, nil, nil))
	equal(t, "two that disagree", name(), "a.example")
	g.Title = "The Example"
	must(t, s.KeepListing(ctx, g, nil, nil))
	equal(t, "two that agree again", name(), "The Example")
}

func operatorNames(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	must(t, s.SetName(ctx, "a.example", "Ours"))
	f.Title = "Theirs"
	must(t, s.KeepListing(ctx, f, nil, nil))
	src, err := s.Source(ctx, "a.example")
	must(t, err)
	equal(t, "name", src.Name, "Ours")
	must(t, s.SetName(ctx, "a.example", ""))
	src, err = s.Source(ctx, "a.example")
	must(t, err)
	equal(t, "name left to the feeds again", src.Name, "Theirs")
	if err := s.SetName(ctx, "none.example", "x"); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("name of an absent source: got %v, want ErrNotFound", err)
	}
}

func rights(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	must(t, s.AddSource(ctx, Source("a.example")))
	for _, wrong := range []tearsheet.Rights{{}, {Use: "everything"}, {Use: tearsheet.Full}} {
		if err := s.SetRights(ctx, "a.example", wrong); !errors.Is(err, tearsheet.ErrInvalid) {
			t.Errorf("rights %+v: got %v, want ErrInvalid", wrong, err)
		}
	}
	full := tearsheet.Rights{Use: tearsheet.Full, Licence: "CC BY 4.0"}
	must(t, s.SetRights(ctx, "a.example", full))
	src, err := b.Reopen().Source(ctx, "a.example")
	must(t, err)
	equal(t, "rights", src.Rights, full)
	if err := b.Store().SetRights(ctx, "none.example", full); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("rights of an absent source: got %v, want ErrNotFound", err)
	}
}

func listingWhole(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	bad := Look("a.example", 2)
	bad.Address = ""
	f.Title = "Must not stay"
	err := s.KeepListing(ctx, f, []tearsheet.Look{Look("a.example", 1), bad}, []tearsheet.Drop{{Feed: f.ID, Address: "x", Reason: "no link", At: Noon}})
	if err == nil {
		t.Fatal("a look without an address was kept")
	}
	got, err := s.Feed(ctx, f.ID)
	must(t, err)
	equal(t, "title", got.Title, "")
	known, err := s.Known(ctx, []string{Look("a.example", 1).Address})
	must(t, err)
	equal(t, "looks", len(known), 0)
	drops, err := s.Drops(ctx, f.ID, 10)
	must(t, err)
	equal(t, "drops", len(drops), 0)
}

func feedMoves(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f, g := feed(t, s, "a.example"), feed(t, s, "b.example")
	from := f.URL
	f.OldURL, f.URL, f.Title = f.URL, g.URL, "A"
	must(t, s.KeepListing(ctx, f, nil, nil))
	got, err := s.Feed(ctx, f.ID)
	must(t, err)
	equal(t, "address", got.URL, from)
	equal(t, "old address", got.OldURL, "")
	equal(t, "title", got.Title, "A")
}

func dropsCount(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	d := tearsheet.Drop{Feed: f.ID, Address: "https://a.example/", Reason: "not an article address", At: Noon}
	must(t, s.KeepListing(ctx, f, nil, []tearsheet.Drop{d, {Feed: f.ID, Address: "A title", Reason: "no link", At: Noon.Add(-time.Minute)}}))
	d.At = Noon.Add(time.Hour)
	must(t, s.KeepListing(ctx, f, nil, []tearsheet.Drop{d}))
	drops, err := b.Reopen().Drops(ctx, 0, 10)
	must(t, err)
	d.Times = 2
	if len(drops) != 2 || drops[0] != d {
		t.Errorf("drops: got %+v, want first %+v", drops, d)
	}
	figures, err := b.Store().SourceFigures(ctx, "a.example")
	must(t, err)
	if !reflect.DeepEqual(figures.Drops, []tearsheet.DropCount{{Reason: "no link", Count: 1}, {Reason: "not an article address", Count: 1}}) {
		t.Errorf("drops of the source: got %+v", figures.Drops)
	}
}
