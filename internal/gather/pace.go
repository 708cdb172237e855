package gather

import (
	"hash/fnv"
	"math"
	"time"

	"tearsheet"
)

// Pace is how often feeds are asked. A zero field means the usual value.
type Pace struct {
	Floor   time.Duration // at least this between checks of a feed with validators: 15 minutes
	Blind   time.Duration // of one without, where every check is a whole download: 1 hour
	Ceiling time.Duration // at most this: a day
}

// Usual is the pace for other people's servers.
var Usual = Pace{Floor: 15 * time.Minute, Blind: time.Hour, Ceiling: 24 * time.Hour}

const (
	firstGuess = 6.0                // articles a day of a feed that says no times, until it is known better
	memory     = 7 * 24 * time.Hour // how long what was observed counts
)

func (p Pace) orUsual() Pace {
	if p.Floor <= 0 {
		p.Floor = Usual.Floor
	}
	if p.Ceiling <= 0 {
		p.Ceiling = Usual.Ceiling
	}
	if p.Blind <= 0 {
		p.Blind = max(Usual.Blind, p.Floor)
		if p.Floor != Usual.Floor {
			p.Blind = p.Floor
		}
	}
	return p
}

// interval is twice for each article that is to be expected, within the
// bounds, and not more often than asked.
func (p Pace) interval(f tearsheet.Feed, asked time.Duration, heeds bool) time.Duration {
	floor := p.Blind
	if heeds && (f.ETag != "" || f.LastModified != "") {
		floor = p.Floor
	}
	wish := p.Ceiling
	if f.PerDay > 0 {
		wish = time.Duration(min(float64(p.Ceiling), float64(24*time.Hour)/f.PerDay/2))
	}
	return max(floor, min(p.Ceiling, max(wish, asked)))
}

// next is one interval on, a little earlier or later for each feed so that
// not all are due at once, and never before the answer's freshness ends.
func (p Pace) next(f tearsheet.Feed, maxAge time.Duration, now time.Time) time.Time {
	wait := time.Duration(float64(f.Interval) * (1 + jitter(f)))
	return now.Add(max(wait, min(maxAge, p.Ceiling), p.Floor))
}

// jitter is from -0.1 to 0.1 and always the same for one feed.
func jitter(f tearsheet.Feed) float64 {
	h := fnv.New32a()
	var id [8]byte
	for i := range id {
		id[i] = byte(uint64(f.ID) >> (8 * i))
	}
	h.Write(id[:])
	h.Write([]byte(f.URL))
	return float64(h.Sum32()%2001)/10_000 - 0.1
}

// backOff doubles the wait with each failure in a row; a feed that is not
// found is asked once a day before long.
func (p Pace) backOff(f tearsheet.Feed, e *tearsheet.Error) time.Duration {
	base := max(f.Interval, p.Floor)
	step := 2.0
	if e.Class == tearsheet.NotFound {
		step = 6
	}
	return time.Duration(min(float64(p.Ceiling), float64(base)*math.Pow(step, float64(min(f.Failures, 20)))))
}

// rate estimates how many articles a day the feed publishes: from the times
// that its entries state, else from what was observed before.
func rate(l tearsheet.Listing, was tearsheet.Feed, now time.Time) float64 {
	oldest, n := now, 0
	for _, e := range l.Entries {
		t := e.Published
		if t.IsZero() {
			t = e.Updated
		}
		if t.IsZero() || t.Time.After(now) || now.Sub(t.Time) > memory {
			continue
		}
		n++
		if t.Time.Before(oldest) {
			oldest = t.Time
		}
	}
	switch {
	case n >= 2:
		return float64(n) / max(now.Sub(oldest), time.Hour).Hours() * 24
	case n == 1 || timed(l):
		return float64(max(n, 1)) / (memory.Hours() / 24)
	case was.PerDay > 0:
		return faded(was, now)
	}
	return firstGuess
}

// timed reports whether the entries state times at all, so that none of late
// means that nothing was published.
func timed(l tearsheet.Listing) bool {
	for _, e := range l.Entries {
		if !e.Published.IsZero() && !e.Published.Time.IsZero() {
			return true
		}
	}
	return false
}

// faded is the observed rate after a while in which nothing came.
func faded(was tearsheet.Feed, now time.Time) float64 {
	if was.LastOK.IsZero() || !now.After(was.LastOK) {
		return was.PerDay
	}
	return was.PerDay * math.Exp(-float64(now.Sub(was.LastOK))/float64(memory))
}

// Learn notes how many of a feed's articles were new at a check that was just
// made, from which the next check reckons its interval where the entries state
// no times. was is the feed before the check, is the feed that Check gave. No
// rate is learned that the pace could not follow: one burst would be
// remembered for too long.
func Learn(pace Pace, was, is tearsheet.Feed, fresh int, now time.Time) tearsheet.Feed {
	if fresh == 0 {
		return is
	}
	is.LastChange = now
	if was.LastOK.IsZero() {
		return is
	}
	elapsed := max(now.Sub(was.LastOK), time.Minute)
	weight := 1 - math.Exp(-float64(elapsed)/float64(memory))
	observed := float64(fresh) / elapsed.Hours() * 24
	most := float64(24*time.Hour) / float64(pace.orUsual().Floor) / 2
	is.PerDay = max(is.PerDay, min(most, is.PerDay+weight*observed))
	return is
}

// awake moves a check out of the hours and days in which the feed asks not to
// be asked. A feed that leaves no hour at all has said nothing.
func awake(next time.Time, l tearsheet.Listing, p Pace) time.Time {
	const allHours, allDays = 1<<24 - 1, 1<<7 - 1
	hours, days := l.SkipHours&allHours, l.SkipDays&allDays
	if hours == allHours {
		hours = 0
	}
	if days == allDays {
		days = 0
	}
	if hours == 0 && days == 0 || p.Ceiling < time.Hour {
		return next
	}
	t := next.UTC()
	for range 8 * 24 {
		if hours>>t.Hour()&1 == 0 && days>>int(t.Weekday())&1 == 0 {
			return t
		}
		t = t.Truncate(time.Hour).Add(time.Hour)
	}
	return next
}
