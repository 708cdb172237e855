package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"tearsheet"
)

const lookColumns = `l.address, l.url, l.host, l.feed, l.due, l.tries, l.trouble_class, l.trouble_message, l.trouble_at,
	coalesce(a.id, ''), l.digest, l.etag, l.last_modified, l.page_digest, l.last_change, l.doubt, l.doubt_since`

func lookFields(l *tearsheet.Look) []any {
	return []any{&l.Address, &l.URL, &l.Host, reference[tearsheet.FeedID]{&l.Feed}, moment{&l.Due}, &l.Tries, &l.Trouble.Class, &l.Trouble.Message,
		moment{&l.Trouble.At}, &l.Article, digest{&l.Digest}, &l.ETag, &l.LastModified, digest{&l.PageDigest}, moment{&l.LastChange},
		maybe{&l.Doubt.Words}, moment{&l.Doubt.Since}}
}

// Known gives the looks at those of the addresses that have one, under the
// address asked for: it may be the look's own or lead to its article. Their
// Entry is left empty: whoever asks compares the Digest. What it costs depends
// on how many are asked for alone.
func (db *DB) Known(ctx context.Context, addresses []string) (map[string]tearsheet.Look, error) {
	known := make(map[string]tearsheet.Look, len(addresses))
	for chunk := range slices.Chunk(addresses, 64) {
		err := db.known(ctx, known, chunk, `SELECT l.address, coalesce(a.last_seen, 0), `+lookColumns+` FROM look l LEFT JOIN article a ON a.number = l.article WHERE l.address IN `)
		if err != nil {
			return nil, err
		}
		rest := slices.DeleteFunc(slices.Clone(chunk), func(a string) bool { _, ok := known[a]; return ok })
		err = db.known(ctx, known, rest, `SELECT b.address, a.last_seen, `+lookColumns+` FROM alias b JOIN article a ON a.number = b.article
			JOIN look l ON l.article = a.number WHERE b.address IN `)
		if err != nil {
			return nil, err
		}
	}
	return known, nil
}

func (db *DB) known(ctx context.Context, known map[string]tearsheet.Look, addresses []string, text string) error {
	if len(addresses) == 0 {
		return nil
	}
	marks, args := places(addresses)
	rows, err := db.query(ctx, text+`(`+marks+`) ORDER BY l.due, l.id`, args...)
	if err != nil {
		return fmt.Errorf("look up addresses: %w", err)
	}
	var asked string
	var l tearsheet.Look
	fields := append([]any{&asked, moment{&l.Served}}, lookFields(&l)...)
	return each(rows, func() error {
		if err := rows.Scan(fields...); err != nil {
			return err
		}
		known[asked] = l
		return nil
	})
}

// KeepLook keeps when and how a look goes on after the page said nothing new
// or could not be had, and what was dropped of it, if anything. Its entry stays
// as the feed told it. A feed that told of something new in the meantime keeps
// its earlier time.
func (db *DB) KeepLook(ctx context.Context, l tearsheet.Look, d *tearsheet.Drop) error {
	return db.write(ctx, func(t *tx) error {
		if err := t.moveLook(&l); err != nil {
			return err
		}
		if err := t.servedAgain(&l); err != nil || d == nil {
			return err
		}
		return t.drop([]tearsheet.Drop{*d})
	})
}

// servedAgain notes that the article of a look stands unchanged.
func (t *tx) servedAgain(l *tearsheet.Look) error {
	if l.Served.IsZero() {
		return nil
	}
	_, err := t.exec(`UPDATE article SET last_seen = max(last_seen, ?), gone = 0 WHERE number = (SELECT article FROM look WHERE address = ?)`, micro(l.Served), l.Address)
	if err != nil {
		return fmt.Errorf("keep that %s stands: %w", l.Address, err)
	}
	return nil
}

// MarkGone keeps that the publisher answered 404 or 410 for the article of a
// look, whose revisions stay, and how the look goes on.
func (db *DB) MarkGone(ctx context.Context, l tearsheet.Look, at time.Time) error {
	return db.write(ctx, func(t *tx) error {
		if err := t.moveLook(&l); err != nil {
			return err
		}
		_, err := t.exec(`UPDATE article SET gone = ? WHERE gone = 0 AND number = (SELECT article FROM look WHERE address = ?)`, micro(at), l.Address)
		return err
	})
}

func (t *tx) moveLook(l *tearsheet.Look) error {
	return t.one("look", l.Address, `UPDATE look SET
		due = CASE WHEN digest <> ? AND due > 0 AND (? = 0 OR due < ?) THEN due ELSE ? END,
		url = ?, host = ?, tries = ?, trouble_class = ?, trouble_message = ?, trouble_at = ?, etag = ?, last_modified = ?, page_digest = ?, last_change = ?,
		doubt = ?, doubt_since = ? WHERE address = ?`, l.Digest[:], micro(l.Due), micro(l.Due), micro(l.Due), l.URL, l.Host, l.Tries, string(l.Trouble.Class), l.Trouble.Message,
		micro(l.Trouble.At), l.ETag, l.LastModified, l.PageDigest[:], micro(l.LastChange),
		orNone(l.Doubt.Words), micro(l.Doubt.Since), l.Address)
}

// NextDue gives when the next feed or look is due; the zero time when nothing
// waits.
func (db *DB) NextDue(ctx context.Context) (time.Time, error) {
	var feed, look sql.NullInt64
	err := db.row(ctx, `SELECT (SELECT min(next_check) FROM feed WHERE gone = 0), (SELECT min(due) FROM look WHERE due > 0)`).Scan(&feed, &look)
	if err != nil {
		return time.Time{}, fmt.Errorf("find what is due next: %w", explain(err))
	}
	switch {
	case !feed.Valid && !look.Valid:
		return time.Time{}, nil
	case !feed.Valid || look.Valid && look.Int64 < feed.Int64:
		return time.UnixMicro(look.Int64).UTC(), nil
	}
	return time.UnixMicro(feed.Int64).UTC(), nil // of a feed that was never checked: 1970, long due
}

// Recall takes back looks and feeds that a wrong clock put too far into the
// future. What is due later than beyond from now is due that much earlier; what
// would be past by it is spread over the next day, so that no publisher is asked
// for everything at once. Nothing becomes due later. Looks at what is gone are
// far apart by themselves. It gives how many looks were recalled.
func (db *DB) Recall(ctx context.Context, now time.Time, beyond, by time.Duration) (n int64, err error) {
	const rare = 33 * 24 * time.Hour
	err = db.write(ctx, func(t *tx) error {
		at, past, most := micro(now), by.Microseconds(), micro(now.Add(beyond))
		done, err := t.exec(`UPDATE look SET due = min(due, max(due - ?, ? + id * 7919000003 % ?)) WHERE due > ?
			AND (due > ? OR trouble_class NOT IN ('not-found', 'gone', 'legal'))`, past, at, (24 * time.Hour).Microseconds(), most, micro(now.Add(rare)))
		if err == nil {
			n, err = done.RowsAffected()
		}
		if err != nil {
			return fmt.Errorf("recall looks: %w", err)
		}
		_, err = t.exec(`UPDATE feed SET next_check = max(next_check - ?, ?) WHERE gone = 0 AND next_check > ?`, past, at, micro(now.Add(feedsBeyond(beyond))))
		return err
	})
	return n, err
}

// feedsBeyond is beyond for feeds, some of which ask to be left alone for days.
func feedsBeyond(beyond time.Duration) time.Duration {
	if beyond <= 0 {
		return 0
	}
	return max(beyond, 10*24*time.Hour)
}
