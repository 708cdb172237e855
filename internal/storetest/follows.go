package storetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"tearsheet"
)

var followPromises = []promise{
	{"how a source is followed comes back, and nonsense is refused", followingKept},
	{"a reading in doubt comes and goes with its look", doubtKept},
	{"what stands in four articles is furniture of each, and of no other source", furnitureLearnt},
	{"furniture that was learnt is known long after, and not before", furnitureStays},
	{"furniture counts other articles alone", furnitureOfOthers},
	{"looks that a wrong clock put far away are taken back without a burst", looksRecalled},
	{"a clock that was set back makes nothing later", clockSetBack},
	{"substantive changes are counted by the days of the articles", changesCounted},
	{"the visits again that a host has to take are counted", visitsCounted},
}

const day = 24 * time.Hour

func followingKept(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	feed(t, s, "a.example")
	must(t, s.SetFollowing(ctx, "a.example", tearsheet.FollowHeadline, 7, tearsheet.ArchiveDiffOnly))
	got, err := b.Reopen().Source(ctx, "a.example")
	must(t, err)
	equal(t, "follow", got.Follow, tearsheet.FollowHeadline)
	equal(t, "minimum", got.MinimumChange, 7)
	equal(t, "archive", got.Archive, tearsheet.ArchiveDiffOnly)
	s = b.Store()
	for _, err := range []error{
		s.SetFollowing(ctx, "a.example", "often", 0, ""), s.SetFollowing(ctx, "a.example", "", -1, ""), s.SetFollowing(ctx, "a.example", "", 0, "some"),
	} {
		if !errors.Is(err, tearsheet.ErrInvalid) {
			t.Errorf("nonsense: got %v, want ErrInvalid", err)
		}
	}
	if err := s.SetFollowing(ctx, "none.example", "", 0, ""); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("an absent source: got %v, want ErrNotFound", err)
	}
	whole := Source("b.example")
	whole.Follow, whole.MinimumChange, whole.Archive = tearsheet.FollowNever, 3, tearsheet.ArchiveMetadata
	must(t, s.AddSource(ctx, whole))
	got, err = s.Source(ctx, "b.example")
	must(t, err)
	equal(t, "follow of one that was added with it", got.Follow, tearsheet.FollowNever)
}

func doubtKept(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	feed(t, s, "a.example")
	k := Keeping("a.example", 1, "words")
	keep(t, s, k)
	l := k.Look
	l.Due, l.Doubt = Noon, tearsheet.Doubt{Words: [32]byte{1, 2}, Since: Noon}
	must(t, s.KeepLook(ctx, l, nil))
	got := due(t, b.Reopen(), Noon)
	if len(got) != 1 || got[0].Doubt != l.Doubt {
		t.Fatalf("got %+v, want %+v", got, l.Doubt)
	}
	l.Doubt = tearsheet.Doubt{}
	must(t, b.Store().KeepLook(ctx, l, nil))
	equal(t, "doubt when it is settled", due(t, b.Store(), Noon)[0].Doubt, tearsheet.Doubt{})
}

// withBlocks keeps an article n of host with blocks of those keys, seen at.
func withBlocks(t *testing.T, s Store, host string, n int, at time.Time, keys ...int64) tearsheet.ArticleID {
	t.Helper()
	k := Keeping(host, n, fmt.Sprint("words ", n, at))
	k.Revision.Seen = at
	for _, key := range keys {
		k.Blocks = append(k.Blocks, tearsheet.SourceBlock{Key: key, Text: fmt.Sprint("Block ", key)})
	}
	return keep(t, s, k).Article
}

func repeats(t *testing.T, s Store, article tearsheet.ArticleID, key int64, at time.Time) bool {
	t.Helper()
	found, err := s.Repeated(t.Context(), article, []int64{key, key, key + 1000}, at)
	must(t, err)
	if found[key+1000] {
		t.Error("a block that stands nowhere is furniture")
	}
	return found[key]
}

func furnitureLearnt(t *testing.T, b Bench) {
	s, now := b.Store(), time.Now()
	var ids []tearsheet.ArticleID
	for n := range 4 {
		ids = append(ids, withBlocks(t, s, "a.example", n, now.Add(time.Duration(n)*time.Hour), 7, int64(100+n)))
	}
	s = b.Reopen()
	for _, id := range ids {
		if !repeats(t, s, id, 7, now.Add(day)) {
			t.Errorf("not furniture of %s", id)
		}
	}
	equal(t, "what stands in one", repeats(t, s, ids[0], 101, now.Add(day)), false)
	list, err := s.Furniture(t.Context(), "a.example", 10)
	must(t, err)
	if len(list) != 1 || list[0].Text != "Block 7" || !list[0].Last.Equal(now.Add(3*time.Hour).Truncate(time.Microsecond)) {
		t.Errorf("furniture %+v", list)
	}
	list, err = s.Furniture(t.Context(), "b.example", 10)
	must(t, err)
	equal(t, "furniture of another source", len(list), 0)
}

func furnitureStays(t *testing.T, b Bench) {
	s, now := b.Store(), time.Now()
	var id tearsheet.ArticleID
	for n := range 4 {
		id = withBlocks(t, s, "a.example", n, now, 7)
	}
	for n := range 3 {
		withBlocks(t, s, "a.example", 10+n, now.Add(time.Duration(n)*15*day), 9)
	}
	equal(t, "within two weeks", repeats(t, s, id, 7, now.Add(13*day)), true)
	equal(t, "a month later", repeats(t, s, id, 7, now.Add(30*day)), false)
	equal(t, "a month before", repeats(t, s, id, 7, now.Add(-30*day)), false)
	equal(t, "three articles in six weeks", repeats(t, s, id, 9, now.Add(30*day)), false)
}

