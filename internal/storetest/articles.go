package storetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"tearsheet"
)

var articlePromises = []promise{
	{"an article comes back whole after reopening", articleWhole},
	{"the same words make no revision and no job", sameWords},
	{"other words make a revision and the old one stays", otherWords},
	{"what the feed says never takes the place of the page", feedNeverPage},
	{"two addresses that name one article are one article", oneArticle},
	{"what is refused leaves no trace", refused},
	{"what is absent is not found", absent},
	{"a change is kept once for two revisions", changes},
	{"a source's figures are those of its articles", figures},
}

func articleWhole(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	k := Keeping("a.example", 1, "wörds")
	k.Article.FoundIn = f.ID
	k.Revision.Modified = tearsheet.StatedTime{Time: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), Precision: tearsheet.Day}
	k.Revision.Published = tearsheet.Stated(time.Date(2026, 11, 24, 9, 0, 0, 0, time.FixedZone("", 2*3600)))
	kept := keep(t, s, k)
	equal(t, "kept", kept, tearsheet.Kept{Article: k.Article.ID, Number: 1, Fresh: true, First: true})

	it, err := b.Reopen().Item(ctx, kept.Article)
	must(t, err)
	a := k.Article
	a.Number, a.Revisions = 1, 1
	equal(t, "article", it.Article, a)
	equal(t, "source", it.Source.ID, "a.example")
	r := k.Revision
	r.Article, r.Number, r.Capture = kept.Article, 1, it.Revision.Capture
	equal(t, "published", it.Revision.Published.String(), "2026-11-24T09:00:00+02:00")
	equal(t, "modified", it.Revision.Modified.String(), "2026-11-24")
	it.Revision.Published, it.Revision.Modified = r.Published, r.Modified
	if !reflect.DeepEqual(it.Revision, r) {
		t.Errorf("revision: got %+v\nwant %+v", it.Revision, r)
	}
	c, err := b.Store().Capture(ctx, it.Revision.Capture)
	must(t, err)
	k.Capture.ID = it.Revision.Capture
	if !reflect.DeepEqual(c, *k.Capture) {
		t.Errorf("capture: got %+v\nwant %+v", c, *k.Capture)
	}
	last, err := b.Store().LastNumber(ctx)
	must(t, err)
	equal(t, "last number", last, 1)
}

func sameWords(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	k := Keeping("a.example", 1, "words")
	k.Next = []string{"index"}
	keep(t, s, k)
	k.Revision.Seen, k.Article.LastSeen = Noon.Add(time.Hour), Noon.Add(time.Hour)
	k.Article.FirstSeen = Noon.Add(time.Hour)
	k.Revision.Site, k.Revision.Images = "Other noise", nil
	k.Look.Due, k.Look.ETag = Noon.Add(2*time.Hour), `"b"`
	equal(t, "kept", keep(t, s, k), tearsheet.Kept{Article: k.Article.ID, Number: 1})
	it, err := s.Item(ctx, k.Article.ID)
	must(t, err)
	equal(t, "last seen", it.Article.LastSeen, Noon.Add(time.Hour))
	equal(t, "first seen", it.Article.FirstSeen, Noon)
	equal(t, "seen", it.Revision.Seen, Noon)
	equal(t, "revisions", it.Article.Revisions, 1)
	known, err := s.Known(ctx, []string{k.Look.Address})
	must(t, err)
	equal(t, "validator", known[k.Look.Address].ETag, `"b"`)
	equal(t, "due", known[k.Look.Address].Due, Noon.Add(2*time.Hour))
	depth, err := s.QueueDepth(ctx)
	must(t, err)
	equal(t, "jobs", depth, tearsheet.QueueDepth{Ready: 1})
}

func otherWords(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	first := Keeping("a.example", 1, "first")
	keep(t, s, first)
	second := Keeping("a.example", 1, "second")
	second.Revision.Seen, second.Article.LastSeen = Noon.Add(time.Hour), Noon.Add(time.Hour)
	equal(t, "kept", keep(t, s, second), tearsheet.Kept{Article: first.Article.ID, Number: 2, Fresh: true})
	list, err := b.Reopen().Revisions(ctx, first.Article.ID)
	must(t, err)
	if len(list) != 2 {
		t.Fatalf("%d revisions", len(list))
	}
	equal(t, "first", list[0].Text(), first.Revision.Text())
	equal(t, "second", list[1].Text(), second.Revision.Text())
	one, err := b.Store().Revision(ctx, first.Article.ID, 1)
	must(t, err)
	equal(t, "by number", one.Headline, first.Revision.Headline)
	latest, err := b.Store().Item(ctx, first.Article.ID)
	must(t, err)
	equal(t, "latest", latest.Revision.Headline, second.Revision.Headline)
	equal(t, "revisions", latest.Article.Revisions, 2)
	old, err := b.Store().Capture(ctx, one.Capture)
	must(t, err)
	equal(t, "capture of the first", string(old.Body), string(first.Capture.Body))
}

func feedNeverPage(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	k := Keeping("a.example", 1, "page")
	keep(t, s, k)
	k.Capture, k.Revision.Origin, k.Revision.Trouble, k.Revision.Headline = nil, tearsheet.FromFeed, "503", "Told"
	equal(t, "feed after page", keep(t, s, k).Fresh, false)

	o := Keeping("b.example", 1, "told")
	o.Capture, o.Revision.Origin = nil, tearsheet.FromFeed
	keep(t, s, o)
	it, err := s.Item(ctx, o.Article.ID)
	must(t, err)
	equal(t, "capture", it.Revision.Capture, 0)
	equal(t, "page after feed", keep(t, s, Keeping("b.example", 1, "told")).Fresh, true)
}

