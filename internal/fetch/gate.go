package fetch

import (
	"context"
	"sync"
	"time"

	"tearsheet"
)

// gate lets one request at a time go to a host, and page requests only so
// often. It forgets a host as soon as nothing about it matters any more.
type gate struct {
	mu    sync.Mutex
	lanes map[string]*lane
	swept time.Time
}

// lane is one host. Its channels hold a token while they are taken; who waits
// for one gets it in order.
type lane struct {
	conn  chan struct{} // the one connection
	pages chan struct{} // the next page request
	again chan struct{} // the next visit again

	// Guarded by gate.mu.
	users   int // requests that wait or go
	queue   int // page requests among them
	last    time.Time
	gap     time.Duration
	blocked time.Time

	revisits int // visits again among them
	revisit  time.Time
	apart    time.Duration
}

// visit is how a request wants to pass.
type visit struct {
	spaced bool          // a page request: not before gap after the last one
	gap    time.Duration // Spacing or Crawl-delay
	goesOn bool          // a redirect on the same host: the same page request, not another
	again  bool          // a page that was had before: also not before apart after the last of these
	apart  time.Duration
}

// pass is the right to use a host's connection. Its holder must leave.
type pass struct {
	gate *gate
	host string
	lane *lane
	visit
	conn, page, revisit bool // tokens held
}

func newGate() *gate { return &gate{lanes: map[string]*lane{}} }

// enter waits for the host's turn. It fails with class rate-limited, at once,
// while the host has asked to be left alone, and with class timeout when ctx ends.
func (g *gate) enter(ctx context.Context, host string, v visit) (*pass, error) {
	p := g.join(host, v)
	if err := p.wait(ctx); err != nil {
		p.leave()
		return nil, err
	}
	return p, nil
}

func (g *gate) join(host string, v visit) *pass {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if now.Sub(g.swept) > time.Minute {
		g.sweep(now)
	}
	l := g.lane(host)
	l.users++
	if v.spaced {
		l.queue++
		l.gap = v.gap
	}
	if v.again {
		l.revisits++
		l.apart = v.apart
	}
	return &pass{gate: g, host: host, lane: l, visit: v}
}

func (g *gate) lane(host string) *lane {
	l := g.lanes[host]
	if l == nil {
		l = &lane{conn: make(chan struct{}, 1), pages: make(chan struct{}, 1), again: make(chan struct{}, 1)}
		g.lanes[host] = l
	}
	return l
}

// wait takes the tokens in order: for a visit again the place at the head of
// these until their time has come, then the place at the head of the page
// requests, then, when the gap is over, the connection. So a first visit passes
// while a visit again waits for its time, and a feed while any page does.
func (p *pass) wait(ctx context.Context) error {
	if p.again && !p.goesOn {
		if err := token(ctx, p.lane.again); err != nil {
			return err
		}
		p.revisit = true
		if err := sleepUntil(ctx, p.gate.dueAgain(p.lane)); err != nil {
			return err
		}
	}
	if p.spaced && !p.goesOn {
		if err := token(ctx, p.lane.pages); err != nil {
			return err
		}
		p.page = true
	}
	for {
		if p.page {
			if err := sleepUntil(ctx, p.gate.due(p.lane)); err != nil {
				return err
			}
		}
		if err := token(ctx, p.lane.conn); err != nil {
			return err
		}
		p.conn = true
		if until := p.gate.blockedUntil(p.host); !until.IsZero() {
			return askedToWait(time.Until(until))
		}
		if !p.page || !p.gate.due(p.lane).After(time.Now()) {
			return nil
		}
		<-p.lane.conn // another page's redirect went in between
		p.conn = false
	}
}

// leave gives the tokens back and notes when the host was last asked.
func (p *pass) leave() {
	g, l := p.gate, p.lane
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	l.users--
	if p.spaced {
		l.queue--
		if p.conn {
			l.last = now
		}
	}
	if p.again {
		l.revisits--
		if p.conn {
			l.revisit = now
		}
	}
	if p.conn {
		<-l.conn
	}
	if p.revisit {
		<-l.again
	}
	if p.page {
		<-l.pages
	}
	g.forget(p.host, l, now)
}

// block keeps everybody from host until then.
func (g *gate) block(host string, until time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if l := g.lane(host); until.After(l.blocked) {
		l.blocked = until
	}
}

// blockedUntil tells how long host wants to be left alone; zero: it does not.
func (g *gate) blockedUntil(host string) time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	if l := g.lanes[host]; l != nil && l.blocked.After(time.Now()) {
		return l.blocked
	}
	return time.Time{}
}

func token(ctx context.Context, c chan struct{}) error {
	select {
	case c <- struct{}{}:
		return nil
	default:
	}
	select {
	case c <- struct{}{}:
		return nil
	case <-ctx.Done():
		return givenUp(ctx)
	}
}

func sleepUntil(ctx context.Context, t time.Time) error {
	d := time.Until(t)
	if t.IsZero() || d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return givenUp(ctx)
	}
}

func givenUp(ctx context.Context) error {
	return failure(tearsheet.Timeout, "the fetch was given up while it waited for the host's turn: %w", context.Cause(ctx))
}
