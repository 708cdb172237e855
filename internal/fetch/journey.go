package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tearsheet"
)

// maxHops is how many redirects are followed.
const maxHops = 10

// journey is one Get on its way from the address that was asked for to the one
// that answers.
type journey struct {
	request tearsheet.Request
	manner  manner
	at      *url.URL      // where it is now, without user and password
	user    *url.Userinfo // for the first host only; nil once it has changed
	origin  string        // scheme and host that user and validators belong to
	asked   string        // the address asked for, without user and password
	seen    []string      // the addresses it has been at, this one included

	permanent string // as far as an unbroken chain of 301 and 308 has led
	unbroken  bool
	lane      string        // host whose turn the last request took
	left      time.Duration // what remains of the time with publishers

	arrived bool
	capture tearsheet.Capture
}

func (c *Client) depart(r tearsheet.Request) (*journey, error) {
	j := &journey{request: r, manner: mannerOf(r.Purpose), asked: showable(r.URL), left: c.opt.Timeout, unbroken: true}
	u, err := c.target(r.URL)
	if err != nil {
		return j, err
	}
	j.user, u.User = u.User, nil
	j.at, j.origin, j.asked = u, origin(u), u.String()
	j.seen = append(make([]string, 0, 2), j.asked)
	return j, nil
}

// hop asks at the present address: either the journey arrives, or it stands at
// the next address, or it has failed.
func (c *Client) hop(ctx context.Context, j *journey) error {
	if until := c.gate.blockedUntil(j.at.Host); !until.IsZero() {
		return askedToWait(time.Until(until))
	}
	gap := c.opt.Spacing
	if j.manner.polite {
		decision, delay, err := c.permit(ctx, j.at)
		if err != nil {
			return err
		}
		j.capture.Robots, gap = decision, max(gap, delay)
	}
	v := visit{spaced: j.manner.polite, gap: gap, goesOn: j.lane == j.at.Host}
	if j.manner.polite && j.request.Again {
		v.again, v.apart = true, max(c.opt.RevisitSpacing, gap)
	}
	pass, err := c.gate.enter(ctx, j.at.Host, v)
	if err != nil {
		return err
	}
	defer pass.leave()
	j.lane = j.at.Host
	return c.exchange(ctx, j)
}

// follow moves the journey to where a redirect points.
func (c *Client) follow(j *journey, status int, h http.Header) error {
	next, err := c.location(j.at, h)
	if err != nil {
		return err
	}
	address := next.String()
	for _, seen := range j.seen {
		if seen == address {
			return failure(tearsheet.RedirectLoop, "the redirects lead back to %s", clip(address))
		}
	}
	if len(j.seen) > maxHops {
		return failure(tearsheet.RedirectLoop, "more than %d redirects", maxHops)
	}
	if j.at.Scheme == "https" && next.Scheme == "http" {
		return failure(tearsheet.Downgrade, "a redirect leads from https to http: %s", clip(address))
	}
	j.unbroken = j.unbroken && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
	if j.unbroken {
		j.permanent = address
	}
	if origin(next) != j.origin {
		j.user, j.request.ETag, j.request.LastModified = nil, "", ""
	}
	j.at, j.seen = next, append(j.seen, address)
	return nil
}

// location reads the target of a redirect. User and password in it are not
// ours and are dropped.
func (c *Client) location(from *url.URL, h http.Header) (*url.URL, error) {
	values := h["Location"]
	if len(values) == 0 || strings.TrimSpace(values[0]) == "" {
		return nil, failure(tearsheet.BadRedirect, "a redirect does not say where to")
	}
	if len(values) > 1 && values[1] != values[0] {
		return nil, failure(tearsheet.BadRedirect, "a redirect names two addresses")
	}
	raw := strings.ReplaceAll(strings.TrimSpace(values[0]), " ", "%20")
	lower := strings.ToLower(raw)
	if strings.Contains(lower, "%0d") || strings.Contains(lower, "%0a") || strings.ContainsAny(raw, "\\\t\r\n\x00") {
		return nil, failure(tearsheet.BadRedirect, "a redirect leads to an address with a line break or a backslash in it")
	}
	ref, err := url.Parse(raw)
	if err != nil {
		return nil, failure(tearsheet.BadRedirect, "a redirect leads to what is no address")
	}
	next, err := c.target(from.ResolveReference(ref).String())
	if err != nil {
		return nil, afterRedirect(err, showable(raw))
	}
	next.User = nil
	return next, nil
}

func afterRedirect(err error, to string) error {
	t, ok := errors.AsType[*tearsheet.Error](err)
	if !ok {
		return err
	}
	return &tearsheet.Error{Class: t.Class, Status: t.Status, Retry: t.Retry,
		Err: &detour{to, t.Err}}
}

// detour is a cause that was met after a redirect.
type detour struct {
	to  string
	err error
}

func (d *detour) Error() string { return "after a redirect to " + d.to + ": " + d.err.Error() }
func (d *detour) Unwrap() error { return d.err }

// explain gives err the address that was asked for and, where redirects led
// away from it, the address where it failed.
func (j *journey) explain(err error) error {
	t, ok := errors.AsType[*tearsheet.Error](err)
	if !ok {
		t = failure(tearsheet.Connection, "%w", err)
	}
	if _, told := errors.AsType[*detour](t.Err); len(j.seen) > 1 && !told {
		t = afterRedirect(t, clip(j.seen[len(j.seen)-1])).(*tearsheet.Error)
	}
	t.URL = j.asked
	return t
}

func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }

func askedToWait(d time.Duration) *tearsheet.Error {
	e := failure(tearsheet.RateLimited, "the publisher has asked not to be asked for another %s", d.Round(time.Second))
	e.Retry = d
	return e
}
