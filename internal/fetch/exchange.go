package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"net/http"
	"time"

	"tearsheet"
)

// exchange sends one request and takes in its answer. The caller holds the
// host's connection until it returns.
func (c *Client) exchange(ctx context.Context, j *journey) error {
	start := time.Now()
	defer func() { j.left -= time.Since(start) }()
	ctx, cancelTime := context.WithDeadlineCause(ctx, start.Add(j.left), errDeadline)
	defer cancelTime()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	resp, err := c.transport.RoundTrip(c.compose(j).WithContext(ctx))
	if err != nil {
		return classify(ctx, err)
	}
	defer resp.Body.Close()
	switch s := resp.StatusCode; {
	case s == http.StatusOK:
		return c.take(ctx, cancel, j, resp)
	case s == http.StatusNotModified:
		return c.unchanged(j, resp)
	case isRedirect(s):
		drain(resp, cancel)
		return c.follow(j, s, resp.Header)
	default:
		drain(resp, cancel)
		return c.refused(j, resp)
	}
}

// compose writes the request. Nothing in it tells who reads: no cookie, no
// Referer.
func (c *Client) compose(j *journey) *http.Request {
	h := make(http.Header, 6)
	h["User-Agent"] = []string{c.opt.UserAgent}
	h["Accept"] = []string{j.manner.accept}
	h["Accept-Encoding"] = []string{"gzip, br, zstd"}
	if usable(j.request.ETag) {
		h["If-None-Match"] = []string{j.request.ETag}
	}
	if usable(j.request.LastModified) {
		h["If-Modified-Since"] = []string{j.request.LastModified}
	}
	r := &http.Request{Method: http.MethodGet, URL: j.at, Header: h, Host: j.at.Host,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	if j.user != nil {
		password, _ := j.user.Password()
		r.SetBasicAuth(j.user.Username(), password)
	}
	return r
}

// take reads the body of an answer and ends the journey with it.
func (c *Client) take(ctx context.Context, cancel context.CancelCauseFunc, j *journey, resp *http.Response) error {
	body, err := c.body(ctx, cancel, j.manner, resp)
	if err != nil {
		err.Status = resp.StatusCode
		return err
	}
	if !j.manner.blank && isBlank(body) {
		e := failure(tearsheet.Empty, "the answer is empty")
		e.Status = resp.StatusCode
		return e
	}
	c.arrive(j, resp)
	j.capture.Body, j.capture.Digest = body, sha256.Sum256(body)
	return nil
}

// unchanged ends the journey with a 304, which is an answer only to who asked
// with a validator. A body that came with it is never read.
func (c *Client) unchanged(j *journey, resp *http.Response) error {
	if !usable(j.request.ETag) && !usable(j.request.LastModified) {
		e := failure(tearsheet.BadResponse, "the answer is 304 Not Modified to a request that had no validator")
		e.Status = resp.StatusCode
		return e
	}
	c.arrive(j, resp)
	return nil
}

func (c *Client) arrive(j *journey, resp *http.Response) {
	now := c.opt.Now()
	dropGiants(resp.Header)
	k := &j.capture
	k.URL, k.FinalURL, k.PermanentURL = j.asked, j.seen[len(j.seen)-1], j.permanent
	k.Status, k.Header, k.At = resp.StatusCode, resp.Header, now
	k.MaxAge = maxAge(resp.Header, now)
	j.arrived = true
}

// refused gives the error of any status that is not an answer, and keeps the
// host's door shut as long as it asks.
func (c *Client) refused(j *journey, resp *http.Response) error {
	e := statusFailure(resp.StatusCode)
	if resp.StatusCode >= 400 {
		e.Retry = retryAfter(resp.Header, c.opt.Now())
	}
	if s := resp.StatusCode; e.Retry > 0 && (s == http.StatusTooManyRequests || s == http.StatusServiceUnavailable) {
		c.gate.block(j.at.Host, time.Now().Add(e.Retry))
	}
	return e
}

// drain reads the rest of a small body that nobody wants, so that the
// connection can be used again. It gives up soon: the body of a refusal is not
// worth waiting for.
func drain(resp *http.Response, cancel context.CancelCauseFunc) {
	const most = 16 << 10
	if resp.ContentLength == 0 || resp.ContentLength > most {
		return
	}
	t := time.AfterFunc(500*time.Millisecond, func() { cancel(errSlow) })
	defer t.Stop()
	_, _ = io.CopyN(io.Discard, resp.Body, most) // a failure costs only the connection
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func isBlank(body []byte) bool {
	return len(bytes.Trim(body, " \t\r\n\v\f\x00\ufeff")) == 0
}
