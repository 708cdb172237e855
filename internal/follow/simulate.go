package follow

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// Schedule says when an article is looked at again: at which age, given its age
// now and that at which it was last seen to change. Zero: never again.
type Schedule struct {
	Name string
	Next func(age, changed time.Duration, key string) time.Duration
}

// Simulated is how a schedule does.
type Simulated struct {
	Requests, FirstDay float64 // an article, in 30 days
	Mean, Median, P90  time.Duration
	Missed             float64 // share of the changes that another followed before the next look, or that no look found
}

// The change times of the simulation are fitted to what GDELT found in 88
// million articles: 17.85 % change within 7 days, 15.1 % within 24 hours. The
// first hours are not in that data: a median of 2 hours is assumed, and with it a
// log-normal spread of 3.6 gives the share of 24 hours in 7 days (0.846). Those
// that change do so 1.94 times in the mean (six Flemish sites).
const (
	shareOf7Days = 0.1785
	medianChange = 2 * time.Hour
	spreadChange = 3.6
	changesEach  = 1.94
	followedFor  = 30 * 24 * time.Hour
)

// changeTimes draws at what ages an article changes.
func changeTimes(r *rand.Rand) []time.Duration {
	if r.Float64() >= shareOf7Days/within7Days() {
		return nil
	}
	var times []time.Duration
	for {
		if t := time.Duration(float64(medianChange) * math.Exp(spreadChange*r.NormFloat64())); t > 0 && t < followedFor {
			times = append(times, t)
		}
		if r.Float64() < 1/changesEach {
			slices.Sort(times)
			return times
		}
	}
}

// within7Days is the part of all changes that falls into the first 7 days.
func within7Days() float64 {
	return normal(math.Log(float64(7*24*time.Hour)/float64(medianChange)) / spreadChange)
}

func normal(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// Simulate follows so many made-up articles for 30 days. Equal seeds give equal
// articles, so that schedules can be compared.
func Simulate(s Schedule, articles int, seed uint64) Simulated {
	r := rand.New(rand.NewPCG(seed, 2))
	var out Simulated
	var delays []time.Duration
	all, missed := 0, 0
	for k := range articles {
		times := changeTimes(r)
		all += len(times)
		found, looks, first := s.follow(fmt.Sprint("https://example.com/", k), times)
		missed += len(times) - len(found)
		delays = append(delays, found...)
		out.Requests += float64(looks)
		out.FirstDay += float64(first)
	}
	out.Requests, out.FirstDay = out.Requests/float64(max(articles, 1)), out.FirstDay/float64(max(articles, 1))
	out.Missed = float64(missed) / float64(max(all, 1))
	out.times(delays)
	return out
}

func (out *Simulated) times(delays []time.Duration) {
	if len(delays) == 0 {
		return
	}
	slices.Sort(delays)
	var sum time.Duration
	for _, d := range delays {
		sum += d
	}
	out.Mean, out.Median, out.P90 = sum/time.Duration(len(delays)), delays[len(delays)/2], delays[len(delays)*9/10]
}

// follow looks at one article for 30 days. It gives how late each change was
// found that was found by itself.
func (s Schedule) follow(key string, times []time.Duration) (delays []time.Duration, looks, firstDay int) {
	age, changed, next := time.Duration(0), time.Duration(0), 0
	for {
		at := s.Next(age, changed, key)
		if at <= age || at > followedFor {
			return delays, looks, firstDay
		}
		age = at
		looks++
		if age <= 24*time.Hour {
			firstDay++
		}
		seen := next
		for seen < len(times) && times[seen] <= age {
			seen++
		}
		if seen > next {
			delays = append(delays, age-times[seen-1])
			changed, next = age, seen
		}
	}
}

// Of gives the schedule of a pace, which begins anew with each change that is
// found.
func Of(name string, p Pace) Schedule {
	began := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return Schedule{name, func(age, changed time.Duration, key string) time.Duration {
		at := p.Next(began.Add(age), began.Add(changed), key)
		if at.IsZero() {
			return 0
		}
		return at.Sub(began)
	}}
}

// Others are schedules of other programs and plain ones, as far as they are
// published, beside which a pace is set.
func Others() []Schedule {
	return []Schedule{
		{"NewsDiffs", newsDiffs},
		{"diffengine, age × 1.25", growing(5*time.Minute, 1.25)},
		{"hourly for a day, daily to 7 days", hourlyThenDaily},
		{"after 24 hours and 7 days (GDELT)", atAges(24*time.Hour, 7*24*time.Hour)},
		{"doubling from 10 minutes", growing(10*time.Minute, 2)},
		Of("4·t^0.75, floor 5 min", Pace{Factor: 4, Floor: 5 * time.Minute, Ceiling: 72 * time.Hour, Stop: followedFor}),
		Of("12·t^0.75, floor 10 min", Pace{Factor: 12, Floor: 10 * time.Minute, Ceiling: 72 * time.Hour, Stop: followedFor}),
	}
}

// newsDiffs asks by the time since the last change.
func newsDiffs(age, changed time.Duration, _ string) time.Duration {
	switch since := age - changed; {
	case since < 3*time.Hour:
		return age + 15*time.Minute
	case since < 24*time.Hour:
		return age + time.Hour
	case since < 7*24*time.Hour:
		return age + 3*time.Hour
	}
	return age + 72*time.Hour
}

func hourlyThenDaily(age, _ time.Duration, _ string) time.Duration {
	switch {
	case age < 24*time.Hour:
		return age + time.Hour
	case age < 7*24*time.Hour:
		return age + 24*time.Hour
	}
	return 0
}

// growing asks at ages each of which is a multiple of the one before.
func growing(first time.Duration, factor float64) func(age, changed time.Duration, key string) time.Duration {
	return func(age, _ time.Duration, _ string) time.Duration {
		return max(first, time.Duration(float64(age)*factor))
	}
}

func atAges(ages ...time.Duration) func(age, changed time.Duration, key string) time.Duration {
	return func(age, _ time.Duration, _ string) time.Duration {
		for _, a := range ages {
			if a > age {
				return a
			}
		}
		return 0
	}
}
