package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"tearsheet"
)

var copyPromises = []promise{
	{"prints come back in the order of arrival, and articles without any as such", printsKept},
	{"what a copy has of others is replaced as a whole", reuseReplaced},
	{"prints and rows of a superseded revision change nothing", reuseSuperseded},
	{"what cannot be kept of a comparison leaves no trace", reuseRefused},
	{"a source's articles are counted by their closest relation", sharesCounted},
	{"an article is found at any spelling of its addresses", articleAt},
	{"articles of one source are found by their words and time, the most alike first", articlesAlike},
}

// printed makes the prints of an article of which nothing else is known.
func printed(id tearsheet.ArticleID, revision int, prints ...uint64) tearsheet.Prints {
	return tearsheet.Prints{Article: id, Number: revision, Prints: prints, By: "test@1"}
}

func row(c, of tearsheet.ArticleID, r tearsheet.Relation, same int) tearsheet.Reuse {
	return tearsheet.Reuse{Copy: c, Of: of, OfRevision: same % 3, Relation: r, WordsSame: same, WordsCopy: 100, WordsOrigin: 90, Quoted: 3,
		Passages: []tearsheet.Passage{{Copy: [2]int{0, 40}, Origin: [2]int{7, 47}}}, Headline: tearsheet.RelationModified,
		First: tearsheet.FirstOrigin, Credited: tearsheet.CreditNamed, Reason: "it was said", By: "test@1"}
}

// some keeps articles of two sources in turn and gives their IDs.
func some(t *testing.T, s Store, n int) (ids []tearsheet.ArticleID) {
	t.Helper()
	for i := range n {
		k := Keeping([]string{"a.example", "b.example"}[i%2], i, fmt.Sprint(i))
		keep(t, s, k)
		ids = append(ids, k.Article.ID)
	}
	return ids
}

// keepReuse keeps what was found of a latest revision.
func keepReuse(t *testing.T, s Store, prints tearsheet.Prints, copies []tearsheet.ArticleID, rows []tearsheet.Reuse) {
	t.Helper()
	kept, err := s.KeepReuse(t.Context(), prints, copies, rows)
	must(t, err)
	equal(t, "kept", kept, true)
}

func printsKept(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	ids := some(t, s, 4)
	keepReuse(t, s, printed(ids[2], 1, 1<<63|5, 9, 1), nil, nil)
	keepReuse(t, s, printed(ids[0], 1), nil, nil)
	keepReuse(t, s, printed(ids[2], 1, 1<<63|5, 9, 1), nil, nil) // again: nothing doubles
	s = b.Reopen()
	var got []tearsheet.Prints
	must(t, s.EachPrints(ctx, func(p tearsheet.Prints) error {
		slices.Sort(p.Prints)
		got = append(got, p)
		_, err := s.Item(ctx, p.Article) // the store may be asked meanwhile
		return err
	}))
	equal(t, "articles", len(got), len(ids))
	for i, p := range got {
		equal(t, "article", p.Article, ids[i])
		equal(t, "source", p.Source, []tearsheet.SourceID{"a.example", "b.example"}[i%2])
		equal(t, "place in time", p.Place.UTC(), placeOf(t, s, p.Article))
		equal(t, "by", p.By, []string{"test@1", "", "test@1", ""}[i])
		equal(t, "revision", p.Number, []int{1, 0, 1, 0}[i])
	}
	if !slices.Equal(got[2].Prints, []uint64{1, 9, 1<<63 | 5}) || len(got[0].Prints)+len(got[1].Prints) != 0 {
		t.Errorf("prints %v", got)
	}
	stop := errors.New("enough")
	if err := s.EachPrints(ctx, func(tearsheet.Prints) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped with %v", err)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if err := s.EachPrints(gone, func(tearsheet.Prints) error { return nil }); err == nil {
		t.Error("a caller who had left got all prints")
	}
}

// placeOf gives an article's place in time.
func placeOf(t *testing.T, s Store, id tearsheet.ArticleID) time.Time {
	t.Helper()
	item, err := s.Item(t.Context(), id)
	must(t, err)
	return tearsheet.SortTime(&item.Revision, item.Article.FirstSeen).UTC()
}

