package pipeline

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/gather"
)

// check asks one feed what it lists, and makes looks of what is new.
// A feed that breaks a parser is in trouble and asked again later; the program
// lives.
func (l *Line) check(ctx context.Context, f tearsheet.Feed) (err error) {
	defer func() {
		if r := recover(); r != nil {
			l.Log.Error("reading a feed panicked", "url", f.URL, "panic", r, "stack", string(debug.Stack()))
			now := time.Now()
			f.Failures++
			f.NextCheck = now.Add(l.backoff(f.Failures) + time.Hour)
			f.Trouble = tearsheet.Trouble{Class: tearsheet.Parse, Message: "The feed broke the reader; please report its address. It is asked again later.", At: now}
			err = l.Store.KeepListing(ctx, f, nil, nil)
		}
	}()
	if err = l.checkFeed(ctx, f); err != nil && ctx.Err() != nil {
		return nil
	}
	return err
}

// checkFeed asks one feed and keeps its new state and the looks for what it
// newly lists in one transaction.
func (l *Line) checkFeed(ctx context.Context, f tearsheet.Feed) error {
	now := time.Now()
	result, err := gather.Check(ctx, l.Fetch, l.Poll, f, now)
	if err != nil {
		return err
	}
	l.tally.add("feeds asked")
	switch {
	case result.Feed.Trouble != (tearsheet.Trouble{}):
		l.tally.add("feeds: " + string(result.Feed.Trouble.Class))
	case result.NotModified:
		l.tally.add("feeds unchanged")
	}
	looks, drops, err := l.newLooks(ctx, result, now)
	if err != nil {
		return fmt.Errorf("check feed %s: %w", f.URL, err)
	}
	result.Feed = gather.Learn(l.Poll, f, result.Feed, firstSeen(looks), now)
	if result.Feed, err = l.relying(ctx, f, result.Feed, firstSeen(looks), now); err != nil {
		return fmt.Errorf("check feed %s: %w", f.URL, err)
	}
	if err := l.Store.KeepListing(ctx, result.Feed, looks, drops); err != nil {
		return fmt.Errorf("check feed %s: %w", f.URL, err)
	}
	if result.Feed.Gone || result.OK() && !result.NotModified {
		if err := l.hear(ctx, result.Feed, result.Listing, now); err != nil {
			return fmt.Errorf("keep the hub of feed %s: %w", f.URL, err)
		}
	}
	l.tally.addN("entries listed", len(result.Listing.Entries))
	l.tally.addN("entries new or changed", len(looks))
	for _, d := range drops {
		l.tally.add("dropped: " + d.Reason)
	}
	return nil
}

// firstSeen counts the looks at what no feed had listed before.
func firstSeen(looks []tearsheet.Look) (n int) {
	for _, k := range looks {
		if k.Article == "" && k.Tries == 0 {
			n++
		}
	}
	return n
}

// newLooks asks the store only for the addresses that the listing names, so
// that the cost does not grow with the archive.
func (l *Line) newLooks(ctx context.Context, r gather.Result, now time.Time) ([]tearsheet.Look, []tearsheet.Drop, error) {
	if len(r.Listing.Entries) == 0 {
		return nil, nil, nil
	}
	known, err := l.Store.Known(ctx, gather.Addresses(r.Listing))
	if err != nil {
		return nil, nil, err
	}
	looks, drops := gather.Looks(r.Feed, r.Listing, known, now)
	return looks, drops, nil
}

// Added is a feed that was subscribed to; New is false when it was there.
type Added struct {
	Feed tearsheet.Feed
	New  bool
}

// Subscribe finds the feeds that a page at url names and adds the best one, or
// all of them. It gives what was added and what else there is.
func (l *Line) Subscribe(ctx context.Context, url string, all bool) (added []Added, others []gather.Found, err error) {
	found, err := gather.Discover(ctx, l.Fetch, url)
	if err != nil {
		return nil, nil, err
	}
	if len(found) == 0 {
		return nil, nil, fmt.Errorf("find a feed at %s: the page names none, and none is at the usual places; give the feed's own address: %w", url, tearsheet.ErrNotFound)
	}
	take := found[:1]
	if all {
		take = found
	}
	for _, f := range take {
		feed, isNew, err := l.AddFeed(ctx, tearsheet.Outline{Title: f.Title, URL: f.URL, Site: siteOf(url, f)}, time.Now())
		if err != nil {
			return added, nil, err
		}
		added = append(added, Added{feed, isNew})
	}
	l.Wake()
	return added, found[len(take):], nil
}

// siteOf gives the site of a feed that was found: the page that names it, or
// the one that it names itself where the address was the feed's own. A feed may
// name any site: that decides only where it is listed, for each article belongs
// to the publisher at whose address it stands.
func siteOf(page string, f gather.Found) string {
	if f.Site != "" && (f.How == gather.Itself || address.SameSite(page, f.Site)) {
		return f.Site
	}
	if f.How != gather.Itself && address.SameSite(page, f.URL) {
		return page
	}
	return ""
}

// AddFeed adds one feed of a publisher, due at once. The publisher is the site
// that the outline names, else the feed's own host.
// It reports whether the feed is new.
func (l *Line) AddFeed(ctx context.Context, o tearsheet.Outline, now time.Time) (tearsheet.Feed, bool, error) {
	url, err := address.Asked(o.URL)
	if err != nil {
		return tearsheet.Feed{}, false, err
	}
	site := o.Site
	id, err := address.Source(site)
	if err != nil {
		if id, err = address.Source(url); err != nil {
			return tearsheet.Feed{}, false, err
		}
		site = address.Front(url)
	}
	source := tearsheet.Source{ID: id, Site: address.Front(site), Rights: tearsheet.Rights{Use: tearsheet.Excerpt}, Added: now}
	if err := l.Store.AddSource(ctx, source); err != nil {
		return tearsheet.Feed{}, false, fmt.Errorf("add source %s: %w", id, err)
	}
	feed, isNew, err := l.Store.AddFeed(ctx, tearsheet.Feed{Source: id, URL: url, Title: o.Title, Category: o.Category, NextCheck: now})
	if err != nil {
		return tearsheet.Feed{}, false, fmt.Errorf("add feed %s: %w", url, err)
	}
	return feed, isNew, nil
}
