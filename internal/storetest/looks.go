package storetest

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"tearsheet"
)

var lookPromises = []promise{
	{"every field of a look comes back with its entry", lookWhole},
	{"a known look gets the new entry and keeps its validators", lookAgain},
	{"known finds a look by its address and by that of its article", knownByAlias},
	{"a host with very many due looks does not hide the others", looksFair},
	{"a look goes on as it was kept and zero means never", lookGoesOn},
	{"fresh words are looked at sooner than the same ones, and what is served again was seen", freshWordsAreFollowedCloser},
	{"a feed that tells something new while a page is fetched is not forgotten", toldMeanwhile},
	{"an article that is gone keeps its words", gone},
}

// due gives the looks that are due, two for a host.
func due(t *testing.T, s Store, now time.Time, except ...string) []tearsheet.Look {
	t.Helper()
	list, err := s.DueLooks(t.Context(), now, except, 2, 100)
	must(t, err)
	return list
}

func lookWhole(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	want := Look("a.example", 1)
	want.Feed, want.Tries, want.ETag, want.LastModified = f.ID, 2, `"tag"`, "yesterday"
	want.Trouble = tearsheet.Trouble{Class: tearsheet.Timeout, Message: "too slow", At: Noon}
	want.Doubt = tearsheet.Doubt{Words: sha256.Sum256([]byte("consent")), Since: Noon.Add(-2 * time.Minute)}
	want.PageDigest, want.LastChange = sha256.Sum256([]byte("page")), Noon.Add(-time.Hour)
	want.Entry.Authors = []tearsheet.Person{{Name: "Ada"}}
	want.Entry.Enclosures = []tearsheet.Enclosure{{URL: "https://a.example/a.mp3", Type: "audio/mpeg", Length: 7}}
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{want}, nil))
	got := due(t, b.Reopen(), Noon)
	if len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	equal(t, "due a moment before", len(due(t, b.Store(), Noon.Add(-time.Microsecond))), 0)
}

func lookAgain(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	k := Keeping("a.example", 1, "first")
	kept := keep(t, s, k)
	l := Look("a.example", 1)
	l.Digest, l.Entry.Title, l.Due = sha256.Sum256([]byte("new")), "Told anew", Noon
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{l}, nil))
	got := due(t, s, Noon)
	if len(got) != 1 {
		t.Fatalf("%d looks are due", len(got))
	}
	equal(t, "title", got[0].Entry.Title, "Told anew")
	equal(t, "digest", got[0].Digest, l.Digest)
	equal(t, "article", got[0].Article, kept.Article)
	equal(t, "validator", got[0].ETag, k.Look.ETag)
	equal(t, "page digest", got[0].PageDigest, k.Look.PageDigest)
}

func knownByAlias(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	look := Look("a.example", 7)
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{look}, nil))
	k := Keeping("a.example", 7, "words")
	k.Article.URL = "https://a.example/canonical"
	k.Article.ID = tearsheet.NewArticleID(k.Article.URL)
	kept := keep(t, s, k)

	ask := []string{"https://a.example/none", k.Article.URL, look.Address}
	for i := range 150 { // more than fit into one question
		ask = append(ask, fmt.Sprintf("https://b.example/%d", i))
	}
	known, err := b.Reopen().Known(ctx, ask)
	must(t, err)
	equal(t, "known", len(known), 2)
	for _, a := range ask[1:3] {
		equal(t, "article of "+a, known[a].Article, kept.Article)
		equal(t, "look of "+a, known[a].Address, look.Address)
		equal(t, "digest of "+a, known[a].Digest, look.Digest)
		equal(t, "when it was served last", known[a].Served.IsZero(), false)
	}
	again := known[look.Address] // without its entry
	again.Due = Noon
	must(t, b.Store().KeepListing(ctx, f, []tearsheet.Look{again}, nil))
	due, err := b.Store().DueLooks(ctx, Noon, nil, 10, 10)
	must(t, err)
	if len(due) != 1 || due[0].Entry.Title != look.Entry.Title {
		t.Errorf("a look that is only due again lost what its feed had told: %+v", due)
	}
	none, err := b.Store().Known(ctx, nil)
	must(t, err)
	equal(t, "of nothing", len(none), 0)

	// Another feed lists the canonical address: that is the look we have.
	other := Look("a.example", 8)
	other.Address = k.Article.URL
	must(t, b.Store().KeepListing(ctx, f, []tearsheet.Look{other}, nil))
	known, err = b.Store().Known(ctx, []string{k.Article.URL})
	must(t, err)
	equal(t, "look after another feed listed the article", known[k.Article.URL].Address, look.Address)
	equal(t, "digest after another feed listed the article", known[k.Article.URL].Digest, other.Digest)
}

