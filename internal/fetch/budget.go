package fetch

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
)

// Bytes in flight in the whole program are at most 128 MiB. Of these, reserve is
// kept for one body that is allowed to finish when everything else is taken:
// it never waits, so bodies that grow side by side cannot wait for each other
// for ever.
const (
	inFlight = 128 << 20
	reserve  = 2*(20<<20) + 2*(20<<20) + 4*chunkSize // the largest body, with its joined copy, packed and unpacked
)

type budget struct {
	shared *semaphore.Weighted
	last   *semaphore.Weighted
}

func newBudget() *budget {
	return &budget{semaphore.NewWeighted(inFlight - reserve), semaphore.NewWeighted(1)}
}

// purse is what one body has taken from the budget.
type purse struct {
	budget *budget
	taken  int64
	free   bool // holds the reserve: asks for nothing more

	since  atomic.Int64 // UnixNano when it began to wait, 0 when it does not
	waited atomic.Int64 // nanoseconds that it has waited before
}

// take waits until n more bytes may be in flight, or until ctx ends.
func (p *purse) take(ctx context.Context, n int64) error {
	if p.free {
		return nil
	}
	if p.budget.shared.TryAcquire(n) {
		p.taken += n
		return nil
	}
	start := time.Now()
	p.since.Store(start.UnixNano())
	err := p.budget.last.Acquire(ctx, 1)
	p.waited.Add(int64(time.Since(start)))
	p.since.Store(0)
	if err != nil {
		return err
	}
	p.free = true
	return nil
}

// waiting tells how long the body has stood still for our sake, not for the
// publisher's.
func (p *purse) waiting(now time.Time) time.Duration {
	d := time.Duration(p.waited.Load())
	if since := p.since.Load(); since != 0 {
		d += now.Sub(time.Unix(0, since))
	}
	return d
}

func (p *purse) giveBack() {
	p.budget.shared.Release(p.taken)
	if p.free {
		p.budget.last.Release(1)
	}
	p.taken, p.free = 0, false
}
