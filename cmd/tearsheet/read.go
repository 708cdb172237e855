package main

import (
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
	args, err := c.parse()
	if err != nil {
		return err
	}
	list, err := c.exhibits(*manifest, *url, args)
	if err != nil {
		return err
	}
	return c.each(list, readOne)
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
