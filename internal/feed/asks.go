package feed

import (
	"strconv"
	"strings"
	"time"
)

// feedPace takes what the feed says about how often it changes.
func (d *document) feedPace(n *node) {
	switch n.local {
	case "ttl":
		if minutes, err := strconv.Atoi(strings.TrimSpace(d.words(n))); err == nil && minutes > 0 {
			d.head.ttl = time.Duration(min(minutes, 7*24*60)) * time.Minute
		}
	case "updateperiod":
		d.head.period = periods[strings.ToLower(strings.TrimSpace(d.words(n)))]
	case "updatefrequency":
		d.head.frequency, _ = strconv.Atoi(strings.TrimSpace(d.words(n)))
	case "skiphours":
		d.skipHours(n)
	case "skipdays":
		d.skipDays(n)
	}
}

var periods = map[string]time.Duration{"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour,
	"monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour}

func (d *document) skipHours(n *node) {
	for c := n.first; c != nil; c = c.next {
		if c.local == "hour" {
			if h, err := strconv.Atoi(strings.TrimSpace(d.words(c))); err == nil && h >= 0 && h <= 24 {
				d.listing.SkipHours |= 1 << (h % 24)
			}
		}
	}
}

func (d *document) skipDays(n *node) {
	for c := n.first; c != nil; c = c.next {
		if c.local == "day" {
			if day, ok := weekdays[strings.ToLower(strings.TrimSpace(d.words(c)))]; ok {
				d.listing.SkipDays |= 1 << day
			}
		}
	}
}
