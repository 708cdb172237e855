package gather

import (
	"bytes"
	"context"
	"errors"
	"sort"
	"strings"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/feed"
)

// Found is a feed that belongs to a page.
type Found struct {
	URL    string
	Title  string
	Format string // as read, or as the page states where it was not read
	How    string // the evidence: where its address was found
	Site   string // the site that the feed says it belongs to, where it was read and says so
}

// Itself is the evidence of a feed whose own address was given.
const Itself = "the address itself"

const (
	mostFound    = 20
	mostVerified = 5 // of the feeds that a page names are read at once: each is a request
	mostGuesses  = 6 // each waits for the host's turn, and somebody waits for the answer
	mostSitemaps = 2
)

// common are the places where feeds stand that no page names, the commonest
// first.
var common = []string{"feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss"}

// Discover gives the feeds of any page, the best first: the address itself if
// it is one, those that the page names, those in the usual places where it
// names none, and sitemaps of news that robots.txt names. Feeds of comments
// come last. The error is why the page itself could not be had.
func Discover(ctx context.Context, f Fetcher, url string) ([]Found, error) {
	c, err := f.Get(ctx, tearsheet.Request{URL: url, Purpose: tearsheet.ForDiscover})
	if err != nil {
		return nil, err
	}
	at := orElse(c.FinalURL, url)
	if l, err := feed.Read(c.Body, c.Header, at); err == nil {
		if l.Format == "opml" {
			return nil, &tearsheet.Error{Class: tearsheet.NotAFeed, URL: url, Err: errors.New("a list of feeds: import it instead")}
		}
		return []Found{{at, l.Title, l.Format, Itself, l.Link}}, nil
	}
	s := search{ctx: ctx, f: f, seen: map[string]bool{}}
	s.verify(named(c.Body, at))
	if len(s.found) == 0 {
		s.try(at)
	}
	s.sitemaps(at)
	sort.SliceStable(s.found, func(i, j int) bool { return !isComments(s.found[i]) && isComments(s.found[j]) })
	return s.found, ctx.Err()
}

// search is a discovery under way.
type search struct {
	ctx   context.Context
	f     Fetcher
	found []Found
	seen  map[string]bool // normal addresses that were found or tried
}

func (s *search) fresh(url string) bool {
	at, err := address.Normal(url)
	if err != nil || s.seen[at] || len(s.found) >= mostFound || s.ctx.Err() != nil {
		return false
	}
	s.seen[at] = true
	return true
}

// verify reads the first of what a page names, leaving out what is no feed;
// the rest is given as the page states it.
func (s *search) verify(all []Found) {
	sort.SliceStable(all, func(i, j int) bool { return !isComments(all[i]) && isComments(all[j]) })
	read := 0
	for _, found := range all {
		if !s.fresh(found.URL) {
			continue
		}
		if read++; read > mostVerified {
			found.How += "; not read yet"
			s.found = append(s.found, found)
			continue
		}
		if l, err := listing(s.ctx, s.f, found.URL, tearsheet.ForFeed); err == nil && l.Format != "opml" {
			s.found = append(s.found, Found{found.URL, orElse(l.Title, found.Title), l.Format, found.How, l.Link})
		}
	}
}

// try asks in the usual places and is content with one.
func (s *search) try(page string) {
	asked := 0
	for _, g := range guesses(page) {
		if asked == mostGuesses || !s.fresh(g.url) {
			continue
		}
		asked++
		if l, err := listing(s.ctx, s.f, g.url, tearsheet.ForDiscover); err == nil && l.Format != "opml" {
			s.found = append(s.found, Found{g.url, l.Title, l.Format, "a usual place: /" + g.path, l.Link})
			return
		}
	}
}

type guess struct{ url, path string }

// guesses gives the usual places, the likeliest first: the best one below the
// page, which may be a section with its own feed, then those of the site.
func guesses(page string) []guess {
	var all []guess
	if !strings.ContainsAny(page, "?#") {
		all = append(all, guess{strings.TrimSuffix(page, "/") + "/" + common[0], common[0]})
	}
	for _, path := range common {
		all = append(all, guess{address.Front(page) + path, path})
	}
	return all
}

// sitemaps looks for sitemaps of news: those that robots.txt names, else the
// usual one.
func (s *search) sitemaps(page string) {
	front, how := address.Front(page), "Sitemap line of robots.txt"
	urls := robotsSitemaps(s.ctx, s.f, front)
	if len(urls) == 0 {
		urls, how = []string{front + "news-sitemap.xml"}, "a usual place: /news-sitemap.xml"
	}
	sort.SliceStable(urls, func(i, j int) bool { return saysNews(urls[i]) && !saysNews(urls[j]) })
	for _, url := range urls[:min(len(urls), mostSitemaps)] {
		if !s.fresh(url) {
			continue
		}
		l, err := listing(s.ctx, s.f, url, tearsheet.ForDiscover)
		switch {
		case err != nil:
		case l.Format == "news sitemap":
			s.found = append(s.found, Found{url, l.Title, l.Format, how, l.Link})
		case l.Format == sitemapIndex:
			s.children(l, url, how)
		}
	}
}

// children takes the sitemaps of news out of an index.
func (s *search) children(index tearsheet.Listing, url, how string) {
	taken := 0
	for _, child := range index.Children {
		if taken == 2 || !saysNews(child) || !address.SameSite(url, child) || !s.fresh(child) {
			continue
		}
		taken++
		if l, err := listing(s.ctx, s.f, child, tearsheet.ForDiscover); err == nil && l.Format == "news sitemap" {
			s.found = append(s.found, Found{child, l.Title, l.Format, how + ", in the index " + url, l.Link})
		}
	}
}

func robotsSitemaps(ctx context.Context, f Fetcher, front string) []string {
	c, err := f.Get(ctx, tearsheet.Request{URL: front + "robots.txt", Purpose: tearsheet.ForRobots})
	if err != nil {
		return nil
	}
	var urls []string
	for line := range bytes.Lines(c.Body) {
		key, value, ok := strings.Cut(string(line), ":")
		if !ok || !strings.EqualFold(strings.TrimSpace(key), "sitemap") {
			continue
		}
		value, _, _ = strings.Cut(value, "#")
		if at := address.Resolve(front, value); at != "" && len(urls) < 50 {
			urls = append(urls, at)
		}
	}
	return urls
}

func saysNews(url string) bool { return strings.Contains(strings.ToLower(url), "news") }

func isComments(f Found) bool {
	return strings.Contains(strings.ToLower(f.URL), "comment") || strings.Contains(strings.ToLower(f.Title), "comment")
}
