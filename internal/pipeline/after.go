package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tearsheet"
	"tearsheet/internal/follow"
)

// onward is the kind of the job that is added with each revision: all steps
// after keep. A job of a step's own name goes on from that step. The last one,
// to compare with other articles, has a job of its own (apart.go).
const onward = "index"

// subject is a kept revision that a step goes on with.
type subject struct {
	item   tearsheet.Item // with the latest revision
	number int            // the revision that the job is about
}

// AfterStep is a step after keep. It reads what is stored, and may be run
// again at any time with the same outcome.
type afterStep struct {
	name string
	do   func(context.Context, subject) error
}

// afterSteps go on with what was kept, in this order.
func (l *Line) afterSteps() []afterStep {
	return []afterStep{
		{"index", l.index},
		{"compare", l.compare},
		{"tell", l.tell},
		{comparing, l.group},
	}
}

// StepNames lists the steps after keep, from which `redo` can start.
func (l *Line) StepNames() []string {
	var names []string
	for _, s := range l.afterSteps() {
		names = append(names, s.name)
	}
	return names
}

// goOn works one job: the step that its kind names and all after it, where it
// adds a job for the step that is worked apart. The queue tries it again, with
// growing waits, when it fails.
func (l *Line) goOn(ctx context.Context, job tearsheet.Job) error {
	id, number, err := parseKey(job.Key)
	if err != nil {
		return err
	}
	steps := l.afterSteps()
	from := slices.IndexFunc(steps, func(s afterStep) bool { return s.name == job.Kind })
	if from < 0 {
		return fmt.Errorf("work job %s %s: there is no such step; it was added by another version", job.Kind, job.Key)
	}
	item, err := l.Store.Item(ctx, id)
	if err != nil {
		return fmt.Errorf("work job %s %s: %w", job.Kind, job.Key, err)
	}
	for _, s := range steps[from:] {
		if s.name == comparing && job.Kind != comparing {
			return l.handOn(ctx, job)
		}
		if err := s.do(ctx, subject{item, number}); err != nil {
			return fmt.Errorf("%s %s: %w", s.name, job.Key, err)
		}
	}
	return nil
}

// handOn adds the job of the step that is worked apart, before the job at hand
// is done.
func (l *Line) handOn(ctx context.Context, job tearsheet.Job) error {
	if err := l.Store.Add(ctx, tearsheet.Job{Kind: comparing, Key: job.Key}); err != nil {
		return fmt.Errorf("go on with job %s %s: %w", job.Kind, job.Key, err)
	}
	return nil
}

func parseKey(key string) (tearsheet.ArticleID, int, error) {
	id, number, _ := strings.Cut(key, "/")
	n, err := strconv.Atoi(number)
	if err != nil || id == "" {
		return "", 0, fmt.Errorf("work job with key %q: not ARTICLE/NUMBER", key)
	}
	return tearsheet.ArticleID(id), n, nil
}

// index makes the latest revision searchable.
func (l *Line) index(ctx context.Context, s subject) error {
	return l.Store.Index(ctx, s.item)
}

// compare keeps what changed from the revision before, and of what kind it is.
func (l *Line) compare(ctx context.Context, s subject) error {
	if s.number < 2 {
		return nil
	}
	all, err := l.Store.Revisions(ctx, s.item.Article.ID)
	if err != nil {
		return err
	}
	if len(all) < s.number {
		return fmt.Errorf("revision %d of %s is not there: %w", s.number, s.item.Article.ID, tearsheet.ErrNotFound)
	}
	known, err := l.furniture(ctx, s.item, all, all[s.number-1].Seen)
	if err != nil {
		return err
	}
	for _, c := range follow.Changes(all, s.number, known) {
		if err := l.Store.KeepChange(ctx, c); err != nil {
			return err
		}
	}
	return nil
}
