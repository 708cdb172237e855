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

	// Guarded by gate.mu.
	users   int // requests that wait or go
	queue   int // page requests among them
	last    time.Time
	gap     time.Duration
	blocked time.Time
}

// visit is how a request wants to pass.
type visit struct {
	spaced bool          // a page request: not before gap after the last one
	gap    time.Duration // Spacing or Crawl-delay
	goesOn bool          // a redirect on the same host: the same page request, not another
}

// pass is the right to use a host's connection. Its holder must leave.
type pass struct {
	gate *gate
	host string
	lane *lane
	visit
	conn, page bool // tokens held
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
	return &pass{gate: g, host: host, lane: l, visit: v}
}

func (g *gate) lane(host string) *lane {
	l := g.lanes[host]
	if l == nil {
		l = &lane{conn: make(chan struct{}, 1), pages: make(chan struct{}, 1)}
		g.lanes[host] = l
	}
	return l
}

// wait takes the tokens in order: first the place at the head of the page
// requests, then, when the gap is over, the connection. A feed may use the
// connection while a page request waits for its time.
func (p *pass) wait(ctx context.Context) error {
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
	if p.conn {
		<-l.conn
	}
	if p.page {
		<-l.pages
	}
	g.forget(p.host, l, now)
}

func (g *gate) due(l *lane) time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return l.next()
}

func (l *lane) next() time.Time {
	if l.last.IsZero() {
		return time.Time{}
	}
	return l.last.Add(l.gap)
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

// turn tells when another page request would go, zero when at once. For a host
// in use it is an estimate that counts every request that waits.
func (g *gate) turn(host string, now time.Time) time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.lanes[host]
	if l == nil {
		return time.Time{}
	}
	next := l.next()
	if l.users > 0 {
		if next.Before(now) {
			next = now
		}
		next = next.Add(l.gap * time.Duration(max(l.queue, 1)))
	}
	if l.blocked.After(next) {
		next = l.blocked
	}
	if !next.After(now) {
		return time.Time{}
	}
	return next
}

// forget drops the host when nobody waits and nothing is to be remembered.
func (g *gate) forget(host string, l *lane, now time.Time) {
	if l.users == 0 && !l.next().After(now) && !l.blocked.After(now) {
		delete(g.lanes, host)
	}
}

// sweep forgets the hosts whose time ran out while nobody asked.
func (g *gate) sweep(now time.Time) {
	g.swept = now
	for host, l := range g.lanes {
		g.forget(host, l, now)
	}
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
