package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/follow"
	"tearsheet/internal/read"
)

// piece is one article on its way: what each step found, for the next one.
type piece struct {
	look     tearsheet.Look
	feed     tearsheet.Feed
	capture  tearsheet.Capture
	revision tearsheet.Revision
	source   tearsheet.Source // of a known article; of another one, once it is kept
	due      time.Time        // when the look was due
	was      time.Time        // when the look failed before
	again    bool             // the revision may be one of several that alternate: it is looked at once more soon
	done     bool             // nothing is left to do: nothing changed, or what came waits for another look
	fetched  func()           // called once the host is free for the next one
}

// step is one verb of the sentence. What it has kept is durable when it returns.
type step struct {
	name string
	do   func(context.Context, *piece) error
}

// steps is the way of an article up to the store. Each goes on with what the
// one before left in the piece; the steps after keep are in after.go.
func (l *Line) steps() []step {
	return []step{
		{"fetch", l.fetch},
		{"read", l.read},
		{"keep", l.keep},
	}
}

// walk takes one look through the steps, and settles what cannot be. It gives
// an error only when the store failed: everything else is settled in the look.
func (l *Line) walk(ctx context.Context, look tearsheet.Look, fetched func()) error {
	p := &piece{look: look, due: look.Due, fetched: fetched}
	defer p.release()
	for _, s := range l.steps() {
		err := l.guard(ctx, s, p)
		if trouble, ok := errors.AsType[*tearsheet.Error](err); ok {
			p.release()
			return l.settle(ctx, p, trouble)
		}
		if err != nil && (ctx.Err() != nil || storeFailed(err)) {
			return fmt.Errorf("%s %s: %w", s.name, look.URL, err)
		}
		if err != nil {
			p.release()
			return l.settle(ctx, p, l.ownFault(s, p, err))
		}
		if p.done {
			return nil
		}
	}
	return nil
}

// ownFault is the trouble of an article that we could not read or keep though
// the store works; the log has what the page need not tell.
func (l *Line) ownFault(s step, p *piece, err error) *tearsheet.Error {
	l.Log.Error("a step failed", "step", s.name, "url", p.look.URL, "error", err)
	return &tearsheet.Error{Class: tearsheet.Internal, URL: p.look.URL, Err: errors.New("we failed to " + s.name + " the article; the operator's log says more")}
}

// guard turns a panic of a step into that article's trouble, so that one page
// that breaks a parser stops nothing else.
func (l *Line) guard(ctx context.Context, s step, p *piece) (err error) {
	defer func() {
		if r := recover(); r != nil {
			l.Log.Error("a step panicked", "step", s.name, "url", p.look.URL, "panic", r, "stack", string(debug.Stack()))
			err = &tearsheet.Error{Class: tearsheet.Parse, URL: p.look.URL, Err: errors.New("the page broke the reader; please report its address")}
		}
	}()
	return s.do(ctx, p)
}

func (p *piece) release() {
	if p.fetched != nil {
		p.fetched()
		p.fetched = nil
	}
}

// fetch asks for the page, with the validators of the last answer.
func (l *Line) fetch(ctx context.Context, p *piece) error {
	if wanted, err := l.expects(ctx, p); err != nil || !wanted {
		return err
	}
	c, err := l.Fetch.Get(ctx, tearsheet.Request{URL: p.look.URL, Purpose: tearsheet.ForPage, ETag: p.look.ETag, LastModified: p.look.LastModified, Again: p.look.Article != ""})
	if err != nil {
		return err
	}
	p.release()
	p.capture = c
	if c.NotModified() || c.Digest == p.look.PageDigest {
		p.done = true
		return l.keepUnchanged(ctx, p)
	}
	if address.IsFront(c.FinalURL) && !address.IsFront(p.look.URL) {
		return &tearsheet.Error{Class: tearsheet.NotFound, URL: p.look.URL, Err: errors.New("the publisher leads to its front page instead of the article")}
	}
	return nil
}

// keepUnchanged notes that the publisher still serves the same page.
func (l *Line) keepUnchanged(ctx context.Context, p *piece) error {
	p.look.Tries, p.look.Trouble, p.look.Doubt = 0, tearsheet.Trouble{}, tearsheet.Doubt{}
	p.look.Due, p.look.Served = l.nextLook(ctx, p, p.capture.At), p.capture.At
	l.tally.add("pages unchanged")
	return l.Store.KeepLook(ctx, p.look, nil)
}

