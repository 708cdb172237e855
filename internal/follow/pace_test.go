package follow

import (
	"fmt"
	"testing"
	"time"
)

var published = time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC)

// looks gives when an article of that key is looked at from its first look on.
func looks(p Pace, key string) (ages []time.Duration) {
	for now := published; ; {
		next := p.Next(now, published, key)
		if next.IsZero() {
			return ages
		}
		ages = append(ages, next.Sub(published))
		now = next
	}
}

func TestAnArticleIsLookedAtAbout27TimesIn30Days(t *testing.T) {
	total, first := 0, 0
	const articles = 200
	for k := range articles {
		for _, age := range looks(DefaultPace, fmt.Sprint("https://example.com/", k)) {
			total++
			if age <= 24*time.Hour {
				first++
			}
		}
	}
	t.Logf("%.1f looks, %.1f of them in the first day", float64(total)/articles, float64(first)/articles)
	if total < 25*articles || total > 30*articles {
		t.Errorf("%.1f looks an article", float64(total)/articles)
	}
	if first < 9*articles || first > 13*articles {
		t.Errorf("%.1f looks in the first day", float64(first)/articles)
	}
}

func TestIntervalsGrowWithAge(t *testing.T) {
	for age, want := range map[time.Duration]time.Duration{
		0:                   10 * time.Minute,
		time.Hour:           46 * time.Minute,
		24 * time.Hour:      504 * time.Minute,
		7 * 24 * time.Hour:  36 * time.Hour,
		20 * 24 * time.Hour: 72 * time.Hour,
	} {
		got := DefaultPace.interval(age)
		if got < want*97/100 || got > want*103/100 {
			t.Errorf("at %v: %v, want about %v", age, got, want)
		}
		next := DefaultPace.Next(published.Add(age), published, "k").Sub(published.Add(age))
		if next < want*87/100 || next > want*113/100 || next < DefaultPace.Floor {
			t.Errorf("at %v the next look is after %v, want about %v", age, next, want)
		}
	}
}

func TestKeysPartArticlesOfOneAge(t *testing.T) {
	seen := map[time.Time]bool{}
	for k := range 100 {
		seen[DefaultPace.Next(published.Add(time.Hour), published, fmt.Sprint(k))] = true
	}
	if len(seen) < 95 {
		t.Errorf("100 articles are looked at at %d times", len(seen))
	}
	now := published.Add(time.Hour)
	if a, b := DefaultPace.Next(now, published, "a"), DefaultPace.Next(now, published, "a"); !a.Equal(b) {
		t.Errorf("%v and %v", a, b)
	}
}

func TestLooksEnd(t *testing.T) {
	for name, next := range map[string]time.Time{
		"zero pace": Pace{}.Next(published, published, "k"),
		"past stop": DefaultPace.Next(published.Add(31*24*time.Hour), published, "k"),
		"next past": DefaultPace.Next(published.Add(29*24*time.Hour), published, "k"),
		"no stop":   Pace{Factor: 6, Floor: time.Minute, Ceiling: time.Hour}.Next(published, published, "k"),
	} {
		if !next.IsZero() {
			t.Errorf("%s: %v", name, next)
		}
	}
}

func TestOddPacesAndClocksGiveALaterTime(t *testing.T) {
	year := 365 * 24 * time.Hour
	for name, next := range map[string]time.Time{
		"clock behind":  DefaultPace.Next(published, published.Add(time.Hour), "k"),
		"no floor":      Pace{Factor: 6, Stop: year}.Next(published, published, "k"),
		"no factor":     Pace{Floor: time.Minute, Stop: year}.Next(published, published, "k"),
		"giant factor":  Pace{Factor: 1e300, Ceiling: time.Hour, Stop: year}.Next(published.Add(year/2), published, "k"),
		"less than one": Pace{Factor: -1, Stop: year}.Next(published.Add(time.Hour), published, "k"),
	} {
		if !next.After(published) || next.After(published.Add(year)) {
			t.Errorf("%s: %v", name, next)
		}
	}
}
