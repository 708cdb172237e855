package fetch

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net"
	"net/http"
	"strings"
	"time"

	"tearsheet"
)

// Post sends body to an address once and waits for the answer, of which only
// the status counts: nil for 2xx. The guard, the limits and the host's one
// connection are those of Get; a redirect is a failure, for what is sent was
// meant for the address that was given and nobody else. Every error is a
// *tearsheet.Error; where ctx ended, it also wraps the error of ctx.
func (c *Client) Post(ctx context.Context, to string, header http.Header, body []byte) error {
	j := &journey{asked: showable(to), left: c.opt.Timeout}
	u, err := c.target(to)
	if err != nil {
		return j.explain(err)
	}
	j.user, u.User = u.User, nil
	j.at, j.asked = u, u.String()
	if until := c.gate.blockedUntil(u.Host); !until.IsZero() {
		return j.explain(askedToWait(time.Until(until)))
	}
	pass, err := c.gate.enter(ctx, u.Host, visit{})
	if err != nil {
		return j.explain(err)
	}
	defer pass.leave()
	if err := c.hand(ctx, j, header, body); err != nil {
		return j.explain(err)
	}
	return nil
}

// hand sends the one request of a Post. The caller holds the host's connection.
func (c *Client) hand(ctx context.Context, j *journey, header http.Header, body []byte) error {
	ctx, cancelTime := context.WithDeadlineCause(ctx, time.Now().Add(j.left), errDeadline)
	defer cancelTime()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	resp, err := c.transport.RoundTrip(c.letter(j, header, body).WithContext(ctx))
	if err != nil {
		return classify(ctx, err)
	}
	defer resp.Body.Close()
	drain(resp, cancel)
	switch s := resp.StatusCode; {
	case s >= 200 && s < 300:
		return nil
	case s >= 300 && s < 400:
		e := failure(tearsheet.BadRedirect, "the answer is a redirect (%d), which is not followed with what is sent", s)
		e.Status = s
		return e
	default:
		return c.refused(j, resp)
	}
}

func (c *Client) letter(j *journey, header http.Header, body []byte) *http.Request {
	h := maps.Clone(header)
	if h == nil {
		h = http.Header{}
	}
	h["User-Agent"] = []string{c.opt.UserAgent}
	again := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	first, _ := again()
	r := &http.Request{Method: http.MethodPost, URL: j.at, Header: h, Host: j.at.Host, Body: first, GetBody: again,
		ContentLength: int64(len(body)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	if j.user != nil {
		password, _ := j.user.Password()
		r.SetBasicAuth(j.user.Username(), password)
	}
	return r
}

// DialOwn connects to a server of the operator's own, such as the one that
// takes mail, which may be anywhere: no guard is asked. The address must come
// from the configuration and from nowhere else.
func DialOwn(ctx context.Context, network, address string) (net.Conn, error) {
	if !strings.HasPrefix(network, "tcp") {
		return nil, net.UnknownNetworkError(network)
	}
	d := net.Dialer{Timeout: 10 * time.Second}
	return d.DialContext(ctx, network, address)
}
