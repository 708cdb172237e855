// Package fetch answers what the web says at an address: it takes a Request
// and gives a Capture, or one clear error. It is the only way out of the
// program: every address is checked when it is connected, every answer is
// bounded, and every host is asked politely.
package fetch

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"time"

	"tearsheet"
)

// Options are the settings of the one client. The zero value is right for the
// open web.
type Options struct {
	// UserAgent names the program, its version, its address and a contact. The
	// part before the first slash is the name that robots.txt is searched for.
	UserAgent string

	// Spacing is the least time between the end of one page request to a host
	// and the next one. Zero means 2 s; negative means none.
	Spacing time.Duration

	// RevisitSpacing is the least time between two page requests to a host that
	// are visits again. First visits may go in between. Zero means five times
	// Spacing, so 10 s; negative means none.
	RevisitSpacing time.Duration

	// Allow are networks that may be connected although the guard refuses them,
	// from the configuration file only.
	Allow []netip.Prefix

	// AllowPorts are ports that may be connected besides 80, 443, 8080 and 8443;
	// 0 means every port. Where it is not empty, it is also the complete list of
	// ports open in Allow: an exception for a service on one port of this machine
	// does not open the others.
	AllowPorts []int

	Resolver *net.Resolver  // nil: the system's
	RootCAs  *x509.CertPool // nil: the system's

	// Timeout is the most that one Get may spend with publishers, all redirects
	// together; waiting for a host's turn does not count. Zero means 30 s.
	Timeout time.Duration

	// SlowAfter is when a body must have kept to MinRate. Zero means 10 s.
	SlowAfter time.Duration

	// MinRate is the slowest body that is waited for, in bytes a second on the
	// wire. Zero means 1000.
	MinRate int

	// Now tells the time that is written into captures and that dates in headers
	// are compared with; nil means time.Now. Spacing always follows the real clock.
	Now func() time.Time
}

// Client fetches. It may be used by many goroutines at once.
type Client struct {
	opt       Options
	transport *http.Transport
	gate      *gate
	budget    *budget
	robots    *robotsCache
	agent     string // product token of the User-Agent
}

// New gives a client with these settings.
func New(o Options) *Client {
	o = withDefaults(o)
	c := &Client{
		opt:    o,
		gate:   newGate(),
		budget: newBudget(),
		robots: newRobotsCache(),
		agent:  productToken(o.UserAgent),
	}
	c.transport = newTransport(o)
	return c
}

func withDefaults(o Options) Options {
	if o.UserAgent == "" {
		o.UserAgent = tearsheet.Name + "/" + tearsheet.Version + " (self-hosted news aggregator)"
	}
	if o.Spacing == 0 {
		o.Spacing = 2 * time.Second
	}
	o.Spacing = max(o.Spacing, 0)
	if o.RevisitSpacing == 0 {
		o.RevisitSpacing = 5 * o.Spacing
	}
	o.RevisitSpacing = max(o.RevisitSpacing, 0)
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.SlowAfter <= 0 {
		o.SlowAfter = 10 * time.Second
	}
	if o.MinRate <= 0 {
		o.MinRate = 1000
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Get fetches what stands at r.URL, following redirects, and waits for the
// host's turn first. Every error is a *tearsheet.Error; where ctx ended, it
// also wraps the error of ctx.
func (c *Client) Get(ctx context.Context, r tearsheet.Request) (tearsheet.Capture, error) {
	j, err := c.depart(r)
	for err == nil && !j.arrived {
		err = c.hop(ctx, j)
	}
	if err != nil {
		return tearsheet.Capture{}, j.explain(err)
	}
	return j.capture, nil
}

// Turn tells when a page request to host, spelled as address.Host does, may
// go; zero means now. While the host is in use it is an estimate.
func (c *Client) Turn(host string) time.Time { return c.gate.turn(host, time.Now()) }

// TurnAgain tells the same of a page that was had before.
func (c *Client) TurnAgain(host string) time.Time { return c.gate.turnAgain(host, time.Now()) }

// Close lets go of the connections that nobody uses at present. A client may
// be used again after it.
func (c *Client) Close() { c.transport.CloseIdleConnections() }
