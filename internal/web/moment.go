package web

import (
	"strings"
	"time"

	"tearsheet"
)

// moment is a time as a page shows it: words for people and, where it can be
// told exactly, the same for machines. Both empty: there is none.
type moment struct {
	Machine string // for <time datetime>; UTC where the zone is known
	Words   string
}

const (
	dayWords  = "2 Jan 2006"
	timeWords = "15:04"
	longDay   = "Monday 2 January 2006"
)

// ours tells a time of our own clock, to the minute.
func ours(t time.Time) moment {
	if t.IsZero() {
		return moment{}
	}
	t = t.UTC()
	return moment{t.Format(time.RFC3339), t.Format(dayWords+", "+timeWords) + " UTC"}
}

// stated tells a publisher's time exactly as precisely as it was stated.
func stated(s tearsheet.StatedTime) moment {
	switch s.Precision {
	case tearsheet.Zoned:
		return moment{s.Time.UTC().Format(time.RFC3339), s.Time.Format(dayWords+", "+timeWords) + " " + zone(s.Time)}
	case tearsheet.Local:
		return moment{s.Time.Format("2006-01-02T15:04"), s.Time.Format(dayWords+", "+timeWords) + ", zone not stated"}
	case tearsheet.Day:
		return moment{s.Time.Format(time.DateOnly), s.Time.Format(dayWords) + ", day stated only"}
	}
	return moment{}
}

// statedUnder is stated for a row under the heading of a day: the day is not
// said again where the publisher's own day is that day.
func statedUnder(day time.Time, s tearsheet.StatedTime) moment {
	m := stated(s)
	if !s.IsZero() {
		m.Words = withoutDay(m.Words, day, s.Time)
	}
	return m
}

func withoutDay(words string, day, t time.Time) string {
	if t.Format(time.DateOnly) != day.Format(time.DateOnly) {
		return words
	}
	return strings.TrimPrefix(words, t.Format(dayWords)+", ")
}

// zone names the stated offset as people read it, with a true minus sign.
func zone(t time.Time) string {
	if _, offset := t.Zone(); offset == 0 {
		return "UTC"
	}
	return strings.Replace(t.Format("-07:00"), "-", "\u2212", 1)
}

// dayOf is the day under which an item is listed: that of its sort time, in UTC.
func dayOf(item *tearsheet.Item) time.Time {
	return tearsheet.SortTime(&item.Revision, item.Article.FirstSeen).UTC().Truncate(24 * time.Hour)
}

// span says a stretch of time roughly, for "how late" and "how often".
func span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return count(int(d/time.Second), "second")
	case d < time.Hour:
		return count(int(d/time.Minute), "minute")
	case d < 48*time.Hour:
		return count(int(d/time.Hour), "hour")
	}
	return count(int(d/(24*time.Hour)), "day")
}
