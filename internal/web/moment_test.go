package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func TestTimesAreToldAsPreciselyAsTheyWereStated(t *testing.T) {
	at := time.Date(2025, 11, 18, 17, 20, 0, 0, time.FixedZone("", -6*3600))
	for _, c := range []struct {
		stated         tearsheet.StatedTime
		words, machine string
	}{
		{tearsheet.StatedTime{}, "", ""},
		{tearsheet.Stated(at), "18 Nov 2025, 17:20 −06:00", "2025-11-18T23:20:00Z"},
		{tearsheet.Stated(at.UTC()), "18 Nov 2025, 23:20 UTC", "2025-11-18T23:20:00Z"},
		{tearsheet.Stated(at.In(time.FixedZone("", 19800))), "19 Nov 2025, 04:50 +05:30", "2025-11-18T23:20:00Z"},
		{tearsheet.StatedTime{Time: at.UTC(), Precision: tearsheet.Local}, "18 Nov 2025, 23:20, zone not stated", "2025-11-18T23:20"},
		{tearsheet.StatedTime{Time: at, Precision: tearsheet.Day}, "18 Nov 2025, day stated only", "2025-11-18"},
	} {
		if m := stated(c.stated); m.Words != c.words || m.Machine != c.machine {
			t.Errorf("%v: %+v", c.stated, m)
		}
	}
}

func TestUnderADayTheDayIsNotSaidAgainUnlessItIsAnother(t *testing.T) {
	at := time.Date(2025, 11, 18, 23, 20, 0, 0, time.UTC)
	day := at.Truncate(24 * time.Hour)
	for words, s := range map[string]tearsheet.StatedTime{
		"23:20 UTC":                 tearsheet.Stated(at),
		"19 Nov 2025, 00:20 +01:00": tearsheet.Stated(at.In(time.FixedZone("", 3600))),
		"day stated only":           {Time: at, Precision: tearsheet.Day},
		"":                          {},
	} {
		if m := publishedUnder(day, &tearsheet.Revision{Published: s}); m.Words != words {
			t.Errorf("%q, not %q", m.Words, words)
		}
	}
}

func TestATimeThatCannotBeTrueIsShownAsStatedAndNotBelieved(t *testing.T) {
	seen := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	at := func(p tearsheet.Precision, t time.Time) tearsheet.StatedTime {
		return tearsheet.StatedTime{Time: t, Precision: p}
	}
	for _, c := range []struct {
		stated   tearsheet.StatedTime
		believed bool
	}{
		{tearsheet.StatedTime{}, true},
		{at(tearsheet.Zoned, time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)), false},
		{at(tearsheet.Day, time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)), false},
		{at(tearsheet.Zoned, time.Unix(0, 0).UTC()), false},
		{at(tearsheet.Day, time.Date(1979, 12, 31, 0, 0, 0, 0, time.UTC)), false},
		{at(tearsheet.Day, time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)), true},
		{at(tearsheet.Zoned, seen), true},
		{at(tearsheet.Zoned, seen.Add(5*time.Minute)), true},
		{at(tearsheet.Zoned, seen.Add(6*time.Minute)), false},
		{at(tearsheet.Zoned, seen.Add(time.Minute).In(time.FixedZone("", 9*3600))), true},
		{at(tearsheet.Local, seen.Add(14*time.Hour)), true}, // it may be that late where it was written
		{at(tearsheet.Local, seen.Add(15*time.Hour)), false},
		{at(tearsheet.Day, time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)), true},
		{at(tearsheet.Day, time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)), false},
		{at(tearsheet.Zoned, time.Date(20266, 1, 1, 0, 0, 0, 0, time.UTC)), false},
	} {
		m := statedIn(&tearsheet.Revision{Seen: seen}, c.stated)
		if doubted := strings.Contains(m.Words, "as stated, not believed"); doubted == c.believed || doubted && m.Machine != "" {
			t.Errorf("%v: %+v", c.stated, m)
		}
	}
}

func TestTwoTimesOfOneMinuteAreToldToTheSecond(t *testing.T) {
	at := time.Date(2026, 11, 24, 18, 41, 2, 0, time.UTC)
	first, second := apart(at, at.Add(50*time.Second))
	if first.Words != "24 Nov 2026, 18:41:02 UTC" || second.Words != "24 Nov 2026, 18:41:52 UTC" {
		t.Errorf("told %q and %q", first.Words, second.Words)
	}
	if first, _ = apart(at, at.Add(time.Minute)); first.Words != "24 Nov 2026, 18:41 UTC" {
		t.Errorf("told %q although the minutes differ", first.Words)
	}
}

func TestATimeThatIsNotBelievedIsSaidToBeSoWhereverItStands(t *testing.T) {
	f := newFake()
	f.sources = []tearsheet.Source{{ID: "a.example", Name: "A"}}
	id := f.add(tearsheet.Article{URL: "https://a.example/1", Source: "a.example", FirstSeen: testNow},
		tearsheet.Revision{Headline: "One", Published: tearsheet.StatedTime{Time: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), Precision: tearsheet.Zoned}})
	f.add(tearsheet.Article{URL: "https://a.example/2", Source: "a.example", FirstSeen: testNow},
		tearsheet.Revision{Headline: "Two", Published: tearsheet.Stated(testNow.AddDate(1, 0, 0))})
	h := newServer(f, nil)
	mustHold(t, read(t, h, asked{path: articlePath(id)}, http.StatusOK), "published 1 Jan 0001, 00:00 UTC (as stated, not believed)", "before 1980")
	front := read(t, h, asked{path: "/"}, http.StatusOK)
	mustHold(t, front, "1 Jan 0001, 00:00 UTC (as stated, not believed)", "24 Nov 2027, 14:20 UTC (as stated, not believed)", "Stated to be from before 1980")
	mustNotHold(t, front, `datetime="0001`, `datetime="2027`, "January 0001")
	for _, path := range []string{"/feed.atom", "/feed.json"} {
		mustNotHold(t, read(t, h, asked{path: path}, http.StatusOK), "0001-01-01", "2027-11-24")
	}
}
