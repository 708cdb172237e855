package pipeline

import (
	"context"
	"time"
)

// nudge wakes a loop that waits; nobody waits for it.
type nudge chan struct{}

func newNudge() nudge { return make(nudge, 1) }

func (n nudge) now() {
	select {
	case n <- struct{}{}:
	default:
	}
}

// repeat does do at each nudge, and every glance without one, until ctx ends.
// A failure is that of the store, which is told and waited for.
func (l *Line) repeat(ctx context.Context, n nudge, what string, do func(context.Context) error) {
	for ctx.Err() == nil {
		pause := glance
		if err := do(ctx); err != nil && ctx.Err() == nil {
			l.Log.Error(what+" waits and goes on by itself", "in", breath, "error", err)
			pause = breath
		}
		select {
		case <-ctx.Done():
		case <-n:
		case <-time.After(pause):
		}
	}
}
