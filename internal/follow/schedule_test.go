package follow

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

const simulatedRuns = 40000

func TestTheScheduleFindsChangesSoonWithFewRequests(t *testing.T) {
	s := Simulate(Of("default", DefaultPace), simulatedRuns, 1)
	t.Logf("%+v", s)
	if s.Requests > 30 {
		t.Errorf("%.1f requests an article, at most 30", s.Requests)
	}
	if s.Median > 30*time.Minute {
		t.Errorf("median delay %v, at most 30 min", s.Median)
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

// An article that never changes is asked for as often as each schedule's own
// description says.
func TestSchedulesOfOthersAreThoseTheyDescribe(t *testing.T) {
	want := map[string][2]int{"NewsDiffs": {88, 33}, "diffengine, age × 1.25": {41, 26}, "hourly for a day, daily to 7 days": {30, 24},
		"after 24 hours and 7 days (GDELT)": {2, 1}, "doubling from 10 minutes": {13, 8}}
	for _, s := range Others() {
		n, known := want[s.Name]
		if !known {
			continue
		}
		delete(want, s.Name)
		if _, looks, first := s.follow("https://example.com/", nil); looks < n[0]-1 || looks > n[0]+1 || first != n[1] {
			t.Errorf("%s: %d requests, %d in the first day; want %v", s.Name, looks, first, n)
		}
	}
	if len(want) > 0 {
		t.Errorf("not simulated: %v", want)
	}
}

func TestEqualSeedsGiveEqualFigures(t *testing.T) {
	s := Of("default", DefaultPace)
	if a, b := Simulate(s, 500, 7), Simulate(s, 500, 7); a != b {
		t.Errorf("%+v, then %+v", a, b)
	}
	if none := Simulate(Of("never", Pace{}), 500, 7); none.Requests != 0 || none.Missed != 1 {
		t.Errorf("a pace that never looks: %+v", none)
	}
}
