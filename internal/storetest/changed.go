package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"tearsheet"
)

var changePromises = []promise{
	{"changes of all articles are listed newest first, and noise only when asked for", changesListed},
	{"a walk through the changes meets every one once", changesWalked},
	{"a cursor of another list is invalid for changes", changesCursor},
}

// changed keeps two revisions of an article and the change between them.
func changed(t *testing.T, s Store, host string, n int, after time.Duration, kinds ...tearsheet.ChangeKind) tearsheet.Change {
	t.Helper()
	k := Keeping(host, n, "old")
	k.Revision.Declared.Robots = "noarchive"
	keep(t, s, k)
	k.Revision.Headline, k.Revision.Declared.Robots = "Headline new", "nosnippet"
	keep(t, s, k)
	c := tearsheet.Change{Article: k.Article.ID, From: 1, To: 2, At: Noon.Add(after), Headline: true, Summary: "Headline changed.", By: "test@1", Kinds: kinds,
		Rung: tearsheet.RungSubstantive, Evidence: []tearsheet.ChangeEvidence{{Kind: tearsheet.KindHeadline, Why: "headline", Old: "old", New: "new"}}}
	must(t, s.KeepChange(t.Context(), c))
	return c
}

func changesListed(t *testing.T, b Bench) {
	s := b.Store()
	changed(t, s, "a.example", 1, time.Hour, tearsheet.KindHeadline, tearsheet.KindFact)
	changed(t, s, "b.example", 2, 3*time.Hour, tearsheet.KindNoise)
	changed(t, s, "a.example", 3, 2*time.Hour, tearsheet.KindUpdate)
	changed(t, s, "b.example", 4, 4*time.Hour) // between feed and page: of no kind
	secret := changed(t, s, "b.example", 5, 0, tearsheet.KindFact)
	secret.Undisclosed = true
	must(t, s.KeepChange(t.Context(), secret)) // in place of the one before
	told := changed(t, s, "a.example", 6, 5*time.Hour, tearsheet.KindCorrection)
	told.Declared = true
	must(t, s.KeepChange(t.Context(), told))
	s = b.Reopen()
	for _, c := range []struct {
		sel  tearsheet.ChangeSelection
		want []int
	}{
		{tearsheet.ChangeSelection{}, []int{6, 3, 1, 5}},
		{tearsheet.ChangeSelection{Source: "a.example"}, []int{6, 3, 1}},
		{tearsheet.ChangeSelection{Source: "c.example"}, nil},
		{tearsheet.ChangeSelection{Kinds: []tearsheet.ChangeKind{tearsheet.KindFact, tearsheet.KindNoise}}, []int{2, 1, 5}},
		{tearsheet.ChangeSelection{Kinds: []tearsheet.ChangeKind{"hea", "'"}}, nil},
		{tearsheet.ChangeSelection{Undisclosed: true}, []int{5}},
		{tearsheet.ChangeSelection{Declared: true, Source: "a.example"}, []int{6}},
		{tearsheet.ChangeSelection{Since: Noon.Add(time.Hour), Limit: 2}, []int{6, 3}},
		{tearsheet.ChangeSelection{Since: Noon.Add(90 * time.Minute)}, []int{6, 3}},
	} {
		list, err := s.ListChanges(t.Context(), c.sel)
		must(t, err)
		if got := pagesOf(list); !slices.Equal(got, c.want) {
			t.Errorf("%+v: articles %v, want %v", c.sel, got, c.want)
		}
	}
	list, err := s.ListChanges(t.Context(), tearsheet.ChangeSelection{Limit: 1})
	must(t, err)
	c, it := list[0].Change, list[0].Item
	if list[0].Robots != "noarchive, nosnippet" {
		t.Errorf("the two pages asked robots %q", list[0].Robots)
	}
	if c.Article != told.Article || !c.At.Equal(told.At) || !c.Declared || c.Rung != told.Rung || len(c.Evidence) != 1 || c.Summary != told.Summary ||
		it.Article.ID != c.Article || it.Revision.Headline != "Headline new" || it.Revision.Body != nil || it.Source.ID != "a.example" {
		t.Errorf("the change came back as %+v of %+v", c, it)
	}
}

// pagesOf gives the number of each page, as Keeping made it.
func pagesOf(list []tearsheet.Changed) (pages []int) {
	for _, c := range list {
		var n int
		if _, err := fmt.Sscanf(c.Item.Article.URL[len("https://a.example"):], "/articles/%d", &n); err != nil {
			n = -1
		}
		pages = append(pages, n)
	}
	return pages
}

func changesWalked(t *testing.T, b Bench) {
	s := b.Store()
	const all = 23
	for n := range all {
		changed(t, s, "a.example", n, time.Duration(n/5)*time.Minute, tearsheet.KindUpdate) // many share a time
	}
	seen := map[tearsheet.ArticleID]int{}
	for sel := (tearsheet.ChangeSelection{Limit: 4, Source: "a.example"}); ; {
		list, err := s.ListChanges(t.Context(), sel)
		must(t, err)
		if len(list) == 0 {
			break
		}
		for _, c := range list {
			seen[c.Change.Article]++
			sel.After = c.Cursor
		}
	}
	equal(t, "articles met", len(seen), all)
	for id, n := range seen {
		equal(t, "meetings with "+string(id), n, 1)
	}
}

func changesCursor(t *testing.T, b Bench) {
	for _, c := range []tearsheet.Cursor{"x", "1.2", "..", "1.2.3.4", "01.1.1", "1.1.1; --", "zzzzzzzzzzzzzzzzzzzz.1.1"} {
		if _, err := b.Store().ListChanges(t.Context(), tearsheet.ChangeSelection{After: c}); !errors.Is(err, tearsheet.ErrInvalid) {
			t.Errorf("cursor %q: got %v, want ErrInvalid", c, err)
		}
	}
}
