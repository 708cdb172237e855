package gather

import (
	"context"
	"fmt"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/feed"
)

const (
	childrenFollowed = 3
	entriesTaken     = 10_000
)

// follow adds to a sitemap index what its newest children list. A child on
// another site is not followed; one that fails is a warning, for the others
// still say something.
func follow(ctx context.Context, f Fetcher, index *tearsheet.Listing, of string) {
	followed := 0
	for _, child := range index.Children {
		if followed == childrenFollowed || ctx.Err() != nil || len(index.Entries) >= entriesTaken {
			return
		}
		if !address.SameSite(of, child) {
			warn(index, "sitemap %s stands on another site and is not followed", child)
			continue
		}
		followed++
		l, err := listing(ctx, f, child)
		if err != nil {
			warn(index, "sitemap %s: %v", child, err)
			continue
		}
		if index.Title == "" {
			index.Title, index.Language = l.Title, l.Language
		}
		index.Entries = append(index.Entries, l.Entries[:min(len(l.Entries), entriesTaken-len(index.Entries))]...)
	}
}

// listing reads what stands at an address, without condition.
func listing(ctx context.Context, f Fetcher, url string) (tearsheet.Listing, error) {
	c, err := f.Get(ctx, tearsheet.Request{URL: url, Purpose: tearsheet.ForFeed})
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
