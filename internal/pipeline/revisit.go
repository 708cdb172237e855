package pipeline

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
)

const (
	ratesFor   = 6 * time.Hour       // how long counted rates of change are believed
	ratesOver  = 60 * 24 * time.Hour // over which they are counted
	crowdFor   = 10 * time.Minute    // how often the visits that a host has to take are counted
	mostCrowd  = 16.0                // times as long are waits at a crowded host, at most
	crowdSaid  = 1.5                 // a change by so much is told in the log
	longLate   = 24 * time.Hour      // a look that comes so late tells nothing by the article's age
	clockSlips = time.Minute         // a clock that goes back by less is only set right
)

// patience remembers how often sources change and how crowded hosts are.
type patience struct {
	mu    sync.Mutex
	rates map[tearsheet.SourceID]counted // "" stands for all
	hosts map[string]crowd
}

type counted struct {
	rate tearsheet.ChangeRate
	at   time.Time
}

// crowd is by how much the waits at a host are longer because more articles are
// followed there than it may be asked for.
type crowd struct {
	factor, said float64
	at           time.Time
}

func newPatience() *patience {
	return &patience{rates: map[tearsheet.SourceID]counted{}, hosts: map[string]crowd{}}
}

// expects finds the source of a look at a known article. It reports whether the
// operator still wants it visited; otherwise the look has ended.
func (l *Line) expects(ctx context.Context, p *piece) (bool, error) {
	if p.look.Article == "" {
		return true, nil
	}
	feed, err := l.Store.Feed(ctx, p.look.Feed)
	if err != nil && !errors.Is(err, tearsheet.ErrNotFound) {
		return false, err
	}
	p.source, err = sourceOf(feed, p.look.URL, "")
	if err != nil {
		return true, nil // the fetch tells what is wrong with the address
	}
	kept, err := l.Store.Source(ctx, p.source.ID)
	if err != nil && !errors.Is(err, tearsheet.ErrNotFound) {
		return false, err
	}
	if err == nil {
		p.source = kept
	}
	if p.source.Follow != tearsheet.FollowNever {
		return true, nil
	}
	p.look.Due, p.done = time.Time{}, true
	l.tally.add("not followed")
	return false, l.Store.KeepLook(ctx, p.look, nil)
}

// nextLook gives the time of the next visit to an article that is well.
func (l *Line) nextLook(ctx context.Context, p *piece, now time.Time) time.Time {
	since := p.look.LastChange
	if since.IsZero() {
		since = now
	}
	return l.nextAfter(ctx, p, since, now)
}

// nextFresh gives the time of the next visit if the revision is a fresh one. Of
// one that may alternate with others that is a quiet one soon, before anybody is
// told.
func (l *Line) nextFresh(ctx context.Context, p *piece, now time.Time) time.Time {
	next := l.nextAfter(ctx, p, now, now)
	if soon := now.Add(follow.Confirm); p.again && !next.IsZero() && soon.Before(next) {
		return soon
	}
	return next
}

// nextAfter gives the same for an article that changed at since. Where the look
// came so late that our program or its clock must have stood still or gone
// ahead, the age does not end it: it is looked at once more.
func (l *Line) nextAfter(ctx context.Context, p *piece, since, now time.Time) time.Time {
	if p.source.Follow == tearsheet.FollowNever {
		return time.Time{}
	}
	pace := l.Follow.Times(l.patienceWith(ctx, p, now) * l.crowdAt(ctx, p.look.Host, now))
	next := pace.Next(now, since, p.look.Address)
	if next.IsZero() && !p.due.IsZero() && now.Sub(p.due) > longLate {
		return pace.Late(now, p.look.Address)
	}
	return next
}