// read finds the article in the page. As many pages are read at once as there
// are processors.
func (l *Line) read(ctx context.Context, p *piece) error {
	select {
	case l.reading <- struct{}{}:
		defer func() { <-l.reading }()
	case <-ctx.Done():
		return ctx.Err()
	}
	feed, err := l.Store.Feed(ctx, p.look.Feed)
	if err != nil && !errors.Is(err, tearsheet.ErrNotFound) {
		return err
	}
	p.feed = feed
	entry := entryOf(feed, p.look.Entry, p.capture.FinalURL)
	if p.revision, err = read.Page(p.capture, entry); err != nil {
		return err
	}
	complement(&p.revision, entry)
	return nil
}

// entryOf gives what the feed said of the article at url, when it was the
// publisher's own feed that said it; another's feed is only the finder.
func entryOf(feed tearsheet.Feed, e tearsheet.Entry, url string) tearsheet.Entry {
	if !address.SameSite(feed.URL, url) && !address.SameSite("https://"+string(feed.Source)+"/", url) {
		return tearsheet.Entry{}
	}
	return e
}

// keep writes what was read, with the job that goes on with it.
func (l *Line) keep(ctx context.Context, p *piece) error {
	r := &p.revision
	r.Seen, r.Origin = p.capture.At, tearsheet.FromPage
	if err := l.weigh(ctx, p); err != nil || p.done {
		return err
	}
	url, err := l.identity(ctx, p)
	if err != nil {
		return err
	}
	l.takeValidators(p)
	return l.keepRevision(ctx, p, url, &p.capture)
}

// takeValidators lets the next look ask whether the page is still this one.
func (l *Line) takeValidators(p *piece) {
	p.look.Tries, p.look.Trouble, p.look.Doubt = 0, tearsheet.Trouble{}, tearsheet.Doubt{}
	p.look.ETag, p.look.LastModified = p.capture.Header.Get("ETag"), p.capture.Header.Get("Last-Modified")
	p.look.PageDigest = p.capture.Digest
}

// keepRevision makes the one transaction of an article's revision and sets its
// next look.
func (l *Line) keepRevision(ctx context.Context, p *piece, url string, c *tearsheet.Capture) error {
	source, err := sourceOf(p.feed, url, p.revision.Site)
	if err != nil {
		return &tearsheet.Error{Class: tearsheet.BadScheme, URL: p.look.URL, Err: err}
	}
	if p.source.ID != source.ID {
		p.source = source
		if kept, err := l.Store.Source(ctx, source.ID); err == nil {
			p.source = kept
		} else if !errors.Is(err, tearsheet.ErrNotFound) {
			return err
		}
	}
	now := p.revision.Seen
	fresh := l.nextFresh(ctx, p, now)
	if p.look.Due = l.nextLook(ctx, p, now); p.look.Tries > 0 {
		p.look.Due, fresh = l.retry(p.look, now), time.Time{}
	}
	kept, err := l.Store.KeepRevision(ctx, tearsheet.Keeping{
		Look: p.look, IfFresh: fresh, Source: source, Capture: c, Revision: p.revision, Next: []string{onward},
		Article: tearsheet.Article{ID: tearsheet.NewArticleID(url), Source: source.ID, URL: url, FoundIn: p.look.Feed, FirstSeen: now, Robots: p.capture.Robots},
		Blocks:  follow.Blocks(source.ID, &p.revision),
	})
	if err != nil {
		return err
	}
	l.tally.kept(kept, p.revision)
	return nil
}

// sourceOf gives the publisher at whose address the article stands: the feed's
// own where both are of one site, else the host of the article.
func sourceOf(feed tearsheet.Feed, url, site string) (tearsheet.Source, error) {
	if feed.Source != "" && address.SameSite("https://"+string(feed.Source)+"/", url) {
		return tearsheet.Source{ID: feed.Source, Site: address.Front(url)}, nil
	}
	id, err := address.Source(url)
	if err != nil {
		return tearsheet.Source{}, err
	}
	if feed.Source == id {
		site = ""
	}
	return tearsheet.Source{ID: id, Name: site, Site: address.Front(url), Rights: tearsheet.Rights{Use: tearsheet.Excerpt}, Added: time.Now()}, nil
}
