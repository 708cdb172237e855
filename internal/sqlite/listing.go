package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tearsheet"
)

// KeepListing keeps what one check of a feed brought, all or nothing: the
// feed's new state, the looks at what it lists new or changed, and what was
// not taken. A look that is known, by its own address or that of its article,
// gets the new entry and time; its article and validators stay.
func (db *DB) KeepListing(ctx context.Context, feed tearsheet.Feed, looks []tearsheet.Look, drops []tearsheet.Drop) error {
	entries := make([][]byte, len(looks))
	for i := range looks {
		var err error
		if entries[i], err = pack(looks[i].Entry); err != nil {
			return fmt.Errorf("keep listing of feed %d: %w", feed.ID, err)
		}
	}
	return db.write(ctx, func(t *tx) error {
		if err := t.keepFeed(feed); err != nil {
			return err
		}
		if err := t.heedPing(feed.ID); err != nil {
			return err
		}
		for i := range looks {
			if err := t.list(&looks[i], entries[i]); err != nil {
				return fmt.Errorf("keep look at %s: %w", looks[i].Address, err)
			}
		}
		return t.drop(drops)
	})
}

// keepFeed moves a feed's state on. A feed that would move to the address of
// another one stays where it is: they are two until an editor says otherwise.
func (t *tx) keepFeed(f tearsheet.Feed) error {
	var url, oldURL, title string
	if err := t.row(`SELECT url, old_url, title FROM feed WHERE id = ?`, int64(f.ID)).Scan(&url, &oldURL, &title); err != nil {
		return missing("feed", f.ID, err)
	}
	if f.URL != url {
		var other int64
		err := t.row(`SELECT id FROM feed WHERE url = ?`, f.URL).Scan(&other)
		if err == nil {
			f.URL, f.OldURL = url, oldURL
		} else if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	err := t.one("feed", f.ID, `UPDATE feed SET url = ?, old_url = ?, host = ?, title = ?, format = ?, category = ?, etag = ?, last_modified = ?,
		next_check = ?, last_check = ?, last_ok = ?, last_change = ?, check_interval = ?, per_day = ?, failures = ?, trouble_class = ?,
		trouble_message = ?, trouble_at = ?, gone = ?, moved_to = ?, moved_since = ?, moved_times = ? WHERE id = ?`,
		append(feedState(&f), int64(f.ID))...)
	if err != nil || f.Title == title {
		return err
	}
	return t.nameSource(f.Source)
}

// list keeps one look as a feed tells of it. One with the digest that is kept
// is only due again: its entry stays.
func (t *tx) list(l *tearsheet.Look, entry []byte) error {
	id, err := t.lookAt(l.Address)
	told := true
	if errors.Is(err, sql.ErrNoRows) {
		id, err = t.addLook(l)
	} else if err == nil {
		if err = t.row(`SELECT digest <> ? FROM look WHERE id = ?`, l.Digest[:], id).Scan(&told); err == nil {
			_, err = t.exec(`UPDATE look SET due = ?, digest = ? WHERE id = ?`, micro(l.Due), l.Digest[:], id)
		}
	}
	if err != nil || !told {
		return err
	}
	_, err = t.exec(`INSERT INTO told (look, entry) VALUES (?, ?) ON CONFLICT (look) DO UPDATE SET entry = excluded.entry`, id, entry)
	return err
}

// lookAt finds the look at an address, or that which follows the article to
// which the address leads.
func (t *tx) lookAt(addr string) (id int64, err error) {
	if addr == "" {
		return 0, fmt.Errorf("a look without an address: %w", tearsheet.ErrInvalid)
	}
	err = t.row(`SELECT id FROM look WHERE address = ?`, addr).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = t.row(`SELECT l.id FROM alias a JOIN look l ON l.article = a.article WHERE a.address = ? ORDER BY l.due DESC, l.id DESC LIMIT 1`, addr).Scan(&id)
	}
	return id, err
}

func (t *tx) addLook(l *tearsheet.Look) (id int64, err error) {
	return t.added(`INSERT INTO look (address, url, host, feed, due, tries, trouble_class, trouble_message, trouble_at, digest, etag, last_modified,
		page_digest, last_change, doubt, doubt_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		l.Address, l.URL, l.Host, orNull(l.Feed), micro(l.Due), l.Tries, string(l.Trouble.Class), l.Trouble.Message, micro(l.Trouble.At),
		l.Digest[:], l.ETag, l.LastModified, l.PageDigest[:], micro(l.LastChange), orNone(l.Doubt.Words), micro(l.Doubt.Since))
}

func (t *tx) drop(drops []tearsheet.Drop) error {
	for _, d := range drops {
		_, err := t.exec(`INSERT INTO dropped (feed, address, reason, at, times) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (feed, address, reason) DO UPDATE SET at = excluded.at, times = dropped.times + excluded.times`,
			int64(d.Feed), d.Address, d.Reason, micro(d.At), max(d.Times, 1))
		if err != nil {
			return fmt.Errorf("keep drop of %s: %w", d.Address, err)
		}
	}
	return nil
}

// Drops gives the last things that were not taken from a feed, from all where
// it is 0, and why.
func (db *DB) Drops(ctx context.Context, feed tearsheet.FeedID, limit int) ([]tearsheet.Drop, error) {
	rows, err := db.query(ctx, `SELECT feed, address, reason, at, times FROM dropped WHERE (? = 0 OR feed = ?) ORDER BY at DESC, address LIMIT ?`,
		int64(feed), int64(feed), limit)
	if err != nil {
		return nil, fmt.Errorf("list drops: %w", err)
	}
	var list []tearsheet.Drop
	err = each(rows, func() error {
		var d tearsheet.Drop
		if err := rows.Scan(&d.Feed, &d.Address, &d.Reason, moment{&d.At}, &d.Times); err != nil {
			return err
		}
		list = append(list, d)
		return nil
	})
	return list, err
}
