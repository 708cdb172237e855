package fetch

import (
	"bytes"
	"container/list"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"tearsheet"
)

const (
	robotsFresh  = 24 * time.Hour  // RFC 9309, 2.4: not longer
	robotsLeast  = time.Hour       // a shorter max-age is not obeyed
	robotsRetry  = 5 * time.Minute // how long "unreachable" is believed
	maxDelay     = time.Minute     // the longest Crawl-delay that is obeyed
	robotsMemory = 16 << 20        // bytes of rules kept
)

// permit asks robots.txt of the host whether u may be fetched, and how far
// apart requests are to be. A refusal is an error of class robots. Where
// robots.txt is out of reach nothing may be fetched (RFC 9309, 2.3.1.4); that
// says nothing about the page, so it is a failure that passes, not a refusal.
func (c *Client) permit(ctx context.Context, u *url.URL) (tearsheet.Robots, time.Duration, error) {
	file, err := c.robotsOf(ctx, u)
	if err != nil {
		return tearsheet.Robots{}, 0, err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	allowed, line := file.Decide(path)
	if !allowed {
		return tearsheet.Robots{}, 0, failure(tearsheet.RobotsDenied, "robots.txt of the publisher says %q", line)
	}
	return tearsheet.Robots{Allowed: true, Rule: line, At: c.opt.Now()}, min(file.CrawlDelay, maxDelay), nil
}

// Robots gives the robots.txt of the host at which address stands. A host
// without one gives an empty file and no error.
func (c *Client) Robots(ctx context.Context, address string) (RobotsFile, error) {
	u, err := c.target(address)
	if err == nil {
		var file RobotsFile
		if file, err = c.robotsOf(ctx, u); err == nil {
			return file, nil
		}
	}
	j := journey{asked: showable(address)}
	return RobotsFile{}, j.explain(err)
}

// robotsOf gives the file from the cache, or fetches it. Whoever comes while
// it is being fetched waits for it.
func (c *Client) robotsOf(ctx context.Context, u *url.URL) (RobotsFile, error) {
	e := c.robots.entry(origin(u))
	if err := token(ctx, e.busy); err != nil {
		return RobotsFile{}, err
	}
	defer func() { <-e.busy }()
	if now := c.opt.Now(); now.Before(e.until) && !e.at.After(now) {
		return e.file, e.trouble.orNil(e.until.Sub(now))
	}
	file, trouble, age := c.askRobots(ctx, u)
	if age <= 0 {
		return file, trouble.orNil(0)
	}
	e.file, e.trouble, e.at = file, trouble, c.opt.Now()
	e.until = e.at.Add(age)
	c.robots.weigh(e)
	return file, trouble.orNil(age)
}

// askRobots fetches and reads a robots.txt and says how long to believe it; 0:
// not at all, it was us who gave up.
func (c *Client) askRobots(ctx context.Context, u *url.URL) (RobotsFile, *robotsTrouble, time.Duration) {
	capture, err := c.Get(ctx, tearsheet.Request{URL: origin(u) + "/robots.txt", Purpose: tearsheet.ForRobots})
	if err == nil {
		body := capture.Body
		if len(body) >= MaxRobots { // its last line may be cut in two
			body = body[:bytes.LastIndexAny(body, "\r\n")+1]
		}
		age := min(robotsFresh, max(robotsLeast, capture.MaxAge))
		if capture.MaxAge == 0 {
			age = robotsFresh
		}
		return ParseRobots(body, c.agent), nil, age
	}
	t, _ := errors.AsType[*tearsheet.Error](err)
	switch {
	case ctx.Err() != nil, t.Class == tearsheet.RateLimited && t.Status == 0:
		return RobotsFile{}, &robotsTrouble{*t}, 0
	case t.Status >= 400 && t.Status < 500:
		return RobotsFile{none: fmt.Sprintf("no robots.txt (%d)", t.Status)}, nil, robotsFresh
	case t.Status == http.StatusNoContent:
		return RobotsFile{none: "no robots.txt (204)"}, nil, robotsFresh
	case t.Class == tearsheet.RedirectLoop, t.Class == tearsheet.BadRedirect:
		return RobotsFile{none: "no robots.txt (" + string(t.Class) + ")"}, nil, robotsFresh
	}
	return RobotsFile{}, &robotsTrouble{*t}, robotsRetry
}

// robotsTrouble is why a robots.txt could not be read.
type robotsTrouble struct{ cause tearsheet.Error }

// orNil gives the error that a page meets, to be tried again in wait, when
// robots.txt is asked again. A host that cannot be reached has the class of
// that; whatever else is wrong with the file is a failure of the server.
func (t *robotsTrouble) orNil(wait time.Duration) error {
	if t == nil {
		return nil
	}
	class := tearsheet.ServerError
	switch t.cause.Class {
	case tearsheet.Timeout, tearsheet.DNS, tearsheet.Connection, tearsheet.TLS, tearsheet.BlockedAddress, tearsheet.RateLimited:
		class = t.cause.Class
	}
	e := failure(class, "robots.txt cannot be read, so nothing else is asked for: %w", t.cause.Err)
	e.Retry = max(t.cause.Retry, wait)
	return e
}

// robotsCache keeps the files of the hosts asked last, bounded by their size.
type robotsCache struct {
	mu      sync.Mutex
	entries map[string]*list.Element
	order   *list.List // of *robotsEntry, the one used last in front
	bytes   int
}

// robotsEntry is one origin's file. Who holds busy may read and write it.
type robotsEntry struct {
	origin    string
	busy      chan struct{}
	file      RobotsFile
	trouble   *robotsTrouble
	at, until time.Time

	weight int // guarded by robotsCache.mu
}

func newRobotsCache() *robotsCache {
	return &robotsCache{entries: map[string]*list.Element{}, order: list.New()}
}

func (c *robotsCache) entry(origin string) *robotsEntry {
	c.mu.Lock()
	defer c.mu.Unlock()
	if el := c.entries[origin]; el != nil {
		c.order.MoveToFront(el)
		return el.Value.(*robotsEntry)
	}
	e := &robotsEntry{origin: origin, busy: make(chan struct{}, 1), weight: 512}
	c.entries[origin] = c.order.PushFront(e)
	c.bytes += e.weight
	c.shrink()
	return e
}

// weigh notes the size of e's file and drops the files used longest ago.
func (c *robotsCache) weigh(e *robotsEntry) {
	weight := 512
	for _, r := range e.file.rules {
		weight += 64 + len(r.pattern) + len(r.line)
	}
	for _, s := range e.file.Sitemaps {
		weight += 16 + len(s)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if el := c.entries[e.origin]; el == nil || el.Value.(*robotsEntry) != e {
		return // dropped meanwhile
	}
	c.bytes += weight - e.weight
	e.weight = weight
	c.shrink()
}

func (c *robotsCache) shrink() {
	for c.bytes > robotsMemory && c.order.Len() > 1 {
		el := c.order.Back()
		e := c.order.Remove(el).(*robotsEntry)
		delete(c.entries, e.origin)
		c.bytes -= e.weight
	}
}
