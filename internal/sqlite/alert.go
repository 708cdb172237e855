package sqlite

import (
	"context"
	"fmt"
	"time"

	"tearsheet"
)

// KeepAlerts keeps alerts that are to be sent; one that is there already, sent
// or not, stays as it is. Their articles must be there.
func (db *DB) KeepAlerts(ctx context.Context, alerts []tearsheet.Alert) error {
	return db.write(ctx, func(t *tx) error {
		for _, a := range alerts {
			var number int64
			if err := t.row(`SELECT number FROM article WHERE id = ?`, string(a.Article)).Scan(&number); err != nil {
				return missing("article", a.Article, err)
			}
			_, err := t.exec(`INSERT INTO alert (article, from_revision, to_revision, channel, made, due, tries, sent, given_up, trouble)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article, from_revision, to_revision, channel) DO NOTHING`,
				number, a.From, a.To, a.Channel, micro(a.Made), micro(a.Due), a.Tries, micro(a.Sent), micro(a.GivenUp), a.Trouble)
			if err != nil {
				return fmt.Errorf("keep alert on %s: %w", a.Article, err)
			}
		}
		return nil
	})
}

// MoveAlert keeps how an alert stands after a try.
func (db *DB) MoveAlert(ctx context.Context, a tearsheet.Alert) error {
	return db.write(ctx, func(t *tx) error {
		return t.one("alert", a.ID(), `UPDATE alert SET due = ?, tries = ?, sent = ?, given_up = ?, trouble = ?
			WHERE article = (SELECT number FROM article WHERE id = ?) AND from_revision = ? AND to_revision = ? AND channel = ?`,
			micro(a.Due), a.Tries, micro(a.Sent), micro(a.GivenUp), a.Trouble, string(a.Article), a.From, a.To, a.Channel)
	})
}

// DueAlerts gives those that are to be sent at now, the longest due first, but
// for those of the channels in except.
func (db *DB) DueAlerts(ctx context.Context, now time.Time, limit int, except ...string) ([]tearsheet.Alert, error) {
	marks, args := places(except)
	rows, err := db.query(ctx, `SELECT l.channel, a.id, l.from_revision, l.to_revision, l.made, l.due, l.tries, l.sent, l.given_up, l.trouble
		FROM alert l JOIN article a ON a.number = l.article WHERE l.due > 0 AND l.due <= ? AND l.channel NOT IN (`+marks+`)
		ORDER BY l.due, l.article, l.to_revision, l.channel LIMIT ?`, append(append([]any{micro(now)}, args...), limit)...)
	if err != nil {
		return nil, fmt.Errorf("list due alerts: %w", err)
	}
	var list []tearsheet.Alert
	err = each(rows, func() error {
		var a tearsheet.Alert
		err := rows.Scan(&a.Channel, &a.Article, &a.From, &a.To, moment{&a.Made}, moment{&a.Due}, &a.Tries, moment{&a.Sent}, moment{&a.GivenUp}, &a.Trouble)
		list = append(list, a)
		return err
	})
	return list, err
}

// givenUpShown is how long the figures tell of an alert that was given up.
const givenUpShown = 30 * 24 * time.Hour

// tellingStats counts what tells us and whom we tell.
func (db *DB) tellingStats(ctx context.Context, s *tearsheet.Stats, now time.Time) error {
	err := db.row(ctx, `SELECT (SELECT count(*) FROM subscription WHERE mode = ? AND until > ?), (SELECT count(*) FROM alert WHERE due > 0),
		(SELECT count(*) FROM alert WHERE given_up > ?)`, string(tearsheet.HubSubscribe), micro(now), micro(now.Add(-givenUpShown))).
		Scan(&s.Told, &s.Alerts, &s.GivenUp)
	if err != nil {
		return fmt.Errorf("count subscriptions and alerts: %w", err)
	}
	return nil
}
