// Package pipeline answers how one article gets from a publisher's feed into
// the store: it takes what is due and carries it through the rooms - gather,
// fetch, read, keep, and then the steps that go on with what was kept.
package pipeline

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
	"tearsheet/internal/gather"
)

// Fetcher is the way out.
type Fetcher interface {
	// Get waits for the host's turn. Its errors are *tearsheet.Error.
	Get(context.Context, tearsheet.Request) (tearsheet.Capture, error)
	// Turn tells when a page of the host may next be asked for; zero: now.
	Turn(host string) time.Time
	// TurnAgain tells the same of a page that was had before.
	TurnAgain(host string) time.Time
}

// Listings keeps what feeds say. What a method kept is durable when it returns.
type Listings interface {
	AddSource(context.Context, tearsheet.Source) error
	AddFeed(context.Context, tearsheet.Feed) (tearsheet.Feed, bool, error)
	Source(context.Context, tearsheet.SourceID) (tearsheet.Source, error)
	Feed(context.Context, tearsheet.FeedID) (tearsheet.Feed, error)
	Feeds(context.Context, tearsheet.SourceID) ([]tearsheet.Feed, error)
	DueFeeds(ctx context.Context, now time.Time, exceptHosts []string, limit int) ([]tearsheet.Feed, error)
	Known(ctx context.Context, addresses []string) (map[string]tearsheet.Look, error)
	KeepListing(context.Context, tearsheet.Feed, []tearsheet.Look, []tearsheet.Drop) error
}

// Looks keeps the appointments and what comes of them, durably.
type Looks interface {
	DueLooks(ctx context.Context, now time.Time, except []string, perHost, limit int) ([]tearsheet.Look, error)
	NextDue(context.Context) (time.Time, error)
	KeepLook(context.Context, tearsheet.Look, *tearsheet.Drop) error
	KeepRevision(context.Context, tearsheet.Keeping) (tearsheet.Kept, error)
	MarkGone(ctx context.Context, look tearsheet.Look, at time.Time) error
	// DueAt counts the visits again that a host has to take until then.
	DueAt(ctx context.Context, host string, until time.Time, limit int) (int, error)
	// Recall takes back what a wrong clock put too far into the future.
	Recall(ctx context.Context, now time.Time, beyond, by time.Duration) (int64, error)
}

// Archive gives what was kept to the steps that go on with it.
type Archive interface {
	Item(context.Context, tearsheet.ArticleID) (tearsheet.Item, error)
	Revisions(context.Context, tearsheet.ArticleID) ([]tearsheet.Revision, error)
	SeenAt(ctx context.Context, address string) ([]time.Time, error)
	Index(context.Context, tearsheet.Item) error
	KeepChange(context.Context, tearsheet.Change) error
	// Repeated gives which blocks stood in at least three other articles.
	Repeated(ctx context.Context, article tearsheet.ArticleID, keys []int64, at time.Time) (map[int64]bool, error)
	// ChangeRate counts the changes of a source's articles, "": of all.
	ChangeRate(ctx context.Context, source tearsheet.SourceID, since, now time.Time) (tearsheet.ChangeRate, error)
}

// Queue holds the jobs that were added in the transactions of the revisions.
type Queue interface {
	Add(context.Context, ...tearsheet.Job) error
	// Work does all jobs but those of the kinds that are worked apart.
	Work(ctx context.Context, workers int, do func(context.Context, tearsheet.Job) error) error
	WorkApart(ctx context.Context, kind string, workers int, do func(context.Context, tearsheet.Job) error) error
	// Waits reports whether a job of a kind that is worked apart could be done.
	Waits(ctx context.Context, kind string) (bool, error)
	QueueDepth(context.Context) (tearsheet.QueueDepth, error)
}

// Store is all that the line keeps things in.
type Store interface {
	Listings
	Looks
	Archive
	Reuses
	Queue
	Subscriptions
	Alerts
}

