package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tearsheet"
	"tearsheet/internal/tell"
)

// sender sends the alerts of one channel. Channels do not wait for each other.
type sender struct {
	channel Channel
	alerts  nudge
	others  []string // the other channels

	// After failures to reach the channel, in a row, all of its alerts wait.
	failures int
	until    time.Time
	why      error
}

func newSenders(channels []Channel) (all []*sender) {
	for i, c := range channels {
		s := &sender{channel: c, alerts: newNudge()}
		for k, other := range channels {
			if k != i {
				s.others = append(s.others, other.Channel())
			}
		}
		all = append(all, s)
	}
	return all
}

// sendAlerts sends what is due at its start on all channels.
func (l *Line) sendAlerts(ctx context.Context) error {
	ended := make(chan error, len(l.senders))
	for _, s := range l.senders {
		go func() { ended <- l.sendDue(ctx, s) }()
	}
	var all []error
	for range l.senders {
		all = append(all, <-ended)
	}
	return errors.Join(all...)
}

// sendDue sends what is due at its start, one after the other: what fails is due
// later, so it ends. Alerts for channels that are not configured any more come
// here too and fail; of two senders that take one of them at once both note the
// same. A failure of the channel is kept with the alert; the error is that of
// the store.
func (l *Line) sendDue(ctx context.Context, s *sender) error {
	began := time.Now()
	for {
		due, err := l.Store.DueAlerts(ctx, began, alertsTaken, s.others...)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, a := range due {
			if a, err = l.sendAlert(ctx, s, a); err != nil {
				return err
			}
			if err := l.Store.MoveAlert(ctx, a); err != nil {
				return err
			}
		}
	}
}

// errNoNews says that a change was news when its alert was kept and is not any
// more: the old headline came back, or the operator wants to hear less.
var errNoNews = errors.New("the change is no news any more")

// sendAlert tries one alert, unless its channel is to be left alone, and gives
// it as it stands then. If the program dies between the sending and the keeping
// it is sent again with the same ID: twice rather than never.
func (l *Line) sendAlert(ctx context.Context, s *sender, a tearsheet.Alert) (tearsheet.Alert, error) {
	now := time.Now()
	if a.Channel == s.channel.Channel() && now.Before(s.until) {
		return l.putOff(s, a, now), nil
	}
	sending := l.say(ctx, s, a)
	if ctx.Err() != nil {
		return a, ctx.Err()
	}
	if errors.Is(sending, tearsheet.ErrStore) {
		return a, sending
	}
	if errors.Is(sending, errNoNews) {
		a.Due, a.Trouble = time.Time{}, errNoNews.Error()
		return a, nil
	}
	a = tell.After(a, sending, time.Now())
	if !a.GivenUp.IsZero() {
		l.tellGivenUp(a)
	}
	if a.Channel == s.channel.Channel() {
		s.heard(sending, time.Now())
	}
	return a, nil
}

// putOff gives an alert as it waits for its channel, or as too old for that.
func (l *Line) putOff(s *sender, a tearsheet.Alert, now time.Time) tearsheet.Alert {
	a.Due, a.Trouble = s.until, s.why.Error()
	if a.Due.Sub(a.Made) > tell.Expiry {
		a.Due, a.GivenUp = time.Time{}, now
		l.tellGivenUp(a)
	}
	return a
}

func (l *Line) tellGivenUp(a tearsheet.Alert) {
	l.Log.Warn("an alert was given up", "id", a.ID(), "channel", a.Channel, "article", a.Article, "tries", a.Tries, "error", a.Trouble)
}

// heard notes how the channel answered. One that cannot be reached is left alone
// for a quarter of a minute, then for twice as long each time, an hour at most.
func (s *sender) heard(err error, now time.Time) {
	wait, silent := silence(err)
	if !silent {
		s.failures, s.until, s.why = 0, time.Time{}, nil
		return
	}
	s.failures++
	s.until = now.Add(max(wait, min(time.Hour, 15*time.Second<<min(s.failures-1, 10))))
	s.why = fmt.Errorf("not tried: the channel could not be reached: %w", err)
}

// silence reports whether an error is that of the channel and would be that of
// the next alert too, and how long the channel wants to be left alone.
func silence(err error) (wait time.Duration, silent bool) {
	if e, ok := errors.AsType[*tearsheet.Error](err); ok {
		switch e.Class {
		case tearsheet.Timeout, tearsheet.DNS, tearsheet.Connection, tearsheet.TLS, tearsheet.RateLimited:
			return e.Retry, true
		}
		return 0, false
	}
	var network interface{ Timeout() bool } // as all errors of connections have it
	return 0, errors.As(err, &network) || errors.Is(err, context.DeadlineExceeded)
}

func (l *Line) say(ctx context.Context, s *sender, a tearsheet.Alert) error {
	if a.Channel != s.channel.Channel() {
		return fmt.Errorf("channel %s is not configured any more", a.Channel)
	}
	news, err := l.newsOf(ctx, a)
	if err != nil {
		return err
	}
	return s.channel.Send(ctx, news, time.Now())
}
