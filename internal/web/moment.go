package web

import (
	"fmt"
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

// apart tells two times of our own clock, to the second where the minute would
// hide their order.
func apart(a, b time.Time) (moment, moment) {
	first, second := ours(a), ours(b)
	if first.Words == second.Words && first.Words != "" {
		const withSeconds = dayWords + ", " + timeWords + ":05 UTC"
		first.Words, second.Words = a.UTC().Format(withSeconds), b.UTC().Format(withSeconds)
	}
	return first, second
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

const (
	oldestBelieved = 1980            // the year; what is stated before it is some program's zero: 0001, 1904, 1970
	clocksDiffer   = 5 * time.Minute // so far a publisher's clock may be ahead of ours
	eastmost       = 14 * time.Hour  // so far ahead of UTC a zone that was not stated may be
)

// doubt says why a stated time cannot be true of words that we saw at a time;
// empty: it can.
func doubt(s tearsheet.StatedTime, seen time.Time) string {
	earliest := s.Time
	if s.Precision != tearsheet.Zoned {
		earliest = earliest.Add(-eastmost)
	}
	switch {
	case s.IsZero():
		return ""
	case s.Time.Year() < oldestBelieved:
		return fmt.Sprintf("before %d", oldestBelieved)
	case !seen.IsZero() && earliest.After(seen.Add(clocksDiffer)):
		return "later than we saw it"
	}
	return ""
}

// statedIn is stated for a time in a revision. One that cannot be true is shown
// as it was stated, says so, and is no time for machines.
func statedIn(r *tearsheet.Revision, s tearsheet.StatedTime) moment {
	m := stated(s)
	if doubt(s, r.Seen) != "" {
		return moment{Words: m.Words + " (as stated, not believed)"}
	}
	return m
}

// publishedUnder is the time of publication for a row under the heading of a
// day: the day is not said again where the publisher's own day is that day.
func publishedUnder(day time.Time, r *tearsheet.Revision) moment {
	m := statedIn(r, r.Published)
	if m.Machine != "" {
		m.Words = withoutDay(m.Words, day, r.Published.Time)
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

// dayOf is the day under which an item is listed: that of its sort time, in
// UTC. It is zero for what lists put last because of a time that is too old to
// be believed.
func dayOf(item *tearsheet.Item) time.Time {
	if p := item.Revision.Published; !p.IsZero() && p.Time.Year() < oldestBelieved {
		return time.Time{}
	}
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
