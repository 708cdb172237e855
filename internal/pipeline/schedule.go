package pipeline

import (
	"context"
	"errors"
	"slices"
	"time"

	"tearsheet"
)

const (
	perHost  = 16               // looks of one host that are held in memory at once
	perFill  = 512              // taken from the store at once
	held     = 4096             // of all hosts, most of which may be waiting for their turn
	longWait = time.Minute      // a host that may not be asked for longer than this waits in the store
	breath   = 10 * time.Second // after a failure of the store
	glance   = 30 * time.Second // at most between two questions of what is due
	forAges  = 100 * 365 * 24 * time.Hour
)

// schedule hands out what is due, one request a host at a time. What it holds
// is only a copy of rows that are due in the store, so nothing is lost with it.
// All fields belong to the goroutine of run.
type schedule struct {
	line    *Line
	only    []tearsheet.Feed // of a pass over some feeds; given out once
	some    bool             // such a pass
	feedsAt time.Time        // when the store was last asked for due feeds
	hosts   map[string]*turns
	taken   map[string]bool           // addresses that are held or on their way
	asked   map[tearsheet.FeedID]bool // feeds that are held or on their way
	shut    map[string]time.Time      // hosts that may not be asked for a good while, and until when
	queued  int
	flying  int
	paused  time.Time // after a failure of the store
	clock   watch
	beyond  time.Duration // what is due later than that from now
	by      time.Duration // is to be due so much earlier; 0: nothing is
	dry     bool          // the last look into the store found nothing more that is due
	events  chan event
}

// turns is what waits for one host.
type turns struct {
	feeds []tearsheet.Feed
	looks []tearsheet.Look
	busy  bool // a request is under way
}

// event tells run that a host is free again, or that a piece has ended.
type event struct {
	host  string
	free  bool
	look  string
	feed  tearsheet.FeedID
	ended bool
	err   error // of the store
}

func newSchedule(l *Line, only []tearsheet.Feed) *schedule {
	return &schedule{line: l, only: only, some: only != nil, hosts: map[string]*turns{}, taken: map[string]bool{}, asked: map[tearsheet.FeedID]bool{}, shut: map[string]time.Time{}, events: make(chan event, 4*l.Workers), beyond: l.furthest(), by: forAges}
}

// run hands out until ctx ends; once: until nothing is due and nothing on its
// way, or the store has failed. It returns after all pieces have ended.
func (s *schedule) run(ctx context.Context, once bool) error {
	defer s.land()
	for {
		err := s.recall(ctx)
		if err == nil {
			err = s.fill(ctx)
		}
		if err == nil {
			s.dispatch(ctx)
		}
		if ctx.Err() != nil {
			return nil
		}
		if err != nil && once {
			return err
		}
		if err != nil {
			s.pause(err)
		}
		if once && s.flying == 0 && s.queued == 0 && s.dry {
			return nil
		}
		if err := s.wait(ctx); err != nil && once {
			return err
		} else if err != nil {
			s.pause(err)
		}
	}
}

// recall takes back what was put too far away, by a clock that has just been
// set back or by one that was ahead before the program began.
func (s *schedule) recall(ctx context.Context) error {
	now := time.Now()
	if back := s.clock.setBack(now); back > 0 && s.by == 0 {
		s.by = back
	}
	if s.by == 0 {
		return nil
	}
	if err := s.line.recall(ctx, now, s.beyond, s.by); err != nil {
		return err
	}
	s.beyond, s.by = 0, 0
	return nil
}

// land waits for the pieces that are still on their way, so that the store is
// not closed under them.
func (s *schedule) land() {
	for s.flying > 0 {
		if e := <-s.events; e.ended {
			s.flying--
		}
	}
}

// storeFailed tells a failure of the store, in which nothing can be kept, from
// the fault of one row.
func storeFailed(err error) bool { return errors.Is(err, tearsheet.ErrStore) }

func (s *schedule) pause(err error) {
	s.paused = time.Now().Add(breath)
	s.line.fault.Store(&err)
	s.line.Log.Error("the store failed; gathering waits and goes on by itself", "again", s.paused.Format(time.TimeOnly), "error", err)
}

// dispatch sends off what may go now: feeds before articles, one a host.
func (s *schedule) dispatch(ctx context.Context) {
	now := time.Now()
	if now.Before(s.paused) {
		return
	}
	for host, t := range s.hosts {
		switch {
		case s.flying >= s.line.Workers:
			return
		case t.busy:
		case len(t.feeds) > 0:
			f := t.feeds[0]
			t.feeds = t.feeds[1:]
			s.send(t, func() event { return event{host: host, free: true, feed: f.ID, err: s.line.check(ctx, f)} })
		case len(t.looks) == 0:
			delete(s.hosts, host)
		default:
			s.dispatchLook(ctx, host, t, now)
		}
	}
}

// dispatchLook sends off the first of a host's looks that may go now; those of
// a host that may not be asked for a good while go back.
func (s *schedule) dispatchLook(ctx context.Context, host string, t *turns, now time.Time) {
	i, at := s.first(host, t)
	switch {
	case at.Sub(now) > longWait:
		s.putBack(host, t)
	case !at.After(now):
		k := t.looks[i]
		t.looks = slices.Delete(t.looks, i, i+1)
		s.dry = s.dry && len(t.looks) > 0 // the store may hold more of this host
		s.send(t, func() event {
			err := s.line.walk(ctx, k, func() { s.events <- event{host: host, free: true} })
			return event{look: k.Address, err: err}
		})
	}
}

// first gives which of a host's looks may go first, and when: visits to a page
// that was had before are further apart than first ones.
func (s *schedule) first(host string, t *turns) (int, time.Time) {
	best, at := -1, time.Time{}
	for _, again := range []bool{false, true} {
		i := slices.IndexFunc(t.looks, func(k tearsheet.Look) bool { return (k.Article != "") == again })
		if i < 0 {
			continue
		}
		turn := s.line.Fetch.Turn(host)
		if again {
			turn = s.line.Fetch.TurnAgain(host)
		}
		if best < 0 || turn.Before(at) {
			best, at = i, turn
		}
	}
	return best, at
}

// putBack gives a host's looks up; they are still due in the store.
func (s *schedule) putBack(host string, t *turns) {
	_, s.shut[host] = s.first(host, t)
	for _, k := range t.looks {
		delete(s.taken, k.Address)
	}
	s.queued -= len(t.looks)
	t.looks = nil
}

func (s *schedule) send(t *turns, do func() event) {
	t.busy = true
	s.queued--
	s.flying++
	go func() {
		e := do()
		e.ended = true
		s.events <- e
	}()
}