func oneArticle(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	a, o := Keeping("a.example", 1, "words"), Keeping("a.example", 2, "words")
	a.Article.URL = "https://a.example/canonical"
	a.Article.ID = tearsheet.NewArticleID(a.Article.URL)
	o.Article.URL, o.Article.ID = a.Article.URL, a.Article.ID
	o.Revision.Published = a.Revision.Published
	keep(t, s, a)
	equal(t, "the second address", keep(t, s, o), tearsheet.Kept{Article: a.Article.ID, Number: 1})

	// An address that led to it is the article, even when a page there names itself.
	self := Keeping("a.example", 2, "words")
	self.Revision.Published = a.Revision.Published
	equal(t, "its address as its own name", keep(t, s, self), tearsheet.Kept{Article: a.Article.ID, Number: 1})

	last, err := b.Reopen().LastNumber(ctx)
	must(t, err)
	equal(t, "articles", last, 1)
	looks, err := b.Store().DueLooks(ctx, Noon.Add(24*time.Hour), nil, 10, 10)
	must(t, err)
	equal(t, "looks that go on", len(looks), 1)
	equal(t, "the look that worked last goes on", looks[0].Address, o.Look.Address)
}

func refused(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	k := Keeping("a.example", 1, "words")
	k.Next = []string{"index"}
	k.Look.Feed = 4711 // no such feed
	if _, err := s.KeepRevision(ctx, k); err == nil {
		t.Fatal("a look of a feed that is not there was kept")
	}
	if _, err := s.Source(ctx, "a.example"); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("its source: got %v, want ErrNotFound", err)
	}
	last, err := s.LastNumber(ctx)
	must(t, err)
	equal(t, "articles", last, 0)
	depth, err := s.QueueDepth(ctx)
	must(t, err)
	equal(t, "jobs", depth, tearsheet.QueueDepth{})
	k.Article.URL = ""
	if _, err := s.KeepRevision(ctx, k); !errors.Is(err, tearsheet.ErrInvalid) {
		t.Errorf("an article without an address: got %v, want ErrInvalid", err)
	}
}

func absent(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	keep(t, s, Keeping("a.example", 1, "words"))
	id := Keeping("a.example", 1, "").Article.ID
	_, item := s.Item(ctx, "none")
	_, revision := s.Revision(ctx, id, 2)
	_, zero := s.Revision(ctx, id, 0)
	_, revisions := s.Revisions(ctx, "none")
	_, capture := s.Capture(ctx, 4711)
	_, figures := s.SourceFigures(ctx, "none")
	change := s.KeepChange(ctx, tearsheet.Change{Article: "none", From: 1, To: 2})
	for what, err := range map[string]error{"item": item, "revision": revision, "revision 0": zero, "revisions": revisions,
		"capture": capture, "figures": figures, "change": change} {
		if !errors.Is(err, tearsheet.ErrNotFound) {
			t.Errorf("%s: got %v, want ErrNotFound", what, err)
		}
	}
}

func changes(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	id := keep(t, s, Keeping("a.example", 1, "one")).Article
	keep(t, s, Keeping("a.example", 1, "two"))
	keep(t, s, Keeping("a.example", 1, "three"))
	c := tearsheet.Change{Article: id, From: 2, To: 3, At: Noon, Headline: true, Edited: 1, Added: 2, Removed: 3, Moved: 4, Summary: "Much.", By: "x@1",
		Kinds: []tearsheet.ChangeKind{tearsheet.KindHeadline, tearsheet.KindFact}, Declared: true, Undisclosed: true, Rung: tearsheet.RungSubstantive,
		Evidence: []tearsheet.ChangeEvidence{{Kind: tearsheet.KindFact, Why: "number", Old: "40", New: "60"}}}
	must(t, s.KeepChange(ctx, c))
	must(t, s.KeepChange(ctx, tearsheet.Change{Article: id, From: 1, To: 2, Summary: "Old."}))
	first := tearsheet.Change{Article: id, From: 1, To: 2, At: Noon, Summary: "New."}
	must(t, s.KeepChange(ctx, first))
	list, err := b.Reopen().Changes(ctx, id)
	must(t, err)
	if !reflect.DeepEqual(list, []tearsheet.Change{first, c}) {
		t.Errorf("changes: got %+v", list)
	}
}

func figures(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	keep(t, s, Keeping("a.example", 1, "one"))
	keep(t, s, Keeping("a.example", 1, "two"))
	blank := Keeping("a.example", 2, "blank")
	blank.Revision.Published, blank.Revision.Byline = tearsheet.StatedTime{}, nil
	blank.Revision.Origin, blank.Capture = tearsheet.FromFeed, nil
	blank.Article.FirstSeen = Noon.Add(time.Hour)
	keep(t, s, blank)
	keep(t, s, Keeping("b.example", 1, "other"))
	got, err := b.Reopen().SourceFigures(ctx, "a.example")
	must(t, err)
	want := tearsheet.SourceFigures{Articles: 2, Revisions: 3, Revised: 1, NoTime: 1, NoByline: 1, FromFeed: 1, First: Noon, Last: Noon.Add(time.Hour), Drops: []tearsheet.DropCount{}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("figures: got %+v\nwant %+v", got, want)
	}
	stats, err := b.Store().Stats(ctx, Noon.Add(3*time.Hour))
	must(t, err)
	equal(t, "articles", stats.Articles, 3)
	equal(t, "revisions", stats.Revisions, 4)
	equal(t, "sources", stats.Sources, 2)
	equal(t, "queue", stats.Queue, 3)
	equal(t, "oldest due", stats.OldestDue, 2*time.Hour)
	if stats.Bytes < 1000 {
		t.Errorf("bytes: got %d", stats.Bytes)
	}
}
