// Package feed answers what a listing of a publisher says: it takes the bytes
// of a feed, sitemap or subscription list and gives its entries, and it writes
// such listings. It opens nothing and follows nothing.
package feed

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"tearsheet"
)

// Format is one kind of listing.
type Format struct {
	Name   string
	Detect func(head []byte) bool // head: the beginning in UTF-8, at least up to the first element
	Parse  func(b []byte, base string) (tearsheet.Listing, error)
}

// Formats are the kinds that are read, in the order in which they are tried.
var Formats = []Format{
	{"rss", rooted("rss", "channel", "rdf"), read(newsfeed)},
	{"atom", rooted("feed"), read(newsfeed)},
	{"sitemap", rooted("urlset"), read(sitemap)},
	{"sitemap index", rooted("sitemapindex"), read(sitemap)},
	{"opml", rooted("opml", "outlinedocument"), read(subscriptions)},
	{"json feed", looksLikeJSON, parseJSON},
}

const sniffed = 64 << 10

// Parse reads a listing. contentType is that of the HTTP response, base the
// address that relative links are seen from; both may be empty. Whatever can
// be read is given, with a warning for what could not; the error is a
// *tearsheet.Error and means that nothing could.
func Parse(body []byte, contentType, base string) (tearsheet.Listing, error) {
	if len(bytes.Trim(body, " \t\r\n\x00")) == 0 {
		return tearsheet.Listing{}, fail(tearsheet.Empty, "nothing came, or only white space")
	}
	text, warnings, err := decode(body, contentType)
	if err != nil {
		return tearsheet.Listing{}, err
	}
	head := text[:min(len(text), sniffed)]
	for _, f := range Formats {
		if !f.Detect(head) {
			continue
		}
		l, err := f.Parse(text, base)
		if err != nil {
			return tearsheet.Listing{}, err
		}
		l.Warnings = append(warnings, l.Warnings...)
		return l, nil
	}
	return tearsheet.Listing{}, notAFeed(string(head))
}

// Read is Parse for an HTTP response: it also heeds Content-Location,
// Content-Language and Link. url is where the body came from.
func Read(body []byte, header http.Header, url string) (tearsheet.Listing, error) {
	base := url
	if at := webAddress(url, header.Get("Content-Location")); at != "" {
		base = at
	}
	l, err := Parse(body, header.Get("Content-Type"), base)
	if err == nil && l.Language == "" {
		first, _, _ := strings.Cut(header.Get("Content-Language"), ",")
		l.Language = language(first)
	}
	if err == nil {
		heedLinks(&l, header, url)
	}
	return l, err
}

func fail(class tearsheet.Class, message string) error {
	return &tearsheet.Error{Class: class, Err: errors.New(message)}
}

func notAFeed(text string) error {
	what := "neither a feed nor a sitemap nor OPML"
	if name := firstElement(text, func(string) bool { return true }); name != "" {
		what = fmt.Sprintf("its first element is <%s>, which begins %s", clip(name), what)
	}
	if isHTML(text) {
		what = "an HTML page, not a feed: give the address of the feed, or add the page as a source so that its feeds are looked for"
	}
	return fail(tearsheet.NotAFeed, what)
}

// rooted detects a document whose first element has one of the names. What
// stands before it, such as warnings of PHP, may hold tags of its own.
func rooted(roots ...string) func([]byte) bool {
	return func(head []byte) bool {
		name := firstElement(view(head), func(n string) bool { return knownRoots[n] })
		for _, r := range roots {
			if name == r {
				return true
			}
		}
		return false
	}
}

var knownRoots = set("rss channel rdf feed entry urlset sitemapindex opml outlinedocument html body head frameset")

// firstElement gives the local name of the first element that is wanted.
func firstElement(text string, wanted func(string) bool) string {
	c := scanner{s: text}
	for {
		switch c.next() {
		case endOfText:
			return ""
		case startToken:
			if name := localName(c.name); wanted(name) {
				return name
			}
		}
	}
}

func localName(name string) string {
	return lower(name[strings.LastIndexByte(name, ':')+1:])
}

func isHTML(head string) bool {
	name := firstElement(head, func(n string) bool {
		return knownRoots[n] || n == "script" || n == "meta" || n == "title" || n == "div"
	})
	return name == "html" || name == "body" || name == "head" || name == "frameset" || name == "script" || name == "meta" || name == "title" || name == "div" ||
		strings.Contains(strings.ToLower(head[:min(len(head), 1024)]), "<!doctype html")
}
