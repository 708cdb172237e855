package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
)

// The reasons of our own for which a page of an archive is not taken. The
// others are the classes of what could not be read.
const (
	FrontPage   = "front page, not an article"
	KeptAlready = "kept already"
	TooLate     = "older than what is kept of the article"
)

// fromArchive stands where a decision of robots.txt would: nobody asked.
const fromArchive = "read from an archive; robots.txt was not asked"

// KeepArchived keeps the article in a page that somebody else captured, as seen
// when that was (c.At), and asks nobody for anything. Pages of one address must
// come in order of time: what is older than the latest revision cannot become
// one and is not taken. Reason says why a page was not taken; empty: it was.
func (l *Line) KeepArchived(ctx context.Context, c tearsheet.Capture) (kept tearsheet.Kept, reason string, err error) {
	if address.IsFront(c.FinalURL) {
		return kept, FrontPage, nil
	}
	c.Robots = tearsheet.Robots{Rule: fromArchive}
	p := &piece{capture: c, look: tearsheet.Look{URL: c.FinalURL}}
	for _, s := range []step{
		{"read", l.read},
		{"keep", func(ctx context.Context, p *piece) (err error) {
			kept, reason, err = l.keepArchived(ctx, p)
			return err
		}},
	} {
		err := l.guard(ctx, s, p)
		if trouble, ok := errors.AsType[*tearsheet.Error](err); ok {
			return kept, string(trouble.Class), nil
		}
		if err != nil {
			return kept, "", fmt.Errorf("%s %s: %w", s.name, c.FinalURL, err)
		}
	}
	return kept, reason, nil
}

// keepArchived makes the transaction of one archived page. It sets no look: an
// archive says nothing of what its publisher serves now, and a feed that lists
// the article will set one.
func (l *Line) keepArchived(ctx context.Context, p *piece) (kept tearsheet.Kept, reason string, err error) {
	p.revision.Seen, p.revision.Origin = p.capture.At, tearsheet.FromPage
	url, err := l.identity(ctx, p)
	if err != nil {
		return kept, "", err
	}
	seen, err := l.Store.SeenAt(ctx, url)
	if err != nil {
		return kept, "", err
	}
	if reason := tooLate(seen, p.capture.At); reason != "" {
		return kept, reason, nil
	}
	source, err := sourceOf(tearsheet.Feed{}, url, p.revision.Site)
	if err != nil {
		return kept, "", &tearsheet.Error{Class: tearsheet.BadScheme, URL: p.look.URL, Err: err}
	}
	kept, err = l.Store.KeepRevision(ctx, tearsheet.Keeping{
		Source: source, Capture: &p.capture, Revision: p.revision, Next: []string{onward},
		Article: tearsheet.Article{ID: tearsheet.NewArticleID(url), Source: source.ID, URL: url, FirstSeen: p.capture.At, LastSeen: p.capture.At, Robots: p.capture.Robots},
	})
	return kept, "", err
}

// tooLate says why a page of a time cannot follow revisions that were seen at
// these times.
func tooLate(seen []time.Time, at time.Time) string {
	at = at.Truncate(time.Microsecond)
	switch {
	case slices.ContainsFunc(seen, at.Equal):
		return KeptAlready
	case len(seen) > 0 && at.Before(seen[len(seen)-1]):
		return TooLate
	}
	return ""
}