// patienceWith is how much longer the waits at the piece's source are than
// usual. A store that cannot count leaves the usual pace: whatever is written
// next meets the same failure and is told there.
func (l *Line) patienceWith(ctx context.Context, p *piece, now time.Time) float64 {
	headline := p.revision.Headline
	if headline == "" {
		headline = p.look.Entry.Title
	}
	own, err1 := l.rateOf(ctx, p.source.ID, now)
	all, err2 := l.rateOf(ctx, "", now)
	if err1 != nil || err2 != nil {
		own, all = tearsheet.ChangeRate{}, tearsheet.ChangeRate{}
	}
	return follow.Patience(own, all, follow.Running(headline, p.look.URL))
}

func (l *Line) rateOf(ctx context.Context, id tearsheet.SourceID, now time.Time) (tearsheet.ChangeRate, error) {
	l.patience.mu.Lock()
	c, known := l.patience.rates[id]
	l.patience.mu.Unlock()
	if known && now.Sub(c.at).Abs() < ratesFor {
		return c.rate, nil
	}
	rate, err := l.Store.ChangeRate(ctx, id, now.Add(-ratesOver), now)
	if err != nil {
		return rate, err
	}
	l.patience.mu.Lock()
	l.patience.rates[id] = counted{rate, now}
	l.patience.mu.Unlock()
	return rate, nil
}

// crowdAt is how much longer the waits at a host are because all its articles
// together may be visited only so often. It follows what is due within the
// next hour, and says so when it has changed much.
func (l *Line) crowdAt(ctx context.Context, host string, now time.Time) float64 {
	l.patience.mu.Lock()
	c := l.patience.hosts[host]
	l.patience.mu.Unlock()
	if l.VisitsApart <= 0 || now.Sub(c.at).Abs() < crowdFor {
		return max(c.factor, 1)
	}
	room := float64(time.Hour / l.VisitsApart)
	due, err := l.Store.DueAt(ctx, host, now.Add(time.Hour), int(room*mostCrowd*mostCrowd))
	if err != nil {
		return max(c.factor, 1) // as for patienceWith
	}
	c.factor = min(max(max(c.factor, 1)*math.Sqrt(float64(due)/room), 1), mostCrowd)
	c.at = now
	if c.said = max(c.said, 1); c.factor > crowdSaid*c.said || c.factor*crowdSaid < c.said {
		c.said = c.factor
		l.Log.Info("waits between visits to a host's articles are stretched, for it may be asked only so often", "host", host, "times", math.Round(c.factor*10)/10, "due within an hour", due, "at most", int(room))
	}
	l.patience.mu.Lock()
	l.patience.hosts[host] = c
	l.patience.mu.Unlock()
	return c.factor
}

// recall takes back what a clock that was ahead has put too far away. No pace
// and no back-off puts a look further than beyond.
func (l *Line) recall(ctx context.Context, now time.Time, beyond, by time.Duration) error {
	n, err := l.Store.Recall(ctx, now, beyond, by)
	if err != nil {
		return err
	}
	l.tally.addN("looks recalled, for the clock had been ahead", int(n))
	if n > 0 {
		l.Log.Warn("the clock had been ahead; looks that were put too far away are taken back", "looks", n)
	}
	return nil
}

// furthest is longer than any wait that is set for an article that is not gone.
func (l *Line) furthest() time.Duration {
	longest := max(l.Follow.Ceiling, 24*time.Hour)
	if l.Follow.Ceiling <= 0 {
		longest = max(l.Follow.Stop, longest)
	}
	return longest + longest/5
}

// watch tells by how much the clock was set back since it was last asked.
type watch struct{ last time.Time }

func (w *watch) setBack(now time.Time) time.Duration {
	was := w.last
	w.last = now
	if was.IsZero() {
		return 0
	}
	return setBack(now.Round(0).Sub(was.Round(0)), now.Sub(was))
}

// setBack compares the time that went by on the clock with that which did.
func setBack(onClock, really time.Duration) time.Duration {
	if by := really - onClock; by > clockSlips {
		return by
	}
	return 0
}
