package pipeline

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
	"tearsheet/internal/tell"
)

// Alerts is the outbox, kept durably.
type Alerts interface {
	KeepAlerts(context.Context, []tearsheet.Alert) error
	MoveAlert(context.Context, tearsheet.Alert) error
	DueAlerts(ctx context.Context, now time.Time, limit int, except ...string) ([]tearsheet.Alert, error)
	Changes(context.Context, tearsheet.ArticleID) ([]tearsheet.Change, error)
	Revision(context.Context, tearsheet.ArticleID, int) (tearsheet.Revision, error)
}

// Channel is one way to tell people or programs of a change.
type Channel interface {
	Channel() string // its name in the outbox
	Send(ctx context.Context, n tell.News, now time.Time) error
}

// alertsTaken is how many alerts are taken from the store at once.
const alertsTaken = 64

// tell keeps an alert for each channel if the change of the revision is to be
// told. One that is kept already, sent or not, stays: a change is told once.
// An old change, of a store that is compared anew, is no news.
func (l *Line) tell(ctx context.Context, s subject) error {
	if len(l.Channels) == 0 || s.number < 2 {
		return nil
	}
	c, err := l.changeTo(ctx, s.item.Article.ID, s.number)
	now := time.Now()
	if err != nil || !follow.Tell(s.item.Source, c) || now.Sub(c.At) > tell.Expiry {
		return err
	}
	due := now
	if quiet := c.At.Add(follow.Quiet); slices.Contains(c.Kinds, tearsheet.KindHeadline) && quiet.After(now) {
		due = quiet // it may be one of several that a publisher tries
	}
	var alerts []tearsheet.Alert
	for _, channel := range l.Channels {
		alerts = append(alerts, tearsheet.Alert{Channel: channel.Channel(), Article: c.Article, From: c.From, To: c.To, Made: now, Due: due})
	}
	if err := l.Store.KeepAlerts(ctx, alerts); err != nil {
		return err
	}
	for _, s := range l.senders {
		s.alerts.now()
	}
	return nil
}

func (l *Line) changeTo(ctx context.Context, id tearsheet.ArticleID, number int) (tearsheet.Change, error) {
	changes, err := l.Store.Changes(ctx, id)
	if err != nil {
		return tearsheet.Change{}, err
	}
	i := slices.IndexFunc(changes, func(c tearsheet.Change) bool { return c.From == number-1 && c.To == number })
	if i < 0 {
		return tearsheet.Change{}, fmt.Errorf("change to revision %d of %s is not there: %w", number, id, tearsheet.ErrNotFound)
	}
	return changes[i], nil
}

func (l *Line) newsOf(ctx context.Context, a tearsheet.Alert) (n tell.News, err error) {
	item, err := l.Store.Item(ctx, a.Article)
	if err != nil {
		return n, err
	}
	c, err := l.changeTo(ctx, a.Article, a.To)
	if err != nil {
		return n, err
	}
	if !follow.Tell(item.Source, c) {
		return n, errNoNews
	}
	old, err := l.Store.Revision(ctx, a.Article, a.From)
	if err != nil {
		return n, err
	}
	fresh, err := l.Store.Revision(ctx, a.Article, a.To)
	return tell.Of(a, tearsheet.Changed{Change: c, Item: item}, old, fresh, l.Public), err
}