func reuseReplaced(t *testing.T, b Bench) {
	s := b.Store()
	ids := some(t, s, 6)
	modified, quoted := row(ids[3], ids[0], tearsheet.RelationModified, 60), row(ids[3], ids[2], tearsheet.RelationQuoted, 20)
	excerpt, longer := row(ids[3], ids[4], tearsheet.RelationExcerpt, 50), row(ids[3], ids[5], tearsheet.RelationModified, 61)
	later := row(ids[5], ids[3], tearsheet.RelationBasedOn, 0)
	later.Passages, later.First = []tearsheet.Passage{}, tearsheet.FirstUnclear
	early := row(ids[1], ids[3], tearsheet.RelationVerbatim, 90)
	keepReuse(t, s, printed(ids[3], 1), []tearsheet.ArticleID{ids[3], ids[5], ids[1]}, []tearsheet.Reuse{quoted, later, modified, excerpt, early, longer})
	s = b.Reopen()
	reused(t, s, ids[3], excerpt, longer, modified, quoted, early, later)
	reused(t, s, ids[0], modified)
	keepReuse(t, s, printed(ids[0], 1), []tearsheet.ArticleID{ids[3], ids[0]}, []tearsheet.Reuse{modified})
	reused(t, s, ids[3], modified, early, later)
	keepReuse(t, s, printed(ids[3], 1), []tearsheet.ArticleID{ids[3]}, nil)
	reused(t, s, ids[3], early, later)
	reused(t, s, "nobody")
}

func reused(t *testing.T, s Store, id tearsheet.ArticleID, want ...tearsheet.Reuse) {
	t.Helper()
	got, err := s.ReuseOf(t.Context(), id)
	must(t, err)
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("reuse of %s:\n got %+v\nwant %+v", id, got, want)
	}
}

func reuseSuperseded(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	ids := some(t, s, 2)
	k := Keeping("b.example", 1, "again")
	keep(t, s, k)
	modified := row(ids[1], ids[0], tearsheet.RelationModified, 60)
	keepReuse(t, s, printed(ids[1], 2, 7), []tearsheet.ArticleID{ids[1]}, []tearsheet.Reuse{modified})
	kept, err := s.KeepReuse(ctx, printed(ids[1], 1, 8), []tearsheet.ArticleID{ids[1]}, nil)
	must(t, err)
	equal(t, "kept of revision 1", kept, false)
	reused(t, s, ids[1], modified)
	must(t, s.EachPrints(ctx, func(p tearsheet.Prints) error {
		if p.Article == ids[1] && (p.Number != 2 || !slices.Equal(p.Prints, []uint64{7})) {
			t.Errorf("prints %+v", p)
		}
		return nil
	}))
}

func reuseRefused(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	ids := some(t, s, 2)
	good := row(ids[1], ids[0], tearsheet.RelationModified, 60)
	for _, c := range []struct {
		name   string
		prints tearsheet.Prints
		row    tearsheet.Reuse
		want   error
	}{
		{"prints of an article that is not there", printed("nobody", 1), good, tearsheet.ErrNotFound},
		{"an origin that is not there", printed(ids[1], 1), row(ids[1], "nobody", tearsheet.RelationQuoted, 1), tearsheet.ErrNotFound},
		{"a copy whose rows are not replaced", printed(ids[1], 1), row(ids[0], ids[1], tearsheet.RelationQuoted, 1), tearsheet.ErrInvalid},
		{"an article that is its own copy", printed(ids[1], 1), row(ids[1], ids[1], tearsheet.RelationVerbatim, 1), tearsheet.ErrInvalid},
	} {
		if kept, err := s.KeepReuse(ctx, c.prints, []tearsheet.ArticleID{ids[1]}, []tearsheet.Reuse{good, c.row}); kept || !errors.Is(err, c.want) {
			t.Errorf("%s: kept %v, got %v, want %v", c.name, kept, err, c.want)
		}
		reused(t, s, ids[1])
	}
	must(t, s.EachPrints(ctx, func(p tearsheet.Prints) error {
		equal(t, "by", p.By, "")
		return nil
	}))
}

