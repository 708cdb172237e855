package fetch

import "tearsheet"

// manner is how a purpose is carried out.
type manner struct {
	limit  int64  // bytes of the body after decoding
	cut    bool   // a longer body is cut at limit, not refused
	polite bool   // robots.txt is asked and requests are spaced
	blank  bool   // an empty body is an answer
	unpack bool   // a body that is itself a gzip file is unpacked, as sitemaps are kept
	accept string // Accept header
}

// MaxRobots is how much of a robots.txt is read; RFC 9309 asks for at least 500 KiB.
const MaxRobots = 512 << 10

var manners = map[tearsheet.Purpose]manner{
	tearsheet.ForFeed: {limit: 16 << 20, unpack: true,
		accept: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"},
	tearsheet.ForPage:     {limit: 8 << 20, polite: true, accept: "text/html, application/xhtml+xml, */*;q=0.5"},
	tearsheet.ForDiscover: {limit: 8 << 20, polite: true, unpack: true, accept: "text/html, application/xhtml+xml, */*;q=0.5"},
	tearsheet.ForRobots:   {limit: MaxRobots, cut: true, blank: true, accept: "text/plain, */*;q=0.5"},
	tearsheet.ForImage:    {limit: 20 << 20, accept: "image/*"},
}

// mannerOf gives the manner of a purpose; an unknown one is treated as a page,
// the strictest.
func mannerOf(p tearsheet.Purpose) manner {
	if m, ok := manners[p]; ok {
		return m
	}
	return manners[tearsheet.ForPage]
}
