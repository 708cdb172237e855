package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/follow"
	"tearsheet/internal/sqlite"
)

// story is a made-up paper, a real store and the line between them, in a
// synctest bubble: days pass in moments.
type story struct {
	*sqlite.DB
	t     *testing.T
	line  *Line
	apart time.Duration

	mu    sync.Mutex
	serve map[string]func(nth int) (body string, status int)
	asked map[string][]time.Time
	free  map[string]time.Time // when a host may be visited again
	idle  time.Time            // nothing is due before; zero: not known
}

// follows runs a story in a bubble of its own.
func follows(t *testing.T, do func(*story)) {
	warm.Do(func() { warmUp(t) })
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		db, err := sqlite.Open(t.Context(), dir, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		s := &story{DB: db, t: t, apart: 10 * time.Second, serve: map[string]func(int) (string, int){}, asked: map[string][]time.Time{}, free: map[string]time.Time{}}
		s.line = New(Line{Fetch: s, Store: s, Follow: follow.DefaultPace, VisitsApart: 10 * time.Second, Workers: 4})
		do(s)
		if found, err := db.Check(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("check afterwards: %v, %v", found, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}

var warm sync.Once

// warmUp lets the compressors, which are one for the program, make their
// channels outside of any bubble: in one of them they could not be used.
func warmUp(t *testing.T) {
	db, err := sqlite.Open(t.Context(), t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s := &story{DB: db, t: t, serve: map[string]func(int) (string, int){}}
	s.publish(asItWas, "fire")
	if looks, err := db.DueLooks(t.Context(), time.Now(), nil, 1, 1); err != nil || len(looks) != 1 {
		t.Fatal(looks, err)
	}
}

// The story has no feeds of its own, and its jobs are worked where they arise.
func (s *story) DueFeeds(context.Context, time.Time, []string, int) ([]tearsheet.Feed, error) {
	return nil, nil
}

func (s *story) Work(ctx context.Context, _ int, _ func(context.Context, tearsheet.Job) error) error {
	<-ctx.Done()
	return nil
}

func (s *story) WorkApart(ctx context.Context, _ string, _ int, _ func(context.Context, tearsheet.Job) error) error {
	<-ctx.Done()
	return nil
}

// Between two visits the line asks every half minute what is due. The story
// remembers the answer until something is kept, or days would take minutes.
func (s *story) DueLooks(ctx context.Context, now time.Time, except []string, perHost, limit int) ([]tearsheet.Look, error) {
	if next, err := s.NextDue(ctx); err != nil || next.IsZero() || next.After(now) {
		return nil, err
	}
	return s.DB.DueLooks(ctx, now, except, perHost, limit)
}

func (s *story) NextDue(ctx context.Context) (time.Time, error) {
	s.mu.Lock()
	idle := s.idle
	s.mu.Unlock()
	if !idle.IsZero() {
		return idle, nil
	}
	next, err := s.DB.NextDue(ctx)
	if next.IsZero() {
		next = time.Now().Add(1e5 * time.Hour)
	}
	s.remember(next)
	return next, err
}

func (s *story) remember(next time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = next
}

func (s *story) KeepLook(ctx context.Context, k tearsheet.Look, d *tearsheet.Drop) error {
	defer s.remember(time.Time{})
	return s.DB.KeepLook(ctx, k, d)
}

func (s *story) MarkGone(ctx context.Context, k tearsheet.Look, at time.Time) error {
	defer s.remember(time.Time{})
	return s.DB.MarkGone(ctx, k, at)
}

func (s *story) KeepListing(ctx context.Context, f tearsheet.Feed, looks []tearsheet.Look, drops []tearsheet.Drop) error {
	defer s.remember(time.Time{})
	return s.DB.KeepListing(ctx, f, looks, drops)
}

func (s *story) Recall(ctx context.Context, now time.Time, beyond, by time.Duration) (int64, error) {
	defer s.remember(time.Time{})
	return s.DB.Recall(ctx, now, beyond, by)
}

func (s *story) KeepRevision(ctx context.Context, k tearsheet.Keeping) (tearsheet.Kept, error) {
	defer s.remember(time.Time{})
	kept, err := s.DB.KeepRevision(ctx, k)
	for _, kind := range []string{onward, comparing} {
		if err == nil && kept.Fresh {
			err = s.line.goOn(ctx, tearsheet.Job{Kind: kind, Key: fmt.Sprintf("%s/%d", kept.Article, kept.Number)})
		}
	}
	return kept, err
}

func (s *story) Turn(string) time.Time { return time.Time{} }

func (s *story) TurnAgain(host string) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.free[host]
}

func (s *story) Get(_ context.Context, r tearsheet.Request) (tearsheet.Capture, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.asked[r.URL] = append(s.asked[r.URL], now)
	if r.Again {
		s.free[address.Host(r.URL)] = now.Add(s.apart)
	}
	body, status := s.serve[r.URL](len(s.asked[r.URL]))
	if class, failed := map[int]tearsheet.Class{404: tearsheet.NotFound, 410: tearsheet.Gone, 503: tearsheet.ServerError}[status]; failed {
		return tearsheet.Capture{}, &tearsheet.Error{Class: class, URL: r.URL, Status: status, Err: errors.New("the publisher answered with an error")}
	}
	digest := sha256.Sum256([]byte(body))
	tag := fmt.Sprintf(`"%x"`, digest[:4])
	c := tearsheet.Capture{URL: r.URL, FinalURL: r.URL, Status: http.StatusOK, Header: http.Header{"Etag": {tag}, "Content-Type": {"text/html; charset=utf-8"}}, At: now,
		Robots: tearsheet.Robots{Allowed: true, Rule: "no robots.txt (404)", At: now}}
	if r.ETag == tag {
		c.Status = http.StatusNotModified
		return c, nil
	}
	c.Body, c.Digest = []byte(body), digest
	return c, nil
}

// publish lists pages of the paper, which serve gives by their address and by
// how often they were asked for, and tells how its feed listed them.
func (s *story) publish(serve func(nth int) (string, int), paths ...string) tearsheet.Feed {
	s.t.Helper()
	ctx, now := s.t.Context(), time.Now()
	s.must(s.AddSource(ctx, tearsheet.Source{ID: "paper.example", Site: "https://paper.example/", Added: now}))
	feed, _, err := s.AddFeed(ctx, tearsheet.Feed{Source: "paper.example", URL: "https://paper.example/feed.xml", NextCheck: now})
	s.must(err)
	feed.Gone = true // the line has nothing to ask it for
	var looks []tearsheet.Look
	for _, path := range paths {
		url := "https://paper.example/" + path
		s.serve[url] = serve
		looks = append(looks, tearsheet.Look{Address: url, URL: url, Host: "paper.example", Feed: feed.ID, Due: now})
	}
	s.must(s.KeepListing(ctx, feed, looks, nil))
	return feed
}

// days runs the line for so many days.
func (s *story) days(n float64) { s.pass(time.Duration(n * float64(24*time.Hour))) }

func (s *story) pass(d time.Duration) {
	s.t.Helper()
	ctx, stop := context.WithTimeout(s.t.Context(), d)
	defer stop()
	s.must(s.line.Run(ctx))
}

func (s *story) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *story) look(path string) tearsheet.Look {
	s.t.Helper()
	url := "https://paper.example/" + path
	known, err := s.Known(s.t.Context(), []string{url})
	s.must(err)
	return known[url]
}

func (s *story) article(path string) tearsheet.Article {
	s.t.Helper()
	item, err := s.Item(s.t.Context(), s.look(path).Article)
	s.must(err)
	return item.Article
}

func (s *story) visits(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked["https://paper.example/"+path])
}

// change lets the pages be served otherwise from now on.
func (s *story) change(serve func(nth int) (string, int), paths ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, path := range paths {
		s.serve["https://paper.example/"+path] = serve
	}
}

// told gives the changes of an article of which readers are told.
func (s *story) told(path string) (told []tearsheet.Change) {
	s.t.Helper()
	source, err := s.Source(s.t.Context(), "paper.example")
	s.must(err)
	for _, c := range s.changes(path) {
		if follow.Tell(source, c) {
			told = append(told, c)
		}
	}
	return told
}

func (s *story) changes(path string) []tearsheet.Change {
	s.t.Helper()
	all, err := s.Changes(s.t.Context(), s.look(path).Article)
	s.must(err)
	return all
}

// The words of the paper.
const (
	fire = "Sixty firefighters tackled the blaze at the cold store on Harbour Road for nine hours, and the last of them left at dawn."
	hurt = "The fire service said that 23 people were taken to hospital, most of them for smoke, and that nobody was missing."
	road = "The road is closed between the bridge and the market while engineers look at the walls that still stand."
	next = "The owner of the store, which employs 140 people, said that the cause was not known and that work would go on elsewhere."
)

func pageOf(headline string, paragraphs ...string) string {
	return "<!doctype html><html lang=en><title>" + headline + "</title><article><h1>" + headline + "</h1><p>" + strings.Join(paragraphs, "</p><p>") + "</p></article></html>"
}

func always(body string) func(int) (string, int) {
	return func(int) (string, int) { return body, http.StatusOK }
}

func status(code int) func(int) (string, int) { return func(int) (string, int) { return "", code } }

var (
	asItWas = always(pageOf("Sixty tackle blaze at cold store", fire, hurt, road, next))
	edited  = always(pageOf("Sixty tackle blaze at cold store", fire, strings.Replace(hurt, "23", "32", 1), road, next))
	wall    = always(pageOf("Before you continue", "We and our 812 partners use cookies to store and read data on your device. You can accept all cookies or manage your choices at any time.", "By going on you consent to the processing of your data."))
)
