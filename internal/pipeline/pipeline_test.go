package pipeline

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func TestTheFeedFillsOnlyWhatThePageLeavesOut(t *testing.T) {
	entry := tearsheet.Entry{Title: "Feed title", Published: tearsheet.Stated(time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)), Authors: []tearsheet.Person{{Name: "Ada Moss"}}}
	r := tearsheet.Revision{Headline: "Page title", Evidence: map[string]string{"headline": "h1"}}
	complement(&r, entry)
	if r.Headline != "Page title" || r.Evidence["headline"] != "h1" {
		t.Errorf("the page's headline was replaced: %q (%s)", r.Headline, r.Evidence["headline"])
	}
	if !r.Published.Equal(entry.Published) || r.Evidence["published"] != "feed entry published" || r.Byline[0].Name != "Ada Moss" {
		t.Errorf("published %v (%s), byline %v", r.Published, r.Evidence["published"], r.Byline)
	}
	complement(&r, tearsheet.Entry{})
	if r.Published.IsZero() {
		t.Error("an entry that says nothing took something away")
	}
}

// someArticle is a store with one article.
type someArticle struct {
	Store
	item tearsheet.Item
}

func (s someArticle) Item(_ context.Context, id tearsheet.ArticleID) (tearsheet.Item, error) {
	if id != s.item.Article.ID {
		return tearsheet.Item{}, tearsheet.ErrNotFound
	}
	return s.item, nil
}

func TestAnArticleIsNamedByItsOwnPublishersCanonicalAddress(t *testing.T) {
	body := []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "the old mill on the elm is to reopen in spring after twelve years"}}
	other := []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "council votes budget deficit down harbour strike ends tomorrow morning quietly"}}
	known := tearsheet.Item{Article: tearsheet.Article{ID: tearsheet.NewArticleID("https://example.com/story")}, Revision: tearsheet.Revision{Headline: "Mill to reopen", Body: body}}
	for _, c := range []struct {
		name, final, canonical, headline string
		body                             []tearsheet.Block
		want                             string
	}{
		{"no canonical", "https://example.com/a?utm_source=x", "", "Mill", body, "https://example.com/a"},
		{"own canonical", "https://example.com/a?id=1", "https://example.com/mill", "Mill", body, "https://example.com/mill"},
		{"sister host", "https://m.example.com/a", "https://www.example.com/mill", "Mill", body, "https://www.example.com/mill"},
		{"another publisher", "https://copy.example/a", "https://example.com/story", "Mill to reopen", body, "https://copy.example/a"},
		{"the front page", "https://example.com/a", "https://example.com/", "Mill", body, "https://example.com/a"},
		{"nonsense", "https://example.com/a", "javascript:void(0)", "Mill", body, "https://example.com/a"},
		{"known, same words", "https://example.com/amp/story", "https://example.com/story", "Mill reopens", body, "https://example.com/story"},
		{"known, other words: one canonical for all pages", "https://example.com/b", "https://example.com/story", "Council votes", other, "https://example.com/b"},
	} {
		l := New(Line{Store: someArticle{item: known}, Workers: 1})
		p := &piece{capture: tearsheet.Capture{FinalURL: c.final}, revision: tearsheet.Revision{Canonical: c.canonical, Headline: c.headline, Body: c.body, Evidence: map[string]string{}}}
		if got, err := l.identity(t.Context(), p); err != nil || got != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

func TestAPageThatContradictsItsCanonicalAddressKeepsItsOwn(t *testing.T) {
	for other, want := range map[string]string{"https://example.com/a": "https://example.com/a", "https://example.com/c": "https://example.com/b"} {
		l := New(Line{Store: someArticle{}, Workers: 1})
		p := &piece{capture: tearsheet.Capture{FinalURL: "https://example.com/a"}, revision: tearsheet.Revision{Canonical: "https://example.com/b", Evidence: map[string]string{},
			Declared: tearsheet.Declared{Conflicts: []tearsheet.Conflict{{Field: "canonical", Value: other, Where: "meta og:url"}}}}}
		if got, err := l.identity(t.Context(), p); err != nil || got != want {
			t.Errorf("with og:url %s: %q, %v; want %q", other, got, err, want)
		}
	}
}

func TestAPublisherIsWhereTheArticleStandsNotWhoListedIt(t *testing.T) {
	feed := tearsheet.Feed{Source: "digest.example"}
	for url, want := range map[string]tearsheet.SourceID{
		"https://www.digest.example/a": "digest.example",
		"https://m.digest.example/a":   "digest.example",
		"https://paper.example/a":      "paper.example",
	} {
		if got, err := sourceOf(feed, url, "The Paper"); err != nil || got.ID != want {
			t.Errorf("%s: %q, %v", url, got.ID, err)
		}
	}
}

func TestPassingTroubleWaitsBeforeTheFeedsTextIsKept(t *testing.T) {
	for class, passing := range map[tearsheet.Class]bool{tearsheet.Timeout: true, tearsheet.ServerError: true, tearsheet.RateLimited: true, tearsheet.NotFound: false, tearsheet.RobotsDenied: false, tearsheet.NoText: false, tearsheet.BlockedAddress: false} {
		if got := mannerOf(class).passing; got != passing {
			t.Errorf("%s: passing %v", class, got)
		}
	}
	l := New(Line{Workers: 1})
	now := time.Now()
	if due := l.retry(tearsheet.Look{Tries: 1, Trouble: tearsheet.Trouble{Class: tearsheet.BlockedAddress}}, now); !due.IsZero() {
		t.Errorf("a blocked address is tried again at %v", due)
	}
	last := time.Duration(0)
	for tries := 1; tries < 20; tries++ {
		wait := l.backoff(tries)
		if wait < last || wait > 6*time.Hour {
			t.Errorf("try %d waits %v after %v", tries, wait, last)
		}
		last = wait
	}
}

func TestAJobOfAnotherVersionSaysSo(t *testing.T) {
	l := New(Line{Workers: 1})
	if err := l.goOn(t.Context(), tearsheet.Job{Kind: "translate", Key: "a/1"}); err == nil || !strings.Contains(err.Error(), "another version") {
		t.Errorf("got %v", err)
	}
	if err := l.goOn(t.Context(), tearsheet.Job{Kind: "index", Key: "a"}); err == nil {
		t.Error("a key without a number was taken")
	}
}

func TestOneBrokenPageIsThatArticlesTrouble(t *testing.T) {
	l := New(Line{Workers: 1})
	err := l.guard(t.Context(), step{"read", func(context.Context, *piece) error { panic("boom") }}, &piece{})
	if e, ok := errors.AsType[*tearsheet.Error](err); !ok || e.Class != tearsheet.Parse {
		t.Errorf("got %v", err)
	}
}
