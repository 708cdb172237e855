// Package jobs answers which background work is still to be done: it takes
// jobs, keeps them with the data they are about and gives each to a worker
// until it has been done once. It is a thin coat over River, and the only
// package that speaks it.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"tearsheet"
)

// Tries is how often a job is tried before it is kept as failed. With the
// back-off of the fourth power of the try it is given up after four hours.
const Tries = 10

// Timeout is the longest that one try of a job may take.
const Timeout = 2 * time.Minute

// Queue keeps jobs in the database of driver. Tx is that engine's transaction.
type Queue[Tx any] struct {
	driver riverdriver.Driver[Tx]
	insert *river.Client[Tx]
	log    *slog.Logger
}

// Open brings the queue's tables to the present form and gives the queue.
// Nothing is worked before Work is called.
func Open[Tx any](ctx context.Context, driver riverdriver.Driver[Tx], log *slog.Logger) (*Queue[Tx], error) {
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet(log)})
	if err != nil {
		return nil, fmt.Errorf("open job queue: %w", err)
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return nil, fmt.Errorf("migrate job queue: %w", err)
	}
	insert, err := river.NewClient(driver, &river.Config{Logger: quiet(log), MaxAttempts: Tries})
	if err != nil {
		return nil, fmt.Errorf("open job queue: %w", err)
	}
	return &Queue[Tx]{driver: driver, insert: insert, log: log}, nil
}

// Add keeps jobs; they are durable when it returns. A job of which an equal
// one waits or runs is left out.
func (q *Queue[Tx]) Add(ctx context.Context, jobs ...tearsheet.Job) error {
	if len(jobs) == 0 {
		return nil
	}
	if _, err := q.insert.InsertMany(ctx, params(jobs)); err != nil {
		return fmt.Errorf("add %d jobs: %w", len(jobs), err)
	}
	return nil
}

// AddTx keeps jobs in the transaction of the data they are about: both are
// there after it, or neither.
func (q *Queue[Tx]) AddTx(ctx context.Context, tx Tx, jobs ...tearsheet.Job) error {
	if len(jobs) == 0 {
		return nil
	}
	if _, err := q.insert.InsertManyTx(ctx, tx, params(jobs)); err != nil {
		return fmt.Errorf("add %d jobs: %w", len(jobs), err)
	}
	return nil
}

// held is the one shape in which a job lies in River's tables. Its kind is
// data: River need not know what work there is.
type held struct {
	Name string `json:"kind"`
	Key  string `json:"key"`
}

// Kind is River's name for all our jobs.
func (held) Kind() string { return "tearsheet" }

// Apart lists the kinds of jobs that have a queue of their own and are worked by
// WorkApart alone: what they have to wait for would else hold up all others.
var Apart = []string{"group"}

// queueOf gives the queue in which jobs of a kind wait.
func queueOf(kind string) string {
	if slices.Contains(Apart, kind) {
		return kind
	}
	return river.QueueDefault
}

// waiting are the states in which a second equal job is left out. River's own
// list has "completed" in it and would swallow the next look at an article.
var waiting = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
	rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

// params leaves out equal jobs of one call: River refuses them.
func params(jobs []tearsheet.Job) []river.InsertManyParams {
	list := make([]river.InsertManyParams, 0, len(jobs))
	seen := make(map[held]bool, len(jobs))
	for _, job := range jobs {
		h := held{job.Kind, job.Key}
		if seen[h] {
			continue
		}
		seen[h] = true
		list = append(list, river.InsertManyParams{Args: h, InsertOpts: &river.InsertOpts{
			MaxAttempts: Tries, ScheduledAt: job.Due, Queue: queueOf(job.Kind),
			UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: waiting},
		}})
	}
	return list
}
