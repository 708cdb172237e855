package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"tearsheet"
)

const lookColumns = `l.address, l.url, l.host, l.feed, l.due, l.tries, l.trouble_class, l.trouble_message, l.trouble_at,
	coalesce(a.id, ''), l.digest, l.etag, l.last_modified, l.page_digest, l.last_change`

func lookFields(l *tearsheet.Look) []any {
	return []any{&l.Address, &l.URL, &l.Host, reference[tearsheet.FeedID]{&l.Feed}, moment{&l.Due}, &l.Tries, &l.Trouble.Class, &l.Trouble.Message,
		moment{&l.Trouble.At}, &l.Article, digest{&l.Digest}, &l.ETag, &l.LastModified, digest{&l.PageDigest}, moment{&l.LastChange}}
}

// Known gives the looks at those of the addresses that have one, under the
// address asked for: it may be the look's own or lead to its article. Their
// Entry is left empty: whoever asks compares the Digest. What it costs depends
// on how many are asked for alone.
func (db *DB) Known(ctx context.Context, addresses []string) (map[string]tearsheet.Look, error) {
	known := make(map[string]tearsheet.Look, len(addresses))
	for chunk := range slices.Chunk(addresses, 64) {
		err := db.known(ctx, known, chunk, `SELECT l.address, `+lookColumns+` FROM look l LEFT JOIN article a ON a.number = l.article WHERE l.address IN `)
		if err != nil {
			return nil, err
		}
		rest := slices.DeleteFunc(slices.Clone(chunk), func(a string) bool { _, ok := known[a]; return ok })
		err = db.known(ctx, known, rest, `SELECT b.address, `+lookColumns+` FROM alias b JOIN article a ON a.number = b.article
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
	return each(rows, func() error {
		var asked string
		var l tearsheet.Look
		if err := rows.Scan(append([]any{&asked}, lookFields(&l)...)...); err != nil {
			return err
		}
		known[asked] = l
		return nil
	})
}

// DueLooks gives looks that are due at now, but none at the hosts of except:
// at most perHost of each host, from the host whose oldest has waited longest.
// It jumps from host to host in the index, so that a host with very many due
// looks neither hides the others nor costs more than they.
func (db *DB) DueLooks(ctx context.Context, now time.Time, except []string, perHost, limit int) ([]tearsheet.Look, error) {
	hosts, err := db.dueHosts(ctx, now, except)
	if err != nil {
		return nil, fmt.Errorf("list due hosts: %w", err)
	}
	var list []tearsheet.Look
	for _, host := range hosts {
		if len(list) >= limit {
			break
		}
		if list, err = db.dueAt(ctx, list, host, now, min(perHost, limit-len(list))); err != nil {
			return nil, fmt.Errorf("list due looks at %s: %w", host, err)
		}
	}
	return list, nil
}

func (db *DB) dueHosts(ctx context.Context, now time.Time, except []string) ([]string, error) {
	rows, err := db.query(ctx, `WITH RECURSIVE next (host) AS (
			SELECT (SELECT min(host) FROM look WHERE due > 0)
			UNION ALL
			SELECT (SELECT min(host) FROM look WHERE due > 0 AND host > next.host) FROM next WHERE next.host IS NOT NULL)
		SELECT host, (SELECT min(due) FROM look WHERE due > 0 AND look.host = next.host) AS due FROM next
		WHERE host IS NOT NULL AND EXISTS (SELECT 1 FROM look WHERE due > 0 AND due <= ?)`, micro(now))
	if err != nil {
		return nil, err
	}
	type waiting struct {
		host string
		due  int64
	}
	var found []waiting
	busy := make(map[string]bool, len(except))
	for _, host := range except {
		busy[host] = true
	}
	err = each(rows, func() error {
		var w waiting
		if err := rows.Scan(&w.host, &w.due); err != nil {
			return err
		}
		if w.due <= micro(now) && !busy[w.host] {
			found = append(found, w)
		}
		return nil
	})
	slices.SortStableFunc(found, func(a, b waiting) int { return cmp.Compare(a.due, b.due) })
	hosts := make([]string, len(found))
	for i := range found {
		hosts[i] = found[i].host
	}
	return hosts, err
}

func (db *DB) dueAt(ctx context.Context, list []tearsheet.Look, host string, now time.Time, limit int) ([]tearsheet.Look, error) {
	rows, err := db.query(ctx, `SELECT `+lookColumns+`, t.entry FROM look l LEFT JOIN article a ON a.number = l.article LEFT JOIN told t ON t.look = l.id
		WHERE l.host = ? AND l.due > 0 AND l.due <= ? ORDER BY l.due LIMIT ?`, host, micro(now), limit)
	if err != nil {
		return nil, err
	}
	err = each(rows, func() error {
		var l tearsheet.Look
		var entry []byte
		if err := rows.Scan(append(lookFields(&l), &entry)...); err != nil {
			return err
		}
		if entry != nil {
			if err := unpack(entry, &l.Entry); err != nil {
				return fmt.Errorf("entry of %s: %w", l.Address, err)
			}
		}
		list = append(list, l)
		return nil
	})
	return list, err
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
		if d == nil {
			return nil
		}
		return t.drop([]tearsheet.Drop{*d})
	})
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
		url = ?, host = ?, tries = ?, trouble_class = ?, trouble_message = ?, trouble_at = ?, etag = ?, last_modified = ?, page_digest = ?, last_change = ?
		WHERE address = ?`, l.Digest[:], micro(l.Due), micro(l.Due), micro(l.Due), l.URL, l.Host, l.Tries, string(l.Trouble.Class), l.Trouble.Message,
		micro(l.Trouble.At), l.ETag, l.LastModified, l.PageDigest[:], micro(l.LastChange), l.Address)
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
