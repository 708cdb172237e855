package gather

import (
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/feed"
)

// The reasons for which an entry is dropped.
const (
	NoLink       = "no link"
	UnsafeLink   = "unsafe link"
	FrontPage    = "front page, not an article"
	ListedBefore = "listed twice, merged"
	TooOld       = "older than the sitemap window"
	Undated      = "no time in the sitemap"
)

// window is how old what a sitemap lists may be: a sitemap lists a whole site,
// and only its news is wanted.
const window = 48 * time.Hour

// Addresses gives the normal addresses of what a listing names, by which the
// looks that are known are found.
func Addresses(l tearsheet.Listing) []string {
	all := make([]string, 0, len(l.Entries))
	for _, e := range l.Entries {
		if at, err := address.Normal(e.Link); err == nil {
			all = append(all, at)
		}
	}
	return all
}

// Looks gives an appointment for each entry that is new, and moves forward
// those of known entries about which the feed says something else than before.
// known holds looks by address. Every entry that is not taken is a drop, but
// for those about which nothing is new.
func Looks(f tearsheet.Feed, l tearsheet.Listing, known map[string]tearsheet.Look, now time.Time) ([]tearsheet.Look, []tearsheet.Drop) {
	p := picking{feed: f, now: now, seen: make(map[string]int, len(l.Entries)), sitemap: strings.Contains(l.Format, "sitemap")}
	p.written = writtenAt(l.Entries)
	for _, e := range merged(l.Entries, &p) {
		p.pick(e, known)
	}
	return p.looks, p.drops
}

// listed entry: with the normal address by which it is compared.
type placed struct {
	entry tearsheet.Entry
	at    string
}

type picking struct {
	feed    tearsheet.Feed
	now     time.Time
	sitemap bool
	written time.Time // when the listing was written, where it gives that as the time of its entries
	seen    map[string]int
	looks   []tearsheet.Look
	drops   []tearsheet.Drop
}

// merged leaves out what cannot be an article and puts entries of one address
// together: the first one's words, with what only the later ones say.
func merged(entries []tearsheet.Entry, p *picking) []placed {
	all := make([]placed, 0, len(entries))
	for _, e := range entries {
		at, reason := p.place(e)
		if reason != "" {
			p.drop(e, at, reason)
			continue
		}
		if i, ok := p.seen[at]; ok {
			complete(&all[i].entry, e)
			p.drop(e, at, ListedBefore)
			continue
		}
		p.seen[at] = len(all)
		all = append(all, placed{e, at})
	}
	return all
}

// place gives an entry's normal address, or the reason why it is no article's.
func (p *picking) place(e tearsheet.Entry) (at, reason string) {
	to := e.Link
	if to == "" {
		return "", NoLink
	}
	at, err := address.Normal(to)
	switch {
	case err != nil:
		return "", UnsafeLink
	case address.IsFront(at):
		return at, FrontPage
	case p.sitemap && e.Title == "" && e.Updated.IsZero():
		return at, Undated
	case p.sitemap && e.Title == "" && p.now.Sub(latest(e.Updated)) > window:
		return at, TooOld
	}
	return at, ""
}

// latest is the latest instant that a stated time can mean: a mere day lasts
// until its end, and a time without a zone may be twelve hours later.
func latest(t tearsheet.StatedTime) time.Time {
	switch t.Precision {
	case tearsheet.Day:
		return t.Time.Add(36 * time.Hour)
	case tearsheet.Local:
		return t.Time.Add(12 * time.Hour)
	}
	return t.Time
}

func (p *picking) drop(e tearsheet.Entry, at, reason string) {
	name := at
	for _, other := range []string{e.Link, e.Title, e.ID, "an empty entry"} {
		name = orElse(name, other)
	}
	p.drops = append(p.drops, tearsheet.Drop{Feed: p.feed.ID, Address: name, Reason: reason, At: p.now, Times: 1})
}

// pick makes a look of an entry. A known one is made due when its own feed
// changes its words; another feed that lists it in other words says nothing new,
// but for a sitemap of its publisher that gives a time after we saw it.
func (p *picking) pick(e placed, known map[string]tearsheet.Look) {
	digest := feed.Digest(e.entry)
	look, ok := known[e.at]
	switch {
	case !ok:
		to := e.entry.Link
		look = tearsheet.Look{Address: e.at, URL: to, Host: address.Host(to), Feed: p.feed.ID}
	case look.Feed != p.feed.ID:
		if p.changedSince(e, &look) {
			look.Due = p.now
			p.looks = append(p.looks, look)
		}
		return
	case look.Digest == digest:
		return
	}
	look.Due, look.Digest, look.Entry = p.now, digest, e.entry
	p.looks = append(p.looks, look)
}

// changedSince reports whether a sitemap says of a known article of its site
// that it has changed since the last look at it. A time that is yet to come is
// no such word, nor is the time at which the sitemap itself was written.
func (p *picking) changedSince(e placed, look *tearsheet.Look) bool {
	if !p.sitemap || look.Article == "" || e.entry.Updated.IsZero() || !address.SameSite(p.feed.URL, e.at) {
		return false
	}
	changed := e.entry.Updated.Time
	if changed.After(p.now) || changed.Truncate(time.Minute).Equal(p.written) || !look.Due.IsZero() && !look.Due.After(p.now) {
		return false
	}
	for _, seen := range []time.Time{look.Served, look.LastChange, look.Trouble.At} {
		if !changed.After(seen) {
			return false
		}
	}
	return true
}

// writtenAt gives the minute that most of three entries or more give as theirs,
// as sitemaps do that put down when they were written; zero: there is none.
func writtenAt(entries []tearsheet.Entry) time.Time {
	times := map[time.Time]int{}
	for _, e := range entries {
		if e.Updated.Precision > tearsheet.Day {
			times[e.Updated.Time.UTC().Truncate(time.Minute)]++
		}
	}
	for minute, n := range times {
		if n > 2 && 2*n > len(entries) {
			return minute
		}
	}
	return time.Time{}
}

// complete fills what is empty in e from other.
func complete(e *tearsheet.Entry, other tearsheet.Entry) {
	e.Title = orElse(e.Title, other.Title)
	e.Summary = orElse(e.Summary, other.Summary)
	e.Content = orElse(e.Content, other.Content)
	if e.Published.IsZero() {
		e.Published = other.Published
	}
	if e.Updated.IsZero() {
		e.Updated = other.Updated
	}
	if len(e.Authors) == 0 {
		e.Authors = other.Authors
	}
}
