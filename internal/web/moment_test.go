package web

import (
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
		if m := statedUnder(day, s); m.Words != words {
			t.Errorf("%q, not %q", m.Words, words)
		}
	}
}
