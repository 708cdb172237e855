package sqlite

import (
	"context"
	"fmt"
	"time"

	"tearsheet"
)

const subscriptionColumns = `callback, feed, hub, topic, base, secret, mode, asked, confirmed, until, due, tries, trouble, pinged, pings, forged`

func subscriptionFields(s *tearsheet.Subscription) []any {
	return []any{&s.Callback, &s.Feed, &s.Hub, &s.Topic, &s.Base, &s.Secret, &s.Mode, moment{&s.Asked}, moment{&s.Confirmed},
		moment{&s.Until}, moment{&s.Due}, &s.Tries, &s.Trouble, moment{&s.Pinged}, &s.Pings, &s.Forged}
}

// AddSubscription keeps s as the one of its feed. Another one of it is to end,
// or is forgotten if its hub was never asked.
func (db *DB) AddSubscription(ctx context.Context, s tearsheet.Subscription) error {
	if s.Callback == "" || s.Secret == "" {
		return fmt.Errorf("add subscription of feed %d without callback or secret: %w", s.Feed, tearsheet.ErrInvalid)
	}
	return db.write(ctx, func(t *tx) error {
		if err := t.endSubscription(s.Feed, s.Due); err != nil {
			return err
		}
		_, err := t.exec(`INSERT INTO subscription (`+subscriptionColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			s.Callback, int64(s.Feed), s.Hub, s.Topic, s.Base, s.Secret, string(s.Mode), micro(s.Asked), micro(s.Confirmed),
			micro(s.Until), micro(s.Due), s.Tries, s.Trouble, micro(s.Pinged), s.Pings, s.Forged)
		if err != nil {
			return fmt.Errorf("add subscription of feed %d: %w", s.Feed, err)
		}
		return nil
	})
}

// EndSubscription makes the hub of a feed due to be asked for no more. A feed
// without a subscription is no error.
func (db *DB) EndSubscription(ctx context.Context, feed tearsheet.FeedID, now time.Time) error {
	return db.write(ctx, func(t *tx) error { return t.endSubscription(feed, now) })
}

func (t *tx) endSubscription(feed tearsheet.FeedID, now time.Time) error {
	if _, err := t.exec(`DELETE FROM subscription WHERE feed = ? AND asked = 0`, int64(feed)); err != nil {
		return fmt.Errorf("forget subscription of feed %d: %w", feed, err)
	}
	_, err := t.exec(`UPDATE subscription SET mode = ?, asked = 0, confirmed = 0, due = ?, tries = 0 WHERE feed = ? AND mode = ?`,
		string(tearsheet.HubUnsubscribe), micro(now), int64(feed), string(tearsheet.HubSubscribe))
	if err != nil {
		return fmt.Errorf("end subscription of feed %d: %w", feed, err)
	}
	return nil
}

// Subscription gives the one that a hub knows by callback, or ErrNotFound.
func (db *DB) Subscription(ctx context.Context, callback string) (tearsheet.Subscription, error) {
	var s tearsheet.Subscription
	err := db.row(ctx, `SELECT `+subscriptionColumns+` FROM subscription WHERE callback = ?`, callback).Scan(subscriptionFields(&s)...)
	return s, missing("subscription", "with this callback", err) // the callback is a secret
}

// SubscriptionOf gives the one that a feed has, or ErrNotFound; one that is on
// its way out does not count.
func (db *DB) SubscriptionOf(ctx context.Context, feed tearsheet.FeedID) (tearsheet.Subscription, error) {
	var s tearsheet.Subscription
	err := db.row(ctx, `SELECT `+subscriptionColumns+` FROM subscription WHERE feed = ? AND mode = ?`, int64(feed), string(tearsheet.HubSubscribe)).
		Scan(subscriptionFields(&s)...)
	return s, missing("subscription of feed", feed, err)
}

// DueSubscriptions gives those of which something is to be done at now, the
// longest due first.
func (db *DB) DueSubscriptions(ctx context.Context, now time.Time, limit int) ([]tearsheet.Subscription, error) {
	rows, err := db.query(ctx, `SELECT `+subscriptionColumns+` FROM subscription WHERE due <= ? ORDER BY due, callback LIMIT ?`, micro(now), limit)
	if err != nil {
		return nil, fmt.Errorf("list due subscriptions: %w", err)
	}
	var list []tearsheet.Subscription
	err = each(rows, func() error {
		var s tearsheet.Subscription
		err := rows.Scan(subscriptionFields(&s)...)
		list = append(list, s)
		return err
	})
	return list, err
}

// ChangeSubscription lets change set what is kept under callback, as it is at
// that moment and with nobody in between; it is forgotten where change gives
// keep as false, and stays as it is where it gives an error, which is given on.
func (db *DB) ChangeSubscription(ctx context.Context, callback string, change func(*tearsheet.Subscription) (keep bool, err error)) error {
	return db.write(ctx, func(t *tx) error {
		var s tearsheet.Subscription
		err := t.row(`SELECT `+subscriptionColumns+` FROM subscription WHERE callback = ?`, callback).Scan(subscriptionFields(&s)...)
		if err != nil {
			return missing("subscription", "with this callback", err)
		}
		keep, err := change(&s)
		if err != nil {
			return err
		}
		if !keep {
			_, err = t.exec(`DELETE FROM subscription WHERE callback = ?`, callback)
			return err
		}
		_, err = t.exec(`UPDATE subscription SET mode = ?, asked = ?, confirmed = ?, until = ?, due = ?, tries = ?, trouble = ?, pinged = ?, pings = ?, forged = ?
			WHERE callback = ?`, string(s.Mode), micro(s.Asked), micro(s.Confirmed), micro(s.Until), micro(s.Due), s.Tries, s.Trouble, micro(s.Pinged), s.Pings,
			s.Forged, callback)
		return err
	})
}

// Ping keeps that a hub has told of a change at that time, and makes its feed
// due: at once, but a minute after its last check at the earliest, and twice as
// long for each of its failures. A feed that is gone stays so.
func (db *DB) Ping(ctx context.Context, callback string, at time.Time) error {
	return db.write(ctx, func(t *tx) error {
		err := t.one("subscription", "with this callback", `UPDATE subscription SET pinged = max(pinged, ?), pings = pings + 1 WHERE callback = ? AND mode = ?`,
			micro(at), callback, string(tearsheet.HubSubscribe))
		if err != nil {
			return err
		}
		_, err = t.exec(`UPDATE feed SET next_check = min(next_check, max(?, last_check + `+pingGap+`)) WHERE gone = 0
			AND id = (SELECT feed FROM subscription WHERE callback = ?)`, micro(at), callback)
		if err != nil {
			return fmt.Errorf("make the pinged feed due: %w", err)
		}
		return nil
	})
}

// pingGap is the least time in microseconds between two checks of a feed for
// which its hub is the reason.
const pingGap = `(60000000 << min(failures, 6))`

// heedPing makes a feed due that was pinged while it was being asked: the
// publisher may have answered before it published.
func (t *tx) heedPing(feed tearsheet.FeedID) error {
	_, err := t.exec(`UPDATE feed SET next_check = min(next_check, last_check + `+pingGap+`) WHERE id = ? AND gone = 0
		AND EXISTS (SELECT 1 FROM subscription s WHERE s.feed = feed.id AND s.pinged > feed.last_check)`, int64(feed))
	if err != nil {
		return fmt.Errorf("heed a ping of feed %d: %w", feed, err)
	}
	return nil
}
