package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"time"

	"golang.org/x/sync/errgroup"

	"tearsheet"
	"tearsheet/internal/subscribe"
)

// Subscriptions keeps what hubs were asked, durably.
type Subscriptions interface {
	AddSubscription(context.Context, tearsheet.Subscription) error
	EndSubscription(ctx context.Context, feed tearsheet.FeedID, now time.Time) error
	Subscription(ctx context.Context, callback string) (tearsheet.Subscription, error)
	SubscriptionOf(context.Context, tearsheet.FeedID) (tearsheet.Subscription, error)
	DueSubscriptions(ctx context.Context, now time.Time, limit int) ([]tearsheet.Subscription, error)
	ChangeSubscription(ctx context.Context, callback string, change func(*tearsheet.Subscription) (keep bool, err error)) error
	Ping(ctx context.Context, callback string, at time.Time) error
}

// Hubs is how hubs are asked and where they reach us. Without a Base none is.
type Hubs struct {
	Post subscribe.Poster
	Base string // the address under which the public reaches this program
}

const (
	hubsAtOnce = 4  // hubs that are asked at the same time
	hubsTaken  = 64 // subscriptions that are taken from the store at once
)

// relying gives the feed its next check after one that was made at now, where
// was is the feed before it: later while its hub can be relied on. fresh is how
// many articles the check found that nobody had told of.
func (l *Line) relying(ctx context.Context, was, is tearsheet.Feed, fresh int, now time.Time) (tearsheet.Feed, error) {
	if l.Hubs.Base == "" || is.Gone || is.Trouble.Class != "" {
		return is, nil
	}
	s, err := l.Store.SubscriptionOf(ctx, is.ID)
	if errors.Is(err, tearsheet.ErrNotFound) {
		return is, nil
	}
	if err != nil {
		return is, err
	}
	if fresh > 0 && subscribe.Missed(s, was.LastCheck) {
		return is, l.mistrust(ctx, s)
	}
	is.NextCheck = subscribe.Later(s, is.NextCheck, now)
	return is, nil
}

// mistrust forgets that a hub has told, unless it did so since s was read.
func (l *Line) mistrust(ctx context.Context, s tearsheet.Subscription) error {
	return forgotten(l.Store.ChangeSubscription(ctx, s.Callback, func(is *tearsheet.Subscription) (bool, error) {
		if is.Pinged.Equal(s.Pinged) {
			is.Pinged = time.Time{}
		}
		return true, nil
	}))
}

// forgotten lets a subscription that is not there any more be no failure.
func forgotten(err error) error {
	if errors.Is(err, tearsheet.ErrNotFound) {
		return nil
	}
	return err
}

// hear keeps which hub a listing names, if it is another one than before, and
// leaves the one of a feed that is gone or names none any more.
func (l *Line) hear(ctx context.Context, f tearsheet.Feed, listing tearsheet.Listing, now time.Time) error {
	if l.Hubs.Base == "" {
		return nil
	}
	s, err := l.Store.SubscriptionOf(ctx, f.ID)
	none := errors.Is(err, tearsheet.ErrNotFound)
	if err != nil && !none {
		return err
	}
	hub, topic, offered := subscribe.Offered(listing)
	switch {
	case offered && (none || !subscribe.Same(s, hub, topic, l.Hubs.Base)):
		err = l.Store.AddSubscription(ctx, subscribe.New(f.ID, hub, topic, l.Hubs.Base, now))
	case !offered && !none:
		err = l.Store.EndSubscription(ctx, f.ID, now)
	default:
		return nil
	}
	l.hubs.now()
	return err
}

// tendHubs asks the hubs of which something is due: new ones, leases that end,
// feeds that were left.
func (l *Line) tendHubs(ctx context.Context) error {
	for {
		due, err := l.Store.DueSubscriptions(ctx, time.Now(), hubsTaken)
		if err != nil || len(due) == 0 {
			return err
		}
		group, each := errgroup.WithContext(ctx)
		group.SetLimit(hubsAtOnce)
		for _, s := range due {
			group.Go(func() error { return l.askHub(each, s) })
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
}

// askHub asks one hub. That it is asked is kept before, since many a hub asks
// back before it answers. One that knows us under an earlier address is asked
// anew.
func (l *Line) askHub(ctx context.Context, s tearsheet.Subscription) error {
	if s.Mode == tearsheet.HubSubscribe && s.Base != l.Hubs.Base {
		return l.Store.AddSubscription(ctx, subscribe.New(s.Feed, s.Hub, s.Topic, l.Hubs.Base, time.Now()))
	}
	ask := true
	err := l.Store.ChangeSubscription(ctx, s.Callback, func(is *tearsheet.Subscription) (bool, error) {
		*is, ask = subscribe.Asking(*is, time.Now())
		s = *is
		return ask, nil
	})
	if err != nil || !ask {
		return forgotten(err)
	}
	if err = subscribe.Ask(ctx, l.Hubs.Post, s); err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	return forgotten(l.Store.ChangeSubscription(ctx, s.Callback, func(is *tearsheet.Subscription) (bool, error) {
		subscribe.Failed(is, err, time.Now())
		return true, nil
	}))
}

// HubAsks answers a hub that asks whether it was us who subscribed or left;
// ErrNotFound where it was not.
func (l *Line) HubAsks(ctx context.Context, callback string, query url.Values) (challenge string, err error) {
	if _, err := l.Store.Subscription(ctx, callback); err != nil {
		return "", err
	}
	err = l.Store.ChangeSubscription(ctx, callback, func(s *tearsheet.Subscription) (bool, error) {
		challenge, err = subscribe.Answer(s, query, time.Now())
		return true, err
	})
	return challenge, err
}

// HubTells takes what a hub sends. If its signature is right the feed is asked
// soon; if not, nothing happens but that it is counted. ErrGone says that we
// want to hear of it no more. The body is only what the signature is made of:
// what the feed lists is what its publisher answers.
func (l *Line) HubTells(ctx context.Context, callback, signature string, body io.Reader) error {
	s, err := l.Store.Subscription(ctx, callback)
	switch {
	case errors.Is(err, tearsheet.ErrNotFound), err == nil && s.Mode == tearsheet.HubUnsubscribe:
		return fmt.Errorf("take what a hub tells: no such subscription: %w", tearsheet.ErrGone)
	case err != nil:
		return err
	}
	genuine, err := subscribe.Genuine(s.Secret, signature, body)
	if err != nil {
		return fmt.Errorf("take what a hub tells: %w", err)
	}
	if genuine {
		err = l.Store.Ping(ctx, callback, time.Now())
		l.Wake()
		return err
	}
	return forgotten(l.Store.ChangeSubscription(ctx, callback, func(s *tearsheet.Subscription) (bool, error) {
		s.Forged++
		return true, nil
	}))
}