func furnitureOfOthers(t *testing.T, b Bench) {
	s, now := b.Store(), time.Now()
	var mine tearsheet.ArticleID
	for n := range 6 { // revisions of one article
		mine = withBlocks(t, s, "a.example", 1, now.Add(time.Duration(n)*time.Hour), 7)
	}
	equal(t, "of an article's own revisions", repeats(t, s, mine, 7, now), false)
	withBlocks(t, s, "a.example", 2, now, 7)
	withBlocks(t, s, "a.example", 3, now, 7)
	equal(t, "of two others", repeats(t, s, mine, 7, now), false)
	withBlocks(t, s, "a.example", 4, now, 7)
	equal(t, "of three others", repeats(t, s, mine, 7, now), true)
}

func looksRecalled(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	f.NextCheck = Noon.Add(400 * day)
	var looks []tearsheet.Look
	for n := range 50 {
		l := Look("a.example", n)
		l.Due = Noon.Add(400 * day)
		looks = append(looks, l)
	}
	near, gone, never := Look("a.example", 50), Look("a.example", 51), Look("a.example", 52)
	near.Due, gone.Due, never.Due = Noon.Add(3*day), Noon.Add(30*day), time.Time{}
	gone.Trouble = tearsheet.Trouble{Class: tearsheet.NotFound, Message: "404", At: Noon}
	must(t, s.KeepListing(ctx, f, append(looks, near, gone, never), nil))
	n, err := s.Recall(ctx, Noon, 4*day, 1000*day)
	must(t, err)
	equal(t, "recalled", n, int64(50))
	s = b.Reopen()
	at := func(until time.Time) int {
		list, err := s.DueLooks(ctx, until, nil, 100, 100)
		must(t, err)
		return len(list)
	}
	equal(t, "due within a day", at(Noon.Add(day)), 50)
	if n := at(Noon.Add(2 * time.Hour)); n > 25 {
		t.Errorf("%d of 50 are due within two hours", n)
	}
	equal(t, "due when they were", at(Noon.Add(30*day)), 52)
	feeds, err := s.DueFeeds(ctx, Noon, nil, 10)
	must(t, err)
	equal(t, "feeds due", len(feeds), 1)
}

func clockSetBack(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	soon, later, far := Look("a.example", 1), Look("a.example", 2), Look("a.example", 3)
	soon.Due, later.Due, far.Due = Noon.Add(time.Minute), Noon.Add(5*time.Hour), Noon.Add(72*time.Hour)
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{soon, later, far}, nil))
	_, err := s.Recall(ctx, Noon, 0, 3*time.Hour)
	must(t, err)
	known, err := s.Known(ctx, []string{soon.Address, later.Address, far.Address})
	must(t, err)
	equal(t, "what was due soon", known[soon.Address].Due.After(soon.Due), false)
	equal(t, "what was far", known[far.Address].Due, far.Due.Add(-3*time.Hour))
	if got := known[later.Address].Due; got.After(later.Due) || got.Before(Noon) {
		t.Errorf("due at %v, it was %v", got, later.Due)
	}
}

func changesCounted(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	for n, host := range []string{"a.example", "a.example", "b.example"} {
		k := Keeping(host, n, "first words")
		id := keep(t, s, k).Article
		k.Revision.Headline, k.Revision.Seen = "Other", Noon.Add(time.Hour)
		keep(t, s, k)
		rung := tearsheet.RungSubstantive
		if n == 1 {
			rung = tearsheet.RungCosmetic
		}
		must(t, s.KeepChange(ctx, tearsheet.Change{Article: id, From: 1, To: 2, At: Noon.Add(time.Hour), By: "test", Rung: rung, Words: 3}))
		got, err := s.Changes(ctx, id)
		must(t, err)
		equal(t, "words", got[0].Words, 3)
	}
	s = b.Reopen()
	rate, err := s.ChangeRate(ctx, "a.example", Noon.Add(-day), Noon.Add(10*day))
	must(t, err)
	equal(t, "of one source", rate, tearsheet.ChangeRate{Changes: 1, ArticleDays: 20})
	rate, err = s.ChangeRate(ctx, "", Noon.Add(-day), Noon.Add(100*day))
	must(t, err)
	equal(t, "of all, followed for 30 days", rate, tearsheet.ChangeRate{Changes: 2, ArticleDays: 90})
	rate, err = s.ChangeRate(ctx, "", Noon.Add(day), Noon.Add(10*day))
	must(t, err)
	equal(t, "of none", rate, tearsheet.ChangeRate{})
}

func visitsCounted(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	for n := range 3 {
		k := Keeping("a.example", n, "words")
		k.Look.Due = Noon.Add(time.Duration(n) * time.Hour)
		keep(t, s, k)
	}
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{Look("a.example", 9)}, nil)) // a first visit
	for until, want := range map[time.Duration]int{-time.Minute: 0, 0: 1, time.Hour: 2, 9 * time.Hour: 3} {
		n, err := s.DueAt(ctx, "a.example", Noon.Add(until), 100)
		must(t, err)
		equal(t, "due", n, want)
	}
	n, err := s.DueAt(ctx, "a.example", Noon.Add(9*time.Hour), 2)
	must(t, err)
	equal(t, "due, counted up to two", n, 2)
}
