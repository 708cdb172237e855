package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"net/http"
	"time"

	"tearsheet"
	"tearsheet/internal/feed"
	"tearsheet/internal/read"
)

// runRead turns pages into articles.
func runRead(_ context.Context, c *call) error {
	manifest := c.String("manifest", "", "JSON Lines `FILE` of {\"id\",\"url\",\"file\"}")
	url := c.String("url", "", "`URL` at which the page stood")
	meta := c.Bool("meta", false, "what the page states of itself only, without body and text: in less than half the time")
	args, err := c.parse()
	if err != nil {
		return err
	}
	list, err := c.exhibits(*manifest, *url, args)
	if err != nil {
		return err
	}
	if *meta {
		return c.each(list, metaOne)
	}
	return c.each(list, readOne)
}

// metaOne gives the line of a page whose article is not read. It has no body
// and no text rather than empty ones: the page may have both.
func metaOne(e exhibit, body []byte) ([]byte, error) {
	r, err := read.Meta(captureOf(e, body))
	if err != nil {
		return nil, err
	}
	line, err := marshal(r)
	if err != nil {
		return nil, err
	}
	return labelled(bytes.Replace(line, []byte(`"body":[],"text":"",`), nil, 1), "id", e.ID, "url", e.URL), nil
}

func readOne(e exhibit, body []byte) ([]byte, error) {
	r, err := read.Page(captureOf(e, body), tearsheet.Entry{})
	if err != nil {
		return nil, err
	}
	line, err := marshal(r)
	if err != nil {
		return nil, err
	}
	return labelled(line, "id", e.ID, "url", e.URL), nil
}

// captureOf makes a file look like the answer that it was.
func captureOf(e exhibit, body []byte) tearsheet.Capture {
	h := http.Header{}
	for k, v := range e.Headers {
		h.Set(k, v)
	}
	return tearsheet.Capture{URL: e.URL, FinalURL: e.URL, Status: http.StatusOK, Header: h, Body: body, Digest: sha256.Sum256(body), At: time.Now()}
}

// runFeed turns feeds into entries.
func runFeed(_ context.Context, c *call) error {
	manifest := c.String("manifest", "", "JSON Lines `FILE` of {\"id\",\"url\",\"file\",\"headers\"}")
	url := c.String("url", "", "`URL` at which the feed stood")
	args, err := c.parse()
	if err != nil {
		return err
	}
	list, err := c.exhibits(*manifest, *url, args)
	if err != nil {
		return err
	}
	return c.each(list, feedOne)
}

func feedOne(e exhibit, body []byte) ([]byte, error) {
	l, err := feed.Read(body, captureOf(e, body).Header, e.URL)
	if err != nil {
		return nil, err
	}
	return marshal(feed.Output(e.ID, l))
}
