package pipeline

import (
	"context"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
)

// fill takes due rows from the store when little is held.
func (s *schedule) fill(ctx context.Context) error {
	now := time.Now()
	if s.dry || !s.wanting(now) || now.Before(s.paused) {
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
	s.line.fault.Store(nil)
	s.dry = feeds+looks == 0
	return nil
}

// wanting reports whether there is room, and more could be on its way than
// what is held allows: a host that is busy or waits for its turn gives nothing.
func (s *schedule) wanting(now time.Time) bool {
	ready := 0
	for host, t := range s.hosts {
		if !t.busy && (len(t.feeds) > 0 || len(t.looks) > 0 && s.mayGo(host, t, now)) {
			ready++
		}
	}
	return s.queued < held && s.flying+ready < s.line.Workers
}

func (s *schedule) mayGo(host string, t *turns, now time.Time) bool {
	_, at := s.first(host, t)
	return !at.After(now)
}

func (s *schedule) fillFeeds(ctx context.Context, now time.Time) (int, error) {
	if s.holdsFeeds() && now.Sub(s.feedsAt) < time.Second {
		return 0, nil
	}
	s.feedsAt = now
	feeds, err := s.dueFeeds(ctx, now)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, f := range feeds {
		host := address.Host(f.URL)
		if s.asked[f.ID] {
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

// holdsFeeds reports whether feeds are at hand: then the store is not asked again
// at each event, which would read all that are due for each of them.
func (s *schedule) holdsFeeds() bool {
	for _, t := range s.hosts {
		if len(t.feeds) > 0 {
			return true
		}
	}
	return false
}

// dueFeeds gives what the store says is due, or the feeds of this pass, once.
func (s *schedule) dueFeeds(ctx context.Context, now time.Time) ([]tearsheet.Feed, error) {
	if !s.some {
		return s.line.Store.DueFeeds(ctx, now, nil, perFill+len(s.asked))
	}
	feeds := s.only
	s.only = nil
	return feeds, nil
}

func (s *schedule) fillLooks(ctx context.Context, now time.Time) (int, error) {
	looks, err := s.line.Store.DueLooks(ctx, now, s.closed(now), perHost, perFill)
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
