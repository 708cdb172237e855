package follow

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// The change times of the simulation are fitted to what GDELT found in 88
// million articles: 17.85 % change within 7 days, 15.1 % within 24 hours. The
// first hours are not in that data: a median of 2 hours is assumed, and with it a
// log-normal spread of 3.6 gives the share of 24 hours in 7 days (0.846). Those
// that change do so 1.94 times in the mean (six Flemish sites).
const (
	shareOf7Days  = 0.1785
	medianChange  = 2 * time.Hour
	spreadChange  = 3.6
	changesEach   = 1.94
	followedFor   = 30 * 24 * time.Hour
	simulatedRuns = 40000
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

// simulated is how a pace does.
type simulated struct {
	requests, firstDay float64 // an article
	mean, median, p90  time.Duration
	merged             float64 // changes that another followed before the next look, or that no look found
}

func simulate(p Pace, articles int) simulated {
	r := rand.New(rand.NewPCG(1, 2))
	var s simulated
	var delays []time.Duration
	all, merged := 0, 0
	for k := range articles {
		times := changeTimes(r)
		all += len(times)
		found, looks, first := followOne(p, fmt.Sprint("https://example.com/", k), times)
		merged += len(times) - len(found)
		delays = append(delays, found...)
		s.requests += float64(looks)
		s.firstDay += float64(first)
	}
	slices.Sort(delays)
	var sum time.Duration
	for _, d := range delays {
		sum += d
	}
	n := float64(articles)
	s.requests, s.firstDay = s.requests/n, s.firstDay/n
	s.mean, s.median, s.p90 = sum/time.Duration(len(delays)), delays[len(delays)/2], delays[len(delays)*9/10]
	s.merged = float64(merged) / float64(all)
	return s
}

// followOne looks at one article by the pace, which begins anew with each
// change that is found, for 30 days. It gives how late each change was found
// that was found by itself.
func followOne(p Pace, key string, times []time.Duration) (delays []time.Duration, looks, firstDay int) {
	now, since, next := published, published, 0
	for {
		at := p.Next(now, since, key)
		if at.IsZero() || at.Sub(published) > followedFor {
			return delays, looks, firstDay
		}
		now = at
		age := now.Sub(published)
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
			since, next = now, seen
		}
	}
}

func (s simulated) String() string {
	return fmt.Sprintf("%.1f requests an article in 30 days (%.1f in the first day), delay mean %.0f, median %.0f, p90 %.0f min, %.1f %% merged or missed",
		s.requests, s.firstDay, s.mean.Minutes(), s.median.Minutes(), s.p90.Minutes(), 100*s.merged)
}

func TestTheScheduleFindsChangesSoonWithFewRequests(t *testing.T) {
	s := simulate(DefaultPace, simulatedRuns)
	t.Log(s)
	if s.requests > 30 {
		t.Errorf("%.1f requests an article, at most 30", s.requests)
	}
	if s.median > 30*time.Minute {
		t.Errorf("median delay %v, at most 30 min", s.median)
	}
}

func TestTheSimulatedChangesAreThoseOfTheirSource(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	day, week := 0.0, 0.0
	for range simulatedRuns {
		if times := changeTimes(r); len(times) > 0 {
			pick := times[r.IntN(len(times))]
			if pick <= 24*time.Hour {
				day++
			}
			if pick <= 7*24*time.Hour {
				week++
			}
		}
	}
	if share := day / week; math.Abs(share-0.151/shareOf7Days) > 0.02 {
		t.Errorf("%.3f of the changes of 7 days fall into the first, want %.3f", share, 0.151/shareOf7Days)
	}
	if share := week / simulatedRuns; math.Abs(share-shareOf7Days) > 0.02 {
		t.Errorf("%.4f of the articles change within 7 days, want %.4f", share, shareOf7Days)
	}
}

// BenchmarkSchedules sets the pace beside others: go test -run XXX -bench
// Schedules ./internal/follow.
func BenchmarkSchedules(b *testing.B) {
	for _, p := range []Pace{
		{Factor: 4, Floor: 5 * time.Minute, Ceiling: 72 * time.Hour, Stop: followedFor}, DefaultPace,
		{Factor: 12, Floor: 10 * time.Minute, Ceiling: 72 * time.Hour, Stop: followedFor},
	} {
		b.Run(fmt.Sprintf("%g·t^0.75,floor=%v", p.Factor, p.Floor), func(b *testing.B) {
			var s simulated
			for b.Loop() {
				s = simulate(p, simulatedRuns/4)
			}
			b.ReportMetric(s.requests, "requests/article")
			b.ReportMetric(s.median.Minutes(), "min-median")
			b.ReportMetric(s.p90.Minutes(), "min-p90")
			b.ReportMetric(100*s.merged, "%merged")
		})
	}
}
