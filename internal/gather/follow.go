package gather

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/feed"
)

const sitemapIndex = "sitemap index"

const (
	childrenFollowed = 3
	entriesTaken     = 10_000
)

// follow adds to a sitemap index what its newest children list. A child on
// another site is not followed; one that fails is a warning, for the others
// still say something. If all that are followed fail, so does the index: the
// error is that of the newest.
func follow(ctx context.Context, f Fetcher, index *tearsheet.Listing, of string) error {
	var first error
	followed, read := 0, 0
	for _, child := range index.Children {
		if followed == childrenFollowed || ctx.Err() != nil || len(index.Entries) >= entriesTaken {
			break
		}
		if !address.SameSite(of, child) {
			warn(index, "sitemap %s stands on another site and is not followed", child)
			continue
		}
		followed++
		l, err := listing(ctx, f, child, tearsheet.ForDiscover)
		if err != nil {
			warn(index, "sitemap %s: %v", child, err)
			first = cmp.Or(first, err)
			continue
		}
		read++
		if index.Title == "" {
			index.Title, index.Language = l.Title, l.Language
		}
		index.Entries = append(index.Entries, l.Entries[:min(len(l.Entries), entriesTaken-len(index.Entries))]...)
	}
	if read > 0 {
		return nil
	}
	return ofChildren(first)
}

// ofChildren makes the trouble of a child that of its index. A child that is
// gone does not end the index, which may name others tomorrow.
func ofChildren(err error) error {
	var e *tearsheet.Error
	if !errors.As(err, &e) {
		return err
	}
	of := *e
	if of.Class == tearsheet.Gone {
		of.Class = tearsheet.NotFound
	}
	of.Err = fmt.Errorf("none of the sitemaps that the index names can be had; %s: %w", e.URL, e.Err)
	return &of
}

// listing reads what stands at an address, without condition. Only what an
// operator or a page's own link names is asked for as a feed; all else keeps
// the manners of a page: robots.txt and the spacing.
func listing(ctx context.Context, f Fetcher, url string, purpose tearsheet.Purpose) (tearsheet.Listing, error) {
	c, err := f.Get(ctx, tearsheet.Request{URL: url, Purpose: purpose})
	if err != nil {
		return tearsheet.Listing{}, err
	}
	return feed.Read(c.Body, c.Header, orElse(c.FinalURL, c.URL))
}

func warn(l *tearsheet.Listing, format string, args ...any) {
	if len(l.Warnings) < 20 {
		l.Warnings = append(l.Warnings, fmt.Sprintf(format, args...))
	}
}