func sharesCounted(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	ids := some(t, s, 12) // those of b.example have odd numbers
	silent := row(ids[3], ids[0], tearsheet.RelationModified, 50)
	silent.Credited = tearsheet.CreditNone
	for i, rows := range map[int][]tearsheet.Reuse{
		1: {row(ids[1], ids[0], tearsheet.RelationQuoted, 9), row(ids[1], ids[2], tearsheet.RelationVerbatim, 100)},
		3: {silent},
		5: {row(ids[5], ids[0], tearsheet.RelationModified, 50), row(ids[5], ids[2], tearsheet.RelationBasedOn, 0)},
		7: nil, 9: nil, 0: nil, // 11 was never compared
	} {
		keepReuse(t, s, printed(ids[i], 1), []tearsheet.ArticleID{ids[i]}, rows)
	}
	for source, want := range map[tearsheet.SourceID][]tearsheet.RelationCount{
		"b.example": {{Relation: tearsheet.RelationVerbatim, Count: 1, Credited: 1}, {Relation: tearsheet.RelationModified, Count: 2, Credited: 1}, {Count: 2}},
		"a.example": {{Count: 1}},
		"none":      nil,
	} {
		got, err := s.Shares(ctx, source)
		must(t, err)
		if !slices.Equal(got, want) {
			t.Errorf("shares of %s: %v, want %v", source, got, want)
		}
	}
}

func articleAt(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	k := Keeping("a.example", 1, "one")
	k.Look.Address = "https://a.example/short/1"
	keep(t, s, k)
	for _, u := range []string{"https://a.example/articles/1", "https://A.example:443/articles/1?utm_source=x#top", "https://a.example/short/1"} {
		id, err := s.At(ctx, u)
		must(t, err)
		equal(t, u, id, k.Article.ID)
	}
	for _, u := range []string{"https://a.example/articles/2", "", "javascript:void(0)", "\x00"} {
		if id, err := s.At(ctx, u); !errors.Is(err, tearsheet.ErrNotFound) {
			t.Errorf("%q: %q, %v", u, id, err)
		}
	}
}

func articlesAlike(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	id := map[string]tearsheet.ArticleID{}
	for n, words := range []string{"mill river", "mill", "river wheel mill", "council", "wheel mill river"} {
		k := Keeping([]string{"a.example", "b.example"}[n/4], n, words) // the n-th was published n minutes before noon
		kept := keep(t, s, k)
		k.Revision.Number = kept.Number
		must(t, s.Index(ctx, tearsheet.Item{Article: k.Article, Revision: k.Revision}))
		id[words] = k.Article.ID
	}
	ask := []string{"mill", "Rivér", "wheel", "OR", `a"b`, ""}
	for _, c := range []struct {
		since, until time.Time
		most         int
		want         []string
	}{
		{Noon.Add(-time.Hour), Noon, 9, []string{"river wheel mill", "mill river", "mill"}},
		{Noon.Add(-time.Hour), Noon, 1, []string{"river wheel mill"}},
		{Noon.Add(-time.Minute), Noon, 9, []string{"mill river", "mill"}},
		{Noon.Add(-time.Hour), Noon.Add(-time.Minute), 9, []string{"river wheel mill", "mill"}},
		{Noon.Add(time.Minute), Noon.Add(time.Hour), 9, nil},
	} {
		got, err := s.Alike(ctx, "a.example", ask, c.since, c.until, c.most)
		must(t, err)
		var want []tearsheet.ArticleID
		for _, w := range c.want {
			want = append(want, id[w])
		}
		if !slices.Equal(got, want) {
			t.Errorf("from %v to %v: %v, want %v", c.since, c.until, got, want)
		}
	}
	if got, err := s.Alike(ctx, "a.example", nil, Noon.Add(-time.Hour), Noon, 9); err != nil || len(got) != 0 {
		t.Errorf("no words: %v, %v", got, err)
	}
}
