package pipeline

import (
	"context"
	"fmt"
	"time"

	"tearsheet"
)

// comparing is the kind of the jobs that compare an article with all others.
// They wait for the index of copies, which takes minutes to fill where the
// archive is large; so they are worked apart, and nothing else waits with them.
const comparing = "group"

// compareForGood fills the index of copies and works the jobs that need it until
// ctx ends, beginning again after a failure.
func (l *Line) compareForGood(ctx context.Context) {
	for {
		err := l.workComparing(ctx)
		if ctx.Err() != nil {
			return
		}
		l.Log.Error("comparing articles with others stopped and is begun again", "in", breath, "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(breath):
		}
	}
}

func (l *Line) workComparing(ctx context.Context) error {
	if _, err := l.copyIndex(ctx); err != nil {
		return err
	}
	return l.Store.WorkApart(ctx, comparing, jobsAtOnce, l.goOn)
}

// compareOnce does the same for a pass, which fills the index only when an
// article is to be compared.
func (l *Line) compareOnce(ctx context.Context) error {
	for {
		if waits, err := l.Store.Waits(ctx, comparing); err != nil || waits {
			if err == nil {
				err = l.workComparing(ctx)
			}
			return unlessEnded(ctx, err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// unlessEnded takes no error for one that only says that ctx has ended.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// uncompared collects the articles that were never compared with others, or by
// another version, and adds a job for each.
type uncompared struct {
	line *Line
	jobs []tearsheet.Job
	all  int
}

const jobsAdded = 500 // in one transaction

func (u *uncompared) add(ctx context.Context, item tearsheet.Item) error {
	u.jobs = append(u.jobs, tearsheet.Job{Kind: comparing, Key: fmt.Sprintf("%s/%d", item.Article.ID, item.Article.Revisions)})
	if len(u.jobs) < jobsAdded {
		return nil
	}
	return u.flush(ctx)
}

func (u *uncompared) flush(ctx context.Context) error {
	if len(u.jobs) == 0 {
		return nil
	}
	if err := u.line.Store.Add(ctx, u.jobs...); err != nil {
		return err
	}
	u.all, u.jobs = u.all+len(u.jobs), u.jobs[:0]
	return nil
}
