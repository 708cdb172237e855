package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"tearsheet"
)

var listPromises = []promise{
	{"lists are newest first by the stated time but never in the future", listOrder},
	{"a walk by cursor meets every article once while others arrive", listWalk},
	{"a list holds one source, one feed or what is newer than a time", listSelections},
	{"a cursor from elsewhere is invalid", listCursor},
}

func headlines(items []tearsheet.Item) (list []string) {
	for _, it := range items {
		list = append(list, it.Revision.Headline)
	}
	return list
}

func listOrder(t *testing.T, b Bench) {
	s := b.Store()
	for n, published := range map[int]tearsheet.StatedTime{
		1: tearsheet.Stated(Noon.Add(-time.Hour)), 2: {}, 3: tearsheet.Stated(Noon.Add(1e5 * time.Hour)), 4: tearsheet.Stated(Noon.Add(-time.Minute)),
		5: tearsheet.Stated(time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)),
	} {
		k := Keeping("a.example", n, fmt.Sprint(n))
		k.Revision.Published = published
		k.Article.FirstSeen = Noon.Add(-time.Duration(n) * time.Second)
		keep(t, s, k)
	}
	items, next, err := b.Reopen().Items(t.Context(), tearsheet.Selection{})
	must(t, err)
	equal(t, "cursor", next, "")
	if got := headlines(items); !slices.Equal(got, []string{"Headline 2", "Headline 3", "Headline 5", "Headline 4", "Headline 1"}) {
		t.Errorf("order: %v", got)
	}
	if items[0].Revision.Body != nil || items[0].Source.ID != "a.example" || len(items[0].Revision.Byline) != 1 {
		t.Errorf("item: %+v", items[0])
	}
	items, _, err = b.Store().Items(t.Context(), tearsheet.Selection{Bodies: true, Limit: 1})
	must(t, err)
	if len(items) != 1 || items[0].Revision.Text() == "" {
		t.Errorf("with bodies: %+v", items)
	}
}

func listWalk(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	const before = 57
	for n := range before {
		k := Keeping("a.example", n, fmt.Sprint(n))
		k.Revision.Published = tearsheet.Stated(Noon.Add(-time.Duration(n/5) * time.Hour)) // many share a time
		keep(t, s, k)
	}
	seen := map[tearsheet.ArticleID]int{}
	sel := tearsheet.Selection{Limit: 7}
	for page := 0; ; page++ {
		items, next, err := s.Items(ctx, sel)
		must(t, err)
		for _, it := range items {
			seen[it.Article.ID]++
		}
		if next == "" {
			break
		}
		sel.After = next
		keep(t, s, Keeping("a.example", 1000+page, "arrives on top")) // stated long ago as well
		fresh := Keeping("b.example", 2000+page, "arrives on top")
		fresh.Revision.Published = tearsheet.Stated(Noon)
		keep(t, s, fresh)
	}
	for n := range before {
		equal(t, fmt.Sprintf("meetings with article %d", n), seen[Keeping("a.example", n, "").Article.ID], 1)
	}
	for id, n := range seen {
		equal(t, "meetings with "+string(id), n, 1)
	}
}

func listSelections(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	for n := range 6 {
		host := []string{"a.example", "b.example"}[n%2]
		k := Keeping(host, n, fmt.Sprint(n))
		if n < 2 {
			k.Article.FoundIn = f.ID
		}
		keep(t, s, k)
	}
	for want, sel := range map[int]tearsheet.Selection{
		3: {Source: "b.example"}, 2: {Feed: f.ID}, 1: {Feed: f.ID, Source: "b.example"}, 4: {Since: Noon.Add(-3 * time.Minute)}, 0: {Source: "none"},
	} {
		items, next, err := s.Items(ctx, sel)
		must(t, err)
		equal(t, fmt.Sprintf("articles of %+v", sel), len(items), want)
		equal(t, "cursor", next, "")
	}
	items, next, err := s.Items(ctx, tearsheet.Selection{Source: "b.example", Limit: 2})
	must(t, err)
	equal(t, "first page", len(items), 2)
	items, next, err = s.Items(ctx, tearsheet.Selection{Source: "b.example", Limit: 2, After: next})
	must(t, err)
	equal(t, "second page", len(items), 1)
	equal(t, "cursor of the last page", next, "")
}

func listCursor(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	for _, c := range []tearsheet.Cursor{"x", ".", "1", "1.", "'; DROP TABLE article;--", "1.2.3", "-", " 1.1", "01.1", "zzzzzzzzzzzzzzzzzzzz.1"} {
		if _, _, err := s.Items(ctx, tearsheet.Selection{After: c}); !errors.Is(err, tearsheet.ErrInvalid) {
			t.Errorf("cursor %q of a list: got %v, want ErrInvalid", c, err)
		}
		if _, _, err := s.Search(ctx, "word", 1, c); c != "1" && c != "x" && !errors.Is(err, tearsheet.ErrInvalid) {
			t.Errorf("cursor %q of a search: got %v, want ErrInvalid", c, err)
		}
	}
}
