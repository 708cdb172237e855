package sqlite_test

import (
	"errors"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/storetest"
)

func TestCapturesAreGivenInTheOrderOfTheirRevisions(t *testing.T) {
	db := newBench(t).db
	second := storetest.Keeping("a.example", 1, "again")
	second.Revision.Seen, second.Capture.At = storetest.Noon.Add(time.Hour), storetest.Noon.Add(time.Hour)
	keepings := []tearsheet.Keeping{storetest.Keeping("a.example", 1, "one"), storetest.Keeping("b.example", 2, "two"), second}
	for _, k := range keepings {
		if _, err := db.KeepRevision(t.Context(), k); err != nil {
			t.Fatal(err)
		}
	}
	given := func(id tearsheet.ArticleID, since time.Time) (all []string) {
		err := db.EachCapture(t.Context(), id, since, func(a tearsheet.Article, r tearsheet.Revision, c tearsheet.Capture) error {
			if a.ID != r.Article || c.ID != r.Capture || c.Header.Get("X-Two") != "a" || !c.At.Equal(r.Seen) {
				t.Errorf("article %s, revision %+v, capture %d %v", a.ID, r, c.ID, c.Header)
			}
			all = append(all, string(a.Source)+" "+string(c.Body))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if all := given("", time.Time{}); len(all) != 3 || all[0] != "a.example <html><h1>one</h1></html>" || all[1] != "b.example <html><h1>two</h1></html>" || all[2] != "a.example <html><h1>again</h1></html>" {
		t.Errorf("all: %q", all)
	}
	if one := given(keepings[0].Article.ID, time.Time{}); len(one) != 2 {
		t.Errorf("of one article: %q", one)
	}
	if late := given("", storetest.Noon.Add(time.Minute)); len(late) != 1 || late[0] != "a.example <html><h1>again</h1></html>" {
		t.Errorf("since: %q", late)
	}
	enough := errors.New("enough")
	if err := db.EachCapture(t.Context(), "", time.Time{}, func(tearsheet.Article, tearsheet.Revision, tearsheet.Capture) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("the callback's error became %v", err)
	}
}

func TestAnAddressKnowsWhenItsArticleWasSeen(t *testing.T) {
	db := newBench(t).db
	k := storetest.Keeping("a.example", 1, "one")
	k.Article.URL = "https://a.example/canonical"
	k.Article.ID = tearsheet.NewArticleID(k.Article.URL)
	if _, err := db.KeepRevision(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]int{k.Article.URL: 1, k.Look.Address: 1, "https://a.example/other": 0} {
		seen, err := db.SeenAt(t.Context(), address)
		if err != nil || len(seen) != want || want == 1 && !seen[0].Equal(storetest.Noon) {
			t.Errorf("%s: %v, %v", address, seen, err)
		}
	}
}
