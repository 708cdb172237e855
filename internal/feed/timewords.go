package feed

import (
	"strings"
	"time"
)

// words reads a time whose parts are words in some order: "Wed, 31 Dec 2003
// 10:14:55 GMT", "Wed Dec 31 10:14:55 2003", "December 31, 2003 10:14 am".
func (c *clock) words(words []string) bool {
	dayFirst := false
	for i, w := range words {
		switch {
		case strings.HasPrefix(w, "("): // a comment, such as the name of the zone whose offset stands before
			return c.zoneStated && c.complete()
		case strings.Contains(w, ":") && w[0] >= '0' && w[0] <= '9':
			if !c.timeWord(w) {
				return false
			}
		case c.monthWord(w):
			dayFirst = c.day > 0
		case c.halfDay(w), i == 0 && isWeekday(w), strings.EqualFold(w, "at"), c.number(w):
		case c.day == 0 && c.month == 0 && c.figureDate(w):
		case !c.zoneWord(w):
			return false
		}
		c.fromWords = dayFirst && c.year > 0
	}
	if c.zoneUnknown || c.zone == ambiguousCST && !dayFirst {
		return false
	}
	return c.complete()
}

func (c *clock) complete() bool { return c.day > 0 && c.month > 0 && c.year > 0 }

// monthWord reads a month's name, alone or as in "31-Dec-2003".
func (c *clock) monthWord(w string) bool {
	if c.month != 0 {
		return false
	}
	if p := strings.Split(w, "-"); len(p) == 3 && allDigits(p[0]) && allDigits(p[2]) {
		return c.monthWord(p[1]) && c.number(p[0]) && c.number(p[2])
	}
	name := strings.ToLower(strings.TrimSuffix(w, "."))
	for i, full := range months {
		if name == full || name == full[:3] || name == "sept" && i == 8 {
			c.month = time.Month(i + 1)
			return true
		}
	}
	return false
}

var months = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

var weekdays = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
	"sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6}

// isWeekday reports whether w is a day of the week, which adds nothing to a
// date and is often wrong or in the publisher's own language.
func isWeekday(w string) bool {
	w = strings.ToLower(strings.TrimSuffix(w, "."))
	if _, ok := weekdays[w]; ok {
		return true
	}
	return len(w) >= 2 && len(w) <= 12 && !strings.ContainsAny(w, "0123456789+-:/")
}

// number reads the day of the month, which comes first, or the year.
func (c *clock) number(w string) bool {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if t, ok := strings.CutSuffix(w, suffix); ok && digits(t, 1, 2) {
			w = t
		}
	}
	switch {
	case digits(w, 1, 2) && c.day == 0:
		c.day = atoi(w)
		return c.day > 0
	case digits(w, 4, 4) && c.year == 0:
		c.year = atoi(w)
		return true
	case digits(w, 2, 2) && c.year == 0 && c.month > 0: // RFC 2822, section 4.3
		c.year = 1900 + atoi(w)
		if c.year < 1950 {
			c.year += 100
		}
		return true
	}
	return false
}

// figureDate reads "31.12.2003", and "31/12/2003" or "12/31/2003" where only
// one of them can be meant.
func (c *clock) figureDate(w string) bool {
	sep := strings.IndexAny(w, "./-")
	if sep < 1 {
		return false
	}
	p := strings.Split(w, w[sep:sep+1])
	if len(p) != 3 || !digits(p[0], 1, 2) || !digits(p[1], 1, 2) || !digits(p[2], 4, 4) {
		return false
	}
	day, month := atoi(p[0]), atoi(p[1])
	if w[sep] != '.' {
		if day <= 12 && month <= 12 && day != month {
			return false
		}
		if month > 12 {
			day, month = month, day
		}
	}
	c.day, c.month, c.year = day, time.Month(month), atoi(p[2])
	return true
}

// ambiguousCST is Central Standard Time of RFC 822. In that form alone: the
// programs that write the C library's form mean China by it as well.
var ambiguousCST = time.FixedZone("CST", -6*3600)

// zones are the names that RFC 822 defines and nobody uses otherwise.
var zones = map[string]*time.Location{
	"z": time.UTC, "ut": time.UTC, "utc": time.UTC, "gmt": time.UTC,
	"est": hours(-5), "edt": hours(-4), "cst": ambiguousCST, "cdt": hours(-5),
	"mst": hours(-7), "mdt": hours(-6), "pst": hours(-8), "pdt": hours(-7),
}

func hours(n int) *time.Location { return time.FixedZone("", n*3600) }

// zoneWord reads "Z", "GMT", "EST", "+0100", "+01:00", "+01", "GMT+1". Any
// other name is noted as unknown: nobody can say which hour it was.
func (c *clock) zoneWord(w string) bool {
	if zone, ok := zones[strings.ToLower(w)]; ok && !c.zoneStated {
		c.zone, c.zoneStated = zone, true
		if zone == ambiguousCST && c.year > 0 && !c.fromWords {
			c.zoneUnknown = true
		}
		return true
	}
	for _, prefix := range []string{"GMT", "UTC"} {
		if rest, ok := strings.CutPrefix(strings.ToUpper(w), prefix); ok && rest != "" && !c.zoneStated {
			w = rest
		}
	}
	if c.zoneStated && c.zone == time.UTC && (w[0] == '+' || w[0] == '-') {
		c.zoneStated = false // "GMT +0100": the offset says more
	}
	if zone, ok := offset(w); ok && !c.zoneStated {
		c.zone, c.zoneStated = zone, true
		return true
	}
	return false
}

func offset(w string) (*time.Location, bool) {
	if len(w) < 2 || w[0] != '+' && w[0] != '-' {
		return nil, false
	}
	figures := strings.Replace(w[1:], ":", "", 1)
	if digits(figures, 1, 2) {
		figures += "00"
	}
	if !digits(figures, 3, 4) {
		return nil, false
	}
	hour, min := atoi(figures[:len(figures)-2]), atoi(figures[len(figures)-2:])
	if hour > 14 || min > 59 {
		return nil, false
	}
	seconds := hour*3600 + min*60
	switch {
	case seconds == 0:
		return time.UTC, true
	case w[0] == '-':
		seconds = -seconds
	}
	return time.FixedZone("", seconds), true
}

// eastAsian writes "2004년 05월 28일 오후 01:31:15" and "2003年12月31日 10:14"
// in figures; "" for any other text that is not ASCII.
func eastAsian(s string) string {
	if len(s) > longestTime {
		return ""
	}
	s = strings.NewReplacer("年 ", "-", "年", "-", "月 ", "-", "月", "-", "日", " ", "년 ", "-", "년", "-", "월 ", "-", "월", "-", "일", " ",
		"\u00a0", " ", "\u202f", " ", "\u200e", "", "\u2212", "-", "時", ":", "时", ":").Replace(s)
	for _, word := range halfDayWords {
		if before, after, ok := strings.Cut(s, word); ok {
			s = before + " " + strings.TrimSpace(after) + " " + halfDays[word]
		}
	}
	if !asciiOnly(s) {
		return ""
	}
	return s
}
