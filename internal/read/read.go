// Package read answers what a page says: it takes a capture and gives a
// revision, in which every field carries the place where it was read and what
// the page does not state is empty.
package read

import (
	"errors"
	"fmt"
	"net/url"

	"tearsheet"
	"tearsheet/proof"
)

// Reader is what stands in Revision.Reader.
const Reader = "tearsheet-read@1"

// Page reads the article of a captured page. The entry is what a feed said
// about it: its title helps to choose between headlines that the page states,
// nothing of it is put in the page's mouth. Every error is a *tearsheet.Error.
func Page(c tearsheet.Capture, e tearsheet.Entry) (tearsheet.Revision, error) {
	r, err := page(&c, &e)
	return r, classed(err, &c)
}

// classed makes every error one of the house's, with the page's address.
func classed(err error, c *tearsheet.Capture) error {
	var known *tearsheet.Error
	if err != nil && !errors.As(err, &known) {
		return &tearsheet.Error{Class: tearsheet.Parse, URL: c.FinalURL, Err: err}
	}
	if known != nil && known.URL == "" {
		known.URL = c.FinalURL
	}
	return err
}

func page(c *tearsheet.Capture, e *tearsheet.Entry) (tearsheet.Revision, error) {
	src, err := decode(c)
	if err != nil {
		return tearsheet.Revision{}, err
	}
	doc, err := parse(src)
	if err != nil {
		return tearsheet.Revision{}, err
	}
	addr, err := addressOf(c)
	if err != nil {
		return tearsheet.Revision{}, err
	}
	p := survey(doc, addr, c.Header)
	p.captured = c.At
	p.feedTitle = proof.Block(e.Title)
	r := blank(c)
	p.fill(&r)
	if err := p.body(&r); err != nil {
		return tearsheet.Revision{}, err
	}
	checkLanguage(&r, r.Text())
	markOthers(&r)
	return r, nil
}

// addressOf gives the address at which the page stood.
func addressOf(c *tearsheet.Capture) (*url.URL, error) {
	addr, err := url.Parse(c.FinalURL)
	if err != nil || addr.Host == "" {
		if addr, err = url.Parse(c.URL); err != nil {
			return nil, fmt.Errorf("read address of the page: %w", err)
		}
	}
	return addr, nil
}

// blank is the revision of a page of which nothing has been read.
func blank(c *tearsheet.Capture) tearsheet.Revision {
	return tearsheet.Revision{Seen: c.At, Origin: tearsheet.FromPage, Capture: c.ID, Reader: Reader, Evidence: map[string]string{}}
}