// Line carries articles through the rooms. Fields are set before Run or Pass
// and not changed after.
type Line struct {
	Fetch   Fetcher
	Store   Store
	Poll    gather.Pace
	Follow  follow.Pace
	Workers int // articles and feeds on their way at once

	// VisitsApart is the least time between two visits again to a host, which
	// Fetch keeps; by it the waits at a crowded host are stretched. Zero: none.
	VisitsApart time.Duration

	Log *slog.Logger

	Hubs     Hubs      // who tells us at once that a feed changed
	Channels []Channel // whom we tell of changes
	Public   string    // address under which the public reaches our pages, for what is told; empty: it does not

	reading  chan struct{} // as many as there are processors: reading a page is work, fetching is waiting
	wake     chan struct{}
	hubs     nudge
	senders  []*sender // one for each channel
	tally    *tally
	patience *patience
	copies   *copies
	fault    *atomic.Pointer[error] // why the store cannot be worked with now
}

// jobsAtOnce is how many jobs are worked at once. They mostly wait for the
// writer, which then keeps what many of them bring in one transaction; the queue
// is asked for that many at a time.
const jobsAtOnce = 32

// New gives a line that is ready to run.
func New(l Line) *Line {
	l.reading = make(chan struct{}, runtime.GOMAXPROCS(0))
	l.wake = make(chan struct{}, 1)
	l.patience = newPatience()
	l.copies = newCopies()
	l.hubs, l.senders = newNudge(), newSenders(l.Channels)
	l.tally, l.fault = &tally{}, &atomic.Pointer[error]{}
	if l.Log == nil {
		l.Log = slog.New(slog.DiscardHandler)
	}
	return &l
}

// Ready gives why articles cannot be kept at the moment, nil when they can.
func (l *Line) Ready() error {
	if err := l.fault.Load(); err != nil {
		return *err
	}
	return nil
}

// Wake makes the line ask at once what is due, for whoever made something due.
func (l *Line) Wake() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Run carries what is due until ctx ends. It goes on through every failure of
// a feed, an article or the store.
func (l *Line) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	var beside sync.WaitGroup
	beside.Go(func() { l.workForGood(ctx) })
	beside.Go(func() { l.compareForGood(ctx) })
	if l.Hubs.Base != "" {
		beside.Go(func() { l.repeat(ctx, l.hubs, "asking hubs", l.tendHubs) })
	}
	for _, s := range l.senders {
		beside.Go(func() {
			l.repeat(ctx, s.alerts, "sending alerts", func(ctx context.Context) error { return l.sendDue(ctx, s) })
		})
	}
	err := newSchedule(l, nil).run(ctx, false)
	stop()
	beside.Wait()
	return err
}

// workForGood works the queue until ctx ends, beginning again when the store
// has failed it.
func (l *Line) workForGood(ctx context.Context) {
	for {
		err := l.Store.Work(ctx, jobsAtOnce, l.goOn)
		if ctx.Err() != nil {
			return
		}
		l.Log.Error("the queue stopped and is begun again", "in", breath, "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(breath):
		}
	}
}

// Pass carries what is due now, and what comes of it, until nothing is left to
// do, and tells what it did, also when it ends early. Of the feeds only those
// in only are asked, due or not; nil stands for all that are due. It stops at
// the first failure of the store.
func (l *Line) Pass(ctx context.Context, only []tearsheet.Feed) (Summary, error) {
	start := time.Now()
	err := l.withJobs(ctx, func(ctx context.Context) error {
		if err := newSchedule(l, only).run(ctx, true); err != nil {
			return err
		}
		if err := l.untilJobsAreDone(ctx); err != nil {
			return err
		}
		return l.sendAlerts(ctx)
	})
	return l.tally.summary(time.Since(start)), err
}

// withJobs works the queues beside do, and stops when do has ended; do is
// stopped when one of them cannot be worked.
func (l *Line) withJobs(ctx context.Context, do func(context.Context) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	var working sync.WaitGroup
	for _, work := range []func() error{
		func() error { return l.Store.Work(ctx, jobsAtOnce, l.goOn) },
		func() error { return l.compareOnce(ctx) },
	} {
		working.Go(func() {
			if err := work(); err != nil {
				stop(err)
			}
		})
	}
	err := do(ctx)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	stop(nil)
	working.Wait()
	return err
}

func (l *Line) untilJobsAreDone(ctx context.Context) error {
	for {
		depth, err := l.Store.QueueDepth(ctx)
		if err != nil || depth.Ready == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// FinishJobs works the queue until it is empty, and carries nothing else.
func (l *Line) FinishJobs(ctx context.Context) error {
	return l.withJobs(ctx, l.untilJobsAreDone)
}
