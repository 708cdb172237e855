package pipeline

import (
	"context"
	"time"
)

// wait sleeps until something has ended, somebody made something due, or the
// next time comes at which something may go.
func (s *schedule) wait(ctx context.Context) error {
	timer := time.NewTimer(s.sleep(ctx))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return nil
	case <-s.line.wake:
		s.dry = false
		return nil
	case <-timer.C:
		s.dry = false
		return nil
	case e := <-s.events:
		return s.note(ctx, e)
	}
}

// note takes an event into account, and all others that are there.
func (s *schedule) note(ctx context.Context, e event) error {
	for {
		if e.free {
			s.at(e.host).busy = false
		}
		if e.ended {
			s.flying--
			if e.err == nil || storeFailed(e.err) {
				delete(s.taken, e.look)
				delete(s.asked, e.feed)
			}
			s.dry = s.dry && e.feed == 0 // a feed may have made looks due
		}
		switch {
		case e.err == nil || ctx.Err() != nil:
		case storeFailed(e.err):
			return e.err
		default: // its row cannot be read or kept: set aside until the next start, so that it holds up nothing
			s.line.tally.add("faults of our own")
			s.line.Log.Error("an article or feed is set aside until the next start", "error", e.err)
		}
		select {
		case e = <-s.events:
		default:
			return nil
		}
	}
}

// sleep gives how long nothing can happen by itself.
func (s *schedule) sleep(ctx context.Context) time.Duration {
	now := time.Now()
	until := now.Add(glance)
	sooner := func(t time.Time) {
		if !t.IsZero() && t.Before(until) {
			until = t
		}
	}
	if now.Before(s.paused) {
		return s.paused.Sub(now)
	}
	if s.flying < s.line.Workers {
		for host, t := range s.hosts {
			if !t.busy && len(t.looks) > 0 {
				_, at := s.first(host, t)
				sooner(at)
			}
		}
	}
	if due, err := s.line.Store.NextDue(ctx); err == nil && !due.IsZero() && s.wanting(now) {
		sooner(later(due, now.Add(time.Second))) // what is due already is held, or was seen just now
	}
	return max(until.Sub(now), time.Millisecond)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
