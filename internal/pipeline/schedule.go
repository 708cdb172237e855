package pipeline

import (
	"context"
	"errors"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
)

const (
	perHost  = 64               // looks of one host that are held in memory at once
	held     = 512              // of all hosts
	longWait = time.Minute      // a host that may not be asked for longer than this waits in the store
	breath   = 10 * time.Second // after a failure of the store
	glance   = 30 * time.Second // at most between two questions of what is due
)

// schedule hands out what is due, one request a host at a time. What it holds
// is only a copy of rows that are due in the store, so nothing is lost with it.
// All fields belong to the goroutine of run.
type schedule struct {
	line   *Line
	want   func(tearsheet.Feed) bool
	hosts  map[string]*turns
	taken  map[string]bool           // addresses that are held or on their way
	asked  map[tearsheet.FeedID]bool // feeds that are held or on their way
	shut   map[string]time.Time      // hosts that may not be asked for a good while, and until when
	queued int
	flying int
	paused time.Time // after a failure of the store
	dry    bool      // the last look into the store found nothing more that is due
	events chan event
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

func newSchedule(l *Line, want func(tearsheet.Feed) bool) *schedule {
	return &schedule{line: l, want: want, hosts: map[string]*turns{}, taken: map[string]bool{}, asked: map[tearsheet.FeedID]bool{}, shut: map[string]time.Time{}, events: make(chan event, 4*l.Workers)}
}

// run hands out until ctx ends; once: until nothing is due and nothing on its
// way, or the store has failed. It returns after all pieces have ended.
func (s *schedule) run(ctx context.Context, once bool) error {
	defer s.land()
	for {
		err := s.fill(ctx)
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
		}
	}
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

func (s *schedule) pause(err error) {
	s.paused = time.Now().Add(breath)
	s.line.Log.Error("the store failed; gathering waits and goes on by itself", "again", s.paused.Format(time.TimeOnly), "error", err)
}

// fill takes due rows from the store when little is held.
func (s *schedule) fill(ctx context.Context) error {
	now := time.Now()
	if s.dry || s.queued >= s.line.Workers || now.Before(s.paused) {
		return nil
	}
	feeds, err := s.fillFeeds(ctx, now)
	if err != nil {
		return err
	}
	looks, err := s.fillLooks(ctx, now)
	if err != nil {
		return err
	}
	s.dry = feeds+looks == 0 && !s.holding()
	return nil
}

// holding reports whether looks of some host are held; that host may have more.
func (s *schedule) holding() bool {
	for _, t := range s.hosts {
		if len(t.looks) > 0 {
			return true
		}
	}
	return false
}

func (s *schedule) fillFeeds(ctx context.Context, now time.Time) (int, error) {
	feeds, err := s.line.Store.DueFeeds(ctx, now, nil, held+len(s.asked))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, f := range feeds {
		host := address.Host(f.URL)
		if s.asked[f.ID] || s.want != nil && !s.want(f) {
			continue
		}
		s.asked[f.ID] = true
		t := s.at(host)
		t.feeds = append(t.feeds, f)
		n++
	}
	s.queued += n
	return n, nil
}

func (s *schedule) fillLooks(ctx context.Context, now time.Time) (int, error) {
	looks, err := s.line.Store.DueLooks(ctx, now, s.closed(now), perHost, held)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, k := range looks {
		if s.taken[k.Address] {
			continue
		}
		s.taken[k.Address] = true
		t := s.at(k.Host)
		t.looks = append(t.looks, k)
		n++
	}
	s.queued += n
	return n, nil
}

// closed lists the hosts of which no more looks are wanted now: some are held
// already, or the host may not be asked for a good while.
func (s *schedule) closed(now time.Time) []string {
	var out []string
	for host, t := range s.hosts {
		if len(t.looks) > 0 {
			out = append(out, host)
		}
	}
	for host, until := range s.shut {
		if until.Before(now) {
			delete(s.shut, host)
			continue
		}
		out = append(out, host)
	}
	return out
}

func (s *schedule) at(host string) *turns {
	t := s.hosts[host]
	if t == nil {
		t = &turns{}
		s.hosts[host] = t
	}
	return t
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
		case len(t.looks) > 0 && !s.line.Fetch.Turn(host).After(now):
			k := t.looks[0]
			t.looks = t.looks[1:]
			s.send(t, func() event {
				err := s.line.walk(ctx, k, func() { s.events <- event{host: host, free: true} })
				return event{look: k.Address, err: err}
			})
		case len(t.looks) > 0 && s.line.Fetch.Turn(host).Sub(now) > longWait:
			s.putBack(host, t)
		case len(t.looks) == 0:
			delete(s.hosts, host)
		}
	}
}

// putBack gives a host's looks up; they are still due in the store.
func (s *schedule) putBack(host string, t *turns) {
	s.shut[host] = s.line.Fetch.Turn(host)
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
			delete(s.taken, e.look)
			delete(s.asked, e.feed)
			s.dry = s.dry && e.feed == 0 // a feed may have made looks due
		}
		if e.err != nil && ctx.Err() == nil {
			s.pause(e.err)
			return e.err
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
				sooner(s.line.Fetch.Turn(host))
			}
		}
	}
	if due, err := s.line.Store.NextDue(ctx); err == nil && !due.IsZero() && s.queued < s.line.Workers {
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

// check asks one feed what it lists, and makes looks of what is new.
func (l *Line) check(ctx context.Context, f tearsheet.Feed) error {
	err := l.checkFeed(ctx, f)
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		return nil
	}
	return err
}
