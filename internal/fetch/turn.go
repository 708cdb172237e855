package fetch

import "time"

func (g *gate) due(l *lane) time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return l.next()
}

func (g *gate) dueAgain(l *lane) time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return l.nextAgain()
}

func (l *lane) next() time.Time      { return after(l.last, l.gap) }
func (l *lane) nextAgain() time.Time { return after(l.revisit, l.apart) }

// after is the zero time where nothing was yet.
func after(last time.Time, gap time.Duration) time.Time {
	if last.IsZero() {
		return last
	}
	return last.Add(gap)
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

// turnAgain tells the same of a visit again.
func (g *gate) turnAgain(host string, now time.Time) time.Time {
	first := g.turn(host, now)
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.lanes[host]
	if l == nil {
		return first
	}
	next := l.nextAgain()
	if l.revisits > 0 {
		if next.Before(now) {
			next = now
		}
		next = next.Add(l.apart * time.Duration(l.revisits))
	}
	if next.After(now) && next.After(first) {
		return next
	}
	return first
}

// forget drops the host when nobody waits and nothing is to be remembered.
func (g *gate) forget(host string, l *lane, now time.Time) {
	if l.users == 0 && !l.next().After(now) && !l.nextAgain().After(now) && !l.blocked.After(now) {
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
