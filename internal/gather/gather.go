// Package gather answers which articles a source has: it takes a feed and
// gives what it lists now and when to ask again, and it takes any page and
// gives the feeds that belong to it. It asks for every byte through a Fetcher.
package gather

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/feed"
)

// Fetcher gets what stands at an address. Its errors are *tearsheet.Error,
// unless the context ends. It keeps the manners: turns, limits, robots.txt.
type Fetcher interface {
	Get(context.Context, tearsheet.Request) (tearsheet.Capture, error)
}

// Result is what one check of a feed gave.
type Result struct {
	Feed        tearsheet.Feed    // as it is now: validators, next check, trouble
	Listing     tearsheet.Listing // empty when not modified or in trouble
	NotModified bool
}

// OK reports whether the feed answered, with a listing or with "not modified".
func (r *Result) OK() bool { return r.Feed.Trouble.Class == "" }

// Check asks a feed once, on condition that it changed where it gave
// validators, and decides when it is asked again. Trouble of the feed is in
// the result and takes nothing away that was there before; the error is that
// of a context that ended, and then nothing happened.
func Check(ctx context.Context, f Fetcher, pace Pace, was tearsheet.Feed, now time.Time) (Result, error) {
	pace = pace.orUsual()
	if was.Format == sitemapIndex {
		was.ETag, was.LastModified = "", "" // its children change while it stays as it is
	}
	c, err := f.Get(ctx, tearsheet.Request{URL: was.URL, Purpose: tearsheet.ForFeed, ETag: was.ETag, LastModified: was.LastModified})
	if ctx.Err() != nil {
		return Result{Feed: was}, ctx.Err()
	}
	if err == nil {
		err = unasked(c, was)
	}
	if err != nil {
		return failed(was, err, pace, now), nil
	}
	if c.NotModified() {
		return Result{Feed: unchanged(was, c, pace, now), NotModified: true}, nil
	}
	listing, err := feed.Read(c.Body, c.Header, orElse(c.FinalURL, c.URL))
	if err == nil && listing.Format == "opml" {
		err = &tearsheet.Error{Class: tearsheet.NotAFeed, URL: was.URL, Err: errors.New("a list of feeds, not a feed: import it instead")}
	}
	if err != nil {
		return failed(was, err, pace, now), nil
	}
	if listing.Format == sitemapIndex {
		c.Header = http.Header{} // its validators are not kept, for the same reason
		err = follow(ctx, f, &listing, was.URL)
	}
	if ctx.Err() != nil {
		return Result{Feed: was}, ctx.Err()
	}
	if err != nil {
		return failed(was, err, pace, now), nil
	}
	return Result{Feed: listed(was, c, listing, pace, now), Listing: listing}, nil
}

// unasked refuses the answer "not modified" to a question without condition.
func unasked(c tearsheet.Capture, was tearsheet.Feed) error {
	if c.NotModified() && was.ETag == "" && was.LastModified == "" {
		return &tearsheet.Error{Class: tearsheet.UnexpectedStatus, URL: was.URL, Status: c.Status,
			Err: errors.New("answered 304 although no condition was sent")}
	}
	return nil
}

// listed is the feed after it gave a listing.
func listed(was tearsheet.Feed, c tearsheet.Capture, l tearsheet.Listing, pace Pace, now time.Time) tearsheet.Feed {
	is := answered(was, c, now)
	ignored := (was.ETag != "" || was.LastModified != "") && c.Header.Get("ETag") == was.ETag && c.Header.Get("Last-Modified") == was.LastModified
	is.ETag, is.LastModified = c.Header.Get("ETag"), c.Header.Get("Last-Modified")
	is.Format = l.Format
	if l.Title != "" {
		is.Title = l.Title
	}
	is.PerDay = rate(l, was, now)
	is.Interval = pace.interval(is, max(l.TTL, c.MaxAge), !ignored)
	is.NextCheck = pace.next(is, c.MaxAge, now)
	is.NextCheck = awake(is.NextCheck, l, pace)
	return is
}

// unchanged is the feed after it said that nothing changed. What a listing
// asked for holds on: the interval does not shrink.
func unchanged(was tearsheet.Feed, c tearsheet.Capture, pace Pace, now time.Time) tearsheet.Feed {
	is := answered(was, c, now)
	if etag := c.Header.Get("ETag"); etag != "" {
		is.ETag = etag
	}
	is.PerDay = faded(was, now)
	is.Interval = pace.interval(is, max(min(was.Interval, pace.Ceiling), c.MaxAge), true)
	is.NextCheck = pace.next(is, c.MaxAge, now)
	return is
}

// answered is what any good answer means.
func answered(was tearsheet.Feed, c tearsheet.Capture, now time.Time) tearsheet.Feed {
	is := moved(was, c, now)
	is.LastCheck, is.LastOK = now, now
	is.Failures, is.Trouble, is.Gone = 0, tearsheet.Trouble{}, false
	return is
}

// failed is the feed after trouble: only its trouble and the time of the next
// check are new.
func failed(was tearsheet.Feed, err error, pace Pace, now time.Time) Result {
	is := was
	is.LastCheck = now
	is.Failures++
	var e *tearsheet.Error
	if !errors.As(err, &e) {
		e = &tearsheet.Error{Class: tearsheet.Connection, URL: was.URL, Err: err}
	}
	if e.Class == tearsheet.Gone {
		is.Gone = true
		is.NextCheck = now.AddDate(100, 0, 0) // never, also for whoever overlooks Gone
		is.Trouble = tearsheet.Trouble{Class: e.Class, At: now, Message: fmt.Sprintf("The publisher says that this feed is gone for good (%v); it is not asked again.", e.Err)}
		return Result{Feed: is}
	}
	is.NextCheck = now.Add(max(pace.backOff(is, e), e.Retry))
	is.Trouble = tearsheet.Trouble{Class: e.Class, At: now, Message: fmt.Sprintf("%s: %v; asked again at %s.",
		sentence(e), e.Err, is.NextCheck.UTC().Format("2006-01-02 15:04 MST"))}
	return Result{Feed: is}
}

func sentence(e *tearsheet.Error) string {
	if e.Status >= http.StatusBadRequest {
		return fmt.Sprintf("The feed answered %d", e.Status)
	}
	return "The feed could not be read"
}

const (
	movesAfter = 3
	movesOver  = 24 * time.Hour
)

// moved follows a permanent redirect once it was given three times over a day
// and leads to the same site. One to another site is noted for an editor; any
// answer without one means that it was a mistake.
func moved(was tearsheet.Feed, c tearsheet.Capture, now time.Time) tearsheet.Feed {
	is, to := was, c.PermanentURL
	switch {
	case to == "" || to == was.URL:
		is.MovedTo, is.MovedSince, is.MovedTimes = "", time.Time{}, 0
		return is
	case to != was.MovedTo:
		is.MovedTo, is.MovedSince, is.MovedTimes = to, now, 1
		return is
	}
	is.MovedTimes++
	if is.MovedTimes >= movesAfter && now.Sub(is.MovedSince) >= movesOver && address.SameSite(was.URL, to) {
		is.OldURL, is.URL = was.URL, to
		is.MovedTo, is.MovedSince, is.MovedTimes = "", time.Time{}, 0
	}
	return is
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
