package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
)

const feedColumns = `id, source, url, old_url, title, format, category, etag, last_modified, next_check, last_check, last_ok, last_change,
	check_interval, per_day, failures, trouble_class, trouble_message, trouble_at, gone, moved_to, moved_since, moved_times`

func feedFields(f *tearsheet.Feed) []any {
	return []any{&f.ID, &f.Source, &f.URL, &f.OldURL, &f.Title, &f.Format, &f.Category, &f.ETag, &f.LastModified,
		moment{&f.NextCheck}, moment{&f.LastCheck}, moment{&f.LastOK}, moment{&f.LastChange}, span{&f.Interval}, &f.PerDay, &f.Failures,
		&f.Trouble.Class, &f.Trouble.Message, moment{&f.Trouble.At}, &f.Gone, &f.MovedTo, moment{&f.MovedSince}, &f.MovedTimes}
}

// feedState gives what a check can change, in the order of both statements
// that write it.
func feedState(f *tearsheet.Feed) []any {
	return []any{f.URL, f.OldURL, address.Host(f.URL), f.Title, f.Format, f.Category, f.ETag, f.LastModified, micro(f.NextCheck), micro(f.LastCheck),
		micro(f.LastOK), micro(f.LastChange), f.Interval.Microseconds(), f.PerDay, f.Failures, string(f.Trouble.Class), f.Trouble.Message,
		micro(f.Trouble.At), f.Gone, f.MovedTo, micro(f.MovedSince), f.MovedTimes}
}

// AddFeed keeps f and gives it with its ID. If there is a feed at its address,
// or one that moved away from it, that one is given and added is false; if it
// was gone it is asked again, due when f is, at the address that was given. The
// source must be there.
func (db *DB) AddFeed(ctx context.Context, f tearsheet.Feed) (kept tearsheet.Feed, added bool, err error) {
	if f.URL == "" {
		return kept, false, fmt.Errorf("add feed without an address: %w", tearsheet.ErrInvalid)
	}
	err = db.write(ctx, func(t *tx) error {
		kept, added, err = t.addFeed(f)
		return err
	})
	return kept, added, err
}

func (t *tx) addFeed(f tearsheet.Feed) (tearsheet.Feed, bool, error) {
	var old tearsheet.Feed
	err := t.row(`SELECT `+feedColumns+` FROM feed WHERE url = ? OR (old_url <> '' AND old_url = ?) 
		ORDER BY CASE WHEN url = ? THEN 0 ELSE 1 END, id LIMIT 1`, f.URL, f.URL, f.URL).Scan(feedFields(&old)...)
	if err == nil && old.Gone {
		old, err = t.revive(old, f)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return old, false, err
	}
	var there int
	if err := t.row(`SELECT 1 FROM source WHERE id = ?`, string(f.Source)).Scan(&there); err != nil {
		return f, false, missing("source", f.Source, err)
	}
	id, err := t.added(`INSERT INTO feed (source, url, old_url, host, title, format, category, etag, last_modified, next_check, last_check, last_ok,
		last_change, check_interval, per_day, failures, trouble_class, trouble_message, trouble_at, gone, moved_to, moved_since, moved_times)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{string(f.Source)}, feedState(&f)...)...)
	if err != nil {
		return f, false, fmt.Errorf("add feed %s: %w", f.URL, err)
	}
	f.ID = tearsheet.FeedID(id)
	if f.Title != "" {
		err = t.nameSource(f.Source)
	}
	return f, true, err
}

// revive makes a gone feed due like one that was just added: without the
// validators and the trouble of before. Where it was given by the address that
// it moved away from, the one that it moved to is what is gone.
func (t *tx) revive(f, as tearsheet.Feed) (tearsheet.Feed, error) {
	if f.URL != as.URL {
		f.URL, f.OldURL = as.URL, ""
	}
	f.Gone, f.Failures, f.Trouble = false, 0, tearsheet.Trouble{}
	f.ETag, f.LastModified, f.NextCheck = "", "", as.NextCheck
	f.MovedTo, f.MovedSince, f.MovedTimes = "", time.Time{}, 0
	if err := t.keepFeed(f); err != nil {
		return f, err
	}
	err := t.row(`SELECT `+feedColumns+` FROM feed WHERE id = ?`, int64(f.ID)).Scan(feedFields(&f)...)
	return f, err
}

// Feed gives one feed, or ErrNotFound.
func (db *DB) Feed(ctx context.Context, id tearsheet.FeedID) (tearsheet.Feed, error) {
	var f tearsheet.Feed
	err := db.row(ctx, `SELECT `+feedColumns+` FROM feed WHERE id = ?`, int64(id)).Scan(feedFields(&f)...)
	return f, missing("feed", id, err)
}

// Feeds gives the feeds of a source, of all sources where it is empty, in the
// order in which they came.
func (db *DB) Feeds(ctx context.Context, source tearsheet.SourceID) ([]tearsheet.Feed, error) {
	if source == "" {
		return db.feeds(ctx, `SELECT `+feedColumns+` FROM feed ORDER BY id`)
	}
	return db.feeds(ctx, `SELECT `+feedColumns+` FROM feed WHERE source = ? ORDER BY id`, string(source))
}

// DueFeeds gives feeds whose check is due at now, the longest due first, but
// none at the hosts of except.
func (db *DB) DueFeeds(ctx context.Context, now time.Time, except []string, limit int) ([]tearsheet.Feed, error) {
	marks, args := places(except)
	args = append(append([]any{micro(now)}, args...), limit)
	return db.feeds(ctx, `SELECT `+feedColumns+` FROM feed WHERE gone = 0 AND next_check <= ? AND host NOT IN (`+marks+`)
		ORDER BY next_check, id LIMIT ?`, args...)
}

// places gives the placeholders and arguments of a list, in lengths of few
// kinds, so that few statements are prepared.
func places[T ~string](list []T) (string, []any) {
	n := 1
	for n < len(list) {
		n *= 4
	}
	args := make([]any, n)
	for i := range args {
		args[i] = ""
		if i < len(list) {
			args[i] = string(list[i])
		}
	}
	marks := slices.Repeat([]byte("?,"), n)
	return string(marks[:len(marks)-1]), args
}

func (db *DB) feeds(ctx context.Context, text string, args ...any) ([]tearsheet.Feed, error) {
	rows, err := db.query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("list feeds: %w", err)
	}
	var list []tearsheet.Feed
	err = each(rows, func() error {
		var f tearsheet.Feed
		if err := rows.Scan(feedFields(&f)...); err != nil {
			return err
		}
		list = append(list, f)
		return nil
	})
	return list, err
}

// RefreshFeeds makes every feed that is not gone due at now, and says how many
// those are.
func (db *DB) RefreshFeeds(ctx context.Context, now time.Time) (n int, err error) {
	err = db.write(ctx, func(t *tx) error {
		done, err := t.exec(`UPDATE feed SET next_check = min(next_check, ?) WHERE gone = 0`, micro(now))
		if err != nil {
			return fmt.Errorf("refresh feeds: %w", err)
		}
		count, err := done.RowsAffected()
		n = int(count)
		return err
	})
	return n, err
}
