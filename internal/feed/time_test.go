package feed

import (
	"testing"
	"time"
)

func TestEverySpellingOfOneInstantIsThatInstantOrUnknown(t *testing.T) {
	want := time.Date(2003, 12, 31, 10, 14, 55, 0, time.UTC)
	for _, s := range []string{
		"Wed, 31 Dec 2003 10:14:55 GMT", "Wed, 31 Dec 2003 10:14:55 UT", "31 Dec 2003 10:14:55 Z", "Wed, 31 Dec 03 10:14:55 GMT", "Wed,31 Dec 2003 10:14:55 +0000",
		"Wednesday, 31-Dec-03 10:14:55 GMT", "wed, 31 dec 2003 10:14:55 gmt", "Mon, 31 Dec 2003 10:14:55 GMT", "Mi, 31 Dec 2003 10:14:55 GMT", "Wed Dec 31 10:14:55 UTC 2003",
		"Wed, 31 Dec 2003 05:14:55 EST", "Wed, 31 Dec 2003 06:14:55 EDT", "Wed, 31 Dec 2003 04:14:55 CST", "Wed, 31 Dec 2003 05:14:55 CDT", "Wed, 31 Dec 2003 03:14:55 MST",
		"Wed, 31 Dec 2003 04:14:55 MDT", "Wed, 31 Dec 2003 02:14:55 PST", "Wed, 31 Dec 2003 03:14:55 PDT", "Wed, 31 Dec 2003 11:14:55 +0100 (CET)", "Wed, 31 Dec 2003 11:14:55 GMT+1",
		"Wed, 31 Dec 2003 11:14:55 GMT+0100 (Central European Standard Time)", "Wed, 31 Dec 2003 11:14:55 +01:00", "Wed, 31 Dec 2003 10:14:55.123 GMT", "December 31, 2003 10:14:55 AM GMT",
		"31 December 2003 10:14:55 -0000", "Thu, 01 Jan 2004 00:14:55 +1400", "2003-12-31T10:14:55Z", "2003-12-31t10:14:55z", "2003-12-31T10:14:55.999Z", "2003-12-31T10:14:55,5+00:00",
		"2003-12-31T02:14:55-08:00", "2003-12-31T18:14:55+08", "2003-12-31T18:14:55+0800", "2003-12-31 10:14:55Z", "2003-12-31 10:14:55 UTC", "2003-12-31 11:14:55 +0100",
		"20031231T101455Z", "2003-365T10:14:55Z", "2003/12/31 10:14:55 GMT", "  2003-12-31T10:14:55Z\n", "2003-12-31T11:14:55+01:00[Europe/Paris]", "2003-12-31 10:14:55 +00:00",
		"31st Dec 2003 10:14:55 GMT", "Wed, 31 Dec 2003 10:14:55 AM GMT",
	} {
		got := parseTime(s)
		if got.IsZero() {
			t.Errorf("%q is unknown", s)
		} else if !got.Time.Equal(want) {
			t.Errorf("%q is %v, want %v", s, got, want)
		}
	}
}

func TestWhatIsNotStatedIsNotMadeUp(t *testing.T) {
	for s, want := range map[string]string{
		// no zone, no time of day: so much and no more
		"Wed, 31 Dec 2003 10:14:55": "2003-12-31T10:14:55", "2003-12-31T10:14:55": "2003-12-31T10:14:55", "2003-12-31 10:14": "2003-12-31T10:14:00",
		"2003-12-31": "2003-12-31", "20031231": "2003-12-31", "Wed, 31 Dec 2003": "2003-12-31", "31.12.2003": "2003-12-31", "12/31/2003": "2003-12-31", "31/12/2003": "2003-12-31",
		"Dec 31, 2003": "2003-12-31", "2003年12月31日": "2003-12-31", "2003년 12월 31일 오후 01:31:15": "2003-12-31T13:31:15", "31 Dec 2003 12:05 am": "2003-12-31T00:05:00",
		"2003-12-31T24:00:00Z": "2004-01-01T00:00:00Z", "Wed Dec 31 10:14:55 2003": "2003-12-31T10:14:55",
		// names of zones that nobody can resolve
		"Wed, 31 Dec 2003 10:14:55 CET": "", "Wed, 31 Dec 2003 10:14:55 BST": "", "Wed, 31 Dec 2003 10:14:55 IST": "", "Wed, 31 Dec 2003 10:14:55 A": "",
		"2003-12-31 10:14:55 AEST": "", "Wed Dec 31 10:14:55 CST 2003": "", "Wed, 31 Dec 2003 10:14:55 ET": "", "Wed, 31 Dec 2003 11:00 CET": "", "2003-12-31 10:14:55 CST": "",
		// two meanings
		"01/02/2003": "", "1-2-2003": "", "03-12-31": "",
		// no such day, hour, zone
		"Wed, 31 Feb 2003 10:14:55 GMT": "", "2003-02-29": "", "2003-13-01": "", "2003-12-31T25:00:00Z": "", "2003-12-31T10:60:00Z": "", "2003-12-31T23:59:60Z": "",
		"Wed, 31 Dec 2003 10:14:55 +2500": "", "2003-366T00:00:00Z": "", "31 Dec 2003 13:14:55 PM": "", "0000-00-00 00:00:00": "", "2003-00-00": "",
		// less than a day, or no time at all
		"2003-12": "", "2003": "", "": "", "yesterday": "", "now": "", "10:14:55": "", "1072865695": "", "Wed": "", "31 Dec": "", "Dec 2003": "", "::::": "", "2003-12-31T": "", "2003 10:14:55": "", "2003T10:14:55Z": "",
		"Wed, 31 Dec 2003 10:14:55 GMT GMT": "", "Wed, 31 Dec 2003 10:14:55 10:14:56 GMT": "", "2003-12-31T10:14:55Zebra": "", "31 Dec 2003 \xff GMT": "",
	} {
		if got := parseTime(s).String(); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestTheStatedZoneIsKept(t *testing.T) {
	for s, want := range map[string]string{
		"Wed, 31 Dec 2003 05:14:55 EST": "2003-12-31T05:14:55-05:00", "2003-12-31T18:14:55+05:30": "2003-12-31T18:14:55+05:30", "2003-12-31T18:14:55-0000": "2003-12-31T18:14:55Z",
	} {
		if got := parseTime(s).String(); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func FuzzTimesAreStatedOrUnknown(f *testing.F) {
	for _, s := range []string{"Wed, 31 Dec 2003 10:14:55 GMT", "2003-12-31T10:14:55.5+01:00", "31.12.2003 10:14 pm", "2003년 12월 31일 오후 01:31:15", "20031231T101455Z", "Dec 31 2003 GMT +1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := parseTime(s)
		if got.IsZero() {
			return
		}
		again := parseTime(got.String())
		if !again.Equal(got) {
			t.Errorf("%q is %q, which is read as %q", s, got, again)
		}
	})
}
