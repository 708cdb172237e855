package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/follow"
)

// The reasons of our own for which a page of an archive is not taken. The
// others are the classes of what could not be read.
const (
	FrontPage   = "front page, not an article"
	KeptAlready = "kept already"
	TooLate     = "older than what is kept of the article"
	InDoubt     = "in doubt: it may be the page's failure and not the article's change"
)

// fromArchive stands where a decision of robots.txt would: nobody asked.
const fromArchive = "read from an archive; robots.txt was not asked"

// Intake takes the pages of one archive, which somebody else captured, and asks
// nobody for anything. It is not for use by several at once.
type Intake struct {
	line   *Line
	doubts map[tearsheet.ArticleID]tearsheet.Doubt // readings that wait for the next page of their article
}

// Intake begins with an archive.
func (l *Line) Intake() *Intake { return &Intake{l, map[tearsheet.ArticleID]tearsheet.Doubt{}} }

// Keep keeps the article in a page, as seen when it was captured (c.At). Pages
// of one address must come in order of time: what is older than the latest
// revision cannot become one and is not taken. What may be the page's failure,
// such as a wall before the article, is taken only when the next page of the
// address says the same. Reason says why a page was not taken; empty: it was.
func (in *Intake) Keep(ctx context.Context, c tearsheet.Capture) (kept tearsheet.Kept, reason string, err error) {
	l := in.line
	if address.IsFront(c.FinalURL) {
		return kept, FrontPage, nil
	}
	c.Robots = tearsheet.Robots{Rule: fromArchive}
	p := &piece{capture: c, look: tearsheet.Look{URL: c.FinalURL}}
	for _, s := range []step{
		{"read", l.read},
		{"keep", func(ctx context.Context, p *piece) (err error) {
			kept, reason, err = in.keep(ctx, p)
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

// keep makes the transaction of one archived page. It sets no look: an
// archive says nothing of what its publisher serves now, and a feed that lists
// the article will set one.
func (in *Intake) keep(ctx context.Context, p *piece) (kept tearsheet.Kept, reason string, err error) {
	l := in.line
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
	if doubt, err := in.doubt(ctx, p, url); err != nil || doubt {
		return kept, InDoubt, err
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

// doubt reports whether a page may not be what the known article at url has
// become, by the same measure as a page that we looked at ourselves.
func (in *Intake) doubt(ctx context.Context, p *piece, url string) (bool, error) {
	id, err := in.line.Store.At(ctx, url)
	if errors.Is(err, tearsheet.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	item, err := in.line.Store.Item(ctx, id)
	if err != nil {
		return false, err
	}
	p.look.Doubt = in.doubts[id]
	if !p.revision.Supersedes(&item.Revision) || follow.Suspect(item.Revision, p.revision) == "" || in.line.confirmed(p, item.Revision) {
		delete(in.doubts, id)
		return false, nil
	}
	in.line.noteDoubt(p)
	in.doubts[id] = p.look.Doubt
	return true, nil
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