func looksFair(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	for host, n := range map[string]int{"a.example": 3000, "m.example": 1, "z.example": 3} {
		f := feed(t, s, host)
		var looks []tearsheet.Look
		for i := range n {
			l := Look(host, i)
			l.Due = Noon.Add(-time.Duration(i) * time.Second)
			looks = append(looks, l)
		}
		must(t, s.KeepListing(ctx, f, looks, nil))
	}
	count := func(list []tearsheet.Look) map[string]int {
		m := map[string]int{}
		for _, l := range list {
			m[l.Host]++
		}
		return m
	}
	if got := count(due(t, s, Noon)); !reflect.DeepEqual(got, map[string]int{"a.example": 2, "m.example": 1, "z.example": 2}) {
		t.Errorf("due by host: %v", got)
	}
	if got := count(due(t, s, Noon, "a.example", "q.example")); !reflect.DeepEqual(got, map[string]int{"m.example": 1, "z.example": 2}) {
		t.Errorf("due beside a busy host: %v", got)
	}
	got, err := s.DueLooks(ctx, Noon, nil, 2, 3)
	must(t, err)
	if len(got) != 3 || got[0].Address != Look("a.example", 2999).Address || got[2].Address != Look("z.example", 2).Address {
		t.Errorf("the longest due do not come first: %+v", count(got))
	}
}

func lookGoesOn(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	f.NextCheck = Noon.Add(24 * time.Hour)
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{Look("a.example", 1)}, nil))
	l := due(t, s, Noon)[0]
	l.Due, l.Tries, l.ETag = Noon.Add(time.Hour), 1, `"n"`
	l.Trouble = tearsheet.Trouble{Class: tearsheet.ServerError, Message: "500", At: Noon}
	must(t, s.KeepLook(ctx, l, nil))
	equal(t, "due now", len(due(t, s, Noon)), 0)
	next, err := s.NextDue(ctx)
	must(t, err)
	equal(t, "next due", next, l.Due)
	if got := due(t, s, l.Due); len(got) != 1 || !reflect.DeepEqual(got[0], l) {
		t.Errorf("got %+v\nwant %+v", got, l)
	}
	l.Due = time.Time{}
	must(t, s.KeepLook(ctx, l, &tearsheet.Drop{Feed: f.ID, Address: l.Address, Reason: "gone", At: Noon}))
	equal(t, "due for ever", len(due(t, s, Noon.Add(1e6*time.Hour))), 0)
	next, err = s.NextDue(ctx)
	must(t, err)
	equal(t, "next due", next, f.NextCheck)
	drops, err := s.Drops(ctx, f.ID, 10)
	must(t, err)
	equal(t, "drops", len(drops), 1)
	l.Address = "https://a.example/none"
	if err := s.KeepLook(ctx, l, nil); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("an absent look: got %v, want ErrNotFound", err)
	}
}

func freshWordsAreFollowedCloser(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{Look("a.example", 1)}, nil))
	k := Keeping("a.example", 1, "first words")
	k.Look = due(t, s, Noon)[0]
	k.Look.Due, k.IfFresh = Noon.Add(9*time.Hour), Noon.Add(time.Hour)
	keep(t, s, k)
	got := due(t, s, Noon.Add(time.Hour))
	if len(got) != 1 || !got[0].LastChange.Equal(k.Revision.Seen) {
		t.Fatalf("after fresh words: %+v, want it due in an hour and changed at %v", got, k.Revision.Seen)
	}
	again := k
	again.Look = got[0]
	again.Look.Due, again.Revision.Seen = Noon.Add(9*time.Hour), Noon.Add(2*time.Hour)
	keep(t, s, again)
	equal(t, "due in three hours after the same words", len(due(t, s, Noon.Add(3*time.Hour))), 0)
	got = due(t, s, Noon.Add(9*time.Hour))
	if len(got) != 1 || !got[0].LastChange.Equal(k.Revision.Seen) {
		t.Fatalf("after the same words: %+v", got)
	}
	got[0].Due, got[0].Served = Noon.Add(20*time.Hour), Noon.Add(9*time.Hour)
	must(t, s.KeepLook(ctx, got[0], nil))
	it, err := b.Reopen().Item(ctx, k.Article.ID)
	must(t, err)
	equal(t, "last seen after the page was served again", it.Article.LastSeen.UTC(), Noon.Add(9*time.Hour).UTC())
}

func toldMeanwhile(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{Look("a.example", 1)}, nil))
	fetching := due(t, s, Noon)[0]
	told := Look("a.example", 1)
	told.Digest = sha256.Sum256([]byte("correction"))
	must(t, s.KeepListing(ctx, f, []tearsheet.Look{told}, nil))
	k := Keeping("a.example", 1, "old words")
	k.Look.Digest = fetching.Digest
	keep(t, s, k)
	got := due(t, s, Noon)
	equal(t, "still due", len(got), 1)
	k.Look.Digest = told.Digest
	keep(t, s, k)
	equal(t, "due when the new page was read", len(due(t, s, Noon)), 0)
}

func gone(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	k := Keeping("a.example", 1, "words")
	kept := keep(t, s, k)
	l := k.Look
	l.Due = time.Time{}
	must(t, s.MarkGone(ctx, l, Noon))
	must(t, s.MarkGone(ctx, l, Noon.Add(time.Hour)))
	it, err := b.Reopen().Item(ctx, kept.Article)
	must(t, err)
	equal(t, "gone since", it.Article.Gone, Noon)
	equal(t, "headline", it.Revision.Headline, k.Revision.Headline)
	keep(t, b.Store(), k)
	it, err = b.Store().Item(ctx, kept.Article)
	must(t, err)
	equal(t, "gone when it stands again", it.Article.Gone, time.Time{})
}
