package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tearsheet"
)

// Stats gives the figures of the whole store at now.
func (db *DB) Stats(ctx context.Context, now time.Time) (tearsheet.Stats, error) {
	var s tearsheet.Stats
	var looks int
	err := db.row(ctx, `SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM feed), (SELECT count(*) FROM article), (SELECT count(*) FROM revision),
		(SELECT count(*) FROM look WHERE due > 0 AND due <= ?), (SELECT count(*) FROM feed WHERE trouble_class <> '')`, micro(now)).
		Scan(&s.Sources, &s.Feeds, &s.Articles, &s.Revisions, &looks, &s.Failing)
	if err != nil {
		return s, fmt.Errorf("count what is kept: %w", explain(err))
	}
	jobs, err := db.QueueDepth(ctx)
	if err != nil {
		return s, err
	}
	s.Queue, s.Later, s.Failed = looks+jobs.Ready+jobs.Later, jobs.Later, jobs.Failed
	if s.OldestDue, err = db.lateness(ctx, now); err != nil {
		return s, err
	}
	s.Bytes = db.bytes()
	if err := db.tellingStats(ctx, &s, now); err != nil {
		return s, err
	}
	s.Drops, err = db.dropCounts(ctx, `SELECT reason, count(*) FROM dropped GROUP BY reason ORDER BY count(*) DESC, reason`)
	return s, err
}

// lateness is how long the oldest due feed or look has waited. A feed that was
// never checked has no time to count from.
func (db *DB) lateness(ctx context.Context, now time.Time) (time.Duration, error) {
	var due int64
	err := db.row(ctx, `SELECT min(coalesce((SELECT min(next_check) FROM feed WHERE gone = 0 AND next_check > 0), ?),
		coalesce((SELECT min(due) FROM look WHERE due > 0), ?))`, micro(now), micro(now)).Scan(&due)
	if err != nil {
		return 0, fmt.Errorf("find the oldest due: %w", explain(err))
	}
	return max(0, now.Sub(time.UnixMicro(due))), nil
}

func (db *DB) bytes() (n int64) {
	for _, name := range []string{File, File + "-wal"} {
		if info, err := os.Stat(filepath.Join(db.dir, name)); err == nil {
			n += info.Size()
		}
	}
	return n
}

func (db *DB) dropCounts(ctx context.Context, text string, args ...any) ([]tearsheet.DropCount, error) {
	rows, err := db.query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("count drops: %w", err)
	}
	list := []tearsheet.DropCount{}
	err = each(rows, func() error {
		var c tearsheet.DropCount
		err := rows.Scan(&c.Reason, &c.Count)
		list = append(list, c)
		return err
	})
	return list, err
}

// SourceFigures gives a source's own record, or ErrNotFound. Its drops are
// those of its feeds.
func (db *DB) SourceFigures(ctx context.Context, id tearsheet.SourceID) (tearsheet.SourceFigures, error) {
	var f tearsheet.SourceFigures
	if _, err := db.Source(ctx, id); err != nil {
		return f, err
	}
	err := db.row(ctx, `SELECT count(*), coalesce(sum(revisions), 0), coalesce(sum(revisions > 1), 0), coalesce(sum(no_time), 0),
		coalesce(sum(no_byline), 0), coalesce(sum(from_feed), 0), coalesce(min(first_seen), 0), coalesce(max(first_seen), 0)
		FROM article WHERE source = ?`, string(id)).
		Scan(&f.Articles, &f.Revisions, &f.Revised, &f.NoTime, &f.NoByline, &f.FromFeed, moment{&f.First}, moment{&f.Last})
	if err != nil {
		return f, fmt.Errorf("count articles of %s: %w", id, explain(err))
	}
	f.Drops, err = db.dropCounts(ctx, `SELECT d.reason, count(*) FROM feed f JOIN dropped d ON d.feed = f.id WHERE f.source = ?
		GROUP BY d.reason ORDER BY count(*) DESC, d.reason`, string(id))
	return f, err
}
