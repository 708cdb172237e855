package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"tearsheet"
)

// batch is how many jobs are taken from the database at once; each taking is
// a transaction. How many run at the same time is up to workers alone.
const batch = 64

// Work does all jobs but those of the kinds that are worked apart, at most
// workers at the same time, until ctx ends; then it lets the running ones finish
// for some seconds. A job whose do fails or panics is tried again with back-off
// and, after Tries, kept as failed.
func (q *Queue[Tx]) Work(ctx context.Context, workers int, do func(context.Context, tearsheet.Job) error) error {
	return q.work(ctx, river.QueueDefault, workers, do)
}

// WorkApart does in the same way the jobs of one of the kinds that are worked
// apart.
func (q *Queue[Tx]) WorkApart(ctx context.Context, kind string, workers int, do func(context.Context, tearsheet.Job) error) error {
	if !slices.Contains(Apart, kind) {
		return fmt.Errorf("work on jobs: %s is no kind that is worked apart, as %v are: %w", kind, Apart, tearsheet.ErrInvalid)
	}
	return q.work(ctx, kind, workers, do)
}

func (q *Queue[Tx]) work(ctx context.Context, queue string, workers int, do func(context.Context, tearsheet.Job) error) error {
	crew := river.NewWorkers()
	river.AddWorker(crew, &worker{do: do, free: make(chan struct{}, max(workers, 1))})
	client, err := river.NewClient(q.driver, &river.Config{
		Workers:                     crew,
		Queues:                      map[string]river.QueueConfig{queue: {MaxWorkers: max(workers, batch)}},
		Logger:                      quiet(q.log),
		ErrorHandler:                failures{q.log},
		MaxAttempts:                 Tries,
		JobTimeout:                  -1, // worker.Work sets it: waiting for a free worker does not count
		RescueStuckJobsAfter:        15 * time.Minute,
		FetchCooldown:               5 * time.Millisecond,
		FetchPollInterval:           time.Second,
		CompletedJobRetentionPeriod: time.Hour,
		DiscardedJobRetentionPeriod: -1, // a failed job stays until somebody has looked at it
		SoftStopTimeout:             5 * time.Second,
	})
	if err != nil {
		return fmt.Errorf("work on jobs: %w", err)
	}
	if err := client.Start(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("work on jobs: %w", err)
	}
	<-client.Stopped()
	return nil
}

// worker hands a job to do once one of its places is free.
type worker struct {
	river.WorkerDefaults[held]
	do   func(context.Context, tearsheet.Job) error
	free chan struct{}
}

// Work does one job.
func (w *worker) Work(ctx context.Context, job *river.Job[held]) error {
	select {
	case w.free <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-w.free }()
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	return w.do(ctx, tearsheet.Job{Kind: job.Args.Name, Key: job.Args.Key, Due: job.ScheduledAt})
}

// failures says once for each failed try what failed: nobody else gets the
// error of a job.
type failures struct{ log *slog.Logger }

// HandleError logs a try that failed.
func (f failures) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	f.log.Warn("job failed", "job", string(job.EncodedArgs), "try", job.Attempt, "of", job.MaxAttempts, "error", err)
	return nil
}

// HandlePanic logs a try that panicked.
func (f failures) HandlePanic(_ context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	f.log.Error("job panicked", "job", string(job.EncodedArgs), "try", job.Attempt, "of", job.MaxAttempts, "panic", value, "trace", trace)
	return nil
}

// quiet lets only River's errors through: it is talkative about its own
// comings and goings.
func quiet(log *slog.Logger) *slog.Logger {
	return slog.New(errorsOnly{log.Handler()})
}

type errorsOnly struct{ slog.Handler }

// Enabled is true for errors.
func (h errorsOnly) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelError && h.Handler.Enabled(ctx, level)
}

// WithAttrs keeps the silence.
func (h errorsOnly) WithAttrs(attrs []slog.Attr) slog.Handler {
	return errorsOnly{h.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the silence.
func (h errorsOnly) WithGroup(name string) slog.Handler {
	return errorsOnly{h.Handler.WithGroup(name)}
}
