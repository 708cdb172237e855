package follow

import (
	"math"
	"testing"
	"time"

	"tearsheet"
)

func TestSourcesThatChangeOftenAreLookedAtSooner(t *testing.T) {
	all := tearsheet.ChangeRate{Changes: 1000, ArticleDays: 50000}
	for name, c := range map[string]struct {
		source  tearsheet.ChangeRate
		running bool
		want    float64
	}{
		"unknown":       {tearsheet.ChangeRate{}, false, 1},
		"like all":      {tearsheet.ChangeRate{Changes: 100, ArticleDays: 5000}, false, 1},
		"four times":    {tearsheet.ChangeRate{Changes: 400, ArticleDays: 5000}, false, 0.5},
		"very often":    {tearsheet.ChangeRate{Changes: 40000, ArticleDays: 5000}, false, 0.5},
		"never":         {tearsheet.ChangeRate{ArticleDays: 50000}, false, 2},
		"few and quiet": {tearsheet.ChangeRate{ArticleDays: 10}, false, 1.15},
		"live":          {tearsheet.ChangeRate{}, true, 0.6},
	} {
		if got := Patience(c.source, all, c.running); math.Abs(got-c.want) > 0.02 {
			t.Errorf("%s: %.3f, want %.2f", name, got, c.want)
		}
	}
	if got := Patience(tearsheet.ChangeRate{}, tearsheet.ChangeRate{}, false); got != 1 {
		t.Errorf("with nothing known: %v", got)
	}
}

func TestArticlesThatAreStillWrittenAreKnown(t *testing.T) {
	for _, c := range []struct {
		headline, address string
		want              bool
	}{
		{"LIVE: Storm reaches the coast", "", true}, {"Live updates – vote in the council", "", true}, {"Breaking: bridge closed", "", true}, {"EN DIRECT - le vote", "", true},
		{"Storm", "https://example.com/news/live/storm", true}, {"Storm", "https://example.com/Liveblog/1", true},
		{"Live and let live", "https://example.com/lives/1", false}, {"Breaking the ice", "https://example.com/alive", false}, {"Living with floods", "", false}, {"", "::", false},
	} {
		if got := Running(c.headline, c.address); got != c.want {
			t.Errorf("%q %s: %v", c.headline, c.address, got)
		}
	}
}

func TestAWrongClockNeitherHurriesNorEndsFollowing(t *testing.T) {
	visits, now, changed := 0, published, published.Add(48*time.Hour) // it changed when the clock was two days ahead
	for now.Before(changed) {
		now = DefaultPace.Next(now, changed, "k")
		visits++
	}
	if visits > 25 {
		t.Errorf("%d visits until the clock has caught up", visits)
	}
	if next := DefaultPace.Next(published, published.Add(365*24*time.Hour), "k"); next.IsZero() || next.Sub(published) < 48*time.Hour {
		t.Errorf("changed a year ahead: next look at %v", next)
	}
	if next := DefaultPace.Late(published.Add(365*24*time.Hour), "k"); next.Sub(published) < 366*24*time.Hour {
		t.Errorf("a look that came a year late is followed by one at %v", next)
	}
	if !(Pace{}).Late(published, "k").IsZero() {
		t.Error("a pace that never looks again looks again when it was late")
	}
}
