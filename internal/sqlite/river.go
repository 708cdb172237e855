package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"tearsheet"
	"tearsheet/internal/jobs"
)

// Add keeps jobs; they are durable when it returns. A job of which an equal
// one waits or runs is left out.
func (db *DB) Add(ctx context.Context, jobs ...tearsheet.Job) error {
	return db.write(ctx, func(t *tx) error {
		t.jobs = append(t.jobs, jobs...)
		return nil
	})
}

// Work does jobs until ctx ends, as jobs.Queue tells.
func (db *DB) Work(ctx context.Context, workers int, do func(context.Context, tearsheet.Job) error) error {
	if db.writer == nil {
		return errToRead
	}
	return explain(db.Queue.Work(ctx, workers, do))
}

// WorkApart does jobs of a kind that Work leaves out, as jobs.Queue tells.
func (db *DB) WorkApart(ctx context.Context, kind string, workers int, do func(context.Context, tearsheet.Job) error) error {
	if db.writer == nil {
		return errToRead
	}
	return explain(db.Queue.WorkApart(ctx, kind, workers, do))
}

// Waits reports whether a job of a kind that is worked apart is at work or next
// in turn.
func (db *DB) Waits(ctx context.Context, kind string) (waits bool, err error) {
	err = db.row(ctx, `SELECT EXISTS (SELECT 1 FROM river_job WHERE queue = ? AND state IN ('available', 'pending', 'running'))`, kind).Scan(&waits)
	if err != nil {
		return false, fmt.Errorf("look for jobs of the kind %s: %w", kind, err)
	}
	return waits, nil
}

// QueueDepth counts the jobs that are not done.
func (db *DB) QueueDepth(ctx context.Context) (d tearsheet.QueueDepth, err error) {
	err = db.row(ctx, `SELECT (SELECT count(*) FROM river_job WHERE state IN ('available', 'pending', 'running')),
		(SELECT count(*) FROM river_job WHERE state IN ('retryable', 'scheduled')),
		(SELECT count(*) FROM river_job WHERE state = 'discarded')`).Scan(&d.Ready, &d.Later, &d.Failed)
	if err != nil {
		return tearsheet.QueueDepth{}, fmt.Errorf("count jobs: %w", err)
	}
	return d, nil
}

// Redo adds a job of this kind for every article and says how many: one for its
// latest revision, or, to compare, one for every revision that has another
// before it. They stand for the jobs of the kind that were given up, which are
// forgotten.
func (db *DB) Redo(ctx context.Context, kind string) (int, error) {
	total, last := 0, int64(0)
	for {
		jobs, end, err := db.redoFrom(ctx, kind, last)
		if err != nil {
			return total, fmt.Errorf("list what to %s again: %w", kind, err)
		}
		if len(jobs) == 0 {
			return total, db.forgetFailed(ctx, kind)
		}
		if err := db.Add(ctx, jobs...); err != nil {
			return total, err
		}
		total, last = total+len(jobs), end
	}
}

func (db *DB) forgetFailed(ctx context.Context, kind string) error {
	return db.write(ctx, func(t *tx) error {
		if _, err := t.exec(`DELETE FROM river_job WHERE state = 'discarded' AND args ->> '$.kind' = ?`, kind); err != nil {
			return fmt.Errorf("forget the failed jobs that %s: %w", kind, err)
		}
		return nil
	})
}

// redone tells where the revisions are found that each kind of job is about: a
// place to go on from, the article and the number.
const (
	latestRevisions = `SELECT number, id, revisions FROM article WHERE number > ? ORDER BY number LIMIT 500`
	laterRevisions  = `SELECT r.id, a.id, r.number FROM revision r JOIN article a ON a.number = r.article WHERE r.id > ? AND r.number > 1 ORDER BY r.id LIMIT 500`
)

func (db *DB) redoFrom(ctx context.Context, kind string, last int64) (jobs []tearsheet.Job, end int64, err error) {
	text := latestRevisions
	if kind == "compare" {
		text = laterRevisions
	}
	rows, err := db.query(ctx, text, last)
	if err != nil {
		return nil, 0, err
	}
	err = each(rows, func() error {
		var id tearsheet.ArticleID
		var n int
		if err := rows.Scan(&end, &id, &n); err != nil {
			return err
		}
		jobs = append(jobs, tearsheet.Job{Kind: kind, Key: jobKey(id, n)})
		return nil
	})
	return jobs, end, err
}

func jobKey(id tearsheet.ArticleID, revision int) string { return fmt.Sprintf("%s/%d", id, revision) }

// takeUpJobs gives back what a killed process was working on, with its try,
// and forgets that it led. Jobs that were added before their kind was worked
// apart move to its queue. The folder is locked, so nobody else works here.
func takeUpJobs(ctx context.Context, write *sql.DB) error {
	if _, err := write.ExecContext(ctx, `UPDATE river_job SET state = 'available', attempt = max(attempt - 1, 0) WHERE state = 'running'`); err != nil {
		return fmt.Errorf("take up interrupted jobs: %w", err)
	}
	for _, kind := range jobs.Apart {
		if _, err := write.ExecContext(ctx, `UPDATE river_job SET queue = ? WHERE queue = 'default' AND state IN ('available', 'pending', 'retryable', 'scheduled')
			AND args ->> '$.kind' = ?`, kind, kind); err != nil {
			return fmt.Errorf("take up jobs of the kind %s: %w", kind, err)
		}
	}
	if _, err := write.ExecContext(ctx, `DELETE FROM river_leader`); err != nil {
		return fmt.Errorf("take up interrupted jobs: %w", err)
	}
	return nil
}
