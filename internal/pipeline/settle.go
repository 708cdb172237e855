package pipeline

import (
	"context"
	"time"

	"tearsheet"
	"tearsheet/internal/read"
)

// manner is what is done about one class of failure.
type manner struct {
	passing bool // the page may answer later: wait before the feed's text is kept in its place
	tries   int  // so often, then no more
}

// manners says what each class means for an article. A class that is not named
// is passing.
var manners = map[tearsheet.Class]manner{
	tearsheet.RobotsDenied:        {false, 3},
	tearsheet.NotFound:            {false, 3},
	tearsheet.Gone:                {false, 3},
	tearsheet.Legal:               {false, 3},
	tearsheet.Auth:                {false, 3},
	tearsheet.Forbidden:           {false, 3},
	tearsheet.NoText:              {false, 3},
	tearsheet.NotAPage:            {false, 1},
	tearsheet.TooLarge:            {false, 1},
	tearsheet.Parse:               {false, 2},
	tearsheet.Charset:             {false, 2},
	tearsheet.BadScheme:           {false, 1},
	tearsheet.BlockedAddress:      {false, 1},
	tearsheet.BadRedirect:         {false, 2},
	tearsheet.RedirectLoop:        {false, 2},
	tearsheet.Downgrade:           {false, 2},
	tearsheet.UnsupportedEncoding: {false, 2},
	tearsheet.BadEncoding:         {false, 2},
	tearsheet.HeaderTooLarge:      {false, 2},
}

const passingTries = 8 // of a passing failure: a minute, two, four … about two hours in all

func mannerOf(c tearsheet.Class) manner {
	if m, ok := manners[c]; ok {
		return m
	}
	return manner{true, passingTries}
}

// settle decides what becomes of a piece whose page could not be read: another
// try, the feed's own text in its place, the end of the article, or a counted
// drop. Nothing that is stored is lost by it.
func (l *Line) settle(ctx context.Context, p *piece, e *tearsheet.Error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	now := time.Now()
	l.tally.add("pages: " + string(e.Class))
	if ends(e.Class) != ends(p.look.Trouble.Class) || p.look.Trouble.Class == tearsheet.Suspect {
		p.look.Tries = 0 // failures of another kind confirm nothing
	}
	p.was = p.look.Trouble.At
	p.look.Tries++
	p.look.Trouble = tearsheet.Trouble{Class: e.Class, Message: e.Err.Error(), At: now}
	m := mannerOf(e.Class)
	switch {
	case p.look.Article != "":
		return l.settleKnown(ctx, p, e, m, now)
	case m.passing && p.look.Tries < 3:
		p.look.Due = now.Add(max(l.backoff(p.look.Tries), e.Retry))
		return l.Store.KeepLook(ctx, p.look, nil)
	}
	return l.keepFeedText(ctx, p, e, m, now)
}

// ends reports whether a class says that the article is there no more.
func ends(c tearsheet.Class) bool {
	return c == tearsheet.NotFound || c == tearsheet.Gone || c == tearsheet.Legal
}

// settleKnown keeps an article whose page does not answer as it is, and looks
// again later: for as long as the article is followed anyway, further and
// further apart.
func (l *Line) settleKnown(ctx context.Context, p *piece, e *tearsheet.Error, m manner, now time.Time) error {
	if ends(e.Class) {
		return l.settleGone(ctx, p, now)
	}
	p.look.Due = now.Add(max(l.backoff(p.look.Tries), e.Retry))
	if p.look.Tries < m.tries {
		return l.Store.KeepLook(ctx, p.look, nil)
	}
	next := l.nextLook(ctx, p, now)
	switch {
	case next.IsZero() || !m.passing:
		p.look.Due, p.look.Tries = next, 0
	default:
		p.look.Due = later(next, p.look.Due)
	}
	return l.Store.KeepLook(ctx, p.look, nil)
}

// rare are the waits after which an article that is gone is asked for again:
// some are restored. A feed that lists it anew makes it due as well.
var rare = []time.Duration{24 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour}

// confirmations are how often the publisher has to say that an article is gone
// until it is taken for gone.
const confirmations = 3

// settleGone marks an article as gone after two confirmations. Answers that are
// closer than half of the floor count as one.
func (l *Line) settleGone(ctx context.Context, p *piece, now time.Time) error {
	if p.look.Tries > 1 && now.Sub(p.was) < l.Follow.Floor/2 {
		p.look.Tries--
	}
	if p.look.Tries < confirmations {
		p.look.Due = l.confirmAt(ctx, p, now)
		return l.Store.KeepLook(ctx, p.look, nil)
	}
	if p.look.Tries == confirmations {
		l.tally.add("articles gone")
	}
	p.look.Due = time.Time{}
	if k := p.look.Tries - confirmations; k < len(rare) && p.source.Follow != tearsheet.FollowNever {
		p.look.Due = now.Add(rare[k])
	}
	return l.Store.MarkGone(ctx, p.look, now)
}

// keepFeedText keeps the feed's own text, saying why the page is not there.
// Where the feed has no headline either, or is another publisher's, the entry is
// dropped with the reason.
func (l *Line) keepFeedText(ctx context.Context, p *piece, e *tearsheet.Error, m manner, now time.Time) error {
	p.look.Due = l.retry(p.look, now)
	feed, err := l.Store.Feed(ctx, p.look.Feed)
	if err != nil {
		return err
	}
	p.feed = feed
	entry := entryOf(feed, p.look.Entry, p.look.URL)
	if entry.Title == "" {
		l.tally.add("dropped: " + string(e.Class))
		return l.Store.KeepLook(ctx, p.look, &tearsheet.Drop{Feed: p.look.Feed, Address: p.look.Address, Reason: string(e.Class), At: now})
	}
	p.revision = read.FromEntry(entry, e.Err.Error())
	p.revision.Seen, p.revision.Origin = now, tearsheet.FromFeed
	if e.Class == tearsheet.RobotsDenied {
		p.capture.Robots = tearsheet.Robots{Rule: e.Err.Error(), At: now}
	}
	return l.keepRevision(ctx, p, p.look.Address, p.unread())
}

// unread gives the page in which no article was found, which is kept like any
// other; nil when no page came.
func (p *piece) unread() *tearsheet.Capture {
	if len(p.capture.Body) == 0 {
		return nil
	}
	return &p.capture
}

// retry gives the time of the next try of a page that has failed, or never.
func (l *Line) retry(k tearsheet.Look, now time.Time) time.Time {
	m := mannerOf(k.Trouble.Class)
	if k.Tries >= m.tries {
		return time.Time{}
	}
	if m.passing {
		return now.Add(l.backoff(k.Tries))
	}
	return now.Add(24 * time.Hour)
}

// backoff doubles from a minute to six hours.
func (l *Line) backoff(tries int) time.Duration {
	return min(time.Minute<<min(max(tries-1, 0), 10), 6*time.Hour)
}
